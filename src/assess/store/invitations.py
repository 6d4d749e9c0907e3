"""The respondent's way in: following a link, reading the invitation, beginning, and ending the session.

A link is followed by a GET, which mail scanners and chat previews send too, so it spends and marks nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from assess.store.assessments import Assessments
from assess.store.cells import day
from assess.store.errors import (
    Deleted,
    Expired,
    Full,
    NotAllowed,
    Revoked,
    RoomLocked,
    Spent,
    UnknownLink,
    WrongCode,
    WrongPin,
)
from assess.store.keys import digest, is_secret, new_id
from assess.store.links import group_problem
from assess.store.pins import is_pin
from assess.store.resuming import erase_unfinished, needs_code, proof_of, refuse_unproven
from assess.store.rights import (
    ASSESSMENT,
    DEVICE,
    ERASED,
    HELD_HERE,
    HOLDING,
    INVITED,
    OWNER,
    PARTICIPANT,
    VIEWER,
    Found,
    Keys,
    Standing,
    access_error,
    closed_error,
    hold,
    keys_of,
    setting,
    standing_of,
)
from assess.store.tables import Digest, assessment, device_grant, link, participant
from assess.store.texts import LIMITS, checked, clean, key_problem, raise_any
from assess.store.values import Assessment, Followed, GivenRole, Invitation
from assess.store.workshop_tables import workshop

TOKEN = bindparam("token_key", type_=Digest)
OF_TOKEN: Select[Any] = select(link).where(link.c.token_hash == TOKEN)
BY_TOKEN = HOLDING.where(exists().where(link.c.token_hash == TOKEN, link.c.assessment_id == assessment.c.id))
CODE = bindparam("code_key", type_=workshop.c.code.type)
OF_CODE: Select[Any] = select(link).join(workshop, workshop.c.link_id == link.c.id).where(workshop.c.code == CODE)
BY_CODE = HOLDING.where(exists().where(workshop.c.code == CODE, workshop.c.assessment_id == assessment.c.id))
DOOR: Select[Any] = select(workshop.c.locked, workshop.c.opened).where(workshop.c.assessment_id == ASSESSMENT)
HERE: Select[Any] = select(device_grant).where(HELD_HERE)
PEOPLE: Select[Any] = select(func.count()).where(participant.c.assessment_id == ASSESSMENT)


def _grant(*roles: str) -> ColumnElement[bool]:
    return HELD_HERE & device_grant.c.role.in_(roles)


INVITATION: Select[Any] = (
    select(
        assessment.c.company,
        assessment.c.questionnaire_id,
        assessment.c.language.label("assessment_language"),
        assessment.c.deleted,
        device_grant.c.role.label("granted_role"),
        device_grant.c.opened.label("seen"),
        link,
        participant.c.resume_hash,
        participant.c.held.label("was_held"),
    )
    .select_from(
        device_grant.join(assessment, assessment.c.id == device_grant.c.assessment_id)
        .outerjoin(link, link.c.id == device_grant.c.link_id)
        .outerjoin(participant, participant.c.id == link.c.participant_id)
    )
    .where(_grant(INVITED, PARTICIPANT))
    .order_by(device_grant.c.role)  # invited comes first: to a second person at the same browser
)
ITS_GRANTS = (device_grant.c.device_hash == DEVICE) & (device_grant.c.assessment_id == ASSESSMENT)
LEAVE = delete(device_grant).where(
    ITS_GRANTS,
    or_(
        device_grant.c.link_id.is_not(None),
        (device_grant.c.role != OWNER)
        & exists().where(assessment.c.id == ASSESSMENT, setting("kind", "self") != "self"),
    ),
)


class Invitations(Assessments):
    """What the holder of a link does with it."""

    def follow(self, device: str, token: str) -> Followed:
        """Where a link leads, with this device bound to it; nothing is spent and nothing counts as opened.

        Raises UnknownLink, Deleted, Revoked, Expired, Spent, Closed, Full.
        """
        keys = {**keys_of(device, ""), "token_key": digest(token) if is_secret(token) else ""}
        return self._follow(keys, OF_TOKEN, BY_TOKEN)

    def follow_code(self, device: str, code: str) -> Followed:
        """Where a workshop's code leads, as `follow`; case, hyphens and blanks in it do not matter.

        Who has joined in this browser comes in again at any time. Raises RoomLocked too.
        """
        typed = "".join(code.lower().replace("-", " ").split())
        return self._follow({**keys_of(device, ""), "code_key": clean(typed)}, OF_CODE, BY_CODE)

    def invitation(self, device: str, assessment_id: str) -> Invitation:
        """What a person is told before they begin; the link counts as opened from now on.

        Raises what `follow` raises, as things may have changed since.
        """
        keys = keys_of(device, assessment_id)

        def read(connection: Connection) -> Invitation:
            standing = hold(connection, keys, INVITED, PARTICIPANT)
            row = connection.execute(INVITATION, keys).first()
            if row is None:
                raise NotAllowed("This browser holds no invitation. Open your link again.")
            begun = row.granted_role == PARTICIPANT
            if not begun:
                _refuse(connection, standing, row, keys)
                _mark_opened(connection, standing, row, keys)
            return _invitation(row, standing, begun)

        return self._database.write(read)

    def begin(
        self,
        device: str,
        assessment_id: str,
        *,
        language: str,
        pin: str | None = None,
        name: str | None = None,
        role_group: str | None = None,
        code: str | None = None,
        anew: bool = False,
    ) -> Assessment:
        """The assessment with this device as a participant: a new one, or the link's own who goes on here.

        Who goes on in a protected assessment gives their `code`, or begins `anew`, which erases what they had not
        finished. Beginning twice is once. A name is kept in named assessments only. Raises what `follow` raises,
        WrongPin, WrongCode, and EntryError.
        """
        keys = keys_of(device, assessment_id)
        with self._database.reading() as connection:
            row = connection.execute(INVITATION, keys).first()
            refused = None if row else access_error(connection, keys, INVITED, PARTICIPANT)
        if row is None:
            raise refused or NotAllowed("This browser holds no invitation. Open your link again.")
        if row.granted_role == INVITED and not row.revoked and row.pin_hash and not is_pin(pin, row.pin_hash):
            raise self._wrong_pin(keys, row.id)
        proof = proof_of(code, row.resume_hash)
        raise_any([key_problem("language", language, LIMITS["language"])])
        given = {"name": checked("name", name).strip() if name else None, "role_group": role_group}
        person = {"id": new_id(), "language": language, "joined": keys["now"], **given}
        try:
            self._database.write(lambda connection: _begin(connection, keys, person, proof, anew=anew))
        except WrongCode:
            raise WrongCode(self._wrong_pin(keys, row.id).of_link) from None
        if anew:
            self._database.drop_log()
        return self.assessment(device, assessment_id)

    def leave(self, device: str, assessment_id: str) -> None:
        """Ends this device's session: its rights there are gone, answers stay. What made it owner may stay too.

        An owner who came by no link keeps that right, as nothing else would lead back. Leaving twice is once.
        """
        keys = keys_of(device, assessment_id)
        self._database.write(lambda connection: connection.execute(LEAVE, keys))

    def _follow(self, keys: Keys, its_link: Select[Any], its_assessment: Select[Any]) -> Followed:
        with self._database.reading() as connection:
            found = connection.execute(its_link, keys).one_or_none()
        if found is None:
            raise _unknown()
        keys["assessment_key"] = found.assessment_id

        def bind(connection: Connection) -> Followed:
            standing = standing_of(connection, its_assessment, keys)
            row = connection.execute(its_link, keys).one_or_none()
            if standing is None or row is None:
                raise _unknown()
            return _bound(connection, standing, row, keys)

        return self._database.write(bind)

    def _wrong_pin(self, keys: Keys, link_id: str) -> WrongPin:
        def count(connection: Connection) -> WrongPin:
            tried = update(link).where(link.c.id == link_id).values(wrong_pins=link.c.wrong_pins + 1)
            here = update(device_grant).where(_grant(INVITED)).values(wrong_pins=device_grant.c.wrong_pins + 1)
            of_link = connection.execute(tried.returning(link.c.wrong_pins), keys).scalar()
            attempts = connection.execute(here.returning(device_grant.c.wrong_pins), keys).scalar()
            return WrongPin(attempts or 0, of_link or 0)

        return self._database.write(count)


def _unknown() -> UnknownLink:
    return UnknownLink("This link leads nowhere. Check that it was copied whole, or ask whoever sent it.")


def _bound(connection: Connection, standing: Standing, row: Found, keys: Keys) -> Followed:
    """Binds the device to the link, unless it already has what the link gives."""
    if standing.deleted:
        raise Deleted("This assessment was deleted. Its owner can restore it.")
    held = {grant.role: grant for grant in connection.execute(HERE, keys)}
    me = held.get(PARTICIPANT)
    if not row.revoked and row.role not in (OWNER, VIEWER) and me and _came_by(me, row):
        return Followed(standing.id, "participant")
    _refuse(connection, standing, row, keys)
    role: GivenRole = row.role if row.role in (OWNER, VIEWER) else "invited"
    there = held.get(role)
    if there is None or there.link_id not in (None, row.id):
        expires = row.expires if role in (OWNER, VIEWER) else None
        _give(connection, keys, role, link_id=row.id, expires=expires)
    return Followed(standing.id, role)


def _came_by(me: Found, row: Found) -> bool:
    """Whether the device's participant is the link's: an open link has one response a browser."""
    mine = row.participant_id is not None and row.participant_id == me.participant_id
    return bool(row.role == "open" or me.link_id == row.id or mine)


def _give(connection: Connection, keys: Keys, role: str, **granted: Any) -> None:
    """Gives the device a role, in place of the same role by another link."""
    connection.execute(delete(device_grant).where(ITS_GRANTS, device_grant.c.role == role), keys)
    row = {"device_hash": keys["device_key"], "assessment_id": keys["assessment_key"], "role": role}
    connection.execute(insert(device_grant), row | {"created": keys["now"], **granted})


def _refuse(connection: Connection, standing: Standing, row: Found, keys: Keys) -> None:
    """Raises what keeps a link from being followed or begun by."""
    if row.revoked:
        raise Revoked("This link was taken back. Ask whoever sent it for a new one.")
    if row.expires and row.expires <= keys["now"]:
        raise Expired("This link was valid until a date that has passed. Ask whoever sent it for a new one.")
    if row.role in (OWNER, VIEWER):
        return
    if row.spent:
        raise Spent("The person this link is for has finished. The answers are in; nothing is left to do.")
    if not standing.is_open:
        raise closed_error()
    _refuse_newcomers(connection, standing, keys)
    _refuse_more(connection, standing, row, keys)


def _refuse_newcomers(connection: Connection, standing: Standing, keys: Keys) -> None:
    """Raises RoomLocked at a workshop's closed door."""
    if standing.settings.kind != "workshop":
        return
    door = connection.execute(DOOR, keys).one()
    if door.locked or door.opened is None:
        raise RoomLocked("The facilitator has closed the door to newcomers. Ask them to open it.")


def _refuse_more(connection: Connection, standing: Standing, row: Found, keys: Keys) -> None:
    """Raises Full where one more person would be too many; who goes on is no more person."""
    if row.participant_id:
        return
    limit = standing.settings.respondent_limit
    taken = row.use_limit is not None and row.uses >= row.use_limit
    if taken or (limit is not None and connection.execute(PEOPLE, keys).scalar_one() >= limit):
        raise Full("As many people as were asked for have begun. Ask whoever sent the link.")


def _mark_opened(connection: Connection, standing: Standing, row: Found, keys: Keys) -> None:
    """Counts this browser's opening of the link, once."""
    if row.seen:
        return
    at: datetime = keys["now"] if standing.settings.anonymity != "anonymous" else day(keys["now"])
    connection.execute(update(device_grant).where(_grant(INVITED)).values(opened=at), keys)
    first = {"opens": link.c.opens + 1, "opened": func.coalesce(link.c.opened, at)}
    connection.execute(update(link).where(link.c.id == row.id).values(**first))


def _invitation(row: Found, standing: Standing, begun: bool) -> Invitation:
    return Invitation(
        assessment_id=standing.id,
        company=row.company,
        questionnaire_id=row.questionnaire_id,
        language=row.assessment_language,
        closes=standing.closes,
        settings=standing.settings,
        needs_pin=not begun and row.pin_hash is not None,
        needs_code=needs_code(standing.settings, row.role),
        role_group=row.role_group,
        state="begun" if begun else "resumes" if row.participant_id else "new",
    )


def _begin(connection: Connection, keys: Keys, person: dict[str, Any], proof: str | None, *, anew: bool) -> None:
    """Makes the device a participant, if it is not the link's already."""
    standing = hold(connection, keys, INVITED, PARTICIPANT)
    row = connection.execute(INVITATION, keys).first()
    if row is None or row.granted_role == PARTICIPANT:
        return
    _refuse(connection, standing, row, keys)
    held = {grant.role: grant for grant in connection.execute(HERE, keys)}
    if not (PARTICIPANT in held and _came_by(held[PARTICIPANT], row)):
        known = {"held": ERASED in held or bool(row.was_held)}
        key = _resumed(connection, standing, row, proof, anew) or _new_person(
            connection, standing, row, person | known
        )
        _give(connection, keys, PARTICIPANT, link_id=row.id, participant_id=key)
    connection.execute(delete(device_grant).where(ITS_GRANTS, device_grant.c.role == INVITED), keys)


def _resumed(connection: Connection, standing: Standing, row: Found, proof: str | None, anew: bool) -> str | None:
    """The link's person who goes on here; None where nobody has begun, or what was begun is erased to begin anew."""
    if row.participant_id is None:
        return None
    if anew and needs_code(standing.settings, row.role):
        erase_unfinished(connection, row)
        return None
    refuse_unproven(standing, row, proof)
    return str(row.participant_id)


def _new_person(connection: Connection, standing: Standing, row: Found, person: dict[str, Any]) -> str:
    raise_any([group_problem(standing.settings, person["role_group"])])
    kept = {"role_group": person["role_group"] or row.role_group, "assessment_id": standing.id}
    if standing.settings.protected:
        kept["name"] = None
    connection.execute(insert(participant), person | kept)
    begun: dict[str, Any] = {"uses": link.c.uses + 1}
    if row.role == "personal":
        begun["participant_id"] = person["id"]
    connection.execute(update(link).where(link.c.id == row.id).values(**begun))
    return str(person["id"])
