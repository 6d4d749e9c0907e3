"""What answers show about items: whether they measure together, point the same way, and tell raters apart."""

from __future__ import annotations

from collections.abc import Iterator

from assess.core.messages import Field, Figure, Message, counted, message
from assess.core.questionnaire import Dimension, Questionnaire
from assess.core.reliability import ItemFigures, Reliability, ReliabilityFigures
from assess.lint.finding import Finding, placed_dimensions, placed_items

LOW_ALPHA = 0.7
"""Nunnally and Bernstein, Psychometric Theory (1994): the least for a scale in its first use."""
FEWEST_FOR_ALPHA = 30
"""Yurdugül (2008): the least that is enough, and only where the items hang together closely."""
FEWEST_FOR_ENDS = 50
"""Terwee et al. (2007): floor and ceiling are judged on at least so many."""
CROWDED = 0.5
"""More than this share of raters at one end, and the item no longer tells most of them apart."""


def answer_findings(questionnaire: Questionnaire, figures: ReliabilityFigures) -> Iterator[Finding]:
    """Weak alphas, items that point the other way, floors and ceilings; each with n, and when n is too small."""
    yield from _few_raters(questionnaire, figures)
    for (path, dimension), together in zip(placed_dimensions(questionnaire), figures.dimensions, strict=True):
        yield from _low_alpha(path, dimension, together)
    scored = (path for path, item in placed_items(questionnaire) if item.is_scored)
    for path, item in zip(scored, figures.items, strict=True):
        yield from _other_way(path, item)
        yield from _crowded_ends(path, item)


def _few_raters(questionnaire: Questionnaire, figures: ReliabilityFigures) -> Iterator[Finding]:
    several = [each for each in figures.dimensions if each.items > 1]
    few = [each for each in several if each.n < FEWEST_FOR_ALPHA]
    if few:
        least = min(few, key=lambda each: each.n)
        yield Finding(
            "few-raters",
            "",
            counted(
                "in {few} of {several} dimensions with several items, fewer than {fewest} raters answered all items "
                "({n} rater in all; '{dimension}' has n = {least}).",
                "in {few} of {several} dimensions with several items, fewer than {fewest} raters answered all items "
                "({n} raters in all; '{dimension}' has n = {least}).",
                figures.raters,
                few=len(few),
                several=len(several),
                fewest=FEWEST_FOR_ALPHA,
                dimension=least.id,
                least=least.n,
            ),
            message(
                "Alpha and item-rest correlations of fewer than {fewest} raters are mostly chance (Yurdugül 2008); "
                "that nothing else is found then proves nothing.",
                fewest=FEWEST_FOR_ALPHA,
            ),
            message("Gather more answers before you change items because of these figures."),
        )


def _low_alpha(path: str, dimension: Dimension, together: Reliability) -> Iterator[Finding]:
    if together.alpha is None or together.interval is None or together.alpha >= LOW_ALPHA:
        return
    low, high = together.interval
    yield Finding(
        "alpha-low",
        f"{path}.items",
        message(
            "the items of '{dimension}' hang together weakly: alpha {alpha} (95 % {low} to {high}, "
            "n = {count}){doubt}.",
            dimension=dimension.id,
            alpha=Figure(together.alpha, 2),
            low=Figure(low, 2),
            high=Figure(high, 2),
            count=together.n,
            doubt=_doubt(together.n, FEWEST_FOR_ALPHA),
        ),
        message(
            "Below {limit} (Nunnally and Bernstein 1994) a score mixes things that do not belong together.",
            limit=Figure(LOW_ALPHA, 1),
        ),
        _more_first(
            together.n,
            FEWEST_FOR_ALPHA,
            message("Look for an item about something else, or with a wrong reverse key; else split the dimension."),
        ),
    )


def _other_way(path: str, item: ItemFigures) -> Iterator[Finding]:
    if item.item_rest is not None and item.item_rest < 0:
        yield Finding(
            "item-rest",
            path,
            message(
                "'{item}' runs against the other items of its dimension: correlation {r} (n = {count}){doubt}.",
                item=item.id,
                r=Figure(item.item_rest, 2),
                count=item.rest_n,
                doubt=_doubt(item.rest_n, FEWEST_FOR_ALPHA),
            ),
            message("Raters who score high on the others score low on it, so it takes away from what they measure."),
            _more_first(
                item.rest_n, FEWEST_FOR_ALPHA, message("Is its `reverse` key wrong? Else reword or remove it.")
            ),
        )


def _crowded_ends(path: str, item: ItemFigures) -> Iterator[Finding]:
    if item.floor is not None and item.floor > CROWDED:
        fault = message("{share} % of raters gave '{item}' the lowest answer (n = {count}){doubt}.")
        remedy = message("Word it, or its anchors, so that the lowest answer is rarer.")
        yield _crowded_end("floor", path, item, fault.filled(share=Figure(100 * item.floor)), remedy)
    if item.ceiling is not None and item.ceiling > CROWDED:
        fault = message("{share} % of raters gave '{item}' the highest answer (n = {count}){doubt}.")
        remedy = message("Word it, or its anchors, so that the highest answer is rarer.")
        yield _crowded_end("ceiling", path, item, fault.filled(share=Figure(100 * item.ceiling)), remedy)


def _crowded_end(rule: str, path: str, item: ItemFigures, fault: Message, remedy: Message) -> Finding:
    return Finding(
        rule,
        path,
        fault.filled(item=item.id, count=item.n, doubt=_doubt(item.n, FEWEST_FOR_ENDS)),
        message("It does not tell most raters apart, and cannot show a further change that way."),
        _more_first(item.n, FEWEST_FOR_ENDS, remedy),
    )


def _doubt(n: int, fewest: int) -> Field:
    """The warning that a figure rests on too few."""
    source = "Yurdugül 2008" if fewest == FEWEST_FOR_ALPHA else "Terwee et al. 2007"
    said = message("; too few to tell, at least {fewest} raters are wanted ({source})", fewest=fewest, source=source)
    return said if n < fewest else ""


def _more_first(n: int, fewest: int, remedy: Message) -> Message:
    return message("Gather more answers first. {remedy}", remedy=remedy) if n < fewest else remedy
