"""Assessments: starting one, and reading them with the device's roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select

from assess.core.errors import Problem
from assess.store import entries
from assess.store.errors import EntryError, NotFound
from assess.store.keys import digest, new_id
from assess.store.rights import (
    ASSESSMENT,
    DEVICE,
    INSIDE,
    LIVE,
    OWNER,
    PARTICIPANT,
    PRESENT,
    Found,
    access_error,
    granted,
    keys_of,
    now,
)
from assess.store.settings import Settings, cleaned, from_json, to_json
from assess.store.tables import assessment, competitor, device_grant, participant, translation
from assess.store.texts import clean, raise_any
from assess.store.values import Assessment, KeptQuestionnaire, Participant
from assess.store.verbs import Verbs, note

UNDO = timedelta(days=7)
"""How long a deleted assessment can be restored."""

OF_PARTICIPANT = [participant.c[field.name] for field in fields(Participant)]
KEPT_FIELDS = [field for field in assessment.c if field.name not in ("questionnaire_text", "settled")]
_GRANTED: Select[Any] = (
    select(
        *KEPT_FIELDS,
        device_grant.c.role.label("granted_role"),
        *(field.label(f"me_{field.name}") for field in OF_PARTICIPANT),
    )
    .select_from(
        device_grant.join(assessment, assessment.c.id == device_grant.c.assessment_id).outerjoin(
            participant, participant.c.id == device_grant.c.participant_id
        )
    )
    .where(device_grant.c.device_hash == DEVICE, device_grant.c.role.in_(INSIDE), LIVE)
)
ONE = _GRANTED.where(assessment.c.id == ASSESSMENT)
ALL = _GRANTED.order_by(assessment.c.created.desc(), assessment.c.id)
COMPETITORS: Select[Any] = (
    select(competitor.c.assessment_id, competitor.c.name)
    .where(competitor.c.assessment_id.in_(bindparam("assessment_keys", expanding=True)))
    .order_by(competitor.c.assessment_id, competitor.c.position)
)
QUESTIONNAIRE: Select[Any] = select(
    assessment.c.questionnaire_id,
    assessment.c.questionnaire_version,
    assessment.c.questionnaire_sha256,
    assessment.c.questionnaire_text,
).where(assessment.c.id == ASSESSMENT, PRESENT, granted(*INSIDE))


TRANSLATIONS: Select[Any] = (
    select(translation.c.language, translation.c.text)
    .where(translation.c.assessment_id == ASSESSMENT)
    .order_by(translation.c.language)
)


class Assessments(Verbs):
    """Starting and finding assessments."""

    def create_assessment(
        self,
        device: str,
        *,
        company: str,
        questionnaire: KeptQuestionnaire,
        competitors: Sequence[str] = (),
        stated_lead: str | None = None,
        language: str = "en",
        settings: Settings | None = None,
        closes: datetime | None = None,
    ) -> Assessment:
        """A new open assessment that the device owns, and answers if its kind is `self`.

        Raises EntryError with every problem at once. Workshops are started by `create_workshop`.
        """
        settings = settings or Settings()
        if settings.kind == "workshop":
            raise EntryError([Problem("kind", "A workshop has stages. Start it as a workshop.")])
        return self._create(
            device,
            _alone,
            company=company,
            questionnaire=questionnaire,
            competitors=competitors,
            stated_lead=stated_lead,
            language=language,
            settings=settings,
            closes=closes,
        )

    def _create(
        self,
        device: str,
        also: Callable[[Connection, str], None],
        *,
        company: str,
        questionnaire: KeptQuestionnaire,
        competitors: Sequence[str],
        stated_lead: str | None,
        language: str,
        settings: Settings,
        closes: datetime | None = None,
        problems: Sequence[Problem | None] = (),
    ) -> Assessment:
        """A new assessment, and what is `also` kept of it in the same transaction."""
        settings = cleaned(settings)
        company = clean(company).strip()
        competitors = [clean(name).strip() for name in competitors]
        kept: dict[str, Any] = {"company": company, "stated_lead": stated_lead, "language": language}
        raise_any(
            [
                *problems,
                *entries.assessment_problems(
                    **kept, settings=settings, competitors=competitors, questionnaire=questionnaire
                ),
            ]
        )
        row = _row(questionnaire) | kept | {"settings": to_json(settings), "closes": closes}
        device_hash, entry = digest(device), new_id()

        def start(connection: Connection) -> None:
            if connection.execute(select(assessment.c.id).where(assessment.c.id == row["id"])).first():
                return  # the same one again is the same one
            _start(connection, device_hash, entry, row, competitors)
            _keep_translations(connection, row["id"], questionnaire)
            also(connection, row["id"])

        self._database.write(start)
        return self.assessment(device, row["id"])

    def assessments_of(self, device: str, *, deleted: bool = False) -> tuple[Assessment, ...]:
        """The assessments in which the device has a role, newest first; with `deleted`, those it can restore."""
        with self._database.reading() as connection:
            found = assessments_in(connection, connection.execute(ALL, {"device_key": digest(device), "now": now()}))
        if deleted:
            return tuple(one for one in found if OWNER in one.roles and one.deleted and one.deleted > now() - UNDO)
        return tuple(one for one in found if one.deleted is None)

    def assessment(self, device: str, assessment_id: str) -> Assessment:
        """One assessment with the device's roles in it and its participant; not for who is only invited."""
        keys = keys_of(device, assessment_id)
        with self._database.reading() as connection:
            found = assessments_in(connection, connection.execute(ONE, keys))
            refused = access_error(connection, keys) if not found or found[0].deleted else None
        if refused:
            raise refused
        return found[0]

    def questionnaire(self, device: str, assessment_id: str) -> KeptQuestionnaire:
        """The questionnaire as the assessment was started with it, with its translations."""
        keys = keys_of(device, assessment_id)
        rows = self._read(QUESTIONNAIRE, keys)
        if not rows:
            raise NotFound("There is no such assessment. Check the address.")
        with self._database.reading() as connection:
            translations = {row.language: row.text for row in connection.execute(TRANSLATIONS, keys)}
        name, version, sha256, text = rows[0]
        return KeptQuestionnaire(name, version, sha256, text, translations)


def _alone(connection: Connection, assessment_id: str) -> None:
    """Nothing else is kept of an assessment that is no workshop."""


def _row(questionnaire: KeptQuestionnaire) -> dict[str, Any]:
    """The row of a new open assessment, but for what its owner entered."""
    kept = {f"questionnaire_{name}": getattr(questionnaire, name) for name in ("id", "version", "sha256", "text")}
    return {"id": new_id(), "status": "open", "created": now(), **kept}


def _start(
    connection: Connection, device_hash: str, entry: str, kept: Mapping[str, Any], competitors: Sequence[str]
) -> None:
    """Keeps a new assessment whose device owns it."""
    key, at = kept["id"], kept["created"]
    grant = {"device_hash": device_hash, "assessment_id": key, "created": at}
    connection.execute(insert(assessment), kept)
    connection.execute(insert(device_grant), grant | {"role": OWNER})
    if kept["settings"]["kind"] == "self":
        rater = {"id": new_id(), "assessment_id": key, "language": kept["language"], "joined": at}
        connection.execute(insert(participant), rater)
        connection.execute(insert(device_grant), grant | {"role": PARTICIPANT, "participant_id": rater["id"]})
    named = [{"assessment_id": key, "position": place, "name": name} for place, name in enumerate(competitors)]
    if named:
        connection.execute(insert(competitor), named)
    note(connection, entry, key, at, "create", {"kind": kept["settings"]["kind"]})


def _keep_translations(connection: Connection, assessment_id: str, questionnaire: KeptQuestionnaire) -> None:
    rows = [
        {"assessment_id": assessment_id, "language": language, "text": text}
        for language, text in questionnaire.translations.items()
    ]
    if rows:
        connection.execute(insert(translation), rows)


def assessments_in(connection: Connection, rows: Iterable[Found]) -> list[Assessment]:
    """The assessments in rows with ONE's columns, one for all the device's roles in it, in the order found."""
    grants: dict[str, list[Found]] = {}
    for row in rows:
        grants.setdefault(row.id, []).append(row)
    names = connection.execute(COMPETITORS, {"assessment_keys": list(grants)}).all()
    return [_assessment(rows, [name for key, name in names if key == rows[0].id]) for rows in grants.values()]


def _assessment(grants: Sequence[Found], competitors: Sequence[str]) -> Assessment:
    kept = {column.name: grants[0]._mapping[column.name] for column in KEPT_FIELDS}
    return Assessment(
        **kept | {"settings": from_json(kept["settings"])},
        competitors=tuple(competitors),
        roles=frozenset(row.granted_role for row in grants),
        me=next((_participant(row) for row in grants if row.me_id), None),
    )


def _participant(row: Found) -> Participant:
    return Participant(*(row._mapping[f"me_{field.name}"] for field in OF_PARTICIPANT))
