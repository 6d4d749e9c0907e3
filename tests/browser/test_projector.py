"""The projector through all stages: nothing to press, nobody's name, no scrolling, and axe finds nothing severe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from accessible import violations
from app_server import AppServer
from campaign import become
from playwright.sync_api import expect
from visitor import DESK, DESK_DARK, PHONE, Screen, Visitor
from workshop import come, give_points, rate

from assess.core.questionnaire import Item
from assess.core.workshop import Stage, plan_for
from assess.store import KeptQuestionnaire, Location, Settings, Store, new_secret
from assess.yaml_source import find

NAME = "Wilhelmina"
BEAMER = {"width": 1280, "height": 720}
TITLES = {
    Stage.RATE: "How do we work today?",
    Stage.REVEAL: "Acme",
    Stage.DISCUSS: "Talk about it",
    Stage.VOTE: "Second vote",
    Stage.SHIFT: "Before and after",
    Stage.LEAD: "Which discipline should we lead?",
    Stage.STANCE: "Said and lived",
    Stage.ACTIONS: "What we will do",
    Stage.CLOSE: "Thank you",
}


class Workshop:
    """A workshop with the pulse and four people, moved by the store's verbs."""

    def __init__(self, store: Store) -> None:
        self.store, self.owner, self.pulse = store, new_secret(), find("pulse")
        book = self.pulse.questionnaire
        kept = KeptQuestionnaire(book.id, book.version, self.pulse.sha256, self.pulse.text)
        settings = Settings(kind="workshop", role_groups=("Sales", "Service"))
        self.id = store.create_workshop(
            self.owner, title="Day", company="Acme", questionnaire=kept, plan=plan_for(book), settings=settings
        ).id
        self.code = store.open_room(self.owner, self.id)
        self.people = [come(store, self.code, f"{NAME} {each}") for each in range(4)]

    def answer(self, of_round: int = 1, items: Sequence[Item] | None = None) -> None:
        for place, person in enumerate(self.people):
            values = {each.id: float((place + of_round) % 5 + 1) for each in items or self.pulse.questionnaire.items}
            rate(self.store, person, self.id, values, of_round=of_round)

    def prepare(self, stage: Stage) -> None:
        """What people do at a stage that has just begun, and what the facilitator does before the next."""
        if stage in (Stage.RATE, Stage.VOTE):
            self.answer(1 if stage is Stage.RATE else 2)
        if stage is Stage.DISCUSS:
            self.store.choose_second_vote(
                self.owner, self.id, self.store.room(self.owner, self.id).plan.dimension_ids
            )
            self.store.add_note(self.owner, self.id, "Dates are promised late.")
        if stage is Stage.LEAD:
            for person in self.people:
                give_points(self.store, person, self.id, (50, 30, 20))
        if stage is Stage.ACTIONS:
            self.store.add_action(self.owner, self.id, "Ask ten customers", owner="Jo")

    def move(self, change: str, dimension: str | None = None) -> Stage:
        revision = self.store.room(self.owner, self.id).revision
        return self.store.move_to(self.owner, self.id, revision, change, dimension).position.stage  # type: ignore[arg-type]


@pytest.fixture
def workshop(server: AppServer) -> Iterator[Workshop]:
    store = Store.open(Location(file=server.data / "assess.sqlite3"))
    yield Workshop(store)
    store.close()


def _watch(visitor: Visitor, device: str, workshop: Workshop) -> None:
    become(visitor, device)
    visitor.open(f"/projector?a={workshop.id}")


def _text(visitor: Visitor) -> str:
    return visitor.page.locator("body").aria_snapshot()


@pytest.mark.parametrize("screen", [DESK, DESK_DARK, PHONE], ids=str)
def test_every_stage_on_the_wall(screen: Screen, new_visitor, workshop: Workshop) -> None:
    visitor = new_visitor(screen)
    _watch(visitor, workshop.owner, workshop)
    visitor.expect_heading("Welcome")
    code = workshop.code.upper()
    expect(visitor.page.get_by_text(f"{code[:4]} {code[4:]}")).to_be_visible()
    expect(visitor.page.get_by_text("4 people are here")).to_be_visible()
    found, stage = {"lobby": _faults(visitor, screen)}, Stage.LOBBY
    while stage is not Stage.CLOSE:
        stage = workshop.move("next")
        workshop.prepare(stage)
        expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(TITLES[stage])
        if stage in (Stage.RATE, Stage.VOTE, Stage.LEAD):
            expect(visitor.page.get_by_text("4 of 4 done")).to_be_visible()
        found[stage.value] = _faults(visitor, screen)
    assert {name: faults for name, faults in found.items() if faults} == {}


def _faults(visitor: Visitor, screen: Screen) -> list[str]:
    """What a wall must not have: scrolling, something to press, a name; and what axe finds."""
    if screen.width > 1000:
        visitor.page.set_viewport_size(BEAMER)
    visitor.settle()
    visitor.page.wait_for_timeout(1200)  # the type is fitted to the window, and the page drawn anew
    visitor.settle()
    found = []
    if screen.width > 1000 and visitor.main.evaluate("main => main.scrollHeight - main.clientHeight") > 4:
        found.append("scrolls")
    if visitor.main.get_by_role("button").count() or visitor.main.get_by_role("textbox").count():
        found.append("has controls")
    if NAME in _text(visitor):
        found.append("names somebody")
    return [*found, *violations(visitor)]


def test_the_wall_turns_to_the_dimension_that_the_facilitator_turns_to(new_visitor, workshop: Workshop) -> None:
    workshop.move("next")
    workshop.answer()
    workshop.move("next")
    visitor = new_visitor()
    _watch(visitor, workshop.owner, workshop)
    dimension = workshop.pulse.questionnaire.dimensions[1]
    workshop.move("turn", dimension.id)
    visitor.expect_heading(dimension.title)
    expect(visitor.page.get_by_role("figure", name=re.compile("Answers to"))).to_be_visible()


def test_dimensions_without_a_figure_are_not_ranked(new_visitor, workshop: Workshop) -> None:
    answered, *others = workshop.pulse.questionnaire.dimensions
    workshop.move("next")
    workshop.answer(items=answered.items)
    workshop.move("next")
    visitor = new_visitor()
    _watch(visitor, workshop.owner, workshop)
    ranked = visitor.page.locator(".st-key-ranked-disagreement")
    expect(ranked).to_contain_text(answered.title)
    for each in others:
        expect(ranked).not_to_contain_text(each.title)


def test_nothing_of_the_answers_is_sent_before_the_reveal(new_visitor, workshop: Workshop) -> None:
    workshop.move("next")
    workshop.answer()
    visitor = new_visitor()
    _watch(visitor, workshop.owner, workshop)
    expect(visitor.page.get_by_text("4 of 4 done")).to_be_visible()
    assert visitor.page.locator(".js-plotly-plot").count() == 0


def test_the_wall_is_for_facilitators_and_viewers(new_visitor, workshop: Workshop) -> None:
    person, viewer = new_visitor(), new_visitor()
    _watch(person, workshop.people[0], workshop)
    expect(person.page.get_by_role("alert")).to_contain_text("no access")
    (link,) = workshop.store.add_links(workshop.owner, workshop.id, "viewer", ["wall"])
    device = new_secret()
    workshop.store.follow(device, link.token)
    _watch(viewer, device, workshop)
    viewer.expect_heading("Welcome")
