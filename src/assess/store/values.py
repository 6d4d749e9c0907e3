"""What the store hands out: frozen values, never rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from assess.store.settings import Settings

NEVER = datetime.min.replace(tzinfo=UTC)
"""When an answer was saved that the page did not show."""


@dataclass(frozen=True)
class KeptQuestionnaire:
    """A questionnaire as an assessment was started with it: `text` is the YAML, `sha256` its hexadecimal hash.

    `translations` are the YAML of its translations then, by language.
    """

    id: str
    version: str
    sha256: str
    text: str
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Offered:
    """The latest version of a questionnaire of this server: its `number` counts from 1.

    `keeps`: whoever asked may put the next version and retire it. `translations` are their YAML, by language.
    """

    id: str
    version: str
    sha256: str
    text: str
    number: int
    published: datetime
    retired: datetime | None
    keeps: bool
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A questionnaire that is being written in one browser, sound or not."""

    id: str
    text: str
    begun: datetime
    saved: datetime


@dataclass(frozen=True)
class Participant:
    """One rater of one assessment; `id` is the `respondent` of METHOD's long form.

    In an anonymous assessment the id changes on finishing, and the times are days. `cell_id` is set once the answers
    count in results that are shown: they cannot be changed any more.
    """

    id: str
    name: str | None
    role_group: str | None
    language: str
    joined: datetime
    finished: datetime | None
    cell_id: str | None


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
    settings: Settings
    status: str
    created: datetime
    closes: datetime | None
    closed: datetime | None
    deleted: datetime | None
    roles: frozenset[str]
    me: Participant | None


@dataclass(frozen=True)
class Answer:
    """One saved answer. `state` is answered, na, dk, or blank (only a comment so far); times are UTC.

    `replaced`: saving it took the place of a newer, different answer than the page had shown.
    """

    round: int
    subject: str
    item: str
    value: float | None
    state: str
    evidence: str
    comment: str
    saved: datetime
    text: str | None = None
    """Points such as `50|30|20`, or words; None for levels and figures."""
    replaced: bool = False


Role = Literal["owner", "viewer", "open", "personal"]
GivenRole = Literal["owner", "viewer", "participant", "invited"]


@dataclass(frozen=True)
class Link:
    """One link as its assessment's owner may see it; the token itself is shown once, when it is made.

    Of a personal link: `state` is how far its person is. In confidential and anonymous assessments times are days;
    an anonymous one keeps none of them once the person has finished. `opens` and `uses` count browsers and people.
    """

    id: str
    role: Role
    label: str
    role_group: str | None
    created: datetime
    expires: datetime | None
    limit: int | None
    has_pin: bool
    revoked: datetime | None
    opens: int
    uses: int
    state: Literal["new", "opened", "started", "finished"]
    opened: datetime | None
    started: datetime | None
    finished: datetime | None


@dataclass(frozen=True)
class NewLink:
    """A link and its token, which nobody can read again."""

    link: Link
    token: str


@dataclass(frozen=True)
class Followed:
    """Where a link leads: `role` is owner, viewer, participant (has begun in this browser) or invited."""

    assessment_id: str
    role: GivenRole


@dataclass(frozen=True)
class Invitation:
    """What a person is told before they begin. `resumes`: the link's person has begun in another browser.

    `needs_code`: who goes on in another browser needs their code (`Store.resume_code`).
    """

    assessment_id: str
    company: str
    questionnaire_id: str
    language: str
    closes: datetime | None
    settings: Settings
    needs_pin: bool
    needs_code: bool
    role_group: str | None
    state: Literal["new", "resumes", "begun"]


@dataclass(frozen=True)
class Person:
    """One respondent of a named assessment; `label` is that of their personal link, `answers` how many they gave."""

    id: str
    name: str | None
    label: str | None
    role_group: str | None
    started: datetime
    finished: datetime | None
    answers: int


@dataclass(frozen=True)
class Progress:
    """How many people are how far. `waiting` have finished and are not yet in a result that is shown."""

    invited: int = 0
    opened: int = 0
    started: int = 0
    finished: int = 0
    waiting: int = 0

    def __add__(self, other: Progress) -> Progress:
        return Progress(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Board:
    """The owner's board. `groups` has one for each role group with a link or a person, "" for those without, if any.

    `minutes` is the median of those who finished. `stops` counts unfinished people by where their last answer is. In
    confidential and anonymous assessments `minutes` is of people in shown results, and `stops` counts in steps of
    `minimum_group`.
    """

    total: Progress
    groups: Mapping[str, Progress]
    minutes: float | None
    stops: Mapping[str, int]


@dataclass(frozen=True)
class AuditEntry:
    """One thing that an owner did; `detail` holds no answer, token, PIN or name."""

    at: datetime
    action: str
    role: str
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class Purged:
    """How much was removed for good: assessments `deleted` by their owners or `expired` past the retention time, and
    `drafts` of questionnaires past it."""

    deleted: int
    expired: int
    drafts: int = 0
