"""The raters' own scores, where single answers may be seen."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from assess.core.questionnaire import Questionnaire
from assess.core.responses import responses_from_answers
from assess.core.scoring import dimension_scores


def own_scores(answers: pd.DataFrame, questionnaire: Questionnaire) -> Mapping[str, tuple[float, ...]]:
    """Each rater's score of the company by dimension (METHOD 1-3), ascending, so that no place is a person's.

    `answers` as `Store.responses` gives them for a named assessment, the latest round counting. Those of protected
    ones are refused (ValueError): single scores are not shown there (docs/anonymity.md).
    """
    if "cell" in answers.columns:
        raise ValueError("answers of a protected assessment are shown as means only")
    scores = dimension_scores(questionnaire, responses_from_answers(answers, questionnaire))
    return {
        each.id: tuple(float(score) for score in np.sort(scores[:, place][~np.isnan(scores[:, place])]))
        for place, each in enumerate(questionnaire.dimensions)
    }
