"""What the page itself must do: start at its top when turned, ask anew after a lost connection, speak its language.

Streamlit keeps the scroll position when its content changes, so that "Next" would show the end of the next page.
It also waits for the next click after a reconnection; a server that was started anew (or has forgotten a phone that
slept) does not know the page's widgets then, and would drop that click.
"""

from __future__ import annotations

import streamlit as st

from assess.web.streamlit_words import SPEAK

TURN = """
let page_shown = null;
function turn(page) {
  const turned = page_shown !== null && page_shown !== page;
  page_shown = page;
  if (!turned) return;
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  const heading = document.querySelector('[data-testid="stMain"] h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.style.setProperty('outline', 'none');
  heading?.focus({ preventScroll: true });
}
"""
"""What shows the top of a page that was turned, and reads it out; for scripts of components."""

_SCRIPT = (
    TURN
    + SPEAK
    + """
let lost = false;
let watch = null;
export default function ({ data, setTriggerValue }) {
  const app = document.querySelector('[data-test-connection-state]');
  const check = () => {
    const connected = app.getAttribute('data-test-connection-state') === 'CONNECTED';
    if (connected && lost) setTriggerValue('reconnected', true);
    lost = !connected;
  };
  watch?.disconnect();
  watch = new MutationObserver(check);
  if (app) watch.observe(app, { attributeFilter: ['data-test-connection-state'] });
  turn(data.page);
  speakLike(data.language).finally(() => { document.documentElement.lang = data.language; });
}
"""
)

UNSEEN = "-None"
"""How the key of a component ends that nobody looks up: Streamlit takes it for one without a key, and leaves it out
when each widget of the page goes through all that have one. Looking at a component is what costs most there."""

_turn = st.components.v2.component("assess_turn", js=_SCRIPT)


def turn_to(page: str, language: str) -> None:
    """Shows the top of the page where it is another than before; runs the page again after a reconnection.

    Screen readers and hyphenation take the page to be in the language.
    """
    shown = {"page": page, "language": language}
    _turn(data=shown, key=f"turn{UNSEEN}", height=1, on_reconnected_change=lambda: None)
