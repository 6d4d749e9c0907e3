"""Translations of a questionnaire of one's own: from the page, by a translator's hands, to whoever reads them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from accessible import violations
from editing import as_text, begin, write
from pages import assessment_of, give, press, start
from playwright.sync_api import Locator, expect
from visitor import DESK, PHONE, SCREENS, Screen, Visitor

GERMAN_TITLE, GERMAN_ITEM = "Unsere eigenen Fragen", "Wer wiederkommt, wird erkannt."


def other_languages(visitor: Visitor) -> None:
    visitor.main.get_by_text("Other languages", exact=True).click()
    visitor.settle()


def card(visitor: Visitor, language: str) -> Locator:
    return visitor.page.locator(f".st-key-translation-{language}")


def taken_down(visitor: Visitor, name: str, place: Locator, folder: Path) -> Path:
    """Presses a download; the file, named as it was suggested."""
    with visitor.page.expect_download() as taken:
        place.get_by_role("button", name=name, exact=True).click()
    file = folder / taken.value.suggested_filename
    taken.value.save_as(file)
    return file


def add(visitor: Visitor, *files: Path) -> None:
    if not visitor.page.get_by_role("button", name="Add", exact=True).is_visible():
        visitor.page.locator(".st-key-add-translation summary").click()
    give(visitor, *files)
    press(visitor, "Add")
    visitor.settle()


def translated(file: Path, **texts: str) -> None:
    """What a translator does in the file: words between the quotes behind some paths."""
    content = file.read_text(encoding="utf-8")
    for path, words in texts.items():
        line = re.compile(rf"^(  {re.escape(path.replace('__', '.').replace('_', '-'))}: .*text: )\"\"", re.MULTILINE)
        content, count = line.subn(rf'\g<1>"{words}"', content)
        assert count == 1, path
    file.write_text(content, encoding="utf-8")


def test_a_translator_fills_in_the_file_and_people_are_asked_in_german(new_visitor: Any, tmp_path: Path) -> None:
    author: Visitor = new_visitor(DESK)
    author.open("/author")
    begin(author, "A short example")
    other_languages(author)
    visitor_box = author.page.locator(".st-key-to-translate")
    expect(visitor_box.get_by_role("combobox")).to_have_value(re.compile("German"))
    file = taken_down(author, "Download to fill in", visitor_box, tmp_path)
    assert file.name == "our-questions.de.yaml"
    translated(file, title=GERMAN_TITLE, items__knowing_history__text=GERMAN_ITEM)
    add(author, file)
    expect(author.page.get_by_text("Added: Deutsch.")).to_be_visible()
    expect(card(author, "de")).to_contain_text(re.compile(r"2 of \d+ texts are translated · \d+ missing"))
    assert taken_down(author, "Download", card(author, "de"), tmp_path / "kept").read_bytes() == file.read_bytes()
    press(author, "Make it available")
    expect(author.page.get_by_text("Version 1.0 is available.")).to_be_visible()
    author.page.get_by_role("link", name="Start an assessment").click()
    author.expect_heading("Start an assessment")
    start(author, "Acme", questionnaire="Our questions")
    made = assessment_of(author)
    author.open(f"/respond?a={made}&lang=de")
    expect(author.main.locator("strong", has_text=GERMAN_ITEM)).to_be_visible()
    author.open(f"/respond?a={made}&lang=en")
    expect(author.main.locator("strong", has_text="A returning customer is served by someone")).to_be_visible()


def test_other_words_are_said_to_be_out_of_date_and_nothing_is_lost(new_visitor: Any, tmp_path: Path) -> None:
    author: Visitor = new_visitor(PHONE)
    author.open("/author")
    begin(author, "Value disciplines pulse")
    write(author, "Question or statement", "Whoever answers a customer knows the last order.")
    other_languages(author)
    expect(card(author, "fr")).to_contain_text("121 of 122 texts are translated · 1 out of date")
    file = taken_down(author, "Download to complete", card(author, "fr"), tmp_path)
    content = file.read_text(encoding="utf-8")
    assert file.name == "our-pulse.fr.yaml" and "#> Original now: Whoever answers a customer knows" in content
    now = re.search(r"write of: \"?([0-9a-f]{8})", content)
    assert now
    stale = re.compile(r"(Original now: Whoever.*\n  \S+ \{of: )\S+?(, text: )\".*\"")
    file.write_text(stale.sub(rf'\g<1>"{now[1]}"\g<2>"Qui répond connaît la dernière commande."', content), "utf-8")
    add(author, file)
    expect(card(author, "fr")).to_contain_text("122 of 122 texts are translated")
    expect(card(author, "fr").get_by_role("button", name="Download to complete")).to_have_count(0)
    author.reload()
    other_languages(author)
    expect(card(author, "fr")).to_contain_text("122 of 122 texts are translated")
    press_in(card(author, "es"), author, "Take away")
    press(author, "Delete for good")
    expect(card(author, "es")).to_have_count(0)
    expect(card(author, "de")).to_be_visible()


def press_in(place: Locator, visitor: Visitor, name: str) -> None:
    place.get_by_role("button", name=name).click()
    visitor.settle()


def test_files_that_cannot_be_taken_are_refused_and_the_sound_ones_are_kept(new_visitor: Any, tmp_path: Path) -> None:
    author: Visitor = new_visitor(DESK)
    author.open("/author")
    begin(author, "A short example")
    other_languages(author)
    sound = taken_down(author, "Download to fill in", author.page.locator(".st-key-to-translate"), tmp_path)
    translated(sound, title=GERMAN_TITLE)
    nul, aliased, foreign = (tmp_path / f"{name}.yaml" for name in ("nul", "aliased", "foreign"))
    nul.write_bytes(b"translates: a\0b\n")
    aliased.write_text("translates: &x our-questions\nlanguage: *x\n", encoding="utf-8")
    foreign.write_text(sound.read_text(encoding="utf-8").replace("our-questions", "pulse"), encoding="utf-8")
    add(author, sound, nul, aliased, foreign)
    expect(author.page.get_by_text("Added: Deutsch.")).to_be_visible()
    for words in ("the character NUL", "aliases (`*x`) are not read", "not 'pulse'"):
        expect(author.page.get_by_role("alert").filter(has_text=words).first).to_be_visible()
    expect(card(author, "de")).to_contain_text("1 of ")


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_axe_finds_nothing_there(screen: Screen, new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(screen)
    visitor.open("/author")
    begin(visitor, "Value disciplines pulse")
    write(visitor, "Question or statement", "Whoever answers a customer knows the last order.")
    other_languages(visitor)
    for place in (".st-key-findings-de", ".st-key-to-translate", ".st-key-add-translation"):
        visitor.page.locator(f"{place} summary").click()
    visitor.settle()
    assert violations(visitor) == []
    as_text(visitor)
