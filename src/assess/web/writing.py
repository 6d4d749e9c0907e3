"""A questionnaire that is being written: its draft in the database, its problems, and making it available."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Literal

from assess.core.errors import Problem
from assess.core.questionnaire import Questionnaire
from assess.lint import Finding, lint
from assess.store import Draft, EntryError, NotAllowed, StoreUnavailable, VersionUsed
from assess.texts import Translator
from assess.web import owners, session
from assess.web.editor import Mark
from assess.web.resources import library, store
from assess.web.rooms.fields import kept
from assess.yaml_source import Loaded, check, with_sound
from assess.yaml_source.editing import NotInPlaceError, Steps, with_words
from assess.yaml_source.places import cut_texts, line_finder
from assess.yaml_source.starting import next_version, own_id
from assess.yaml_source.text import decoded

NOT_KEPT, REFUSED, SOUND, OFFER = "draft-not-kept", "draft-refused", "draft-sound", "draft-offer"
"""What the session holds of a draft: a text that the database did not take, why words were not put in place, the last
sound text, and what has become of making it available."""


Refusal = Literal["place", "empty", "limits"]


@dataclass(frozen=True)
class Page:
    """The draft that a page shows: its text now, the questionnaire that it makes if it is sound, and its problems.

    `translations` are kept with it by language, as they came; the questionnaire has those that are sound, `unsound`
    the problems of the others.
    """

    draft: Draft
    text: str
    loaded: Loaded | None
    problems: tuple[Problem, ...]
    is_kept: bool
    translations: Mapping[str, str]
    unsound: Mapping[str, tuple[Problem, ...]]

    def marks(self, t: Translator) -> tuple[Mark, ...]:
        """What stands beside the lines: the problems, or hints on what a sound questionnaire could do better."""
        if self.loaded is None:
            return tuple(Mark(each.line, each.path, each.fault(t)) for each in self.problems)
        told = ((each, f"{each.fault.told(t)} {each.remedy.told(t)}") for each in _findings(self.text))
        return tuple(Mark(each.line, each.path, words, "hint") for each, words in told)

    @property
    def can_be_kept(self) -> bool:
        """No database takes some characters, nor more than a megabyte."""
        return decoded(self.text)[0] is not None

    @property
    def last_sound(self) -> Loaded | None:
        """The questionnaire, or what it was before it had problems."""
        before = str(session.chosen(f"{SOUND}-{self.draft.id}") or "")
        return self.loaded or (_spoken(before, _fixed(self.translations))[0] if before else None)


def page_of(draft_id: str) -> Page:
    """The draft as it is to be shown; a text that was not kept is tried again. Raises NotFound, StoreUnavailable."""
    waiting = session.chosen(f"{NOT_KEPT}-{draft_id}")
    if isinstance(waiting, str):
        write(draft_id, waiting)
    draft = store().draft(session.device(), draft_id)
    waiting = session.chosen(f"{NOT_KEPT}-{draft_id}")
    text = waiting if isinstance(waiting, str) else draft.text
    translations = store().draft_translations(session.device(), draft_id)
    loaded, unsound = _spoken(text, _fixed(translations))
    if loaded:
        session.put(f"{SOUND}-{draft_id}", text)
    kept = not isinstance(waiting, str)
    return Page(draft, text, loaded, checked(text)[1], kept, translations, unsound)


def write(draft_id: str, text: str) -> None:
    """Keeps what was written; what the database cannot take now waits in the session."""
    forget_outcome(draft_id)
    try:
        store().save_draft(session.device(), draft_id, text)
    except (StoreUnavailable, EntryError):
        session.put(f"{NOT_KEPT}-{draft_id}", text)
    else:
        session.put(f"{NOT_KEPT}-{draft_id}", None)


def put_words(draft_id: str, steps: Steps, words: str) -> bool:
    """Puts other words in place; False, with a word about it for the page, where that cannot be done."""
    try:
        write(draft_id, with_words(page_of(draft_id).text, steps, words))
    except NotInPlaceError:
        refuse(draft_id, "place")
        return False
    return True


def refuse(draft_id: str, why: Refusal) -> None:
    """Has the page say why nothing was done."""
    session.put(f"{REFUSED}-{draft_id}", why)


def refusal_words(why: object, t: Translator) -> str:
    """Why nothing was done, and what to do."""
    words = {
        "place": t("These words cannot be put in place here. Change them in the text itself."),
        "empty": t("This cannot be empty."),
    }
    return words.get(str(why)) or t("This cannot be kept. Shorten or correct it.")


@lru_cache(maxsize=32)
def checked(text: str) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """The questionnaire in a text, or its problems; the file is not named, there is only one."""
    loaded, problems = check(text, "")
    return loaded, problems


Fixed = tuple[tuple[str, str], ...]
"""Translations by language, as a cache can look them up."""


def _fixed(translations: Mapping[str, str]) -> Fixed:
    return tuple(translations.items())


@lru_cache(maxsize=32)
def _spoken(text: str, translations: Fixed) -> tuple[Loaded | None, Mapping[str, tuple[Problem, ...]]]:
    """The questionnaire in a text with its sound translations, and the problems of the others by language."""
    loaded, _ = checked(text)
    return with_sound(loaded, dict(translations)) if loaded else (None, {})


@lru_cache(maxsize=16)
def _findings(text: str) -> tuple[Finding, ...]:
    """What `assess lint` finds in a sound text."""
    loaded, _ = checked(text)
    return lint(loaded.questionnaire, line_finder(text), cut=cut_texts(text)) if loaded else ()


# --- making it available -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What has become of making a questionnaire available: the id and version on offer; or what keeps it from that,
    an id or a version that is taken, and which would do."""

    id: str
    version: str
    free_id: str = ""
    free_version: str = ""

    @property
    def is_offered(self) -> bool:
        return not self.free_id and not self.free_version


def offer(draft_id: str) -> None:
    """Makes the draft available for assessments on this server; what has become of it waits for the page."""
    loaded = page_of(draft_id).loaded
    if loaded is None:
        return
    try:
        session.put(f"{OFFER}-{draft_id}", asdict(_offered(loaded)))
    except EntryError:
        refuse(draft_id, "limits")


def offer_as(draft_id: str, steps: Steps, words: str) -> None:
    """Makes it available under another id or version, which is written into the draft."""
    if put_words(draft_id, steps, words):
        offer(draft_id)


def outcome_of(draft_id: str) -> Outcome | None:
    """What has become of it, until something else is written."""
    found = session.chosen(f"{OFFER}-{draft_id}")
    return Outcome(**found) if isinstance(found, dict) else None


def forget_outcome(draft_id: str) -> None:
    """The draft is no longer what was made available."""
    session.put(f"{OFFER}-{draft_id}", None)


def _offered(loaded: Loaded) -> Outcome:
    book, device = loaded.questionnaire, owners.creating_device()
    if book.id in library():
        return _of_another(book)
    try:
        store().publish(device, kept(loaded), proved=owners.proved())
    except VersionUsed as refused:
        return Outcome(book.id, book.version, free_version=next_version(refused.used, book.version))
    except NotAllowed:
        return _of_another(book)
    return Outcome(book.id, book.version)


def _of_another(book: Questionnaire) -> Outcome:
    taken = {each.id for each in store().offered(session.device(), proved=owners.proved())} | set(library())
    return Outcome(book.id, book.version, free_id=own_id(book.id, frozenset(taken)))


# --- beginning -----------------------------------------------------------------------------------------------------


def begin(text: str, translations: Mapping[str, str] | None = None) -> Draft:
    """A new draft of this browser with a text, and translations of it by language."""
    return store().begin_draft(owners.creating_device(), text, translations)


def status_words(page: Page, t: Translator) -> str:
    """How many problems the text has; that it is sound and what it asks."""
    if page.loaded is None:
        return t.plural("{n} problem. Choose it to go to its line.", "{n} problems. Choose one to go to its line.",
                        len(page.problems))  # fmt: skip
    return t.plural("Sound: {n} item.", "Sound: {n} items.", len(page.loaded.questionnaire.items))
