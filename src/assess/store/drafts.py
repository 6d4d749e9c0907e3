"""Drafts of questionnaires: what a browser is writing, kept through a sleeping phone and a dead server.

A draft is its browser's alone. It may be unsound; only what no database can hold is refused.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from assess.core.errors import Problem
from assess.core.messages import message
from assess.store.errors import EntryError, NotFound
from assess.store.keys import digest, new_id
from assess.store.library_tables import draft
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


class Drafts(Verbs):
    """Writing questionnaires."""

    def begin_draft(self, device: str, text: str) -> Draft:
        """A new draft with a text. Raises EntryError for what cannot be kept, and beyond fifty drafts."""
        raise_any([_text_problem(text)])
        key, at = new_id(), now()
        row = {"id": key, "device_hash": digest(device), "text": text, "begun": at, "saved": at}

        def begin(connection: Connection) -> None:
            if connection.execute(select(draft.c.id).where(draft.c.id == row["id"])).first():
                return  # the same one again is the same one
            if connection.execute(COUNT, {"device_key": row["device_hash"]}).scalar_one() >= MOST_DRAFTS:
                raise EntryError([Problem("drafts", f"{MOST_DRAFTS} drafts are kept. Delete one that is done.")])
            connection.execute(insert(draft), row)

        self._database.write(begin)
        return Draft(key, text, at, at)

    def save_draft(self, device: str, draft_id: str, text: str) -> None:
        """Keeps what a draft says now. Raises EntryError for what cannot be kept, NotFound for a foreign one."""
        raise_any([_text_problem(text)])
        keys = {"device_key": digest(device), "draft_key": clean(draft_id)}
        change = update(draft).where(MINE, draft.c.id == DRAFT).values(text=text, saved=now())
        found = self._database.write(lambda connection: connection.execute(change, keys).rowcount)
        if not found:
            raise _no_draft_error()

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


def _text_problem(text: str) -> Problem | None:
    if clean(text) != text:
        return Problem("text", message("Holds the character NUL or half a character. Remove it."))
    return length_problem("text", text, LIMITS["questionnaire.text"])


def _no_draft_error() -> NotFound:
    return NotFound("There is no such draft in this browser. Begin a new one.")
