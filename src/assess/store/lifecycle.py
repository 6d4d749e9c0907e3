"""What owners do to a whole assessment: close, reopen, extend, change its settings, delete and restore it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select, update

from assess.core.errors import Problem
from assess.store.assessments import UNDO, Assessments
from assess.store.cells import settle
from assess.store.errors import NotFound, NotPossible
from assess.store.rights import ASSESSMENT, OWNER, PRESENT, Standing, closed_error, granted, keys_of, now
from assess.store.settings import Settings, changed, cleaned, promise_problems, settings_problems, to_json
from assess.store.tables import assessment, audit, participant
from assess.store.texts import raise_any
from assess.store.values import Assessment, AuditEntry
from assess.store.verbs import DOWNLOAD, Detail

AUDIT: Select[Any] = (
    select(audit.c.at, audit.c.action, audit.c.role, audit.c.detail)
    .select_from(audit.join(assessment))
    .where(audit.c.assessment_id == ASSESSMENT, PRESENT, granted(OWNER))
    .order_by(audit.c.at, audit.c.id)
)


class Lifecycle(Assessments):
    """The owner's verbs on a whole assessment. Each is written down.

    A workshop is not closed, reopened or extended by them (NotPossible): it goes by its stages.
    """

    def close_assessment(self, device: str, assessment_id: str) -> Assessment:
        """Takes no more answers; who still waits for a group gets a last chance of one."""

        def close(connection: Connection, standing: Standing) -> Detail | None:
            refuse_workshop(standing)
            if standing.status == "closed":
                return None
            _set(connection, standing, status="closed", closed=now())
            settle(connection, standing, closing=True)
            return {}

        self._own(device, assessment_id, "close", close)
        return self.assessment(device, assessment_id)

    def reopen_assessment(self, device: str, assessment_id: str, *, closes: datetime | None = None) -> Assessment:
        """Takes answers again, until `closes` if given. Raises EntryError for a date that has passed."""
        raise_any([date_problem("closes", closes)])

        def reopen(connection: Connection, standing: Standing) -> Detail | None:
            refuse_workshop(standing)
            if standing.is_open:
                return None
            _set(connection, standing, status="open", closed=None, settled=None, closes=closes)
            return {"closes": _said(closes)}

        self._own(device, assessment_id, "reopen", reopen)
        return self.assessment(device, assessment_id)

    def extend_assessment(self, device: str, assessment_id: str, closes: datetime | None) -> Assessment:
        """Moves the closing date, None for no date; one that has passed is moved too. Raises Closed, EntryError."""
        raise_any([date_problem("closes", closes)])

        def extend(connection: Connection, standing: Standing) -> Detail:
            refuse_workshop(standing)
            if standing.status == "closed":
                raise closed_error()
            _set(connection, standing, closes=closes, settled=None)
            return {"closes": _said(closes)}

        self._own(device, assessment_id, "extend", extend)
        return self.assessment(device, assessment_id)

    def update_settings(self, device: str, assessment_id: str, settings: Settings) -> Assessment:
        """Replaces the settings. Raises EntryError, also for what people were told before they began."""
        settings = cleaned(settings)
        raise_any(settings_problems(settings))

        def change(connection: Connection, standing: Standing) -> Detail | None:
            raise_any(_promises(connection, standing, settings))
            if settings == standing.settings:
                return None
            _set(connection, standing, settings=to_json(settings))
            return {"changed": changed(standing.settings, settings)}

        self._own(device, assessment_id, "settings", change)
        return self.assessment(device, assessment_id)

    def delete_assessment(self, device: str, assessment_id: str) -> None:
        """Hides an assessment from everybody until its owner restores it within seven days, or it is purged."""

        def delete(connection: Connection, standing: Standing) -> Detail | None:
            if standing.deleted:
                return None
            _set(connection, standing, deleted=now())
            return {}

        self._own(device, assessment_id, "delete", delete, deleted_too=True)

    def restore_assessment(self, device: str, assessment_id: str) -> Assessment:
        """Undoes `delete_assessment` within seven days, with everything that was in it. Raises NotFound after."""

        def restore(connection: Connection, standing: Standing) -> Detail | None:
            if standing.deleted is None:
                return None
            if standing.deleted <= now() - UNDO:
                raise NotFound("This assessment was deleted more than seven days ago and cannot be restored.")
            _set(connection, standing, deleted=None)
            return {}

        self._own(device, assessment_id, "restore", restore, deleted_too=True)
        return self.assessment(device, assessment_id)

    def note_download(self, device: str, assessment_id: str, file: str, *, view: str = "") -> None:
        """Writes down that the owner takes a file, and of which view of the result."""
        self._own(device, assessment_id, DOWNLOAD, lambda *_: {"file": file} | ({"view": view} if view else {}))

    def audit(self, device: str, assessment_id: str) -> tuple[AuditEntry, ...]:
        """What owners did, the first first."""
        return tuple(AuditEntry(*row) for row in self._read(AUDIT, keys_of(device, assessment_id), OWNER))


def refuse_workshop(standing: Standing) -> None:
    """Raises NotPossible for a workshop: its facilitator ends it by its last stage, and its people by its reveals."""
    if standing.settings.kind == "workshop":
        raise NotPossible("A workshop goes by its stages. Move it on to the one you want.")


def date_problem(field: str, date: datetime | None) -> Problem | None:
    """A date to come has a zone and lies ahead."""
    if date is None or (date.tzinfo and date > now()):
        return None
    return Problem(field, "Not a moment to come. Choose a later one.")


def _said(date: datetime | None) -> str | None:
    return None if date is None else date.isoformat(timespec="seconds")


def _set(connection: Connection, standing: Standing, **values: Any) -> None:
    connection.execute(update(assessment).where(assessment.c.id == standing.id).values(**values))


def _promises(connection: Connection, standing: Standing, settings: Settings) -> list[Problem | None]:
    begun = connection.execute(select(participant.c.id).where(participant.c.assessment_id == standing.id)).first()
    problems = promise_problems(standing.settings, settings)
    return problems if begun else [each for each in problems if each and each.path == "kind"]
