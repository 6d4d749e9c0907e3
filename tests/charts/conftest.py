"""Scorecards small enough to work out by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # in importlib mode pytest puts no folder on the path

from charts_small import QUESTIONNAIRE

from assess.core.questionnaire import Discipline
from assess.core.responses import read_table, responses_from_table
from assess.core.scorecard import Scorecard, scorecard
from assess.texts import Translator, translator
from assess.yaml_source import load

Score = Callable[..., Scorecard]


@pytest.fixture
def t() -> Translator:
    return translator("en")


@pytest.fixture
def score() -> Score:
    """Scores rows of `respondent,subject,item,value` on the small questionnaire, or on another text."""

    def scored(
        rows: str, *, questionnaire: str = QUESTIONNAIRE, company: str = "Acme", lead: Discipline | None = None
    ) -> Scorecard:
        loaded = load(questionnaire)
        table = read_table(f"respondent,subject,item,value\n{rows}", loaded.questionnaire)
        responses = responses_from_table(table, loaded.questionnaire)
        return scorecard(loaded.questionnaire, responses, company=company, stated_lead=lead, sha256=loaded.sha256)

    return scored
