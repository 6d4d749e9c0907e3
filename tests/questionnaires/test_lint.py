"""The shipped questionnaires pass `assess lint`; their sample answers, of a few raters, are told to be few."""

from __future__ import annotations

import pandas as pd
import pingouin
import pytest

from assess.core.questionnaire import Questionnaire
from assess.core.reliability import ReliabilityFigures, reliability
from assess.core.responses import Responses, read_table, responses_from_table
from assess.core.scoring import item_scores
from assess.lint import lint
from assess.shipped import folder
from assess.texts import languages
from assess.yaml_source import find
from assess.yaml_source.places import cut_texts, line_finder


def figures(questionnaire: Questionnaire) -> ReliabilityFigures:
    return reliability(questionnaire, responses_of(questionnaire))


def responses_of(questionnaire: Questionnaire) -> Responses:
    sample = folder("questionnaires") / "samples" / f"{questionnaire.id}.csv"
    return responses_from_table(read_table(sample.read_text(encoding="utf-8"), questionnaire), questionnaire)


def test_every_shipped_questionnaire_has_no_findings(questionnaire: Questionnaire) -> None:
    text = find(questionnaire.id).text
    assert lint(questionnaire, line_finder(text), cut=cut_texts(text)) == ()


@pytest.mark.parametrize("language", languages())
def test_nor_has_it_in_any_language(questionnaire: Questionnaire, language: str) -> None:
    assert lint(find(questionnaire.id).in_language(language)) == ()


def test_alphas_of_the_samples_are_pingouins(questionnaire: Questionnaire) -> None:
    scores = pd.DataFrame(item_scores(questionnaire, responses_of(questionnaire))[:, 0])
    scores.columns = pd.Index([item.id for item in questionnaire.items])
    for dimension, found in zip(questionnaire.dimensions, figures(questionnaire).dimensions, strict=True):
        complete = scores[[item.id for item in dimension.items]].dropna()
        assert found.n == len(complete)
        assert found.alpha == pytest.approx(pingouin.cronbach_alpha(complete)[0], abs=1e-9)


def test_the_samples_are_told_to_be_few_and_every_other_finding_doubts(questionnaire: Questionnaire) -> None:
    first, *more = lint(questionnaire, figures=figures(questionnaire))
    assert first.rule == "few-raters"
    assert all("too few to tell" in str(each.fault) for each in more)
