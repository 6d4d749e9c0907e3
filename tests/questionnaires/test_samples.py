"""The sample answers: one file a questionnaire, that every page, chart and report can be tried with.

1. Each questionnaire has one; 6 to 9 people in roles rate the company and two invented competitors.
2. It is believable: people disagree, some do not know, and a dimension's items rise and fall together.
3. It is worth looking at: something leads, something lags, and not everything is sure.
4. The service company of the customer intimacy sample has its figures.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pingouin
import pytest

from assess.core.questionnaire import Dimension, Questionnaire, Verdict
from assess.core.responses import Responses, read_table, responses_from_table
from assess.core.scorecard import Scorecard, scorecard
from assess.core.scoring import item_scores
from assess.shipped import folder
from assess.yaml_source import find, shipped_paths

FEWEST_FOR_ALPHA = 3


def file_of(name: str) -> Path:
    return folder("questionnaires") / "samples" / f"{name}.csv"


@cache
def table(name: str) -> pd.DataFrame:
    return read_table(file_of(name).read_text(encoding="utf-8"), find(name).questionnaire)


def answers(questionnaire: Questionnaire) -> Responses:
    return responses_from_table(table(questionnaire.id), questionnaire)


def result(questionnaire: Questionnaire) -> Scorecard:
    return scorecard(questionnaire, answers(questionnaire))


# --- 1. and 2. what people answered ------------------------------------------------------------------------------


def test_every_questionnaire_has_sample_answers_and_every_sample_a_questionnaire() -> None:
    assert {path.stem for path in (folder("questionnaires") / "samples").glob("*.csv")} == set(shipped_paths())


def test_six_to_nine_people_in_roles_rate_the_company_and_two_competitors(questionnaire: Questionnaire) -> None:
    given = answers(questionnaire)
    assert 6 <= len(given.raters) <= 9
    assert len(given.competitors) == 2
    roles = table(questionnaire.id).groupby("respondent")["role"].agg(set)
    assert all(len(each) == 1 and "" not in each for each in roles)
    assert len(set.union(*roles)) >= 3


def test_people_disagree_and_some_do_not_know(questionnaire: Questionnaire) -> None:
    given = answers(questionnaire)
    assert (~given.answered & ~given.not_applicable)[:, 0].any()
    assert all(each.sd for each in result(questionnaire).dimensions)


def test_every_item_has_answers_and_every_dimension_scores_of_most(questionnaire: Questionnaire) -> None:
    given = answers(questionnaire)
    assert given.answered[:, 0].any(axis=0).all()
    assert all(each.n > len(given.raters) / 2 for each in result(questionnaire).dimensions)


def alpha(questionnaire: Questionnaire, dimension: Dimension) -> float:
    """Cronbach's alpha of a dimension's item scores, by pingouin, over the raters who answered all of them."""
    asked = [item.id for item in questionnaire.items]
    places = [asked.index(item.id) for item in dimension.items]
    scores = pd.DataFrame(item_scores(questionnaire, answers(questionnaire))[:, 0, places]).dropna()
    assert len(scores) >= FEWEST_FOR_ALPHA, dimension.id
    return float(pingouin.cronbach_alpha(scores)[0])


def test_items_of_a_dimension_rise_and_fall_together(questionnaire: Questionnaire) -> None:
    alphas = {each.id: alpha(questionnaire, each) for each in questionnaire.dimensions}
    assert {name: value for name, value in alphas.items() if not 0.6 <= value <= 0.95} == {}


# --- 3. what comes of it -----------------------------------------------------------------------------------------


def test_something_leads_something_lags_and_not_everything_is_sure(questionnaire: Questionnaire) -> None:
    card = result(questionnaire)
    assert {each.verdict for each in card.dimensions} >= {Verdict.LEADS, Verdict.LAGS}
    assert any(each.firmness == "not_shown" for each in card.dimensions)
    assert card.recommendations


# --- 4. the service company --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "least", "most"), [("depth-visits", 9, 10), ("advocacy-referrals", 10, np.inf), ("depth-years", 9, 11)]
)
def test_the_service_company_has_the_figures_of_the_domain(item: str, least: float, most: float) -> None:
    questionnaire = find("customer-intimacy").questionnaire
    figures = answers(questionnaire).values[:, 0, [each.id for each in questionnaire.items].index(item)]
    known = figures[~np.isnan(figures)]
    assert len(known) >= 2
    assert known.min() >= least and known.max() <= most
