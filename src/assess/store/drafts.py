"""Drafts of questionnaires: what a browser is writing, kept through a sleeping phone and a dead server.

A draft is its browser's alone. It may be unsound; only what no database can hold is refused. Its translations, one a
language, stay however the original changes, and go with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from assess.core.errors import Problem
from assess.core.messages import message
from assess.store.entries import TRANSLATIONS, translation_problems
from assess.store.errors import EntryError, NotFound
from assess.store.keys import digest, new_id
from assess.store.library_tables import draft, draft_translation
from assess.store.rights import now
from assess.store.texts import LIMITS, clean, length_problem, raise_any
from assess.store.values import Draft
from assess.store.verbs import Verbs

MOST_DRAFTS = 50
DEVICE = bindparam("device_key", type_=draft.c.device_hash.type)
DRAFT = bindparam("draft_key", type_=draft.c.id.type)
MINE = draft.c.device_hash == DEVICE
ALL: Select[Any] = select(draft.c.id, draft.c.text, draft.c.begun, draft.c.saved).where(MINE)
ONE = ALL.where(draft.c.id == DRAFT)
NEWEST_FIRST = ALL.order_by(draft.c.saved.desc(), draft.c.id)
COUNT: Select[Any] = select(func.count()).select_from(draft).where(MINE)
SPOKEN: Select[Any] = (
    select(draft_translation.c.language, draft_translation.c.text)
    .join(draft)
    .where(MINE, draft.c.id == DRAFT)
    .order_by(draft_translation.c.language)
)


class Drafts(Verbs):
    """Writing questionnaires."""

    def begin_draft(self, device: str, text: str, translations: Mapping[str, str] | None = None) -> Draft:
        """A new draft with a text and translations of it by language.

        Raises EntryError for what cannot be kept, and beyond fifty drafts.
        """
        raise_any([_text_problem(text), *translation_problems(translations or {})])
        key, at = new_id(), now()
        row = {"id": key, "device_hash": digest(device), "text": text, "begun": at, "saved": at}

        def begin(connection: Connection) -> None:
            if connection.execute(select(draft.c.id).where(draft.c.id == row["id"])).first():
                return  # the same one again is the same one
            if connection.execute(COUNT, {"device_key": row["device_hash"]}).scalar_one() >= MOST_DRAFTS:
                raise EntryError([Problem("drafts", f"{MOST_DRAFTS} drafts are kept. Delete one that is done.")])
            connection.execute(insert(draft), row)
            for language, words in (translations or {}).items():
                _put(connection, key, language, words)

        self._database.write(begin)
        return Draft(key, text, at, at)

    def save_draft(self, device: str, draft_id: str, text: str) -> None:
        """Keeps what a draft says now. Raises EntryError for what cannot be kept, NotFound for a foreign one."""
        raise_any([_text_problem(text)])
        self._change_draft(device, draft_id, lambda *_: None, text=text)

    def draft(self, device: str, draft_id: str) -> Draft:
        """One of the device's drafts. Raises NotFound."""
        keys = {"device_key": digest(device), "draft_key": clean(draft_id)}
        with self._database.reading() as connection:
            row = connection.execute(ONE, keys).one_or_none()
        if row is None:
            raise _no_draft_error()
        return Draft(*row)

    def drafts(self, device: str) -> tuple[Draft, ...]:
        """The device's drafts, the one written last first."""
        with self._database.reading() as connection:
            return tuple(Draft(*row) for row in connection.execute(NEWEST_FIRST, {"device_key": digest(device)}))

    def delete_draft(self, device: str, draft_id: str) -> None:
        """Removes a draft for good; nothing where there is none."""
        keys = {"device_key": digest(device), "draft_key": clean(draft_id)}
        gone = delete(draft).where(MINE, draft.c.id == DRAFT)
        self._database.write(lambda connection: connection.execute(gone, keys))

    # --- translations --------------------------------------------------------------------------------------------

    def draft_translations(self, device: str, draft_id: str) -> Mapping[str, str]:
        """The translations of one of the device's drafts by language; none of a foreign draft."""
        keys = {"device_key": digest(device), "draft_key": clean(draft_id)}
        with self._database.reading() as connection:
            return {row.language: row.text for row in connection.execute(SPOKEN, keys)}

    def put_translation(self, device: str, draft_id: str, language: str, text: str) -> None:
        """Keeps a translation with a draft, in the place of one into the same language.

        Raises EntryError for what cannot be kept and for too many, NotFound for a foreign draft.
        """
        raise_any(translation_problems({language: text}))
        self._change_draft(device, draft_id, lambda connection, key: _put(connection, key, language, text))

    def drop_translation(self, device: str, draft_id: str, language: str) -> None:
        """Removes a translation from a draft for good; nothing where there is none. Raises NotFound."""
        self._change_draft(device, draft_id, lambda connection, key: _drop(connection, key, language))

    def _change_draft(
        self, device: str, draft_id: str, also: Callable[[Connection, str], None], **values: Any
    ) -> None:
        """Changes one of the device's drafts, and what is `also` kept of it. Raises NotFound."""
        keys = {"device_key": digest(device), "draft_key": clean(draft_id)}
        statement = update(draft).where(MINE, draft.c.id == DRAFT).values(saved=now(), **values)

        def change(connection: Connection) -> None:
            if not connection.execute(statement, keys).rowcount:
                raise _no_draft_error()
            also(connection, keys["draft_key"])

        self._database.write(change)


def remove_drafts(connection: Connection, before: datetime) -> int:
    """Removes for good the drafts that were written last before a moment; returns how many."""
    return connection.execute(delete(draft).where(draft.c.saved <= before)).rowcount


def _put(connection: Connection, draft_id: str, language: str, text: str) -> None:
    _drop(connection, draft_id, language)
    kept = select(func.count()).select_from(draft_translation).where(draft_translation.c.draft_id == draft_id)
    if connection.execute(kept).scalar_one() >= TRANSLATIONS:
        most = message("{most} translations are kept. Take one away.", most=str(TRANSLATIONS))
        raise EntryError([Problem("translations", most)])
    connection.execute(insert(draft_translation), {"draft_id": draft_id, "language": language, "text": text})


def _drop(connection: Connection, draft_id: str, language: str) -> None:
    """Removes a translation into a language, however its code is written: pt-BR is pt-br."""
    alike = func.lower(draft_translation.c.language) == language.lower()
    connection.execute(delete(draft_translation).where(draft_translation.c.draft_id == draft_id, alike))


def _text_problem(text: str) -> Problem | None:
    if clean(text) != text:
        return Problem("text", message("Holds the character NUL or half a character. Remove it."))
    return length_problem("text", text, LIMITS["questionnaire.text"])


def _no_draft_error() -> NotFound:
    return NotFound("There is no such draft in this browser. Begin a new one.")
