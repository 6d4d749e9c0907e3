"""A whole workshop in real browsers on both databases: a facilitator, a wall, three phones, and one who comes late.

Sales and Operations have three people each, so that the groups are shown; one of each answers without a browser.
Everybody answers a dimension with one level: (v - 1) / 4 for two of its items and the reverse for the third, so six
people at 1, 2, 3, 4, 5 and 3 give a mean of 50 and so does the second vote at 3 (METHOD 1, 3, 5). Points: 50, 30, 20
from four and 30, 40, 30 from two, which is 43, 33 and 23.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from app_server import AppServer
from campaign import folder_of, running
from pages import Choice, choose, expect_chosen, press, take_away
from playwright.sync_api import expect
from pypdf import PdfReader
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from visitor import DESK, PHONE, Visitor
from workshop import (
    LOOK,
    come,
    divide,
    end,
    enter_room,
    expect_done,
    give_points,
    open_room,
    prepare,
    rate,
    step,
    type_code,
)

from assess.store import Location, Store
from assess.web.middleware import COOKIE
from assess.web.resources import library

BOOK = library()["pulse"].questionnaire
LEVELS = ("Almost never", "Sometimes", "Half the time", "Usually", "Almost always")
CLOSENESS, OPERATIONS, PRODUCTS = ([item.id for item in each.items] for each in BOOK.dimensions)
ITEMS = [*CLOSENESS, *OPERATIONS, *PRODUCTS]
AGAIN = ("Close to customers", "Reliable operations")
WALL = {"width": 1280, "height": 720}
NOTE, OWN_ACTION = "Two regulars left in spring.", "Call the twenty best customers."
FIRST_POINTS, OTHER_POINTS = (50, 30, 20), (30, 40, 30)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, database: Location) -> Iterator[AppServer]:
    with running(folder_of(database, tmp_path_factory), database) as started:
        yield started


@pytest.fixture
def store(server: AppServer, database: Location) -> Iterator[Store]:
    opened = Store.open(database)
    yield opened
    opened.close()


@dataclass
class Phone:
    """Somebody at a phone, and all that it has said to be saved, by round."""

    visitor: Visitor
    level: int
    told: dict[tuple[int, str], float] = field(default_factory=dict)
    runs: int = 0
    """How often the server has answered what was done here."""

    def __post_init__(self) -> None:
        self.visitor.page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: Any) -> None:
        self.runs += ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished"

    def give(self, items: list[str], level: int | None = None, of_round: int = 1) -> None:
        """Answers these items with one level, each answered by the server and said to be saved before the next."""
        level = level or self.level
        for item in items:
            before = self.runs
            choose(self.visitor, Choice(item, LEVELS[level - 1]))
            while self.runs == before:
                self.visitor.page.wait_for_timeout(20)
            self.visitor.settle()
            expect(self.visitor.page.get_by_text("All answers are saved.")).to_be_visible()
            self.told[of_round, item] = level

    def expect_given(self, items: list[str]) -> None:
        expect_chosen(self.visitor, [Choice(item, LEVELS[self.level - 1]) for item in items])

    @property
    def device(self) -> str:
        return {each["name"]: each["value"] for each in self.visitor.page.context.cookies()}[COOKIE]


@dataclass
class Workshop:
    """Everybody and everything in it."""

    server: AppServer
    store: Store
    id: str
    code: str
    desk: Visitor
    wall: Visitor
    phones: list[Phone]
    others: list[str]

    def expect_stage(self, wall: str, phone: str) -> None:
        self.wall.expect_heading(wall)
        for each in self.phones:
            each.visitor.expect_heading(phone)


def test_a_whole_workshop(server: AppServer, store: Store, new_visitor: Any) -> None:
    made = opened(server, store, new_visitor)
    rated_through_a_killed_server(made, new_visitor)
    revealed_and_discussed(made)
    voted_again(made)
    lead_chosen(made)
    actions_agreed(made)
    closed(made)
    nothing_is_lost(made)


def opened(server: AppServer, store: Store, new_visitor: Any) -> Workshop:
    desk = new_visitor(DESK)
    place = prepare(desk, "Strategy day", "Acme", groups=["Sales", "Operations"])
    code = open_room(desk)
    with desk.page.expect_popup() as window:
        desk.page.get_by_role("link", name="Open projector").click()
    wall = Visitor(window.value, desk.url)
    wall.page.set_viewport_size(WALL)
    expect(wall.main).to_contain_text(f"{code[:4]} {code[4:]}".upper())
    phones = [Phone(new_visitor(PHONE), level) for level in (1, 2, 3)]
    type_code(phones[0].visitor, code)
    for phone in phones[1:]:
        phone.visitor.open(f"/j/{code}")
    for phone, name, group in zip(phones, ("Ann", "Ben", "Cleo"), ("Sales", "Sales", "Operations"), strict=True):
        enter_room(phone.visitor, name, group)
    others = [come(store, code, "Eve", "Sales"), come(store, code, "Finn", "Operations")]
    expect(wall.main).to_contain_text("5 people are here")
    return Workshop(server, store, place, code, desk, wall, phones, others)


def rated_through_a_killed_server(made: Workshop, new_visitor: Any) -> None:
    step(made.desk, "Open the rating", "Rating")
    made.expect_stage("How do we work today?", "Close to customers")
    for phone in made.phones:
        phone.give(CLOSENESS)
    for phone in made.phones:
        press(phone.visitor, "Next")
        phone.visitor.expect_heading("Reliable operations")
        phone.give(OPERATIONS[:1])
    made.desk.reload()
    made.phones[0].visitor.reload()
    made.phones[0].expect_given(OPERATIONS[:1])
    press(made.phones[0].visitor, "Back")
    made.phones[0].expect_given(CLOSENESS)
    press(made.phones[0].visitor, "Next")
    killed(made)
    made.phones.append(Phone(new_visitor(PHONE), 4))
    made.phones[3].visitor.open(f"/j/{made.code}")
    enter_room(made.phones[3].visitor, "Dan", "Operations", "Close to customers")
    made.phones[3].give(CLOSENESS)
    press(made.phones[3].visitor, "Next")
    made.phones[3].visitor.expect_heading("Reliable operations")
    made.phones[3].give(OPERATIONS[:1])
    for phone in made.phones:
        phone.give(OPERATIONS[1:])
        press(phone.visitor, "Next")
        phone.visitor.expect_heading("Products that lead")
        phone.give(PRODUCTS)
    for person, level in zip(made.others, (5, 3), strict=True):
        rate(made.store, person, made.id, dict.fromkeys(ITEMS, level))
    expect_done(made.desk, 6, 6)
    expect(made.wall.main).to_contain_text("6 of 6 done")


def killed(made: Workshop) -> None:
    """The server is killed and started: everybody goes on where they were."""
    with ExitStack() as away:
        for visitor in (made.desk, made.wall, *(each.visitor for each in made.phones)):
            away.enter_context(visitor.while_server_is_away())
        made.server.kill()
        expect(made.phones[0].visitor.page.get_by_text("Connection error")).to_be_visible()
        made.server.start()
    made.desk.expect_heading("Rating")
    for phone in made.phones:
        phone.visitor.expect_heading("Reliable operations")
        phone.expect_given(OPERATIONS[:1])


def revealed_and_discussed(made: Workshop) -> None:
    step(made.desk, "Reveal", "Result")
    for phone in made.phones:
        phone.visitor.expect_heading("The picture of the room")
        expect(phone.visitor.main).to_contain_text("6 raters")
    expect(made.wall.page.locator(".js-plotly-plot")).to_have_count(1)
    step(made.desk, "Discuss", "Discussion")
    made.desk.page.get_by_role("combobox", name="On the wall").click()
    made.desk.page.get_by_role("option", name=AGAIN[0]).click()
    made.expect_stage(AGAIN[0], AGAIN[0])
    made.desk.settle()
    made.desk.page.get_by_label("New note").fill(NOTE)
    press(made.desk, "Add")
    expect(made.wall.main).to_contain_text(NOTE)
    made.desk.settle()


def voted_again(made: Workshop) -> None:
    box = made.desk.page.get_by_role("combobox", name="Vote again on")
    for title in AGAIN:
        box.click()
        made.desk.page.get_by_role("option", name=title).click()
        made.desk.settle()
    made.desk.page.keyboard.press("Escape")
    step(made.desk, "Open the second vote", "Second vote")
    made.expect_stage("Second vote", AGAIN[0])
    for phone in made.phones:
        phone.give(CLOSENESS, level=3, of_round=2)
        press(phone.visitor, "Next")
        phone.visitor.expect_heading(AGAIN[1])
        phone.give(OPERATIONS, level=3, of_round=2)
        expect(phone.visitor.page.get_by_text("All done. Look up")).to_be_visible()
    expect_done(made.desk, 4, 6)
    step(made.desk, "Show the shift", "Shift")
    made.expect_stage("Before and after", "The picture of the room")
    expect(made.wall.main).to_contain_text("4 people voted again.")


def lead_chosen(made: Workshop) -> None:
    step(made.desk, "Give points", "Points")
    made.expect_stage(*["Which discipline should we lead?"] * 2)
    for phone in made.phones:
        divide(phone.visitor, FIRST_POINTS)
    for person in made.others:
        give_points(made.store, person, made.id, OTHER_POINTS)
    expect_done(made.desk, 6, 6)
    step(made.desk, "Show the points", "Stated and lived")
    made.expect_stage("Said and lived", "Said and lived")
    for points in ("43", "33", "23"):
        expect(made.phones[0].visitor.main.get_by_role("table")).to_contain_text(points)
    made.desk.main.get_by_role("radiogroup", name="The company leads in").get_by_text("Customer intimacy").click()
    expect(made.phones[1].visitor.main).to_contain_text("Decided: the company leads in customer intimacy.")
    made.desk.settle()


def actions_agreed(made: Workshop) -> None:
    step(made.desk, "Agree on actions", "Actions")
    made.expect_stage("What we will do", "What we will do")
    made.desk.page.get_by_role("button", name="Take", exact=True).first.click()
    expect(made.desk.main.get_by_role("checkbox", name="Done")).to_have_count(1)
    made.desk.settle()
    made.desk.page.get_by_label("New action").fill(OWN_ACTION)
    made.desk.page.get_by_role("textbox", name="Who").last.fill("Ann")
    press(made.desk, "Add")
    for visitor in (made.wall, made.phones[2].visitor):
        expect(visitor.main).to_contain_text(OWN_ACTION)
    made.desk.settle()


def closed(made: Workshop) -> None:
    made.desk.page.wait_for_timeout(LOOK)
    end(made.desk)
    made.expect_stage("Thank you", "Thank you")
    expect(made.wall.main).to_contain_text("2 actions are agreed.")
    phone = made.phones[0].visitor
    phone.reload()
    expect(phone.main).to_contain_text(OWN_ACTION)
    phone.page.get_by_role("link", name="All results").click()
    phone.expect_heading("Acme")
    report = PdfReader(io.BytesIO(take_away(made.desk, "Report, PDF", "report-a4.pdf")))
    text = " ".join(" ".join(page.extract_text() for page in report.pages).split())
    for words in ("Acme", "Strategy day", NOTE, OWN_ACTION, "Customer intimacy", "Second vote", "Ann"):
        assert words in text, words
    assert "Cleo" not in text


def nothing_is_lost(made: Workshop) -> None:
    """Every answer that a phone has said to be saved is in the database as it was given, and no other."""
    for phone in made.phones:
        kept = {
            (of_round, item): answer.value
            for of_round in (1, 2)
            for (_, item), answer in made.store.answers_of(phone.device, made.id, round=of_round).items()
        }
        assert kept == phone.told and len(kept) == 15
        assert list(made.store.points_of(phone.device, made.id).values()) == list(FIRST_POINTS)
