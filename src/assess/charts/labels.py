"""Labels cut into few short lines, so that a name of any length keeps its place beside an axis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

ELLIPSIS = "…"
WIDER = 1.25
"""How far beyond the wished width a label may go before it is cut."""

_WIDE = re.compile("[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")


def wrap(label: str, width: int, lines: int = 3) -> tuple[str, ...]:
    """A label in at most `lines` lines of about `width` characters, words whole where they can be.

    A label that does not fit gets lines up to a quarter wider; what is left over then ends in an ellipsis.
    Chinese, Japanese and Korean break between any two characters, each as wide as two others.
    """
    words = list(_words(" ".join(plain(label).split())))
    for tried in range(width, int(width * WIDER) + 1):
        found = list(_lines(words, tried))
        if len(found) <= lines and max(map(columns, found), default=0) <= tried:
            return tuple(found)
    found = [part for line in _lines(words, width) for part in _broken(line, width)]
    return tuple(found) if len(found) <= lines else (*found[: lines - 1], _cut(found[lines - 1 :], width))


def shorten(label: str, width: int) -> str:
    """A label in one line of at most `width` characters."""
    text = " ".join(plain(label).split())
    return text if columns(text) <= width else _cut([text], width)


def plain(text: str) -> str:
    """The text without control characters, which no font draws; line ends become spaces."""
    if text.isprintable():
        return text
    return "".join(" " if mark in "\t\n\r" else mark for mark in text if not _is_control(mark) or mark in "\t\n\r")


def columns(text: str) -> int:
    """How wide a text is, in characters of the Latin alphabet."""
    return sum(_columns(mark) for mark in text)


def _is_control(mark: str) -> bool:
    return unicodedata.category(mark) in ("Cc", "Cs", "Cn") and mark not in "\t\n\r"


def _columns(mark: str) -> int:
    if unicodedata.combining(mark):
        return 0
    return 2 if unicodedata.east_asian_width(mark) in "WF" else 1


def _words(text: str) -> Iterator[str]:
    """Pieces that must stay whole, each with the space that follows it."""
    for word in re.findall(r"\S+\s*", text):
        piece = ""
        for mark in word:
            if _WIDE.match(mark) and piece:
                yield piece
                piece = ""
            piece += mark
            if _WIDE.match(mark):
                yield piece
                piece = ""
        if piece:
            yield piece


def _lines(words: Sequence[str], width: int) -> Iterator[str]:
    line = ""
    for word in words:
        if line and columns((line + word).rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += word
    if line:
        yield line.rstrip()


def _broken(line: str, width: int) -> Iterator[str]:
    """A word longer than a line, hyphenated at the line's end."""
    while columns(line) > width:
        head = _head(line, width - 1)
        yield head + ("-" if head[-1].isalpha() and not _WIDE.match(head[-1]) else "")
        line = line[len(head) :]
    yield line


def _cut(rest: Sequence[str], width: int) -> str:
    return _head(" ".join(rest), width - 1).rstrip() + ELLIPSIS


def _head(text: str, width: int) -> str:
    end = 0
    while end < len(text) and columns(text[: end + 1]) <= width:
        end += 1
    return text[: max(end, 1)]
