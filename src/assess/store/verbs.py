"""What the verbs of each noun share: an open database, and how owners' actions are written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Executable, Select, insert, select

from assess.store.cells import settle
from assess.store.engine import Database
from assess.store.keys import new_id
from assess.store.rights import (
    ASSESSMENT,
    HOLDING,
    OPEN,
    OWNER,
    Found,
    Keys,
    Standing,
    access_error,
    hold,
    keys_of,
    standing_of,
)
from assess.store.tables import assessment, audit

Detail = Mapping[str, Any]
DOWNLOAD = "download"
"""What is written down of an owner who takes a file; it changes nothing, so it keeps no assessment from ending."""
DUE: Select[Any] = select(assessment.c.id).where(assessment.c.id == ASSESSMENT, ~OPEN, assessment.c.settled.is_(None))


class Verbs:
    """An open database; each noun's verbs stand on it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def _read(self, statement: Executable, keys: Keys, *roles: str) -> list[Found]:
        """The rows that a statement finds; where there are none, raises what keeps the device from them."""
        with self._database.reading() as connection:
            rows = list(connection.execute(statement, keys))
            refused = None if rows else access_error(connection, keys, *roles)
        if refused:
            raise refused
        return rows

    def _settle_if_due(self, keys: Keys) -> None:
        """Does what belongs to an assessment's end where its closing date passed while nobody asked."""

        def settle_once(connection: Connection) -> None:
            standing = standing_of(connection, HOLDING, keys)
            if standing and not standing.is_open and standing.settled is None:
                settle(connection, standing, closing=True)

        with self._database.reading() as connection:
            due = connection.execute(DUE, keys).first()
        if due:
            self._database.write(settle_once)

    def _own(
        self,
        device: str,
        assessment_id: str,
        action: str,
        work: Callable[[Connection, Standing], Detail | None],
        *,
        deleted_too: bool = False,
    ) -> None:
        """Does an owner's work in one transaction and writes it down, unless it returns None: nothing was done."""
        keys, entry = keys_of(device, assessment_id), new_id()

        def act(connection: Connection) -> None:
            standing = hold(connection, keys, OWNER, deleted_too=deleted_too)
            detail = None if _is_noted(connection, entry) else work(connection, standing)
            if detail is not None:
                note(connection, entry, keys["assessment_key"], keys["now"], action, detail)

        self._database.write(act)


def note(connection: Connection, entry: str, assessment_id: str, at: datetime, action: str, detail: Detail) -> None:
    """Writes down what an owner did; the same entry again is the same one."""
    if _is_noted(connection, entry):
        return
    row = {"id": entry, "assessment_id": assessment_id, "at": at, "action": action, "role": OWNER}
    connection.execute(insert(audit), row | {"detail": dict(detail)})


def _is_noted(connection: Connection, entry: str) -> bool:
    """Whether this was done before: its answer was lost, and it is done again."""
    return connection.execute(select(audit.c.id).where(audit.c.id == entry)).first() is not None
