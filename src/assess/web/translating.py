"""The translations of a draft: how far each is, taking in those that come in files, and files to be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assess.core.errors import Problem
from assess.core.questionnaire import Questionnaire
from assess.core.translation import Completeness, brought_up_to_date, completeness
from assess.store import EntryError
from assess.texts import translator
from assess.web import session, writing
from assess.web.resources import store
from assess.web.writing import Page
from assess.yaml_source import LoadedTranslation
from assess.yaml_source.translations import check_translation
from assess.yaml_source.writing import translation_text

TAKEN = "draft-translations"
"""What the session holds of a draft: what has become of the files that came last."""


@dataclass(frozen=True)
class DraftTranslation:
    """A translation of a draft as it is kept, and how far it is; that is unknown where it or the draft is unsound."""

    language: str
    text: str
    loaded: LoadedTranslation | None = None
    found: Completeness | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_whole(self) -> bool:
        return self.found is not None and not (self.found.missing or self.found.stale or self.found.extra)


@dataclass(frozen=True)
class Taken:
    """What has become of files: the languages that were kept, and what is wrong with the others."""

    languages: tuple[str, ...]
    problems: tuple[Problem, ...]
    too_many: bool = False

    @property
    def is_whole(self) -> bool:
        return not self.problems and not self.too_many


def of_draft(page: Page) -> tuple[DraftTranslation, ...]:
    """The translations of a draft by language."""
    sound = {each.translation.language: each for each in (page.loaded.translations if page.loaded else ())}
    return tuple(
        _sound(page.loaded.questionnaire, sound[language])
        if page.loaded and language in sound
        else DraftTranslation(language, text, problems=page.unsound.get(language, ()))
        for language, text in page.translations.items()
    )


def _sound(book: Questionnaire, found: LoadedTranslation) -> DraftTranslation:
    return DraftTranslation(found.translation.language, found.text, found, completeness(book, found.translation))


# --- files that come ----------------------------------------------------------------------------------------------


def take(draft_id: str, sources: Iterable[tuple[str, str | bytes]]) -> bool:
    """Keeps the translations in sources by name, each in the place of one into its language; True where all are.

    What has become of them waits for the page. Nothing is kept while the draft is unsound.
    """
    loaded = writing.page_of(draft_id).loaded
    if loaded is None:
        return False
    checked = [check_translation(text, loaded.questionnaire, name) for name, text in sources]
    sound = [found for found, _ in checked if found]
    taken = Taken(
        tuple(each.translation.language for each in sound),
        tuple(problem for _, problems in checked for problem in problems),
        too_many=not all(_keep(draft_id, each) for each in sound),
    )
    session.put(f"{TAKEN}-{draft_id}", taken)
    return taken.is_whole


def _keep(draft_id: str, found: LoadedTranslation) -> bool:
    """False where there are as many languages as can be kept."""
    writing.forget_outcome(draft_id)
    try:
        store().put_translation(session.device(), draft_id, found.translation.language, found.text)
    except EntryError:
        return False
    return True


def taken(draft_id: str) -> Taken | None:
    """What has become of the files that came last, once."""
    kept = session.take(f"{TAKEN}-{draft_id}")
    return kept if isinstance(kept, Taken) else None


def take_away(draft_id: str, language: str) -> None:
    """Removes a translation from the draft for good."""
    writing.forget_outcome(draft_id)
    store().drop_translation(session.device(), draft_id, language)


# --- files that go ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=32)
def to_fill_in(text: str, language: str, before: str, reader: str) -> str:
    """The file of a translation of a sound questionnaire, with every text in it, as `assess translate` writes it.

    What was translated `before` stays; what is to be done stands above each text, in the reader's language.
    """
    loaded, _ = writing.checked(text)
    if loaded is None:
        return before
    book = loaded.questionnaire
    found, _ = check_translation(before, book) if before else (None, ())
    now = brought_up_to_date(book, language, found.translation if found else None)
    return translation_text(book, now, found.remarks if found else None, translator(reader))
