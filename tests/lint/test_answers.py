"""What lint finds in answers: weak alphas, wrong reverse keys, floors and ceilings, each with n and a doubt.

Figures by pingouin and pandas over answers made with a known structure.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pingouin
import pytest

from assess.core.questionnaire import Questionnaire
from assess.core.reliability import reliability
from assess.core.responses import Responses
from assess.lint import Finding
from assess.lint.answers import answer_findings
from assess.yaml_source import load


def asked(*, reverse_c: bool = False) -> Questionnaire:
    key = ", reverse: true" if reverse_c else ""
    return load(f"""\
id: sample
version: 1.0.0
title: A sample
scales:
  five: {{levels: [{{value: 1, label: a}}, {{value: 2, label: b}}, {{value: 3, label: c}}, {{value: 4, label: d}},
    {{value: 5, label: e}}]}}
dimensions:
  - id: all
    discipline: customer_intimacy
    title: All
    items:
      - {{id: a, text: First., scale: five}}
      - {{id: b, text: Second., scale: five}}
      - {{id: c, text: Third., scale: five{key}}}
""").questionnaire


def told(questionnaire: Questionnaire, answers: np.ndarray) -> list[Finding]:
    values = answers[:, None, :].astype(float)
    given = Responses(tuple(map(str, range(len(answers)))), (), values, np.zeros(values.shape, dtype=bool))
    return list(answer_findings(questionnaire, reliability(questionnaire, given)))


def alike(raters: int) -> np.ndarray:
    """Three items that rise and fall together: a level each rater, one step of noise."""
    random = np.random.default_rng(7)
    return np.clip(random.integers(2, 5, size=(raters, 1)) + random.integers(-1, 2, size=(raters, 3)), 1, 5)


def test_items_that_measure_together_have_no_findings() -> None:
    assert pingouin.cronbach_alpha(pd.DataFrame(alike(200)))[0] > 0.7
    assert told(asked(), alike(200)) == []


def test_a_wrong_reverse_key_is_found_by_its_item() -> None:
    answers = alike(200)
    frame = pd.DataFrame(answers, columns=list("abc")).assign(c=6 - answers[:, 2])
    r = frame["c"].corr(frame["a"] + frame["b"])
    alpha = pingouin.cronbach_alpha(frame)[0]
    found = {(each.rule, each.path): each for each in told(asked(reverse_c=True), answers)}
    wrong = found["item-rest", "dimensions[0].items[2]"]
    assert f"correlation {r:.2f} (n = 200)." in str(wrong.fault)
    assert str(wrong.remedy).startswith("Is its `reverse` key wrong?")
    assert f"alpha {alpha:.2f} (95 %" in str(found["alpha-low", "dimensions[0].items"].fault)
    assert "too few" not in str(wrong.fault)


def test_alpha_is_told_with_its_interval() -> None:
    answers = np.random.default_rng(5).integers(1, 6, size=(100, 3))
    alpha, (low, high) = pingouin.cronbach_alpha(pd.DataFrame(answers))
    (weak,) = [each for each in told(asked(), answers) if each.rule == "alpha-low"]
    assert f"alpha {alpha:.2f} (95 % {low:.2f} to {high:.2f}, n = 100)." in str(weak.fault)


@pytest.mark.parametrize(("raters", "doubted"), [(29, True), (30, False)])
def test_fewer_than_thirty_raters_are_too_few_to_tell(raters: int, doubted: bool) -> None:
    answers = np.random.default_rng(3).integers(1, 6, size=(raters, 3))
    rules = {each.rule: each for each in told(asked(), answers)}
    assert ("few-raters" in rules) is doubted
    assert (
        "too few to tell, at least 30 raters are wanted (Yurdugül 2008)" in str(rules["alpha-low"].fault)
    ) is doubted
    assert str(rules["alpha-low"].remedy).startswith("Gather more answers first.") is doubted


@pytest.mark.parametrize(("level", "rule"), [(1, "floor"), (5, "ceiling")])
def test_more_than_half_at_one_end_is_told(level: int, rule: str) -> None:
    answers = alike(200)
    answers[:, 1] = np.where(answers[:, 1] == level, 3, answers[:, 1])
    answers[:100, 1] = level
    assert [each.rule for each in told(asked(), answers) if each.path.endswith("[1]")] == []
    answers[100, 1] = level  # 101 of 200
    (crowded,) = [each for each in told(asked(), answers) if each.rule == rule]
    assert crowded.path == "dimensions[0].items[1]"
    assert str(crowded.fault).startswith("50 % of raters gave 'b'") and str(crowded.fault).endswith("(n = 200).")


def test_shares_of_fewer_than_fifty_are_doubted() -> None:
    answers = alike(49)
    answers[:, 0] = 5
    (crowded,) = [each for each in told(asked(), answers) if each.rule == "ceiling"]
    assert str(crowded.fault).endswith(
        "(n = 49); too few to tell, at least 50 raters are wanted (Terwee et al. 2007)."
    )
