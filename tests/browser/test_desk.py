"""A facilitator prepares a workshop and runs it from the desk: steps, keys, a second facilitator, the next time."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from app_server import AppServer
from campaign import follow
from pages import press
from playwright.sync_api import expect
from visitor import Visitor
from workshop import LOOK, come, end, expect_done, give_points, open_room, prepare, rate, step

from assess.store import Location, Store
from assess.web.middleware import COOKIE
from assess.web.resources import library

BOOK = library()["pulse"].questionnaire
ITEMS = [item.id for item in BOOK.items]


@pytest.fixture
def store(server: AppServer) -> Store:
    """The server's own database, for people who answer."""
    place = server.data / "assess.sqlite3"
    return Store.open(Location(file=place))


def seen_in(visitor: Visitor) -> str:
    (device,) = [each["value"] for each in visitor.page.context.cookies() if each["name"] == COOKIE]
    return device


def key(visitor: Visitor, name: str, times: int = 1) -> None:
    """Presses a key as a clicker does, nothing being written."""
    visitor.main.get_by_role("heading", level=1).click()
    for _ in range(times):
        visitor.page.keyboard.press(name)


def test_a_workshop_is_run_from_the_desk(new_visitor: Callable[..., Visitor], store: Store) -> None:
    facilitator = new_visitor()
    place = prepare(facilitator, "Strategy day", "Acme", groups=["Sales", "Operations"])
    code = open_room(facilitator)
    people = [come(store, code, f"Person {n}") for n in range(3)]
    step(facilitator, "Open the rating", "Rating")
    expect_done(facilitator, 0, 3)
    for n, person in enumerate(people):
        rate(store, person, place, dict.fromkeys(ITEMS, n + 1))
    expect_done(facilitator, 3, 3)
    _pausing(facilitator)
    facilitator.reload()
    step(facilitator, "Reveal", "Result")
    press(facilitator, "Propose")
    expect(facilitator.main.get_by_text("Shift", exact=False).first).to_be_visible()
    key(facilitator, "PageDown", times=2)  # a clicker that bounces
    facilitator.expect_heading("Discussion")
    _notes(facilitator)
    key(facilitator, "n")
    facilitator.expect_heading("Second vote")
    facilitator.page.wait_for_timeout(LOOK)  # presses closer together are one
    key(facilitator, "PageUp")
    facilitator.expect_heading("Discussion")
    facilitator.page.wait_for_timeout(LOOK)
    key(facilitator, "ArrowRight")
    facilitator.expect_heading("Second vote")
    for person in people:
        rate(store, person, place, dict.fromkeys(ITEMS, 3), of_round=2)
    step(facilitator, "Show the shift", "Shift")
    step(facilitator, "Give points", "Points")
    for person in people:
        give_points(store, person, place, (50, 30, 20))
    expect_done(facilitator, 3, 3)
    step(facilitator, "Show the points", "Stated and lived")
    facilitator.main.get_by_role("radiogroup", name="The company leads in").get_by_text("Customer intimacy").click()
    step(facilitator, "Agree on actions", "Actions")
    facilitator.page.get_by_role("button", name="Take", exact=True).first.click()
    expect(facilitator.main.get_by_role("checkbox", name="Done")).to_be_visible()
    end(facilitator)
    expect(facilitator.main.get_by_text("Decided: the company leads in customer intimacy.")).to_be_visible()
    press(facilitator, "Prepare the follow-up")
    facilitator.expect_heading("Lobby")
    expect(facilitator.main.get_by_role("heading", name="Open since last time")).to_be_visible()
    device = seen_in(facilitator)
    assert [each.stage for each in store.workshops_of(device)] == ["lobby", "close"]


def _pausing(facilitator: Visitor) -> None:
    key(facilitator, "p")
    expect(facilitator.main.get_by_text("Paused: no answers are taken.")).to_be_visible()
    press(facilitator, "Go on")
    expect(facilitator.main.get_by_text("Paused: no answers are taken.")).to_have_count(0)
    facilitator.settle()


def _notes(facilitator: Visitor) -> None:
    """A note is written, deleted and brought back; keys that are typed move nothing."""
    field = facilitator.page.get_by_label("New note")
    field.click()
    field.press_sequentially("Promises: no plan, p and n")
    press(facilitator, "Add")
    note = facilitator.main.locator("[class*='st-key-note-']").get_by_text("Promises: no plan, p and n")
    expect(note).to_be_visible()
    press(facilitator, "Edit")
    press(facilitator, "Delete")
    expect(note).to_have_count(0)
    press(facilitator, "Undo")
    expect(note).to_be_visible()
    facilitator.settle()


def test_a_second_facilitator_sees_the_first_ones_steps(new_visitor: Callable[..., Visitor], store: Store) -> None:
    first, second = new_visitor(), new_visitor()
    prepare(first, "Strategy day", "Bolt")
    open_room(first)
    press(first, "More")
    press(first, "Make a link")
    follow(second, first.page.get_by_test_id("stCode").inner_text().strip())
    second.page.wait_for_url(re.compile(r"/desk\?"))
    second.expect_heading("Lobby")
    first.page.keyboard.press("Escape")
    step(first, "Open the rating", "Rating")
    second.expect_heading("Rating")
    step(second, "Reveal", "Result")
    first.expect_heading("Result")


def test_a_workshop_is_used_again(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor()
    prepare(visitor, "Spring day", "Cord", pace="Together", without=["Actions"])
    visitor.open("/prepare")
    visitor.main.get_by_text("Earlier workshops (1)").click()
    press(visitor, "Use again")
    visitor.page.get_by_label("Title", exact=True).last.fill("Autumn day")
    visitor.page.keyboard.press("Tab")
    visitor.settle()
    visitor.page.get_by_role("button", name="Make it").last.click()
    visitor.page.wait_for_url(re.compile(r"/desk\?"))
    expect(visitor.main.get_by_text("Cord · Autumn day")).to_be_visible()
    expect(visitor.main.get_by_text("together, one after the other")).to_be_visible()
    visitor.open("/")
    expect(visitor.main.get_by_role("heading", name="Your workshops")).to_be_visible()
    expect(visitor.main.get_by_role("link", name="Desk")).to_have_count(2)
