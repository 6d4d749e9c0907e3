"""The recommendations of a report, each with its trace (METHOD 14-16)."""

from __future__ import annotations

from collections.abc import Collection

from assess.charts.sentences import because_sentence, effort_words, kind_sentence, kind_title
from assess.charts.style import PRINT
from assess.core.questionnaire import Item, Kind, Questionnaire
from assess.core.recommendations import Recommendation
from assess.core.scorecard import Scorecard
from assess.core.standing import ItemStanding
from assess.paper.drawing import Drawing
from assess.texts import Translator

WHOLE = 1500
"""A recommendation of fewer characters stays on one page; a longer one may break."""


def advice(scorecard: Scorecard, questionnaire: Questionnaire, t: Translator, taken: Collection[str] = ()) -> Drawing:
    """All recommendations in their order; those whose ids are in `taken` say that they became actions."""
    kinds = [_advice_of(scorecard, questionnaire, kind, taken, t) for kind in Kind]
    return {"section": "advice", "kinds": [kind for kind in kinds if kind]}


def _advice_of(
    scorecard: Scorecard, questionnaire: Questionnaire, kind: Kind, taken: Collection[str], t: Translator
) -> Drawing | None:
    found = [each for each in scorecard.recommendations if each.kind is kind]
    if not found:
        return None
    return {
        "title": kind_title(kind, t),
        "about": kind_sentence(kind, t),
        "entries": [_advice(each, questionnaire, each.id in taken, t) for each in found],
    }


def _advice(advice: Recommendation, questionnaire: Questionnaire, taken: bool, t: Translator) -> Drawing:
    rule = advice.rule
    parts = {"why": rule.why, "first_step": rule.first_step, "measure": rule.measure}
    length = len(rule.action) + sum(len(part) for part in parts.values() if part)
    return {
        "colour": PRINT.accents[advice.discipline],
        "place": f"{t.discipline(advice.discipline)} · {advice.dimension.title}",
        "action": rule.action,
        "facts": _facts(advice, taken, t),
        "parts": [(name, part) for name, part in parts.items() if part],
        "because": [because_sentence(reason, questionnaire, t) for reason in advice.because],
        "items": [_item_answers(each, questionnaire, t) for each in advice.items],
        "source": rule.source,
        "whole": length + sum(len(questionnaire.item(each.id).text) for each in advice.items) < WHOLE,
    }


def _facts(advice: Recommendation, taken: bool, t: Translator) -> str:
    effort = t("Effort: {effort}", effort=effort_words(advice.rule.effort, t))
    days = advice.rule.horizon_days
    facts = [
        t("Taken up as an action") if taken else "",
        effort,
        t.plural("Result within {n} day", "Result within {n} days", days) if days else "",
        t("Priority: {priority}", priority=t.number(advice.priority, 1)) if advice.kind is Kind.CLOSE_GAP else "",
    ]
    return " · ".join(filter(None, facts))


def _item_answers(standing: ItemStanding, questionnaire: Questionnaire, t: Translator) -> tuple[str, str]:
    """The item's text, and its mean answer with the number of raters behind it."""
    item = questionnaire.item(standing.id)
    if standing.mean is None:
        return item.text, t("No answer")
    mean = _mean(standing, item, questionnaire, t)
    return item.text, t.plural("{mean} ({n} rater)", "{mean} ({n} raters)", standing.n, mean=mean)


def _mean(standing: ItemStanding, item: Item, questionnaire: Questionnaire, t: Translator) -> str:
    """The mean answer beside its scale, or with its unit; a reverse-keyed item says so."""
    mean, scale = t.number(standing.mean, 1), questionnaire.scale_of(item)
    if scale is None:
        return f"{mean} {item.number.unit}" if item.number else mean
    limits = {"mean": mean, "low": t.number(scale.lowest), "high": t.number(scale.highest)}
    if item.reverse:
        return t("{mean} of {low} to {high}, low is good", **limits)
    return t("{mean} of {low} to {high}", **limits)
