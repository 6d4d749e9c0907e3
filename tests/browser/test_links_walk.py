"""Assessments by links, the whole way on both databases: made, sent, answered, taken back, closed, shared, erased."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from app_server import AppServer
from campaign import (
    address_shown,
    board_of,
    confirm,
    enter,
    expect_counts,
    folder_of,
    follow,
    link_card,
    make_campaign,
    make_links,
    open_tab,
    running,
    to_board,
)
from pages import Choice, answer, choose, expect_chosen, expect_saved, finish, press, write_comment
from playwright.sync_api import expect
from sqlalchemy import update
from visitor import DESK, PHONE, Visitor

from assess.store import Location, Store
from assess.store.rights import now
from assess.store.tables import link

INTRO, THANKS = "Welcome, all of you.", "Thanks a lot."
PEOPLE = ("Ann", "Bob", "Cleo", "Dan", "Eve")
HALF = [Choice("depth-known", "Usually"), Choice("sale-after", "Sometimes")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, database: Location) -> Iterator[AppServer]:
    with running(folder_of(database, tmp_path_factory), database) as started:
        yield started


def test_named_from_making_to_bringing_back(new_visitor: Any, database: Location) -> None:
    owner: Visitor = new_visitor(DESK)
    owner_link = make_campaign(owner, "Acme", groups=["Sales", "Service"], intro=INTRO, thanks=THANKS)
    assessment = to_board(owner)
    expect(owner.page.get_by_text("Nobody is invited yet.")).to_be_visible()
    links = invite_five(owner)
    a_preview_spends_nothing(owner, assessment, links["Ann"])
    ann: Visitor = new_visitor(PHONE)
    laptop: Visitor = new_visitor(DESK)
    two_devices(ann, laptop, links["Ann"])
    finishing_spends(laptop, new_visitor(PHONE), links["Ann"])
    bob: Visitor = new_visitor(PHONE)
    pin_wrong_and_right(owner, bob, assessment)
    expiry(database, new_visitor(PHONE), assessment, links["Bob"])
    taken_back_and_anew(owner, new_visitor(PHONE), assessment, links["Cleo"])
    closed_and_open_again(owner, bob, new_visitor(PHONE), assessment, links["Dan"])
    shared_and_taken_back(owner, new_visitor(PHONE), assessment)
    own_answers_taken_and_erased(laptop)
    left_on_a_shared_device(bob)
    owner_erases_deletes_and_brings_back(owner, assessment)
    third: Visitor = new_visitor(PHONE)
    follow(third, owner_link)
    third.page.wait_for_url(f"**/board?a={assessment}")
    third.expect_heading("Acme")


def invite_five(owner: Visitor) -> dict[str, str]:
    open_tab(owner, "Links")
    links = make_links(owner, "Personal invitations", labels="\n".join(PEOPLE))
    assert tuple(links) == PEOPLE and len(set(links.values())) == 5
    assert all(re.fullmatch(re.escape(owner.url) + r"/a/[\w-]{22}", each) for each in links.values())
    with owner.page.expect_download() as table:
        press(owner, "CSV")
    with owner.page.expect_download() as packed:
        press(owner, "CSV and QR codes, ZIP")
    text = table.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines() == ["label,link", *(f"{name},{links[name]}" for name in PEOPLE)]
    with zipfile.ZipFile(io.BytesIO(packed.value.path().read_bytes())) as archive:
        assert archive.namelist() == ["invitations.csv", *(f"{n:03d} {name}.png" for n, name in enumerate(PEOPLE, 1))]
    return links


def a_preview_spends_nothing(owner: Visitor, assessment: str, address: str) -> None:
    for _ in range(3):
        seen = httpx.get(address, headers={"accept": "text/html", "user-agent": "LinkPreview/1.0"})
        assert (seen.status_code, seen.headers["location"]) == (303, f"/join?a={assessment}")
    assert httpx.head(address).status_code in (303, 405)
    board_of(owner, assessment)
    expect_counts(owner, invited=5, opened=0, started=0, finished=0)
    open_tab(owner, "Links")
    expect(link_card(owner, "Ann")).to_contain_text("not opened")


def two_devices(phone: Visitor, laptop: Visitor, address: str) -> None:
    """The second device goes on with the first one's answers; of two answers the later one counts, and it is said."""
    follow(phone, address)
    phone.expect_heading("Acme")
    for words in (
        INTRO,
        "Before you answer",
        "who sees your name, if you give one",
        "download and erase your answers",
    ):
        expect(phone.main).to_contain_text(words)
    enter(phone, name="Ann A.", group="Sales")
    answer(phone, HALF, given=0, asked=9)
    follow(laptop, address)
    expect(laptop.page.get_by_text("You have begun on another device.")).to_be_visible()
    enter(laptop, button="Go on")
    expect_chosen(laptop, HALF)
    choose(laptop, Choice("depth-known", "Almost always"))
    expect_saved(laptop, 2, 9)
    replaced = "This question was answered on another device meanwhile. The answer from here counts now."
    expect(laptop.page.get_by_text(replaced)).to_have_count(0)
    choose(phone, Choice("depth-known", "Sometimes"))  # its page still shows "Usually"
    expect(phone.page.get_by_text(replaced)).to_be_visible()
    laptop.reload()
    expect_chosen(laptop, [Choice("depth-known", "Sometimes"), HALF[1]])


def finishing_spends(laptop: Visitor, late: Visitor, address: str) -> None:
    write_comment(laptop, "sale-after", "Only by telephone.")
    answer(laptop, [Choice("sale-quarter", "Sometimes")], given=2, asked=9)
    press(laptop, "Overview")
    laptop.expect_heading("Review your answers")
    finish(laptop)
    expect(laptop.page.get_by_text(THANKS)).to_be_visible()
    follow(late, address)
    late.expect_heading("You have finished")
    expect(late.main).to_contain_text("it has been given. Thank you.")
    assert "Acme" not in late.main.inner_text()


def pin_wrong_and_right(owner: Visitor, bob: Visitor, assessment: str) -> None:
    board_of(owner, assessment, "Links")
    address = make_links(owner, "Open link", labels="For all", pin="4711")["For all"]
    follow(bob, address)
    bob.page.get_by_label("PIN", exact=True).fill("0815")
    press(bob, "Begin")
    expect(bob.page.get_by_role("alert")).to_contain_text("This is not the PIN.")
    assert "/join" in bob.page.url
    enter(bob, name="Bob", group="Service", pin="4711")
    answer(bob, HALF, given=0, asked=9)


def expiry(database: Location, late: Visitor, assessment: str, address: str) -> None:
    """A link whose date has passed; the date is moved in the database, as nobody waits for it."""
    store = Store.open(database)
    past = update(link).where(link.c.assessment_id == assessment, link.c.label == "Bob")
    store._database.write(lambda opened: opened.execute(past.values(expires=now() - timedelta(minutes=1))))
    store.close()
    follow(late, address)
    late.expect_heading("This link has expired")
    expect(late.main).to_contain_text("Ask whoever sent it for a new one.")


def taken_back_and_anew(owner: Visitor, cleo: Visitor, assessment: str, address: str) -> None:
    board_of(owner, assessment, "Links")
    link_card(owner, "Cleo").get_by_role("button", name="Take back").click()
    expect(link_card(owner, "Cleo")).to_contain_text("taken back")
    follow(cleo, address)
    cleo.expect_heading("This link was taken back")
    owner.settle()
    link_card(owner, "Cleo").get_by_role("button", name="New address").click()
    expect(owner.page.get_by_role("heading", name="Copy now: shown only this once")).to_be_visible()
    fresh = address_shown(owner)
    assert fresh != address
    follow(cleo, address)
    cleo.expect_heading("This link is not known")
    follow(cleo, fresh)
    cleo.expect_heading("Acme")


def closed_and_open_again(owner: Visitor, bob: Visitor, dan: Visitor, assessment: str, address: str) -> None:
    board_of(owner, assessment, "Settings")
    press(owner, "Close now")
    expect(owner.page.get_by_text("Closed: no more answers are taken.")).to_be_visible()
    follow(dan, address)
    dan.expect_heading("This assessment is closed")
    bob.page.locator(".st-key-item-sale-quarter").get_by_text("Usually", exact=True).click()
    expect(bob.page.get_by_role("alert")).to_contain_text("This assessment is closed")
    owner.settle()
    press(owner, "Open it again")
    expect(owner.page.get_by_text("Open.", exact=True)).to_be_visible()
    follow(dan, address)
    dan.expect_heading("Acme")
    bob.reload()
    expect_saved(bob, 2, 9)
    answer(bob, [Choice("sale-quarter", "Usually")], given=2, asked=9)
    press(bob, "Overview")
    bob.expect_heading("Review your answers")
    finish(bob)


def shared_and_taken_back(owner: Visitor, viewer: Visitor, assessment: str) -> None:
    board_of(owner, assessment, "Links")
    address = make_links(owner, "Result link")["Result link"]
    follow(viewer, address)
    viewer.page.wait_for_url(f"**/results?a={assessment}")
    viewer.expect_heading("Acme")
    expect(viewer.main).to_contain_text("2 raters")
    shown = viewer.main.inner_text()
    assert "Ann" not in shown and "telephone" not in shown and "Answers, CSV" not in shown
    board = viewer.url + f"/board?a={assessment}"
    viewer.page.goto(board)
    expect(viewer.page.get_by_role("alert")).to_contain_text("no access")
    expect(viewer.page.get_by_role("tab")).to_have_count(0)
    link_card(owner, "Result link").get_by_role("button", name="Take back").click()
    expect(link_card(owner, "Result link")).to_contain_text("taken back")
    viewer.open(f"/results?a={assessment}")
    expect(viewer.page.get_by_role("alert")).to_contain_text("no access")


def own_answers_taken_and_erased(laptop: Visitor) -> None:
    laptop.reload()
    table = take_own(laptop)
    assert table.count("\n") == 4 and "Only by telephone." in table  # a head and three answers
    confirm(laptop, "Erase your answers", "Erase for good")
    laptop.expect_heading("Where does your company lead?")
    expect(laptop.page.get_by_text("Your assessments")).to_have_count(0)


def take_own(visitor: Visitor) -> str:
    known = len(visitor.downloads)
    with visitor.page.expect_popup() as tab:
        visitor.page.get_by_role("link", name="Your answers, CSV").click()
    if len(visitor.downloads) == known:
        tab.value.wait_for_event("download")
    return visitor.downloads[-1].path().read_text(encoding="utf-8-sig")


def left_on_a_shared_device(bob: Visitor) -> None:
    address = bob.page.url
    confirm(bob, "This device is shared", "End my session")
    bob.expect_heading("Where does your company lead?")
    bob.page.goto(address)
    expect(bob.page.get_by_role("alert")).to_contain_text("no access")


def owner_erases_deletes_and_brings_back(owner: Visitor, assessment: str) -> None:
    board_of(owner, assessment, "Data")
    expect(owner.main).not_to_contain_text("Ann A.")  # she erased her answers herself
    person = owner.main.locator("[class*='st-key-person-']").filter(has_text="Bob")
    expect(person).to_contain_text("Service · 3 answers · finished")
    person.get_by_role("button", name="Erase", exact=True).click()
    press(owner, "Erase for good")
    expect(owner.main.locator("[class*='st-key-person-']")).to_have_count(0)
    delete = owner.page.get_by_role("button", name="Delete the assessment")
    typed = owner.page.get_by_label("Type the company's name to delete the assessment")
    typed.fill("acme")
    typed.press("Enter")
    owner.settle()
    expect(delete).to_be_disabled()
    typed.fill("Acme")
    typed.press("Enter")
    expect(delete).to_be_enabled()
    owner.settle()
    delete.click()
    expect(owner.page.get_by_text("Deleted: Acme")).to_be_visible()
    press(owner, "Bring back")
    expect(owner.page.locator(f".st-key-mine-{assessment}")).to_be_visible()
