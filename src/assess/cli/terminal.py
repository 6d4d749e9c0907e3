"""Text for a terminal: safe to show, aligned, wrapped to its width, and a sign of life during long work."""

from __future__ import annotations

import re
import shutil
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

_CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
PATIENCE = 0.5
"""Seconds before work counts as long."""
NARROWEST, WIDEST = 40, 100
JOINERS = "\u200c\u200d"
"""Invisible, harmless, and part of how some scripts and emoji are written."""


class Language(click.ParamType[str]):
    """A language by its code."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not _CODE.fullmatch(value):
            self.fail(f"'{one_line(value)}' is no language code. Write one such as de or pt-BR.", param, ctx)
        return value


def one_line(text: str) -> str:
    """The text on one line, with escapes for what would steer a terminal rather than show."""
    joined = " ".join(text.split())
    return "".join(
        character if character.isprintable() or character in JOINERS else ascii(character)[1:-1]
        for character in joined
    )


def example(*commands: str) -> str:
    """The end of a command's help: how it is called, line by line."""
    return "\n".join(["\b", "Examples:" if len(commands) > 1 else "Example:", *(f"  {each}" for each in commands)])


def columns_of(text: str) -> int:
    """The columns that a terminal gives to a text: two for wide characters, none for marks on others."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def aligned(rows: Sequence[Sequence[str]], right: Sequence[bool]) -> list[str]:
    """The rows as lines, two blanks between columns; `right` says which columns stand to the right."""
    widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(_padded, row, widths, right)).rstrip() for row in rows]


def _padded(cell: str, width: int, right: bool) -> str:
    blanks = " " * (width - columns_of(cell))
    return blanks + cell if right else cell + blanks


def wrapped(text: str, indent: str = "", first: str | None = None) -> list[str]:
    """The text in lines no wider than the terminal, nor than can be read with ease; `first` begins the first line."""
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))
    lines, start = [indent if first is None else first], True
    for word in _words(one_line(text), width - columns_of(indent)):
        longer = lines[-1] + ("" if start else " ") + word
        if start or columns_of(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(indent + word)
        start = False
    return lines


def _words(text: str, room: int) -> Iterator[str]:
    """The words of a text, those wider than the room in pieces."""
    for word in text.split(" "):
        piece = ""
        for character in word:
            if columns_of(piece + character) > room:
                yield piece
                piece = ""
            piece += character
        yield piece


@contextmanager
def working(words: str) -> Iterator[None]:
    """Tells on a terminal what is being done and for how long, once it takes long; the line goes when it is done."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(words, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(words: str, done: threading.Event) -> None:
    start, line = time.monotonic(), ""
    while not done.wait(PATIENCE):
        line = f"{one_line(words)} ... {time.monotonic() - start:.0f} s"
        print(f"\r{line}", end="", file=sys.stderr, flush=True)  # noqa: T201
    if line:
        print(f"\r{' ' * columns_of(line)}\r", end="", file=sys.stderr, flush=True)  # noqa: T201
