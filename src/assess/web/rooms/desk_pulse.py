"""Desk: how far people are and how much time is left, asked for every second; and setting the timer."""

from __future__ import annotations

import streamlit as st

from assess.core.workshop import Stage
from assess.store import Counts, StoreUnavailable
from assess.store import Room as RoomNow
from assess.texts import Translator
from assess.web import session
from assess.web.facilitating import Desk, tried
from assess.web.pulse import EVERY_SECONDS, minutes, seconds_left
from assess.web.pulse import pulse as look
from assess.web.resources import store

COLLECTING = (Stage.RATE, Stage.VOTE, Stage.LEAD)
MINUTES, MOST_MINUTES = 5, 180


def pulse(desk: Desk) -> None:
    """The part of the page that lives; it has the page drawn anew once somebody has changed the room."""
    st.fragment(run_every=EVERY_SECONDS)(_pulse)(desk.id, desk.room.revision, desk.t)


def _pulse(assessment_id: str, revision: int, t: Translator) -> None:
    try:
        now = look(session.device(), assessment_id)
    except StoreUnavailable:
        st.warning(t("The database cannot be reached now. Nothing that was saved is lost; this goes on by itself."))
        return
    if now.room.revision != revision:
        st.rerun()
    _counts(now.room, now.counts, t)
    left = seconds_left(now.room)
    if left is not None:
        st.metric(t("Time left"), minutes(left) if left else t("Time is up"))


def _counts(room: RoomNow, counts: Counts, t: Translator) -> None:
    if not counts.owed or room.position.stage not in COLLECTING:
        st.metric(t("People"), t.number(counts.joined))
        if room.position.stage in COLLECTING:
            st.caption(t("Nobody is waited for: all questions here follow from earlier answers."))
        return
    st.metric(t("Done"), t("{done} of {joined}", done=t.number(counts.done), joined=t.number(counts.joined)))
    st.progress(min(counts.done / counts.joined, 1.0) if counts.joined else 0.0)
    begun = counts.answering - counts.done
    if begun:
        st.caption(t.plural("{n} person is in the middle of it", "{n} people are in the middle of it", begun))


def timer(desk: Desk) -> None:
    """Start, pause and clear the timer."""
    t, room = desk.t, desk.room
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if room.timer.ends is not None:
            st.button(t("Pause timer"), icon=":material/pause:", on_click=_pause, args=(desk.id,))
        elif room.timer.left is not None:
            st.button(t("Go on"), icon=":material/play_arrow:", key="resume", on_click=_resume, args=(desk.id,))
        if room.timer.ends is not None or room.timer.left is not None:
            st.button(t("Clear"), icon=":material/timer_off:", on_click=_set, args=(desk.id, True))
            return
        key = f"minutes/{desk.id}"
        st.number_input(t("Minutes"), 1, MOST_MINUTES, MINUTES, key=key, width=130)
        st.button(t("Start timer"), icon=":material/timer:", on_click=_set, args=(desk.id,))


def _set(assessment_id: str, clear: bool = False) -> None:
    minutes = int(str(session.chosen(f"minutes/{assessment_id}") or MINUTES))
    tried(lambda: store().set_timer(session.device(), assessment_id, None if clear else minutes * 60))


def _pause(assessment_id: str) -> None:
    tried(lambda: store().pause_timer(session.device(), assessment_id))


def _resume(assessment_id: str) -> None:
    tried(lambda: store().resume_timer(session.device(), assessment_id))
