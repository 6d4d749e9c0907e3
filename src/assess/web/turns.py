"""Turns: one picture of a workshop is worked out at a time, so that a new stage leaves the server free to answer.

When the room moves, every phone asks for its picture at once. Python works on one of them at a time anyway; two
hundred together would only interrupt each other, all end last, and let nothing else get a word in.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_SECONDS = 5.0
"""Nobody waits longer for a turn: where the database hangs, who has it may keep it long."""

_turn = threading.Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Waits until it is this run's turn, and gives it on at the end."""
    taken = _turn.acquire(timeout=LONGEST_SECONDS)
    try:
        yield
    finally:
        if taken:
            _turn.release()
