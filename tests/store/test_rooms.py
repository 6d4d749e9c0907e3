"""A workshop's room: its stages, what each collects and reveals, its door, and that two facilitators move it once."""

from __future__ import annotations

from typing import Any

import pytest

from assess.core.questionnaire import Discipline
from assess.core.workshop import Asked, Plan, Stage
from assess.store import (
    Assessment,
    KeptQuestionnaire,
    NotCollecting,
    NotRevealed,
    Settings,
    Store,
    new_secret,
)

PLAN = Plan((Asked("knowing", ("needs", "tenure"), ("needs",)), Asked("answering", ("same-day",))))


class Workshop:
    """A workshop, with shorthands for its facilitator and its people, each in a browser of their own."""

    def __init__(self, store: Store, owner: str, made: Assessment) -> None:
        self.store, self.owner, self.id = store, owner, made.id
        self.code = store.open_room(owner, made.id)

    def join(self, device: str | None = None, **given: Any) -> str:
        browser = device or new_secret()
        self.store.follow_code(browser, self.code)
        self.store.begin(browser, self.id, **{"language": "en", **given})
        return browser

    def people(self, count: int, **given: Any) -> list[str]:
        return [self.join(**given) for _ in range(count)]

    def answer(self, browser: str, value: float, item: str = "needs", of_round: int = 1, **given: Any) -> None:
        self.store.save_answer(browser, self.id, item, value=value, round=of_round, **given)

    def go(self, *changes: Any) -> Any:
        for change in changes:
            room = self.store.room(self.owner, self.id)
            room = self.store.move_to(self.owner, self.id, room.revision, change)
        return room

    def to(self, stage: Stage) -> Any:
        room = self.store.room(self.owner, self.id)
        while room.position.stage != stage:
            room = self.go("next")
        return room

    def values(self, device: str | None = None, **given: Any) -> list[float]:
        return sorted(self.store.responses(device or self.owner, self.id, **given)["value"])


@pytest.fixture
def workshop(store: Store, device: str, questionnaire: KeptQuestionnaire) -> Any:
    def opened(plan: Plan = PLAN, **settings: Any) -> Workshop:
        made = store.create_workshop(
            device, title="Our day", company="Acme", questionnaire=questionnaire, plan=plan, competitors=["Bolt"],
            settings=Settings(**{"role_groups": ("Sales", "Service"), **settings}),
        )  # fmt: skip
        return Workshop(store, device, made)

    return opened


@pytest.mark.parametrize("anonymity", ["named", "confidential", "anonymous"])
def test_a_workshop_from_the_lobby_to_the_close(workshop: Any, anonymity: str) -> None:
    room = workshop(anonymity=anonymity, minimum_group=3)
    people = room.people(4)
    with pytest.raises(NotCollecting):
        room.answer(people[0], 3)
    room.go("next")
    for value, person in enumerate(people, start=1):
        room.answer(person, value)
        room.answer(person, 3, "tenure")
        room.answer(person, 2, subject="Bolt")
    counts = room.store.room_progress(room.owner, room.id)
    assert (counts.joined, counts.answering, counts.done, counts.owed) == (4, 4, 0, 4)
    with pytest.raises(NotRevealed):
        room.values()
    assert room.go("next").revealed == 1
    assert room.values() == sorted([1, 2, 3, 4] + [3] * 4 + [2] * 4)
    with pytest.raises(NotCollecting):
        room.answer(people[0], 5)
    room.store.choose_second_vote(room.owner, room.id, ["knowing"])
    assert room.to(Stage.VOTE).collecting == 2
    for person in people:
        room.answer(person, 5, of_round=2)
        with pytest.raises(NotCollecting):
            room.answer(person, 5)
    assert 5 not in room.values()
    assert room.go("next").revealed == 2
    assert room.values().count(5) == 4 and room.values(rounds=1) == sorted([1, 2, 3, 4] + [3] * 4 + [2] * 4)
    assert room.go("next").collecting_points
    ci, oe, pl = Discipline
    for person in people:
        room.store.save_points(person, room.id, {ci: 60, oe: 30, pl: 10})
    with pytest.raises(NotRevealed):
        room.store.points(room.owner, room.id)
    room.go("next")
    assert room.store.points(room.owner, room.id).means == {ci: 60, oe: 30, pl: 10}
    made = room.store.add_action(room.owner, room.id, "Ask ten customers", owner="Ann")
    closed = room.to(Stage.CLOSE)
    assert closed.ended and closed.code is None and room.store.actions(room.owner, room.id) == (made,)
    assert room.store.answers_of(people[0], room.id, round=2)["us", "needs"].value == 5
    assert room.store.points_of(people[0], room.id) == {ci: 60, oe: 30, pl: 10}
