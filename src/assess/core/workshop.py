"""A workshop's stages: what is asked in which order, what each stage collects, and what entering one reveals.

A facilitator walks through the steps of a plan. Going back is for looking: a round that was revealed never collects
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, get_args

from assess.core.questionnaire import Dimension, Questionnaire


class Stage(StrEnum):
    """A stage of a workshop, in the order in which they come."""

    LOBBY = "lobby"
    RATE = "rate"
    REVEAL = "reveal"
    DISCUSS = "discuss"
    VOTE = "vote"
    SHIFT = "shift"
    LEAD = "lead"
    STANCE = "stance"
    ACTIONS = "actions"
    CLOSE = "close"

    @property
    def place(self) -> int:
        """The stage's place in the order, from 0."""
        return list(Stage).index(self)


OPTIONAL: dict[Stage, tuple[Stage, ...]] = {
    Stage.DISCUSS: (Stage.DISCUSS,),
    Stage.VOTE: (Stage.VOTE, Stage.SHIFT),
    Stage.LEAD: (Stage.LEAD, Stage.STANCE),
    Stage.ACTIONS: (Stage.ACTIONS,),
}
"""The stages that a plan may leave out, each with those that go with it."""

Pace = Literal["together", "own"]
State = Literal["open", "paused", "closed"]
Change = Literal["next", "back", "open", "pause", "close", "turn"]
"""What a facilitator does: a step on or back, the stage opened, paused or closed, or turned to a dimension."""
STATE_AFTER: dict[str, State] = {"open": "open", "pause": "paused", "close": "closed"}
CHANGES: tuple[Change, ...] = get_args(Change)
PACES: tuple[Pace, ...] = get_args(Pace)
FIRST, SECOND = 1, 2
"""The rounds: the blind rating, and the second vote."""


@dataclass(frozen=True)
class Asked:
    """A dimension that is rated: its items, and those of them that are asked about competitors too.

    Items that everybody is asked and that make scores: what `show_if` leaves out cannot be waited for.
    """

    id: str
    items: tuple[str, ...]
    compared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What a workshop asks, and its stages in order. `plan_for` makes one.

    With the pace `together` rating and voting go dimension by dimension, as the facilitator says; with `own`
    everybody answers all at their own pace. `again` names the dimensions of the second vote, chosen live.
    """

    dimensions: tuple[Asked, ...]
    stages: tuple[Stage, ...] = tuple(Stage)
    pace: Pace = "own"
    again: tuple[str, ...] = ()

    @property
    def dimension_ids(self) -> tuple[str, ...]:
        """The dimensions that are rated, in the order asked."""
        return tuple(each.id for each in self.dimensions)

    def asked_at(self, position: Position) -> tuple[Asked, ...]:
        """What people answer at a position: one dimension or several; nothing where nothing is answered."""
        named = {Stage.RATE: self.dimension_ids, Stage.VOTE: self.again}.get(position.stage, ())
        shown = named if self.pace == "own" else (position.dimension,)
        return tuple(each for each in self.dimensions if each.id in named and each.id in shown)


@dataclass(frozen=True)
class Position:
    """Where a workshop is. `dimension`: the one that is rated, voted on or talked about; None for all of them.

    `paused` and `closed` take no answers; `paused` says that it goes on.
    """

    stage: Stage = Stage.LOBBY
    state: State = "open"
    dimension: str | None = None


@dataclass(frozen=True)
class Seal:
    """What has been revealed and collects no more: the highest round, and whether the points for a lead are."""

    round: int = 0
    points: bool = False


def plan_for(
    questionnaire: Questionnaire,
    *,
    dimensions: Iterable[str] = (),
    without: Iterable[Stage] = (),
    pace: Pace = "own",
) -> Plan:
    """A plan of a questionnaire's dimensions, all of them if none is named, with all stages but those left out.

    Raises KeyError for a dimension that the questionnaire does not have, ValueError for a stage that must stay.
    """
    named = set(dimensions) or {each.id for each in questionnaire.dimensions}
    for name in named:
        questionnaire.dimension(name)
    asked = tuple(_asked(each) for each in questionnaire.dimensions if each.id in named)
    return Plan(asked, stages_without(without), pace)


def plan_again(plan: Plan, earlier: Questionnaire, later: Questionnaire) -> Plan:
    """The plan for another version of its questionnaire: what was rated and is still there, or all where all was.

    All of the later questionnaire where nothing that was rated is left.
    """
    rated, offered = set(plan.dimension_ids), {each.id for each in later.dimensions}
    was_all = rated == {each.id for each in earlier.dimensions}
    without = [stage for stage in OPTIONAL if stage not in plan.stages]
    return plan_for(later, dimensions=() if was_all else rated & offered, without=without, pace=plan.pace)


def _asked(dimension: Dimension) -> Asked:
    return Asked(
        dimension.id,
        tuple(item.id for item in dimension.scored_items if item.show_if is None),
        tuple(item.id for item in dimension.items if item.compare and item.show_if is None),
    )


def stages_without(left_out: Iterable[Stage]) -> tuple[Stage, ...]:
    """All stages but those left out, and what goes with them. Raises ValueError for a stage that must stay."""
    gone = set[Stage]()
    for stage in left_out:
        if stage not in OPTIONAL:
            raise ValueError(f"{stage} cannot be left out")
        gone |= set(OPTIONAL[stage])
    return tuple(stage for stage in Stage if stage not in gone)


def plan_fault(plan: Plan) -> str | None:
    """What is wrong with a plan, with its remedy; None for a sound one."""
    left_out = [stage for stage in OPTIONAL if stage not in plan.stages]
    if plan.stages != stages_without(left_out):
        return "Stages are missing, doubled or in another order. Leave out discuss, vote, lead or actions only."
    if plan.pace not in PACES:
        return f"Not a pace. Use one of {', '.join(PACES)}."
    if not plan.dimensions or len(set(plan.dimension_ids)) < len(plan.dimensions):
        return "No dimension is rated, or one twice. Choose at least one, each once."
    return None if set(plan.again) <= set(plan.dimension_ids) else "The second vote is on dimensions that were rated."


def asked_of(questionnaire: Questionnaire, plan: Plan) -> Questionnaire:
    """The questionnaire with the dimensions of a plan only, so that what was never asked does not count as missing.

    Rules go where their dimension, or an item that they look at, is not asked.
    """
    dimensions = tuple(each for each in questionnaire.dimensions if each.id in plan.dimension_ids)
    items = {item.id for each in dimensions for item in each.items}
    rules = tuple(
        rule
        for rule in questionnaire.recommendations
        if rule.dimension in plan.dimension_ids and set(rule.when.item_below) <= items
    )
    return questionnaire.model_copy(update={"dimensions": dimensions, "recommendations": rules})


# --- walking -----------------------------------------------------------------------------------------------------


def steps(plan: Plan) -> tuple[Position, ...]:
    """The positions that a workshop goes through in order; a second vote on nothing is passed over."""
    return tuple(step for stage in plan.stages for step in _steps_of(stage, plan))


def _steps_of(stage: Stage, plan: Plan) -> Sequence[Position]:
    if stage in OPTIONAL[Stage.VOTE] and not plan.again:
        return ()
    named = {Stage.RATE: plan.dimension_ids, Stage.VOTE: plan.again}.get(stage, ())
    if plan.pace == "own" or not named:
        return (Position(stage),)
    return [Position(stage, dimension=each) for each in plan.dimension_ids if each in named]


def next_position(plan: Plan, position: Position) -> Position:
    """The next step, open; the last one leads to itself."""
    ahead = [step for step in steps(plan) if _rank(plan, step) > _rank(plan, position)]
    return ahead[0] if ahead else position


def previous_position(plan: Plan, position: Position) -> Position:
    """The step before, open; the first one leads to itself."""
    behind = [step for step in steps(plan) if _rank(plan, step) < _rank(plan, position)]
    return behind[-1] if behind else position


def turned_to(plan: Plan, position: Position, dimension: str | None) -> Position | None:
    """The same stage turned to a dimension, None where it has no such part.

    Reveal, discuss and shift turn to any dimension that was rated or to all (None); rating and voting, if together,
    to one of theirs.
    """
    free = position.stage in (Stage.REVEAL, Stage.DISCUSS, Stage.SHIFT)
    turned = replace(position, dimension=dimension)
    if free and (dimension is None or dimension in plan.dimension_ids):
        return turned
    parts = [step.dimension for step in steps(plan) if step.stage == position.stage and step.dimension]
    return turned if dimension in parts else None


def _rank(plan: Plan, position: Position) -> tuple[int, int]:
    walked = position.stage in (Stage.RATE, Stage.VOTE) and position.dimension in plan.dimension_ids
    return position.stage.place, plan.dimension_ids.index(str(position.dimension)) if walked else 0


# --- collecting and revealing ------------------------------------------------------------------------------------


def collects(position: Position, seal: Seal) -> int | None:
    """The round that takes answers at a position: none while it is paused or closed, nor once it was revealed."""
    collected = {Stage.RATE: FIRST, Stage.VOTE: SECOND}.get(position.stage)
    if collected is None or position.state != "open" or collected <= seal.round:
        return None
    return collected


def collects_points(position: Position, seal: Seal) -> bool:
    """Whether people give their points for a lead now."""
    return position.stage is Stage.LEAD and position.state == "open" and not seal.points


def sealed(plan: Plan, stage: Stage, seal: Seal) -> Seal:
    """What is revealed once a stage is entered: nothing that was revealed is hidden again.

    From `reveal` on the first round, from `shift` on the second if there was a vote, from `stance` on the points.
    """
    second = stage.place >= Stage.SHIFT.place and Stage.SHIFT in plan.stages and bool(plan.again)
    reached = SECOND if second else FIRST if stage.place >= Stage.REVEAL.place else 0
    points = stage.place >= Stage.STANCE.place and Stage.STANCE in plan.stages
    return Seal(max(seal.round, reached), seal.points or points)


def at_rest(position: Position, seal: Seal) -> Position:
    """The position, closed where what it would collect was revealed."""
    over = {Stage.RATE: seal.round >= FIRST, Stage.VOTE: seal.round >= SECOND, Stage.LEAD: seal.points}
    return replace(position, state="closed") if over.get(position.stage) else position


def moved(plan: Plan, position: Position, change: Change, dimension: str | None = None) -> Position | None:
    """Where a facilitator's change leads; None for a turn to a dimension that the stage does not have."""
    if change == "turn":
        return turned_to(plan, position, dimension)
    if change in ("next", "back"):
        return next_position(plan, position) if change == "next" else previous_position(plan, position)
    return replace(position, state=STATE_AFTER[change])
