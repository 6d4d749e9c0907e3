"""Answers on their way to scorecards, of a whole group or of a role group; protected ones stay protected."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from assess.core.disclosure import Released, protected_scorecard, released, views
from assess.core.questionnaire import Discipline, Questionnaire
from assess.core.responses import Responses, over, responses_from_answers
from assess.core.scorecard import Scorecard, scorecard
from assess.store import Assessment


@dataclass(frozen=True)
class Answers:
    """Answers as `Store.responses` gives them, with the questionnaire that they are scored by.

    Answers to items that the questionnaire does not have (a workshop may ask a part of it) are left out.
    """

    assessment: Assessment
    book: Questionnaire
    answers: pd.DataFrame

    def role_groups(self, least: int = 1) -> list[str]:
        """The role groups that may be shown, in a named assessment those of so many people or more."""
        if self.assessment.settings.protected:
            return [each.role_group for each in views(self._released.cells) if each.role_group is not None]
        people = self.asked[self.asked["role"] != ""].groupby("role")["respondent"].nunique()
        return sorted(str(name) for name, count in people.items() if count >= least)

    def card(self, role_group: str | None = None) -> Scorecard:
        """The scorecard of everybody, or of one role group, as it may be shown."""
        return self._protected(role_group) if self.assessment.settings.protected else self.exact(role_group)

    def card_over(self, part: Questionnaire) -> Scorecard:
        """The scorecard of everybody over a part of the items, as it may be shown."""
        if self.assessment.settings.protected:
            return self._protected(None, part)
        return scorecard(
            part,
            over(self.responses, self.book, part),
            company=self.assessment.company,
            stated_lead=self._stated_lead,
            sha256=self.assessment.questionnaire_sha256,
        )

    def exact(self, role_group: str | None = None) -> Scorecard:
        """The scorecard with its exact figures, for named assessments and for one's own answers."""
        return scorecard(
            self.book,
            self.responses if role_group is None else self._scored(self.of(role_group)),
            company=self.assessment.company,
            stated_lead=self._stated_lead,
            sha256=self.assessment.questionnaire_sha256,
        )

    def of(self, role_group: str | None) -> pd.DataFrame:
        """The answers of everybody, or of one role group."""
        return self.asked if role_group is None else self.asked[self.asked["role"] == role_group]

    @cached_property
    def responses(self) -> Responses:
        return self._scored(self.asked)

    @cached_property
    def asked(self) -> pd.DataFrame:
        return self.answers[self.answers["item"].isin(list(self.book.dimension_of))]

    @cached_property
    def _released(self) -> Released:
        return released(self.asked)

    def _scored(self, answers: pd.DataFrame) -> Responses:
        return responses_from_answers(answers, self.book, self.assessment.competitors)

    @property
    def _stated_lead(self) -> Discipline | None:
        return Discipline(self.assessment.stated_lead) if self.assessment.stated_lead else None

    def _protected(self, role_group: str | None, part: Questionnaire | None = None) -> Scorecard:
        return protected_scorecard(
            self.book,
            self.responses,
            self._released,
            self.assessment.settings.minimum_group,
            role_group=role_group,
            company=self.assessment.company,
            stated_lead=self._stated_lead,
            sha256=self.assessment.questionnaire_sha256,
            part=part,
        )
