"""What a person does on the page where questionnaires are written."""

from __future__ import annotations

from pages import press
from playwright.sync_api import Locator, expect
from visitor import Visitor


def begin(visitor: Visitor, title: str) -> None:
    """Begins with a questionnaire."""
    visitor.page.get_by_role("combobox", name="Questionnaire to begin with").click()
    visitor.page.get_by_role("option", name=title, exact=True).click()
    visitor.settle()
    press(visitor, "Begin")
    visitor.page.wait_for_url("**draft=*")
    visitor.settle()


def choose_part(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("radiogroup", name="What to change").get_by_text(name, exact=True).click()
    visitor.settle()


def choose_option(visitor: Visitor, label: str, place: int) -> None:
    visitor.page.get_by_role("combobox", name=label, exact=True).click()
    visitor.page.get_by_role("option").nth(place).click()
    visitor.settle()


def field(visitor: Visitor, label: str) -> Locator:
    return visitor.page.get_by_role("textbox", name=label, exact=True)


def write(visitor: Visitor, label: str, words: str) -> None:
    """Writes into a field and leaves it."""
    field(visitor, label).fill(words)
    visitor.page.keyboard.press("Tab")
    visitor.settle()


def as_text(visitor: Visitor) -> None:
    visitor.main.get_by_text("The whole as text", exact=True).click()
    expect(area_of(visitor)).to_be_visible()
    visitor.settle()


def area_of(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("textbox", name="Questionnaire as text")


def text_of_draft(visitor: Visitor) -> Locator:
    """The editor of a new draft."""
    visitor.open("/author")
    begin(visitor, "A short example")
    as_text(visitor)
    return area_of(visitor)
