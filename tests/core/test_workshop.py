"""A workshop's stages: the order, what may be left out, what each collects, and that what was revealed is sealed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from examples import OE, dimension, item, questionnaire, rule

from assess.core.workshop import (
    OPTIONAL,
    Asked,
    Plan,
    Position,
    Seal,
    Stage,
    asked_of,
    at_rest,
    collects,
    collects_points,
    moved,
    next_position,
    plan_fault,
    plan_for,
    previous_position,
    sealed,
    steps,
)

ASKED = questionnaire(
    dimension("knowing", item("needs", compare=True), item("tenure")),
    dimension("answering", "same-day"),
    dimension("lean", "waste", discipline=OE),
    recommendations=[rule("ask", "knowing", item_below={"waste": 3}), rule("reply", "answering", score_below=50)],
)
PLAN = plan_for(ASKED)
TOGETHER = replace(plan_for(ASKED, pace="together"), again=("knowing", "lean"))


def walk(plan: Plan) -> list[str]:
    """Where `next` leads from the lobby, as `stage` or `stage:dimension`."""
    position, seen = Position(), list[str]()
    while not seen or position.stage != Stage.CLOSE:
        seen.append(":".join(filter(None, (position.stage, position.dimension))))
        position = next_position(plan, position)
    return [*seen, str(position.stage)]


def test_a_plan_names_what_is_asked() -> None:
    assert PLAN.dimensions == (
        Asked("knowing", ("needs", "tenure"), ("needs",)),
        Asked("answering", ("same-day",)),
        Asked("lean", ("waste",)),
    )
    assert plan_for(ASKED, dimensions=["lean", "knowing"]).dimension_ids == ("knowing", "lean")
    with pytest.raises(KeyError):
        plan_for(ASKED, dimensions=["nothing"])


def test_the_stages_come_in_order() -> None:
    assert walk(replace(PLAN, again=("knowing",))) == list(Stage)


def test_a_second_vote_on_nothing_is_passed_over() -> None:
    assert walk(PLAN) == [each for each in Stage if each not in (Stage.VOTE, Stage.SHIFT)]


def test_together_rating_and_voting_go_dimension_by_dimension() -> None:
    assert walk(TOGETHER) == [
        "lobby", "rate:knowing", "rate:answering", "rate:lean", "reveal", "discuss", "vote:knowing", "vote:lean",
        "shift", "lead", "stance", "actions", "close",
    ]  # fmt: skip


@pytest.mark.parametrize("left_out", OPTIONAL)
def test_what_is_left_out_takes_along_what_belongs_to_it(left_out: Stage) -> None:
    plan = replace(plan_for(ASKED, without=[left_out]), again=("lean",))
    assert set(Stage) - set(walk(plan)) == set(OPTIONAL[left_out]) and plan_fault(plan) is None


def test_rating_and_reveal_stay() -> None:
    for stage in set(Stage) - set(OPTIONAL):
        with pytest.raises(ValueError, match="cannot be left out"):
            plan_for(ASKED, without=[stage])


@pytest.mark.parametrize(
    ("plan", "fault"),
    [
        (replace(PLAN, stages=(Stage.RATE, Stage.LOBBY)), "another order"),
        (replace(PLAN, stages=tuple(each for each in Stage if each != Stage.SHIFT)), "missing"),
        (replace(PLAN, pace="slow"), "pace"),  # type: ignore[arg-type]
        (replace(PLAN, dimensions=()), "No dimension"),
        (replace(PLAN, dimensions=PLAN.dimensions[:1] * 2), "twice"),
        (replace(PLAN, again=("other",)), "rated"),
    ],
)
def test_a_plan_that_cannot_be_walked_is_refused(plan: Plan, fault: str) -> None:
    assert fault in (plan_fault(plan) or "")


@pytest.mark.parametrize("plan", [PLAN, TOGETHER])
def test_back_is_the_other_way_round(plan: Plan) -> None:
    for step, following in zip(steps(plan), steps(plan)[1:], strict=False):
        assert next_position(plan, step) == following and previous_position(plan, following) == step
    assert previous_position(plan, Position()) == Position()
    assert next_position(plan, Position(Stage.CLOSE)) == Position(Stage.CLOSE)


def test_a_position_that_the_plan_no_longer_has_leads_on_all_the_same() -> None:
    gone = Position(Stage.VOTE, dimension="knowing")
    assert next_position(replace(TOGETHER, again=()), gone) == Position(Stage.LEAD)
    assert previous_position(replace(TOGETHER, again=()), gone) == Position(Stage.DISCUSS)


def test_turning_to_a_dimension() -> None:
    discussing = Position(Stage.DISCUSS)
    assert moved(PLAN, discussing, "turn", "lean") == Position(Stage.DISCUSS, dimension="lean")
    assert moved(PLAN, Position(Stage.DISCUSS, dimension="lean"), "turn") == discussing
    assert moved(TOGETHER, Position(Stage.VOTE, dimension="knowing"), "turn", "lean") is not None
    assert moved(TOGETHER, Position(Stage.VOTE, dimension="knowing"), "turn", "answering") is None
    for refused in ((PLAN, Position(Stage.RATE), "lean"), (PLAN, discussing, "other"), (PLAN, Position(), "lean")):
        assert moved(refused[0], refused[1], "turn", refused[2]) is None


def test_what_is_asked_at_a_position() -> None:
    assert PLAN.asked_at(Position(Stage.RATE)) == PLAN.dimensions
    assert [each.id for each in TOGETHER.asked_at(Position(Stage.RATE, dimension="answering"))] == ["answering"]
    assert [each.id for each in replace(PLAN, again=("lean",)).asked_at(Position(Stage.VOTE))] == ["lean"]
    assert PLAN.asked_at(Position(Stage.REVEAL)) == ()


def test_each_stage_collects_its_round_while_it_is_open() -> None:
    collected = {stage: collects(Position(stage), Seal()) for stage in Stage}
    assert {stage: of for stage, of in collected.items() if of} == {Stage.RATE: 1, Stage.VOTE: 2}
    assert [stage for stage in Stage if collects_points(Position(stage), Seal())] == [Stage.LEAD]
    for state in ("paused", "closed"):
        assert collects(Position(Stage.RATE, state), Seal()) is None  # type: ignore[arg-type]
        assert not collects_points(Position(Stage.LEAD, state), Seal())  # type: ignore[arg-type]


def test_what_was_revealed_collects_no_more() -> None:
    assert collects(Position(Stage.RATE), Seal(1)) is None and collects(Position(Stage.VOTE), Seal(1)) == 2
    assert collects(Position(Stage.VOTE), Seal(2)) is None
    assert not collects_points(Position(Stage.LEAD), Seal(2, points=True))
    assert (
        at_rest(Position(Stage.RATE), Seal(1)).state == at_rest(Position(Stage.LEAD), Seal(2, True)).state == "closed"
    )
    assert at_rest(Position(Stage.VOTE), Seal(1)) == Position(Stage.VOTE)


def test_entering_a_stage_reveals_and_nothing_is_hidden_again() -> None:
    reached = [sealed(TOGETHER, stage, Seal()) for stage in Stage]
    assert [each.round for each in reached] == [0, 0, 1, 1, 1, 2, 2, 2, 2, 2]
    assert [each.points for each in reached] == [False] * 7 + [True] * 3
    assert sealed(TOGETHER, Stage.LOBBY, Seal(2, points=True)) == Seal(2, points=True)


def test_without_a_vote_or_a_lead_there_is_nothing_of_them_to_reveal() -> None:
    assert sealed(PLAN, Stage.CLOSE, Seal()) == Seal(1, points=True)  # nothing was chosen to vote on again
    bare = plan_for(ASKED, without=[Stage.VOTE, Stage.LEAD])
    assert sealed(bare, Stage.CLOSE, Seal()) == Seal(1, points=False)


def test_a_questionnaire_of_what_was_asked() -> None:
    """Rules go with their dimension, and with an item that they look at."""
    of = asked_of(ASKED, plan_for(ASKED, dimensions=["knowing", "answering"]))
    assert [each.id for each in of.dimensions] == ["knowing", "answering"] and len(of.items) == 3
    assert [each.id for each in of.recommendations] == ["reply"] and of.disciplines == ("customer_intimacy",)
    assert asked_of(ASKED, PLAN) == ASKED
