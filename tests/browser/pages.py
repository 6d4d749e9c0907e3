"""What a person does on the app's pages, in the questionnaire's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, expect
from visitor import Visitor

NOT_APPLICABLE, UNKNOWN = "Does not apply", "Do not know"
US = None
"""The company itself, as a subject."""


@dataclass(frozen=True)
class Choice:
    """One answer: an item, the label of a level, and whom it is about."""

    item: str
    label: str
    subject: str | None = US


def start(
    visitor: Visitor,
    company: str,
    competitors: Sequence[str] = (),
    *,
    questionnaire: str = "Value disciplines pulse",
    lead: str = "Not decided",
) -> str:
    """Fills in the form and starts; returns the assessment's id."""
    page = visitor.page
    page.get_by_role("radiogroup", name="Questionnaire").get_by_text(questionnaire, exact=True).click()
    page.get_by_label("Company", exact=True).fill(company)
    for place, name in enumerate(competitors, start=1):
        page.get_by_label(f"Competitor {place}").fill(name)
    page.get_by_role("radiogroup", name="Which discipline").get_by_text(lead, exact=True).click()
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url(re.compile(r"/respond\?.*\bd="))
    visitor.settle()
    return assessment_of(visitor)


def start_afresh(visitor: Visitor, company: str = "Acme", competitors: Sequence[str] = (), **more: str) -> str:
    """Starts an assessment from the start page's address; returns its id."""
    visitor.open("/start")
    return start(visitor, company, competitors, **more)


def assessment_of(visitor: Visitor) -> str:
    """The assessment in the page's address."""
    found = re.search(r"[?&]a=([^&]+)", visitor.page.url)
    assert found, visitor.page.url
    return found[1]


def item_box(visitor: Visitor, item: str) -> Locator:
    """The frame around one item."""
    return visitor.page.locator(f".st-key-item-{item}")


def options_of(visitor: Visitor, item: str, subject: str | None = US) -> Locator:
    """The radio group of one question."""
    groups = item_box(visitor, item).get_by_role("radiogroup")
    return groups.first if subject is US else groups.and_(visitor.page.get_by_label(subject, exact=True))


def option(visitor: Visitor, choice: Choice) -> Locator:
    """The radio button of one answer."""
    return options_of(visitor, choice.item, choice.subject).get_by_role("radio", name=choice.label, exact=True)


def choose(visitor: Visitor, choice: Choice) -> None:
    """Clicks an answer's label, as a person would."""
    group = options_of(visitor, choice.item, choice.subject)
    group.get_by_text(choice.label, exact=True).click()
    expect(option(visitor, choice)).to_be_checked()


def answer(visitor: Visitor, choices: Sequence[Choice], *, given: int, asked: int) -> int:
    """Gives answers, each seen to be saved before the next; returns how many are given then."""
    for choice in choices:
        choose(visitor, choice)
        given += 1
        expect_saved(visitor, given, asked)
    return given


def expect_saved(visitor: Visitor, given: int, asked: int) -> None:
    """The page counts these answers, and says that all are saved."""
    expect(visitor.page.get_by_text(f"{given} of {asked} answered", exact=True)).to_be_visible()
    expect(visitor.page.get_by_text("All answers are saved.")).to_be_visible()
    visitor.settle()


def expect_chosen(visitor: Visitor, choices: Sequence[Choice]) -> None:
    """The page shows these answers."""
    for choice in choices:
        expect(option(visitor, choice)).to_be_checked()


def comment_box(visitor: Visitor, item: str) -> Locator:
    """Where an item's comment is written; hidden until it is unfolded."""
    return item_box(visitor, item).get_by_role("textbox", name="Comment")


def unfold_comment(visitor: Visitor, item: str) -> Locator:
    """Unfolds an item's comment; returns where it is written."""
    item_box(visitor, item).locator("summary").click()
    expect(comment_box(visitor, item)).to_be_visible()
    return comment_box(visitor, item)


def write_comment(visitor: Visitor, item: str, text: str) -> None:
    """Unfolds an item's comment, writes it and leaves it; returns when it is saved."""
    unfold_comment(visitor, item).fill(text)
    visitor.page.keyboard.press("Tab")
    expect(item_box(visitor, item).get_by_text("Comment (written)", exact=True)).to_be_visible()
    visitor.settle()


def press(visitor: Visitor, name: str) -> None:
    """Presses the button of this name."""
    visitor.page.get_by_role("button", name=name, exact=True).click()


def give(visitor: Visitor, *files: Path) -> None:
    """Chooses files in the page's field for them; returns when the server has them."""
    field = visitor.page.get_by_test_id("stFileUploader")
    shown = field.get_by_test_id("stFileChip")
    known = shown.count()
    field.locator("input[type=file]").set_input_files(files)
    expect(shown).to_have_count(known + len(files))
    expect(field.get_by_test_id("stFileChipIconSpinner")).to_have_count(0)
    visitor.settle()


def finish(visitor: Visitor) -> None:
    """From the review to the results."""
    press(visitor, "Finish and see the results")
    visitor.page.wait_for_url(re.compile(r"/results\?"))
    visitor.settle()


def take_away(visitor: Visitor, link: str, name: str) -> bytes:
    """Presses a download's link; returns the file's bytes once its name is right."""
    known = len(visitor.downloads)
    with visitor.page.expect_popup() as tab:
        visitor.page.get_by_role("link", name=link, exact=True).click()
    if len(visitor.downloads) == known:
        tab.value.wait_for_event("download")
    file = visitor.downloads[-1]
    assert file.suggested_filename.endswith(f" {name}"), file.suggested_filename
    return Path(file.path()).read_bytes()
