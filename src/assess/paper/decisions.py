"""What a workshop decided: the discipline to lead in, the actions, and the notes that were taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assess.charts.points import points_plot
from assess.charts.sentences import lead_sentence
from assess.charts.style import PRINT
from assess.core.minutes import Agreed, Minutes
from assess.core.questionnaire import Discipline, Questionnaire, Rule
from assess.paper.advice import WHOLE
from assess.paper.blocks import chart, section, title, words
from assess.paper.drawing import Drawing
from assess.paper.row_drawing import points_drawing
from assess.texts import Translator


def decisions(minutes: Minutes, t: Translator) -> Drawing | None:
    """The chosen lead with the points beside the scores, and the actions; None where nothing was to be decided."""
    new = [each for each in minutes.actions if not each.carried]
    if not new and minutes.points is None and minutes.lead is None:
        return None
    acting = [title(t("Actions")), actions_table(new, minutes.questionnaire, t)] if new else []
    nothing = words(t("No action was written down.")) if not minutes.actions else None
    return section(t("What was decided"), [*_lead(minutes, t), *acting, nothing])


def _lead(minutes: Minutes, t: Translator) -> Iterable[Drawing | None]:
    if minutes.lead:
        yield words(lead_sentence(minutes.lead, t))
    elif minutes.points:
        yield words(t("No discipline was chosen to lead."))
    points = minutes.points
    if points is None:
        return
    if points.withheld or not points.people:
        yield words(t("Too few people gave points for a picture of them."))
        return
    plot = points_plot(points.means, minutes.card, t, people=points.people, chosen=minutes.lead)
    yield title(plot.title)
    yield words(
        t(
            "{points}, each dividing 100 among the disciplines that the company should lead in. Below the points "
            "stands the score, as the company is seen today.",
            points=plot.people_text,
        )
    )
    yield chart(points_drawing(plot))


# --- actions -----------------------------------------------------------------------------------------------------


def actions_table(actions: Sequence[Agreed], questionnaire: Questionnaire, t: Translator) -> Drawing:
    """What will be done, by whom, until when; for actions carried over, what they were then and are now."""
    carried = all(each.carried for each in actions)
    header = [t("Action"), t("Owner"), t("Due"), *([t("Then"), t("Now")] if carried else [t("Status")])]
    return {
        "block": "agreed",
        "header": header,
        "entries": [_action(each, carried, questionnaire, t) for each in actions],
    }


def _action(agreed: Agreed, carried: bool, questionnaire: Questionnaire, t: Translator) -> Drawing:
    due, now = t.date(agreed.due) if agreed.due else "–", t("Done") if agreed.done else t("Open")
    facts = list(_facts(agreed, questionnaire, t))
    return {
        "text": agreed.text,
        "owner": agreed.owner or "–",
        "cells": [due, *([t("Open")] if carried else []), now],
        "facts": facts,
        "whole": len(agreed.text) + sum(len(fact) for _, fact in facts) < WHOLE,
    }


def _facts(agreed: Agreed, questionnaire: Questionnaire, t: Translator) -> Iterable[tuple[str, str]]:
    """Where an action belongs, and the recommendation that it was taken from with its reason."""
    place = next((each for each in questionnaire.dimensions if each.id == agreed.dimension), None)
    if place:
        yield "", f"{t.discipline(place.discipline)} · {place.title}"
    rule = rule_of(agreed, questionnaire)
    if rule is None:
        return
    if rule.action != agreed.text:
        yield t("From the recommendation"), rule.action
    if rule.why:
        yield t("Why"), rule.why


def rule_of(agreed: Agreed, questionnaire: Questionnaire) -> Rule | None:
    """The recommendation that an action was taken from, if the questionnaire has it."""
    return next((each for each in questionnaire.recommendations if each.id == agreed.rule), None)


# --- notes -------------------------------------------------------------------------------------------------------


def notes(minutes: Minutes, t: Translator) -> Drawing | None:
    """The notes about the whole, then those about each dimension in the order asked; None where there is none."""
    known = {each.id for each in minutes.questionnaire.dimensions}
    whole = [each.text for each in minutes.remarks if each.dimension not in known]
    entries = [_noted("", t("About the whole"), None, whole)] if whole else []
    for dimension in minutes.questionnaire.dimensions:
        found = [each.text for each in minutes.remarks if each.dimension == dimension.id]
        if found:
            place = t.discipline(dimension.discipline)
            entries.append(_noted(place, dimension.title, dimension.discipline, found))
    return (
        section(t("What was said"), [{"block": "notes", "entries": entries}], fresh=not minutes.groups)
        if entries
        else None
    )


def _noted(place: str, heading: str, discipline: Discipline | None, texts: Sequence[str]) -> Drawing:
    return {
        "place": place,
        "title": heading,
        "colour": PRINT.accents[discipline] if discipline else PRINT.muted,
        "lines": [line for text in texts for line in text.splitlines() if line.strip()],
    }
