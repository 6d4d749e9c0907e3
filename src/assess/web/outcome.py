"""What an assessment shows: its answers scored, for a page and for the files to take away."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import pandas as pd

from assess import shipped
from assess.core.disclosure import Released, protected_scorecard, released, views
from assess.core.questionnaire import Discipline, Questionnaire
from assess.core.responses import Responses, read_table, responses_from_answers, responses_from_table
from assess.core.scorecard import Scorecard, scorecard
from assess.store import Assessment, NotAllowed
from assess.web.resources import FIRST, library, questionnaire_of, store

ME, GROUP = "me", "group"
ROLE_GROUP = "role:"
"""A view is `me`, `group`, or `role:` and the name of a role group."""


@dataclass(frozen=True)
class Outcome:
    """One view of an assessment: its questionnaire, the scorecard, and the answers behind it where they may be had.

    `views` are all views that this device may ask for, in order. `answers` is None where single answers are not to
    be seen.
    """

    assessment: Assessment
    book: Questionnaire
    view: str
    views: tuple[str, ...]
    answers: pd.DataFrame | None
    scorecard: Scorecard
    _seen: _Seen = field(repr=False, compare=False)

    def beside(self, view: str) -> Outcome:
        """Another of the `views`, of the same answers: they are not read again."""
        return self._seen.outcome(view, self.views)

    def single_answers(self) -> pd.DataFrame:
        """The answers one by one; raises NotAllowed where they are not to be seen."""
        if self.answers is None:
            raise NotAllowed("This result is of a group; single answers are not shown. Take the scorecard.")
        return self.answers

    @property
    def is_own(self) -> bool:
        """One person's own result, of which the person may change the answers."""
        return self.view == ME


def outcome_of(device: str, assessment_id: str, view: str = "") -> Outcome:
    """The outcome of a view, by default the first that this device may see; raises what the store refuses."""
    found = outcome_or_none(device, assessment_id, view)
    if found is None:
        raise NotAllowed("This browser is shown no result of this assessment. Ask its owner.")
    return found


def outcome_or_none(device: str, assessment_id: str, view: str = "") -> Outcome | None:
    """The outcome of a view, None for somebody who answered and is shown no result; raises what the store refuses."""
    assessment = store().assessment(device, assessment_id)
    seen = _Seen(device, assessment, questionnaire_of(device, assessment))
    offered = seen.views()
    return seen.outcome(view if view in offered else offered[0], offered) if offered else None


@dataclass(frozen=True)
class _Seen:
    """An assessment as one device sees it."""

    device: str
    assessment: Assessment
    book: Questionnaire

    def views(self) -> tuple[str, ...]:
        """The own result of somebody who answered, then the group's and those of the role groups."""
        own = (ME,) if self._sees_own() else ()
        return (*own, *self._group_views()) if self._sees_group() else own

    def _is_self(self) -> bool:
        return self.assessment.settings.kind == "self"

    def _has_finished(self) -> bool:
        return self.assessment.me is not None and self.assessment.me.finished is not None

    def _sees_own(self) -> bool:
        shown = self.assessment.settings.visible != "nothing"
        return self._is_self() or (self._has_finished() and shown)

    def _sees_group(self) -> bool:
        if self._is_self():
            return False
        leads = self.assessment.roles & {"owner", "viewer"}
        return bool(leads) or (self._has_finished() and self.assessment.settings.visible == "group")

    def _group_views(self) -> tuple[str, ...]:
        if self.assessment.settings.protected:
            groups = [view.role_group for view in views(self._released.cells) if view.role_group is not None]
        else:
            groups = sorted(set(self._answers_of_group["role"]) - {""})
        return (GROUP, *(f"{ROLE_GROUP}{name}" for name in groups))

    def outcome(self, view: str, offered: tuple[str, ...]) -> Outcome:
        if view == ME:
            answers = self._own_answers()
            return self._outcome(view, offered, answers, self._scored(answers))
        answers = self._answers_of_group
        role_group = view.removeprefix(ROLE_GROUP) if view != GROUP else None
        if self.assessment.settings.protected:
            return self._outcome(view, offered, None, self._protected(role_group))
        shown = answers if role_group is None else answers[answers["role"] == role_group]
        kept = shown if "owner" in self.assessment.roles else None
        return self._outcome(view, offered, kept, self._scored(shown))

    def _outcome(self, view: str, offered: tuple[str, ...], answers: pd.DataFrame | None, card: Scorecard) -> Outcome:
        return Outcome(self.assessment, self.book, view, offered, answers, card, self)

    @cached_property
    def _answers_of_group(self) -> pd.DataFrame:
        return store().responses(self.device, self.assessment.id)

    @cached_property
    def _responses_of_group(self) -> Responses:
        return self._responses(self._answers_of_group)

    @cached_property
    def _released(self) -> Released:
        return released(self._answers_of_group)

    def _responses(self, answers: pd.DataFrame) -> Responses:
        return responses_from_answers(answers, self.book, self.assessment.competitors)

    def _own_answers(self) -> pd.DataFrame:
        read = store().responses if self._is_self() else store().own_responses
        return read(self.device, self.assessment.id)

    def _stated_lead(self) -> Discipline | None:
        return Discipline(self.assessment.stated_lead) if self.assessment.stated_lead else None

    def _scored(self, answers: pd.DataFrame) -> Scorecard:
        return scorecard(
            self.book,
            self._responses(answers),
            company=self.assessment.company,
            stated_lead=self._stated_lead(),
            sha256=self.assessment.questionnaire_sha256,
        )

    def _protected(self, role_group: str | None) -> Scorecard:
        return protected_scorecard(
            self.book,
            self._responses_of_group,
            self._released,
            self.assessment.settings.minimum_group,
            role_group=role_group,
            company=self.assessment.company,
            stated_lead=self._stated_lead(),
            sha256=self.assessment.questionnaire_sha256,
        )


@lru_cache(maxsize=1)
def sample() -> Scorecard:
    """The scorecard of the sample responses to the questionnaire that people start with."""
    loaded = library()[FIRST]
    text = (shipped.folder("questionnaires") / "samples" / f"{FIRST}.csv").read_text(encoding="utf-8")
    table = read_table(text, loaded.questionnaire)
    return scorecard(
        loaded.questionnaire,
        responses_from_table(table, loaded.questionnaire),
        company="Aldersley",
        stated_lead=Discipline.CUSTOMER_INTIMACY,
        sha256=loaded.sha256,
    )
