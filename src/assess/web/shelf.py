"""All questionnaires that can be chosen: the shipped ones, and those that were made available on this server."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache

from assess.core.errors import QuestionnaireError
from assess.core.questionnaire import Questionnaire
from assess.store import Offered
from assess.texts import Translator
from assess.web import owners, session
from assess.web.plain import plain
from assess.web.resources import library, library_in, store
from assess.yaml_source import Loaded, load, with_sound

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Book:
    """A questionnaire that can be chosen; `own` where it is this server's."""

    loaded: Loaded
    own: Offered | None = None

    def in_language(self, language: str) -> Questionnaire:
        """The questionnaire in a language, as far as it is translated."""
        kept = None if self.own else library_in(language).get(self.loaded.questionnaire.id)
        return kept or self.loaded.in_language(language)


def shelf() -> dict[str, Book]:
    """What this person may choose from, by id: this server's own are for those who may make assessments."""
    shipped = {name: Book(loaded) for name, loaded in library().items()}
    own = store().offered(session.device(), proved=owners.proved()) if owners.may_create() else ()
    found = {each.id: book_of(each) for each in own if each.id not in shipped}
    return shipped | {name: book for name, book in found.items() if book}


def origin_words(book: Book, t: Translator) -> str:
    """Where a questionnaire comes from, as far as that is to be said: nothing of a shipped one."""
    return t("this server's own, version {version}", version=plain(book.own.version)) if book.own else ""


def book_of(offered: Offered) -> Book | None:
    """What the server offers, None for what an earlier program took and this one does not."""
    try:
        return Book(_loaded(offered.text, offered.id, tuple(offered.translations.items())), offered)
    except QuestionnaireError as error:
        log.error("Not offered any more: %s", error)
        return None


@lru_cache(maxsize=64)
def _loaded(text: str, name: str, translations: tuple[tuple[str, str], ...]) -> Loaded:
    loaded, unsound = with_sound(load(text, file=name), dict(translations))
    for language, problems in unsound.items():
        log.error("%s is not offered in %s any more: %s", name, language, problems[0])
    return loaded
