"""Text for terminals: aligned by columns, wrapped, harmless; and a sign of life during long work."""

from __future__ import annotations

import io
import sys
import time

import pytest

from assess.cli import terminal
from assess.cli.terminal import aligned, columns_of, one_line, working, wrapped


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("顧客", 4), ("e\u0301", 1), ("ｱ", 1), ("Ａ", 2), ("😀", 2), ("a\u200db", 2), ("", 0)],
)
def test_columns_of_wide_and_combining_characters(text: str, columns: int) -> None:
    assert columns_of(text) == columns


def test_rows_line_up_on_either_side() -> None:
    assert aligned([("a", "1"), ("顧客", "10")], right=(False, True)) == ["a      1", "顧客  10"]


@pytest.mark.parametrize("text", ["plain words only " * 20, "顧客" * 80, "x" * 250, "", "word"])
def test_wrapped_lines_fit_and_lose_nothing(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    lines = wrapped(text, "    ", "1.  ")
    assert all(columns_of(line) <= 50 for line in lines)
    assert "".join(lines).replace(" ", "") == "1." + text.replace(" ", "")


def test_what_would_steer_a_terminal_is_shown_as_an_escape() -> None:
    assert one_line("a\x1b[2Jb\u202ec\r\nd\x07") == "a\\x1b[2Jb\\u202ec d\\x07"
    assert one_line("Ωμέγα 社 👩\u200d💻") == "Ωμέγα 社 👩\u200d💻"


def test_long_work_is_told_on_a_terminal_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(terminal, "PATIENCE", 0.01)
    with working("Scoring"):
        time.sleep(0.1)
    assert "\rScoring ... 0 s" in screen.getvalue()
    assert screen.getvalue().endswith(f"\r{' ' * len('Scoring ... 0 s')}\r")


def test_short_work_and_pipes_stay_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (Screen(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setattr(terminal, "PATIENCE", 5 if stream.isatty() else 0.001)
        with working("Scoring"):
            time.sleep(0.01)
        assert stream.getvalue() == ""
