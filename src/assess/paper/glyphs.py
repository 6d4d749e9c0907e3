"""Which signs have no glyph in the print font or any installed one, asked of Typst itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from threading import Lock

from assess.charts.labels import plain
from assess.core.scorecard import Scorecard
from assess.paper.press import compiled

STAND_IN = "□"
"""Printed for a sign that no font has."""
_NOWHERE = "\U0010ffff"
"""No sign at all, so no font has it."""
_LINE = re.compile(r'<g transform="matrix\([^)]* ([\d.]+)\)"><use xlink:href="#(\w+)"')
_MOST_AT_ONCE = 1000

_known: dict[str, bool] = {chr(code): True for code in range(0x20, 0x7F)}
_knowing = Lock()


def unprintable(source: str | Scorecard) -> tuple[str, ...]:
    """The signs in a text, or in what people typed into a scorecard, that no available font has; in order, each once.

    Latin, Greek and Cyrillic always print. Control characters are left out when printing and are not listed.
    """
    text = source if isinstance(source, str) else " ".join(_texts(source))
    signs = dict.fromkeys(plain(text))
    with _knowing:
        unknown = [sign for sign in signs if sign not in _known]
        for first in range(0, len(unknown), _MOST_AT_ONCE):
            _known.update(_looked_up(unknown[first : first + _MOST_AT_ONCE]))
        return tuple(sign for sign in signs if not _known[sign])


def printable(text: str) -> str:
    """The text without control characters, % kept beside its figure, with a stand-in for signs that no font has."""
    kept = plain(text).replace(" %", "\u00a0%")
    return kept if kept.isascii() else kept.translate({ord(sign): STAND_IN for sign in unprintable(kept)})


def _looked_up(signs: list[str]) -> dict[str, bool]:
    """Signs drawn line by line beneath one that is nowhere: what is drawn like that one has no glyph."""
    drawing = compiled("glyphs.typ", [_NOWHERE, *signs], "svg").decode()
    drawn: dict[int, str] = {}
    for height, glyph in _LINE.findall(drawing):
        drawn.setdefault(int(float(height) // 20), glyph)
    return {sign: drawn.get(line) != drawn[0] for line, sign in enumerate(signs, start=1)}


def _texts(scorecard: Scorecard) -> Iterable[str]:
    yield scorecard.company
    yield scorecard.questionnaire.title
    yield from (competitor.name for competitor in scorecard.competitors)
    yield from (dimension.title for dimension in scorecard.dimensions)
    for advice in scorecard.recommendations:
        rule = advice.rule
        yield from filter(None, (rule.action, rule.why, rule.first_step, rule.measure, rule.source))
        yield from (item.text for item in advice.dimension.items)
