"""Workshops: preparing one, running last time's again, and templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from assess.core.errors import Problem
from assess.core.questionnaire import Discipline
from assess.core.workshop import Asked, Plan, Position, Stage, plan_fault
from assess.store.assessments import ONE, Assessments
from assess.store.errors import NotFound
from assess.store.keys import digest, new_id
from assess.store.rights import (
    ASSESSMENT,
    DEVICE,
    INSIDE,
    LIVE,
    OWNER,
    PRESENT,
    VIEWER,
    Found,
    access_error,
    granted,
    keys_of,
    now,
)
from assess.store.room_values import ListedWorkshop, Room, Timer
from assess.store.settings import Settings
from assess.store.tables import assessment, device_grant
from assess.store.texts import LIMITS, clean, key_problem, length_problem
from assess.store.values import Assessment, KeptQuestionnaire
from assess.store.workshop_tables import action, workshop

ROOM: Select[Any] = (
    select(workshop, granted(OWNER, VIEWER).label("sees_the_code"))
    .select_from(workshop.join(assessment, assessment.c.id == workshop.c.assessment_id))
    .where(workshop.c.assessment_id == ASSESSMENT, PRESENT, granted(*INSIDE))
)
OF_ROOM = "room_"
SEAT: Select[Any] = ONE.join(workshop, workshop.c.assessment_id == assessment.c.id).add_columns(
    *(field.label(f"{OF_ROOM}{field.name}") for field in workshop.c)
)
"""The rows of ONE with the room's columns under names of their own."""
OWNED: Select[Any] = (
    select(workshop)
    .select_from(device_grant.join(workshop, workshop.c.assessment_id == device_grant.c.assessment_id))
    .where(device_grant.c.device_hash == DEVICE, device_grant.c.role == OWNER, LIVE)
)
CARRIED = ("rule", "dimension", "text", "owner", "due", "status")


class Workshops(Assessments):
    """Starting workshops and finding them; what happens in their rooms is the noun of `rooms`."""

    def create_workshop(
        self,
        device: str,
        *,
        title: str,
        company: str,
        questionnaire: KeptQuestionnaire,
        plan: Plan,
        competitors: Sequence[str] = (),
        stated_lead: str | None = None,
        language: str = "en",
        settings: Settings | None = None,
        previous: str | None = None,
        template: bool = False,
    ) -> Assessment:
        """A new workshop in its lobby, not open yet; the device is its facilitator.

        The settings' kind is `workshop` whatever they say. `previous` is an earlier run: its open actions are carried
        over. A template takes no people. Raises EntryError with every problem at once; what `assessment` raises for
        an earlier run that the device does not own, NotFound where it is no workshop.
        """
        title = clean(title).strip()
        row = {
            "title": title,
            "plan": plan_to_json(plan),
            "stage": Stage.LOBBY,
            "state": "open",
            "template": template,
        }

        def open_books(connection: Connection, key: str) -> None:
            earlier = _previous(connection, device, previous) if previous else None
            connection.execute(insert(workshop), row | {"assessment_id": key, "previous_id": earlier})
            if earlier:
                _carry(connection, earlier, key)
            if template:
                shut = update(assessment).where(assessment.c.id == key)
                connection.execute(shut.values(status="closed", settled=now()))

        return self._create(
            device,
            open_books,
            company=company,
            questionnaire=questionnaire,
            competitors=competitors,
            stated_lead=stated_lead,
            language=language,
            settings=replace(settings or Settings(), kind="workshop"),
            problems=[*title_problems(title), plan_problem(plan)],
        )

    def duplicate_workshop(
        self,
        device: str,
        assessment_id: str,
        *,
        template: bool = False,
        title: str | None = None,
        company: str | None = None,
        competitors: Sequence[str] | None = None,
        again: bool = False,
        questionnaire: KeptQuestionnaire | None = None,
        plan: Plan | None = None,
    ) -> Assessment:
        """A new workshop with plan and settings of one that the device owns, without people, answers and choices.

        With `again` the one it is made from becomes its earlier run. `template`: what is made is one. Another version
        of the questionnaire comes with its plan.
        """
        source, room = self.assessment(device, assessment_id), self._owned_room(device, assessment_id)
        return self.create_workshop(
            device,
            title=room.title if title is None else title,
            company=source.company if company is None else company,
            questionnaire=questionnaire or self.questionnaire(device, assessment_id),
            plan=replace(plan or room.plan, again=()),
            competitors=source.competitors if competitors is None else competitors,
            stated_lead=source.stated_lead,
            language=source.language,
            settings=source.settings,
            previous=assessment_id if again else None,
            template=template,
        )

    def workshops_of(self, device: str, *, templates: bool = False) -> tuple[ListedWorkshop, ...]:
        """The workshops that the device owns, newest first; its templates are listed apart."""
        keys = {"device_key": digest(device), "now": now()}
        with self._database.reading() as connection:
            rooms = {row.assessment_id: row for row in connection.execute(OWNED, keys)}
        owned = [(each, rooms[each.id]) for each in self.assessments_of(device) if each.id in rooms]
        return tuple(
            ListedWorkshop(each, row.title, Stage(row.stage), row.template, row.opened, row.ended)
            for each, row in owned
            if row.template == templates
        )

    def earlier_run(self, device: str, assessment_id: str) -> Assessment | None:
        """The workshop that this one repeats, if the device owns both and it was not deleted; otherwise None."""
        room = self._owned_room(device, assessment_id)
        owned = {each.assessment.id: each.assessment for each in self.workshops_of(device)}
        return owned.get(room.previous_id or "")

    def _owned_room(self, device: str, assessment_id: str) -> Room:
        rows = self._read(ROOM.where(granted(OWNER)), keys_of(device, assessment_id), OWNER)
        return room_of(rows)


def room_of(rows: Sequence[Found]) -> Room:
    """The room in the rows that ROOM finds. Raises NotFound where the assessment is no workshop."""
    if not rows:
        raise no_workshop_error()
    return _room(rows[0]._mapping, sees_the_code=rows[0].sees_the_code)


def room_beside(rows: Sequence[Found], *, sees_the_code: bool) -> Room:
    """The room in the rows that SEAT finds."""
    kept = {field.name: rows[0]._mapping[f"{OF_ROOM}{field.name}"] for field in workshop.c}
    return _room(kept, sees_the_code=sees_the_code)


def _room(kept: Mapping[Any, Any], *, sees_the_code: bool) -> Room:
    return Room(
        assessment_id=kept["assessment_id"],
        title=kept["title"],
        plan=plan_from_json(kept["plan"]),
        position=Position(Stage(kept["stage"]), kept["state"], kept["dimension"]),
        timer=Timer(kept["timer_ends"], kept["timer_left"]),
        code=kept["code"] if sees_the_code and kept["ended"] is None else None,
        locked=kept["locked"],
        collecting=kept["collecting"],
        collecting_points=kept["collecting_points"],
        revealed=kept["revealed"],
        points_revealed=kept["points_revealed"],
        lead=Discipline(kept["lead"]) if kept["lead"] else None,
        previous_id=kept["previous_id"],
        template=kept["template"],
        opened=kept["opened"],
        ended=kept["ended"],
        revision=kept["revision"],
    )


def no_workshop_error() -> NotFound:
    """What is said of an assessment without a room."""
    return NotFound("There is no such workshop. Check the address.")


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """The plan as it is kept."""
    return asdict(plan)


def plan_from_json(kept: dict[str, Any]) -> Plan:
    """The plan of a row."""
    return Plan(
        dimensions=tuple(
            Asked(each["id"], tuple(each["items"]), tuple(each["compared"])) for each in kept["dimensions"]
        ),
        stages=tuple(Stage(each) for each in kept["stages"]),
        pace=kept["pace"],
        again=tuple(kept["again"]),
    )


def title_problems(title: str) -> list[Problem | None]:
    """A workshop has a title of 1 to 200 characters."""
    if not title:
        return [Problem("title", "The workshop has no title. Enter one.")]
    return [length_problem("title", title, LIMITS["title"])]


def plan_problem(plan: Plan) -> Problem | None:
    """What is wrong with a plan, if anything: its order, or a key that cannot be kept."""
    keys = [*((each.id, "dimension") for each in plan.dimensions), *_items(plan)]
    found = plan_fault(plan)
    if found is None and any(key_problem(field, key, LIMITS[field]) for key, field in keys):
        found = "Not the names of dimensions and items. Make the plan of the questionnaire."
    return Problem("plan", found) if found else None


def _items(plan: Plan) -> list[tuple[str, str]]:
    return [(item, "item") for each in plan.dimensions for item in each.items]


def _previous(connection: Connection, device: str, previous: str) -> str:
    """The id of an earlier run that the device owns."""
    keys = keys_of(device, previous)
    refused = access_error(connection, keys, OWNER)
    if refused:
        raise refused
    if connection.execute(ROOM, keys).first() is None:
        raise no_workshop_error()
    return str(keys["assessment_key"])


def _carry(connection: Connection, earlier: str, key: str) -> None:
    """Carries the open actions of an earlier run over, in their order."""
    found = select(action).where(action.c.assessment_id == earlier, action.c.status == "open")
    rows = connection.execute(found.order_by(action.c.created, action.c.id)).all()
    at = now()
    carried = [
        {name: row._mapping[name] for name in CARRIED}
        | {"id": new_id(), "assessment_id": key, "created": at, "carried_from": row.id}
        for row in rows
    ]
    if carried:
        connection.execute(insert(action), carried)
