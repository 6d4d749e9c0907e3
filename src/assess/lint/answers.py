"""What answers show about items: whether they measure together, point the same way, and tell raters apart."""

from __future__ import annotations

from collections.abc import Iterator

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
            f"in {len(few)} of {len(several)} dimensions with several items, fewer than {FEWEST_FOR_ALPHA} raters "
            f"answered all items ({figures.raters} raters in all; '{least.id}' has n = {least.n}).",
            f"Alpha and item-rest correlations of fewer than {FEWEST_FOR_ALPHA} raters are mostly chance "
            "(Yurdugül 2008); that nothing else is found then proves nothing.",
            "Gather more answers before you change items because of these figures.",
        )


def _low_alpha(path: str, dimension: Dimension, together: Reliability) -> Iterator[Finding]:
    if together.alpha is None or together.interval is None or together.alpha >= LOW_ALPHA:
        return
    low, high = together.interval
    yield Finding(
        "alpha-low",
        f"{path}.items",
        f"the items of '{dimension.id}' hang together weakly: alpha {together.alpha:.2f} "
        f"(95 % {low:.2f} to {high:.2f}, n = {together.n}){_doubt(together.n, FEWEST_FOR_ALPHA)}.",
        f"Below {LOW_ALPHA:g} (Nunnally and Bernstein 1994) a score mixes things that do not belong together.",
        _first_more(together.n, FEWEST_FOR_ALPHA)
        + "Look for an item about something else, or with a wrong reverse key; else split the dimension.",
    )


def _other_way(path: str, item: ItemFigures) -> Iterator[Finding]:
    if item.item_rest is not None and item.item_rest < 0:
        yield Finding(
            "item-rest",
            path,
            f"'{item.id}' runs against the other items of its dimension: correlation {item.item_rest:.2f} "
            f"(n = {item.rest_n}){_doubt(item.rest_n, FEWEST_FOR_ALPHA)}.",
            "Raters who score high on the others score low on it, so it takes away from what they measure.",
            _first_more(item.rest_n, FEWEST_FOR_ALPHA) + "Is its `reverse` key wrong? Else reword or remove it.",
        )


def _crowded_ends(path: str, item: ItemFigures) -> Iterator[Finding]:
    for rule, end, share in (("floor", "lowest", item.floor), ("ceiling", "highest", item.ceiling)):
        if share is not None and share > CROWDED:
            yield Finding(
                rule,
                path,
                f"{100 * share:.0f} % of raters gave '{item.id}' the {end} answer "
                f"(n = {item.n}){_doubt(item.n, FEWEST_FOR_ENDS)}.",
                "It does not tell most raters apart, and cannot show a further change that way.",
                _first_more(item.n, FEWEST_FOR_ENDS) + f"Word it, or its anchors, so that the {end} answer is rarer.",
            )


def _doubt(n: int, fewest: int) -> str:
    """The warning that a figure rests on too few."""
    source = "Yurdugül 2008" if fewest == FEWEST_FOR_ALPHA else "Terwee et al. 2007"
    return f"; too few to tell, at least {fewest} raters are wanted ({source})" if n < fewest else ""


def _first_more(n: int, fewest: int) -> str:
    return "Gather more answers first. " if n < fewest else ""
