"""Writing a questionnaire: who knows no YAML changes words, looks at them and runs them; the editor's ways."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from accessible import violations
from app_server import AppServer
from editing import area_of, as_text, begin, choose_option, choose_part, field, text_of_draft, write
from pages import Choice, answer, finish, give, press, start
from playwright.sync_api import expect
from visitor import DESK, PHONE, SCREENS, Screen, Visitor

from assess.yaml_source.starting import example

OLD_ITEMS = (
    "A returning customer is served by someone who knows their history.",
    "After a sale, a person asks the customer how it is working out.",
    "Work on customer relationships is cut when it brings no sale that quarter.",
)
NEW_ITEMS = (
    "Whoever answers a customer knows the last order.",
    "Somebody rings after each sale: how is it working?",
    'Care for customers is cut, "because it brings nothing".',
)
NEW_ADVICE = "Ring every customer within a week, before any survey."


def test_who_knows_no_yaml_changes_a_questionnaire_and_runs_it(new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(DESK)
    visitor.open()
    visitor.page.get_by_role("link", name="Write your own").click()
    visitor.expect_heading("Write a questionnaire")
    begin(visitor, "Value disciplines pulse")
    visitor.expect_heading("Value disciplines pulse")
    for place, words in enumerate(NEW_ITEMS):
        choose_option(visitor, "Item", place)
        expect(field(visitor, "Question or statement")).to_have_value(OLD_ITEMS[place])
        write(visitor, "Question or statement", words)
        expect(visitor.main.locator("strong", has_text=words)).to_be_visible()
    choose_part(visitor, "Recommendations")
    write(visitor, "What to do", NEW_ADVICE)
    choose_part(visitor, "Title and version")
    write(visitor, "Title", "Our own pulse")
    visitor.expect_heading("Our own pulse")
    visitor.main.get_by_text("As a result", exact=True).click()
    expect(visitor.page.get_by_text("Invented answers of 6 people")).to_be_visible()
    expect(visitor.page.locator(".js-plotly-plot")).to_have_count(2)
    press(visitor, "Make it available")
    expect(visitor.page.get_by_text("Version 1.0.0 is available.")).to_be_visible()
    visitor.page.get_by_role("link", name="Start an assessment").click()
    visitor.expect_heading("Start an assessment")
    expect(visitor.page.get_by_text("this server's own, version 1.0.0")).to_be_visible()
    start(visitor, "Acme", questionnaire="Our own pulse")
    for words in NEW_ITEMS:
        expect(visitor.main.locator("strong", has_text=words)).to_be_visible()
    answer(visitor, [Choice(item, "Almost never") for item in ("depth-known", "sale-after")], given=0, asked=9)
    press(visitor, "Overview")
    finish(visitor)
    expect(visitor.page.get_by_text(NEW_ADVICE).first).to_be_visible()


def test_a_started_assessment_keeps_its_words_and_new_words_are_a_new_version(new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(DESK)
    visitor.open("/author")
    begin(visitor, "A short example")
    address = visitor.page.url
    press(visitor, "Make it available")
    visitor.page.get_by_role("link", name="Start an assessment").click()
    visitor.expect_heading("Start an assessment")
    begun = start(visitor, "Acme", questionnaire="Our questions")
    visitor.page.goto(address)
    visitor.settle()
    write(visitor, "Question or statement", "These words are new.")
    press(visitor, "Make it available")
    expect(visitor.page.get_by_text("Version 1.0 is in use with other words.")).to_be_visible()
    press(visitor, "Make it available as version 1.1")
    expect(visitor.page.get_by_text("Version 1.1 is available.")).to_be_visible()
    visitor.open(f"/respond?a={begun}")
    expect(visitor.main.locator("strong", has_text="A returning customer is served by someone")).to_be_visible()
    expect(visitor.main.locator("strong", has_text="These words are new.")).to_have_count(0)


def test_problems_stand_beside_their_lines_and_lead_there(new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(DESK)
    area = text_of_draft(visitor)
    area.fill(example().replace("scale: frequency", "scale: frequncy", 1))
    problem = visitor.page.get_by_role("button", name=re.compile("^Line 35 "))
    expect(problem).to_contain_text("there is no scale 'frequncy'. Did you mean `frequency`?")
    expect(visitor.page.get_by_role("status").filter(has_text="1 problem.")).to_be_attached()
    expect(area).to_have_attribute("aria-invalid", "true")
    expect(visitor.page.get_by_text("As it was before the problems.")).to_be_visible()
    problem.focus()
    visitor.page.keyboard.press("Enter")
    expect(area).to_be_focused()
    line = "area => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert str(area.evaluate(line)).strip() == "scale: frequncy"
    visitor.page.keyboard.type("        scale: frequency")
    expect(visitor.page.get_by_text("Sound: 5 items.")).to_be_visible()
    expect(problem).to_have_count(0)
    expect(area).to_have_attribute("aria-invalid", "false")
    hint = visitor.page.get_by_role("button", name=re.compile("^Line 41 "))
    expect(hint).to_contain_text("levels 1, 3 and 5 of 'knowing-twice' have no anchor.")
    visitor.page.keyboard.press("Tab")  # no trap
    expect(area).not_to_be_focused()


def test_typing_is_not_disturbed_by_the_servers_answers(new_visitor: Any) -> None:
    """Half a second's pauses have the text told, checked and sent back between the keys."""
    visitor: Visitor = new_visitor(DESK)
    area = text_of_draft(visitor)
    area.fill("")
    words = "title: One two three four five six seven"
    area.press_sequentially(words, delay=130)
    expect(area).to_have_value(words)
    visitor.page.wait_for_timeout(1500)
    visitor.settle()
    expect(area).to_have_value(words)
    visitor.reload()
    as_text(visitor)
    expect(area_of(visitor)).to_have_value(words)


def test_what_was_written_outlives_the_server(new_visitor: Any, server: AppServer) -> None:
    visitor: Visitor = new_visitor(DESK)
    area = text_of_draft(visitor)
    area.fill("title: Before\n")
    expect(visitor.page.get_by_role("status").filter(has_text="problem")).to_be_attached()
    visitor.settle()
    with visitor.while_server_is_away():
        server.kill()
        area.fill("title: While it was away\n")
        expect(visitor.page.get_by_text("Not saved yet")).to_be_visible()
        server.start()
    expect(visitor.page.get_by_text("The draft is saved.")).to_be_visible()
    expect(area).to_have_value("title: While it was away\n")
    visitor.reload()
    as_text(visitor)
    expect(area_of(visitor)).to_have_value("title: While it was away\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: &x [1]\nb: *x\n", "aliases (`*x`) are not read"),
        ("title: <script>alert(1)</script>\n", "is missing"),
        ("id: a\0b\n", "the character NUL"),
        ("a: " + "[" * 300, "nested deeper"),
        ("# " + "x" * 1_000_001, "is larger than 1,000,000 bytes"),
    ],
    ids=["aliases", "script", "nul", "deep", "large"],
)
def test_hostile_texts_in_the_editor_are_problems(text: str, told: str, new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(PHONE)
    area = text_of_draft(visitor)
    area.evaluate("(area, text) => { area.value = text; area.dispatchEvent(new Event('input')); }", text)
    expect(visitor.page.get_by_role("button", name=told).first).to_be_attached()
    expect(visitor.page.locator("script", has_text="alert(1)")).to_have_count(0)


def test_files_that_cannot_be_taken_are_refused_in_words(new_visitor: Any, tmp_path: Path) -> None:
    visitor: Visitor = new_visitor(DESK)
    for content, told in (
        (b"title: a\0b\n", "the character NUL"),
        (b"title: \xff\xfe\n", "is not UTF-8"),
    ):
        file = tmp_path / "theirs.yaml"
        file.write_bytes(content)
        visitor.open("/author")
        visitor.page.get_by_text("With a text of your own").click()
        give(visitor, file)
        press(visitor, "Begin with this text")
        expect(visitor.page.get_by_role("alert").filter(has_text=told)).to_be_visible()
    file.write_text(example(), encoding="utf-8")
    visitor.open("/author")
    visitor.page.get_by_text("With a text of your own").click()
    give(visitor, file)
    press(visitor, "Begin with this text")
    visitor.expect_heading("Our questions")


def test_a_file_of_two_megabytes_goes_no_further_than_the_page(new_visitor: Any, tmp_path: Path) -> None:
    visitor: Visitor = new_visitor(DESK)
    visitor.open("/author")
    visitor.page.get_by_text("With a text of your own").click()
    file = tmp_path / "large.yaml"
    file.write_bytes(b"#" * (2 * 2**20 + 1))
    visitor.page.locator("input[type=file]").set_input_files(file)
    expect(visitor.page.get_by_role("alert")).to_contain_text("must be 1.0MB or smaller")
    visitor.settle()  # and by the keyboard: the button moves as the field above it grows
    visitor.page.get_by_role("button", name="Begin with this text", exact=True).press("Enter")
    expect(visitor.page.get_by_text("There is no text yet.")).to_be_visible()


def test_the_draft_is_taken_away_as_it_is(new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(DESK)
    visitor.open("/author")
    begin(visitor, "A short example")
    with visitor.page.expect_download() as taken:
        press(visitor, "Download")
    assert taken.value.suggested_filename == "our-questions.yaml"
    assert Path(taken.value.path()).read_text(encoding="utf-8") == example()


def test_a_draft_is_gone_on_with_and_left(new_visitor: Any) -> None:
    """The address follows: what is pressed next, and a reload, find the page that is shown."""
    visitor: Visitor = new_visitor(DESK)
    visitor.open("/author")
    begin(visitor, "Value disciplines pulse")
    draft = visitor.page.url
    visitor.page.get_by_role("link", name="All drafts").click()
    visitor.expect_heading("Write a questionnaire")
    visitor.page.get_by_text("With a text of your own").click()
    press(visitor, "Begin with this text")
    expect(visitor.page.get_by_text("There is no text yet.")).to_be_visible()
    visitor.page.get_by_role("link", name="Go on").click()
    visitor.expect_heading("Value disciplines pulse")
    choose_part(visitor, "Title and version")
    write(visitor, "Title", "Our own pulse")
    visitor.expect_heading("Our own pulse")
    expect(visitor.page).to_have_url(draft)
    visitor.reload()
    visitor.expect_heading("Our own pulse")


def test_another_browser_sees_no_draft_and_what_is_available(new_visitor: Any) -> None:
    owner, stranger = new_visitor(DESK), new_visitor(PHONE)
    owner.open("/author")
    begin(owner, "A short example")
    stranger.open(owner.page.url.removeprefix(owner.url))
    expect(stranger.page.get_by_role("alert")).to_contain_text("There is no such draft in this browser.")
    stranger.open("/author")
    expect(stranger.page.get_by_text("Your drafts")).to_have_count(0)


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_axe_finds_nothing_on_the_page_in_any_state(screen: Screen, new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(screen)
    visitor.open("/author")
    found = {"empty": violations(visitor)}
    begin(visitor, "Value disciplines pulse")
    found["words"] = violations(visitor)
    choose_part(visitor, "Recommendations")
    visitor.main.get_by_text("As a result", exact=True).click()
    expect(visitor.page.locator(".js-plotly-plot")).to_have_count(2)
    found["advice and result"] = violations(visitor)
    as_text(visitor)
    area_of(visitor).fill(area_of(visitor).input_value().replace("scale: frequency", "scale: often", 2))
    expect(visitor.page.get_by_role("button", name=re.compile("^Line ")).first).to_be_visible()
    found["problems"] = violations(visitor)
    visitor.open("/author")
    found["drafts"] = violations(visitor)
    assert {name: each for name, each in found.items() if each} == {}
