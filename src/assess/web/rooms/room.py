"""Room: a workshop on somebody's phone; it follows the facilitator from stage to stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assess.core.questionnaire import Dimension, Questionnaire
from assess.core.workshop import FIRST, Stage
from assess.store import Assessment, Room
from assess.texts import Translator
from assess.web import navigation, saving, session
from assess.web.asking import SAVED, Keeping, Sheet, ask_all
from assess.web.following import follow
from assess.web.navigation import ASSESSMENT
from assess.web.plain import plain
from assess.web.progress import Answers, progress_in
from assess.web.resources import questionnaire_of, store
from assess.web.rooms import elsewhere, room_lead, room_results, taking
from assess.web.saving import was_too_late
from assess.web.turns import TURNS
from assess.web.unsaved import saved_state

PICTURE, FOOT = "picture", "foot"
"""What is asked for again: the whole picture of a stage when the room moves, its foot alone after an answer."""
AT_FOOT = Keeping(partial(saving.save_choice, after=FOOT))
"""Not where conditions stand: an answer may bring or take questions there."""


@dataclass(frozen=True)
class Seat:
    """One person in a room, as their phone shows it now."""

    device: str
    room: Room
    assessment: Assessment
    book: Questionnaire
    t: Translator
    foot: DeltaGenerator
    """The bar at the bottom of the screen; made anew in each run, as Streamlit asks of fragments."""


def body() -> None:
    """The room in the address, alive: only this part of the page is asked for again."""
    elsewhere.new_code(navigation.asked(ASSESSMENT), session.texts())
    _live(navigation.asked(ASSESSMENT))


@st.fragment(key=PICTURE)
def _live(assessment_id: str) -> None:
    with TURNS.picture():
        seat = _seat(assessment_id)
        TURNS.give_way()
        stage = seat.room.position.stage
        page = PARTS[stage](seat)
        if seat.room.collecting is None:  # else the foot says so, which is drawn anew after each answer
            with seat.foot:
                _say_what_was_too_late(stage, seat.t)
        follow(assessment_id, seat.room.revision, f"{stage}/{page or ''}")


def _seat(assessment_id: str) -> Seat:
    device, t = session.device(), session.texts()
    room, assessment = store().seat(device, assessment_id)
    book = questionnaire_of(device, assessment, t.language)
    return Seat(device, room, assessment, book, t, st.bottom.container())


def _head(seat: Seat, title: str) -> None:
    st.caption(f"{plain(seat.assessment.company)} · {plain(seat.room.title)}")
    st.title(title, anchor=False)


def _lobby(seat: Seat) -> str | None:
    t, me = seat.t, seat.assessment.me
    _head(seat, t("You are in"))
    st.markdown(t("Keep this page open. It goes on by itself as soon as the facilitator begins."))
    told = [plain(text) for text in (me.name, me.role_group) if text] if me else []
    if told:
        st.caption(" · ".join(told))
    taking.leave(seat.assessment, t)
    return None


# --- rating ------------------------------------------------------------------------------------------------------


def _rate(seat: Seat) -> str | None:
    """The questions that are open now; the page's name for turning, which is the dimension's."""
    t, asked = seat.t, [seat.book.dimension(each.id) for each in seat.room.plan.asked_at(seat.room.position)]
    if seat.room.collecting is None or not asked:
        _waiting(seat, t("Your answers are saved. This page goes on by itself."))
        return None
    answers = store().answers_of(seat.device, seat.assessment.id, round=seat.room.collecting)
    keeping = SAVED if seat.book.conditional else AT_FOOT
    sheet = Sheet(_rated(seat), seat.book, answers, t, seat.room.collecting, keeping, _earlier(seat))
    dimension = _stay_at(sheet, asked)
    _head(seat, plain(dimension.title))
    st.caption(_told(seat, sheet, asked, dimension))
    ask_all(sheet, dimension, between=TURNS.give_way)
    TURNS.give_way()
    with seat.foot:
        blank = replace(sheet, answers={})  # what a foot is given it keeps, for each of two hundred phones
        _foot(seat.device, blank, [answers], asked, dimension, seat.room.position.stage)
    return dimension.id


def _earlier(seat: Seat) -> Answers:
    """The first answers in a second vote, where conditions look at them."""
    if seat.room.collecting == FIRST or not seat.book.conditional:
        return {}
    return store().answers_of(seat.device, seat.assessment.id, round=FIRST)


def _rated(seat: Seat) -> Assessment:
    """The assessment as it is rated now: the second vote is about the company alone."""
    return seat.assessment if seat.room.collecting == FIRST else replace(seat.assessment, competitors=())


def _stay_at(sheet: Sheet, asked: list[Dimension]) -> Dimension:
    """The dimension that the person has turned to in this round, at first the first one with an open question.

    A page that is complete is not turned by itself: people look at what they chose, and comment on it.
    """
    key = _turned(sheet)
    chosen = next((each for each in asked if each.id == session.chosen(key)), None)
    shown = chosen or _first_open(sheet, asked) or asked[0]
    session.put(key, shown.id)
    return shown


def _turned(sheet: Sheet) -> str:
    return f"turned/{sheet.assessment.id}/{sheet.round}"


def _first_open(sheet: Sheet, asked: list[Dimension]) -> Dimension | None:
    hidden = sheet.hidden
    return next((each for each in asked if progress_in(each, sheet.assessment, sheet.answers, hidden).open), None)


def _told(seat: Seat, sheet: Sheet, asked: list[Dimension], dimension: Dimension) -> str:
    t, place = seat.t, asked.index(dimension) + 1
    parts = [
        t.discipline(dimension.discipline),
        t("{place} of {count}", place=t.number(place), count=t.number(len(asked))) if len(asked) > 1 else "",
        t("second vote: what you leave open keeps your first answer") if sheet.round > FIRST else "",
    ]
    return " · ".join(part for part in parts if part)


@st.fragment(key=FOOT)
@TURNS.answer()
def _foot(
    device: str, blank: Sheet, read: list[Answers], asked: list[Dimension], dimension: Dimension, stage: Stage
) -> None:
    """What is saved and how to go on, on the stage that the picture shows.

    The picture hands it the answers that were `read` for both. After an answer it alone is asked for again, and looks
    anew at what is answered.
    """
    answers = read.pop() if read else store().answers_of(device, blank.assessment.id, round=blank.round)
    sheet = replace(blank, answers=answers)
    t, place = sheet.t, asked.index(dimension)
    _say_what_was_too_late(stage, t)
    if _first_open(sheet, asked) is None:
        st.success(t("All done. Look up, or change an answer while it is open."), icon=":material/check_circle:")
    saved_state(sheet.assessment.id, t)
    if len(asked) == 1:
        return
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        back, onward = asked[max(place - 1, 0)], asked[min(place + 1, len(asked) - 1)]
        st.button(t("Back"), icon=":material/arrow_back:", disabled=back == dimension, on_click=_turn_to,
                  args=(_turned(sheet), back.id))  # fmt: skip
        st.button(t("Next"), icon=":material/arrow_forward:", type="primary", disabled=onward == dimension,
                  on_click=_turn_to, args=(_turned(sheet), onward.id))  # fmt: skip


def _say_what_was_too_late(stage: Stage, t: Translator) -> None:
    if was_too_late(stage):
        told = t("Your last answer came after the facilitator had gone on, so it is not counted.")
        st.warning(told, icon=":material/schedule:")


def _turn_to(key: str, dimension: str) -> None:
    """Turns the page; the button stands in the foot, and the picture is what changes."""
    session.put(key, dimension)
    st.rerun(PICTURE)


def _waiting(seat: Seat, saved: str) -> None:
    """Nothing is asked now. What is `saved` is said where it is all; what was too late is told at the foot."""
    position, t = seat.room.position, seat.t
    _head(seat, t("Paused") if position.state == "paused" else t("Look up"))
    st.markdown(saved if saved and not was_too_late(position.stage) else t("This page goes on by itself."))


# --- talking -----------------------------------------------------------------------------------------------------


def _reveal(seat: Seat) -> str | None:
    _head(seat, seat.t("The picture of the room"))
    room_results.result(seat.device, seat.room, seat.t)
    return None


def _discuss(seat: Seat) -> str | None:
    named = seat.room.position.dimension
    _head(seat, plain(seat.book.dimension(named).title) if named else seat.t("Talk about it"))
    st.markdown(seat.t("Say what you have seen: an example that speaks for a high answer, and one for a low one."))
    return named


def _lead(seat: Seat) -> str | None:
    if not seat.room.collecting_points:
        given = store().points_of(seat.device, seat.assessment.id)
        _waiting(seat, seat.t("Your points are saved. This page goes on by itself.") if given else "")
        return None
    _head(seat, seat.t("Which discipline should we lead?"))
    room_lead.give_points(seat.device, seat.room, seat.t)
    return None


def _stance(seat: Seat) -> str | None:
    _head(seat, seat.t("Said and lived"))
    room_lead.stances(seat.device, seat.room, seat.t)
    return None


def _actions(seat: Seat) -> str | None:
    _head(seat, seat.t("What we will do"))
    room_results.actions(seat.device, seat.room, seat.t)
    return None


def _close(seat: Seat) -> str | None:
    _head(seat, seat.t("Thank you"))
    room_results.after(seat.device, seat.room, seat.assessment, seat.t)
    return None


PARTS: dict[Stage, Callable[[Seat], str | None]] = {
    Stage.LOBBY: _lobby,
    Stage.RATE: _rate,
    Stage.REVEAL: _reveal,
    Stage.DISCUSS: _discuss,
    Stage.VOTE: _rate,
    Stage.SHIFT: _reveal,
    Stage.LEAD: _lead,
    Stage.STANCE: _stance,
    Stage.ACTIONS: _actions,
    Stage.CLOSE: _close,
}
