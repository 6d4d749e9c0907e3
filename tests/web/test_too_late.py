"""What comes while the facilitator takes nothing is not counted; no page shows it as if it were."""

from __future__ import annotations

from typing import Any

import pytest
from phone import PULSE, Workshop, room
from streamlit.testing.v1 import AppTest

from assess.core.questionnaire import Discipline
from assess.core.workshop import Stage
from assess.store import NotCollecting, Store

REFUSED = "Your last answer came after the facilitator had gone on, so it is not counted."


@pytest.fixture
def missed_pause(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Pauses; once something has been refused the facilitator goes on, before the phone's page is drawn again."""

    def miss(verb: str) -> None:
        save = getattr(Store, verb)

        def refused(*args: Any, **kwargs: Any) -> Any:
            try:
                return save(*args, **kwargs)
            except NotCollecting:
                workshop.move("open")
                raise

        monkeypatch.setattr(Store, verb, refused)
        workshop.move("pause")

    return miss


@pytest.mark.parametrize("before", [None, 4.0])
def test_an_answer_that_came_in_a_pause_does_not_stand_on_the_page(
    before: float | None, workshop: Workshop, missed_pause: Any
) -> None:
    workshop.to(Stage.RATE)
    if before:
        first = PULSE.questionnaire.dimensions[0].items[0].id
        workshop.store.save_answer(workshop.phone, workshop.id, first, state="answered", value=before)
    app = room(workshop)
    missed_pause("save_answer")
    app.radio[0].set_value(2.0).run()
    assert not app.exception and [each.value for each in app.warning] == [REFUSED]
    assert app.radio[0].value == before
    stored = [each.value for each in workshop.store.answers_of(workshop.phone, workshop.id, round=1).values()]
    assert stored == ([before] if before else [])


def told(app: AppTest) -> bool:
    assert not app.exception
    return REFUSED in [each.value for each in app.warning]


def says_saved(app: AppTest) -> bool:
    return any("saved" in each.value for each in app.markdown)


def test_who_was_in_time_is_told_that_all_is_saved(workshop: Workshop) -> None:
    workshop.to(Stage.RATE)
    app = room(workshop)
    app.radio[0].set_value(2.0).run()
    workshop.move("pause")
    assert says_saved(app.run()) and not told(app)


@pytest.mark.parametrize(("points", "are_saved"), [((50, 30, 20), True), ((50, 30, 0), False)])
def test_points_are_called_saved_where_they_are(
    points: tuple[int, int, int], are_saved: bool, workshop: Workshop
) -> None:
    workshop.to(Stage.LEAD)
    app = room(workshop)
    for place, each in enumerate(points):
        app.number_input[place].set_value(each)
    app.run()
    workshop.move("pause")
    assert says_saved(app.run()) == are_saved and app.title[0].value == "Paused"


def test_it_is_told_at_once_and_until_the_next_answer(workshop: Workshop) -> None:
    workshop.to(Stage.RATE)
    app = room(workshop)
    workshop.move("pause")
    app.radio[0].set_value(2.0).run()
    assert app.title[0].value == "Paused" and told(app) and not says_saved(app)
    workshop.move("open")
    app.run()
    assert app.radio[0].value is None and told(app)
    app.radio[0].set_value(2.0).run()
    assert not told(app) and len(workshop.store.answers_of(workshop.phone, workshop.id, round=1)) == 1


def test_it_is_told_on_the_next_stage_and_no_later(workshop: Workshop) -> None:
    workshop.to(Stage.RATE)
    app = room(workshop)
    workshop.to(Stage.REVEAL)
    app.radio[0].set_value(2.0).run()
    assert told(app) and told(app.run())
    workshop.to(Stage.LEAD)
    assert not told(app.run())


def test_points_that_came_in_a_pause_do_not_stand_on_the_page(workshop: Workshop, missed_pause: Any) -> None:
    workshop.to(Stage.LEAD)
    app = room(workshop)
    for place, points in enumerate((50, 30, 20)):
        app.number_input[place].set_value(points)
    app.run()
    missed_pause("save_points")
    for place, points in enumerate((20, 30, 50)):
        app.number_input[place].set_value(points)
    app.run()
    assert not app.exception and [each.value for each in app.warning] == [REFUSED]
    assert [each.value for each in app.number_input] == [50, 30, 20]
    assert list(workshop.store.points_of(workshop.phone, workshop.id)) == list(Discipline)
