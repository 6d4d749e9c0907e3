"""People: finishing, opening answers again, leaving results, erasing; and who answers, in named assessments."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from assess.store.answers import released_error
from assess.store.cells import day, dissolve_around, settle, unlink
from assess.store.errors import Finished, NotFound, Protected
from assess.store.lifecycle import refuse_workshop
from assess.store.reveals import touch
from assess.store.rights import (
    AS_PARTICIPANT,
    ASSESSMENT,
    ERASED,
    MINE,
    OWNER,
    PARTICIPANT,
    PRESENT,
    Found,
    Standing,
    granted,
    hold,
    hold_open,
    keys_of,
    now,
)
from assess.store.settings import from_json
from assess.store.tables import answer, assessment, device_grant, link, participant
from assess.store.texts import clean
from assess.store.values import Person
from assess.store.verbs import Detail, Verbs

STEP = 5
"""Minutes that an anonymous person took are kept in steps of five."""

ME: Select[Any] = select(participant).select_from(MINE).where(AS_PARTICIPANT)
ANSWERS_GIVEN = (
    select(func.count())
    .where(answer.c.participant_id == participant.c.id, answer.c.state != "blank")
    .correlate(participant)
    .scalar_subquery()
)
LABEL = select(link.c.label).where(link.c.participant_id == participant.c.id).correlate(participant)
PEOPLE: Select[Any] = (
    select(
        assessment.c.settings,
        participant.c.id,
        participant.c.name,
        LABEL.limit(1).scalar_subquery(),
        participant.c.role_group,
        participant.c.joined,
        participant.c.finished,
        ANSWERS_GIVEN,
    )
    .select_from(assessment.outerjoin(participant, participant.c.assessment_id == assessment.c.id))
    .where(assessment.c.id == ASSESSMENT, PRESENT, granted(OWNER))
    .order_by(participant.c.joined, participant.c.id)
)


class People(Verbs):
    """What people do beside answering, and what a named assessment's owner sees of them."""

    def finish(self, device: str, assessment_id: str, *, complete: bool = True) -> None:
        """Marks the device's participant as finished: their answers count, and are kept from change.

        `complete`: enough was answered to bring a group of protected people nearer to its minimum. Raises Closed;
        NotPossible in a workshop, where the reveal does it.
        """
        keys = keys_of(device, assessment_id)

        def work(connection: Connection) -> None:
            standing = hold_open(connection, keys, PARTICIPANT)
            refuse_workshop(standing)
            me = connection.execute(ME, keys).one()
            if me.finished is None:
                _finish(connection, standing, me, complete)
                settle(connection, standing, closing=False)

        self._database.write(work)

    def unfinish(self, device: str, assessment_id: str) -> None:
        """Opens the participant's answers again. Raises Closed; Released, or Finished if the owner lets nobody."""
        keys = keys_of(device, assessment_id)

        def work(connection: Connection) -> None:
            standing = hold_open(connection, keys, PARTICIPANT)
            refuse_workshop(standing)
            me = connection.execute(ME, keys).one()
            if me.cell_id:
                raise released_error()
            if me.finished and not standing.settings.may_change:
                raise Finished("You have finished, and the owner lets nobody change answers after that.")
            connection.execute(_person(me.id).values(finished=None))
            connection.execute(update(link).where(link.c.participant_id == me.id).values(spent=False))

        self._database.write(work)

    def people(self, device: str, assessment_id: str) -> tuple[Person, ...]:
        """Everybody who began, in the order of beginning, for the owner of a named assessment. Raises Protected."""
        rows = self._read(PEOPLE, keys_of(device, assessment_id), OWNER)
        if rows and from_json(rows[0].settings).protected:
            raise protected_error()
        return tuple(Person(*row[1:]) for row in rows if row.id)

    def erase_own(self, device: str, assessment_id: str) -> None:
        """Removes the device's participant with all answers, and its rights there. Its group is hidden for a while.

        Where the answers counted in a shown group, the others of it wait for new people (docs/anonymity.md).
        """
        keys = keys_of(device, assessment_id)

        def work(connection: Connection) -> None:
            hold(connection, keys, PARTICIPANT)
            me = connection.execute(ME, keys).one()
            if me.cell_id or me.held:
                _mark_devices(connection, me)
            _erase(connection, me)

        self._database.write(work)
        self._database.drop_log()

    def erase_person(self, device: str, assessment_id: str, participant_id: str) -> None:
        """Removes one person with all answers, for the owner of a named assessment. Raises Protected, NotFound."""
        key = clean(participant_id)

        def work(connection: Connection, standing: Standing) -> Detail:
            if standing.settings.protected:
                raise protected_error()
            found = select(participant).where(participant.c.assessment_id == standing.id, participant.c.id == key)
            person = connection.execute(found).one_or_none()
            if person is None:
                raise NotFound("There is no such person here. Load the page again.")
            _erase(connection, person)
            return {"people": 1}

        self._own(device, assessment_id, "erase_person", work)
        self._database.drop_log()


def protected_error() -> Protected:
    """What is said to an owner who asks for single people."""
    return Protected("This assessment shows groups only. People were told so before they answered.")


def _finish(connection: Connection, standing: Standing, me: Found, complete: bool) -> None:
    anonymous = standing.settings.anonymity == "anonymous"
    minutes = me.minutes or _minutes(me, STEP if anonymous else 1)
    connection.execute(_person(me.id).values(finished=now(), minutes=minutes, complete=complete))
    if anonymous:
        unlink(connection, me.id)
    else:
        connection.execute(update(link).where(link.c.participant_id == me.id).values(spent=True))


def _minutes(me: Found, step: int) -> int:
    """How long the person took, in whole steps, at least one."""
    took: float = (now() - me.joined).total_seconds() / 60
    return max(round(took / step), 1) * step


def _erase(connection: Connection, person: Found) -> None:
    dissolve_around(connection, person.id, person.cell_id)
    connection.execute(delete(participant).where(participant.c.id == person.id))
    touch(connection, person.assessment_id)  # a workshop's pages and caches drop what they show of this person


def _mark_devices(connection: Connection, me: Found) -> None:
    """The browsers of somebody whose answers were shown: who begins there again is in no result anew."""
    at = day(now())
    theirs = select(device_grant.c.device_hash).where(device_grant.c.participant_id == me.id)
    marked = select(device_grant.c.device_hash).where(
        device_grant.c.assessment_id == me.assessment_id, device_grant.c.role == ERASED
    )
    unmarked = set(connection.scalars(theirs)) - set(connection.scalars(marked))
    rows = [
        {"device_hash": each, "assessment_id": me.assessment_id, "role": ERASED, "created": at} for each in unmarked
    ]
    if rows:
        connection.execute(insert(device_grant), rows)


def _person(key: str) -> Any:
    return update(participant).where(participant.c.id == key)
