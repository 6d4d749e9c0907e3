"""Problems and hints are wholly in the reader's language: nothing English is left but what is quoted.

The messages are those of the mistakes and weaknesses that other tests tell, and all that the source has.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from assess.core.errors import Problem
from assess.core.messages import Field, Message
from assess.lint import Finding
from assess.locales.catalogues import catalogue
from assess.locales.literals import literals
from assess.texts import languages, translator
from assess.yaml_source import check
from assess.yaml_source.translations import check_texts, check_translation

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "lint")]  # in importlib mode pytest puts no folder on the path

import test_answers as answered  # noqa: E402
import test_lint as linted  # noqa: E402

import test_yaml_mistakes as mistakes  # noqa: E402
import test_yaml_translations as translations  # noqa: E402

FOREIGN = languages()[1:]
ROOMS = ("core/", "yaml_source/", "lint/", "store/")
"""Where messages are made."""

QUOTED = re.compile(r"`[^`]*`|'\{\w+\}'|\{\w+\}")
"""What is to be written letter by letter, and what is filled in."""
WORD = re.compile(r"[^\W\d_]{2,}")
SAME = {
    "": {"yaml", "utf", "lix", "nul", "true", "false", "method", "payne", "björnsson", "nunnally", "bernstein",
         "yurdugül", "br", "pt", "en", "byte", "bytes", "original", "item", "hash", "code"},
    "de": {"alpha", "an", "backslash", "dimension", "hat", "in", "name", "person", "problem", "punkt", "rest", "so",
           "tags", "text"},
    "es": {"control", "declare", "describe", "idea", "no", "son", "use"},
    "fr": {"alpha", "apostrophe", "condition", "conditions", "date", "dimension", "dimensions", "directive",
           "disciplines", "document", "excellent", "exclamation", "long", "on", "page", "place", "points", "question",
           "questionnaire", "questions", "score", "second"},
}  # fmt: skip
"""Names and words that are the same in English and in a language, in any language first."""


def english_left(said: str, english: str, language: str) -> set[str]:
    """The words of an English text that its translation still has."""
    return (_words(said) & _words(english)) - SAME[""] - SAME[language]


def _words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(QUOTED.sub(" ", text))}


def blank(field: Field) -> Field:
    """A field without what stays as it was written."""
    if isinstance(field, Message):
        return field.filled(**{name: blank(each) for name, each in field.fields.items()})
    return "" if isinstance(field, str) else field


def left_over(message: Message | str, language: str) -> set[str]:
    assert isinstance(message, Message), f"no translator can tell {message!r}"
    bare = blank(message)
    assert isinstance(bare, Message)
    return english_left(bare.told(translator(language)), str(bare), language)


# --- what other tests tell ---------------------------------------------------------------------------------------


@cache
def problems() -> tuple[Problem, ...]:
    """Of the typical mistakes in questionnaires and translations."""
    rows = [*mistakes.UNREADABLE, *mistakes.MISREAD, *mistakes.MISTAKEN]
    return tuple(
        problem
        for found in (
            *(check(mistakes.SOUND.replace(right, wrong, 1))[1] for right, wrong, *_ in rows),
            *(_of_translation(right, wrong) for right, wrong, *_ in translations.MISTAKES),
            *(check(source)[1] for source in ("", "- a\n", b"\xff", "a: \x00\x01", "%YAML", "a: {b: " * 30)),
            check_texts("title: 5\nitems.x: y\n", translations.BOOK)[1],
        )
        for problem in found
    )


def _of_translation(right: str, wrong: str) -> tuple[Problem, ...]:
    text = translations.GERMAN.replace(right, wrong, 1)
    loaded, found = check_translation(text, translations.BOOK, "small.de.yaml")
    return loaded.findings if loaded else found


@cache
def findings() -> tuple[Finding, ...]:
    """Of the weak questionnaires and of answers."""
    texts = [text for text, _ in (*linted.SHAPES, *linted.ADVICE)]
    texts += [linted.reworded(words) for words, _ in linted.WORDS]
    apart = np.random.default_rng(3).integers(1, 6, size=(29, 3))
    low, high = answered.alike(49), answered.alike(49)
    low[:, 0], high[:, 0] = 1, 5
    turned = answered.alike(200)
    turned[:, 2] = 6 - turned[:, 2]
    return tuple(
        finding
        for found in (
            *map(linted.found, texts),
            *(answered.told(answered.asked(), answers) for answers in (apart, low, high, turned)),
        )
        for finding in found
    )


def told() -> Iterator[Message | str]:
    yield from (problem.text for problem in problems())
    for finding in findings():
        yield from (finding.fault, finding.reason, finding.remedy)


@pytest.mark.parametrize("language", FOREIGN)
def test_every_message_of_a_mistake_or_a_weakness_is_wholly_translated(language: str) -> None:
    assert len({each.text for each in told() if isinstance(each, Message)}) > 100
    left = {str(each): words for each in told() if (words := left_over(each, language))}
    assert left == {}


# --- all that the source has -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", FOREIGN)
def test_no_message_of_the_source_keeps_an_english_word(language: str) -> None:
    kept = catalogue(language)
    made = [each.texts for each in literals() if each.file.startswith(ROOMS) and each.texts]
    assert len(made) > 200
    left = {}
    for texts in made:
        entry = kept.get(texts if len(texts) > 1 else texts[0])
        assert entry is not None
        said = [entry.string] if isinstance(entry.string, str) else entry.string
        if words := english_left(" ".join(said), " ".join(texts), language):
            left[texts[0]] = words
    assert left == {}


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("muss eine Zahl sein, nicht {value}. Write {number}.", {"write"}),
        ("muss eine Zahl sein, nicht {value}. Schreiben Sie `must`, {number}.", set()),
    ],
)
def test_an_english_word_that_was_left_is_found(said: str, left: set[str]) -> None:
    assert english_left(said, "must be a number, not {value}. Write {number}.", "de") == left
