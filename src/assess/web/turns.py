"""Turns: one picture of a workshop is worked out at a time, so that a new stage leaves the server free to answer.

When the room moves, every phone asks for its picture. Python works on one of them at a time anyway; two hundred
together would only interrupt each other, all end last, and let nothing else get a word in. Phones are therefore told
of it one after the other, as fast as the pictures are done (`web/live.py`), and what comes at once waits here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_SECONDS = 5.0
"""Nobody waits longer for a turn: where the database hangs, who has it may keep it long."""


class Turns:
    """A queue of runs, of which one works; `asked` is how many stand in it, the working one included."""

    def __init__(self) -> None:
        self.asked = 0
        self._counting = threading.Lock()
        self._turn = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits until it is this run's turn, and gives it on at the end."""
        self._count(1)
        taken = self._turn.acquire(timeout=LONGEST_SECONDS)
        try:
            yield
        finally:
            if taken:
                self._turn.release()
            self._count(-1)

    def _count(self, one: int) -> None:
        with self._counting:
            self.asked += one


PICTURES = Turns()
"""The pictures that phones ask for in this process."""
