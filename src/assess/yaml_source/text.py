"""From bytes to text that may be read as YAML: size, encoding, and the characters that no text needs."""

from __future__ import annotations

import re

from assess.core.errors import Problem

MOST_BYTES = 1_000_000

UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Control characters, line separators that few editors count, halves of characters."""
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


def decoded(source: str | bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """The text, unchanged, or None and what makes it unfit to be read."""
    if len(source) > MOST_BYTES:
        return None, (Problem("", f"is larger than {MOST_BYTES:,} bytes. Shorten it.", line=1),)
    if isinstance(source, str):
        return _fit(source)
    try:
        return _fit(source.decode())
    except UnicodeDecodeError as error:
        return None, (_not_utf8(source, error.start),)


def _fit(text: str) -> tuple[str | None, tuple[Problem, ...]]:
    problems = tuple(_unwanted(text, found) for found in UNWANTED.finditer(text))
    problems += tuple(_directive(text, found) for found in _DIRECTIVE.finditer(text))
    return (None if problems else text), problems


def _not_utf8(source: bytes, start: int) -> Problem:
    return Problem(
        "",
        f"byte {start + 1} (0x{source[start]:02X}) is not UTF-8. Save the file in the encoding UTF-8.",
        line=_line(source[:start].decode(errors="replace"), start),
    )


def _unwanted(text: str, found: re.Match[str]) -> Problem:
    column = found.start() - max(text.rfind("\n", 0, found.start()), text.rfind("\r", 0, found.start()))
    name = "NUL" if found[0] == "\0" else f"U+{ord(found[0]):04X}"
    return Problem(
        "", f"column {column} holds the control character {name}. Remove it.", line=_line(text, found.start())
    )


def _directive(text: str, found: re.Match[str]) -> Problem:
    return Problem(
        "", "a line must not begin with %. Remove the directive, or indent the text.", line=_line(text, found.start())
    )


def _line(text: str, end: int) -> int:
    before = text[:end]
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
