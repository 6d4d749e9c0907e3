"""Room: a hundred points over the three disciplines, and what the room said with them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from assess.charts.sentences import lead_sentence
from assess.core.questionnaire import Discipline
from assess.core.rounds import ALL_POINTS
from assess.store import NotCollecting, Room
from assess.texts import Translator
from assess.web import session
from assess.web.resources import store
from assess.web.saving import put_too_late, take_too_late
from assess.web.workshop import seen_by

STEP = 5


def give_points(device: str, room: Room, t: Translator) -> None:
    """One's own points; they count as soon as they make a hundred."""
    if not room.collecting_points:
        st.markdown(t("Your points are saved. This page goes on by itself."))
        return
    st.markdown(t("Divide 100 points: the more, the more the company should lead there in three years."))
    given = store().points_of(device, room.assessment_id)
    for discipline in Discipline:
        key = _key(room, discipline)
        session.seed(key, given.get(discipline, 0))
        st.number_input(t.discipline(discipline), 0, ALL_POINTS, step=STEP, key=key, on_change=_save, args=(room,))
    if take_too_late():
        st.warning(t("The facilitator had gone on, so your last change is not counted."))
    left = ALL_POINTS - sum(_held(room).values())
    if left:
        st.info(_left(left, t), icon=":material/balance:")
    else:
        st.success(t("100 points given and saved. You can still change them."), icon=":material/check_circle:")


def _left(left: int, t: Translator) -> str:
    if left > 0:
        return t.plural("{n} point left to give", "{n} points left to give", left)
    return t.plural("{n} point too many", "{n} points too many", -left)


def _key(room: Room, discipline: Discipline) -> str:
    return f"points/{room.assessment_id}/{discipline}"


def _held(room: Room) -> dict[Discipline, int]:
    return {each: int(str(session.chosen(_key(room, each)) or 0)) for each in Discipline}


def _save(room: Room) -> None:
    held = _held(room)
    if sum(held.values()) != ALL_POINTS:
        return
    try:
        store().save_points(session.device(), room.assessment_id, held)
    except NotCollecting:
        put_too_late()


def stances(device: str, room: Room, t: Translator) -> None:
    """The points beside the scores that the same people gave."""
    seen = seen_by(device, room, t.language)
    if seen is None or seen.points is None or seen.points.withheld or not seen.points.people:
        st.markdown(t("Too few people gave points for a picture of them."))
        return
    rows = [
        {
            t("Discipline"): t.discipline(each.discipline),
            t("Points"): t.number(each.points),
            t("Score"): t.number(each.score),
            t("Verdict"): t.verdict(each.verdict),
        }
        for each in seen.stances
    ]
    st.table(pd.DataFrame(rows).set_index(t("Discipline")), border="horizontal")
    st.caption(t.plural("Mean points of {n} person", "Mean points of {n} people", seen.points.people))
    if room.lead:
        st.markdown(lead_sentence(room.lead, t))
