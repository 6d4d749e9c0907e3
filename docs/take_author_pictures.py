"""The authoring page's pictures for docs/authoring.md; see take_pictures.py."""

from __future__ import annotations

from playwright.sync_api import Browser, expect
from visitor import DESK, Visitor

HEIGHT = 760
WORDS = "Whoever answers a customer knows the last order and the last problem."


def take(browser: Browser, url: str) -> dict[str, bytes]:
    """The pictures by their names: words in fields, translations, and problems in the text."""
    visitor = Visitor.of(browser, url, DESK)
    page = visitor.page
    page.set_viewport_size({"width": DESK.width, "height": HEIGHT})
    visitor.open("/author")
    page.get_by_role("combobox", name="Questionnaire to begin with").click()
    page.get_by_role("option", name="Value disciplines pulse", exact=True).click()
    visitor.settle()
    page.get_by_role("button", name="Begin", exact=True).click()
    page.wait_for_url("**draft=*")
    page.get_by_role("textbox", name="Question or statement").fill(WORDS)
    page.keyboard.press("Tab")
    expect(visitor.main.locator("strong", has_text=WORDS)).to_be_visible()
    visitor.settle()
    pictures = {"author-words.png": page.screenshot(animations="disabled", caret="hide")}
    page.get_by_text("Other languages", exact=True).click()
    visitor.settle()
    pictures["author-languages.png"] = page.screenshot(animations="disabled", caret="hide")
    page.get_by_text("The whole as text", exact=True).click()
    area = page.get_by_role("textbox", name="Questionnaire as text")
    area.fill(
        area.input_value().replace("scale: frequency", "scale: frequncy", 1).replace("effort: 2", "effort: 9", 1)
    )
    page.get_by_role("button", name="Line").first.click()
    visitor.settle()
    pictures["author-problems.png"] = page.screenshot(animations="disabled", caret="hide")
    visitor.leave()
    return pictures
