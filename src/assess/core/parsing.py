"""From a plain mapping to a Questionnaire, or to every problem that it has at once.

The shape is pydantic's to check. What spans several parts (ids used twice, references to nothing, rules that can
never hold) is checked here on whatever parts have a sound shape, so that one fault does not hide another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import replace
from itertools import islice
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from assess.core.asked_if import no_number, show_if_problems
from assess.core.draft import Draft, Placed
from assess.core.errors import Problem
from assess.core.questionnaire import Questionnaire
from assess.core.unreachable import never_problems
from assess.core.wording import below, breadcrumb, key_text, kind_of, nearest, problem_of, shown

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
        text = f"the questionnaire must be a mapping of keys, not {kind_of(mapping)}. Begin with its `id:`."
        return None, (Problem("", text, line_of("")),)
    questionnaire, shape = _shape(mapping)
    across = islice(_across(Draft.of(mapping), line_of), MOST_PROBLEMS)
    problems = tuple(replace(problem, line=line_of(problem.path)) for problem in (*shape, *across))
    return (None if problems else questionnaire), problems


def _shape(mapping: Mapping[Any, Any]) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    try:
        return Questionnaire.model_validate(mapping), ()
    except ValidationError as error:
        found = [details for details in error.errors(include_url=False) if not _counts_sound_entries_only(details)]
        return None, tuple(problem_of(mapping, details) for details in found[:MOST_PROBLEMS])


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
            line = line_of(f"{first[name]}.id")
            place = f"on line {line}" if line else f"at {first[name]}.id"
            yield Problem(f"{part.path}.id", f"{shown(name)} is already used {place}. Rename one of them.")


def _scale_problems(draft: Draft, item: Placed) -> Iterator[Problem]:
    name, anchors = item.get("scale"), item.get("anchors")
    if not isinstance(name, str) or draft.scales is None:
        return
    if name not in draft.scales:
        yield Problem(f"{item.path}.scale", f"there is no scale {shown(name)}. {_remedy(name, draft.scales)}")
        return
    scale = draft.scales[name]
    if scale is None or not isinstance(anchors, Mapping):
        return
    known = ", ".join(f"{value:g}" for value in scale.values)
    for level in anchors:
        if _is_number(level) and level not in scale.values:
            path = below(f"{item.path}.anchors", key_text(level))
            yield Problem(path, f"is not a level of scale {shown(name)}. Use its levels: {known}.")


def _unscored_dimensions(draft: Draft) -> Iterator[Problem]:
    """Dimensions whose items all are points or words: they could never have a score (METHOD 3)."""
    for dimension in draft.dimensions:
        items = [item for owner, item in draft.items if owner is dimension]
        if items and all(no_number(item) for item in items):
            words = "no item is scored, so the dimension has no score. Add an item with `scale` or `number`."
            yield Problem(f"{dimension.path}.items", words)


def _is_number(value: object) -> bool:
    return isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool))


def _remedy(wrong: str, names: Iterable[object]) -> str:
    """What to do about a name that refers to nothing: the nearest known one, else all of them."""
    known = [name for name in names if isinstance(name, str)]
    if near := nearest(wrong, known):
        return f"Did you mean `{near}`?"
    listed = ", ".join(shown(name).strip("'") for name in known[:12])
    return f"Use one of: {listed}{', ...' if len(known) > 12 else ''}." if known else "Define it, or remove this."


def _reference_problems(draft: Draft, rule: Placed) -> Iterator[Problem]:
    name, when = rule.get("dimension"), rule.get("when")
    if isinstance(name, str) and name not in draft.dimension_named and draft.dimensions:
        remedy = _remedy(name, draft.dimension_named)
        yield Problem(f"{rule.path}.dimension", f"there is no dimension {shown(name)}. {remedy}")
    limits = when.get("item_below") if isinstance(when, Mapping) else None
    for item_id in limits if isinstance(limits, Mapping) and draft.items else ():
        if isinstance(item_id, str) and item_id not in draft.item_named:
            path = below(f"{rule.path}.when.item_below", item_id)
            yield Problem(path, f"there is no item {shown(item_id)}. {_remedy(item_id, draft.item_named)}")
        elif isinstance(item_id, str) and (words := no_number(draft.item_named[item_id])):
            yield Problem(below(f"{rule.path}.when.item_below", item_id), words)
