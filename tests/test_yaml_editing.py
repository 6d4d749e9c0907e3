"""Other words put in place: comments and layout stay, whatever the words and however the text was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.yaml_source import check, load, shipped
from assess.yaml_source.editing import NotInPlaceError, with_words, words_at
from assess.yaml_source.starting import copy_of, example, next_version, own_id, slug
from assess.yaml_source.tree import grown

WRITTEN = """\
# at the top
id: small   # its name
title: 'Quoted: yes'
dimensions:
  - id: near
    items:
      - {id: a, text: "In brackets, with a comma", scale: s}  # in brackets
      - id: b
        text: Over
          two lines
        help: |
          A block
          of lines
        # between
        scale: s
      - text: "Ends here" # last
        id: c
"""
ITEMS = ("dimensions", 0, "items")
PLACES = [
    ("title",), (*ITEMS, 0, "text"), (*ITEMS, 1, "text"), (*ITEMS, 1, "help"), (*ITEMS, 2, "text"),
    (*ITEMS, 0, "help"), (*ITEMS, 2, "help"),
]  # fmt: skip
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"], exclude_characters="\u2028\u2029\ufeff"), min_size=1
).filter(lambda words: words.strip())


@pytest.mark.parametrize("steps", PLACES)
@given(words=WORDS)
def test_any_words_at_any_place_change_nothing_else(steps: tuple[str | int, ...], words: str) -> None:
    changed = with_words(WRITTEN, steps, words)
    assert words_at(changed, steps) == words.strip()
    assert with_words(changed, steps, "A") == with_words(WRITTEN, steps, "A")
    for comment in ("# at the top\n", "   # its name\n", "  # in brackets\n", "        # between\n", " # last\n"):
        assert comment in changed


@pytest.mark.parametrize(
    ("steps", "words", "line"),
    [
        (("title",), "Plain words", "title: Plain words"),
        (("title",), "Said: so", 'title: "Said: so"'),
        (("title",), "yes", 'title: "yes"'),
        (("title",), "1.10", 'title: "1.10"'),
        (("title",), "<script>alert(1)</script>", "title: <script>alert(1)</script>"),
        ((*ITEMS, 0, "text"), "One, two", '      - {id: a, text: "One, two", scale: s}  # in brackets'),
        ((*ITEMS, 0, "help"), "Help", '      - {id: a, text: "In brackets, with a comma", help: Help, scale: s}'),
        ((*ITEMS, 1, "text"), "One line", "        text: One line"),
        ((*ITEMS, 2, "help"), "Help", "        help: Help"),
    ],
)
def test_words_are_written_as_plainly_as_they_can_be(steps: tuple[str | int, ...], words: str, line: str) -> None:
    assert f"\n{line}" in with_words(WRITTEN, steps, words)


def test_long_words_are_broken_as_in_the_shipped_questionnaires() -> None:
    changed = with_words(WRITTEN, (*ITEMS, 1, "text"), "word " * 60)
    lines = changed.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("        text: word"))
    assert max(map(len, lines)) <= 110 and lines[first + 1].startswith("          word")


def test_empty_words_take_the_key_away() -> None:
    assert "A block" not in with_words(WRITTEN, (*ITEMS, 1, "help"), " ")
    assert with_words(WRITTEN, (*ITEMS, 0, "help"), "") == WRITTEN
    assert "- {id: a, scale: s}" in with_words(WRITTEN, (*ITEMS, 0, "text"), "")


def test_line_ends_of_windows_stay() -> None:
    written = WRITTEN.replace("\n", "\r\n")
    changed = with_words(written, (*ITEMS, 2, "help"), "Help")
    assert changed.count("\n") == changed.count("\r\n") == written.count("\n") + 1


@pytest.mark.parametrize("text", ["a: [", "a: &b c", "a: 1\na: 2", "", "\0"])
def test_in_a_text_that_is_no_sound_yaml_nothing_is_put(text: str) -> None:
    with pytest.raises(NotInPlaceError, match="Change them in the text itself"):
        with_words(text, ("a",), "words")


def test_a_place_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotInPlaceError, match="no such place"):
        with_words(WRITTEN, ("dimensions", 7, "title"), "words")


@pytest.mark.parametrize("loaded", shipped(), ids=lambda each: each.questionnaire.id)
def test_each_text_of_a_shipped_questionnaire_can_be_changed(loaded) -> None:  # type: ignore[no-untyped-def]
    text, book = loaded.text, loaded.questionnaire
    for at, dimension in enumerate(book.dimensions):
        text = with_words(text, ("dimensions", at, "title"), "Ünser: title")
        text = with_words(text, ("dimensions", at, "items", len(dimension.items) - 1, "text"), "Other words")
    for at in range(0, len(book.recommendations), 5):
        text = with_words(text, ("recommendations", at, "action"), "Do it, now")
    changed = load(text).questionnaire
    assert {each.title for each in changed.dimensions} == {"Ünser: title"}
    assert [line for line in text.splitlines() if "#" in line] == [
        line for line in loaded.text.splitlines() if "#" in line
    ]
    assert grown(text).problems == ()


# --- beginning -----------------------------------------------------------------------------------------------------


def test_the_example_is_sound_and_short() -> None:
    loaded, problems = check(example())
    assert problems == () and loaded is not None
    assert len(loaded.questionnaire.disciplines) == 3 and len(example()) < 5000


@pytest.mark.parametrize("loaded", shipped(), ids=lambda each: each.questionnaire.id)
def test_a_copy_has_an_id_of_its_own_and_the_same_questions(loaded) -> None:  # type: ignore[no-untyped-def]
    copied = load(copy_of(loaded.text, own_id(loaded.questionnaire.id))).questionnaire
    assert (copied.id, copied.version) == (f"our-{loaded.questionnaire.id}", "1.0.0")
    assert copied.model_copy(update={"id": loaded.questionnaire.id, "version": loaded.questionnaire.version}) == (
        loaded.questionnaire
    )
    assert "$schema=schema.json" not in copy_of(loaded.text, "ours")


def test_an_own_id_is_not_taken() -> None:
    assert own_id("pulse", frozenset({"our-pulse", "our-pulse-2"})) == "our-pulse-3"
    assert own_id("our-pulse") == "our-pulse"


@pytest.mark.parametrize(
    ("name", "expected"), [("Our Questions 2", "our-questions-2"), ("Été", "t"), ("---", "our-questions")]
)
def test_a_files_name_becomes_an_id(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("used", "version", "expected"),
    [
        (("1.0.0",), "1.0.0", "1.0.1"),
        (("1.0", "1.1"), "1.0", "1.2"),
        (("draft",), "draft", "draft.1"),
        (("2026-a9b",), "2026-a9b", "2026-a10b"),
        ((), "1", "1"),
    ],
)
def test_the_next_version_is_one_that_was_not_used(used: tuple[str, ...], version: str, expected: str) -> None:
    assert next_version(used, version) == expected
