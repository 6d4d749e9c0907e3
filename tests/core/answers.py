"""A questionnaire for tests of answers, and what its answers and their faults look like."""

from __future__ import annotations

import numpy as np
import pytest
from examples import dimension, item, measured, questionnaire, responses

from assess.core.errors import ResponsesError
from assess.core.questionnaire import Questionnaire
from assess.core.responses import Responses

HEADER = "respondent,subject,item,value\n"
FROM_A_TO_B = questionnaire(
    dimension("all", item("a", compare=True), item("b"), measured("years", (0, 0), (10, 100), compare=True))
)
NO_NUMBER = "is no number. Write a level's value, a figure with a decimal point, na, dk or nothing."


def read(text: str, asked: Questionnaire = FROM_A_TO_B) -> Responses:
    return responses(asked, text)


def own(found: Responses) -> dict[str, list[float | None]]:
    """The values of a, b and years about the company, by rater."""
    return {
        rater: [None if np.isnan(value) else float(value) for value in values]
        for rater, values in zip(found.raters, found.values[:, 0], strict=True)
    }


def problems(text: str, asked: Questionnaire = FROM_A_TO_B) -> list[str]:
    """The problems of a text, one line each."""
    with pytest.raises(ResponsesError) as caught:
        read(text, asked)
    return str(caught.value).split("\n")


def problem(text: str, asked: Questionnaire = FROM_A_TO_B) -> str:
    (only,) = problems(text, asked)
    return only
