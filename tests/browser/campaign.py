"""What owners and respondents do with links, on the app's pages; and a server on a given database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from app_server import AppServer
from pages import assessment_of, press
from playwright.sync_api import Locator, expect
from visitor import Visitor

from assess.store import Location
from assess.web.middleware import COOKIE

PULSE = "Value disciplines pulse"


@contextmanager
def running(folder: Path, location: Location, environ: Mapping[str, str] | None = None) -> Iterator[AppServer]:
    """A server on a database; no page of it may have failed at the end."""
    url = location.url
    place = {"ASSESS_DATABASE_URL": url.render_as_string(hide_password=False)} if url else {}
    server = AppServer(folder, {**place, **(environ or {})})
    server.start()
    try:
        yield server
    finally:
        server.stop()
    assert "Traceback" not in server.log, server.log


def location_of(folder: Path) -> Location:
    """Where a server of `running` keeps its SQLite file."""
    return Location(file=folder / "data" / "assess.sqlite3")


def folder_of(location: Location, folders: pytest.TempPathFactory) -> Path:
    """The folder of a server of `running` on a database."""
    return location.file.parents[1] if location.file else folders.mktemp("server")


def become(visitor: Visitor, device: str) -> None:
    """Gives a browser the cookie of another one."""
    visitor.page.context.add_cookies([{"name": COOKIE, "value": device, "url": visitor.url}])


# --- owners --------------------------------------------------------------------------------------------------------


def make_campaign(
    visitor: Visitor,
    company: str,
    *,
    mode: str = "Named",
    groups: Sequence[str] = (),
    visible: str = "Their own result",
    intro: str = "",
    thanks: str = "",
    competitors: Sequence[str] = (),
    minimum: int | None = None,
) -> str:
    """Fills in the form and makes an assessment by links; returns its owner link, which is shown."""
    page = visitor.page
    visitor.open("/invite")
    page.get_by_text(PULSE, exact=True).click()
    page.get_by_label("Company", exact=True).fill(company)
    for place, name in enumerate(competitors, start=1):
        page.get_by_label(f"Competitor {place}").fill(name)
    page.get_by_role("textbox", name="Role groups, one a line (optional)").fill("\n".join(groups))
    page.get_by_text(mode, exact=True).click()
    if minimum is not None:
        page.get_by_label("Smallest group that is shown").fill(str(minimum))
    page.get_by_text(visible, exact=True).click()
    page.get_by_label("Words of welcome (optional)").fill(intro)
    page.get_by_label("Words of thanks (optional)").fill(thanks)
    press(visitor, "Make it")
    expect(page.get_by_role("heading", name="Keep this link")).to_be_visible()
    visitor.settle()
    return address_shown(visitor)


def address_shown(visitor: Visitor) -> str:
    """The one link in a box to copy from."""
    box = visitor.main.get_by_test_id("stCode")
    expect(box).to_contain_text("/a/")
    return box.inner_text().strip()


def to_board(visitor: Visitor) -> str:
    """From the owner link to the board; returns the assessment's id."""
    visitor.page.get_by_role("link", name="I have kept it: to the board").click()
    visitor.page.wait_for_url(re.compile(r"/board\?"))
    visitor.settle()
    return assessment_of(visitor)


def open_tab(visitor: Visitor, name: str) -> None:
    """One part of the board."""
    visitor.page.get_by_role("tab", name=name, exact=True).click()
    expect(visitor.page.get_by_role("tab", name=name, exact=True)).to_have_attribute("aria-selected", "true")
    visitor.settle()


def make_links(visitor: Visitor, kind: str, *, labels: str = "", pin: str = "") -> dict[str, str]:
    """Makes links of a kind on the board's tab; returns their addresses by label."""
    page = visitor.page
    visitor.main.get_by_role("radiogroup", name="New link").get_by_text(kind, exact=True).click()
    label, personal = page.get_by_label("Label", exact=True), kind == "Personal invitations"
    if personal:
        page.get_by_role("textbox", name="Or one name or address a line").fill(labels)
    else:
        expect(page.locator(f'input[aria-label="Label"][value="{kind}"]')).to_be_visible()
        expect(label).to_have_count(1)  # the form of the kind before is gone
        label.fill(labels or kind)
    visitor.settle()
    if pin:
        page.get_by_role("textbox", name="PIN (optional)").fill(pin)
    press(visitor, "Make")
    expect(page.get_by_role("heading", name="Copy now: shown only this once")).to_be_visible()
    visitor.settle()
    lines = visitor.main.get_by_test_id("stCode").inner_text().strip().splitlines()
    if len(lines) == 1 and "\t" not in lines[0]:
        return {labels or kind: lines[0]}
    return dict(line.split("\t") for line in lines if line)


def link_card(visitor: Visitor, label: str) -> Locator:
    """The frame around one link of the board's list."""
    return visitor.main.locator("[class*='st-key-link-']").filter(has=visitor.page.get_by_text(label, exact=True))


def expect_counts(visitor: Visitor, invited: int, opened: int, started: int, finished: int) -> None:
    """The board's live counts."""
    for name, count in {"Invited": invited, "Opened": opened, "Started": started, "Finished": finished}.items():
        metric = visitor.main.get_by_test_id("stMetric").filter(has_text=name)
        expect(metric.get_by_test_id("stMetricValue")).to_have_text(str(count))


# --- respondents ---------------------------------------------------------------------------------------------------


def follow(visitor: Visitor, address: str) -> None:
    """Opens a link as a person does; the address bar shows no secret then."""
    visitor.page.goto(address)
    visitor.settle()
    expect(visitor.page).not_to_have_url(re.compile(r"/a/"))


def enter(visitor: Visitor, *, name: str = "", group: str = "", pin: str = "", button: str = "Begin") -> None:
    """From the welcome to the first question."""
    page = visitor.page
    if name:
        page.get_by_label("Your name (optional)").fill(name)
    if group:
        page.get_by_label("Your role group (optional)").click()
        page.get_by_role("option", name=group, exact=True).click()
    if pin:
        page.get_by_label("PIN", exact=True).fill(pin)
    press(visitor, button)
    page.wait_for_url(re.compile(r"/respond\?.*\bd="))
    visitor.settle()


def confirm(visitor: Visitor, opener: str, button: str) -> None:
    """Opens a small window by its button and presses the button in it."""
    press(visitor, opener)
    press(visitor, button)


def board_of(visitor: Visitor, assessment: str, tab: str = "Progress") -> None:
    """Opens the board at one part."""
    visitor.open(f"/board?a={assessment}")
    open_tab(visitor, tab)


def metrics(visitor: Visitor) -> dict[str, Any]:
    """The figures in the page's boxes, by their names."""
    boxes = visitor.main.get_by_test_id("stMetric").all()
    return dict(box.inner_text().splitlines()[:2] for box in boxes)
