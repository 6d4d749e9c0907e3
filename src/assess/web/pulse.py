"""Pulse: where a workshop is and how many people are how far, for pages that look every second."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from threading import Lock

from assess.store import Counts, Room
from assess.web.resources import store

EVERY_SECONDS = 1
MOST_KEPT = 256


@dataclass(frozen=True)
class Pulse:
    """A room as it is now, with the counts of at most a second ago."""

    room: Room
    counts: Counts


_kept: dict[str, tuple[float, int, Counts]] = {}
_counting = Lock()


def pulse(device: str, assessment_id: str) -> Pulse:
    """The room, read for this device, and its counts, read once a second however many watch it.

    Counts are for owners and viewers, whom alone the store tells the code of an open room; NotAllowed for others.
    """
    room = store().room(device, assessment_id)
    if room.opened is None:
        return Pulse(room, Counts())
    return Pulse(room, _counts(device, room) if room.code else store().room_progress(device, assessment_id))


def _counts(device: str, room: Room) -> Counts:
    with _counting:
        read, revision, counts = _kept.get(room.assessment_id, (-1.0, -1, Counts()))
        if revision == room.revision and time.monotonic() - read < EVERY_SECONDS:
            return counts
    found = store().room_progress(device, room.assessment_id)
    with _counting:
        while len(_kept) >= MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[room.assessment_id] = (time.monotonic(), room.revision, found)
    return found


def seconds_left(room: Room) -> int | None:
    """What is left of the timer, None where there is none."""
    if room.timer.left is not None:
        return room.timer.left
    if room.timer.ends is None:
        return None
    return max(ceil((room.timer.ends - datetime.now(UTC)).total_seconds()), 0)


def minutes(seconds: int) -> str:
    """Seconds as minutes and seconds."""
    return f"{seconds // 60}:{seconds % 60:02}"
