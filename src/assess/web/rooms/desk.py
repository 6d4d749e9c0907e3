"""Desk: where a facilitator runs a workshop: the next step, who is how far, the time, and what the stage needs."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assess.core.workshop import Stage
from assess.web import navigation, session
from assess.web.facilitating import ENDING, Desk, desk_of, move, stage_name, step_name, step_on
from assess.web.keys import step_keys
from assess.web.navigation import ASSESSMENT, Room
from assess.web.plain import plain
from assess.web.resources import store
from assess.web.rooms import board_data, desk_actions, desk_after, desk_lobby, desk_people, desk_pulse, desk_stages

KEYS_ON = "keys-on"
COLLECTING = (Stage.RATE, Stage.VOTE, Stage.LEAD)


def body() -> None:
    """The desk of the workshop in the address."""
    desk = desk_of(navigation.asked(ASSESSMENT))
    _head(desk)
    if desk.room.template:
        desk_after.template(desk)
        return
    rail, content = st.columns([3, 7], gap="medium")
    with rail:
        _rail(desk)
    with content:
        PARTS[desk.room.position.stage](desk)
    if session.chosen(KEYS_ON) is not False:
        step_keys(desk.room.revision, lambda revision, name: _by_key(desk.id, revision, name))


def _head(desk: Desk) -> None:
    t = desk.t
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        navigation.link(Room.HOME, t("Start page"), ":material/arrow_back:")
        with st.container(horizontal=True, width="content"):
            if desk.room.code and desk.room.position.stage is not Stage.LOBBY:
                with st.popover(t("Code"), icon=":material/qr_code_2:", key="code"):
                    desk_lobby.way_in(desk)
            desk_people.menu(desk)
            with st.popover(t("More"), icon=":material/more_horiz:", key="more"):
                _more(desk)
    with st.container(gap=None):
        st.caption(f"{plain(desk.assessment.company)} · {plain(desk.room.title)}")
        st.markdown(f":small[{_course(desk)}]")  # a caption is too pale to be marked in it


def _course(desk: Desk) -> str:
    """The stages of the plan in order, the present one marked."""
    t, now = desk.t, desk.room.position.stage
    stages = [each for each in desk.room.plan.stages if desk.room.plan.again or each is not Stage.SHIFT]
    names = {each: stage_name(each, t) for each in stages}
    return " › ".join(f":blue-background[**{name}**]" if each is now else name for each, name in names.items())


def _more(desk: Desk) -> None:
    t = desk.t
    st.toggle(t("Keys and clicker"), value=True, key=KEYS_ON)
    st.caption(t("Next: →, Page Down or N. Back: ← or Page Up. Pause: P."))
    desk_people.second_facilitator(desk)
    with st.expander(t("Delete the workshop"), key="delete-workshop"):
        board_data.delete(desk.assessment, t)


# --- the rail: moving on -----------------------------------------------------------------------------------------


def _rail(desk: Desk) -> None:
    st.title(_title(desk), anchor=False)
    if state := _state(desk):
        st.markdown(state)
    _next(desk)
    if desk.room.opened and not desk.room.ended:
        desk_pulse.pulse(desk)
        desk_pulse.timer(desk)


def _title(desk: Desk) -> str:
    """The stage, and the dimension where the room goes through them one by one."""
    stage, named = desk.room.position.stage, desk.room.position.dimension
    name = stage_name(stage, desk.t)
    return f"{name}{desk.t.colon} {desk.title_of(named)}" if named and stage in (Stage.RATE, Stage.VOTE) else name


def _state(desk: Desk) -> str:
    t, room = desk.t, desk.room
    if room.opened is None or room.ended is not None or room.position.state == "open":
        return ""
    paused, closed = t("Paused: no answers are taken."), t("Closed: no answers are taken.")
    return f":material/pause_circle: {paused}" if room.position.state == "paused" else f":material/lock: {closed}"


def _next(desk: Desk) -> None:
    """The next step as one large button, and the lesser ones beneath it."""
    t, room = desk.t, desk.room
    if session.chosen(ENDING) == desk.id and room.ended is None:
        _end(desk)
        return
    name = step_name(room, t)
    if name:
        st.button(
            name, type="primary", icon=":material/arrow_forward:", icon_position="right", width="stretch",
            key=f"next-{room.revision}", on_click=step_on, args=(desk.id, room.revision),
        )  # fmt: skip
    with st.container(horizontal=True):
        if room.position.stage is not Stage.LOBBY:
            _small(desk, t("Back"), ":material/arrow_back:", "back")
        if room.position.stage in COLLECTING and room.ended is None:
            _door(desk)


def _door(desk: Desk) -> None:
    """Pause, close and open what the stage collects, as far as it was not revealed."""
    t, state = desk.t, desk.room.position.state
    if state == "open":
        _small(desk, t("Pause"), ":material/pause:", "pause")
        _small(desk, t("Close"), ":material/lock:", "close")
    elif not _is_sealed(desk):
        _small(desk, t("Go on") if state == "paused" else t("Open again"), ":material/play_arrow:", "open")


def _is_sealed(desk: Desk) -> bool:
    room, stage = desk.room, desk.room.position.stage
    return {Stage.RATE: room.revealed >= 1, Stage.VOTE: room.revealed >= 2, Stage.LEAD: room.points_revealed}[stage]


def _small(desk: Desk, label: str, icon: str, change: str) -> None:
    st.button(label, icon=icon, key=f"{change}-{desk.room.revision}", on_click=move,
              args=(desk.id, desk.room.revision, change))  # fmt: skip


def _end(desk: Desk) -> None:
    t = desk.t
    with st.container(border=True):
        st.markdown(t("End the workshop? The room closes for good. Results, notes and actions stay."))
        with st.container(horizontal=True):
            st.button(t("End it"), type="primary", key=f"end-{desk.room.revision}", on_click=move,
                      args=(desk.id, desk.room.revision, "next"))  # fmt: skip
            st.button(t("Not yet"), on_click=session.put, args=(ENDING, ""))


def _by_key(assessment_id: str, revision: int, name: str) -> None:
    if name == "next":
        step_on(assessment_id, revision)
        return
    room = store().room(session.device(), assessment_id)
    if name == "back" and room.position.stage is not Stage.LOBBY:
        move(assessment_id, revision, "back")
    elif name == "pause" and room.position.stage in COLLECTING:
        move(assessment_id, revision, "pause" if room.position.state == "open" else "open")


PARTS: dict[Stage, Callable[[Desk], None]] = {
    Stage.LOBBY: desk_lobby.lobby,
    Stage.RATE: desk_stages.collecting,
    Stage.REVEAL: desk_stages.result,
    Stage.DISCUSS: desk_stages.discussion,
    Stage.VOTE: desk_stages.collecting,
    Stage.SHIFT: desk_stages.shifted,
    Stage.LEAD: desk_stages.collecting,
    Stage.STANCE: desk_stages.stance,
    Stage.ACTIONS: desk_actions.agreeing,
    Stage.CLOSE: desk_after.ended,
}
