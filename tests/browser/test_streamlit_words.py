"""What Streamlit itself says in fields, lists and dialogs is in the reader's language; what people wrote stays."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import streamlit
from app_server import AppServer
from foreign import texts_of
from playwright.sync_api import expect
from visitor import Visitor

from assess.texts import translator
from assess.web.streamlit_words import words_in

BROWSERS = {"de": "de-DE", "es": "es-ES", "fr": "fr-FR"}
SAID = words_in(translator("en"))
PIECE = re.compile(r"\{\w+\}")


def of_streamlit(visitor: Visitor, language: str) -> set[str]:
    """What is on the page that Streamlit says in English, and that is another thing in the language."""
    same = {theirs for each in words_in(translator(language)).values() for theirs, ours in each if theirs == ours}
    theirs = {theirs for each in SAID.values() for theirs, _ in each} - same
    pattern = re.compile("|".join(PIECE.sub(".+", re.escape(each).replace(r"\{", "{").replace(r"\}", "}"))
                                  for each in theirs))  # fmt: skip
    return {text for text in texts_of(visitor) if pattern.fullmatch(text)}


@pytest.mark.parametrize("language", BROWSERS)
def test_fields_and_lists_speak_the_readers_language(language: str, new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(locale=BROWSERS[language])
    t, page = translator(language), visitor.page
    visitor.open("/invite")
    page.get_by_role("textbox", name=t("Company"), exact=True).fill("No results")
    expect(page.get_by_text(t("Enter to send"), exact=True)).to_be_visible()
    found = of_streamlit(visitor, language)
    page.get_by_role("textbox", name=t("Role groups, one a line (optional)")).fill("Open\nUpload")
    expect(page.get_by_text(t("{key}+Enter to send", key="Ctrl"), exact=True)).to_be_visible()
    found |= of_streamlit(visitor, language)
    assert page.get_by_role("textbox", name=t("Role groups, one a line (optional)")).input_value() == "Open\nUpload"
    page.get_by_role("button", name=t("Choose a date")).first.click()
    expect(page.get_by_test_id("stDateInputCalendar")).to_be_visible()
    found |= of_streamlit(visitor, language)
    visitor.open("/prepare")
    visitor.settle()
    page.get_by_role("combobox", name=t("Dimensions")).click()
    page.keyboard.type("zzz")
    expect(page.get_by_text(t("Nothing found"), exact=True)).to_be_visible()
    assert found | of_streamlit(visitor, language) == set()


@pytest.mark.parametrize("language", BROWSERS)
def test_dialogs_speak_it_too(language: str, new_visitor: Any, server: AppServer) -> None:
    visitor: Visitor = new_visitor(locale=BROWSERS[language])
    t, page = translator(language), visitor.page
    visitor.open("/nowhere")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(t("There is no such page. This is the start page."))
    found = of_streamlit(visitor, language)
    dialog.get_by_role("button", name=t("Close")).first.click()
    visitor.faults[:] = [each for each in visitor.faults if "does not seem to exist" not in each]  # as it does not
    with visitor.while_server_is_away():
        server.kill()
        lost = t("The server does not answer. Are you online? Once it does, this page goes on by itself.")
        expect(dialog).to_contain_text(lost)
        found |= of_streamlit(visitor, language)
        server.start()
    expect(dialog).to_be_hidden()
    assert found == set()


def test_words_change_with_the_language_that_a_person_chooses(new_visitor: Any) -> None:
    visitor: Visitor = new_visitor()
    field = visitor.main.get_by_test_id("stFileUploader")
    for language in ("de", "fr", "en"):
        t = translator(language)
        visitor.open(f"/author?lang={language}")
        visitor.main.get_by_text(t("With a text of your own"), exact=True).click()
        expect(field.get_by_text(t("Upload"), exact=True)).to_be_visible()


def test_streamlit_still_says_so() -> None:
    """Each text is in the scripts of the Streamlit that is installed: another version may say something else."""
    scripts = Path(streamlit.__file__).parent.glob("static/static/js/*.js")
    code = "\n".join(each.read_text("utf-8") for each in scripts)
    parts = re.compile(r"\{\w+\}|, |\. |(?<=Enter to )")  # which it puts together
    pieces = {piece for each in SAID.values() for theirs, _ in each for piece in parts.split(theirs)}
    assert {piece for piece in pieces if piece not in code} == set()
