"""A confidential workshop in the browser: nobody has a name at the desk, and results come at the minimum group.

Five people, one at a phone, answer each item with the level of their number: the mean is 50 (METHOD 1, 3, 5).
"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from app_server import AppServer
from campaign import become, location_of
from pages import Choice, choose, press
from playwright.sync_api import expect
from staged import BOOK, Staged
from visitor import DESK, PHONE, Visitor
from workshop import expect_done, step

from assess.core.workshop import Stage
from assess.store import Store
from assess.web.middleware import COOKIE

PROMISE = "Nothing is shown about fewer than 5 people."
NO_RESULT = "Too few people have answered for a result."


@pytest.fixture
def store(server: AppServer) -> Iterator[Store]:
    opened = Store.open(location_of(server.data.parent))
    yield opened
    opened.close()


def test_five_are_a_group_and_nobody_has_a_name(new_visitor, store: Store) -> None:
    staged = Staged(store, people=4, anonymity="confidential", minimum_group=5)
    desk, phone = _desk_and_phone(new_visitor, staged)
    assert staged.next() is Stage.RATE
    desk.expect_heading("Rating")
    phone.expect_heading("Close to customers")
    for place, dimension in enumerate(BOOK.dimensions):
        for item in dimension.items:
            choose(phone, Choice(item.id, "Almost always"))
            phone.settle()
        if place < 2:
            press(phone, "Next")
            phone.expect_heading(BOOK.dimensions[place + 1].title)
    expect_done(desk, 5, 5)
    press(desk, "People")
    expect(desk.page.get_by_text("5 people are here.")).to_be_visible()
    expect(desk.page.get_by_text("Nobody is shown by name here: people were told so.")).to_be_visible()
    desk.page.keyboard.press("Escape")
    step(desk, "Reveal", "Result")
    phone.expect_heading("The picture of the room")
    expect(phone.main).to_contain_text("5 raters")
    assert _scores(staged, desk) == {(50, 5)}


def test_four_are_no_group(new_visitor, store: Store) -> None:
    staged = Staged(store, people=4, anonymity="confidential", minimum_group=5)
    desk: Visitor = new_visitor(DESK)
    become(desk, staged.owner)
    for _ in (Stage.RATE, Stage.REVEAL):
        staged.next()
    desk.open(f"/desk?a={staged.id}")
    desk.expect_heading("Result")
    expect(desk.main).to_contain_text(NO_RESULT)
    expect(desk.page.locator(".js-plotly-plot")).to_have_count(0)
    assert "50" not in desk.main.inner_text()
    desk.open(f"/projector?a={staged.id}")
    desk.expect_heading(NO_RESULT)
    expect(desk.page.locator(".js-plotly-plot")).to_have_count(0)
    phone: Visitor = new_visitor(PHONE)
    become(phone, staged.people[0])
    phone.open(f"/room?a={staged.id}")
    expect(phone.main).to_contain_text(NO_RESULT)
    expect(phone.page.locator(".js-plotly-plot")).to_have_count(0)


def _desk_and_phone(new_visitor, staged: Staged) -> tuple[Visitor, Visitor]:
    """The desk, and a fifth person, who is told what is shown and is not asked for a name."""
    desk, phone = new_visitor(DESK), new_visitor(PHONE)
    become(desk, staged.owner)
    desk.open(f"/desk?a={staged.id}")
    phone.open(f"/j/{staged.code}")
    expect(phone.main).to_contain_text(PROMISE)
    expect(phone.page.get_by_label("Your name (optional)")).to_have_count(0)
    press(phone, "Begin")
    phone.expect_heading("You are in")
    return desk, phone


def _scores(staged: Staged, desk: Visitor) -> set[tuple[float, int]]:
    """Score and people of each discipline, as the facilitator may take them away."""
    address = f"{desk.url}/download/{staged.id}/scorecard.json?v=group"
    taken = httpx.get(address, cookies={COOKIE: staged.owner}, timeout=60).raise_for_status().json()
    return {(each["score"], each["n"]) for each in taken["disciplines"]}
