"""Going on on another device: in a protected assessment the link alone opens no answers, a code of the person's does.

The owner made the link, and could follow it; the code is known to nobody but the person, who is shown it once.
"""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import Connection, Select, delete, select, update

from assess.store.errors import NotAllowed, WrongCode
from assess.store.keys import ALPHABET
from assess.store.pins import hashed, is_pin
from assess.store.rights import AS_PARTICIPANT, MINE, PARTICIPANT, Found, Standing, hold, keys_of
from assess.store.settings import Settings, from_json
from assess.store.tables import assessment, device_grant, link, participant
from assess.store.verbs import Verbs

SYMBOLS = 8  # 39 bits, with every try costing as much as that of a PIN
HERE: Select[Any] = (
    select(participant.c.id, participant.c.finished, link.c.role, assessment.c.settings)
    .select_from(MINE.outerjoin(link, link.c.id == device_grant.c.link_id))
    .where(AS_PARTICIPANT)
)


class Resuming(Verbs):
    """The respondent's code for another device."""

    def resume_code(self, device: str, assessment_id: str) -> str:
        """A new code with which the device's person goes on on another device; the one before is void.

        For who came by a personal link to a protected assessment and has not finished. Raises NotAllowed for others.
        """
        keys, code = keys_of(device, assessment_id), _new_code()
        kept = hashed(_plain(code))

        def give(connection: Connection) -> str:
            standing = hold(connection, keys, PARTICIPANT)
            me = connection.execute(HERE, keys).one()
            if not _may_have_code(me, standing.settings):
                raise NotAllowed("Nothing needs a code here. It is for unfinished answers by a personal link.")
            connection.execute(update(participant).where(participant.c.id == me.id).values(resume_hash=kept))
            return code

        return self._database.write(give)

    def may_have_code(self, device: str, assessment_id: str) -> bool:
        """Whether `resume_code` gives the device one."""
        with self._database.reading() as connection:
            me = connection.execute(HERE, keys_of(device, assessment_id)).one_or_none()
        return me is not None and _may_have_code(me, from_json(me.settings))


def needs_code(settings: Settings, role: str | None) -> bool:
    """Whether who came by a link of this role needs a code to go on elsewhere."""
    return settings.protected and role == "personal"


def _may_have_code(me: Found, settings: Settings) -> bool:
    return me.finished is None and needs_code(settings, me.role)


def proof_of(code: str | None, kept: str | None) -> str | None:
    """The kept hash if the code is its code, else None; slow, so asked for outside of transactions."""
    return kept if code and kept and is_pin(_plain(code), kept) else None


def refuse_unproven(standing: Standing, row: Found, proof: str | None) -> None:
    """Raises WrongCode where the link's person needs a code and this was not theirs."""
    if needs_code(standing.settings, row.role) and (proof is None or proof != row.resume_hash):
        raise WrongCode(row.wrong_pins)


def erase_unfinished(connection: Connection, row: Found) -> None:
    """Removes the person of a link that is not spent, with all answers: they begin anew, as the same one."""
    connection.execute(delete(participant).where(participant.c.id == row.participant_id))
    connection.execute(update(link).where(link.c.id == row.id).values(participant_id=None, uses=link.c.uses - 1))


def _new_code() -> str:
    """Two times four symbols that can be read out and typed on a phone."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(SYMBOLS)).upper()
    return f"{code[:4]}-{code[4:]}"


def _plain(code: str) -> str:
    """A code as it is hashed, however it was typed."""
    return "".join(mark for mark in code.lower() if mark in ALPHABET)
