"""What a facilitator's desk calls its steps, and how it tells the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assess.core.workshop import Position, Stage, plan_for
from assess.store import Room, Timer
from assess.texts import translator
from assess.web.facilitating import stage_name, step_name
from assess.web.pulse import minutes, seconds_left
from assess.web.resources import library

EN = translator("en")
PULSE = library()["pulse"].questionnaire
FIRST, SECOND, THIRD = (each.id for each in PULSE.dimensions)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def room(stage: Stage = Stage.LOBBY, dimension: str | None = None, *, pace: str = "own", revealed: int = 0,
         again: tuple[str, ...] = ()) -> Room:  # fmt: skip
    """An open room of the pulse at a stage."""
    plan = replace(plan_for(PULSE, pace="together" if pace == "together" else "own"), again=again)
    return Room(
        assessment_id="w", title="Day", plan=plan, position=Position(stage, dimension=dimension), timer=Timer(),
        code="k7mp2qrt", locked=False, collecting=None, collecting_points=False, revealed=revealed,
        points_revealed=False, lead=None, previous_id=None, template=False, opened=NOON, ended=None, revision=1,
    )  # fmt: skip


def test_a_room_is_opened_before_anything_else() -> None:
    assert step_name(replace(room(), opened=None), EN) == "Open the room"
    assert step_name(room(), EN) == "Open the rating"


def test_together_the_dimensions_come_before_the_reveal() -> None:
    assert step_name(room(Stage.RATE, FIRST, pace="together"), EN) == "Next dimension"
    assert step_name(room(Stage.RATE, THIRD, pace="together"), EN) == "Reveal"


def test_what_was_revealed_is_only_shown_again() -> None:
    assert step_name(room(Stage.RATE, revealed=1), EN) == "Show the result"


def test_a_second_vote_on_nothing_is_passed_over() -> None:
    assert step_name(room(Stage.DISCUSS, revealed=1), EN) == "Give points"
    assert step_name(room(Stage.DISCUSS, revealed=1, again=(SECOND,)), EN) == "Open the second vote"


def test_after_the_end_there_is_no_step() -> None:
    assert step_name(room(Stage.ACTIONS, revealed=1), EN) == "End the workshop"
    assert step_name(room(Stage.CLOSE, revealed=1), EN) == ""


def test_every_stage_has_a_name_of_its_own() -> None:
    assert len({stage_name(each, EN) for each in Stage}) == len(Stage)


@pytest.mark.parametrize(("timer", "left"), [
    (Timer(), None),
    (Timer(left=90), 90),
    (Timer(ends=datetime.now(UTC) - timedelta(seconds=5)), 0),
])  # fmt: skip
def test_a_timer_that_has_run_out_stands_at_nothing(timer: Timer, left: int | None) -> None:
    assert seconds_left(replace(room(), timer=timer)) == left


def test_the_clock_shows_minutes_and_seconds() -> None:
    assert [minutes(each) for each in (0, 9, 60, 605)] == ["0:00", "0:09", "1:00", "10:05"]
