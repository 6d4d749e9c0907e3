"""Translations from YAML: files beside their original, each fault with its line and remedy, written and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.core.errors import QuestionnaireError
from assess.core.translation import brought_up_to_date, completeness, hash_of, texts_of
from assess.yaml_source import check_file, check_translation_file, find, load, shipped_paths, with_sound
from assess.yaml_source.translations import check_texts, check_translation
from assess.yaml_source.writing import translation_text

ORIGINAL = """\
id: small
version: "1"
title: Small
scales:
  two:
    levels: [{value: 1, label: Low}, {value: 2, label: High}]
dimensions:
  - id: knowing
    discipline: customer_intimacy
    title: Knowing
    items:
      - {id: needs, text: Needs are known., scale: two}
"""
GERMAN = f"""\
# yaml-language-server: $schema=translation.schema.json
translates: small
language: de
texts:
  title: {{of: "{hash_of("Small")}", text: Klein}}
  scales.two.1: {{of: "{hash_of("Low")}", text: Wenig}}
  scales.two.2: {{of: "{hash_of("High")}", text: Viel}}
  dimensions.knowing.title: {{of: "{hash_of("Knowing")}", text: Kennen}}
  items.needs.text: {{of: "{hash_of("Needs are known.")}", text: Der Bedarf ist bekannt.}}
"""
BOOK = load(ORIGINAL).questionnaire
TITLE = f'{{of: "{hash_of("Small")}", text: Klein}}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.yaml").write_text(ORIGINAL, encoding="utf-8")
    (tmp_path / "small.de.yaml").write_text(GERMAN, encoding="utf-8")
    return tmp_path


# --- beside the original -----------------------------------------------------------------------------------------


def test_a_translation_beside_a_questionnaire_comes_with_it(folder: Path) -> None:
    loaded = find(folder / "small.yaml")
    assert [each.text for each in loaded.translations] == [GERMAN]
    assert loaded.in_language("de-AT").title == "Klein"
    assert loaded.counts == {"en": 5, "de": 5}
    assert loaded.findings == ()
    assert loaded.sha256 == load(ORIGINAL).sha256


def test_texts_kept_elsewhere_are_loaded_with_their_language() -> None:
    assert load(ORIGINAL, translations={"de": GERMAN}).in_language("de").title == "Klein"


def test_a_translation_that_is_kept_follows_the_id_of_its_questionnaire() -> None:
    """Only its `translates` changes; comments and all else stay letter by letter."""
    ours = load(ORIGINAL.replace("id: small", "id: ours"))
    loaded, unsound = with_sound(ours, {"de": GERMAN})
    assert loaded.in_language("de").title == "Klein" and unsound == {}
    assert loaded.translations[0].text == GERMAN.replace("translates: small", "translates: ours")


def test_an_unsound_translation_does_not_shut_the_others_out() -> None:
    french = GERMAN.replace("language: de", "language: fr")
    loaded, unsound = with_sound(load(ORIGINAL), {"de": GERMAN, "fr": french + "extra: 1\n", "it": "- a\n"})
    assert [each.translation.language for each in loaded.translations] == ["de"]
    assert {language: problems[0].path for language, problems in unsound.items()} == {"fr": "extra", "it": ""}


def test_a_changed_original_does_not_shut_its_translation_out(folder: Path) -> None:
    """Stale, extra and missing are findings."""
    changed = ORIGINAL.replace("Needs are known", "Needs are met").replace("- {id: needs", "- {id: wants")
    (folder / "small.yaml").write_text(changed.replace("title: Small", "title: Tiny"), encoding="utf-8")
    loaded = find(folder / "small.yaml")
    assert loaded.in_language("de").title == "Tiny"
    assert loaded.in_language("de").dimensions[0].title == "Kennen"
    path = str(folder / "small.de.yaml")
    assert [(each.file, each.line, each.path) for each in loaded.findings] == [
        (path, 4, "texts.items.wants.text"),
        (path, 5, "texts.title"),
        (path, 9, "texts.items.needs.text"),
    ]


def test_a_broken_translation_is_told_with_its_file(folder: Path) -> None:
    (folder / "small.de.yaml").write_text(GERMAN.replace("of:", "off:", 1), encoding="utf-8")
    with pytest.raises(QuestionnaireError) as refused:
        find(folder / "small.yaml")
    assert {each.file for each in refused.value.problems} == {str(folder / "small.de.yaml")}


def test_files_that_only_look_like_translations_are_left_alone(folder: Path) -> None:
    """A copy of the original under another name, and the translation of `small.new.yaml`."""
    (folder / "small.new.yaml").write_text(ORIGINAL, encoding="utf-8")
    (folder / "small.new.fr.yaml").write_text("of another file", encoding="utf-8")
    (folder / "smaller.es.yaml").write_text("of another file", encoding="utf-8")
    (folder / "small.questions.yaml").write_text("of nothing", encoding="utf-8")
    assert [each.translation.language for each in find(folder / "small.yaml").translations] == ["de"]
    assert check_translation_file(folder / "small.new.yaml") is None
    assert check_file(folder / "small.new.yaml")[1][0].file == str(folder / "small.new.fr.yaml")


def test_a_name_with_brackets_is_no_pattern(tmp_path: Path) -> None:
    (tmp_path / "small [1].yaml").write_text(ORIGINAL, encoding="utf-8")
    (tmp_path / "small [1].de.yaml").write_text(GERMAN, encoding="utf-8")
    assert len(find(tmp_path / "small [1].yaml").translations) == 1


def test_a_translation_is_checked_by_itself(folder: Path) -> None:
    checked = check_translation_file(folder / "small.de.yaml")
    assert checked is not None and checked[0] is not None and checked[1] == ()
    (folder / "small.yaml").unlink()
    checked = check_translation_file(folder / "small.de.yaml")
    assert checked is not None and checked[0] is None
    assert "its original, small.yaml, is not beside it. Put both into one folder." in str(checked[1][0])


def test_shipped_questionnaires_are_no_translations() -> None:
    assert all("." not in name for name in shipped_paths())


# --- faults ------------------------------------------------------------------------------------------------------

MISTAKES = [
    ("translates: small", "translates: smal", 2, "translates", "must be the id of the original, 'small', not 'smal'"),
    ("translates: small\n", "", 1, "translates", "is missing. Add it."),
    ("language: de", "language: German", 3, "language", "'German' is no language code. Write one such as"),
    ("language: de", "language: no", 3, "language", "yes/no value to some readers"),
    ("language: de", "language: en", 3, "language", "'en' is the language of the original itself"),
    ("language: de", "language: fr", 3, "language", "the file's name says 'de', not 'fr'. Make both the same"),
    ("texts:\n", "text:\n", 4, "text", "is not a key that is known here. Did you mean `texts`?"),
    (TITLE, "Klein", 5, "texts.title", "must be a mapping of keys, not 'Klein'. Give it keys out of: of, text."),
    (TITLE, "{text: Klein}", 5, "texts.title.of", "is missing. Add it."),
    (TITLE, "{of: 0123456, text: Klein}", 5, "texts.title.of", "readers understand differently"),
    (
        TITLE,
        "{of: 12345678, text: Klein}",
        5,
        "texts.title.of",
        "must be text, not 12345678. Write it between quotes",
    ),
    (TITLE, "{of: 1234567g, text: Klein}", 5, "texts.title.of", "is no hash of 8 hexadecimal digits"),
    (TITLE, "{of: 1234abcd, text: }", 5, "texts.title.text", "is empty. Write the text"),
    (TITLE, "{of: 1234abcd, text: 5}", 5, "texts.title.text", "must be text, not 5. Write it between quotes."),
    (TITLE, "{of: 1234abcd, text: No}", 5, "texts.title.text", "yes/no value to some readers"),
    (TITLE, "{of: 1234abcd, text: Klein, aber fein}", 5, "texts.title.aber fein", "is not a key that is known here"),
    (TITLE, "{of: 1234abcd, txt: Klein}", 5, "texts.title.txt", "Did you mean `text`?"),
    (TITLE, f"{{of: 1234abcd, text: {'x' * 2001}}}", 5, "texts.title.text", "is too long. Use at most 2000"),
    (TITLE, f"{TITLE}\n  title: {TITLE}", 6, "texts.title", "the key 'title' is already given on line 5"),
    (TITLE, f"&t {TITLE}", 5, "texts.title", "anchors (`&t`) are not read"),
    ("Klein}", "Klein", 5, "", "is not closed, or a comma is missing"),
]


@pytest.mark.parametrize(("stands", "typed", "line", "path", "said"), MISTAKES)
def test_a_mistake_is_told_with_line_place_and_remedy(
    stands: str, typed: str, line: int, path: str, said: str
) -> None:
    assert stands in GERMAN
    found, problems = check_translation(GERMAN.replace(stands, typed, 1), BOOK, "small.de.yaml")
    assert found is None
    told = [each for each in problems if said in str(each.text)]
    assert told, [str(each) for each in problems]
    assert told[0].file == "small.de.yaml"
    assert path == "texts.title.aber fein" or told[0].path == path
    assert abs((told[0].line or 0) - line) <= (path == "")


def test_all_problems_come_at_once() -> None:
    broken = GERMAN.replace("language: de", "language: xxxx").replace("of:", "ov:", 1)
    _, problems = check_translation(broken.replace("translates: small", "translates: big"), BOOK, "small.de.yaml")
    assert [each.path.split(".")[0] for each in problems] == ["translates", "language", "texts", "texts"]
    assert [each.line for each in problems] == sorted(each.line or 0 for each in problems)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"\x00", b"- a\n", b"[" * 5_000, b"a: *b\n", b"x" * 1_000_001])
def test_what_is_no_translation_is_refused_in_words(content: bytes) -> None:
    found, problems = check_translation(content, BOOK, "small.de.yaml")
    assert found is None and problems and all(str(each.text) for each in problems)


# --- writing -----------------------------------------------------------------------------------------------------


def test_what_is_written_is_read_again() -> None:
    hard = 'Er sagt: "Nein", \\n {a} # b ’ é\u00a0\n😀'
    made = brought_up_to_date(BOOK, "no", None, {"title": hard, "items.needs.text": "yes"})
    read, problems = check_translation(translation_text(BOOK, made), BOOK, "small.no.yaml")
    assert problems == () and read is not None
    assert read.translation == made


def test_a_translator_sees_what_to_do() -> None:
    """What is not translated stands there with its original, and counts as missing."""
    text = translation_text(BOOK, brought_up_to_date(BOOK, "de", None, {"title": "Klein"}))
    assert text.startswith(
        "# yaml-language-server: $schema=translation.schema.json\ntranslates: small\nlanguage: de\n"
    )
    lines = text.splitlines()
    place = lines.index(f'  items.needs.text: {{of: {hash_of("Needs are known.")}, text: ""}}')
    assert lines[place - 1] == "  #> To translate: Needs are known."
    assert lines[lines.index(f'  title: {{of: {hash_of("Small")}, text: "Klein"}}') - 1] == "texts:"
    read, _ = check_translation(text, BOOK, "small.de.yaml")
    assert read is not None
    assert len(completeness(BOOK, read.translation).missing) == len(texts_of(BOOK)) - 1


def test_a_hash_that_looks_like_a_number_stands_between_quotes() -> None:
    """Of these texts the hash is a number, and a power of ten, to YAML."""
    for title in _titles_hashed_to_digits():
        book = load(ORIGINAL.replace("title: Small", f"title: {title}")).questionnaire
        made = brought_up_to_date(book, "de", None, {"title": "Klein"})
        text = translation_text(book, made)
        assert f'of: "{hash_of(title)}"' in text
        assert check_translation(text, book, "small.de.yaml")[1] == ()


def _titles_hashed_to_digits() -> list[str]:
    names = [f"T{number}" for number in range(20_000)]
    digits = next(name for name in names if hash_of(name).isdecimal())
    power = next(
        name for name in names if hash_of(name).replace("e", "", 1).isdecimal() and "e" in hash_of(name)[1:7]
    )
    return [digits, power]


def test_stale_texts_are_marked_and_peoples_remarks_stay() -> None:
    remarked = GERMAN.replace("  items.needs", "  # as in the 2024 survey\n  #> An old hint.\n  items.needs")
    book = load(ORIGINAL.replace("Needs are known", "Needs are met")).questionnaire
    read, _ = check_translation(remarked, book, "small.de.yaml")
    assert read is not None
    text = translation_text(book, brought_up_to_date(book, "de", read.translation), read.remarks)
    assert text.endswith(f"""\
  # as in the 2024 survey
  #> The original has changed. Adapt the text and write of: {hash_of("Needs are met.")}
  #> Original now: Needs are met.
  items.needs.text: {{of: {hash_of("Needs are known.")}, text: "Der Bedarf ist bekannt."}}
""")


# --- flat texts --------------------------------------------------------------------------------------------------


def test_texts_handed_in_by_path() -> None:
    found, problems = check_texts(
        'title: "Klein"\nitems.needs.text: Bedarf\nscales.two.1: \nscales.two.2: " "\n', BOOK
    )
    assert (found, problems) == ({"title": "Klein", "items.needs.text": "Bedarf"}, ())


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("title: K\nitems.need.text: B\n", 2, "is no text of the questionnaire. Remove it."),
        ("title: K\nitems.needs.txt: B\n", 2, "Did you mean `items.needs.text`?"),
        ("title: 5\n", 1, "must be text, not a number"),
        ("title: No\n", 1, "yes/no value"),
        ("title: K\ntitle: L\n", 2, "already given on line 1"),
        (f"title: {'x' * 2001}\n", 1, "too long"),
        ("- a\n", 1, "must be a mapping of texts by path"),
        ("", 1, "is empty"),
    ],
)
def test_what_cannot_be_taken_is_told(text: str, line: int, said: str) -> None:
    found, problems = check_texts(text, BOOK)
    assert found is None
    assert any(said in str(each.text) and each.line == line for each in problems), problems
