"""The report: one PDF from a scorecard, for a board to read and an auditor to check."""

from __future__ import annotations

from datetime import datetime

from assess.core.questionnaire import Questionnaire
from assess.core.scorecard import Scorecard
from assess.paper.advice import advice
from assess.paper.frame import Paper, company_of, printed
from assess.paper.method import method
from assess.paper.results import cover, dimensions, facts, missing, reference, summary
from assess.texts import Translator


def report(
    scorecard: Scorecard, questionnaire: Questionnaire, t: Translator, *, when: datetime, paper: Paper = "a4"
) -> bytes:
    """The report as a tagged PDF (PDF/UA-1), on A4 or Letter, dated `when`; equal input makes equal bytes.

    `questionnaire` is the one that the scorecard was computed from. Signs that no font has are printed as □, and the
    report says how many there are (`unprintable` names them).
    """
    sections = [
        cover(scorecard, questionnaire, [(t("Date"), t.date(when)), *facts(scorecard, t)], t),
        summary(scorecard, t),
        dimensions(scorecard, questionnaire, t),
        advice(scorecard, questionnaire, t),
        missing(scorecard, questionnaire, t),
        method(scorecard, questionnaire, t),
        reference(scorecard, t),
    ]
    title = t("{company}: where it stands against parity", company=company_of(scorecard, t))
    return printed(sections, scorecard, questionnaire, t, title=title, when=when, paper=paper)
