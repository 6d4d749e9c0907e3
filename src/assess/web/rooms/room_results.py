"""Room: what the room has found out, on a phone."""

from __future__ import annotations

import streamlit as st

from assess.charts import screen
from assess.charts.figures import radar
from assess.charts.sentences import profile_sentence
from assess.store import Assessment, Room
from assess.texts import Translator
from assess.web import navigation, session
from assess.web.navigation import ASSESSMENT
from assess.web.plain import plain
from assess.web.resources import store
from assess.web.rooms import taking
from assess.web.workshop import seen_by


def result(device: str, room: Room, t: Translator) -> None:
    """The profile and the radar, as they stand on the wall."""
    seen = seen_by(device, room, t.language)
    if seen is None:
        st.markdown(t("Look up: the picture is on the wall."))
        return
    st.markdown(f"**{plain(profile_sentence(seen.card, t))}**")
    figure = radar(seen.card, t) if seen.card.raters else None
    if figure is not None:
        st.plotly_chart(
            screen.draw_radar(figure, session.is_dark()), config=screen.CONFIG, theme=None, alt=figure.alt, key="room"
        )
    st.caption(t.plural("{n} rater", "{n} raters", seen.card.raters))


def actions(device: str, room: Room, t: Translator) -> None:
    """What was agreed: what, who, until when."""
    agreed = store().actions(device, room.assessment_id)
    if not agreed:
        st.markdown(t("Nothing is written down yet."))
    for each in agreed:
        with st.container(border=True, key=f"action-{each.id}"):
            st.text(each.text)
            due = t("until {date}", date=t.date(each.due)) if each.due else ""
            if told := " · ".join(part for part in (plain(each.owner), due) if part):
                st.caption(told)


def after(device: str, room: Room, assessment: Assessment, t: Translator) -> None:
    """The workshop is over: what stays to be read, and one's own data."""
    st.markdown(t("The workshop is over. This page keeps what was found out and agreed."))
    result(device, room, t)
    if store().actions(device, room.assessment_id):
        st.header(t("What we will do"), anchor=False)
        actions(device, room, t)
    if assessment.settings.visible == "group" and assessment.me and assessment.me.finished:
        navigation.link(navigation.Room.RESULTS, t("All results"), ":material/radar:", **{ASSESSMENT: assessment.id})
    if assessment.me:
        taking.own(assessment, t)
