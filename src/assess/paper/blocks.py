"""The blocks that a workshop's sections are built of, as the template takes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assess.charts.style import PRINT
from assess.core.questionnaire import Discipline
from assess.paper.drawing import Drawing


def section(title: str, blocks: Iterable[Drawing | None], *, fresh: bool = True) -> Drawing:
    """A section with those of its blocks that there are; `fresh`: it begins on a new page."""
    return {"section": "workshop", "title": title, "fresh": fresh, "blocks": [each for each in blocks if each]}


def words(text: str) -> Drawing | None:
    """A paragraph, None for an empty one."""
    return {"block": "words", "words": text} if text else None


def quiet(text: str) -> Drawing | None:
    """A paragraph of second rank."""
    return {"block": "quiet", "words": text} if text else None


def title(text: str) -> Drawing:
    """A heading within the section."""
    return {"block": "title", "words": text}


def chart(drawing: Drawing) -> Drawing:
    """A chart with its key."""
    return {"block": "chart", "chart": drawing}


def bullets(entries: Sequence[str]) -> Drawing | None:
    """A list of short texts, None for an empty one."""
    return {"block": "bullets", "entries": list(entries)} if entries else None


def figures(header: Sequence[str], rows: Sequence[Drawing], width: float) -> Drawing:
    """A table of figures: a column of names, then columns of `width` points each."""
    return {"block": "figures", "header": list(header), "rows": list(rows), "width": width}


def row(name: str, cells: Sequence[str], discipline: Discipline, *, strong: bool = False) -> Drawing:
    """One row of such a table; strong for a discipline."""
    return {"name": name, "cells": list(cells), "colour": PRINT.accents[discipline], "strong": strong}
