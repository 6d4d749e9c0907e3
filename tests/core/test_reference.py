"""The figures of METHOD 1-16, computed twice: by `assess`, and by `reference` from METHOD alone."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import reference
from examples import CI, METHODS_EXAMPLE, OE, parsed
from generated import Case, cases, examples_of
from hypothesis import given


def same(ours: Any, theirs: Any, at: str = "") -> None:
    """Figures equal to 1e-9, everything else equal; keys that only we have are not compared."""
    if isinstance(theirs, dict):
        for key, value in theirs.items():
            same(ours[key], value, f"{at}.{key}")
    elif isinstance(theirs, list):
        assert len(ours) == len(theirs), f"{at}: {ours} is not {theirs}"
        for place, value in enumerate(theirs):
            same(ours[place], value, f"{at}[{place}]")
    elif isinstance(theirs, Fraction | float):
        assert ours is not None and math.isclose(ours, theirs, rel_tol=0, abs_tol=1e-9), f"{at}: {ours} not {theirs}"
    else:
        assert ours == theirs, f"{at}: {ours!r} is not {theirs!r}"


@examples_of(120)
@given(cases())
def test_random_questionnaires_and_answers_give_the_figures_of_the_reference(case: Case) -> None:
    same(case.figures, reference.scorecard(case.raw, case.rows, case.lead))


def test_the_reference_agrees_on_methods_own_example() -> None:
    said = [("Ann", "", "knowing-needs", "3"), ("Ann", "Acme", "knowing-needs", "5"), ("Ann", "", "tenure", "3")]
    rows = [dict(zip(("respondent", "subject", "item", "value"), row, strict=True)) | {"round": "1"} for row in said]
    case = Case(METHODS_EXAMPLE, rows, OE)
    figures = case.figures
    same(figures, reference.scorecard(case.raw, case.rows, case.lead))
    # by hand: (50 + 40) / 2 = 45; 50 - 100 = -50; 45 + 50 = 95
    assert figures["dimensions"][0]["score"] == 45
    assert figures["dimensions"][0]["gap"] == -50
    assert figures["dimensions"][0]["parity"] == 95
    assert parsed(METHODS_EXAMPLE).disciplines == (CI,)
