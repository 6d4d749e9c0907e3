"""The shape of a questionnaire: balance, reverse keys, compared items, anchors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from assess.core.messages import Figure, all_of, counted, message
from assess.core.questionnaire import Discipline, Item, Questionnaire
from assess.core.wording import below
from assess.lint.finding import Finding, placed_dimensions, placed_items

OUT_OF_BALANCE = 2
"""A part with more than so many times the usual number, or less than that part of it, is out of balance."""
SEVERAL = 3
"""A discipline with so many items of a scale or more should turn one of them."""
MIDDLE_FROM = 5
"""Scales of so many levels or more, in odd number, have a middle that needs an anchor."""


def shape_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    """What is out of balance, keyed one way only, never compared, or left without anchors."""
    yield from _item_balance(questionnaire)
    yield from _dimension_balance(questionnaire)
    yield from _no_reverse(questionnaire)
    yield from _no_compare(questionnaire)
    for path, item in placed_items(questionnaire):
        yield from _missing_anchors(questionnaire, path, item)


def _out_of_balance(count: int, usual: float) -> bool:
    return count > OUT_OF_BALANCE * usual or OUT_OF_BALANCE * count < usual


def _item_balance(questionnaire: Questionnaire) -> Iterator[Finding]:
    usual = median(len(dimension.scored_items) for dimension in questionnaire.dimensions)
    for path, dimension in placed_dimensions(questionnaire):
        if _out_of_balance(count := len(dimension.scored_items), usual):
            yield Finding(
                "item-balance",
                f"{path}.items",
                counted(
                    "has {n} item, the other dimensions mostly have {usual}.",
                    "has {n} items, the other dimensions mostly have {usual}.",
                    count,
                    usual=Figure(usual, 0 if usual == int(usual) else 1),
                ),
                message("Dimensions weigh alike, so an item in a short one counts for several in a long one."),
                message("Add items.") if count < usual else message("Take items out, or split the dimension."),
            )


def _dimension_balance(questionnaire: Questionnaire) -> Iterator[Finding]:
    counts = {each: len(list(questionnaire.dimensions_of(each))) for each in questionnaire.disciplines}
    most = max(counts, key=lambda each: counts[each])
    for discipline, count in counts.items():
        if OUT_OF_BALANCE * count < counts[most]:
            yield Finding(
                "dimension-balance",
                _first_of(questionnaire, discipline),
                counted(
                    "{discipline} has {n} dimension, {largest} has {most}.",
                    "{discipline} has {n} dimensions, {largest} has {most}.",
                    count,
                    discipline=discipline,
                    largest=most,
                    most=counts[most],
                ),
                message("Disciplines are set beside each other; one that rests on less is less sure."),
                message(
                    "Add dimensions to {discipline}, or merge some of {largest}.", discipline=discipline, largest=most
                ),
            )


def _first_of(questionnaire: Questionnaire, discipline: Discipline) -> str:
    places = (path for path, each in placed_dimensions(questionnaire) if each.discipline is discipline)
    return f"{next(places)}.discipline"


def _no_reverse(questionnaire: Questionnaire) -> Iterator[Finding]:
    for discipline in questionnaire.disciplines:
        asked = [item for each in questionnaire.dimensions_of(discipline) for item in each.items if item.scale]
        if len(asked) >= SEVERAL and not any(item.reverse for item in asked):
            yield Finding(
                "no-reverse",
                _first_of(questionnaire, discipline),
                message(
                    "none of the {count} items of {discipline} on a scale is reverse-keyed.",
                    count=len(asked),
                    discipline=discipline,
                ),
                message("Who agrees with everything, or always ticks the same column, then looks excellent."),
                message("Word one item so that a high answer is bad, and mark it `reverse: true`."),
            )


def _no_compare(questionnaire: Questionnaire) -> Iterator[Finding]:
    for path, dimension in placed_dimensions(questionnaire):
        if not any(item.compare for item in dimension.items):
            yield Finding(
                "no-compare",
                path,
                message("no item of '{dimension}' is asked about competitors.", dimension=dimension.id),
                message("Its gap can then rest on a declared parity only, never on what people see."),
                message("Mark an item that outsiders can judge `compare: true`."),
            )


def _missing_anchors(questionnaire: Questionnaire, path: str, item: Item) -> Iterator[Finding]:
    scale = questionnaire.scale_of(item)
    missing = [value for value in _to_anchor(scale.values) if value not in item.anchors] if scale else []
    if missing:
        levels = all_of([f"{value:g}" for value in missing])
        yield Finding(
            "anchors",
            below(path, "anchors") if item.anchors else path,
            counted(
                "level {levels} of '{item}' has no anchor.",
                "levels {levels} of '{item}' have no anchor.",
                len(missing),
                levels=levels,
                item=item.id,
            ),
            message("Without a picture of a level, one person's 3 is another person's 4."),
            counted(
                "Say under `anchors` what {levels} looks like.",
                "Say under `anchors` what {levels} look like.",
                len(missing),
                levels=levels,
            ),
        )


def _to_anchor(values: Sequence[float]) -> list[float]:
    """The levels that need an anchor: both ends, and the middle of a long scale that has one."""
    has_middle = len(values) >= MIDDLE_FROM and len(values) % 2 == 1
    return [values[0], *([values[len(values) // 2]] if has_middle else []), values[-1]]
