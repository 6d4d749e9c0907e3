"""From a plain mapping to a Questionnaire, or to every problem that it has at once.

The shape is pydantic's to check. What spans several parts (ids used twice, references to nothing, rules that can
never hold) is checked here on whatever parts have a sound shape, so that one fault does not hide another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from assess.core.errors import Problem
from assess.core.questionnaire import (
    Conditions,
    Item,
    ParitySettings,
    Part,
    Questionnaire,
    ResponseScale,
    Rule,
    Verdict,
)

AnyPart = TypeVar("AnyPart", bound=Part)


LineOf = Callable[[str], int | None]
"""The line of a path, None where no lines are known."""


def parse(mapping: object, line_of: LineOf = lambda path: None) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    """The questionnaire that a mapping describes, or None and all of its problems, paths given as breadcrumbs."""
    if not isinstance(mapping, Mapping):
        text = f"the questionnaire must be a mapping of keys, not {_kind_of(mapping)}."
        return None, (Problem("", text, line_of("")),)
    questionnaire, shape = _shape(mapping)
    problems = (*shape, *_across(Draft.of(mapping), line_of))
    placed = tuple(replace(problem, line=line_of(problem.path)) for problem in problems)
    return (None if placed else questionnaire), placed


def _shape(mapping: Mapping[Any, Any]) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    try:
        return Questionnaire.model_validate(mapping), ()
    except ValidationError as error:
        found = error.errors(include_url=False)
        return None, tuple(_problem(mapping, details) for details in found if not _only_counts_sound_entries(details))


def _only_counts_sound_entries(details: ErrorDetails) -> bool:
    """Whether a list is called too short only because its entries have problems of their own."""
    entries = details["input"]
    return (
        details["type"] == "too_short" and isinstance(entries, Sized) and len(entries) >= details["ctx"]["min_length"]
    )


# --- what pydantic found, in our words ---------------------------------------------------------------------------


def _problem(mapping: Mapping[Any, Any], details: ErrorDetails) -> Problem:
    location = [step for step in details["loc"] if step != "[key]"]
    return Problem(_path(mapping, location), _WORDS.get(details["type"], _plain)(details))


def _path(value: Any, location: Iterable[str | int]) -> str:
    """The breadcrumb of a location in a value, where a number may be a place in a list or a key."""
    path = ""
    for step in location:
        is_key = isinstance(value, Mapping)
        path = below(path, str(step) if is_key else step)
        value = value.get(step) if is_key else value[step] if _holds(value, step) else None
    return path


def _holds(value: object, step: str | int) -> bool:
    return isinstance(value, list | tuple) and isinstance(step, int) and step < len(value)


def breadcrumb(location: Iterable[str | int]) -> str:
    """A path as people write it: `dimensions[1].items[3].id`."""
    path = ""
    for step in location:
        path = below(path, step)
    return path


def below(path: str, step: object) -> str:
    """The path of a list's place (a number) or of a key (a text) below a path; odd keys stand in brackets."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    if not _PLAIN_KEY.fullmatch(str(step)):
        return f"{path}[{shown(str(step))}]"
    return f"{path}.{step}" if path else str(step)


_PLAIN_KEY = re.compile(r"[\w.+@-]{1,80}")


def _kind_of(value: object) -> str:
    names = {type(None): "empty", bool: "a yes/no value", int: "a number", float: "a number", str: "text"}
    if isinstance(value, Mapping):
        return "a mapping"
    return names.get(type(value), "a list" if isinstance(value, list | tuple) else f"a {type(value).__name__}")


def _plain(details: ErrorDetails) -> str:
    return f"{details['msg'][0].lower()}{details['msg'][1:]}, not {shown(details['input'])}"


def shown(value: object) -> str:
    """A value in one short line: a text between quotes, a number, else its kind."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return _kind_of(value)
    if isinstance(value, int) and value.bit_length() > 200:
        return "a number of many digits"
    text = repr(value[:60] if isinstance(value, str) else value)
    return text if len(text) <= 60 else text[:57] + "..."


def _must_be(what: str, remedy: str = "") -> Callable[[ErrorDetails], str]:
    return lambda details: f"must be {what}, not {shown(details['input'])}. {remedy}".strip(". ") + "."


def _own_words(details: ErrorDetails) -> str:
    return f"{details.get('ctx', {}).get('error', details['msg'])}."


def _pattern(details: ErrorDetails) -> str:
    if details.get("ctx", {}).get("pattern") == r"\S":
        return "must not be blank. Write the text."
    return (
        f"{shown(details['input'])} is not allowed here. Use letters, digits and hyphens, a letter or digit first"
        f"{' (lower case only)' if 'A-Z' not in str(details.get('ctx', {}).get('pattern')) else ''}."
    )


def _choices(details: ErrorDetails) -> str:
    return f"must be {details.get('ctx', {}).get('expected')}, not {shown(details['input'])}."


_MAPPING = _must_be("a mapping of keys", "Indent its keys below it")
_LIST = _must_be("a list", "Begin each entry with a hyphen")
_NUMBER = _must_be("a number")

_WORDS: dict[str, Callable[[ErrorDetails], str]] = {
    "missing": lambda details: "is missing. Add it.",
    "extra_forbidden": lambda details: "is not a key that is known here. Remove it or correct its spelling.",
    "string_type": _must_be("text", "Write it between quotes"),
    "string_pattern_mismatch": _pattern,
    "string_too_short": lambda details: "must not be empty. Write the text.",
    "string_too_long": lambda details: f"is too long. Use at most {details['ctx']['max_length']} characters.",
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _must_be("a finite number"),
    "int_type": _must_be("a whole number"),
    "int_from_float": _must_be("a whole number"),
    "bool_type": _must_be("true or false"),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "mapping_type": _MAPPING,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "enum": _choices,
    "literal_error": _choices,
    "value_error": _own_words,
    "greater_than": lambda details: f"must be above {details['ctx']['gt']}, not {shown(details['input'])}.",
    "greater_than_equal": lambda details: f"must be at least {details['ctx']['ge']}, not {shown(details['input'])}.",
    "less_than_equal": lambda details: f"must be at most {details['ctx']['le']}, not {shown(details['input'])}.",
    "too_short": lambda details: f"needs at least {details['ctx']['min_length']} entries.",
    "too_long": lambda details: f"has too many entries. Use at most {details['ctx']['max_length']}.",
}


# --- what spans several parts ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Placed:
    """A raw part of the draft with its path."""

    path: str
    raw: Mapping[Any, Any]

    def get(self, key: str) -> Any:
        return self.raw.get(key)

    def as_part(self, kind: type[AnyPart]) -> AnyPart | None:
        """The part if its own shape is sound."""
        try:
            return kind.model_validate(self.raw)
        except ValidationError:
            return None


def _entries(parent: Any, key: str, path: str) -> Iterator[Placed]:
    children = parent.get(key)
    for index, raw in enumerate(children if isinstance(children, list | tuple) else ()):
        if isinstance(raw, Mapping):
            yield Placed(f"{path}[{index}]", raw)


@dataclass(frozen=True)
class Draft:
    """The parts of a mapping that may still have faults, each with its path."""

    dimensions: tuple[Placed, ...]
    items: tuple[tuple[Placed, Placed], ...]
    """Pairs of a dimension and one of its items."""
    rules: tuple[Placed, ...]
    scales: Mapping[Any, ResponseScale | None]
    parity: ParitySettings | None

    @classmethod
    def of(cls, mapping: Mapping[Any, Any]) -> Draft:
        dimensions = tuple(_entries(mapping, "dimensions", "dimensions"))
        scales, parity = mapping.get("scales"), mapping.get("parity", {})
        return cls(
            dimensions=dimensions,
            items=tuple((d, item) for d in dimensions for item in _entries(d, "items", f"{d.path}.items")),
            rules=tuple(_entries(mapping, "recommendations", "recommendations")),
            scales={
                name: Placed("", raw).as_part(ResponseScale) if isinstance(raw, Mapping) else None
                for name, raw in (scales if isinstance(scales, Mapping) else {}).items()
            },
            parity=Placed("parity", parity).as_part(ParitySettings) if isinstance(parity, Mapping) else None,
        )

    @cached_property
    def item_named(self) -> dict[str, Placed]:
        """The first item of each id."""
        return _by_id(item for _, item in self.items)

    @cached_property
    def dimension_named(self) -> dict[str, Placed]:
        """The first dimension of each id."""
        return _by_id(self.dimensions)

    @cached_property
    def compared(self) -> frozenset[str]:
        """The paths of the dimensions that are also rated for competitors."""
        return frozenset(owner.path for owner, item in self.items if item.get("compare") is True)


def _by_id(parts: Iterable[Placed]) -> dict[str, Placed]:
    named: dict[str, Placed] = {}
    for part in parts:
        if isinstance(name := part.get("id"), str):
            named.setdefault(name, part)
    return named


def _across(draft: Draft, line_of: LineOf) -> Iterator[Problem]:
    yield from _ids_used_twice(draft.dimensions, line_of)
    yield from _ids_used_twice([item for _, item in draft.items], line_of)
    yield from _ids_used_twice(draft.rules, line_of)
    for _, item in draft.items:
        yield from _scale_problems(draft, item)
    for rule in draft.rules:
        yield from _reference_problems(draft, rule)
        yield from _never_problems(draft, rule)


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
    if not isinstance(name, str):
        return
    if name not in draft.scales:
        yield Problem(f"{item.path}.scale", f"there is no scale {shown(name)}. {_one_of(name, draft.scales)}")
        return
    scale = draft.scales[name]
    if scale is None or not isinstance(anchors, Mapping):
        return
    known = ", ".join(f"{value:g}" for value in scale.values)
    for level in anchors:
        if _is_number(level) and level not in scale.values:
            path = below(f"{item.path}.anchors", str(level))
            yield Problem(path, f"is not a level of scale {shown(name)}. Its levels are {known}.")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _one_of(wrong: str, names: Iterable[object]) -> str:
    """The remedy for a name that refers to nothing: the nearest known one, else all of them."""
    known = [name for name in names if isinstance(name, str)]
    if near := get_close_matches(wrong[:80], known, 1):
        return f"Did you mean {shown(near[0])}?"
    listed = ", ".join(shown(name) for name in known[:12])
    return f"Use one of: {listed}{', ...' if len(known) > 12 else ''}." if known else "None is defined."


def _reference_problems(draft: Draft, rule: Placed) -> Iterator[Problem]:
    name, when = rule.get("dimension"), rule.get("when")
    if isinstance(name, str) and name not in draft.dimension_named:
        remedy = _one_of(name, draft.dimension_named)
        yield Problem(f"{rule.path}.dimension", f"there is no dimension {shown(name)}. {remedy}")
    limits = when.get("item_below") if isinstance(when, Mapping) else None
    for item_id in limits if isinstance(limits, Mapping) else ():
        if isinstance(item_id, str) and item_id not in draft.item_named:
            path = below(f"{rule.path}.when.item_below", item_id)
            yield Problem(path, f"there is no item {shown(item_id)}. {_one_of(item_id, draft.item_named)}")


def _never_problems(draft: Draft, rule: Placed) -> Iterator[Problem]:
    part = rule.as_part(Rule)
    if part is None:
        return
    for key, reason in _contradictions(part.when, draft.parity or ParitySettings()):
        yield Problem(f"{rule.path}.when.{key}", f"{reason}, so the rule can never hold. Change or remove it.")
    for item_id, limit in part.when.item_below.items():
        if (lowest := _lowest(draft, item_id)) is not None and limit <= lowest:
            yield Problem(
                f"{rule.path}.when.item_below.{item_id}",
                f"no answer lies below {limit:g} (the lowest is {lowest:g}), so the rule can never hold. Raise it.",
            )
    yield from _no_parity_problems(draft, rule, part)


def _contradictions(when: Conditions, parity: ParitySettings) -> Iterator[tuple[str, str]]:
    """The conditions that no figures can meet, each with the reason."""
    below, at_least = when.gap_below, when.gap_at_least
    if when.score_below == 0:
        yield "score_below", "no score lies below 0"
    if when.score_below is not None and when.score_at_least is not None and when.score_below <= when.score_at_least:
        yield (
            "score_below",
            f"no score lies below {when.score_below:g} and at or above {when.score_at_least:g}",
        )
    if below == -100:
        yield "gap_below", "no gap lies below -100"
    if below is not None and at_least is not None and below <= at_least:
        yield "gap_below", f"no gap lies below {below:g} and at or above {at_least:g}"
    if when.verdict is not None:
        yield from _verdict_contradictions(when.verdict, below, at_least, parity.band)


def _verdict_contradictions(
    verdict: Verdict, below: float | None, at_least: float | None, band: float
) -> Iterator[tuple[str, str]]:
    """Limits on the gap that leave nothing of the verdict's region (METHOD 11)."""
    lowest = {Verdict.LAGS: -100.0, Verdict.AT_PARITY: -band, Verdict.LEADS: band}[verdict]
    highest = {Verdict.LAGS: -band, Verdict.AT_PARITY: band, Verdict.LEADS: 100.0}[verdict]
    if below is not None and below <= lowest:
        yield "verdict", f"a dimension that {_phrase(verdict)} has no gap below {below:g}"
    if at_least is not None and (at_least > highest or (verdict is Verdict.LAGS and at_least == highest)):
        yield "verdict", f"a dimension that {_phrase(verdict)} has no gap of {at_least:g} or more"


def _phrase(verdict: Verdict) -> str:
    return "is at parity" if verdict is Verdict.AT_PARITY else verdict.value


def _lowest(draft: Draft, item_id: str) -> float | None:
    """The lowest answer that an item can have, None where it has no lower bound or is not sound."""
    placed = draft.item_named.get(item_id)
    item = placed.as_part(Item) if placed else None
    scale = draft.scales.get(item.scale) if item and item.scale else None
    return scale.lowest if scale else None


def _no_parity_problems(draft: Draft, rule: Placed, part: Rule) -> Iterator[Problem]:
    dimension = draft.dimension_named.get(part.dimension)
    if dimension is None or draft.parity is None or _has_parity(draft, dimension):
        return
    for key in ("gap_below", "gap_at_least", "verdict"):
        if getattr(part.when, key) is not None:
            yield Problem(
                f"{rule.path}.when.{key}",
                f"dimension '{part.dimension}' has no parity, so the rule can never hold. Declare a parity or mark "
                "an item `compare: true`.",
            )


def _has_parity(draft: Draft, dimension: Placed) -> bool:
    declared = draft.parity.declared if draft.parity else {}
    discipline = dimension.get("discipline")
    return (
        dimension.path in draft.compared
        or dimension.get("parity") is not None
        or (isinstance(discipline, str) and discipline in declared)
    )
