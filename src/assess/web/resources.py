"""What all sessions share: the open store and parsed questionnaires."""

from __future__ import annotations

import threading
from functools import lru_cache
from hashlib import sha256
from typing import TypeVar

from assess.core.questionnaire import Questionnaire
from assess.store import Assessment, KeptQuestionnaire, Store
from assess.texts import languages
from assess.yaml_source import Loaded, load, shipped

Key = TypeVar("Key")
Kept = TypeVar("Kept")

FIRST = "value-disciplines"
"""The questionnaire that people start with unless they choose another; its sample answers are shown."""
MOST_QUESTIONNAIRES = 64
MOST_ASSESSMENTS = 4096

_opening = threading.Lock()
_stores: list[Store] = []
_books: dict[str, Loaded] = {}
_spoken: dict[tuple[str, str], Questionnaire] = {}
"""Questionnaires in the languages that they were asked for, by the key of the book and the language."""
_started_with: dict[str, str] = {}
"""The key of the book by assessment: it never changes."""


def store() -> Store:
    """The one open store of this process; opened at first use, tried again after a failure.

    Raises StoreUnavailable while the database cannot be reached.
    """
    with _opening:
        if not _stores:
            _stores.append(Store.open())
        return _stores[0]


def close_store() -> None:
    """Closes the store; the next use opens it again."""
    with _opening:
        while _stores:
            _stores.pop().close()


@lru_cache(maxsize=1)
def library() -> dict[str, Loaded]:
    """The shipped questionnaires by id: the one to start with, then those of most disciplines, the thorough first."""
    return {each.questionnaire.id: each for each in sorted(shipped(), key=_place)}


@lru_cache(maxsize=16)
def library_in(language: str) -> dict[str, Questionnaire]:
    """The questionnaires of the library in a language, as far as they are translated."""
    return {name: loaded.in_language(language) for name, loaded in library().items()}


def _place(loaded: Loaded) -> tuple[bool, int, int, str]:
    book = loaded.questionnaire
    return book.id != FIRST, -len(book.disciplines), -(book.minutes or 0), book.id


def book_of(device: str, assessment: Assessment) -> Loaded:
    """The questionnaire with its translations that an assessment was started with.

    Read once for each assessment, parsed once for each text.
    """
    return _placed(device, assessment)[1]


def questionnaire_of(device: str, assessment: Assessment, language: str = "") -> Questionnaire:
    """The questionnaire that an assessment was started with, made once for each text and language.

    It speaks the asked language where it has a translation; without any, its own (`Questionnaire.language`).
    """
    key, book = _placed(device, assessment)
    if not language:
        return book.questionnaire
    spoken = _spoken.get((key, language))
    if spoken is None:
        spoken = book.in_language(language)
        _keep(_spoken, (key, language), spoken, MOST_QUESTIONNAIRES * len(languages()))
    return spoken


def _placed(device: str, assessment: Assessment) -> tuple[str, Loaded]:
    """The book of an assessment with its key."""
    key = _started_with.get(assessment.id, "")
    book = _books.get(key)
    if book is None:
        kept = store().questionnaire(device, assessment.id)
        key = _key_of(kept)
        book = _books.get(key) or load(kept.text, assessment.questionnaire_id, kept.translations)
        _keep(_books, key, book, MOST_QUESTIONNAIRES)
        _keep(_started_with, assessment.id, key, MOST_ASSESSMENTS)
    return key, book


def asked_in(device: str, assessment_id: str) -> Questionnaire:
    """What an assessment asks, to check what was sent; asks the store only where no page of it was shown here yet.

    Whether the device may answer is for the verb that saves to say.
    """
    known = _books.get(_started_with.get(assessment_id, ""))
    return known.questionnaire if known else questionnaire_of(device, store().assessment(device, assessment_id))


def _key_of(kept: KeptQuestionnaire) -> str:
    """The same for the same text with the same translations."""
    parts = [kept.sha256, *(part for each in sorted(kept.translations.items()) for part in each)]
    return sha256("\0".join(parts).encode()).hexdigest()


def _keep(kept: dict[Key, Kept], key: Key, value: Kept, most: int) -> None:
    """Keeps a value; the oldest make room."""
    while len(kept) >= most:
        kept.pop(next(iter(kept)), None)
    kept[key] = value
