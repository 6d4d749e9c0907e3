"""Messages: one value that each language tells in its own words and figures."""

from __future__ import annotations

import pytest

from assess.core.errors import Problem
from assess.core.messages import Figure, Message, all_of, counted, message, one_of
from assess.texts import languages, translator

NUMBER = message("must be a number, not {value}. Write {number}.", value="'1,5'", number="1.5")
MORE = counted("and {n} more such place.", "and {n} more such places.", 1200)
WEAK = message("Below {limit} (Nunnally and Bernstein 1994) a score mixes things that do not belong together.",
               limit=Figure(0.7, 1))  # fmt: skip
KIND = message("must be text, not {value}. Write it between quotes.", value=message("a list"))


@pytest.mark.parametrize("said", [NUMBER, MORE, WEAK, KIND])
def test_english_is_told_alike_with_and_without_a_translator(said: Message) -> None:
    assert said.told(translator("en")) == str(said)


def test_a_field_of_text_stays_as_it_was_written() -> None:
    assert str(NUMBER) == "must be a number, not '1,5'. Write 1.5."
    assert NUMBER.told(translator("de")) == "muss eine Zahl sein, nicht '1,5'. Schreiben Sie 1.5."


def test_braces_in_the_authors_words_are_only_words() -> None:
    said = message("there is no item {name}. {remedy}", name="'{n} {0} {name}'", remedy=message("Remove it."))
    assert str(said) == "there is no item '{n} {0} {name}'. Remove it."


def test_counts_and_figures_take_the_form_of_the_language() -> None:
    assert str(MORE) == "and 1,200 more such places."
    assert MORE.told(translator("de")) == "und 1.200 weitere solche Stellen."
    assert WEAK.told(translator("fr")).startswith("En dessous de 0,7 ")
    assert str(counted("and {n} more such place.", "and {n} more such places.", 1)) == "and 1 more such place."


def test_a_message_within_a_message_is_told_in_the_same_language() -> None:
    assert KIND.told(translator("es")) == "debe ser texto, no una lista. Escríbalo entre comillas."


def test_words_in_a_row_and_words_to_choose_from() -> None:
    rows = [message("{row}", row=row) for row in (all_of(["a"]), all_of(["a", "b"]), one_of(["a", "b", "c"]))]
    assert [str(row) for row in rows] == ["a", "a and b", "a, b or c"]
    assert [row.told(translator("fr")) for row in rows] == ["a", "a et b", "a, b ou c"]


def test_a_problem_is_told_with_its_place() -> None:
    problem = Problem("items[0].weight", NUMBER, line=21, file="mine.yaml")
    assert str(problem) == "mine.yaml, line 21, items[0].weight: must be a number, not '1,5'. Write 1.5."
    assert problem.told(translator("fr")) == (
        "mine.yaml, ligne 21, items[0].weight\u00a0: doit être un nombre, pas '1,5'. Écrivez 1.5."
    )
    assert problem.fault(translator("en")) == str(NUMBER)


@pytest.mark.parametrize("language", languages())
def test_a_plain_text_is_told_as_it_is(language: str) -> None:
    assert Problem("", "is kept in English.").told(translator(language)) == "is kept in English."
