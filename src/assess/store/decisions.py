"""What a workshop leaves behind in words: notes and actions. Facilitators write, the room reads."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from sqlalchemy import Connection, Select, Table, delete, func, insert, select, update

from assess.core.errors import Problem
from assess.core.messages import message
from assess.store.errors import NotFound
from assess.store.keys import new_id
from assess.store.reveals import touch
from assess.store.rights import ASSESSMENT, INSIDE, PRESENT, Standing, granted, keys_of, now
from assess.store.room_values import Action, Note, Status
from assess.store.tables import assessment
from assess.store.texts import LIMITS, clean, key_problem, length_problem, raise_any
from assess.store.verbs import Detail, Verbs
from assess.store.workshop_tables import action, note, workshop
from assess.store.workshops import no_workshop_error

MOST = 500
"""How many notes, and how many actions, a workshop holds at most."""
NOTE_FIELDS = [note.c[name] for name in Note.__dataclass_fields__]
ACTION_FIELDS = [action.c[name] for name in Action.__dataclass_fields__]


def _listed(table: Table, fields: list[Any]) -> Select[Any]:
    """All rows of a workshop in the order of writing, for everybody in it."""
    return (
        select(workshop.c.assessment_id.label("of_workshop"), *fields)
        .select_from(
            workshop.join(assessment, assessment.c.id == workshop.c.assessment_id).outerjoin(
                table, table.c.assessment_id == workshop.c.assessment_id
            )
        )
        .where(workshop.c.assessment_id == ASSESSMENT, PRESENT, granted(*INSIDE))
        .order_by(table.c.created, table.c.id)
    )


NOTES = _listed(note, NOTE_FIELDS)
ACTIONS = _listed(action, ACTION_FIELDS)


class Decisions(Verbs):
    """Notes and actions. Each change is written down, without its words."""

    def notes(self, device: str, assessment_id: str) -> tuple[Note, ...]:
        """All notes in the order of writing, for everybody in the room."""
        rows = self._read(NOTES, keys_of(device, assessment_id))
        return tuple(Note(*row[1:]) for row in rows if row.id)

    def add_note(self, device: str, assessment_id: str, text: str, *, dimension: str | None = None) -> Note:
        """A new note about a dimension or the whole. Raises EntryError."""
        made = Note(new_id(), dimension, clean(text).strip(), now())
        raise_any([*_text_problems("note", made.text), _key("dimension", dimension)])
        self._add(device, assessment_id, note, made)
        return made

    def edit_note(self, device: str, assessment_id: str, changed: Note) -> None:
        """Keeps the text and dimension of a note that is there. Raises EntryError, NotFound."""
        kept = {"text": clean(changed.text).strip(), "dimension": changed.dimension}
        raise_any([*_text_problems("note", kept["text"] or ""), _key("dimension", changed.dimension)])
        self._edit(device, assessment_id, note, changed.id, kept)

    def delete_note(self, device: str, assessment_id: str, note_id: str) -> None:
        """Removes a note. Removing it twice is once."""
        self._remove(device, assessment_id, note, note_id)

    def actions(self, device: str, assessment_id: str) -> tuple[Action, ...]:
        """All actions, those carried over first, then in the order of writing, for everybody in the room."""
        rows = self._read(ACTIONS, keys_of(device, assessment_id))
        found = [Action(*row[1:]) for row in rows if row.id]
        return tuple(sorted(found, key=lambda each: each.carried_from is None))

    def add_action(
        self,
        device: str,
        assessment_id: str,
        text: str,
        *,
        rule: str | None = None,
        dimension: str | None = None,
        owner: str = "",
        due: date | None = None,
    ) -> Action:
        """A new open action, of a recommendation (`rule`) or of one's own words. Raises EntryError."""
        made = Action(new_id(), rule, dimension, clean(text).strip(), clean(owner).strip(), due, "open", now(), None)
        raise_any(_action_problems(made))
        self._add(device, assessment_id, action, made)
        return made

    def edit_action(self, device: str, assessment_id: str, changed: Action) -> None:
        """Keeps text, owner, due date and status of an action that is there. Raises EntryError, NotFound."""
        kept = {"text": clean(changed.text).strip(), "owner": clean(changed.owner).strip()}
        raise_any(_action_problems(changed))
        values = kept | {"due": changed.due, "status": changed.status}
        self._edit(device, assessment_id, action, changed.id, values)

    def delete_action(self, device: str, assessment_id: str, action_id: str) -> None:
        """Removes an action. Removing it twice is once."""
        self._remove(device, assessment_id, action, action_id)

    def _add(self, device: str, assessment_id: str, table: Table, made: Note | Action) -> None:
        def add(connection: Connection, standing: Standing) -> Detail:
            there = select(func.count()).select_from(table).where(table.c.assessment_id == standing.id)
            if connection.execute(there).scalar_one() >= MOST:
                raise_any([Problem("text", message("There are {most} already. Remove one first.", most=MOST))])
            connection.execute(insert(table), {**vars(made), "assessment_id": standing.id})
            return {table.name: made.id}

        self._write_down(device, assessment_id, f"add_{table.name}", add)

    def _edit(self, device: str, assessment_id: str, table: Table, key: str, values: dict[str, Any]) -> None:
        def edit(connection: Connection, standing: Standing) -> Detail:
            found = update(table).where(table.c.id == clean(key), table.c.assessment_id == standing.id)
            if connection.execute(found.values(**values)).rowcount == 0:
                raise NotFound("This is no longer there. Load the page again.")
            return {table.name: clean(key)}

        self._write_down(device, assessment_id, f"edit_{table.name}", edit)

    def _remove(self, device: str, assessment_id: str, table: Table, key: str) -> None:
        def remove(connection: Connection, standing: Standing) -> Detail | None:
            found = delete(table).where(table.c.id == clean(key), table.c.assessment_id == standing.id)
            return {table.name: clean(key)} if connection.execute(found).rowcount else None

        self._write_down(device, assessment_id, f"delete_{table.name}", remove)

    def _write_down(self, device: str, assessment_id: str, act: str, work: Any) -> None:
        def change(connection: Connection, standing: Standing) -> Detail | None:
            if standing.settings.kind != "workshop":
                raise no_workshop_error()
            detail: Detail | None = work(connection, standing)
            if detail is not None:
                touch(connection, standing.id)
            return detail

        self._own(device, assessment_id, act, change)


def _text_problems(field: str, text: str) -> list[Problem | None]:
    return [length_problem("text", text, LIMITS[field]) if text else Problem("text", "Nothing is written. Enter it.")]


def _key(field: str, key: str | None) -> Problem | None:
    return None if key is None else key_problem(field, key, LIMITS[field])


def _action_problems(made: Action) -> list[Problem | None]:
    problems = [
        *_text_problems("action", clean(made.text).strip()),
        length_problem("owner", clean(made.owner).strip(), LIMITS["action.owner"]),
        _key("rule", made.rule),
        _key("dimension", made.dimension),
    ]
    if made.status not in get_args(Status):
        problems.append(Problem("status", f"Not a status. Use one of {', '.join(get_args(Status))}."))
    return problems
