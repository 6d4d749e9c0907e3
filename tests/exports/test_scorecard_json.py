"""METHOD, Scorecard as JSON: the keys of the example, full precision, null for what is absent."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from assess.core.parsing import parse
from assess.core.questionnaire import Discipline, Questionnaire
from assess.core.responses import Responses, read_table, responses_from_table
from assess.core.scorecard import Scorecard, scorecard
from assess.exports.scorecard_json import as_mapping, rounds_json, scorecard_json

FIGURES = [
    "score", "n", "sd", "min", "max", "parity", "parity_source", "gap", "gap_n", "gap_sd", "interval", "verdict",
    "firmness",
]  # fmt: skip
ANSWERS = """respondent,subject,item,value
Ann,us,needs,2
Ann,Acme,needs,4
Ann,us,tenure,1
Bob,us,needs,1
Bob,Acme,needs,4
Bob,us,tenure,dk
"""


def questionnaire(**more: Any) -> Questionnaire:
    levels = [{"value": value, "label": f"Level {value}"} for value in (1, 2, 3, 4)]
    items = [
        {"id": "needs", "text": "?", "scale": "practice", "compare": True},
        {"id": "tenure", "text": "?", "number": {"unit": "years", "points": [[0, 0], [3, 100]]}},
    ]
    when = {"score_below": 60, "verdict": "lags", "item_below": {"needs": 2}}
    rule = {"id": "ask", "dimension": "knowing", "when": when, "action": "Frag zehn Kunden – «heute».", "effort": 2}
    found, problems = parse({
        "id": "example", "version": "1.0.0", "title": "Example", "scales": {"practice": {"levels": levels}},
        "dimensions": [{"id": "knowing", "discipline": "customer_intimacy", "title": "Knowing", "items": items}],
        "recommendations": [rule],
    } | more)  # fmt: skip
    assert found is not None, problems
    return found


def answered(text: str = ANSWERS, lead: Discipline | None = None, **more: Any) -> dict[str, Any]:
    asked = questionnaire(**more)
    card = scorecard(asked, responses_from_table(read_table(text, asked), asked), stated_lead=lead, sha256="0f" * 32)
    found = json.loads(scorecard_json(card))
    assert isinstance(found, dict)
    return found


def test_the_keys_are_those_of_method_in_their_order() -> None:
    found = answered()
    assert list(found) == [
        *("questionnaire", "raters", "minimum_group"),
        *("disciplines", "dimensions", "profile", "recommendations"),
    ]
    assert found["minimum_group"] is None  # METHOD's own figures are of everybody
    assert list(found["questionnaire"]) == ["id", "version", "sha256"]
    assert list(found["disciplines"][0]) == ["id", *FIGURES]
    assert list(found["dimensions"][0]) == ["id", "discipline", *FIGURES]
    assert list(found["profile"]) == ["id", "stated_lead", "measured_lead"]
    needed = {"id", "dimension", "discipline", "kind", "priority", "action", "because", "items"}
    assert needed <= set(found["recommendations"][0])


def test_the_figures_are_those_of_the_method_by_hand() -> None:
    """Ann: needs 1 / 3 and tenure 1 / 3, so 100 / 3; Bob: needs 0, half of the weight, so 0. Gaps -200 / 3, -100."""
    found = answered()
    assert found["questionnaire"] == {"id": "example", "version": "1.0.0", "sha256": "0f" * 32}
    assert found["raters"] == 2
    knowing = found["dimensions"][0]
    assert knowing == {
        "id": "knowing",
        "discipline": "customer_intimacy",
        **{name: knowing[name] for name in FIGURES},
    }
    by_hand = {
        "score": 50 / 3, "n": 2, "sd": 100 / 3 / 2**0.5, "min": 0, "max": 100 / 3, "parity": 100,
        "gap": -250 / 3, "gap_n": 2, "gap_sd": 100 / 3 / 2**0.5,
    }  # fmt: skip
    assert {name: knowing[name] for name in by_hand} == pytest.approx(by_hand, abs=1e-9)
    half = 6.313751514675043 * 50 / 3
    assert knowing["interval"] == pytest.approx([-250 / 3 - half, -250 / 3 + half], abs=1e-9)
    assert (knowing["parity_source"], knowing["verdict"], knowing["firmness"]) == ("competitors", "lags", "not_shown")
    alone = found["disciplines"][0]  # its only dimension
    assert alone == {"id": "customer_intimacy", **{name: knowing[name] for name in FIGURES}}
    assert found["profile"] == {"id": "incomplete", "stated_lead": None, "measured_lead": None}


def test_a_recommendation_carries_its_trace() -> None:
    (advice,) = answered()["recommendations"]
    assert advice["because"] == [
        {"condition": "score_below", "limit": 60, "figure": pytest.approx(50 / 3)},
        {"condition": "verdict", "limit": "lags", "figure": "lags"},
        {"condition": "item_below", "limit": 2, "figure": 1.5, "item": "needs"},
    ]
    assert advice["items"] == [{"id": "needs", "mean": 1.5, "n": 2}, {"id": "tenure", "mean": 1, "n": 1}]
    assert advice["priority"] == pytest.approx(250 / 3 / 2)
    assert (advice["kind"], advice["discipline"], advice["dimension"]) == (
        "close_gap",
        "customer_intimacy",
        "knowing",
    )
    assert (advice["why"], advice["first_step"], advice["measure"], advice["horizon_days"]) == (None,) * 4


def test_absent_figures_are_null() -> None:
    found = answered("respondent,item,value\nAnn,needs,dk\n")
    absent = dict.fromkeys(FIGURES) | {"n": 0, "gap_n": 0}
    for each in (found["disciplines"][0], found["dimensions"][0]):
        assert {name: each[name] for name in FIGURES} == absent
    assert found["recommendations"] == []


def test_no_answers_at_all_are_nulls_too() -> None:
    asked = questionnaire()
    none = Responses((), (), np.empty((0, 1, 2)), np.empty((0, 1, 2), dtype=np.bool_))
    found = as_mapping(scorecard(asked, none))
    assert (found["raters"], found["dimensions"][0]["score"], found["dimensions"][0]["n"]) == (0, None, 0)


def test_a_parity_beyond_the_scale_is_not_clipped() -> None:
    """Ann: score (0 + 100) / 2 = 50, gap 0 - 100: parity 150."""
    found = answered("respondent,subject,item,value\nAnn,,needs,1\nAnn,,tenure,9\nAnn,Acme,needs,4\n")
    assert found["dimensions"][0]["parity"] == 150


def test_leads_are_told_by_their_ids() -> None:
    found = answered(
        "respondent,subject,item,value\nAnn,,needs,4\nAnn,Acme,needs,1\n", Discipline.PRODUCT_LEADERSHIP
    )["profile"]  # fmt: skip
    assert found == {"id": "incomplete", "stated_lead": "product_leadership", "measured_lead": "customer_intimacy"}


def test_figures_keep_full_precision_and_text_its_letters() -> None:
    asked = questionnaire()
    text = scorecard_json(scorecard(asked, responses_from_table(read_table(ANSWERS, asked), asked))).decode()
    assert repr(100 / 3) in text
    assert "Frag zehn Kunden – «heute»." in text
    assert "NaN" not in text and "Infinity" not in text
    assert text.endswith("}\n")


def test_both_rounds_stand_under_the_latest_result() -> None:
    book = questionnaire()
    first, both = (
        scorecard(book, responses_from_table(read_table(text, book), book), company="Acme")
        for text in (ANSWERS, ANSWERS.replace("Bob,us,needs,1", "Bob,us,needs,4"))
    )
    found = json.loads(rounds_json(first, both))
    assert {**found, "rounds": None} == {**as_json(both), "rounds": None}
    assert found["rounds"] == [{"round": 1, **as_json(first)}, {"round": 2, **as_json(both)}]
    assert [each["round"] for each in json.loads(rounds_json(first))["rounds"]] == [1]


def as_json(card: Scorecard) -> Any:
    return json.loads(scorecard_json(card))
