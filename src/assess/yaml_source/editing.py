"""Other words in a questionnaire's text, put where the old ones stand: all else stays letter by letter.

A place is named by its steps, such as `("dimensions", 0, "items", 2, "text")`. Whatever is written is read again, and
only kept if it says what was meant and nothing else has changed.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, Event, MappingStartEvent, NodeEvent, ScalarEvent

from assess.core.errors import AssessError
from assess.yaml_source.scalars import resolved
from assess.yaml_source.tree import LOADER, Tree, grown

Steps = tuple[str | int | float, ...]
WIDTH = 110
"""Where long words are broken, as in the shipped questionnaires."""
SIBLINGS = ("text", "action", "title", "version", "id")
"""After which of its neighbours a key that was not there is written."""


class NotInPlaceError(AssessError):
    """Words that cannot be put there without touching something else."""


@dataclass(frozen=True)
class Place:
    """Where a value stands: the characters from `start` to `end`, its key beginning at `key` in column `column`."""

    key: int
    column: int
    start: int
    end: int
    in_brackets: bool


def words_at(text: str, steps: Steps) -> str | None:
    """The words at a place, None where there are none."""
    found: Any = grown(text).value
    for step in steps:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return None if found is None else str(found)


def with_words(text: str, steps: Steps, words: str) -> str:
    """The text with other words at a place; a key that was not there is added, and empty words remove it.

    Raises NotInPlaceError where the text is no sound YAML, or is written so that the words cannot be put in place.
    """
    before, words = grown(text), words.strip()
    if before.whole and not before.problems:
        wanted = _wanted(before.value, steps, words)
        for candidate in _candidates(text, steps, words):
            if _says(grown(candidate), wanted):
                return candidate
    raise NotInPlaceError("These words cannot be put in place here. Change them in the text itself.")


def _wanted(value: object, steps: Steps, words: str) -> object:
    """What the text must say afterwards."""
    wanted: Any = deepcopy(value)
    parent = wanted
    for step in steps[:-1]:
        try:
            parent = parent[step]
        except (KeyError, IndexError, TypeError):
            raise NotInPlaceError("There is no such place in this text. Load the page again.") from None
    if words:
        parent[steps[-1]] = words
    else:
        parent.pop(steps[-1], None)
    return wanted


def _says(tree: Tree, wanted: object) -> bool:
    return tree.whole and not tree.problems and tree.value == wanted


def _candidates(text: str, steps: Steps, words: str) -> Iterator[str]:
    """The ways to write it, the plainest first."""
    places = _places(text)
    place = places.get(steps)
    if not words:
        yield from [_without(text, place)] if place else [text]
    elif place:
        for written in _written(words, _column(text, place.start), place.column + 2):
            yield text[: place.start] + written + text[place.end :]
    else:
        sibling = next((places[beside] for key in SIBLINGS if (beside := (*steps[:-1], key)) in places), None)
        if sibling:
            yield from (_added(text, sibling, str(steps[-1]), written) for written in _plain_or_quoted(words))


def _written(words: str, column: int, indent: int) -> Iterator[str]:
    """The words in lines as the shipped questionnaires have them, on one line, or between quotes."""
    if words == " ".join(words.split()):
        yield textwrap.fill(
            words, WIDTH, initial_indent=" " * min(column, WIDTH - 20), subsequent_indent=" " * indent,
            break_long_words=False, break_on_hyphens=False,
        ).lstrip()  # fmt: skip
    yield from _plain_or_quoted(words)


def _plain_or_quoted(words: str) -> Iterator[str]:
    if words == " ".join(words.split()):
        yield words
    yield json.dumps(words, ensure_ascii=False)


def _added(text: str, sibling: Place, key: str, written: str) -> str:
    """The text with a key more after one of its neighbours."""
    if sibling.in_brackets:
        return f"{text[: sibling.end]}, {key}: {written}{text[sibling.end :]}"
    found = re.compile(r"\r\n|\n|\r|\Z").search(text, sibling.end)
    end = found.start() if found else len(text)
    line_break = "\r\n" if "\r\n" in text else "\n"
    return f"{text[:end]}{line_break}{' ' * sibling.column}{key}: {written}{text[end:]}"


def _without(text: str, place: Place) -> str:
    """The text without a key and its value: with its lines, or with a comma beside it."""
    if place.in_brackets:
        before = re.search(r",\s*\Z", text[: place.key])
        if before:
            return text[: before.start()] + text[place.end :]
        return text[: place.key] + re.sub(r"\A\s*,\s*", "", text[place.end :])
    begun = _line_start(text, place.key)
    found = re.compile(r"\r\n|\n|\r|\Z").search(text, place.end)
    return text[:begun] + (text[found.end() :] if found else "") if not text[begun : place.key].strip() else text


def _line_start(text: str, at: int) -> int:
    return 1 + max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))


def _column(text: str, at: int) -> int:
    return at - _line_start(text, at)


# --- where values stand --------------------------------------------------------------------------------------------


@dataclass
class _Open:
    """A mapping or list that is being walked through."""

    steps: Steps
    is_mapping: bool
    in_brackets: bool
    key: tuple[str | int | float, int] | None = None
    length: int = field(default=0)

    def step(self) -> tuple[str | int | float, int]:
        """The step to the next value, and where its key begins."""
        if self.is_mapping:
            found, self.key = self.key or ("", -1), None
            return found
        self.length += 1
        return self.length - 1, -1


def _places(text: str) -> dict[Steps, Place]:
    """Where each single value of a sound text stands."""
    bom = len(text) - len(text.removeprefix("\ufeff"))
    places: dict[Steps, Place] = {}
    opened: list[_Open] = []
    for event in yaml.parse(text[bom:], Loader=LOADER):
        if isinstance(event, CollectionEndEvent):
            opened.pop()
        elif isinstance(event, NodeEvent):
            _node(event, text, bom, opened, places)
    return places


def _node(event: NodeEvent, text: str, bom: int, opened: list[_Open], places: dict[Steps, Place]) -> None:
    start, parent = _mark(event, bom), opened[-1] if opened else None
    if parent and parent.is_mapping and parent.key is None and isinstance(event, ScalarEvent):
        word = event.value
        known = word if event.style else resolved(word)
        parent.key = (known if isinstance(known, int | float) else word), start
        return
    step, key = parent.step() if parent else ("", -1)
    steps = (*parent.steps, step) if parent else ()
    if isinstance(event, CollectionStartEvent):
        is_mapping = isinstance(event, MappingStartEvent)
        opened.append(_Open(steps, is_mapping, bool(event.flow_style) or bool(parent and parent.in_brackets)))
    elif isinstance(event, ScalarEvent) and event.end_mark:
        end = start + len(text[start : event.end_mark.index + bom].rstrip())
        at = start if key < 0 else key
        places[steps] = Place(at, _column(text, at), start, end, bool(parent and parent.in_brackets))


def _mark(event: Event, bom: int) -> int:
    return (event.start_mark.index if event.start_mark else 0) + bom
