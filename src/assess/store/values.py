"""What the store hands out: frozen values, never rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class KeptQuestionnaire:
    """A questionnaire as an assessment was started with it: `text` is the YAML, `sha256` its hexadecimal hash."""

    id: str
    version: str
    sha256: str
    text: str


@dataclass(frozen=True)
class Participant:
    """One rater of one assessment; `id` is the `respondent` of METHOD's long form."""

    id: str
    name: str | None
    role_group: str | None
    language: str
    joined: datetime
    finished: datetime | None


@dataclass(frozen=True)
class Assessment:
    """One stored engagement as one device may see it: `roles` are the device's, `me` its participant if it answers.

    The questionnaire's text is not carried along; `Store.questionnaire` reads it, once for each sha256.
    """

    id: str
    company: str
    questionnaire_id: str
    questionnaire_version: str
    questionnaire_sha256: str
    competitors: tuple[str, ...]
    stated_lead: str | None
    language: str
    settings: Mapping[str, Any]
    status: str
    created: datetime
    closes: datetime | None
    deleted: datetime | None
    roles: frozenset[str]
    me: Participant | None


@dataclass(frozen=True)
class Answer:
    """One saved answer. `state` is answered, na, dk, or blank (only a comment so far); times are UTC."""

    round: int
    subject: str
    item: str
    value: float | None
    state: str
    evidence: str
    comment: str
    saved: datetime
