"""Upkeep: opening and closing, backup, and removing for good what is past its date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Select, column, delete, func, select, table

from assess.core.errors import Problem
from assess.store.assessments import UNDO
from assess.store.backup import backup
from assess.store.drafts import remove_drafts
from assess.store.engine import connect
from assess.store.library import ON_OFFER, offers, remove_retired
from assess.store.location import Location, locate
from assess.store.migrate import upgrade
from assess.store.rights import INVITED, Found
from assess.store.tables import VERSION_TABLE, answer, assessment, audit, device_grant, participant
from assess.store.texts import raise_any
from assess.store.values import Offered, Purged
from assess.store.verbs import DOWNLOAD, Verbs

VERSION: Select[Any] = select(column("version_num")).select_from(table(VERSION_TABLE))
UNOPENED = timedelta(days=30)
"""How long a browser that followed a link and never saw the invitation keeps it: scanners and previews are such."""


def _latest(moment: Any, *joined: Any) -> Any:
    """The latest of an assessment's moments in another table, as a column."""
    source = joined[0] if joined else moment.table
    return select(func.max(moment)).select_from(source).where(_of(source)).correlate(assessment).scalar_subquery()


def _of(source: Any) -> Any:
    return source.c.assessment_id == assessment.c.id


_SAVED = (
    select(func.max(answer.c.saved))
    .select_from(answer.join(participant))
    .where(participant.c.assessment_id == assessment.c.id)
    .correlate(assessment)
    .scalar_subquery()
)
_MANAGED = (
    select(func.max(audit.c.at)).where(_of(audit), audit.c.action != DOWNLOAD).correlate(assessment).scalar_subquery()
)
LIVES: Select[Any] = select(
    assessment.c.id,
    assessment.c.status,
    assessment.c.closes,
    assessment.c.closed,
    assessment.c.created,
    _latest(participant.c.joined).label("joined"),
    _MANAGED.label("managed"),
    _SAVED.label("saved"),
)


class Upkeep(Verbs):
    """The operator's verbs; none asks for a device's right."""

    @classmethod
    def open(cls, location: Location | None = None) -> Self:
        """The store at a location (default: `locate()`), made if new, migrated if older. Raises StoreUnavailable."""
        database = connect(location or locate())
        try:
            upgrade(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @property
    def place(self) -> str:
        """Where the database is, to be shown: a file's path, or a URL without user and password."""
        return str(self._database.location)

    def close(self) -> None:
        """Closes all connections."""
        self._database.close()

    def ping(self) -> None:
        """Returns if the database answers; raises StoreUnavailable otherwise."""
        with self._database.reading() as connection:
            connection.execute(VERSION)

    def offered_by_server(self) -> tuple[Offered, ...]:
        """The latest version of each questionnaire that this server offers, by id."""
        with self._database.reading() as connection:
            return offers(connection, ON_OFFER, {"device_key": "", "proved": True})

    def backup(self, file: Path) -> None:
        """Writes a restorable copy to a new file while others read and write. Raises StoreUnavailable."""
        backup(self._database.location, file)

    def purge(self, now: datetime, retention_days: int | None = None) -> Purged:
        """Removes for good what was deleted or retired seven days before `now`, or ended `retention_days` before.

        An assessment ends when it is closed or its closing date passes; one without a date, when it was last
        touched; a draft of a questionnaire, when it was saved last. Then the database is written anew, so that no
        byte of what was erased before stays in its files.
        Raises EntryError for days below 1, StoreUnavailable if others keep the database from being rewritten.
        """
        raise_any([_days_problem(retention_days)])

        def remove(connection: Connection) -> Purged:
            lives = connection.execute(LIVES).all() if retention_days else []
            past = now - timedelta(days=retention_days or 0)
            expired = _remove(connection, [life.id for life in lives if _is_over(life, now, past)])
            connection.execute(
                delete(device_grant).where(
                    device_grant.c.role == INVITED,
                    device_grant.c.opened.is_(None),
                    device_grant.c.created < now - UNOPENED,
                )
            )
            remove_retired(connection, now - UNDO)
            drafts = remove_drafts(connection, past) if retention_days else 0
            gone = connection.execute(delete(assessment).where(assessment.c.deleted <= now - UNDO)).rowcount
            return Purged(gone, expired, drafts)

        purged = self._database.write(remove)
        self._database.rewrite()
        return purged


def _days_problem(days: int | None) -> Problem | None:
    if days is None or days >= 1:
        return None
    return Problem("retention_days", "Answers are kept for at least one day. Give a whole number from 1.")


def _is_over(life: Found, now: datetime, past: datetime) -> bool:
    """Whether an assessment ended before a moment."""
    if life.status == "closed" and life.closed:
        return bool(life.closed <= past)
    if life.closes:
        return bool(life.closes <= past)
    touched = [moment for moment in (life.created, life.joined, life.managed, life.saved) if moment]
    return bool(max(touched) <= past)


def _remove(connection: Connection, keys: Iterable[str]) -> int:
    """Removes assessments with everything in them; returns how many."""
    return sum(connection.execute(delete(assessment).where(assessment.c.id == key)).rowcount for key in keys)
