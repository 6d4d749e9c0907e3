"""A participant's own answers: one row an item, subject and round, the later save wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Delete,
    Executable,
    Insert,
    Select,
    delete,
    exists,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from assess.core.answer_table import US
from assess.core.errors import AssessError, Problem
from assess.store import entries
from assess.store.engine import Database
from assess.store.errors import EntryError, Finished, NotCollecting, Released
from assess.store.rights import (
    AS_PARTICIPANT,
    ASSESSMENT,
    EMPTY,
    GRANTS_HELD,
    IS_WORKSHOP,
    MINE,
    NOW,
    OPEN,
    PARTICIPANT,
    STANDING,
    Keys,
    access_error,
    closed_error,
    keys_of,
    new,
    now,
)
from assess.store.tables import answer, competitor, device_grant, participant
from assess.store.texts import checked, raise_any
from assess.store.values import Answer
from assess.store.verbs import Verbs
from assess.store.workshop_tables import workshop

FIELDS = [field for field in answer.c if field.name != "participant_id"]
PLACE = ("item", "subject", "round")
SAME_PLACE = (
    (answer.c.round == new(answer.c.round))
    & (answer.c.subject == new(answer.c.subject))
    & (answer.c.item == new(answer.c.item))
)
COLLECTED = (
    select(workshop.c.assessment_id)
    .where(workshop.c.assessment_id == ASSESSMENT, workshop.c.collecting == new(answer.c.round))
    .with_for_update(read=True)  # a reveal waits for this answer, or this answer for the reveal and is refused
    .exists()
)
MAY_ANSWER = (
    AS_PARTICIPANT & OPEN & or_(IS_WORKSHOP & COLLECTED, not_(IS_WORKSHOP) & participant.c.finished.is_(None))
)
SUBJECT_IS_RATED = or_(
    new(answer.c.subject) == US,
    exists().where(competitor.c.assessment_id == ASSESSMENT, competitor.c.name == new(answer.c.subject)),
)
OF_ROUND: Select[Any] = (
    select(*FIELDS)
    .select_from(MINE.join(answer, answer.c.participant_id == participant.c.id))
    .where(AS_PARTICIPANT, answer.c.round == new(answer.c.round))
    .order_by(answer.c.subject, answer.c.item)
)
BEFORE: Select[Any] = (
    select(*FIELDS)
    .select_from(MINE.join(answer, answer.c.participant_id == participant.c.id))
    .where(MAY_ANSWER, SAME_PLACE)
)
HOLD_MINE: Select[Any] = (
    select(device_grant.c.participant_id)
    .select_from(MINE)
    .where(MAY_ANSWER)
    .with_for_update(of=participant, key_share=True)
)
CLEAR: Delete = delete(answer).where(
    answer.c.participant_id.in_(select(device_grant.c.participant_id).select_from(MINE).where(MAY_ANSWER)), SAME_PLACE
)


class Answers(Verbs):
    """Saving and reading the device's own answers."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._answer_saved = _saving_answer(database.writer.dialect.name)
        self._comment_saved = _saving_comment(database.writer.dialect.name)

    def save_answer(
        self,
        device: str,
        assessment_id: str,
        item: str,
        *,
        state: entries.State = "answered",
        value: float | None = None,
        text: str | None = None,
        subject: str = US,
        round: int = 1,  # noqa: A002 - METHOD's word
        evidence: str | None = None,
        comment: str | None = None,
        seen: datetime | None = None,
    ) -> Answer:
        """The answer as kept: one row an item, subject and round, the later save wins.

        `value` (a level or figure) or `text` (points, words) goes with the state `answered`; an evidence or comment
        of None stays as it was. `seen` is when the answer that the page showed was saved (NEVER for none): what took
        the place of another is `replaced`. Raises EntryError, Closed, Finished; in a workshop NotCollecting unless
        `round` is the one that is open.
        """
        raise_any(entries.answer_problems(item, subject, round, state, value, text))
        figure = None if value is None else float(value)
        fields = {"item": item, "subject": subject, "round": round, "state": state, "value": figure}
        fields |= _checked({"text": text})
        texts = _checked({"evidence": evidence, "comment": comment})
        written = {"state", "value", "text", *(field for field, text in texts.items() if text is not None)}
        return self._save(self._answer_saved, keys_of(device, assessment_id), fields | texts, written, seen)

    def save_comment(
        self,
        device: str,
        assessment_id: str,
        item: str,
        comment: str,
        *,
        subject: str = US,
        round: int = 1,  # noqa: A002
        seen: datetime | None = None,
    ) -> Answer:
        """The answer with its new comment and all else as it was; `blank` if there is no answer yet."""
        raise_any(entries.answer_problems(item, subject, round, "blank", None))
        fields = {"item": item, "subject": subject, "round": round, "state": "blank", "value": None, "evidence": None}
        fields |= {"text": None}
        texts = _checked({"comment": comment})
        return self._save(self._comment_saved, keys_of(device, assessment_id), fields | texts, {"comment"}, seen)

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
        raise_any(entries.answer_problems(item, subject, round, "blank", None))
        keys = keys_of(device, assessment_id)
        place = {"new_item": item, "new_subject": subject, "new_round": round}

        def clear(connection: Connection) -> None:
            if connection.execute(HOLD_MINE, keys | place).first() is None:
                raise _answer_error(connection, keys | place, subject)
            connection.execute(CLEAR, keys | place)

        self._database.write(clear)

    def answers_of(
        self,
        device: str,
        assessment_id: str,
        *,
        round: int = 1,  # noqa: A002
    ) -> dict[tuple[str, str], Answer]:
        """The device's own answers of one round, by (subject, item)."""
        raise_any(entries.round_problems(round))
        rows = self._read(OF_ROUND, keys_of(device, assessment_id) | {"new_round": round}, PARTICIPANT)
        return {(row.subject, row.item): Answer(*row) for row in rows}

    def _save(
        self, statement: Executable, keys: Keys, fields: dict[str, Any], written: set[str], seen: datetime | None
    ) -> Answer:
        values = keys | {f"new_{name}": value for name, value in fields.items()}

        def save(connection: Connection) -> Answer:
            before = _before(connection, values) if seen else None
            row = connection.execute(statement, values | {"now": now()}).one_or_none()  # the time of our turn
            if row is None:
                raise _answer_error(connection, values, fields["subject"])
            differs = before is not None and any(getattr(before, name) != fields[name] for name in written)
            return replace(Answer(*row), replaced=bool(before and before.saved != seen and differs))

        return self._database.write(save)


def _before(connection: Connection, values: Mapping[str, Any]) -> Answer | None:
    """The answer that is about to be replaced; nobody else replaces it meanwhile."""
    connection.execute(HOLD_MINE, values)
    row = connection.execute(BEFORE, values).one_or_none()
    return None if row is None else Answer(*row)


def _answer_error(connection: Connection, keys: Keys, subject: str) -> AssessError:
    """Why the participant's answer to a subject cannot be changed."""
    refused = access_error(connection, keys, PARTICIPANT)
    if refused:
        return refused
    standing = connection.execute(STANDING, keys).one()
    if not standing.is_open:
        return closed_error()
    if standing.is_workshop and not connection.execute(select(COLLECTED), keys).scalar():
        return not_collecting_error()
    held = connection.execute(GRANTS_HELD, keys).all()
    if not standing.is_workshop and any(row.cell_id for row in held):
        return released_error()
    if not standing.is_workshop and any(row.finished for row in held):
        return Finished("You have finished. Open your answers again to change them.")
    return EntryError([Problem("subject", f"'{subject}' is not rated here. Use 'us' or a named competitor.")])


def not_collecting_error() -> NotCollecting:
    """What is said where a workshop takes no answers to this now."""
    return NotCollecting("The facilitator takes no answers to this now. Wait for the next step.")


def released_error() -> Released:
    """What is said of answers that count in shown results."""
    return Released("Your answers count in results that are shown, so they stay as they are. You can erase them.")


def _saving_answer(dialect: str) -> Insert:
    """Keeps the whole answer; an evidence or comment of null leaves what is there."""
    insert = _new_answer(dialect)
    return _on_same_answer(
        insert,
        value=insert.excluded.value,
        text=insert.excluded.text,
        state=insert.excluded.state,
        evidence=func.coalesce(new(answer.c.evidence), answer.c.evidence),
        comment=func.coalesce(new(answer.c.comment), answer.c.comment),
        saved=insert.excluded.saved,
    )


def _saving_comment(dialect: str) -> Insert:
    """Keeps the comment and leaves the answer as it is; a new row is blank."""
    insert = _new_answer(dialect)
    return _on_same_answer(insert, comment=insert.excluded.comment, saved=insert.excluded.saved)


def _new_answer(dialect: str) -> sqlite.Insert | postgresql.Insert:
    """The answer of whoever may answer now; who finishes meanwhile waits for it, or it for them."""
    insert = postgresql.insert(answer) if dialect == "postgresql" else sqlite.insert(answer)
    return insert.from_select(
        [field.name for field in answer.c],
        select(
            device_grant.c.participant_id,
            new(answer.c.round),
            new(answer.c.subject),
            new(answer.c.item),
            new(answer.c.value),
            new(answer.c.state),
            func.coalesce(new(answer.c.evidence), EMPTY),
            func.coalesce(new(answer.c.comment), EMPTY),
            NOW,
            new(answer.c.text),
        )
        .select_from(MINE)
        .where(MAY_ANSWER, SUBJECT_IS_RATED)
        .with_for_update(of=participant, read=True),
    )


def _on_same_answer(insert: sqlite.Insert | postgresql.Insert, **changes: Any) -> Insert:
    return insert.on_conflict_do_update(index_elements=list(answer.primary_key), set_=changes).returning(*FIELDS)


def _checked(texts: Mapping[str, str | None]) -> dict[str, str | None]:
    return {field: written if written is None else checked(field, written) for field, written in texts.items()}
