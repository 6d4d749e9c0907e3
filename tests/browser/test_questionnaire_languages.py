"""What is asked, in each language: all pages of a questionnaire, a workshop from lobby to end, on all screens.

No English sentence may be left on a page in another language, neither of the app nor of the questionnaire.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from app_server import AppServer
from campaign import become, location_of, running
from foreign import english
from playwright.sync_api import expect
from staged import Staged
from visitor import DESK, PHONE, Visitor

from assess.core.workshop import Stage
from assess.store import Settings, Store, new_secret
from assess.texts import language_name, translator
from assess.web.resources import library
from assess.web.rooms.fields import kept

FOREIGN = ("de", "es", "fr")
DEEP = library()["customer-intimacy"]
FIGURE = next(item for item in DEEP.questionnaire.items if item.number)


class Seeded:
    """An assessment in depth, one whose questionnaire is translated in part, and a workshop in its lobby."""

    def __init__(self, folder: Path) -> None:
        self.store = Store.open(location_of(folder))
        self.owner = new_secret()
        self.deep = self._started(kept(DEEP))
        german = kept(DEEP).translations["de"]
        title = re.search(r"^  title: .*$", german, re.MULTILINE)
        assert title
        part = german.replace(title[0], re.sub(r"text: .*}", 'text: ""}', title[0]))
        self.part = self._started(replace(kept(DEEP), translations={"de": part}))
        self.workshop = Staged(self.store, 3)

    def _started(self, questionnaire: Any) -> str:
        return self.store.create_assessment(
            self.owner, company="Acme", questionnaire=questionnaire, competitors=["Bolt"], settings=Settings()
        ).id


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def seeded(folder: Path) -> Iterator[Seeded]:
    made = Seeded(folder)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def server(folder: Path, seeded: Seeded) -> Iterator[AppServer]:
    with running(folder, location_of(folder)) as started:
        yield started


@pytest.mark.parametrize("language", FOREIGN)
def test_every_page_of_a_questionnaire(language: str, new_visitor: Any, seeded: Seeded) -> None:
    """Items, help, anchors, levels, units and titles of all dimensions, then the overview."""
    visitor: Visitor = new_visitor(PHONE)
    become(visitor, seeded.owner)
    spoken, found = DEEP.in_language(language), []
    for dimension in spoken.dimensions:
        visitor.open(f"/respond?a={seeded.deep}&d={dimension.id}&lang={language}")
        visitor.expect_heading(dimension.title)
        expect(visitor.page.get_by_text(dimension.items[0].text, exact=True).first).to_be_visible()
        found += [f"{dimension.id}: {text}" for text in english(visitor, language)]
    visitor.open(f"/review?a={seeded.deep}&lang={language}")
    visitor.expect_heading(translator(language)("Review your answers"))
    assert found + english(visitor, language) == []


def choose_language(visitor: Visitor, present: str, language: str) -> None:
    visitor.page.get_by_role("button", name=language_name(present), exact=True).click()
    visitor.page.get_by_role("menuitem", name=language_name(language), exact=True).click()


def test_a_figure_stays_when_the_language_changes(new_visitor: Any, seeded: Seeded) -> None:
    visitor: Visitor = new_visitor()
    become(visitor, seeded.owner)
    dimension = DEEP.questionnaire.dimension_of[FIGURE.id]
    visitor.open(f"/respond?a={seeded.deep}&d={dimension.id}&lang=en")
    visitor.expect_heading(dimension.title)
    assert FIGURE.number
    box = visitor.page.locator(f".st-key-item-{FIGURE.id}").get_by_label(f"Acme, {FIGURE.number.unit}")
    box.fill("7")
    box.press("Enter")
    visitor.settle()
    choose_language(visitor, "en", "fr")
    spoken = DEEP.in_language("fr")
    visitor.expect_heading(spoken.dimension(dimension.id).title)
    number = spoken.item(FIGURE.id).number
    assert number
    expect(visitor.page.get_by_label(f"Acme, {number.unit}").first).to_have_value(re.compile("^7"))
    assert seeded.store.answers_of(seeded.owner, seeded.deep)["us", FIGURE.id].value == 7


def test_an_answer_stays_chosen_when_the_language_changes(new_visitor: Any, seeded: Seeded) -> None:
    """A level, and one of the app's own words; back and forth."""
    visitor: Visitor = new_visitor(PHONE)
    become(visitor, seeded.owner)
    dimension = next(each for each in DEEP.questionnaire.dimensions if all(item.scale for item in each.items[:2]))
    level, unknown = dimension.items[:2]
    visitor.open(f"/respond?a={seeded.deep}&d={dimension.id}&lang=en")
    visitor.expect_heading(dimension.title)
    for present, language in (("", "en"), ("en", "de"), ("de", "en")):
        if present:
            choose_language(visitor, present, language)
        spoken = DEEP.in_language(language)
        visitor.expect_heading(spoken.dimension(dimension.id).title)
        scale = spoken.scale_of(level)
        assert scale
        for item, label in ((level, scale.levels[3].label), (unknown, translator(language)("Do not know"))):
            group = visitor.page.locator(f".st-key-item-{item.id}").get_by_role("radiogroup").first
            if not present:
                group.get_by_text(label, exact=True).click()
                visitor.settle()
            expect(group.get_by_role("radio", name=label, exact=True)).to_be_checked()
    answers = seeded.store.answers_of(seeded.owner, seeded.deep)
    assert answers["us", level.id].value == scale.levels[3].value and answers["us", unknown.id].state == "dk"


def test_the_choice_says_where_questions_are_not_translated(new_visitor: Any, seeded: Seeded) -> None:
    """German but for one text, no French: said before anybody chooses, and what is there is spoken."""
    visitor: Visitor = new_visitor()
    become(visitor, seeded.owner)
    visitor.open(f"/respond?a={seeded.part}&lang=en")
    visitor.page.get_by_role("button", name="English", exact=True).click()
    offered = visitor.page.get_by_role("menuitem")
    expect(offered).to_have_text(["Deutsch, questions in part", "Español, questions in English",
                                  "Français, questions in English"])  # fmt: skip
    offered.first.click()
    visitor.expect_heading(DEEP.in_language("de").dimensions[0].title)
    visitor.open(f"/respond?a={seeded.part}&lang=fr")
    visitor.expect_heading(DEEP.questionnaire.dimensions[0].title)
    expect(visitor.page.get_by_role("button", name=translator("fr")("Next"))).to_be_visible()


def test_a_workshop_speaks_each_readers_language(new_visitor: Any, seeded: Seeded) -> None:
    """One workshop, three languages: desk in German, wall in French, a phone in Spanish, at every stage."""
    room = seeded.workshop
    desk, wall, phone = new_visitor(DESK), new_visitor(DESK), new_visitor(PHONE)
    screens = ((desk, "desk", "de"), (wall, "projector", "fr"), (phone, "room", "es"))
    for visitor, browser in ((desk, room.owner), (wall, room.owner), (phone, room.people[0])):
        become(visitor, browser)
    found = []
    for stage in Stage:
        for visitor, page, language in screens:
            visitor.open(f"/{page}?a={room.id}&lang={language}")
            told = [text for text in english(visitor, language) if not text.startswith("Person ")]  # people's names
            found += [f"{page} at {stage}: {text}" for text in told]
        assert stage is Stage.CLOSE or room.next() is list(Stage)[stage.place + 1]
    desk.open(f"/results?a={room.id}&lang=de")
    desk.expect_heading("Acme")
    assert found + english(desk, "de") == []


def test_the_library_names_the_languages_of_each(new_visitor: Any) -> None:
    visitor: Visitor = new_visitor()
    for language in FOREIGN:
        visitor.open(f"/?lang={language}")
        for name, loaded in library().items():
            book = visitor.page.locator(f".st-key-book-{name}")
            expect(book).to_contain_text(loaded.in_language(language).title)
            expect(book).to_contain_text(translator(language).plural("{n} language", "{n} languages", 4))
