"""The store: a dozen verbs between the screens and the database. Safe to call from many threads.

`device` is the browser's secret (its cookie); only its digest is looked up. What is written is on disk when the
verb returns. Every verb raises StoreUnavailable if the database cannot be reached, NotFound (or its child Deleted)
for an unknown assessment and NotAllowed if the device lacks the right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Executable

from assess.core.answer_table import US
from assess.store import entries, statements
from assess.store.assessments import assessments, new_row, start
from assess.store.backup import backup
from assess.store.engine import Database, connect
from assess.store.errors import NotFound
from assess.store.keys import digest
from assess.store.location import Location, locate
from assess.store.migrate import upgrade
from assess.store.refusals import access_error, answer_error
from assess.store.statements import OWNER, PARTICIPANT
from assess.store.values import Answer, Assessment, KeptQuestionnaire

RESPONSE_COLUMNS = {
    "respondent": "str",
    "round": "int64",
    "subject": "str",
    "item": "str",
    "value": "float64",
    "state": "str",
    "role": "str",
    "evidence": "str",
    "comment": "str",
}


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """An open database and what the product does with it. `Store.open()` opens and migrates it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._save_answer = statements.save_answer(database.writer.dialect.name)
        self._save_comment = statements.save_comment(database.writer.dialect.name)

    @classmethod
    def open(cls, location: Location | None = None) -> Store:
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
            connection.execute(statements.VERSION)

    def backup(self, file: Path) -> None:
        """Writes a restorable copy to a new file while others read and write. Raises StoreUnavailable."""
        backup(self._database.location, file)

    # Assessments

    def create_assessment(
        self,
        device: str,
        *,
        company: str,
        questionnaire: KeptQuestionnaire,
        competitors: Sequence[str] = (),
        stated_lead: str | None = None,
        language: str = "en",
        settings: Mapping[str, Any] | None = None,
        closes: datetime | None = None,
    ) -> Assessment:
        """A new open assessment that the device owns and answers. Raises EntryError with every problem at once."""
        company = entries.clean(company).strip()
        competitors = [entries.clean(name).strip() for name in competitors]
        kept: dict[str, Any] = {
            "company": company,
            "stated_lead": stated_lead,
            "language": language,
            "settings": dict(settings or {}),
        }
        entries.raise_any(entries.assessment_problems(**kept, competitors=competitors, questionnaire=questionnaire))
        row = new_row(questionnaire) | kept | {"closes": closes}
        device_hash = digest(device)
        self._database.write(lambda connection: start(connection, device_hash, row, competitors))
        return self.assessment(device, row["id"])

    def assessments_of(self, device: str, *, deleted: bool = False) -> tuple[Assessment, ...]:
        """The assessments in which the device has a role, newest first; with `deleted`, those it can restore."""
        with self._database.reading() as connection:
            found = assessments(connection, statements.ASSESSMENTS_OF, {"device_key": digest(device)})
        return tuple(
            one for one in found if (one.deleted is not None) == deleted and (not deleted or OWNER in one.roles)
        )

    def assessment(self, device: str, assessment_id: str) -> Assessment:
        """One assessment with the device's roles in it and its participant."""
        keys = _keys(device, assessment_id)
        with self._database.reading() as connection:
            found = assessments(connection, statements.ONE_ASSESSMENT, keys)
            refused = access_error(connection, keys) if not found or found[0].deleted else None
        if refused:
            raise refused
        return found[0]

    def questionnaire(self, device: str, assessment_id: str) -> KeptQuestionnaire:
        """The questionnaire as the assessment was started with it."""
        keys = _keys(device, assessment_id)
        with self._database.reading() as connection:
            row = connection.execute(statements.QUESTIONNAIRE, keys).one_or_none()
            refused = access_error(connection, keys) if row is None else None
        if refused or row is None:
            raise refused or NotFound("There is no such assessment. Check the address.")
        return KeptQuestionnaire(*row)

    def delete_assessment(self, device: str, assessment_id: str) -> None:
        """Hides an assessment from everybody until its owner restores it or it is purged."""
        self._change(statements.DELETE, _keys(device, assessment_id), OWNER)

    def restore_assessment(self, device: str, assessment_id: str) -> Assessment:
        """Undoes `delete_assessment`, with everything that was in it."""
        self._change(statements.RESTORE, _keys(device, assessment_id), OWNER)
        return self.assessment(device, assessment_id)

    def purge_deleted(self, before: datetime) -> int:
        """Removes for good what was deleted before a moment; returns how many assessments. For the operator only."""
        return self._database.write(
            lambda connection: connection.execute(statements.PURGE, {"before": before}).rowcount
        )

    # Answers

    def save_answer(
        self,
        device: str,
        assessment_id: str,
        item: str,
        *,
        state: entries.State = "answered",
        value: float | None = None,
        subject: str = US,
        round: int = 1,  # noqa: A002 - METHOD's word
        evidence: str | None = None,
        comment: str | None = None,
    ) -> Answer:
        """The answer as kept: one row an item, subject and round, the later save wins.

        `value` goes with the state `answered`; an evidence or comment of None stays as it was.
        Raises EntryError, Closed, Finished.
        """
        entries.raise_any(entries.answer_problems(item, subject, round, state, value))
        figure = None if value is None else float(value)
        new = {"item": item, "subject": subject, "round": round, "state": state, "value": figure}
        texts = {"evidence": evidence, "comment": comment}
        return self._save(self._save_answer, _keys(device, assessment_id), new | _checked(texts))

    def save_comment(
        self,
        device: str,
        assessment_id: str,
        item: str,
        comment: str,
        *,
        subject: str = US,
        round: int = 1,  # noqa: A002
    ) -> Answer:
        """The answer with its new comment and all else as it was; `blank` if there is no answer yet."""
        entries.raise_any(entries.answer_problems(item, subject, round, "blank", None))
        new = {
            "item": item,
            "subject": subject,
            "round": round,
            "state": "blank",
            "value": None,
            "evidence": None,
        }
        return self._save(self._save_comment, _keys(device, assessment_id), new | _checked({"comment": comment}))

    def clear_answer(
        self,
        device: str,
        assessment_id: str,
        item: str,
        *,
        subject: str = US,
        round: int = 1,  # noqa: A002
    ) -> None:
        """Takes an answer back, with its comment. Clearing what is not there is no error. Raises Closed, Finished."""
        entries.raise_any(entries.answer_problems(item, subject, round, "blank", None))
        keys = _keys(device, assessment_id)
        new = {"new_item": item, "new_subject": subject, "new_round": round}

        def clear(connection: Connection) -> None:
            if not connection.execute(statements.CLEAR, keys | new).rowcount and not (
                connection.execute(statements.MAY_I_ANSWER, keys).first()
            ):
                raise answer_error(connection, keys, PARTICIPANT, subject)

        self._database.write(clear)

    def answers_of(
        self,
        device: str,
        assessment_id: str,
        *,
        round: int = 1,  # noqa: A002
    ) -> dict[tuple[str, str], Answer]:
        """The device's own answers of one round, by (subject, item)."""
        entries.raise_any(entries.round_problems(round))
        keys = _keys(device, assessment_id)
        with self._database.reading() as connection:
            rows = connection.execute(statements.ANSWERS_OF, keys | {"new_round": round}).all()
            refused = None if rows else access_error(connection, keys, PARTICIPANT)
        if refused:
            raise refused
        return {(row.subject, row.item): Answer(*row) for row in rows}

    def finish(self, device: str, assessment_id: str) -> None:
        """Marks the device's participant as finished; answers are kept from change. Raises Closed."""
        self._change(statements.FINISH, _keys(device, assessment_id), PARTICIPANT)

    def unfinish(self, device: str, assessment_id: str) -> None:
        """Opens the participant's answers again. Raises Closed."""
        self._change(statements.UNFINISH, _keys(device, assessment_id), PARTICIPANT)

    def responses(self, device: str, assessment_id: str) -> pd.DataFrame:
        """All answers in METHOD's long form, for the owner: one row an answer.

        respondent, subject (`us` or a competitor), item, state (answered, na, dk), role, evidence, comment: str;
        round: int64; value: float64, NaN unless answered. A comment without an answer counts as dk.
        """
        keys = _keys(device, assessment_id)
        with self._database.reading() as connection:
            rows = connection.execute(statements.RESPONSES, keys).all()
            refused = None if rows else access_error(connection, keys, OWNER)
        if refused:
            raise refused
        return pd.DataFrame([tuple(row) for row in rows], columns=list(RESPONSE_COLUMNS)).astype(RESPONSE_COLUMNS)

    # One transaction each, and the reason where it changed nothing

    def _save(self, statement: Executable, keys: dict[str, Any], new: dict[str, Any]) -> Answer:
        values = keys | {f"new_{name}": value for name, value in new.items()}

        def save(connection: Connection) -> Answer:
            row = connection.execute(statement, values).one_or_none()
            if row is None:
                raise answer_error(connection, keys, PARTICIPANT, new["subject"])
            return Answer(*row)

        return self._database.write(save)

    def _change(self, statement: Executable, keys: dict[str, Any], role: str) -> None:
        def change(connection: Connection) -> None:
            if not connection.execute(statement, keys).rowcount:
                raise answer_error(connection, keys, role, US)

        self._database.write(change)


def _keys(device: str, assessment_id: str) -> dict[str, Any]:
    return {"device_key": digest(device), "assessment_key": entries.clean(assessment_id), "now": _now()}


def _checked(texts: Mapping[str, str | None]) -> dict[str, str | None]:
    return {
        field: written if written is None else entries.checked(field, written) for field, written in texts.items()
    }
