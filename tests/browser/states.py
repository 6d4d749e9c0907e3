"""Every page in every state that a person meets, one after another."""

from __future__ import annotations

from collections.abc import Iterator

from pages import Choice, answer, finish, press, start, unfold_comment, write_comment
from playwright.sync_api import expect
from visitor import Visitor


def states(visitor: Visitor, stranger: Visitor) -> Iterator[tuple[str, Visitor]]:
    """Yields each state by name, with the visitor who sees it."""
    page = visitor.page
    visitor.open()
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    yield "home, empty", visitor
    press(visitor, "Start an assessment")
    visitor.expect_heading("Start an assessment")
    yield "start", visitor
    press(visitor, "Start")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "start, with an error", visitor
    assessment = start(visitor, "Acme", ["Bolt", "Zed"], lead="Customer intimacy")
    yield "respond", visitor
    yield from _answering(visitor)
    finish(visitor)
    yield "results", visitor
    page.locator(".st-key-advice-know-twenty").get_by_text("Pick the twenty").click()
    expect(page.get_by_text("First step:").first).to_be_visible()
    page.get_by_text("By discipline", exact=True).click()
    expect(visitor.main.get_by_role("table")).to_contain_text("Product leadership")
    yield "results by discipline, with advice unfolded", visitor
    page.get_by_role("link", name="Start page").click()
    visitor.expect_heading("Where does your company lead?")
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    yield "home, with an assessment", visitor
    press(visitor, "Delete")
    expect(page.get_by_text("Deleted: Acme")).to_be_visible()
    yield "home, with a deleted assessment", visitor
    stranger.open(f"/results?a={assessment}")
    expect(stranger.page.get_by_role("alert")).to_be_visible()
    yield "refused", stranger


def _answering(visitor: Visitor) -> Iterator[tuple[str, Visitor]]:
    asked = 15
    given = answer(
        visitor,
        [
            Choice("depth-known", "Sometimes"),
            Choice("depth-known", "Usually", "Bolt"),
            Choice("sale-after", "Usually"),
        ],
        given=0,
        asked=asked,
    )
    unfold_comment(visitor, "depth-known")
    yield "respond, with a comment open", visitor
    write_comment(visitor, "sale-after", "Sometimes by telephone.")
    answer(visitor, [Choice("sale-quarter", "Do not know")], given=given, asked=asked)
    yield "respond, answered", visitor
    press(visitor, "Overview")
    visitor.expect_heading("Review your answers")
    yield "review", visitor
