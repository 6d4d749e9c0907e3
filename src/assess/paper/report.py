"""The report: one PDF from a scorecard, for a board to read and an auditor to check."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from babel.lists import format_list

from assess.charts.figures import dot_plot, radar
from assess.charts.labels import shorten
from assess.charts.sentences import (
    because_sentence,
    effort_words,
    firmness_words,
    interval_words,
    kind_sentence,
    kind_title,
    parity_words,
    profile_sentence,
    takeaway,
    title_of,
    verdict_sentence,
)
from assess.charts.style import PRINT
from assess.core.questionnaire import Item, Kind, Questionnaire
from assess.core.recommendations import Recommendation
from assess.core.scorecard import Scorecard
from assess.core.standing import ItemStanding, Standing
from assess.paper.charts import clean
from assess.paper.drawing import Drawing, dots_drawing, pages_of, radar_drawing
from assess.paper.glyphs import unprintable
from assess.paper.method import method_note
from assess.paper.press import compiled
from assess.texts import Translator

Paper = Literal["a4", "letter"]
_PAPERS = {"a4": "a4", "letter": "us-letter"}
WHOLE = 1500
"""A recommendation of fewer characters stays on one page; a longer one may break."""


def report(
    scorecard: Scorecard, questionnaire: Questionnaire, t: Translator, *, when: datetime, paper: Paper = "a4"
) -> bytes:
    """The report as a tagged PDF (PDF/UA-1), on A4 or Letter, dated `when`; equal input makes equal bytes.

    `questionnaire` is the one that the scorecard was computed from. Signs that no font has are printed as □, and the
    report says how many there are (`unprintable` names them).
    """
    contents = {
        "paper": _PAPERS[paper],
        "date": {"year": when.year, "month": when.month, "day": when.day},
        **_contents(scorecard, questionnaire, t, when),
    }
    return compiled("report.typ", clean(contents), "pdf", when=when)


def _contents(scorecard: Scorecard, questionnaire: Questionnaire, t: Translator, when: datetime) -> Drawing:
    """Everything that the template sets, in words and numbers ready to print."""
    company = scorecard.company or t("The company")
    return {
        "language": t.language,
        "spoken": questionnaire.language,
        "colours": {"ink": PRINT.ink, "muted": PRINT.muted, "grid": PRINT.grid, "band": PRINT.band},
        "accents": list(PRINT.accents.values()),
        "company": company,
        "questionnaire": questionnaire.title,
        "footer": f"{shorten(company, 50)} · {shorten(questionnaire.title, 50)}",
        "title": t("{company}: where it stands against parity", company=company),
        "profile": profile_sentence(scorecard, t),
        "facts": _facts(scorecard, t, when),
        "words": _words(scorecard, t),
        "summary": [_summary_row(each, t) for each in scorecard.disciplines],
        "competitors": _competitors(scorecard, t),
        "takeaway": takeaway(scorecard, scorecard.dimensions, t),
        "charts": _charts(scorecard, t),
        "dimensions": _dimension_rows(scorecard, t),
        "advice": [part for kind in Kind if (part := _advice_of(scorecard, questionnaire, kind, t))],
        "missing": _missing(scorecard, questionnaire, t),
        "method": method_note(scorecard, questionnaire, t),
        "reference": _reference(scorecard, t),
        "unprinted": _unprinted(scorecard, t),
    }


def _facts(scorecard: Scorecard, t: Translator, when: datetime) -> list[tuple[str, str]]:
    reference = scorecard.questionnaire
    return [
        (t("Date"), t.date(when)),
        (t("Raters"), t.number(scorecard.raters)),
        (t("Competitors rated"), t.number(len(scorecard.competitors))),
        (t("Questionnaire"), t("{id}, version {version}", id=reference.id, version=reference.version)),
    ]


def _words(scorecard: Scorecard, t: Translator) -> dict[str, str]:
    """The template's own words."""
    return {
        "product": t("Value Discipline Assessment"),
        "page": t("Page {number}", number="{number}"),
        "summary": t("Summary"),
        "by discipline": t("Score and parity by discipline"),
        "by dimension": t("Where the company stands, dimension by dimension"),
        "gaps": t("Gaps to parity"),
        "table": t("All dimensions in figures"),
        "advice": t("What to do"),
        "no advice": t("No recommendation of the questionnaire applies to these results."),
        "missing": t("What was missing"),
        "method": t("How the figures come about"),
        "reference": t("Reference"),
        "discipline": t("Discipline"),
        "dimension": t("Dimension"),
        "score": t("Score"),
        "parity": t("Parity"),
        "gap": t("Gap"),
        "interval": t("90 % interval"),
        "verdict": t("Verdict"),
        "firmness": t("Firmness"),
        "raters": t("Raters"),
        "says": t("What it says"),
        "from": t("Parity from"),
        "why": t("Why"),
        "first_step": t("First step"),
        "measure": t("Measure"),
        "because": t("Listed because"),
        "source": t("Source"),
        "item": t("Item"),
        "answers": t("Mean answers"),
        "missing answers": t("Missing"),
        "not applicable": t("Does not apply"),
        "reading gaps": t(
            "A dot is the company's score, a grey stroke is parity with its band of ± {band} points, and the bar is "
            "the 90 % interval of the gap laid upon parity: where it clears the band, the answers show the verdict.",
            band=t.number(scorecard.band),
        ),
        "key": t(
            "Shown: the whole interval lies on the verdict's side of the parity band (± {band} points). Not shown: "
            "raters differ too much. Indicative: one rater.",
            band=t.number(scorecard.band),
        ),
    }


# --- summary and tables ------------------------------------------------------------------------------------------


def _summary_row(standing: Standing, t: Translator) -> Drawing:
    return {
        "name": title_of(standing, t),
        "colour": PRINT.accents[standing.discipline],
        "score": t.number(standing.score),
        "parity": t.number(standing.parity),
        "gap": t.gap(standing.gap),
        "verdict": t.verdict(standing.verdict),
        "says": verdict_sentence(standing, t),
        "source": t("Parity: {source}", source=parity_words(standing, t)),
    }


def _competitors(scorecard: Scorecard, t: Translator) -> str:
    if not scorecard.competitors:
        return t("No competitor was rated, so parity is the level declared in the questionnaire.")
    names = [
        t.plural("{name} (by {n} rater)", "{name} (by {n} raters)", each.raters, name=each.name)
        for each in scorecard.competitors
    ]
    return t("Competitors rated: {names}.", names=format_list(names, locale=t.language))


def _dimension_rows(scorecard: Scorecard, t: Translator) -> list[Drawing]:
    return [
        {
            "discipline": t.discipline(discipline.discipline),
            "colour": PRINT.accents[discipline.discipline],
            "rows": [_figures(each, t) for each in scorecard.dimensions_of(discipline.discipline)],
        }
        for discipline in scorecard.disciplines
    ]


def _figures(standing: Standing, t: Translator) -> list[str]:
    """One row of the table, in the order of its columns."""
    return [
        title_of(standing, t),
        t.number(standing.score, 1),
        t.number(standing.parity, 1),
        parity_words(standing, t),
        t.gap(standing.gap, 1),
        interval_words(standing, t, 1),
        t.verdict(standing.verdict),
        firmness_words(standing, t),
        t.number(standing.n),
    ]


def _missing(scorecard: Scorecard, questionnaire: Questionnaire, t: Translator) -> Drawing:
    unscored = [title_of(each, t) for each in (*scorecard.disciplines, *scorecard.dimensions) if each.score is None]
    rows = [_missing_row(each, questionnaire, t) for each in scorecard.missing]
    sentences = [
        t("No score, because too few items were answered: {places}.", places=format_list(unscored, locale=t.language))
        if unscored
        else "",
        t("These items lack answers about the company. A missing answer is never counted as zero.")
        if rows
        else t("Every rater answered every item about the company, or said that it does not apply."),
    ]
    return {"sentences": [sentence for sentence in sentences if sentence], "rows": rows}


def _missing_row(standing: ItemStanding, questionnaire: Questionnaire, t: Translator) -> list[str]:
    return [
        questionnaire.dimension(standing.dimension).title,
        questionnaire.item(standing.id).text,
        t.number(standing.n),
        t.number(standing.missing),
        t.number(standing.not_applicable),
    ]


def _reference(scorecard: Scorecard, t: Translator) -> list[tuple[str, str]]:
    reference = scorecard.questionnaire
    return [
        (t("Questionnaire"), reference.title),
        (t("Id"), reference.id),
        (t("Version"), reference.version),
        (t("SHA-256 of its text"), reference.sha256 or t("not known")),
        (t("Raters"), t.number(scorecard.raters)),
    ]


def _unprinted(scorecard: Scorecard, t: Translator) -> str:
    count = len(unprintable(scorecard))
    if not count:
        return ""
    return t.plural(
        "{n} sign is in no font of this computer and printed as {stand_in}.",
        "{n} signs are in no font of this computer and printed as {stand_in}.",
        count,
        stand_in="□",
    )


# --- charts ------------------------------------------------------------------------------------------------------


def _charts(scorecard: Scorecard, t: Translator) -> Drawing:
    """The charts; no radar below three axes, none by discipline where it would repeat the one by dimension."""
    by_dimension = radar(scorecard, t)
    distinct = len(scorecard.dimensions) > len(scorecard.disciplines)
    by_discipline = radar(scorecard, t, by="discipline") if distinct else None
    plot, disciplines = dot_plot(scorecard, t), dot_plot(scorecard, t, by="discipline")
    return {
        "dimension radar": radar_drawing(by_dimension) if by_dimension else None,
        "discipline radar": radar_drawing(by_discipline) if by_discipline else None,
        "discipline dots": dots_drawing(disciplines, disciplines.rows),
        "dimension dots": [dots_drawing(plot, rows) for rows in pages_of(plot)] if distinct else [],
    }


# --- recommendations ---------------------------------------------------------------------------------------------


def _advice_of(scorecard: Scorecard, questionnaire: Questionnaire, kind: Kind, t: Translator) -> Drawing | None:
    found = [each for each in scorecard.recommendations if each.kind is kind]
    if not found:
        return None
    return {
        "title": kind_title(kind, t),
        "about": kind_sentence(kind, t),
        "entries": [_advice(each, questionnaire, t) for each in found],
    }


def _advice(advice: Recommendation, questionnaire: Questionnaire, t: Translator) -> Drawing:
    rule = advice.rule
    parts = {"why": rule.why, "first_step": rule.first_step, "measure": rule.measure}
    length = len(rule.action) + sum(len(part) for part in parts.values() if part)
    return {
        "colour": PRINT.accents[advice.discipline],
        "place": f"{t.discipline(advice.discipline)} · {advice.dimension.title}",
        "action": rule.action,
        "facts": _cost(advice, t),
        "parts": [(name, part) for name, part in parts.items() if part],
        "because": [because_sentence(reason, questionnaire, t) for reason in advice.because],
        "items": [_item_answers(each, questionnaire, t) for each in advice.items],
        "source": rule.source,
        "whole": length + sum(len(questionnaire.item(each.id).text) for each in advice.items) < WHOLE,
    }


def _cost(advice: Recommendation, t: Translator) -> str:
    effort = t("Effort: {effort}", effort=effort_words(advice.rule.effort, t))
    days = advice.rule.horizon_days
    facts = [
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
