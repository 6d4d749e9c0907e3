"""Turning the page: a new page starts at its top, with the reading position on its heading.

Streamlit keeps the scroll position when its content changes, so that "Next" would show the end of the next page.
"""

from __future__ import annotations

import streamlit as st

_SCRIPT = """
let shown = null;
export default function ({ data }) {
  const turned = shown !== null && shown !== data.page;
  shown = data.page;
  if (!turned) return;
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  const heading = document.querySelector('[data-testid="stMain"] h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.style.setProperty('outline', 'none');
  heading?.focus({ preventScroll: true });
}
"""

_turn = st.components.v2.component("assess_turn", js=_SCRIPT)


def turn_to(page: str) -> None:
    """Shows the top of the page where it is another than before."""
    _turn(data={"page": page}, key="turn", height=1)
