"""Keys that step through a workshop, as a presenter's clicker sends them; none where somebody writes or chooses."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assess.web import session

_SCRIPT = """
const STEPS = { ArrowRight: 'next', PageDown: 'next', n: 'next', ArrowLeft: 'back', PageUp: 'back', p: 'pause' };
const WRITING = 'input, textarea, select, [contenteditable="true"], [role="slider"], [role="tab"], [role="listbox"], '
  + '[role="combobox"], [role="dialog"]';
let tell = null;
let revision = null;
function press(event) {
  const step = STEPS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const busy = event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(WRITING);
  if (!step || busy || !tell) return;
  event.preventDefault();
  tell('pressed', `${revision}:${step}`);
}
export default function ({ data, setTriggerValue }) {
  document.removeEventListener('keydown', press);
  tell = setTriggerValue;
  revision = data.revision;
  document.addEventListener('keydown', press);
  return () => {
    document.removeEventListener('keydown', press);
    tell = null;
  };
}
"""

KEY = "keys"
_keys = st.components.v2.component("assess_keys", js=_SCRIPT)


def step_keys(revision: int, step: Callable[[int, str], None]) -> None:
    """Calls `step` with the revision that the page showed and `next`, `back` or `pause` on such a key."""

    def pressed() -> None:
        shown, _, name = str(getattr(session.chosen(KEY), "pressed", "") or "").partition(":")
        if name:
            step(int(shown), name)

    _keys(data={"revision": revision}, key=KEY, height=1, on_pressed_change=pressed)
