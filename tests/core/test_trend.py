"""The same workshop again: over which items it is compared, what is left out and why, and how it changed."""

from __future__ import annotations

from typing import Any

import pytest
from examples import CI, OE, dimension, item, measured, questionnaire, responses, rule, scale, table

from assess.core.disclosure import Cell, Released, protected_scorecard
from assess.core.questionnaire import Questionnaire
from assess.core.responses import over
from assess.core.scorecard import Scorecard, scorecard
from assess.core.trend import Comparable, Reason, comparable, trend

NEAR = dimension("near", item("a", anchors={1: "Nobody asked."}), item("b"))
FAR = dimension("far", measured("tenure", (0, 0), (10, 100)), weight=2)
LEAN = dimension("lean", "c", discipline=OE)
PARITY = {"declared": {str(CI): 60}}


def of(*dimensions: dict[str, Any], **more: Any) -> Questionnaire:
    return questionnaire(*dimensions, parity=PARITY, **more)


THEN = of(NEAR, FAR, LEAN)


def score(of: Questionnaire, part: Questionnaire | None, *lines: str) -> Scorecard:
    """The scorecard over a part of the items."""
    assert part is not None
    return scorecard(part, over(responses(of, table(*lines)), of, part))


def left_out(found: Comparable) -> dict[str, list[tuple[str, Reason]]]:
    return {name: [(each.item.id, each.reason) for each in listed] for name, listed in found.left_out.items()}


def test_the_same_questionnaire_is_comparable_throughout() -> None:
    found = comparable(THEN, THEN)
    assert found.dimensions == ("near", "far", "lean") and found.disciplines == (CI, OE)
    assert found.is_whole and found.then == found.now == THEN


def test_titles_versions_and_the_order_of_items_do_not_matter() -> None:
    moved = {**NEAR, "title": "Nearer", "items": NEAR["items"][::-1]}
    found = comparable(THEN, of(moved, FAR, LEAN, version="2"))
    assert found.is_whole and found.then is not None
    assert [each.id for each in found.then.items] == ["b", "a", "tenure", "c"]  # in the order of the later one


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        ({**NEAR, "items": [*NEAR["items"], item("z")]}, [("z", Reason.NEW)]),
        ({**NEAR, "items": [NEAR["items"][0]]}, [("b", Reason.GONE)]),
        ({**NEAR, "items": [item("a"), item("b")]}, [("a", Reason.WORDS)]),
        ({**NEAR, "items": [NEAR["items"][0], item("b", text="How about now?")]}, [("b", Reason.WORDS)]),
        ({**NEAR, "items": [NEAR["items"][0], item("b", help="Today.")]}, [("b", Reason.WORDS)]),
        ({**NEAR, "items": [NEAR["items"][0], item("b", reverse=True)]}, [("b", Reason.SCALE)]),
    ],
)
def test_a_changed_item_is_left_out_and_the_others_are_compared(
    changed: dict[str, Any], differs: list[tuple[str, Reason]]
) -> None:
    """Half of the weight is the same, which is the coverage asked for (METHOD 3)."""
    found = comparable(THEN, of(changed, FAR, LEAN))
    assert found.others == {} and left_out(found) == {"near": differs}
    assert found.then is not None and found.now is not None
    kept = [each.id for each in found.now.dimension("near").items]
    assert [each.id for each in found.then.dimension("near").items] == kept
    assert not {name for name, _ in differs} & set(kept)


@pytest.mark.parametrize("changed", [{**NEAR, "id": "nearest"}, {**NEAR, "discipline": str(OE)}])
def test_a_dimension_that_was_not_there_is_new(changed: dict[str, Any]) -> None:
    found = comparable(THEN, of(changed, FAR, LEAN))
    assert found.others == {changed["id"]: Reason.NEW} and found.dimensions == ("far", "lean")


def test_a_dimension_that_is_gone_is_named() -> None:
    assert comparable(THEN, of(FAR, LEAN)).gone == ("Near",)


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        ([item("a", weight=1), item("x"), item("y")], Reason.FEW),  # nothing is the same
        ([NEAR["items"][0], item("x"), item("y")], Reason.FEW),  # a third of the later weight
        ([item("a", text="A?"), item("b", text="B?")], Reason.WORDS),
        ([item("a", anchors=NEAR["items"][0]["anchors"], reverse=True), item("b", reverse=True)], Reason.SCALE),
    ],
)
def test_a_dimension_with_too_little_in_common_is_not_compared(items: list[dict[str, Any]], reason: Reason) -> None:
    assert comparable(THEN, of({**NEAR, "items": items}, FAR, LEAN)).others == {"near": reason}


def test_the_earlier_weight_must_be_covered_too() -> None:
    """Four items then, one of them now: all of the later weight, a quarter of the earlier one."""
    many = dimension("near", "a", "b", "c2", "d")
    assert comparable(of(many, FAR, LEAN), of(dimension("near", "a"), FAR, LEAN)).others == {"near": Reason.FEW}


def test_other_levels_of_the_same_scale_are_another_scale() -> None:
    seven = questionnaire(NEAR, parity=PARITY, scales={"five": scale(1, 2, 3, 4, 5, 6, 7)})
    assert comparable(of(NEAR), seven).others == {"near": Reason.SCALE}


def test_both_runs_are_scored_with_the_weights_and_the_coverage_of_the_later_one() -> None:
    """b weighs 3 now: then (0 + 3 x 100) / 4 = 75, although it was 50 with equal weights."""
    heavy = {**NEAR, "items": [NEAR["items"][0], item("b", weight=3)]}
    found = comparable(THEN, of(heavy, FAR, LEAN, minimum_coverage=0.8))
    assert found.is_whole and found.then is not None and found.then.minimum_coverage == 0.8
    earlier = score(THEN, found.then, "Ann us a 1", "Ann us b 5")
    assert earlier.dimensions[0].score == 75


def test_a_discipline_is_compared_over_its_dimensions_that_are() -> None:
    """near weighs 1 and far 2: without near two thirds are left, without far one third."""
    new = dimension("new", "n")
    without_near, without_far = of({**new, "weight": 1}, FAR, LEAN), of(NEAR, {**new, "weight": 2}, LEAN)
    assert comparable(THEN, without_near).disciplines == (CI, OE)
    assert comparable(THEN, without_far).disciplines == (OE,)


def test_where_nothing_is_shared_nothing_is_scored() -> None:
    found = comparable(THEN, of(dimension("other", "x")))
    assert found.then is None and found.now is None and found.dimensions == () and found.disciplines == ()


def test_the_trend_is_now_minus_then_over_the_same_items() -> None:
    """The example of docs/method.md: near has lost b and got z. Then a 3 (50), now a 4 and 4 (75); the gap to 60
    is -10 and 15. far is measured otherwise; lean was not rated then."""
    near = {**NEAR, "items": [NEAR["items"][0], item("z")]}
    now = of(near, {**FAR, "items": [measured("tenure", (0, 0), (20, 100))]}, LEAN)
    alike = comparable(THEN, now)
    assert left_out(alike) == {"near": [("z", Reason.NEW), ("b", Reason.GONE)]}
    assert alike.others == {"far": Reason.SCALE}
    earlier = score(THEN, alike.then, "Ann us a 3", "Ann us b 5", "Ann us tenure 5")
    later = score(now, alike.now, "Ann us a 4", "Ann us z 1", "Bob us a 4", "Bob us z 1", "Ann us c 2")
    results = score(THEN, THEN, "Ann us a 3", "Ann us b 5"), score(now, now, "Ann us a 4", "Ann us z 1")
    assert [each.dimensions[0].score for each in results] == [75, 37.5]  # which is no fall: b was another question
    found = {each.id: each for each in trend(earlier, later, alike)}
    assert list(found) == ["operational_excellence", "near", "lean"]  # near is a third of its discipline's weight
    near_now, lean = found["near"], found["lean"]
    assert (near_now.then, near_now.now, near_now.change) == (50, 75, 25)
    assert (near_now.gap_then, near_now.gap_now, near_now.gap_change) == (-10, 15, 25)
    assert (near_now.n_then, near_now.n_now) == (1, 2)
    assert (lean.then, lean.now, lean.change, lean.gap_change) == (None, 25, None, None)


def test_each_run_is_set_against_the_parity_declared_for_it() -> None:
    later = questionnaire(NEAR, FAR, LEAN, parity={"declared": {str(CI): 80}})
    alike = comparable(THEN, later)
    lines = ("Ann us a 3", "Ann us b 3")
    assert score(THEN, alike.then, *lines).dimensions[0].gap == -10
    assert score(later, alike.now, *lines).dimensions[0].gap == -30


# --- protected -----------------------------------------------------------------------------------------------------


def test_in_protected_results_the_same_people_count_over_fewer_items() -> None:
    """Six people in a cell, the sixth left b open: over all items five count, and so they do over a alone.

    Counting the sixth there would give six people's mean of a beside five people's: together the answer of one.
    """
    whole, part = of(dimension("near", "a", "b")), of(dimension("near", "a"))
    people = tuple("ABCDEF")
    lines = [f"{person} us a {1 + place % 2}" for place, person in enumerate(people)]
    lines += [f"{person} us b 3" for person in people[:-1]]
    cells = Released((Cell("", people),), frozenset(people))
    asked = responses(whole, table(*lines))
    full = protected_scorecard(whole, asked, cells, 5)
    fewer = protected_scorecard(whole, asked, cells, 5, part=part)
    assert [each.items[0].n for each in (full, fewer)] == [5, 5]
    assert full.items[0].mean == fewer.items[0].mean == 1.4  # A, C, E say 1, B and D say 2
    assert fewer.minimum_group == 5


def test_protected_figures_that_are_compared_are_rounded_as_those_that_are_shown() -> None:
    """A rule's limit decides which way a figure is rounded: the shared part keeps the rules about its items."""
    book = questionnaire(NEAR, LEAN, recommendations=[rule("r", "near", score_below=60), rule("s", "lean")])
    alike = comparable(of(NEAR), book)
    assert alike.now is not None and [each.id for each in alike.now.recommendations] == ["r"]
