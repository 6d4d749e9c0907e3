"""A workshop's room: its door, moving through the stages, timer, choices, and how far people are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from math import ceil
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, case, delete, exists, func, insert, or_, select, update

from assess.core.answer_table import US
from assess.core.errors import Problem
from assess.core.questionnaire import Discipline
from assess.core.workshop import (
    CHANGES,
    FIRST,
    Change,
    Plan,
    Position,
    Seal,
    Stage,
    at_rest,
    collects,
    collects_points,
    moved,
    sealed,
)
from assess.store.assessments import assessments_in
from assess.store.entries import lead_problems
from assess.store.errors import Moved, NotPossible
from assess.store.keys import digest, new_code, new_id, new_token
from assess.store.reveals import end, people_with_points, reveal, touch
from assess.store.rights import ASSESSMENT, OWNER, VIEWER, Keys, Standing, access_error, granted, keys_of, now
from assess.store.room_values import Counts, Room, Timer
from assess.store.settings import settings_problems, to_json
from assess.store.tables import answer, assessment, competitor, link, participant
from assess.store.texts import clean, raise_any
from assess.store.values import Assessment
from assess.store.verbs import Detail
from assess.store.workshop_tables import points, workshop
from assess.store.workshops import (
    ROOM,
    SEAT,
    Workshops,
    no_workshop_error,
    plan_problem,
    plan_to_json,
    room_beside,
    room_of,
    title_problems,
)

LONGEST_TIMER = 24 * 60 * 60
Values = dict[str, Any]
Work = Callable[[Connection, Standing, Room], tuple[Values, Detail] | None]

REVISIONS: Select[Any] = select(workshop.c.assessment_id, workshop.c.revision).where(
    workshop.c.assessment_id.in_(bindparam("rooms", expanding=True))
)
HERE = participant.c.assessment_id == ASSESSMENT
RIVALS: Select[Any] = select(func.count()).select_from(competitor).where(competitor.c.assessment_id == ASSESSMENT)
JOINED: Select[Any] = select(func.count()).select_from(participant).where(HERE)
SILENT = delete(participant).where(
    HERE,
    ~exists().where(answer.c.participant_id == participant.c.id),
    ~exists().where(points.c.participant_id == participant.c.id),
)
GAVE_POINTS: Select[Any] = select(func.count(points.c.participant_id.distinct())).join(participant).where(HERE)
_GIVEN = (
    select(answer.c.participant_id, func.count().label("given"))
    .join(participant)
    .where(
        HERE,
        answer.c.round == bindparam("of_round"),
        answer.c.state != "blank",
        or_(
            and_(answer.c.subject == US, answer.c.item.in_(bindparam("items", expanding=True))),
            and_(answer.c.subject != US, answer.c.item.in_(bindparam("compared", expanding=True))),
        ),
    )
    .group_by(answer.c.participant_id)
    .subquery()
)
GIVEN: Select[Any] = select(
    func.count(), func.coalesce(func.sum(case((_GIVEN.c.given >= bindparam("owed"), 1), else_=0)), 0)
).select_from(_GIVEN)


class Rooms(Workshops):
    """What goes on in a room. A facilitator is an owner; each change is written down and raises the revision."""

    def room(self, device: str, assessment_id: str) -> Room:
        """The room as it is now, for everybody in it."""
        return room_of(self._read(ROOM, keys_of(device, assessment_id)))

    def seat(self, device: str, assessment_id: str) -> tuple[Room, Assessment]:
        """The room and its assessment as `room` and `assessment` give them, read at one moment."""
        keys = keys_of(device, assessment_id)
        with self._database.reading() as connection:
            rows = connection.execute(SEAT, keys).all()
            found = assessments_in(connection, rows)
            if not found or found[0].deleted:
                raise access_error(connection, keys) or no_workshop_error()
        return room_beside(rows, sees_the_code=bool(found[0].roles & {OWNER, VIEWER})), found[0]

    def revisions(self, rooms: Collection[str]) -> dict[str, int]:
        """The revisions of rooms by assessment, for the news of this process: a number that tells nothing of anybody.

        No right is asked for here; who may listen is asked before they follow.
        """
        with self._database.reading() as connection:
            return {row.assessment_id: row.revision for row in connection.execute(REVISIONS, {"rooms": list(rooms)})}

    def update_plan(
        self, device: str, assessment_id: str, *, title: str | None = None, plan: Plan | None = None
    ) -> Room:
        """Another title or plan, before the room is opened. Raises EntryError; NotPossible once it is open."""
        title = None if title is None else clean(title).strip()
        raise_any([*([] if title is None else title_problems(title)), plan_problem(plan) if plan else None])
        values = ({} if title is None else {"title": title}) | ({"plan": plan_to_json(plan)} if plan else {})

        def change(_: Connection, __: Standing, room: Room) -> tuple[Values, Detail]:
            if room.opened:
                raise NotPossible("The room is open, so its plan stands. Duplicate the workshop for another plan.")
            return values, {"changed": sorted(values)}

        return self._change(device, assessment_id, "plan", change)

    def open_room(self, device: str, assessment_id: str) -> str:
        """Opens the door; the code that people join by. Opening twice is once. Raises NotPossible for a template."""
        key, token = new_id(), new_token()

        def open_door(connection: Connection, standing: Standing, room: Room) -> tuple[Values, Detail] | None:
            if room.template:
                raise NotPossible("A template is not opened. Duplicate it into a workshop.")
            if room.opened:
                return None
            row = {"id": key, "assessment_id": standing.id, "role": "open", "token_hash": digest(token)}
            connection.execute(insert(link), row | {"label": room.title, "created": now()})
            return {"code": _free_code(connection), "link_id": key, "opened": now()}, {}

        room = self._change(device, assessment_id, "open_room", open_door)
        if room.code is None:
            raise over_error()
        return room.code

    def lock_room(self, device: str, assessment_id: str, locked: bool) -> Room:
        """Closes the door to newcomers, or opens it; who has joined comes in."""
        return self._change(device, assessment_id, "lock_room", lambda *_: ({"locked": locked}, {"locked": locked}))

    def set_cap(self, device: str, assessment_id: str, cap: int | None) -> Room:
        """How many people may be in the room at most, None for no limit; who leaves makes room. Raises EntryError."""

        def limit(connection: Connection, standing: Standing, _: Room) -> tuple[Values, Detail]:
            settings = replace(standing.settings, respondent_limit=cap)
            raise_any(settings_problems(settings))
            found = update(assessment).where(assessment.c.id == standing.id)
            connection.execute(found.values(settings=to_json(settings)))
            return {}, {"cap": cap}

        return self._change(device, assessment_id, "set_cap", limit)

    def remove_silent(self, device: str, assessment_id: str) -> int:
        """Removes everybody who joined and has answered nothing, whoever they are; how many that were.

        The way to empty a lobby where a facilitator sees numbers only; in a named workshop `people` lists them, and
        `erase_person` removes one.
        """
        removed: list[int] = []

        def remove(connection: Connection, standing: Standing, _: Room) -> tuple[Values, Detail] | None:
            removed[:] = [connection.execute(SILENT, {"assessment_key": standing.id}).rowcount]
            return ({}, {"people": removed[0]}) if removed[0] else None

        self._change(device, assessment_id, "remove_silent", remove)
        return sum(removed)

    def move_to(
        self,
        device: str,
        assessment_id: str,
        expected_revision: int,
        change: Change,
        dimension: str | None = None,
    ) -> Room:
        """The room after a facilitator's change: `next`, `back`, `open`, `pause`, `close` (the stage), `turn`.

        `turn` goes to a dimension of the stage, None for all. Entering `reveal`, `shift` and `stance` reveals, for
        good; entering `close` ends the workshop. Raises Moved if the revision is another (nothing is done then), and
        NotPossible before the opening, for a turn that the stage does not have, or opening what was revealed.
        """
        if change not in CHANGES:
            raise_any([Problem("change", f"Not a change. Use one of {', '.join(CHANGES)}.")])

        def move(connection: Connection, standing: Standing, room: Room) -> tuple[Values, Detail] | None:
            if room.revision != expected_revision:
                raise Moved("The room has moved on since this page was shown. Look where it is now.")
            position = _moved(room, change, dimension)
            if position == room.position:
                return None
            said = {"change": change, "stage": position.stage.value, "dimension": position.dimension}
            return _arrive(connection, standing, room, position), said

        return self._change(device, assessment_id, "move", move)

    def set_timer(self, device: str, assessment_id: str, seconds: int | None) -> Room:
        """A timer that ends in so many seconds, None for no timer. It only tells the time. Raises EntryError."""
        if seconds is not None and not 1 <= seconds <= LONGEST_TIMER:
            raise_any([Problem("seconds", f"A timer runs from 1 to {LONGEST_TIMER:,} seconds.")])

        def start(*_: Any) -> tuple[Values, Detail]:
            ends = None if seconds is None else now() + timedelta(seconds=seconds)
            return _timer_values(Timer(ends)), {"seconds": seconds}

        return self._change(device, assessment_id, "timer", start)

    def pause_timer(self, device: str, assessment_id: str) -> Room:
        """Stops the timer, keeping what is left of it."""
        return self._set_timer(device, assessment_id, paused)

    def resume_timer(self, device: str, assessment_id: str) -> Room:
        """Lets a paused timer run on."""
        return self._set_timer(device, assessment_id, resumed)

    def choose_second_vote(self, device: str, assessment_id: str, dimensions: Iterable[str]) -> Room:
        """The dimensions that are voted on again; none: the second vote is passed over.

        Raises EntryError for one that was not rated; NotPossible once the second vote was revealed, and for none
        while it is on.
        """
        named = set(dimensions)

        def choose(_: Connection, __: Standing, room: Room) -> tuple[Values, Detail]:
            plan = replace(room.plan, again=tuple(each for each in room.plan.dimension_ids if each in named))
            if named - set(plan.again):
                raise_any([Problem("dimensions", "One was not rated here. Choose from those that were.")])
            if room.revealed > FIRST or (not named and room.position.stage.place >= Stage.VOTE.place):
                raise NotPossible("The second vote stands as it is. Go back to the discussion to change it.")
            return {"plan": plan_to_json(plan)}, {"dimensions": len(plan.again)}

        return self._change(device, assessment_id, "second_vote", choose)

    def set_lead(self, device: str, assessment_id: str, lead: Discipline | None) -> Room:
        """The discipline that the room has chosen to lead, None for no choice yet. Raises EntryError."""
        raise_any(lead_problems(lead))
        chosen = Discipline(lead).value if lead else None
        return self._change(device, assessment_id, "lead", lambda *_: ({"lead": chosen}, {"lead": chosen}))

    def room_progress(self, device: str, assessment_id: str) -> Counts:
        """How many people are how far with what is asked now, for owners and viewers.

        While rating a person owes all items about the company and the compared ones about each competitor; in the
        second vote those about the company; at the lead stage their points. Elsewhere only `joined` counts.
        """
        keys = keys_of(device, assessment_id)
        room = room_of(self._read(ROOM.where(granted(OWNER, VIEWER)), keys, OWNER, VIEWER))
        with self._database.reading() as connection:
            joined = int(connection.execute(JOINED, keys).scalar_one())
            if room.position.stage is Stage.LEAD:
                given = int(connection.execute(GAVE_POINTS, keys).scalar_one())
                return Counts(joined, given, given, 1)
            return _progress(connection, keys, room, joined)

    def _set_timer(self, device: str, assessment_id: str, changed: Callable[[Timer], Timer]) -> Room:
        def change(_: Connection, __: Standing, room: Room) -> tuple[Values, Detail] | None:
            timer = changed(room.timer)
            return None if timer == room.timer else (_timer_values(timer), {"left": timer.left})

        return self._change(device, assessment_id, "timer", change)

    def _change(self, device: str, assessment_id: str, action: str, work: Work) -> Room:
        """Does a facilitator's work on the room, writes it down and raises the revision; None: nothing was done."""
        keys = keys_of(device, assessment_id)

        def change(connection: Connection, standing: Standing) -> Detail | None:
            held = ROOM.with_for_update(of=workshop)  # answers that are being saved come first
            done = work(connection, standing, room_of(connection.execute(held, keys).all()))
            if done is None:
                return None
            touch(connection, standing.id, **done[0])
            return done[1]

        self._own(device, assessment_id, action, change)
        return self.room(device, assessment_id)


def over_error() -> NotPossible:
    """What is said of a room that has ended."""
    return NotPossible("This workshop has ended. Duplicate it to run it again.")


def paused(timer: Timer) -> Timer:
    """The timer standing still."""
    return timer if timer.ends is None else Timer(left=max(ceil((timer.ends - now()).total_seconds()), 0))


def resumed(timer: Timer) -> Timer:
    """The timer running on."""
    return timer if timer.left is None else Timer(ends=now() + timedelta(seconds=timer.left))


def _timer_values(timer: Timer) -> Values:
    return {"timer_ends": timer.ends, "timer_left": timer.left}


def _free_code(connection: Connection) -> str:
    """A code that no room has, also none that has ended."""
    while True:
        code = new_code()
        if connection.execute(select(workshop.c.code).where(workshop.c.code == code)).first() is None:
            return code


def _moved(room: Room, change: Change, dimension: str | None) -> Position:
    """Where a change leads in a room. Raises NotPossible."""
    if room.opened is None:
        raise NotPossible("The room is not open yet. Open it first.")
    position = moved(room.plan, room.position, change, dimension)
    if position is None:
        raise NotPossible("This stage has no such part. Choose one of its dimensions.")
    rested = at_rest(position, Seal(room.revealed, room.points_revealed))
    if change == "open" and rested != position:
        raise NotPossible("This was revealed and takes no more answers. Go on to the next step.")
    return rested


def _arrive(connection: Connection, standing: Standing, room: Room, position: Position) -> Values:
    """The room's row at its new position, after what entering it reveals or ends."""
    before = Seal(room.revealed, room.points_revealed)
    seal = sealed(room.plan, position.stage, before)
    values: Values = {"stage": position.stage, "state": position.state, "dimension": position.dimension}
    values |= {"collecting": collects(position, seal), "collecting_points": collects_points(position, seal)}
    values |= {"revealed": seal.round, "points_revealed": seal.points} | _timer_values(_timer(room, position))
    for of_round in range(before.round + 1, seal.round + 1):
        reveal(connection, standing, room.plan, of_round)
    if seal.points and not before.points:
        values["points_people"] = people_with_points(connection, standing.id)
    if position.stage is Stage.CLOSE and room.ended is None:
        end(connection, standing)
        values["ended"] = now()
    return values


def _timer(room: Room, position: Position) -> Timer:
    """The timer goes with its stage; pausing the stage pauses it."""
    if position.stage != room.position.stage or position.state == "closed":
        return Timer()
    return {"paused": paused, "open": resumed}[position.state](room.timer)


def _progress(connection: Connection, keys: Keys, room: Room, joined: int) -> Counts:
    asked = room.plan.asked_at(room.position)
    if not asked:
        return Counts(joined)
    first = room.position.stage is Stage.RATE
    items = [item for each in asked for item in each.items]
    compared = [item for each in asked for item in each.compared] if first else []
    owed = len(items) + len(compared) * int(connection.execute(RIVALS, keys).scalar_one())
    part: Mapping[str, Any] = {"of_round": 1 if first else 2, "items": items, "compared": compared, "owed": owed}
    answering, done = connection.execute(GIVEN, {**keys, **part}).one()
    return Counts(joined, int(answering), int(done), owed)
