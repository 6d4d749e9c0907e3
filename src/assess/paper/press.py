"""The one door to Typst: a template and plain data in, the bytes of a document out.

Data reaches a template as JSON through `sys.inputs`, so nothing in it is ever read as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal, cast

import fontpkg_source_sans_3  # type: ignore[import-untyped]
import typst

Format = Literal["pdf", "png", "svg"]
TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(fontpkg_source_sans_3.__file__).parent / "files"
ACCESSIBLE: Literal["ua-1"] = "ua-1"
"""The PDF standard of every document: tagged, titled, readable aloud."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""The clock of documents that carry no date, so that equal data makes equal bytes."""

LONG = 25  # characters, as in LONG_WORD
LONG_WORD = re.compile(r"(?!\b[0-9a-f]{64}\b)(?<![^\s\"])[^\s\u2e80-\uffef\"\[\]{}]{25,}")
"""A word that may be wider than its line, which templates let break; a hash fits, brackets are mostly JSON's own, and
Chinese, Japanese and Korean break anyway."""

_press = Lock()
"""A compiler serves one thread at a time; pages of many people come from many threads."""


def compiled(
    template: str,
    contents: Mapping[str, Any] | Sequence[str],
    kind: Format,
    *,
    ppi: float = 200,
    when: datetime = LONG_AGO,
) -> bytes:
    """The document that a template makes of its contents; equal contents make equal bytes.

    A PDF is tagged and follows PDF/UA-1. Only where a cluster of signs has no glyph although each of its parts has
    one, which PDF/UA-1 forbids, is it tagged without claiming the standard.
    """
    try:
        return _compiled(template, contents, kind, ppi, when, [ACCESSIBLE] if kind == "pdf" else [])
    except typst.TypstError as error:
        if kind != "pdf" or "could not be displayed" not in str(error):
            raise
        return _compiled(template, contents, kind, ppi, when, [])


def _compiled(
    template: str,
    contents: object,
    kind: Format,
    ppi: float,
    when: datetime,
    standards: list[Any],
) -> bytes:
    data = json.dumps(contents, ensure_ascii=False, allow_nan=False)
    inputs = {"data": data, "long": "yes" if _has_long_word(data) else "no"}
    with _press:
        made = _compiler().compile(
            input=str(TEMPLATES / template),
            format=kind,
            ppi=ppi if kind == "png" else None,
            sys_inputs=inputs,
            pdf_standards=standards,
            timestamp=int(when.timestamp()),
        )
    return cast(bytes, made)


def _has_long_word(data: str) -> bool:
    """Whether JSON text holds a word longer than a line; few of its words are looked at closely."""
    return any(LONG_WORD.search(word) for word in data.split() if len(word) >= LONG)


@cache
def _compiler() -> typst.Compiler:
    """One compiler for the whole process: it finds the fonts once and remembers what it has laid out."""
    return typst.Compiler(root=str(TEMPLATES), font_paths=[str(FONTS)])
