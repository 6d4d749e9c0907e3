"""People who should not be here, and texts that want to be more than text."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from app_server import AppServer
from pages import (
    Choice,
    answer,
    finish,
    options_of,
    press,
    start,
    start_afresh,
    take_away,
    unfold_comment,
    write_comment,
)
from playwright.sync_api import expect
from visitor import DESK, PHONE, Visitor

from assess.web.middleware import COOKIE

COMPANY = "**Bold** <b>b</b> :red[r] $x^2$ :smile: https://a.example [a](http://b.eu) ![i](http://c.example) &lt;"
ARROWS = "1. x -> y | `code` 😀 ~~z~~ #1 _u_ www.d.example"
TURNED = "\u202eRTL אבג"
COMMENT = '<script>alert("x")</script> **not bold** :material/home: ' + TURNED
INVISIBLE = re.compile("[\u2060\u2066-\u2069]")


def test_another_browser_is_refused_kindly(new_visitor: Any, server: AppServer) -> None:
    owner: Visitor = new_visitor(DESK)
    assessment = start_afresh(owner)
    answer(owner, [Choice("depth-known", "Usually")], given=0, asked=9)
    stranger: Visitor = new_visitor(PHONE)
    for room in ("respond", "review", "results"):
        stranger.open(f"/{room}?a={assessment}")
        expect(stranger.page.get_by_role("alert")).to_contain_text("This browser has no access to this assessment.")
        assert "Acme" not in stranger.main.inner_text()
    stranger.page.get_by_role("link", name="Start page").click()
    stranger.expect_heading("Where does your company lead?")
    expect(stranger.page.get_by_text("Your assessments")).to_have_count(0)
    secret = {each["name"]: each["value"] for each in stranger.page.context.cookies()}[COOKIE]
    refused = httpx.get(f"{server.url}/download/{assessment}/report-a4.pdf", cookies={COOKIE: secret})
    assert refused.status_code == 403 and "Acme" not in refused.text


def test_there_is_no_such_assessment(new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(PHONE)
    visitor.open("/respond?a=nothing")
    expect(visitor.page.get_by_role("alert")).to_contain_text("There is no such assessment.")


@pytest.mark.parametrize("company", [COMPANY, ARROWS, TURNED])
def test_hostile_texts_are_only_text(company: str, new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(PHONE)
    visitor.open("/start")
    rival = company[:70] + " II"
    start(visitor, company, [rival])
    expect_verbatim(visitor, company)
    expect_verbatim(visitor, rival)
    expect(options_of(visitor, "depth-known")).to_be_visible()
    groups = visitor.page.locator(".st-key-item-depth-known").get_by_role("radiogroup")
    groups.nth(1).get_by_text("Usually", exact=True).click()
    expect(visitor.page.get_by_text("1 of 12 answered")).to_be_visible()
    write_comment(visitor, "sale-after", COMMENT)
    visitor.reload()
    expect(unfold_comment(visitor, "sale-after")).to_have_value(COMMENT)
    answer(visitor, [Choice("depth-known", "Usually"), Choice("sale-after", "Usually")], given=1, asked=12)
    press(visitor, "Overview")
    visitor.expect_heading("Review your answers")
    finish(visitor)
    expect_verbatim(visitor, company)
    assert take_away(visitor, "PDF, A4", "report-a4.pdf").startswith(b"%PDF")
    visitor.open()
    expect_verbatim(visitor, company)


def expect_verbatim(visitor: Visitor, text: str) -> None:
    """The page shows the text with all its marks, and made nothing of them."""
    visitor.settle()
    shown = INVISIBLE.sub("", visitor.main.inner_text())
    assert text in shown
    assert visitor.main.locator(".katex, [data-testid='stMarkdownContainer'] :is(img, code, del, em, b)").count() == 0
    assert visitor.main.locator("a[href*='example'], a[href*='b.eu']").count() == 0
    assert visitor.main.get_by_text("😄").count() == 0
