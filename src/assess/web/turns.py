"""Turns: one picture of a workshop is worked out at a time, and none while an answer is.

When the room moves, every phone asks for its picture. Python works on one of them at a time anyway; two hundred
together would only interrupt each other, all end last, and let nothing else get a word in. Phones are therefore told
of it one after the other, as fast as the pictures are done (`web/live.py`), and what comes at once waits here.

Whoever has answered waits for the page to say that it is saved. Pictures give way to them between their parts: side
by side with one an answer takes twice as long.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST_SECONDS = 5.0
"""Nobody waits longer for a turn: where the database hangs, who has it may keep it long."""
WAY_SECONDS = 0.05
"""A picture gives way no longer than this at one place: answers may come without end, or hang with the database."""


class Turns:
    """A queue of pictures, of which one is worked out, and the answers that go before.

    `asked` is how many pictures stand in the queue, that one included; `answers`, how many are worked on.
    """

    def __init__(self) -> None:
        self.asked = 0
        self.answers = 0
        self._counting = threading.Condition()
        self._turn = threading.Lock()

    @contextmanager
    def picture(self) -> Iterator[None]:
        """Waits until it is this picture's turn, and gives it on at the end."""
        self._ask(1)
        taken = self._turn.acquire(timeout=LONGEST_SECONDS)
        try:
            self.give_way()
            yield
        finally:
            if taken:
                self._turn.release()
            self._ask(-1)

    @contextmanager
    def answer(self) -> Iterator[None]:
        """Works on an answer at once; pictures wait until it is done."""
        self._take(1)
        try:
            yield
        finally:
            self._take(-1)

    def give_way(self) -> None:
        """Lets the answers go first that are worked on now."""
        if self.answers:
            with self._counting:
                self._counting.wait_for(lambda: not self.answers, WAY_SECONDS)

    def _ask(self, one: int) -> None:
        with self._counting:
            self.asked += one

    def _take(self, one: int) -> None:
        with self._counting:
            self.answers += one
            if not self.answers:
                self._counting.notify_all()


TURNS = Turns()
"""The turns of this process."""
