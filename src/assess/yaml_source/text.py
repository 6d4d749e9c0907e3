"""From bytes to text that may be read as YAML: size, encoding, and the characters that no text needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from assess.core.errors import Problem
from assess.core.messages import Message, counted, message

MOST_BYTES = 1_000_000
MOST_LISTED = 100

UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Control characters, line separators that few editors count, halves of characters."""
_UNFIT = re.compile(rf"{UNWANTED.pattern}|(?:(?<=[\n\r])|\A)%")


def bounded(path: Path) -> bytes:
    """No more of a file than may be read, and one byte that tells that there is more."""
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def decoded(source: str | bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """The text, unchanged, or None and what makes it unfit to be read."""
    if _is_large(source):
        said = message("is larger than {most} bytes. Shorten it.", most=MOST_BYTES)
        return None, (Problem("", said, line=1),)
    if isinstance(source, str):
        return _fit(source)
    try:
        return _fit(source.decode())
    except UnicodeDecodeError as error:
        return None, (_not_utf8(source, error.start),)


def _is_large(source: str | bytes) -> bool:
    if len(source) > MOST_BYTES or isinstance(source, bytes):
        return len(source) > MOST_BYTES
    return len(source.encode(errors="surrogatepass")) > MOST_BYTES


def _not_utf8(source: bytes, start: int) -> Problem:
    said = message("byte {place} ({byte}) is not UTF-8. Save the file in the encoding UTF-8.", place=start + 1)
    return Problem("", said.filled(byte=f"0x{source[start]:02X}"), line=1 + _breaks(source[:start].decode()))


def _fit(text: str) -> tuple[str | None, tuple[Problem, ...]]:
    if not (UNWANTED.search(text) or text.startswith("%") or "\n%" in text or "\r%" in text):
        return text, ()
    problems = list(islice(_found(text), MOST_LISTED))
    if more := len(_UNFIT.findall(text)) - len(problems):
        said = counted("and {n} more such place.", "and {n} more such places.", more)
        problems.append(Problem("", said, line=problems[-1].line))
    return None, tuple(problems)


def _found(text: str) -> Iterator[Problem]:
    line, counted, begun = 1, 0, 0
    for found in _UNFIT.finditer(text):
        passed = text[counted : found.start()]
        line += _breaks(passed)
        begun = max(begun, 1 + max(text.rfind(end, counted, found.start()) for end in "\n\r"))
        counted = found.start()
        yield Problem("", _said(found[0], found.start() - begun + 1), line=line)


def _said(character: str, column: int) -> Message:
    if character == "%":
        return message("a line must not begin with %. Remove the directive, or indent the text.")
    if character == "\0":
        return message("column {column} holds the character NUL. Remove it.", column=str(column))
    said = message("column {column} holds the control character {code}. Remove it.", column=str(column))
    return said.filled(code=f"U+{ord(character):04X}")


def _breaks(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
