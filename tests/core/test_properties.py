"""What holds for every questionnaire and every answer (METHOD 1-16)."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

import pytest
from examples import scale
from generated import SCALES, Case, Row, cases, examples_of, long_table, read, wide_table
from hypothesis import given
from hypothesis import strategies as st

from assess.core.scorecard import scorecard
from assess.exports.scorecard_json import scorecard_json

few = examples_of(20)
SIDES = ("disciplines", "dimensions")
SCORES = ("score", "min", "max")


def changed(case: Case, change: Callable[[dict[str, Any]], None]) -> Case:
    """The case with its questionnaire changed in place by `change`."""
    raw = copy.deepcopy(case.raw)
    change(raw)
    return Case(raw, case.rows, case.lead)


def items_of(raw: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for dimension in raw["dimensions"] for item in dimension["items"]]


def without_advice(raw: dict[str, Any]) -> None:
    raw["recommendations"] = []


def json_of(case: Case, text: str) -> bytes:
    return scorecard_json(scorecard(case.questionnaire, read(case.questionnaire, text), stated_lead=case.lead))


def same(figures: Any, others: Any) -> None:
    """Equal but for what another order of adding up may change in the last digits."""
    if isinstance(figures, dict):
        assert figures.keys() == others.keys()
        for key in figures:
            same(figures[key], others[key])
    elif isinstance(figures, list | tuple):
        assert len(figures) == len(others)
        for one, other in zip(figures, others, strict=True):
            same(one, other)
    elif isinstance(figures, float) and isinstance(others, float):
        assert figures == pytest.approx(others, abs=1e-9)
    else:
        assert figures == others


# --- what every scorecard is -------------------------------------------------------------------------------------


@few
@given(cases())
def test_1_to_12_figures_keep_their_bounds_and_belong_together(case: Case) -> None:
    figures, band = case.figures, case.raw["parity"]["band"]
    for each in [*figures["disciplines"], *figures["dimensions"]]:
        assert (each["score"] is None) == (each["n"] == 0) and (each["sd"] is None) == (each["n"] < 2)
        assert (each["gap"] is None) == (each["gap_n"] == 0) and (each["gap_sd"] is None) == (each["gap_n"] < 2)
        if each["score"] is not None:
            assert 0 <= each["min"] <= each["max"] <= 100
            assert each["min"] - 1e-9 <= each["score"] <= each["max"] + 1e-9
        assert each["n"] <= figures["raters"] and each["gap_n"] <= figures["raters"]
        if each["gap"] is None:
            assert each["verdict"] is None and each["firmness"] is None and each["interval"] is None
            continue
        assert abs(each["gap"]) <= 100 + 1e-9 and each["parity_source"] is not None
        expected = "lags" if each["gap"] < -band - 1e-9 else "leads" if each["gap"] > band + 1e-9 else "at_parity"
        assert each["verdict"] == expected
        if each["score"] is not None and each["parity_source"] == "competitors":
            assert each["parity"] == pytest.approx(each["score"] - each["gap"], abs=1e-9)
        if each["interval"] is None:
            assert each["firmness"] == "single_rater" and each["gap_n"] == 1
        else:
            low, high = each["interval"]
            assert low - 1e-9 <= each["gap"] <= high + 1e-9


@few
@given(cases())
def test_15_lists_come_in_order_and_trace_to_conditions_that_hold(case: Case) -> None:
    advice = case.figures["recommendations"]
    kinds = ["close_gap", "extend_lead", "ease_off"]
    assert advice == sorted(
        advice, key=lambda each: (kinds.index(each["kind"]), -round(each["priority"], 9), each["id"])
    )
    for each in advice:
        for reason in each["because"]:
            if reason["condition"].endswith("below"):
                assert reason["figure"] < reason["limit"]
            elif reason["condition"].endswith("at_least"):
                assert reason["figure"] >= reason["limit"] - 1e-9
            else:
                assert reason["figure"] == reason["limit"]


# --- how answers are written does not matter ---------------------------------------------------------------------


@few
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters_to_the_last_digit(case: Case, chance: random.Random) -> None:
    rows = list(case.rows)
    chance.shuffle(rows)
    assert json_of(case, long_table(rows)) == json_of(case, long_table(case.rows))


@few
@given(cases())
def test_wide_and_long_form_give_the_same(case: Case) -> None:
    assert json_of(case, wide_table(case.rows)) == json_of(case, long_table(case.rows))


@few
@given(cases())
def test_2_a_row_of_dk_is_the_same_as_no_row(case: Case) -> None:
    """For every rater, subject and item that has no answer in any round."""
    said = {(row["respondent"], row["subject"] or "us", row["item"]) for row in case.rows}
    raters, subjects = {row["respondent"] for row in case.rows}, {row["subject"] or "us" for row in case.rows}
    more = [
        {"respondent": rater, "subject": subject, "item": item["id"], "value": "dk", "round": "1"}
        for rater in raters for subject in subjects for item in items_of(case.raw)
        if (rater, subject, item["id"]) not in said
    ]  # fmt: skip
    assert json_of(case, long_table(case.rows + more)) == json_of(case, long_table(case.rows))


@few
@given(cases())
def test_2_a_blank_is_the_same_as_no_row(case: Case) -> None:
    rows = [row for row in case.rows if row["value"]]
    raters = {row["respondent"] for row in case.rows}
    kept: list[Row] = [
        *rows,
        *(row for row in case.rows if row["respondent"] in raters - {each["respondent"] for each in rows}),
    ]
    assert json_of(case, long_table(kept)) == json_of(case, long_table(case.rows))


@few
@given(cases())
def test_only_the_order_of_rounds_matters(case: Case) -> None:
    later = [row | {"round": str(int(row["round"]) * 7 + 2)} for row in case.rows]
    assert json_of(case, long_table(later)) == json_of(case, long_table(case.rows))


# --- who answers -------------------------------------------------------------------------------------------------


@few
@given(cases())
def test_5_a_rater_without_answers_changes_nothing_but_the_count(case: Case) -> None:
    silent = [
        {"respondent": "silent", "subject": "", "item": item["id"], "value": "dk", "round": "1"}
        for item in items_of(case.raw)
    ]
    before, after = case.figures, Case(case.raw, case.rows + silent, case.lead).figures
    assert after.pop("raters") == before.pop("raters") + 1
    same(after, before)


@few
@given(cases())
def test_names_of_raters_and_competitors_do_not_matter(case: Case) -> None:
    renamed = [
        row | {"respondent": row["respondent"][::-1], "subject": row["subject"] and row["subject"].replace("e", "ë")}
        for row in case.rows
    ]
    same(Case(case.raw, renamed, case.lead).figures, case.figures)


@few
@given(cases())
def test_5_everybody_twice_gives_the_same_means(case: Case) -> None:
    twins = [row | {"respondent": f"twin of {row['respondent']}"} for row in case.rows]
    before, after = case.figures, Case(case.raw, case.rows + twins, case.lead).figures
    for side in SIDES:
        for one, two in zip(before[side], after[side], strict=True):
            assert (two["n"], two["gap_n"]) == (2 * one["n"], 2 * one["gap_n"])
            same({name: two[name] for name in (*SCORES, "gap")}, {name: one[name] for name in (*SCORES, "gap")})


# --- how things are measured -------------------------------------------------------------------------------------


def mirrored(raw: dict[str, Any]) -> None:
    for item in items_of(raw):
        item["reverse"] = not item["reverse"]
    for dimension in raw["dimensions"]:
        if "parity" in dimension:
            dimension["parity"] = 100 - dimension["parity"]
    parity = raw["parity"]
    parity["declared"] = {name: 100 - level for name, level in parity["declared"].items()}
    without_advice(raw)


@few
@given(cases())
def test_1_reversing_every_item_mirrors_scores_and_turns_gaps(case: Case) -> None:
    """With the mean reference: the best competitor seen in the mirror is the worst."""
    case = changed(case, lambda raw: raw["parity"].update(reference="mean"))
    turned = {"lags": "leads", "leads": "lags", "at_parity": "at_parity", None: None}
    before, after = case.figures, changed(case, mirrored).figures
    for side in SIDES:
        for one, two in zip(before[side], after[side], strict=True):
            same(two["score"], None if one["score"] is None else 100 - one["score"])
            same(
                (two["min"], two["max"]),
                tuple(one[name] if one["n"] == 0 else 100 - one[name] for name in ("max", "min")),
            )
            same(two["gap"], None if one["gap"] is None else -one["gap"])
            same((two["sd"], two["gap_sd"]), (one["sd"], one["gap_sd"]))
            same(two["interval"], one["interval"] and [-limit for limit in reversed(one["interval"])])
            assert (two["verdict"], two["firmness"]) == (turned[one["verdict"]], one["firmness"])


@few
@given(cases(), st.sampled_from([2, 3, 0.7, 10]), st.sampled_from([2, 0.3, 12]))
def test_3_and_4_only_the_proportions_of_weights_matter(case: Case, of_items: float, of_dimensions: float) -> None:
    def heavier(raw: dict[str, Any]) -> None:
        for dimension in raw["dimensions"]:
            dimension["weight"] *= of_dimensions
        for item in items_of(raw):
            item["weight"] *= of_items

    same(changed(case, heavier).figures, case.figures)


@few
@given(cases(), st.sampled_from([2, 0.5, 10]), st.sampled_from([-3, 0, 100]))
def test_1_levels_may_be_numbered_otherwise_as_long_as_they_keep_their_distances(
    case: Case, times: float, plus: float
) -> None:
    def number(value: float) -> float:
        return round(value * times + plus, 9)

    def renumbered(raw: dict[str, Any]) -> None:
        raw["scales"] = {name: scale(*map(number, values)) for name, values in SCALES.items()}
        without_advice(raw)

    on_scales = {item["id"] for item in items_of(case.raw) if "scale" in item}
    rows = [
        row | {"value": f"{number(float(row['value'])):.12g}"}
        if row["item"] in on_scales and row["value"].strip().lower() not in ("", "na", "dk")
        else row
        for row in case.rows
    ]
    same(Case(changed(case, renumbered).raw, rows, case.lead).figures, changed(case, without_advice).figures)


@few
@given(cases())
def test_6_the_best_competitor_is_no_easier_than_the_mean(case: Case) -> None:
    gaps = {}
    for reference in ("best", "mean"):
        parity = case.raw["parity"] | {"reference": reference}
        figures = Case(case.raw | {"parity": parity}, case.rows, case.lead).figures
        gaps[reference] = [each["gap"] for side in SIDES for each in figures[side]]
    for best, mean in zip(gaps["best"], gaps["mean"], strict=True):
        assert best is mean is None or best <= mean + 1e-9


@few
@given(cases(), st.sampled_from([1, 7.5]))
def test_9_a_declared_parity_moves_the_gap_point_by_point(case: Case, points: float) -> None:
    def higher(raw: dict[str, Any]) -> None:
        for dimension in raw["dimensions"]:
            if "parity" in dimension:
                dimension["parity"] += points
        declared = raw["parity"]["declared"]
        raw["parity"]["declared"] = {name: level + points for name, level in declared.items()}
        without_advice(raw)

    before, after = case.figures, changed(case, higher).figures
    for side in SIDES:
        for one, two in zip(before[side], after[side], strict=True):
            moved = points if one["parity_source"] == "declared" and one["gap"] is not None else 0
            same(two["gap"], None if one["gap"] is None else float(one["gap"] - moved))
            same(two["gap_sd"], one["gap_sd"])
