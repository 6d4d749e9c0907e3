"""Files in and out: answers read as text, results written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from assess.core.errors import AssessError, Problem, ProblemsError

STDIN = "-"
MOST_BYTES = 800_000_000
"""A file of answers may be this large: the longest table that is scored, in four-byte characters."""
_OTHER_KINDS = {
    b"\xff\xfe": "is UTF-16 text",
    b"\xfe\xff": "is UTF-16 text",
    b"PK\x03\x04": "is a workbook or an archive, not CSV",
    b"\xd0\xcf\x11\xe0": "is an old workbook, not CSV",
    b"%PDF": "is a PDF, not CSV",
}
_REMEDY = "Save the table as 'CSV UTF-8'."


def name_of(source: str) -> str:
    """What to call a source of answers."""
    return "standard input" if source == STDIN else source


def text_of(source: str) -> str:
    """The text of a UTF-8 file, with or without a byte order mark, or of standard input. Raises AssessError."""
    content = _content(source)
    for mark, words in _OTHER_KINDS.items():
        if content.startswith(mark):
            raise AssessError(f"{name_of(source)}: {words}. {_REMEDY}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProblemsError([_not_utf8(content, error.start, name_of(source))]) from None


def _content(source: str) -> bytes:
    try:
        if source == STDIN:
            content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AssessError(f"{name_of(source)}: cannot be read ({reason}). Give a CSV file, or - to read it from "
                          "standard input.") from None  # fmt: skip
    if len(content) > MOST_BYTES:
        raise AssessError(f"{name_of(source)}: is larger than {MOST_BYTES:,} bytes. Split it.")
    return content


def _not_utf8(content: bytes, start: int, name: str) -> Problem:
    line = content.count(b"\n", 0, start) + 1
    place = start - content.rfind(b"\n", 0, start)
    return Problem("", f"byte {place} (0x{content[start]:02X}) is not UTF-8. {_REMEDY}", line=line, file=name)


def write_whole(target: str, content: bytes) -> None:
    """Writes a file that is there whole or, on any fault, as it was before. Raises AssessError."""
    try:
        path = Path(target).resolve()
        if path.exists() and not path.is_file():
            _write(path, content, os.O_WRONLY)  # a pipe or device is written into; a folder refuses
            return
        part = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
        try:
            _write(part, content, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AssessError(f"{target}: cannot be written ({reason}). Choose another place or name.") from None


def _write(path: Path, content: bytes, flags: int) -> None:
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0), 0o666), "wb") as file:
        file.write(content)
        file.flush()
        if path.is_file():
            os.fsync(file.fileno())
