"""Room: a hundred points over the three disciplines, and what the room said with them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from assess.charts.sentences import lead_sentence
from assess.core.allocation import ALL_POINTS
from assess.store import NotCollecting, Room
from assess.texts import Translator
from assess.web import session
from assess.web.dividing import divide, held, tell_left
from assess.web.resources import store
from assess.web.saving import forget_too_late, put_too_late
from assess.web.workshop import seen_by


def give_points(device: str, room: Room, t: Translator) -> None:
    """One's own points; they count as soon as they make a hundred."""
    st.markdown(t("Divide 100 points: the more, the more the company should lead there in three years."))
    divide(_key(room), store().points_of(device, room.assessment_id), t, _save, (room,))
    tell_left(_key(room), t)


def _key(room: Room) -> str:
    return f"points/{room.assessment_id}"


def _save(room: Room) -> None:
    points = held(_key(room))
    if sum(points.values()) != ALL_POINTS:
        return
    try:
        store().save_points(session.device(), room.assessment_id, points)
    except NotCollecting:
        put_too_late()
        session.forget_chosen(_key(room))
    else:
        forget_too_late()


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
