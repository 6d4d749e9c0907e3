"""The database goes away while a person answers: the page says so, keeps the choice and saves it once it can."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from app_server import AppServer
from pages import Choice, answer, choose, expect_chosen, expect_saved, press, start_afresh
from playwright.sync_api import expect
from visitor import PHONE, Visitor

from assess.store import Location


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, new_lasting_postgresql: Callable[[], Location]
) -> Iterator[AppServer]:
    """The app on a real PostgreSQL, which a test can stop."""
    url = new_lasting_postgresql().url
    assert url is not None
    environ = {"ASSESS_DATABASE_URL": url.render_as_string(hide_password=False)}
    running = AppServer(tmp_path_factory.mktemp("server"), environ)
    running.start()
    yield running
    running.stop()
    assert "Traceback" not in running.log, running.log


def test_what_the_database_did_not_take_waits_and_is_saved_later(
    new_visitor: Any, server: AppServer, postgres: Any
) -> None:
    visitor: Visitor = new_visitor(PHONE)
    page = visitor.page
    start_afresh(visitor)
    answer(visitor, [Choice("depth-known", "Usually")], given=0, asked=9)
    with postgres.stopped():
        server.wait_for("/readyz", 503)
        choose_unsaved(visitor, Choice("sale-after", "Sometimes"))
        expect(page.get_by_text("1 answer is not saved")).to_be_visible()
        expect(page.get_by_text("All answers are saved.")).to_have_count(0)
        press(visitor, "Try again")
        visitor.settle()
        expect(page.get_by_text("1 answer is not saved")).to_be_visible()
    server.wait_for("/readyz", 200)
    expect_saved(visitor, 2, 9)  # nobody presses anything: the page tries again by itself
    expect_chosen(visitor, [Choice("depth-known", "Usually"), Choice("sale-after", "Sometimes")])
    visitor.reload()
    expect_chosen(visitor, [Choice("depth-known", "Usually"), Choice("sale-after", "Sometimes")])
    choose(visitor, Choice("sale-quarter", "Sometimes"))
    expect_saved(visitor, 3, 9)


def choose_unsaved(visitor: Visitor, choice: Choice) -> None:
    """Clicks an answer that cannot be saved now."""
    visitor.page.locator(f".st-key-item-{choice.item}").get_by_text(choice.label, exact=True).click()


def test_pages_come_back_when_the_database_does(new_visitor: Any, server: AppServer, postgres: Any) -> None:
    visitor: Visitor = new_visitor(PHONE)
    with postgres.stopped():
        server.wait_for("/readyz", 503)
        visitor.open()
        expect(visitor.page.get_by_role("alert")).to_contain_text("The database cannot be reached now.")
        press(visitor, "Try again")
        expect(visitor.page.get_by_role("alert")).to_contain_text("The database cannot be reached now.")
        assert server.status("/healthz") == 200
    server.wait_for("/readyz", 200)
    visitor.expect_heading("Where does your company lead?")
