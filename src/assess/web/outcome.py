"""What an assessment shows: its answers scored, for a page and for the files to take away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from assess import shipped
from assess.core.questionnaire import Discipline, Questionnaire
from assess.core.responses import read_table, responses_from_answers, responses_from_table
from assess.core.scorecard import Scorecard, scorecard
from assess.store import Assessment
from assess.web.resources import library, questionnaire_of, store

SAMPLE = "value-disciplines"


@dataclass(frozen=True)
class Outcome:
    """One assessment with its questionnaire, all its answers in long form, and the scorecard that they make."""

    assessment: Assessment
    book: Questionnaire
    answers: pd.DataFrame
    scorecard: Scorecard


def outcome_of(device: str, assessment_id: str) -> Outcome:
    """The outcome that this device may see; raises what the store refuses."""
    assessment = store().assessment(device, assessment_id)
    book = questionnaire_of(device, assessment)
    answers = store().responses(device, assessment_id)
    found = scorecard(
        book,
        responses_from_answers(answers, book, assessment.competitors),
        company=assessment.company,
        stated_lead=Discipline(assessment.stated_lead) if assessment.stated_lead else None,
        sha256=assessment.questionnaire_sha256,
    )
    return Outcome(assessment, book, answers, found)


@lru_cache(maxsize=1)
def sample() -> Scorecard:
    """The scorecard of the sample responses that ship with the fullest questionnaire."""
    loaded = library()[SAMPLE]
    text = (shipped.folder("questionnaires") / "samples" / f"{SAMPLE}.csv").read_text(encoding="utf-8")
    table = read_table(text, loaded.questionnaire)
    return scorecard(
        loaded.questionnaire,
        responses_from_table(table, loaded.questionnaire),
        company="Aldersley",
        stated_lead=Discipline.CUSTOMER_INTIMACY,
        sha256=loaded.sha256,
    )
