"""The app in each of its languages: which one a person meets, how they change it, and that no page mixes two."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from app_server import AppServer
from campaign import become, location_of, running
from foreign import english
from pages import Choice, press, start_afresh
from playwright.sync_api import expect
from pypdf import PdfReader
from visitor import PHONE, Visitor

from assess.store import KeptQuestionnaire, Settings, Store, new_secret
from assess.texts import language_name, translator
from assess.web.resources import library
from assess.web.rooms.fields import kept

FOREIGN = ("de", "es", "fr")
BROWSERS = {"de": "de-AT", "es": "es-MX", "fr": "fr-CH"}
TITLES = {"de": "Worin führt Ihr Unternehmen?", "es": "¿En qué lidera su empresa?",
          "fr": "En quoi votre entreprise est-elle en tête ?"}  # fmt: skip


class Seeded:
    """A finished assessment of one person, and one by links in each language, made before the server starts."""

    def __init__(self, folder: Path) -> None:
        self._store = Store.open(location_of(folder))
        self.owner = new_secret()
        self.own = self._made("en", Settings())
        self._answer(self.owner, self.own)
        self.links = {language: self._linked(language) for language in FOREIGN}
        self._store.close()

    def _made(self, language: str, settings: Settings) -> str:
        book: KeptQuestionnaire = kept(library()["pulse"])
        return self._store.create_assessment(
            self.owner, company="Acme", questionnaire=book, competitors=["Bolt"], language=language, settings=settings
        ).id

    def _linked(self, language: str) -> tuple[str, str]:
        made = self._made(language, Settings(kind="links", role_groups=("Team 1",), minimum_group=3))
        (link,) = self._store.add_links(self.owner, made, "open", ["A"])
        return made, link.token

    def _answer(self, person: str, made: str) -> None:
        for place, item in enumerate(library()["pulse"].questionnaire.items):
            self._store.save_answer(person, made, item.id, value=1 + place % 4)
            if item.compare:
                self._store.save_answer(person, made, item.id, subject="Bolt", value=3)
        self._store.finish(person, made)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def seeded(folder: Path) -> Seeded:
    return Seeded(folder)


@pytest.fixture(scope="module")
def server(folder: Path, seeded: Seeded) -> Iterator[AppServer]:
    with running(folder, location_of(folder)) as started:
        yield started


def mixed(visitor: Visitor, language: str, page: str) -> list[str]:
    """What is English on a page of another language, and what the page says of itself."""
    visitor.settle()
    return [f"{page}: {text}" for text in english(visitor, language)]


@pytest.mark.parametrize("language", FOREIGN)
def test_the_browser_decides_for_who_has_not_chosen(language: str, new_visitor: Any, seeded: Seeded) -> None:
    """Home, start, invite, board and results of an owner, in the browser's language."""
    visitor: Visitor = new_visitor(locale=BROWSERS[language])
    t = translator(language)
    become(visitor, seeded.owner)
    visitor.open()
    visitor.expect_heading(TITLES[language])
    expect(visitor.page.get_by_text(t.date(datetime.now(UTC))).first).to_be_visible()
    found = mixed(visitor, language, "home")
    made, _ = seeded.links[language]
    for path in ("start", "invite", f"board?a={made}", f"results?a={made}"):
        visitor.open(f"/{path}")
        found += mixed(visitor, language, path)
    visitor.open(f"/board?a={made}")
    for tab in (t("Links"), t("Settings"), t("Data")):
        visitor.page.get_by_role("tab", name=tab, exact=True).click()
        expect(visitor.page.get_by_role("tab", name=tab, exact=True)).to_have_attribute("aria-selected", "true")
        found += mixed(visitor, language, f"board, {tab}")
    assert found == []


@pytest.mark.parametrize("language", FOREIGN)
def test_a_link_speaks_the_assessments_language(language: str, new_visitor: Any, seeded: Seeded) -> None:
    """Join, respond and review, in a browser that asks for English."""
    visitor: Visitor = new_visitor(PHONE)
    t = translator(language)
    _, token = seeded.links[language]
    visitor.open(f"/a/{token}")
    found = mixed(visitor, language, "join")
    press(visitor, t("Begin"))
    visitor.page.wait_for_url(re.compile(r"/respond\?.*\bd="))
    found += mixed(visitor, language, "respond")
    press(visitor, t("Overview"))
    visitor.expect_heading(t("Review your answers"))
    found += mixed(visitor, language, "review")
    assert found == []


@pytest.mark.parametrize("language", FOREIGN)
def test_results_and_files_come_in_the_readers_language(language: str, new_visitor: Any, seeded: Seeded) -> None:
    """An assessment in English, read in the language that the address carries: figures, report and all."""
    visitor: Visitor = new_visitor()
    t = translator(language)
    become(visitor, seeded.owner)
    visitor.open(f"/results?a={seeded.own}&lang={language}")
    visitor.expect_heading("Acme")
    assert mixed(visitor, language, "results") == []
    advice = visitor.main.locator("[class*='st-key-advice-']").first
    advice.locator("summary").click()
    expect(advice).to_contain_text(re.compile(r"\d,\d"))
    assert mixed(visitor, language, "advice") == []
    with visitor.page.expect_popup() as tab:
        visitor.page.get_by_role("link", name=t("PDF, A4"), exact=True).click()
    if not visitor.downloads:
        tab.value.wait_for_event("download")
    report = PdfReader(io.BytesIO(Path(visitor.downloads[-1].path()).read_bytes()))
    words = " ".join(page.extract_text() for page in report.pages)
    assert report.trailer["/Root"]["/Lang"].startswith(language)
    assert t("How the figures come about") in words and t.date(datetime.now(UTC)) in words
    assert "How the figures come about" not in words


def choose_by_keyboard(visitor: Visitor, language: str) -> None:
    """Opens the menu by a key, and chooses a language by a key once it has the focus."""
    visitor.page.get_by_role("button", name=language_name("en")).focus()
    visitor.page.keyboard.press("Enter")
    wanted = visitor.page.get_by_role("menuitem", name=language_name(language))
    expect(wanted).to_be_visible()
    visitor.page.wait_for_timeout(1000)  # the menu takes no key while it opens
    wanted.focus()
    visitor.page.keyboard.press("Enter")


def test_a_persons_choice_is_kept_with_their_answers(new_visitor: Any) -> None:
    """By keyboard, in the middle of answering: nothing is lost, and the choice outlives address and session."""
    visitor: Visitor = new_visitor(PHONE)
    assessment = start_afresh(visitor)
    visitor.main.get_by_text("Usually", exact=True).first.click()
    expect(visitor.page.get_by_text("1 of 9 answered")).to_be_visible()
    visitor.settle()
    choose_by_keyboard(visitor, "fr")
    expect(visitor.page.get_by_text("1 réponses sur 9")).to_be_visible()
    visitor.settle()
    assert "lang=fr" in visitor.page.url
    chosen = Choice("depth-known", "Usually")
    named = visitor.page.locator(f".st-key-item-{chosen.item}").get_by_role("radio", name="Le plus souvent")
    expect(named).to_be_checked()
    visitor.open(f"/respond?a={assessment}")
    expect(visitor.page.get_by_text("1 réponses sur 9")).to_be_visible()
    visitor.open()
    visitor.expect_heading("Where does your company lead?")


def test_who_starts_in_another_language_goes_on_in_it(new_visitor: Any) -> None:
    visitor: Visitor = new_visitor()
    visitor.open("/start")
    visitor.page.get_by_label("Company", exact=True).fill("Acme")
    choice = visitor.page.get_by_role("combobox", name="Language")
    choice.scroll_into_view_if_needed()
    visitor.page.wait_for_timeout(500)  # scrolling shuts the list
    choice.click()
    visitor.page.get_by_role("option", name="Deutsch").click()
    press(visitor, "Start")
    visitor.page.wait_for_url(re.compile(r"/respond\?.*\bd="))
    visitor.settle()
    expect(visitor.page.get_by_role("button", name="Weiter")).to_be_visible()
    visitor.page.get_by_role("button", name="Deutsch").click()
    visitor.page.get_by_role("menuitem", name="English").click()
    expect(visitor.page.get_by_role("button", name="Next")).to_be_visible()
