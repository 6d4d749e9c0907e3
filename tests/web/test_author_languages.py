"""Translations on the authoring page: how far they are, what is taken in and refused, and what comes of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from authoring import HOSTILE, author, press, said
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from assess.cli import commands
from assess.store import Store, new_secret
from assess.web import shelf, translating
from assess.web.resources import library, questionnaire_of
from assess.web.rooms.fields import kept
from assess.yaml_source import load, with_sound
from assess.yaml_source.editing import with_words, words_at
from assess.yaml_source.starting import copy_of, example

PULSE = library()["pulse"]
TITLE = 'translates: our-questions\nlanguage: de\ntexts:\n  title: {of: "edbbf284", text: Unsere Fragen}\n'
"""The German of the example's title; `of` from `printf 'Our questions' | sha256sum`."""


def languages(draft: str) -> AppTest:
    """The draft's page, at its other languages."""
    app = author(draft)
    return next(each for each in app.radio if each.label == "Write").set_value("languages").run()


def paste(app: AppTest, text: str) -> None:
    next(each for each in app.text_area if each.label == "Or paste the text").set_value(text).run()
    press(app, "Add")


def drafted(store: Store, device: str) -> str:
    """A copy of the shipped pulse with its translations, as *Begin* makes it."""
    copied = kept(PULSE)
    return store.begin_draft(device, copy_of(copied.text, "our-pulse"), copied.translations).id


def test_a_copy_speaks_the_languages_of_what_it_was_copied_from(store: Store, device: str) -> None:
    app = author()
    app.selectbox[0].set_value("pulse").run()
    next(each for each in app.button if each.label == "Begin").click().run()
    (begun,) = store.drafts(device)
    app = languages(begun.id)
    assert not app.exception
    assert [each.value for each in app.caption].count("122 of 122 texts are translated") == 3
    assert "Languages: 4\u00a0languages" in said(app)


def test_other_words_make_a_translation_stale_and_it_stays(store: Store, device: str) -> None:
    draft = drafted(store, device)
    before = store.draft_translations(device, draft)
    text = store.draft(device, draft).text
    store.save_draft(device, draft, with_words(text, ("dimensions", 0, "title"), "Near to customers"))
    app = languages(draft)
    assert "121 of 122 texts are translated · 1 out of date" in said(app)
    assert "Languages: English, Deutsch (121 of 122), Español (121 of 122)" in said(app)
    assert store.draft_translations(device, draft) == before


def test_missing_and_extra_texts_are_counted(store: Store, device: str) -> None:
    draft = store.begin_draft(device, example()).id
    app = languages(draft)
    paste(app, TITLE + "  items.gone.text: {of: 0badc0de, text: Weg}\n")
    assert [each.value for each in app.success] == ["Added: Deutsch."]
    texts = len(re.findall("^  [a-z]", translating.to_fill_in(example(), "it", "", "en"), re.MULTILINE))
    assert f"1 of {texts} texts are translated · {texts - 1} missing · 1 extra" in said(app)
    assert "items.gone.text" in said(app)  # what is to be done


@pytest.mark.parametrize("text", [*HOSTILE.values(), "a: [" * 9_000, "# " + "x" * 1_000_001])
def test_hostile_translations_are_refused_with_a_reason_and_nothing_is_lost(
    text: str,
    store: Store,
    device: str,
) -> None:
    draft = store.begin_draft(device, example(), {"de": TITLE}).id
    app = languages(draft)
    paste(app, text)
    assert not app.exception and app.error and not app.success
    assert store.draft_translations(device, draft) == {"de": TITLE}
    assert next(each for each in app.text_area if each.label == "Or paste the text").value == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TITLE.replace("our-questions", "pulse"), "must be the id of the original, 'our-questions', not 'pulse'."),
        (TITLE.replace("language: de", "language: en"), "'en' is the language of the original itself."),
        (TITLE.replace("language: de", "language: german-german"), "language"),
    ],
)
def test_a_file_of_something_else_is_refused(text: str, told: str, store: Store, device: str) -> None:
    app = languages(store.begin_draft(device, example()).id)
    paste(app, text)
    assert told in said(app) and not app.success


def test_a_language_beyond_the_apps_own_is_chosen_by_its_author(store: Store, device: str) -> None:
    """The first of the app's that is missing is offered; where none is, nobody is offered Abkhazian."""

    def choice(app: AppTest) -> Any:
        return next(each for each in app.selectbox if each.key == "translate-to")

    assert choice(languages(store.begin_draft(device, example()).id)).value == "de"
    app = languages(drafted(store, device))
    assert choice(app).value is None
    choice(app).set_value("pt-BR").run()
    assert not app.exception and "Brazilian Portuguese" in choice(app).options


def test_nothing_to_add_is_said(store: Store, device: str) -> None:
    app = languages(store.begin_draft(device, example()).id)
    press(app, "Add")
    assert [each.value for each in app.error] == ["There is no text yet. Choose a file, or paste one."]


def test_one_is_taken_away(store: Store, device: str) -> None:
    draft = drafted(store, device)
    app = languages(draft)
    app.button(key="take-away-fr").click().run()
    assert list(store.draft_translations(device, draft)) == ["de", "es"] and "Français" not in said(app)


def test_the_file_to_fill_in_is_what_assess_translate_writes(tmp_path: Path) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(example(), encoding="utf-8")
    (tmp_path / "ours.de.yaml").write_text(TITLE.replace("edbbf284", "0badc0de"), encoding="utf-8")
    for language, before in (("it", ""), ("de", TITLE.replace("edbbf284", "0badc0de"))):
        assert CliRunner().invoke(commands, ["translate", str(file), language]).exit_code == 0
        written = (tmp_path / f"ours.{language}.yaml").read_text(encoding="utf-8")
        assert translating.to_fill_in(example(), language, before, "en") == written


def test_the_file_to_fill_in_says_what_is_to_be_done_in_the_readers_language() -> None:
    before = TITLE.replace("edbbf284", "0badc0de")
    hints = re.findall("#> .*", translating.to_fill_in(example(), "de", before, "fr"))
    assert hints[:2] == [
        "#> L’original a été modifié. Adaptez le texte et écrivez of: edbbf284",
        "#> Original actuel\u00a0: Our questions",
    ]
    assert all(hint.startswith("#> À traduire\u00a0: ") for hint in hints[2:]) and len(hints) > 2


def test_they_are_made_available_asked_and_kept(store: Store, device: str) -> None:
    """An assessment keeps the German that it was started with; the shelf has the newer one."""
    draft = store.begin_draft(device, example(), {"de": TITLE}).id
    press(author(draft), "Make it available")

    def started() -> str:
        book = shelf.book_of(store.offered(new_secret())[0])
        assert book
        made = store.create_assessment(device, company="Acme", questionnaire=kept(book.loaded))
        return questionnaire_of(device, store.assessment(device, made.id), "de-AT").title

    assert started() == "Unsere Fragen"
    app = languages(draft)
    paste(app, TITLE.replace("Unsere", "Die eigenen"))
    assert not [each for each in app.success if "available" in str(each.value)]
    press(app, "Make it available")
    assert started() == "Die eigenen Fragen"
    first = min(store.assessments_of(device), key=lambda each: each.created)
    assert questionnaire_of(device, first, "de").title == "Unsere Fragen"
    assert store.offered(device)[0].number == 1


def test_they_follow_another_id(store: Store, device: str) -> None:
    draft = store.begin_draft(device, example(), {"de": TITLE}).id
    app = author(draft)
    next(each for each in app.radio if each.label == "What to change").set_value("about").run()
    next(each for each in app.text_input if each.label == "Id").set_value("ours").run()
    assert "Languages: English, Deutsch (1 of" in said(app)
    press(app, "Make it available")
    offered = next(each for each in store.offered(device) if each.id == "ours")
    assert words_at(offered.translations["de"], ("translates",)) == "ours"
    assert store.draft_translations(device, draft) == {"de": TITLE}


def test_changing_what_is_available_takes_its_translations_along(store: Store, device: str) -> None:
    store.publish(device, kept(PULSE))
    app = author()
    press(app, "Edit")
    (begun,) = store.drafts(device)
    assert store.draft_translations(device, begun.id) == kept(PULSE).translations


def test_what_is_available_is_named_in_the_readers_language_with_its_languages(store: Store, device: str) -> None:
    text = PULSE.text.replace("id: pulse", "id: our-pulse", 1)
    store.publish(device, kept(with_sound(load(text), kept(PULSE).translations)[0]))
    app = author(language="de")
    (own,) = [each for each in app.caption if str(each.value).startswith("our-pulse, Version 1.")]
    assert str(own.value).endswith("4\u00a0Sprachen")
    title = PULSE.in_language("de").title
    assert f"**{title}**" in said(app)
    assert app.selectbox[0].options.count(title) == 2  # the shipped one and its copy, to begin with


def test_one_that_fits_no_more_is_left_out_said_and_kept(store: Store, device: str) -> None:
    """The original is made German: its German translation has lost its sense."""
    draft = store.begin_draft(device, example().replace("language: en", "language: de"), {"de": TITLE}).id
    app = languages(draft)
    assert "'de' is the language of the original itself." in said(app)
    assert "Left out until it is mended: Deutsch." in said(app)
    press(app, "Make it available")
    assert app.success and store.offered(device)[0].translations == {}
    assert store.draft_translations(device, draft) == {"de": TITLE}


def test_while_the_text_has_problems_they_stay_and_wait(store: Store, device: str) -> None:
    draft = store.begin_draft(device, "title: [", {"de": TITLE}).id
    app = languages(draft)
    assert not app.exception and "**Deutsch**" in said(app)
    assert "Translations are checked once the text has no problem." in said(app)
    assert not [each for each in app.text_area if each.label == "Or paste the text"]


def test_the_preview_speaks_them(store: Store, device: str) -> None:
    app = author(drafted(store, device))
    german = PULSE.in_language("de").dimensions[0].items[0].text
    assert german not in said(app)
    next(each for each in app.selectbox if each.label == "Language").set_value("de").run()
    assert not app.exception and f"**{german}**" in said(app)
    next(each for each in app.radio if each.label == "Preview").set_value("result").run()
    assert not app.exception and "Erfundene Antworten" in str(app.info[0].value)


def test_how_long_drafts_are_kept_is_said(store: Store, device: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store.begin_draft(device, "x")
    assert "removed" not in said(author())
    monkeypatch.setenv("ASSESS_RETENTION_DAYS", "90")
    assert "They are removed 90 days after they were saved last." in said(author())
