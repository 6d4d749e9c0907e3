"""Questionnaires of one's own where ASSESS_OWNERS names who may: others reach neither drafts nor the shelf."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from app_server import AppServer
from campaign import running
from editing import begin, write
from pages import press
from playwright.sync_api import expect
from visitor import DESK, PHONE, Visitor

from assess.store import Location, Store
from assess.store.location import locate

PASSPHRASE = "open, sesame"
WORDS = "Whoever answers a customer knows the last order."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """A server for named owners."""
    environ = {"ASSESS_OWNERS": f"passphrase:{PASSPHRASE}"}
    with running(tmp_path_factory.mktemp("server"), Location(), environ) as started:
        yield started


def prove(visitor: Visitor, passphrase: str = PASSPHRASE) -> None:
    visitor.page.get_by_label("Passphrase").fill(passphrase)
    press(visitor, "Go on")
    visitor.settle()


def offered(server: AppServer) -> list[str]:
    """What the server offers, as its operator reads it."""
    store = Store.open(locate(server.data))
    found = [f"{each.id} {each.version}" for each in store.offered_by_server()]
    store.close()
    return found


def expect_only_the_door(visitor: Visitor) -> None:
    """The passphrase is asked for; nothing of a draft or of the shelf is on the page."""
    expect(visitor.page.get_by_label("Passphrase")).to_be_visible()
    for text in ("Our questions", "Your drafts", "Available on this server", WORDS):
        expect(visitor.page.get_by_text(text)).to_have_count(0)
    for button in ("Begin", "Make it available", "Retire", "Edit", "Download"):
        expect(visitor.page.get_by_role("button", name=button, exact=True)).to_have_count(0)


def test_an_owner_makes_a_questionnaire_available_and_a_stranger_cannot(new_visitor: Any, server: AppServer) -> None:
    owner, stranger = new_visitor(DESK), new_visitor(PHONE)
    owner.open("/author")
    prove(owner)
    begin(owner, "A short example")
    write(owner, "Question or statement", WORDS)
    draft = owner.page.url.removeprefix(owner.url)

    for address in ("/author", draft):
        stranger.open(address)
        expect_only_the_door(stranger)
        prove(stranger, "open, barley")
        expect(stranger.page.get_by_role("alert")).to_contain_text("This is not the passphrase.")
        expect_only_the_door(stranger)
    assert offered(server) == []

    press(owner, "Make it available")
    expect(owner.page.get_by_text("Version 1.0 is available.")).to_be_visible()
    assert offered(server) == ["our-questions 1.0"]

    stranger.open("/author")
    expect_only_the_door(stranger)
    for address in ("/", "/start?q=our-questions"):
        stranger.open(address)
        expect(stranger.page.get_by_text("Our questions")).to_have_count(0)


def test_owners_share_what_is_available_but_not_drafts(new_visitor: Any, server: AppServer) -> None:
    first, second = new_visitor(DESK), new_visitor(DESK)
    first.open("/author")
    prove(first)
    begin(first, "Value disciplines pulse")
    draft = first.page.url.removeprefix(first.url)
    press(first, "Make it available")
    expect(first.page.get_by_text("Version 1.0.0 is available.")).to_be_visible()

    second.open(draft)
    prove(second)
    expect(second.page.get_by_role("alert")).to_contain_text("There is no such draft in this browser.")
    second.page.get_by_role("link", name="All drafts").click()
    second.expect_heading("Write a questionnaire")
    expect(second.page.get_by_text("Your drafts")).to_have_count(0)
    own = second.page.locator(".st-key-own-our-pulse")
    own.get_by_role("button", name="Retire").click()
    expect(second.page.get_by_role("button", name="Bring back")).to_be_visible()
    assert "our-pulse 1.0.0" not in offered(server)
