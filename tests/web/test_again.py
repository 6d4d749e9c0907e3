"""Pages that try again wait longer after each failure in a row, and never long."""

from __future__ import annotations

import time
from typing import Any

import pytest
import streamlit as st

from assess.web.again import seconds_to_wait


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What time it is, in an empty session."""
    now: list[float] = [1000.0]
    held: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", held)
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_the_wait_grows_to_six_seconds_and_begins_anew(clock: list[float]) -> None:
    assert [seconds_to_wait() for _ in range(5)] == [2, 4, 6, 6, 6]
    clock[0] += 60
    assert [seconds_to_wait() for _ in range(2)] == [2, 4]
