"""The catalogues against the source: nothing missing, nothing half done, nothing lost in translation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog
from babel.messages.catalog import Message

from assess.locales import catalogues
from assess.locales.catalogues import catalogue, template, updated, written
from assess.locales.literals import Literal, literals, of_text
from assess.texts import languages, translator

REMEDY = "Run `make texts`, translate what is new in src/assess/locales, and take `#, fuzzy` away."
FOREIGN = languages()[1:]


def texts_of(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def translations_of(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string,)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def entries(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def test_every_text_is_a_literal() -> None:
    hidden = [f"{each.file}:{each.line}" for each in literals() if each.texts is None]
    assert hidden == [], "t() with what is no literal: nobody can translate it"


def test_there_is_a_catalogue_for_german_french_and_spanish() -> None:
    assert languages() == ("en", "de", "es", "fr")


@pytest.mark.parametrize("language", FOREIGN)
def test_every_text_of_the_source_is_translated(language: str) -> None:
    kept = catalogue(language)
    missing = [f"{each.file}:{each.line} {each.texts[0]!r}" for each in literals()
               if each.texts and not _is_translated(kept, each.texts)]  # fmt: skip
    assert missing == [], REMEDY


def _is_translated(kept: Catalog, texts: tuple[str, ...]) -> bool:
    found = kept.get(texts if len(texts) > 1 else texts[0])
    return found is not None and texts_of(found) == texts and all(translations_of(found))


@pytest.mark.parametrize("language", FOREIGN)
def test_no_entry_is_fuzzy_empty_or_unused(language: str) -> None:
    used = {message.id for message in template()}
    half_done = [message.id for message in entries(language) if message.fuzzy or not all(translations_of(message))]
    assert half_done == [], REMEDY
    assert [message.id for message in entries(language) if message.id not in used] == [], REMEDY


@pytest.mark.parametrize("language", FOREIGN)
def test_translations_keep_every_placeholder(language: str) -> None:
    """A plural's `one` may leave the count out ("one person"), and nothing may be filled in that is not there."""
    wrong = [
        (message.id, translation)
        for message in entries(language)
        for translation in translations_of(message)
        if not _fills_the_same(message, translation)
    ]
    assert wrong == []


def _fills_the_same(message: Message, translation: str) -> bool:
    wanted = set().union(*map(placeholders, texts_of(message)))
    return wanted - placeholders(translation) <= ({"n"} if message.pluralizable else set()) and (
        placeholders(translation) <= wanted
    )


@pytest.mark.parametrize("language", FOREIGN)
def test_translations_keep_blanks_and_ends(language: str) -> None:
    """Sentences are put beside each other, so that one without its full stop would run into the next."""
    wrong = [
        (texts_of(message)[0], translation)
        for message in entries(language)
        for translation in translations_of(message)
        if translation.strip() != translation or _ends(texts_of(message)[0]) != _ends(translation)
    ]
    assert wrong == []


def _ends(text: str) -> str:
    last = text.rstrip("\"'”»“ ")[-1:]
    return last if last in ".:?!" else ""


@pytest.mark.parametrize("language", FOREIGN)
def test_the_kept_file_is_what_make_texts_writes(language: str) -> None:
    file = Path(catalogues.__file__).with_name(f"{language}.po")
    assert written(updated(catalogue(language), template())) == file.read_bytes(), "Run `make texts`."


def test_each_language_has_its_own_numbers_and_dates() -> None:
    told = {name: translator(name).number(12345.5, 1) for name in languages()}
    assert told == {"en": "12,345.5", "de": "12.345,5", "es": "12.345,5", "fr": "12\u202f345,5"}


def test_french_has_a_space_before_a_colon_that_does_not_break() -> None:
    assert {name: translator(name).colon for name in languages()} == {
        "en": ":", "de": ":", "es": ":", "fr": "\u00a0:",
    }  # fmt: skip


# --- the tool ------------------------------------------------------------------------------------------------------


def test_calls_within_calls_are_found() -> None:
    text = 't("Mean {m}, {raters}", m=1, raters=sheet.t.plural("{n} rater", "{n} raters", 2)) + self("No")'
    found = of_text(text, "web/x.py")
    assert {each.texts for each in found} == {("Mean {m}, {raters}",), ("{n} rater", "{n} raters")}


def test_a_text_that_is_no_literal_is_told() -> None:
    assert of_text("\nt(words)", "x.py") == [Literal("x.py", 2, None)]
    assert of_text('t(f"{words}")', "x.py") == [Literal("x.py", 1, None)]


def test_an_update_keeps_adds_and_marks(tmp_path: Path) -> None:
    kept = Catalog(locale="de")
    kept.add("Kept", "Behalten")
    kept.add("A text that nobody uses", "Ein Text, den niemand nutzt")
    kept.add("There is no result yet.", "Es gibt noch kein Ergebnis.")
    (tmp_path / "de.po").write_bytes(written(kept))
    source = [Literal("x.py", 1, (text,)) for text in ("Kept", "New", "There is no result so far.")]
    made = updated(catalogue("de", tmp_path), template(source))
    assert made["Kept"].string == "Behalten" and not made["New"].string
    assert made["There is no result so far."].fuzzy
    assert "A text that nobody uses" in made.obsolete
    assert b"POT-Creation-Date" not in written(made)
