"""A scorecard to read in a terminal: profile, standings, points, what was missing, advice."""

from __future__ import annotations

from collections.abc import Iterator

from assess.charts.sentences import (
    because_sentence,
    effort_words,
    firmness_words,
    interval_words,
    kind_title,
    parity_words,
    profile_sentence,
    title_of,
)
from assess.cli.terminal import aligned, one_line, wrapped
from assess.core.allocation import Allocation
from assess.core.questionnaire import Kind, Questionnaire
from assess.core.recommendations import Recommendation
from assess.core.scorecard import Scorecard
from assess.core.standing import Standing
from assess.texts import Translator

RIGHT = (False, True, True, True, False, True, False, False, False)
"""The columns of the table that stand to the right: figures without words."""
INDENT = "    "


def summary(card: Scorecard, questionnaire: Questionnaire, t: Translator) -> list[str]:
    """The lines of a readable summary, no wider than the terminal where the table allows."""
    return [
        *wrapped(_heading(card, t)),
        "",
        *wrapped(profile_sentence(card, t)),
        "",
        *_table(card, t),
        *_points(card, questionnaire, t),
        *_missing(card, t),
        *_advice(card, questionnaire, t),
    ]


def _heading(card: Scorecard, t: Translator) -> str:
    raters = t.plural("{n} rater", "{n} raters", card.raters)
    asked = f"{card.questionnaire.title} {card.questionnaire.version}, {raters}"
    return f"{card.company}{t.colon} {asked}" if card.company else asked


def _table(card: Scorecard, t: Translator) -> Iterator[str]:
    """One row a discipline, its dimensions indented below it."""
    heading = (t("90 % interval"), t("Verdict"), t("Firmness"))
    rows: list[tuple[str, ...]] = [("", t("Score"), "n", t("Parity"), t("from"), t("Gap"), *heading)]
    for discipline in card.disciplines:
        rows.append(_row(discipline, "", t))
        rows += [_row(dimension, "  ", t) for dimension in card.dimensions_of(discipline.discipline)]
    return iter(aligned(rows, RIGHT))


def _row(standing: Standing, indent: str, t: Translator) -> tuple[str, ...]:
    return (
        indent + one_line(title_of(standing, t)),
        t.number(standing.score, 1),
        str(standing.n),
        t.number(standing.parity, 1),
        parity_words(standing, t).lower(),
        t.gap(standing.gap, 1),
        interval_words(standing, t, 1),
        t.verdict(standing.verdict),
        firmness_words(standing, t),
    )


def _points(card: Scorecard, questionnaire: Questionnaire, t: Translator) -> Iterator[str]:
    """The mean points of each allocation, under its question."""
    for each in card.allocations:
        yield ""
        yield from wrapped(questionnaire.item(each.id).text)
        if each.n:
            yield from aligned(_rows_of_points(each, t), (False, True, True, True))
        else:
            yield from wrapped(t("Too few people gave points for a picture of them."), "  ", "  ")


def _rows_of_points(allocation: Allocation, t: Translator) -> list[tuple[str, ...]]:
    given = [
        (f"  {t.discipline(each.discipline)}", t.number(each.mean, 1), str(allocation.n), t.number(each.sd, 1))
        for each in allocation.disciplines
    ]
    return [("", t("Points"), "n", t("Standard deviation")), *given]


def _missing(card: Scorecard, t: Translator) -> Iterator[str]:
    if card.missing:
        named = ", ".join(f"{item.id} ({item.missing})" for item in card.missing)
        yield ""
        yield from wrapped(f"{t('Without an answer, and by how many raters:')} {named}")


def _advice(card: Scorecard, questionnaire: Questionnaire, t: Translator) -> Iterator[str]:
    """The recommendations in their order, under the heading of their list."""
    for kind in Kind:
        listed = [advice for advice in card.recommendations if advice.kind is kind]
        if listed:
            yield from ("", kind_title(kind, t))
        for number, advice in enumerate(listed, start=1):
            yield from wrapped(f"{advice.rule.action} ({advice.id})", INDENT, f"{number:2}. ")
            yield from _reasons(advice, questionnaire, t)


def _reasons(advice: Recommendation, questionnaire: Questionnaire, t: Translator) -> Iterator[str]:
    rule = advice.rule
    because = "; ".join(because_sentence(reason, questionnaire, t) for reason in advice.because)
    effort = effort_words(rule.effort, t)
    within = t.plural("{n} day", "{n} days", rule.horizon_days) if rule.horizon_days else ""
    for name, text in (
        (t("Where"), f"{advice.dimension.title}. {because}" if because else advice.dimension.title),
        (t("First step"), rule.first_step),
        (t("Measure"), rule.measure),
        (t("Effort"), f"{effort}, {t('results within {days}', days=within)}" if within else effort),
    ):
        if text:
            yield from wrapped(f"{name}{t.colon} {text}", f"{INDENT}  ", INDENT)
