"""A page that could not reach the database tries again by itself, until it can."""

from __future__ import annotations

import time

import streamlit as st

from assess.web import saving

SECONDS = 2.0
"""How long a page waits, a quarter more or less: a whole room must not come back in the same moment."""

_SCRIPT = """
let timer = null;
export default function ({ data, setTriggerValue }) {
  clearTimeout(timer);
  timer = setTimeout(() => setTriggerValue('again', true), 1000 * data.seconds * (0.75 + Math.random() / 2));
  return () => clearTimeout(timer);
}
"""

_again = st.components.v2.component("assess_again", js=_SCRIPT)


def again(assessment_id: str) -> None:
    """Soon saves what this browser could not save, and runs the page, or the fragment that this stands in, again."""
    _again(
        data={"seconds": SECONDS, "run": time.monotonic()},  # another run, another wait
        key="again", height=1, on_again_change=lambda: saving.try_again(assessment_id),
    )  # fmt: skip
