"""The report of a workshop: what was found out, how the room voted again, and what was decided."""

from __future__ import annotations

from datetime import datetime

from assess.core.minutes import Minutes
from assess.paper.advice import advice
from assess.paper.decisions import decisions, notes
from assess.paper.drawing import Drawing
from assess.paper.frame import Paper, company_of, printed
from assess.paper.method import method, workshop_note
from assess.paper.results import cover, dimensions, facts, missing, reference, summary
from assess.paper.rounds import disagreement, groups, second_vote
from assess.paper.since import since
from assess.texts import Translator


def workshop_report(minutes: Minutes, t: Translator, *, when: datetime, paper: Paper = "a4") -> bytes:
    """The report of a workshop as a tagged PDF (PDF/UA-1), on A4 or Letter, made at `when`.

    The figures are those of the latest round; equal input makes equal bytes. Sections about what did not take place
    are left out. Signs that no font has are printed as □, and the report says how many there are.
    """
    title = f"{company_of(minutes.card, t)}{t.colon} {minutes.title}"
    return printed(
        _sections(minutes, t), minutes.card, minutes.questionnaire, t,
        title=title, running=minutes.title, when=when, paper=paper,
    )  # fmt: skip


def _sections(minutes: Minutes, t: Translator) -> list[Drawing]:
    card, book = minutes.card, minutes.questionnaire
    taken = {each.rule for each in minutes.actions if each.rule}
    note = method(card, book, t)
    found = [
        cover(card, book, [(t("Date"), t.date(minutes.held)), *facts(card, t)], t, occasion=minutes.title),
        summary(card, t, *_which_votes(minutes, t)),
        decisions(minutes, t),
        dimensions(card, book, t),
        second_vote(minutes, t),
        disagreement(minutes, t),
        groups(minutes, t),
        notes(minutes, t),
        since(minutes, t),
        advice(card, book, t, taken),
        missing(card, book, t),
        {**note, "paragraphs": [*note["paragraphs"], *workshop_note(minutes, t)]},
        reference(card, t, " ".join(minutes.texts)),
    ]
    return [section for section in found if section]


def _which_votes(minutes: Minutes, t: Translator) -> list[str]:
    if minutes.before is None:
        return []
    return [t("All figures are those after the second vote.")]
