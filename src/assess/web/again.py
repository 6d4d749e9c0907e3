"""A page that could not reach the database tries again by itself, until it can."""

from __future__ import annotations

import time
from typing import cast

import streamlit as st

from assess.web import saving, session

SECONDS, LONGEST_SECONDS = 2.0, 6.0
"""How long a page waits at first, and at most: a server with trouble must not be run down by those who wait."""
ANEW_SECONDS = 60.0
"""After so long without a failure, the next one is the first again."""
WAITED = "waited"

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
    """Soon saves what this browser could not save, and runs the page, or the fragment that this stands in, again.

    A quarter sooner or later: a whole room must not come back in the same moment.
    """
    _again(
        data={"seconds": seconds_to_wait(), "run": time.monotonic()},  # another run, another wait
        key="again", height=1, on_again_change=lambda: saving.try_again(assessment_id),
    )  # fmt: skip


def seconds_to_wait() -> float:
    """Two seconds, two more after each failure in a row, six at most."""
    at, waited = cast(tuple[float, float], session.chosen(WAITED) or (-ANEW_SECONDS, 0.0))
    now = time.monotonic()
    seconds = min(waited + SECONDS, LONGEST_SECONDS) if now - at < ANEW_SECONDS else SECONDS
    session.put(WAITED, (now, seconds))
    return seconds
