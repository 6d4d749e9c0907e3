"""From a plain mapping to a Questionnaire, or to every problem that it has at once.

The shape is pydantic's to check. What spans several parts (ids used twice, references to nothing, rules that can
never hold) is checked here on whatever parts have a sound shape, so that one fault does not hide another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set, Sized
from dataclasses import replace
from itertools import islice
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from assess.core.asked_if import no_number, show_if_problems
from assess.core.draft import Draft, Placed
from assess.core.errors import Problem
from assess.core.messages import Message, message
from assess.core.questionnaire import Questionnaire
from assess.core.unreachable import never_problems
from assess.core.wording import (
    DID_YOU_MEAN,
    NO_ITEM,
    below,
    breadcrumb,
    key_text,
    kind_of,
    nearest,
    problem_of,
    quoted,
    shown,
)

__all__ = ["MOST_PROBLEMS", "breadcrumb", "parse"]

MOST_PROBLEMS = 200
"""So many problems of shape are reported, and so many that span parts: nobody mends more at once."""

LineOf = Callable[[str], int | None]
"""The line of a path, None where no lines are known."""


def parse(mapping: object, line_of: LineOf = lambda path: None) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    """The questionnaire that a mapping describes, or None and its problems, paths given as breadcrumbs.

    Never raises, whatever the mapping holds. There are no problems exactly where there is a questionnaire.
    """
    if not isinstance(mapping, Mapping):
        said = message("the questionnaire must be a mapping of keys, not {value}. Begin with its `id:`.")
        return None, (Problem("", said.filled(value=kind_of(mapping)), line_of("")),)
    questionnaire, found = _shape(mapping)
    across = tuple(islice(_across(Draft.of(mapping), line_of), MOST_PROBLEMS))
    shape = _told_once(mapping, found, {problem.path for problem in across})
    problems = tuple(replace(problem, line=line_of(problem.path)) for problem in (*shape, *across))
    return (None if problems else questionnaire), problems


def _shape(mapping: Mapping[Any, Any]) -> tuple[Questionnaire | None, list[ErrorDetails]]:
    try:
        return Questionnaire.model_validate(mapping), []
    except ValidationError as error:
        found = [details for details in error.errors(include_url=False) if not _counts_sound_entries_only(details)]
        return None, found[:MOST_PROBLEMS]


def _told_once(mapping: Mapping[Any, Any], found: Iterable[ErrorDetails], across: Set[str]) -> Iterator[Problem]:
    """The problems of shape, without those of a name's letters where another name is asked for anyway."""
    for details in found:
        problem = problem_of(mapping, details)
        if details["type"] not in _OF_LETTERS or problem.path not in across:
            yield problem


_OF_LETTERS = ("string_pattern_mismatch", "string_too_long")


def _counts_sound_entries_only(details: ErrorDetails) -> bool:
    """Whether a list is called too short only because its entries have problems of their own."""
    entries = details["input"]
    return details["type"] == "too_short" and isinstance(entries, Sized) and len(entries) >= _least(details)


def _least(details: ErrorDetails) -> int:
    return int(details["ctx"]["min_length"])


# --- what spans several parts ------------------------------------------------------------------------------------


def _across(draft: Draft, line_of: LineOf) -> Iterator[Problem]:
    yield from _ids_used_twice(draft.dimensions, line_of)
    yield from _ids_used_twice([item for _, item in draft.items], line_of)
    yield from _ids_used_twice(draft.rules, line_of)
    for _, item in draft.items:
        yield from _scale_problems(draft, item)
    yield from show_if_problems(draft)
    yield from _unscored_dimensions(draft)
    for rule in draft.rules:
        yield from _reference_problems(draft, rule)
        yield from never_problems(draft, rule)


def _ids_used_twice(parts: Iterable[Placed], line_of: LineOf) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for part in parts:
        name = part.get("id")
        if isinstance(name, str) and first.setdefault(name, part.path) != part.path:
            yield Problem(f"{part.path}.id", _used(name, f"{first[name]}.id", line_of))


def _used(name: str, place: str, line_of: LineOf) -> Message:
    if line := line_of(place):
        said = message("{name} is already used on line {line}. Rename one of them.", line=str(line))
    else:
        said = message("{name} is already used at {place}. Rename one of them.", place=place)
    return said.filled(name=shown(name))


def _scale_problems(draft: Draft, item: Placed) -> Iterator[Problem]:
    name, anchors = item.get("scale"), item.get("anchors")
    if not isinstance(name, str) or draft.scales is None:
        return
    if name not in draft.scales:
        said = message("there is no scale {name}. {remedy}", name=shown(name), remedy=_remedy(name, draft.scales))
        yield Problem(f"{item.path}.scale", said)
        return
    scale = draft.scales[name]
    if scale is None or not isinstance(anchors, Mapping):
        return
    known = ", ".join(f"{value:g}" for value in scale.values)
    for level in anchors:
        if _is_number(level) and level not in scale.values:
            path = below(f"{item.path}.anchors", key_text(level))
            said = message("is not a level of scale {name}. Use its levels: {levels}.", levels=known)
            yield Problem(path, said.filled(name=shown(name)))


def _unscored_dimensions(draft: Draft) -> Iterator[Problem]:
    """Dimensions whose items all are points or words: they could never have a score (METHOD 3)."""
    for dimension in draft.dimensions:
        items = [item for owner, item in draft.items if owner is dimension]
        if items and all(no_number(item) for item in items):
            said = message("no item is scored, so the dimension has no score. Add an item with `scale` or `number`.")
            yield Problem(f"{dimension.path}.items", said)


def _is_number(value: object) -> bool:
    return isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool))


def _remedy(wrong: str, names: Iterable[object]) -> Message:
    """What to do about a name that refers to nothing: the nearest known one, else all of them."""
    known = [name for name in names if isinstance(name, str)]
    if near := nearest(wrong, known):
        return DID_YOU_MEAN.filled(name=near)
    if not known:
        return message("Define it, or remove this.")
    listed = ", ".join(quoted(name).strip("'") for name in known[:12])
    return message("Use one of: {names}.", names=f"{listed}{', ...' if len(known) > 12 else ''}")


def _reference_problems(draft: Draft, rule: Placed) -> Iterator[Problem]:
    name, when = rule.get("dimension"), rule.get("when")
    if isinstance(name, str) and name not in draft.dimension_named and draft.dimensions:
        said = message("there is no dimension {name}. {remedy}", remedy=_remedy(name, draft.dimension_named))
        yield Problem(f"{rule.path}.dimension", said.filled(name=shown(name)))
    limits = when.get("item_below") if isinstance(when, Mapping) else None
    for item_id in limits if isinstance(limits, Mapping) and draft.items else ():
        if isinstance(item_id, str) and item_id not in draft.item_named:
            path = below(f"{rule.path}.when.item_below", item_id)
            yield Problem(path, NO_ITEM.filled(name=shown(item_id), remedy=_remedy(item_id, draft.item_named)))
        elif isinstance(item_id, str) and (words := no_number(draft.item_named[item_id])):
            yield Problem(below(f"{rule.path}.when.item_below", item_id), words)
