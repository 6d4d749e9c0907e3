"""Facilitating: what a desk knows of its workshop, what steps are called, and how changes are made from it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from assess.core.errors import AssessError
from assess.core.questionnaire import Questionnaire
from assess.core.workshop import FIRST, Change, Position, Stage, asked_of, next_position
from assess.store import Assessment, NotAllowed, Room
from assess.texts import Translator
from assess.web import session
from assess.web.failures import words
from assess.web.plain import plain
from assess.web.resources import questionnaire_of, store
from assess.web.workshop import Shown, shown

ENDING, PRESSED = "ending", "pressed"
"""Whether the facilitator is asked to confirm the end; when the last step was made here."""
AT_ONCE_SECONDS = 0.3
"""Presses closer together are one: clickers bounce, and people press twice."""


@dataclass(frozen=True)
class Desk:
    """A facilitator's desk as this run of the page shows it; `book` holds the dimensions that are rated."""

    device: str
    room: Room
    assessment: Assessment
    book: Questionnaire
    t: Translator

    @property
    def id(self) -> str:
        return self.room.assessment_id

    def title_of(self, dimension: str) -> str:
        """A dimension's title, ready for Markdown."""
        return plain(self.book.dimension(dimension).title)

    def shown(self) -> Shown | None:
        """What has been revealed; None before that, and nothing is read then."""
        return shown(self.device, self.room, self.t.language) if self.room.revealed else None


def desk_of(assessment_id: str) -> Desk:
    """The desk of a workshop, for its facilitators."""
    device = session.device()
    room, assessment = store().seat(device, assessment_id)
    if "owner" not in assessment.roles:
        raise NotAllowed("The desk is its facilitators'. Open it by the owner link.")
    t = session.texts()
    book = asked_of(questionnaire_of(device, assessment, t.language), room.plan)
    return Desk(device, room, assessment, book, t)


# --- changing ----------------------------------------------------------------------------------------------------


def tried(work: Callable[[], object]) -> bool:
    """Does a facilitator's work in a callback; a refusal is told in passing, and the page shows how things are."""
    try:
        work()
    except AssessError as refusal:
        st.toast(words(refusal, session.texts()), icon=":material/info:")
        return False
    return True


def mirror(name: str, stored: object) -> str:
    """The key of a widget that shows what is stored; another one once the database says otherwise than the widget.

    A browser that still holds the old choice (it speaks every second) would else put it back in its callback.
    """
    turn = int(str(session.chosen(f"{name}/turn") or 0))
    if session.is_known(f"{name}/{turn}") and session.chosen(f"{name}/{turn}") != stored:
        turn += 1
        session.put(f"{name}/turn", turn)
    return f"{name}/{turn}"


def move(assessment_id: str, revision: int, change: Change, dimension: str | None = None) -> None:
    """Moves the workshop on from what the page has shown; once, however often it is pressed."""
    if change in ("next", "back") and _is_pressed_twice(change):
        return
    session.put(ENDING, "")
    tried(lambda: store().move_to(session.device(), assessment_id, revision, change, dimension))


def _is_pressed_twice(change: Change) -> bool:
    """Whether the same step was made here a moment ago."""
    last, now = session.chosen(f"{PRESSED}/{change}"), time.monotonic()
    session.put(f"{PRESSED}/{change}", now)
    return isinstance(last, float) and now - last < AT_ONCE_SECONDS


def step_on(assessment_id: str, revision: int) -> None:
    """The next step from what the page has shown; the end is asked about first."""
    device = session.device()
    room = store().room(device, assessment_id)
    ahead = next_position(room.plan, room.position)
    if room.opened is None:
        tried(lambda: store().open_room(device, assessment_id))
    elif ahead.stage is Stage.CLOSE and room.ended is None:
        session.put(ENDING, assessment_id)
    elif ahead != room.position:
        move(assessment_id, revision, "next")


# --- words -------------------------------------------------------------------------------------------------------


def stage_name(stage: Stage, t: Translator) -> str:
    """What a stage is called at the desk."""
    names = {
        Stage.LOBBY: t("Lobby"),
        Stage.RATE: t("Rating"),
        Stage.REVEAL: t("Result"),
        Stage.DISCUSS: t("Discussion"),
        Stage.VOTE: t("Second vote"),
        Stage.SHIFT: t("Shift"),
        Stage.LEAD: t("Points"),
        Stage.STANCE: t("Stated and lived"),
        Stage.ACTIONS: t("Actions"),
        Stage.CLOSE: t("End"),
    }
    return names[stage]


def step_name(room: Room, t: Translator) -> str:
    """What the next step does, for its button; empty at the end."""
    if room.opened is None:
        return t("Open the room")
    ahead = next_position(room.plan, room.position)
    if ahead.stage is room.position.stage:
        return "" if ahead == room.position else t("Next dimension")
    return _entering(ahead, room, t)


def _entering(ahead: Position, room: Room, t: Translator) -> str:
    names = {
        Stage.LOBBY: "",
        Stage.RATE: t("Open the rating"),
        Stage.REVEAL: t("Reveal") if room.revealed < FIRST else t("Show the result"),
        Stage.DISCUSS: t("Discuss"),
        Stage.VOTE: t("Open the second vote"),
        Stage.SHIFT: t("Show the shift"),
        Stage.LEAD: t("Give points"),
        Stage.STANCE: t("Show the points"),
        Stage.ACTIONS: t("Agree on actions"),
        Stage.CLOSE: t("End the workshop"),
    }
    return names[ahead.stage]
