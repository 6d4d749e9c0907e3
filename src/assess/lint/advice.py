"""The advice of a questionnaire: complete, for every dimension, each rule with a case of its own (METHOD 14, 15)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from assess.core.messages import Message, all_of, message
from assess.core.questionnaire import Conditions, Dimension, Kind, Questionnaire, Rule
from assess.core.recommendations import EASE_OFF_BANDS
from assess.core.unreachable import Limit, gap_limits, score_limits
from assess.lint.finding import Finding, placed_dimensions, placed_rules

WANTED = ("measure", "first_step", "why")
MOST_RULES_COMPARED = 100
"""Among more rules of one dimension, the rest are not compared: the time must stay bounded."""


def advice_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Rules that lack a part, overlap or can never be listed, and dimensions without any."""
    advised = {rule.dimension for rule in questionnaire.recommendations}
    for path, dimension in placed_dimensions(questionnaire):
        if dimension.id not in advised:
            yield _no_advice(path, dimension)
        yield from _overlaps(questionnaire, dimension)
    for path, rule in placed_rules(questionnaire):
        yield from _incomplete(path, rule)
        yield from _never_listed(questionnaire, path, rule)


def _no_advice(path: str, dimension: Dimension) -> Finding:
    return Finding(
        "no-advice",
        path,
        message("no recommendation is for '{dimension}'.", dimension=dimension.id),
        message("A gap is shown there and nobody is told what to do about it."),
        message("Write a recommendation with `dimension: {dimension}`.", dimension=dimension.id),
    )


def _incomplete(path: str, rule: Rule) -> Iterator[Finding]:
    missing = [name for name in WANTED if getattr(rule, name) is None]
    if missing:
        parts = all_of([f"`{name}`" for name in missing])
        yield Finding(
            "advice-incomplete",
            path,
            message("'{rule}' has no {parts}.", rule=rule.id, parts=parts),
            message(
                "Advice is followed where people know why, how to begin, and by which figure they see that it works."
            ),
            message("Add {parts}.", parts=parts),
        )


# --- rules that overlap ------------------------------------------------------------------------------------------


def _overlaps(questionnaire: Questionnaire, dimension: Dimension) -> Iterator[Finding]:
    """Rules of one dimension that always come together in a list, each told once."""
    told: set[str] = set()
    rules = [(path, rule) for path, rule in placed_rules(questionnaire) if rule.dimension == dimension.id]
    for (_, first), (path, second) in combinations(rules[:MOST_RULES_COMPARED], 2):
        fault = _overlap(first, second, questionnaire.parity.band)
        if fault and second.id not in told:
            told.add(second.id)
            yield Finding(
                "rule-overlap",
                f"{path}.when",
                fault,
                message("People get two pieces of advice where one case was meant, and neither stands out."),
                message("Part the cases by limits that do not overlap, or make one recommendation of both."),
            )


def _overlap(first: Rule, second: Rule, band: float) -> Message | None:
    """How two rules overlap: the same case, or a narrower case of the same figures in the same lists."""
    if first.when == second.when and set(first.kinds) & set(second.kinds):
        return message("'{second}' holds in the same case as '{first}'.", second=second.id, first=first.id)
    if set(first.kinds) != set(second.kinds) or _figures(first.when) != _figures(second.when):
        return None
    for narrow, wide in ((first, second), (second, first)):
        if _implies(narrow.when, wide.when, band):
            return message("wherever '{narrow}' holds, '{wide}' holds too.", narrow=narrow.id, wide=wide.id)
    return None


def _figures(when: Conditions) -> frozenset[str]:
    """The figures that conditions look at; a rule that looks at more is for a special case, and no overlap."""
    given = {name for name in type(when).model_fields if getattr(when, name) not in (None, {})}
    kinds = {"gap" if name == "verdict" else name.split("_")[0] for name in given - {"item_below"}}
    return frozenset(kinds | {f"item {name}" for name in when.item_below})


def _implies(narrow: Conditions, wide: Conditions, band: float) -> bool:
    pairs = (
        (score_limits(narrow), score_limits(wide)),
        (list(gap_limits(narrow, band)), list(gap_limits(wide, band))),
    )
    limits = all(any(inner.within(outer) for inner in inners) for inners, outers in pairs for outer in outers)
    return limits and all(narrow.item_below[name] <= limit for name, limit in wide.item_below.items())


# --- rules that are never listed ---------------------------------------------------------------------------------


def _never_listed(questionnaire: Questionnaire, path: str, rule: Rule) -> Iterator[Finding]:
    """Lists that a rule names and can never stand in; of lists not named, only if it can stand in none."""
    never = [kind for kind in rule.kinds if not _can_stand(questionnaire, rule, kind)]
    if len(never) == len(rule.kinds) or (never and "kinds" in rule.model_fields_set):
        lists = all_of([f"`{kind}`" for kind in never])
        yield Finding(
            "never-listed",
            f"{path}.kinds" if "kinds" in rule.model_fields_set else f"{path}.when",
            message(
                "'{rule}' can never stand in {lists}: where that list opens, its conditions cannot hold.",
                rule=rule.id,
                lists=lists,
            ),
            message("It was written for a case that cannot come."),
            message("Change its limits, or `kinds`; see METHOD 15 for when each list opens."),
        )


def _can_stand(questionnaire: Questionnaire, rule: Rule, kind: Kind) -> bool:
    """Whether the list can open for the discipline, and the rule's gap then keep to its conditions.

    The dimension's gap is tied to the discipline's only where it is the only dimension and has no parity of its own.
    """
    dimension = questionnaire.dimension(rule.dimension)
    opens = _opens(kind, questionnaire.parity.band)
    span = _discipline_span(questionnaire, dimension)
    if span is None:
        return kind is Kind.EXTEND_LEAD
    if opens.excludes(span):
        return False
    alone = len(list(questionnaire.dimensions_of(dimension.discipline))) == 1 and dimension.parity is None
    conditions = list(gap_limits(rule.when, questionnaire.parity.band)) if alone else []
    return not any(opens.excludes(condition) for condition in conditions)


def _opens(kind: Kind, band: float) -> Limit:
    """The gaps of a discipline for which a list opens (METHOD 15)."""
    if kind is Kind.CLOSE_GAP:
        return Limit("", "", high=-band, under=True)
    if kind is Kind.EXTEND_LEAD:
        return Limit("", "", -band, band)
    return Limit("", "", low=EASE_OFF_BANDS * band, above=True)


def _discipline_span(questionnaire: Questionnaire, dimension: Dimension) -> Limit | None:
    """The gaps that a discipline can have, None where it has no parity and so no gap (METHOD 6, 9)."""
    together = list(questionnaire.dimensions_of(dimension.discipline))
    if any(item.compare for each in together for item in each.items):
        return Limit("", "", -100, 100)
    declared = questionnaire.parity.declared.get(dimension.discipline)
    return None if declared is None else Limit("", "", -declared, 100 - declared)
