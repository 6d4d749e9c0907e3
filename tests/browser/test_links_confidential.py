"""A confidential campaign page by page, on both databases: results come at five, and of nobody alone.

Five people of Sales answer each item with the level of their number. Two of the three items of a discipline score
0, 25, 50, 75 and 100, the reversed third 100 to 0: the group's mean is 50 everywhere (METHOD 1, 3, 5).
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from app_server import AppServer
from campaign import (
    board_of,
    enter,
    expect_counts,
    folder_of,
    follow,
    make_campaign,
    make_links,
    open_tab,
    running,
    to_board,
)
from pages import Choice, answer, finish, press, take_away, write_comment
from playwright.sync_api import expect
from pypdf import PdfReader
from visitor import DESK, PHONE, Visitor

from assess.store import Location
from assess.web.middleware import COOKIE

LEVELS = ("Almost never", "Sometimes", "Half the time", "Usually", "Almost always")
SHEETS = (
    ("depth-known", "sale-after", "sale-quarter"),
    ("delivery-date", "cost-one-go", "process-returns"),
    ("desire-want", "ideas-decision", "speed-wait"),
)
ASKED = 9
LABEL, WORDS = "Ann Canary", "canary words"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, database: Location) -> Iterator[AppServer]:
    with running(folder_of(database, tmp_path_factory), database) as started:
        yield started


def test_results_come_at_five_and_of_nobody_alone(new_visitor: Any) -> None:
    owner: Visitor = new_visitor(DESK)
    make_campaign(
        owner, "Acme", mode="Confidential", groups=["Sales", "Service"], visible="Their own result and the group's"
    )
    made = to_board(owner)
    open_tab(owner, "Links")
    links = make_links(owner, "Personal invitations", labels=f"{LABEL}\nBen") | make_links(owner, "Open link")
    links |= make_links(owner, "Result link")
    ann: Visitor = new_visitor(PHONE)
    responded(ann, links[LABEL], LEVELS[0])
    for level in LEVELS[1:4]:
        responded(new_visitor(PHONE), links["Open link"], level)
    nothing_is_shown_of_four(owner, ann, made)
    responded(new_visitor(PHONE), links["Open link"], LEVELS[4])
    the_board_knows_no_names(owner, made)
    the_group_of_five_is_shown(owner, made)
    files_hold_the_group_alone(owner, made)
    sixth: Visitor = new_visitor(PHONE)
    responded(sixth, links["Open link"], LEVELS[4], group="Service")
    one_more_changes_nothing(owner, made)
    others_see_no_more(ann, sixth, new_visitor(DESK), links["Result link"], made)


def responded(visitor: Visitor, address: str, level: str, *, group: str = "Sales") -> None:
    """Somebody reads the promise, answers all three pages with one level, writes a comment and finishes."""
    follow(visitor, address)
    expect(visitor.main).to_contain_text("Nothing is shown about fewer than 5 people.")
    expect(visitor.page.get_by_label("Your name (optional)")).to_have_count(0)
    enter(visitor, group=group)
    for place, items in enumerate(SHEETS):
        answer(visitor, [Choice(item, level) for item in items], given=place * 3, asked=ASKED)
        if place == 0:
            write_comment(visitor, items[0], f"{WORDS} {level}")
        press(visitor, "Next" if place < 2 else "Review")
        if place < 2:
            expect(visitor.page.locator(f".st-key-item-{SHEETS[place + 1][0]}")).to_be_visible()
            visitor.settle()
    visitor.expect_heading("Review your answers")
    finish(visitor)


def nothing_is_shown_of_four(owner: Visitor, ann: Visitor, made: str) -> None:
    board_of(owner, made)
    expect_counts(owner, invited=2, opened=4, started=4, finished=4)
    expect(owner.main).to_contain_text("4 people have finished and are not in the results yet")
    for visitor in (owner, ann):
        visitor.open(f"/results?a={made}&v=group")
        expect(visitor.main).to_contain_text("There is no result yet. It shows once 5 people have finished")
        expect(visitor.page.get_by_test_id("stMetric")).to_have_count(0)
        expect(visitor.main.get_by_role("link", name="Scorecard, JSON")).to_have_count(0)


def the_board_knows_no_names(owner: Visitor, made: str) -> None:
    board_of(owner, made)
    expect_counts(owner, invited=2, opened=5, started=5, finished=5)
    expect(owner.main.get_by_role("row").filter(has_text="Sales")).to_contain_text("5")
    for part in ("Progress", "Settings", "Data"):
        open_tab(owner, part)
        expect(owner.main).not_to_contain_text("Canary")
    expect(owner.page.get_by_role("heading", name="People")).to_have_count(0)
    expect(owner.page.get_by_role("button", name="Erase", exact=True)).to_have_count(0)


def the_group_of_five_is_shown(owner: Visitor, made: str) -> None:
    owner.open(f"/results?a={made}")
    expect(owner.main).to_contain_text("5 raters · groups of 5 or more")
    for metric in owner.page.get_by_test_id("stMetricValue").all():
        expect(metric).to_have_text("50")
    expect(owner.main).not_to_contain_text("canary")
    expect(owner.page.get_by_role("heading", name="Answers to each item")).to_have_count(0)
    owner.page.get_by_role("combobox", name="Result of").click()
    assert owner.page.get_by_role("option").all_inner_texts() == ["The whole group", "Sales"]
    owner.page.keyboard.press("Escape")


def files_hold_the_group_alone(owner: Visitor, made: str) -> None:
    found = json.loads(take_away(owner, "Scorecard, JSON", "scorecard.json"))
    assert (found["raters"], found["minimum_group"]) == (5, 5)
    for each in [*found["disciplines"], *found["dimensions"]]:
        assert (each["score"], each["n"], each["min"], each["max"]) == (50, 5, None, None)
    report = PdfReader(io.BytesIO(take_away(owner, "PDF, A4", "report-a4.pdf")))
    text = " ".join(page.extract_text() for page in report.pages)
    assert "Acme" in text and "anary" not in text
    expect(owner.main.get_by_role("link", name="Answers, CSV")).to_have_count(0)
    for file, status in (("answers.csv", 404), ("answers.csv?v=role:Sales", 404), ("people/x.csv", 403)):
        refused = asked_for(owner, made, file)
        assert refused.status_code == status and "anary" not in refused.text
    board_of(owner, made, "Data")
    owner.page.locator(".st-key-deeds summary").click()
    expect(owner.main.get_by_role("row").filter(has_text="report-a4.pdf")).to_have_count(1)


def one_more_changes_nothing(owner: Visitor, made: str) -> None:
    board_of(owner, made)
    expect(owner.main).to_contain_text("1 person has finished and is not in the results yet")
    the_group_of_five_is_shown(owner, made)


def others_see_no_more(ann: Visitor, sixth: Visitor, viewer: Visitor, result_link: str, made: str) -> None:
    """Ann's comment is hers alone; who is in no group yet sees the group that there is, and their own result."""
    follow(viewer, result_link)
    for visitor in (ann, sixth, viewer):
        visitor.open(f"/results?a={made}&v=group")
        expect(visitor.main).to_contain_text("5 raters · groups of 5 or more")
        expect(visitor.main).not_to_contain_text("canary")
    own = asked_for(ann, made, "my-answers.csv").text
    assert f"{WORDS} {LEVELS[0]}" in own and own.count(WORDS) == 1


def asked_for(visitor: Visitor, made: str, file: str) -> httpx.Response:
    """A file's address typed into a visitor's browser."""
    cookies = {each["name"]: each["value"] for each in visitor.page.context.cookies()}
    return httpx.get(f"{visitor.url}/download/{made}/{file}", cookies={COOKIE: cookies[COOKIE]}, timeout=60)
