"""Links as their assessment's owner makes, lists, takes back and gives anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Connection, Select, delete, insert, or_, select, update

from assess.core.errors import Problem
from assess.store.cells import day
from assess.store.errors import NotFound, Spent
from assess.store.keys import digest, new_id, new_token
from assess.store.lifecycle import date_problem
from assess.store.pins import hashed, pin_problem
from assess.store.rights import ASSESSMENT, OWNER, PRESENT, Found, Standing, granted, keys_of, now
from assess.store.settings import Settings, from_json
from assess.store.tables import assessment, device_grant, link, participant
from assess.store.texts import LIMITS, clean, length_problem, raise_any
from assess.store.values import Link, NewLink, Role
from assess.store.verbs import Detail, Verbs

MOST_AT_ONCE = 1000
MOST_LINKS = 20_000
MOST_USES = 100_000
FOR_RESPONDENTS = ("open", "personal")

LINKS: Select[Any] = (
    select(assessment.c.settings, link, participant.c.joined, participant.c.finished)
    .select_from(
        assessment.outerjoin(link, link.c.assessment_id == assessment.c.id).outerjoin(
            participant, participant.c.id == link.c.participant_id
        )
    )
    .where(assessment.c.id == ASSESSMENT, PRESENT, granted(OWNER))
    .order_by(link.c.created, link.c.label, link.c.id)
)


class Links(Verbs):
    """The owner's verbs on links. Each change is written down, without labels or tokens."""

    def add_links(
        self,
        device: str,
        assessment_id: str,
        role: Role,
        labels: Sequence[str],
        *,
        expires: datetime | None = None,
        pin: str | None = None,
        limit: int | None = None,
        role_group: str | None = None,
    ) -> tuple[NewLink, ...]:
        """One new link a label, with its token, which is not to be had again.

        `role`: owner, viewer (sees group results), open (anyone, one response a browser, up to `limit` people) or
        personal (one person; the label says who). People get the `role_group` unless they choose one.
        Raises EntryError with every problem at once.
        """
        labels = [clean(label).strip() for label in labels]
        raise_any([*_label_problems(role, labels), pin_problem(pin), date_problem("expires", expires)])
        kept = {"role": role, "expires": expires, "use_limit": limit, "role_group": role_group, "created": now()}
        kept |= {"assessment_id": clean(assessment_id), "pin_hash": hashed(pin) if pin else None}
        tokens = [new_token() for _ in labels]
        rows: list[dict[str, Any]] = [
            {**kept, "id": new_id(), "label": label, "token_hash": digest(token)}
            for label, token in zip(labels, tokens, strict=True)
        ]

        def add(connection: Connection, standing: Standing) -> Detail | None:
            raise_any(_rule_problems(standing.settings, role, limit, role_group))
            if connection.execute(select(link.c.id).where(link.c.id == rows[0]["id"])).first():
                return None
            raise_any([_crowd_problem(connection, standing.id, len(rows))])
            connection.execute(insert(link), rows)
            return {"role": role, "links": len(rows)}

        self._own(device, assessment_id, "add_links", add)
        made = {each.id: each for each in self.links(device, assessment_id)}
        return tuple(NewLink(made[row["id"]], token) for row, token in zip(rows, tokens, strict=True))

    def links(self, device: str, assessment_id: str) -> tuple[Link, ...]:
        """All links of the assessment, the oldest first, then by label."""
        rows = self._read(LINKS, keys_of(device, assessment_id), OWNER)
        return tuple(_link(row) for row in rows if row.id)

    def revoke_link(self, device: str, assessment_id: str, link_id: str) -> None:
        """Takes a link back: nobody can follow it, and the rights that came by it end, but for this device's own.

        Answers given by it stay.
        """

        def revoke(connection: Connection, standing: Standing) -> Detail | None:
            found = _one(connection, standing, link_id)
            if found.revoked:
                return None
            connection.execute(update(link).where(link.c.id == found.id).values(revoked=now()))
            _end_rights(connection, device, found.id)
            return {"role": found.role, "link": found.id}

        self._own(device, assessment_id, "revoke_link", revoke)

    def reissue_link(
        self, device: str, assessment_id: str, link_id: str, *, expires: datetime | None = None
    ) -> NewLink:
        """The same link with a new token, for the same person; the old token and the rights that came by it end.

        A link that was taken back is valid again. `expires` is its new date, None for none.
        Raises EntryError, Spent once its person has finished.
        """
        raise_any([date_problem("expires", expires)])
        token = new_token()

        def reissue(connection: Connection, standing: Standing) -> Detail:
            found = _one(connection, standing, link_id)
            if found.spent:
                raise Spent("This person has finished; another link would lead nowhere.")
            fresh = {"token_hash": digest(token), "revoked": None, "expires": expires, "wrong_pins": 0}
            connection.execute(update(link).where(link.c.id == found.id).values(**fresh))
            _end_rights(connection, device, found.id)
            return {"role": found.role, "link": found.id}

        self._own(device, assessment_id, "reissue_link", reissue)
        return NewLink(next(each for each in self.links(device, assessment_id) if each.id == link_id), token)


def _one(connection: Connection, standing: Standing, link_id: str) -> Found:
    found = select(link).where(link.c.assessment_id == standing.id, link.c.id == clean(link_id))
    row = connection.execute(found).one_or_none()
    if row is None:
        raise NotFound("There is no such link here. Load the page again.")
    return row


def _end_rights(connection: Connection, device: str, link_id: str) -> None:
    others = or_(device_grant.c.role != OWNER, device_grant.c.device_hash != digest(device))
    connection.execute(delete(device_grant).where(device_grant.c.link_id == link_id, others))


def _link(row: Found) -> Link:
    shown = day if from_json(row.settings).protected else _exactly
    return Link(
        id=row.id,
        role=row.role,
        label=row.label,
        role_group=row.role_group,
        created=row.created,
        expires=row.expires,
        limit=row.use_limit,
        has_pin=row.pin_hash is not None,
        revoked=row.revoked,
        opens=row.opens,
        uses=row.uses,
        state="finished" if row.spent else "started" if row.uses else "opened" if row.opens else "new",
        opened=row.opened and shown(row.opened),
        started=row.joined and shown(row.joined),
        finished=row.finished and shown(row.finished),
    )


def _exactly(moment: datetime) -> datetime:
    return moment


def _label_problems(role: str, labels: Sequence[str]) -> list[Problem | None]:
    problems = [length_problem(f"labels[{at}]", label, LIMITS["label"]) for at, label in enumerate(labels)]
    if role not in get_args(Role):
        problems.append(Problem("role", f"Not a role of links. Use one of {', '.join(get_args(Role))}."))
    if not 1 <= len(labels) <= MOST_AT_ONCE:
        problems.append(Problem("labels", f"{len(labels):,} named; 1 to {MOST_AT_ONCE:,} links are made at once."))
    if role == "personal":
        unnamed = [at for at, label in enumerate(labels) if not label]
        problems += [Problem(f"labels[{at}]", "Empty. Say who the link is for.") for at in unnamed]
    return problems


def _rule_problems(settings: Settings, role: str, limit: int | None, role_group: str | None) -> list[Problem | None]:
    """What a link may be in this assessment."""
    problems: list[Problem | None] = []
    if role in FOR_RESPONDENTS and settings.kind == "self":
        problems.append(Problem("role", "The owner alone answers here. Start an assessment with links instead."))
    if limit is not None and (role != "open" or not 1 <= limit <= MOST_USES):
        problems.append(Problem("limit", f"Only an open link has a limit, from 1 to {MOST_USES:,} people."))
    return [*problems, group_problem(settings, role_group)]


def group_problem(settings: Settings, role_group: str | None) -> Problem | None:
    """A role group, if there is one, is one of the owner's list."""
    if role_group is None or role_group in settings.role_groups:
        return None
    return Problem("role_group", "Not one of the assessment's groups. Choose one of the list.")


def _crowd_problem(connection: Connection, assessment_id: str, more: int) -> Problem | None:
    there = len(connection.execute(select(link.c.id).where(link.c.assessment_id == assessment_id)).all())
    if there + more <= MOST_LINKS:
        return None
    return Problem("labels", f"The assessment would have more than {MOST_LINKS:,} links. Start another one.")
