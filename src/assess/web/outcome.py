"""What an assessment shows: its answers scored, for a page and for the files to take away."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import pandas as pd

from assess import shipped
from assess.core.minutes import Minutes
from assess.core.questionnaire import Discipline, Questionnaire
from assess.core.responses import read_table, responses_from_table
from assess.core.scorecard import Scorecard, scorecard, worded
from assess.core.workshop import asked_of
from assess.store import Assessment, NotAllowed
from assess.web.minutes import minutes_of
from assess.web.resources import FIRST, library, library_in, questionnaire_of, store
from assess.web.scored import Answers

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

    @cached_property
    def minutes(self) -> Minutes | None:
        """A workshop as its report tells it, in the view of all; None for anything else (`minutes_of`)."""
        return minutes_of(self._seen.device, self.assessment, self._seen.language) if self.view == GROUP else None

    @property
    def is_own(self) -> bool:
        """One person's own result, of which the person may change the answers."""
        return self.view == ME


def outcome_of(device: str, assessment_id: str, view: str = "", language: str = "") -> Outcome:
    """The outcome of a view, by default the first that this device may see, in its reader's language.

    Raises what the store refuses.
    """
    found = outcome_or_none(device, assessment_id, view, language)
    if found is None:
        raise NotAllowed("This browser is shown no result of this assessment. Ask its owner.")
    return found


def outcome_or_none(device: str, assessment_id: str, view: str = "", language: str = "") -> Outcome | None:
    """The outcome of a view, None for somebody who answered and is shown no result; raises what the store refuses."""
    assessment = store().assessment(device, assessment_id)
    seen = _Seen(device, assessment, _asked_of(device, assessment, language), language)
    offered = seen.views()
    return seen.outcome(view if view in offered else offered[0], offered) if offered else None


def _asked_of(device: str, assessment: Assessment, language: str) -> Questionnaire:
    """The questionnaire, of a workshop the part that is asked there."""
    book = questionnaire_of(device, assessment, language)
    return (
        asked_of(book, store().room(device, assessment.id).plan) if assessment.settings.kind == "workshop" else book
    )


@dataclass(frozen=True)
class _Seen:
    """An assessment as one device sees it."""

    device: str
    assessment: Assessment
    book: Questionnaire
    language: str

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
        return (GROUP, *(f"{ROLE_GROUP}{name}" for name in self._of_group.role_groups()))

    def outcome(self, view: str, offered: tuple[str, ...]) -> Outcome:
        if view == ME:
            own = self._own()
            return self._outcome(view, offered, own.asked, own.exact())
        role_group = view.removeprefix(ROLE_GROUP) if view != GROUP else None
        readable = "owner" in self.assessment.roles and not self.assessment.settings.protected
        kept = self._of_group.of(role_group) if readable else None
        return self._outcome(view, offered, kept, self._of_group.card(role_group))

    def _outcome(self, view: str, offered: tuple[str, ...], answers: pd.DataFrame | None, card: Scorecard) -> Outcome:
        return Outcome(self.assessment, self.book, view, offered, answers, card, self)

    @cached_property
    def _of_group(self) -> Answers:
        return Answers(self.assessment, self.book, store().responses(self.device, self.assessment.id))

    def _own(self) -> Answers:
        read = store().responses if self._is_self() else store().own_responses
        return Answers(self.assessment, self.book, read(self.device, self.assessment.id))


def outcome_of_answers(assessment: Assessment, book: Questionnaire, answers: pd.DataFrame) -> Outcome:
    """The group's outcome of answers that are in no database, single ones left aside."""
    seen, card = _Seen("", assessment, book, book.language), Answers(assessment, book, answers).exact()
    return Outcome(assessment, book, GROUP, (GROUP,), None, card, seen)


@lru_cache(maxsize=16)
def sample(language: str) -> Scorecard:
    """The scorecard of the sample responses to the questionnaire that people start with, in a language."""
    return worded(_sample(), library_in(language)[FIRST])


@lru_cache(maxsize=1)
def _sample() -> Scorecard:
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
