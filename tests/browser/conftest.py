"""A real server, a real Chromium, and a watch over both."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # in importlib mode pytest puts no folder on the path

from app_server import AppServer
from campaign import location_of
from playwright.sync_api import Browser, sync_playwright
from visitor import DESK, Screen, Visitor

from assess.store import Location

QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--no-first-run")  # fmt: skip
HERE_ONLY = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
"""Chromium finds no other machine than this one."""

MakeVisitor = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Location:
    """An empty database of each kind, for a server that a test file starts on it."""
    if request.param == "sqlite":
        return location_of(tmp_path_factory.mktemp("server"))
    found: Location = request.getfixturevalue("new_lasting_postgresql")()
    return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """The app on a free port, with an empty data folder; no page of it may have failed at the end."""
    running = AppServer(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.stop()
    assert "Traceback" not in running.log, running.log


@pytest.fixture(scope="module")
def open_browser() -> Iterator[Callable[[], Browser]]:
    """Debian's Chromium, opened anew where it has crashed. Missing, it fails in CI and skips elsewhere, saying so."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI walks the app in Chromium, and it is missing. Install Debian's package `chromium`.")
        pytest.skip("THE APP IS NOT WALKED IN A BROWSER: Chromium is missing. Install it and run again.")
    with sync_playwright() as playwright:
        opened: list[Browser] = []

        def browser() -> Browser:
            if not opened or not opened[-1].is_connected():
                opened.append(playwright.chromium.launch(executable_path=program, args=[*QUIET, HERE_ONLY]))
            return opened[-1]

        yield browser
        for each in opened:
            each.close()


@pytest.fixture
def browser(open_browser: Callable[[], Browser]) -> Browser:
    """A Chromium that lives."""
    return open_browser()


@pytest.fixture
def new_visitor(browser: Browser, server: AppServer) -> Iterator[MakeVisitor]:
    """Makes visitors, each with cookies of their own; at the end none may have met a fault."""
    visitors: list[Visitor] = []

    def make(screen: Screen = DESK, locale: str = "en-GB") -> Visitor:
        visitors.append(Visitor.of(browser, server.url, screen, locale))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.leave()
    assert [fault for visitor in visitors for fault in visitor.faults] == []
