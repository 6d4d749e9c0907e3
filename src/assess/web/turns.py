"""Turns: few pictures of a workshop are worked out at a time, so that a new stage leaves the server free to answer.

When the room moves, every phone asks for its picture at once. Python works on one of them at a time anyway; two
hundred together would only interrupt each other, all end last, and let nothing else get a word in.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_A_TIME = 2
"""One works while the other waits for the database."""
LONGEST_SECONDS = 5.0
"""Nobody waits longer for a turn: where the database hangs, those who have one may keep it long."""

_turns = threading.BoundedSemaphore(AT_A_TIME)


@contextmanager
def turn() -> Iterator[None]:
    """Waits for a turn, and gives it back at the end."""
    taken = _turns.acquire(timeout=LONGEST_SECONDS)
    try:
        yield
    finally:
        if taken:
            _turns.release()
