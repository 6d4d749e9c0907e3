"""Ways through the questions: turning pages, the browser's own buttons, the keyboard alone, a server that freezes."""

from __future__ import annotations

from typing import Any

from app_server import AppServer
from pages import Choice, answer, comment_box, expect_chosen, expect_saved, item_box, option, press, start_afresh
from playwright.sync_api import Locator, expect
from visitor import DESK, PHONE, Visitor

MOST_TABS = 60


def test_a_new_page_starts_at_its_top_and_back_leads_to_the_one_before(new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(PHONE)
    start_afresh(visitor)
    answer(visitor, [Choice("depth-known", "Usually")], given=0, asked=9)
    visitor.main.evaluate("main => main.scrollTo(0, main.scrollHeight)")
    assert visitor.main.evaluate("main => main.scrollTop") > 0
    press(visitor, "Next")
    visitor.expect_heading("Reliable operations")
    expect(visitor.page.get_by_role("heading", name="Reliable operations")).to_be_focused()
    assert visitor.main.evaluate("main => main.scrollTop") == 0

    visitor.page.go_back()
    visitor.expect_heading("Close to customers")
    expect_chosen(visitor, [Choice("depth-known", "Usually")])
    visitor.page.go_forward()
    visitor.expect_heading("Reliable operations")
    press(visitor, "Back")
    visitor.expect_heading("Close to customers")


def test_a_dimension_is_answered_by_keyboard_alone(new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(DESK)
    keys = visitor.page.keyboard
    start_afresh(visitor, "Acme", ["Bolt"])

    _tab_to(visitor, option(visitor, Choice("depth-known", "Almost never")))
    keys.press("Space")
    expect_saved(visitor, 1, 12)
    keys.press("ArrowDown")
    expect_chosen(visitor, [Choice("depth-known", "Sometimes")])
    expect(option(visitor, Choice("depth-known", "Sometimes"))).to_be_focused()
    _tab_to(visitor, option(visitor, Choice("depth-known", "Almost never", "Bolt")))
    keys.press("Space")
    expect_saved(visitor, 2, 12)
    keys.press("ArrowRight")
    expect_chosen(visitor, [Choice("depth-known", "Sometimes"), Choice("depth-known", "Sometimes", "Bolt")])
    visitor.settle()

    _tab_to(visitor, item_box(visitor, "depth-known").locator("summary"))
    keys.press("Enter")
    expect(comment_box(visitor, "depth-known")).to_be_visible()
    _tab_to(visitor, comment_box(visitor, "depth-known"))
    keys.type("By keyboard.")
    keys.press("Escape")  # closes nothing, loses nothing
    keys.press("Tab")
    expect(item_box(visitor, "depth-known").get_by_text("Comment (written)", exact=True)).to_be_visible()
    visitor.settle()

    for given, item in enumerate(("sale-after", "sale-quarter"), start=3):
        _tab_to(visitor, option(visitor, Choice(item, "Almost never")))
        keys.press("Space")
        expect_saved(visitor, given, 12)
    _tab_to(visitor, visitor.page.get_by_role("button", name="Next"))
    keys.press("Enter")
    visitor.expect_heading("Reliable operations")


def _tab_to(visitor: Visitor, goal: Locator) -> None:
    """Presses Tab until the goal has the focus."""
    for _ in range(MOST_TABS):
        if goal.evaluate("node => node === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"{goal} is not reached by {MOST_TABS} presses of Tab")


def test_what_was_sent_to_a_dying_server_is_shown_as_it_is_kept(new_visitor: Any, server: AppServer) -> None:
    visitor: Visitor = new_visitor(PHONE)
    start_afresh(visitor)
    answer(visitor, [Choice("depth-known", "Usually")], given=0, asked=9)
    with visitor.while_server_is_away():
        server.freeze()
        item_box(visitor, "sale-after").get_by_text("Sometimes", exact=True).click()
        server.kill()
        expect(visitor.page.get_by_text("Connection error")).to_be_visible()
        server.start()
    shown = option(visitor, Choice("sale-after", "Sometimes")).is_checked()
    expect_saved(visitor, 2 if shown else 1, 9)
    visitor.reload()
    expect_saved(visitor, 2 if shown else 1, 9)
    assert option(visitor, Choice("sale-after", "Sometimes")).is_checked() == shown
    expect_chosen(visitor, [Choice("depth-known", "Usually")])
