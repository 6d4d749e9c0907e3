"""What the answers show, as sections of a report: cover, summary, all dimensions, what was missing, the reference."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from assess.charts.figures import dot_plot, radar
from assess.charts.sentences import (
    firmness_words,
    interval_words,
    parity_words,
    profile_sentence,
    takeaway,
    title_of,
    unscored_sentences,
    verdict_sentence,
)
from assess.charts.style import PRINT
from assess.core.allocation import Allocation
from assess.core.questionnaire import Questionnaire
from assess.core.scorecard import Scorecard
from assess.core.standing import ItemStanding, Standing
from assess.paper.drawing import Drawing, dots_drawing, pages_of, radar_drawing
from assess.paper.frame import company_of
from assess.paper.glyphs import unprintable
from assess.texts import Translator


def cover(
    scorecard: Scorecard,
    questionnaire: Questionnaire,
    facts: Sequence[tuple[str, str]],
    t: Translator,
    occasion: str = "",
) -> Drawing:
    """The first page: the company, the occasion if there is one, and the profile."""
    return {
        "section": "cover",
        "company": company_of(scorecard, t),
        "occasion": occasion,
        "questionnaire": questionnaire.title,
        "profile": profile_sentence(scorecard, t),
        "facts": facts,
    }


def facts(scorecard: Scorecard, t: Translator) -> list[tuple[str, str]]:
    """What the scorecard rests on."""
    reference = scorecard.questionnaire
    return [
        (t("Raters"), t.number(scorecard.raters)),
        (t("Competitors rated"), t.number(len(scorecard.competitors))),
        (t("Questionnaire"), t("{id}, version {version}", id=reference.id, version=reference.version)),
    ]


def summary(scorecard: Scorecard, t: Translator, *more: str) -> Drawing:
    """Profile and disciplines; no radar by discipline where it would repeat the one by dimension."""
    plot = dot_plot(scorecard, t, by="discipline")
    by_discipline = radar(scorecard, t, by="discipline") if _distinct(scorecard) else None
    return {
        "section": "summary",
        "sentences": [profile_sentence(scorecard, t), _competitors(scorecard, t), *more],
        "rows": [_summary_row(each, t) for each in scorecard.disciplines],
        "dots": dots_drawing(plot, plot.rows),
        "radar": radar_drawing(by_discipline) if by_discipline else None,
    }


def dimensions(scorecard: Scorecard, questionnaire: Questionnaire, t: Translator) -> Drawing:
    """All dimensions: no radar below three axes, no dot plot that would repeat the summary's, the table, points."""
    by_dimension, plot = radar(scorecard, t), dot_plot(scorecard, t)
    return {
        "section": "dimensions",
        "takeaway": takeaway(scorecard, scorecard.dimensions, t),
        "radar": radar_drawing(by_dimension) if by_dimension else None,
        "dots": [dots_drawing(plot, rows) for rows in pages_of(plot.rows)] if _distinct(scorecard) else [],
        "groups": _dimension_rows(scorecard, t),
        "allocations": [_allocation(each, questionnaire, t) for each in scorecard.allocations],
    }


def _allocation(allocation: Allocation, questionnaire: Questionnaire, t: Translator) -> Drawing:
    """The mean points of one item, with their deviation and on how many people they rest."""
    return {
        "text": questionnaire.item(allocation.id).text,
        "rows": [
            [t.discipline(each.discipline), t.number(each.mean, 1), t.number(each.sd, 1)]
            for each in allocation.disciplines
            if allocation.n
        ],
        "people": t.plural("Mean points of {n} person", "Mean points of {n} people", allocation.n)
        if allocation.n
        else t("Too few people gave points for a picture of them."),
    }


def missing(scorecard: Scorecard, questionnaire: Questionnaire, t: Translator) -> Drawing:
    """The dimensions without score, and the items that lack answers."""
    rows = [_missing_row(each, questionnaire, t) for each in scorecard.missing]
    sentences = [
        *unscored_sentences(scorecard, (*scorecard.disciplines, *scorecard.dimensions), t),
        t("These items lack answers about the company. A missing answer is never counted as zero.")
        if rows
        else t("Every rater answered every item about the company that applied to them."),
    ]
    return {"section": "missing", "sentences": sentences, "rows": rows}


def reference(scorecard: Scorecard, t: Translator, texts: str = "") -> Drawing:
    """Which questionnaire the figures rest on, and how many signs of it or of `texts` could not be printed."""
    return {"section": "reference", "facts": _reference(scorecard, t), "unprinted": _unprinted(scorecard, texts, t)}


def _distinct(scorecard: Scorecard) -> bool:
    """Whether charts by dimension show more than those by discipline."""
    return len(scorecard.dimensions) > len(scorecard.disciplines)


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


def _unprinted(scorecard: Scorecard, texts: str, t: Translator) -> str:
    count = len({*unprintable(scorecard), *unprintable(texts)})
    if not count:
        return ""
    return t.plural(
        "{n} sign is in no font of this computer and printed as {stand_in}.",
        "{n} signs are in no font of this computer and printed as {stand_in}.",
        count,
        stand_in="□",
    )
