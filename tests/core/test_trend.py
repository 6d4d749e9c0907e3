"""The same workshop again: what is comparable, said with the reason where it is not, and how it changed."""

from __future__ import annotations

from typing import Any

import pytest
from examples import CI, OE, dimension, item, measured, questionnaire, scale, scored

from assess.core.questionnaire import Questionnaire
from assess.core.trend import Reason, comparable, trend

NEAR = dimension("near", item("a", anchors={1: "Nobody asked."}), item("b"))
FAR = dimension("far", measured("tenure", (0, 0), (10, 100)), weight=2)
LEAN = dimension("lean", "c", discipline=OE)
PARITY = {"declared": {str(CI): 60}}


def of(*dimensions: dict[str, Any], **more: Any) -> Questionnaire:
    return questionnaire(*dimensions, parity=PARITY, **more)


THEN = of(NEAR, FAR, LEAN)


def test_the_same_questionnaire_is_comparable_throughout() -> None:
    found = comparable(THEN, THEN)
    assert found.dimensions == ("near", "far", "lean") and found.disciplines == (CI, OE) and found.others == {}


def test_titles_versions_and_the_order_of_items_do_not_matter() -> None:
    moved = {**NEAR, "title": "Nearer", "items": NEAR["items"][::-1]}
    assert comparable(THEN, of(moved, FAR, LEAN, version="2")).others == {}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({**NEAR, "id": "nearest"}, Reason.NEW),
        ({**NEAR, "discipline": str(OE)}, Reason.NEW),
        ({**NEAR, "items": [*NEAR["items"], item("z")]}, Reason.ITEMS),
        ({**NEAR, "items": [item("a"), item("b")]}, Reason.WORDS),
        ({**NEAR, "items": [NEAR["items"][0], item("b", text="How about now?")]}, Reason.WORDS),
        ({**NEAR, "items": [NEAR["items"][0], item("b", reverse=True)]}, Reason.SCALE),
        ({**NEAR, "items": [NEAR["items"][0], item("b", weight=2)]}, Reason.WEIGHTS),
    ],
)
def test_a_changed_dimension_is_named_with_its_reason(changed: dict[str, Any], reason: Reason) -> None:
    found = comparable(THEN, of(changed, FAR, LEAN))
    assert found.others == {changed["id"]: reason} and "far" in found.dimensions
    assert CI not in found.disciplines  # it is made of other dimensions now


def test_other_levels_of_the_same_scale_are_another_scale() -> None:
    seven = questionnaire(NEAR, parity=PARITY, scales={"five": scale(1, 2, 3, 4, 5, 6, 7)})
    assert comparable(of(NEAR), seven).others == {"near": Reason.SCALE}


def test_another_coverage_makes_all_scores_others() -> None:
    assert set(comparable(THEN, of(NEAR, FAR, LEAN, minimum_coverage=0.8)).others.values()) == {Reason.COVERAGE}


def test_other_weights_of_dimensions_leave_the_dimensions_comparable() -> None:
    found = comparable(THEN, of(NEAR, {**FAR, "weight": 3}, LEAN))
    assert found.dimensions == ("near", "far", "lean") and found.disciplines == (OE,)


def test_the_trend_is_now_minus_then_of_what_is_comparable() -> None:
    """near: 50 then, 75 now; gap to 60: -10 and 15. lean was not rated then; far has changed."""
    now = of(NEAR, {**FAR, "items": [measured("tenure", (0, 0), (20, 100))]}, LEAN)
    earlier = scored(THEN, "Ann us a 3", "Ann us b 3", "Ann us tenure 5")
    later = scored(now, "Ann us a 4", "Ann us b 4", "Bob us a 4", "Bob us b 4", "Ann us c 2")
    found = trend(earlier, later, comparable(THEN, now))
    assert [each.id for each in found] == ["operational_excellence", "near", "lean"]
    lean, near = found[2], found[1]
    assert (near.then, near.now, near.change) == (50, 75, 25)
    assert (near.gap_then, near.gap_now, near.gap_change, near.n_then, near.n_now) == (-10, 15, 25, 1, 2)
    assert (lean.then, lean.now, lean.change, lean.gap_change) == (None, 25, None, None)
