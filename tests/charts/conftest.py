"""Scorecards small enough to work out by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assess.core.questionnaire import Discipline
from assess.core.responses import read_table, responses_from_table
from assess.core.scorecard import Scorecard, scorecard
from assess.texts import Translator, translator
from assess.yaml_source import load

# Levels 0..100 make an answer its own score; one item a dimension makes it the dimension's too.
QUESTIONNAIRE = """
id: small
version: '1'
title: Small
scales:
  points:
    levels: [{value: 0, label: None}, {value: 20, label: Little}, {value: 40, label: Some}, {value: 50, label: Half},
             {value: 60, label: Much}, {value: 80, label: Most}, {value: 100, label: All}]
parity:
  band: 5
  declared: {customer_intimacy: 60, operational_excellence: 50}
dimensions:
  - id: speed
    discipline: product_leadership
    title: Speed
    items: [{id: s, text: Speed, scale: points, compare: true}]
  - id: knowing
    discipline: customer_intimacy
    title: Knowing the customer
    items: [{id: k, text: Knowing, scale: points, compare: true}]
  - {id: cost, discipline: operational_excellence, title: Cost, items: [{id: c, text: Cost, scale: points}]}
  - {id: trust, discipline: customer_intimacy, title: Trust, items: [{id: t, text: Trust, scale: points}]}
"""

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
