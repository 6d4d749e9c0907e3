"""Going on on another device in a confidential assessment: the link alone shows nothing, the code does."""

from __future__ import annotations

from typing import Any

from campaign import enter, follow, make_campaign, make_links, open_tab, to_board
from pages import Choice, answer, expect_chosen, press
from playwright.sync_api import expect
from visitor import DESK, PHONE, Visitor

FIRST = [Choice("depth-known", "Usually")]
ASKED = 9


def code_shown(visitor: Visitor) -> str:
    box = visitor.page.locator(".st-key-new-code").get_by_test_id("stCode")
    expect(box).to_be_visible()
    return box.inner_text().strip()


def test_a_link_needs_its_persons_code_on_another_device(new_visitor: Any) -> None:
    owner: Visitor = new_visitor(DESK)
    make_campaign(owner, "Acme", mode="Confidential", groups=["Sales", "Service"])
    to_board(owner)
    open_tab(owner, "Links")
    links = make_links(owner, "Personal invitations", labels="Ann\nBob")
    ann: Visitor = new_visitor(PHONE)
    follow(ann, links["Ann"])
    expect(ann.main).to_contain_text("Your link alone opens your answers to nobody.")
    enter(ann, group="Sales")
    code = code_shown(ann)
    answer(ann, FIRST, given=0, asked=ASKED)
    assert code_shown(ann) == code
    press(ann, "I have noted it")
    expect(ann.page.locator(".st-key-new-code")).to_have_count(0)
    the_owner_reads_nothing(owner, links["Ann"])
    laptop: Visitor = new_visitor(DESK)
    a_wrong_and_the_right_code(laptop, links["Ann"], code)
    fresh = another_code(ann)
    assert fresh != code
    begun_anew(ann, new_visitor(DESK), links["Ann"])


def the_owner_reads_nothing(owner: Visitor, address: str) -> None:
    follow(owner, address)
    expect(owner.main).to_contain_text("The link alone does not open your answers")
    press(owner, "Go on")
    expect(owner.page.get_by_role("alert").filter(has_text="This is not the code")).to_be_visible()
    assert "/join" in owner.page.url


def a_wrong_and_the_right_code(laptop: Visitor, address: str, code: str) -> None:
    follow(laptop, address)
    laptop.page.get_by_label("Your code").fill("AAAA-AAAA")
    press(laptop, "Go on")
    expect(laptop.page.get_by_role("alert").filter(has_text="This is not the code")).to_be_visible()
    laptop.settle()
    laptop.page.get_by_label("Your code").fill(code.lower())
    enter(laptop, button="Go on")
    expect_chosen(laptop, FIRST)
    expect(laptop.page.locator(".st-key-new-code")).to_have_count(0)


def another_code(visitor: Visitor) -> str:
    press(visitor, "Overview")
    visitor.expect_heading("Review your answers")
    press(visitor, "Go on on another device")
    return code_shown(visitor)


def begun_anew(first: Visitor, second: Visitor, address: str) -> None:
    """What was not finished is gone, on the first device too."""
    follow(second, address)
    second.main.get_by_role("radiogroup", name="How do you go on?").get_by_text("Begin anew", exact=True).click()
    expect(second.page.get_by_label("Your code")).to_have_count(0)
    enter(second, group="Service")
    expect(second.page.get_by_text(f"0 of {ASKED} answered", exact=True)).to_be_visible()
    assert code_shown(second)
    first.reload()
    expect(first.page.get_by_role("alert")).to_contain_text("no access")
