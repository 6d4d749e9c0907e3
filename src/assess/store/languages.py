"""The language that an assessment speaks to a device, and the one that a person there chooses."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Update, select, update

from assess.store.rights import AS_PARTICIPANT, ERASED, HELD_HERE, OWNER, PRESENT, keys_of
from assess.store.tables import assessment, device_grant, participant
from assess.store.texts import LIMITS, key_problem, raise_any
from assess.store.verbs import Verbs

HERE = device_grant.join(assessment, assessment.c.id == device_grant.c.assessment_id)
SPOKEN: Select[Any] = (
    select(device_grant.c.role, assessment.c.language, participant.c.language.label("own"))
    .select_from(HERE.outerjoin(participant, participant.c.id == device_grant.c.participant_id))
    .where(HELD_HERE, PRESENT, device_grant.c.role != ERASED)
)
CHOICE: Update = update(participant).where(
    participant.c.id.in_(select(device_grant.c.participant_id).select_from(HERE).where(AS_PARTICIPANT))
)


class Languages(Verbs):
    """Which language people read an assessment in."""

    def language_of(self, device: str, assessment_id: str) -> str | None:
        """The language of the device's participant; else the assessment's, to whom it is not their own.

        None for a device without a right there, and for an owner who does not answer: they read in their own.
        """
        with self._database.reading() as connection:
            rows = connection.execute(SPOKEN, keys_of(device, assessment_id)).all()
        own = next((row.own for row in rows if row.own), None)
        return own or next((row.language for row in rows if row.role != OWNER), None)

    def choose_language(self, device: str, assessment_id: str, language: str) -> None:
        """Keeps the language that the device's participant chose; nothing where nobody answers. Raises EntryError."""
        raise_any([key_problem("language", language, LIMITS["language"])])
        keys = keys_of(device, assessment_id)
        self._database.write(lambda connection: connection.execute(CHOICE.values(language=language), keys))
