"""One's own workshops: where each stands, and the way to its desk."""

from __future__ import annotations

import streamlit as st

from assess.store import ListedWorkshop
from assess.texts import Translator
from assess.web import navigation, session
from assess.web.facilitating import stage_name
from assess.web.navigation import ASSESSMENT, Room
from assess.web.plain import plain
from assess.web.resources import store

ROW_WIDTH = 540
SHORT_LIST = 4
"""So many are listed at once; the earlier ones are unfolded."""


def mine(t: Translator) -> None:
    """The workshops that this browser facilitates, newest first; nothing where there is none."""
    listed = store().workshops_of(session.device())
    if not listed:
        return
    st.header(t("Your workshops"), anchor=False)
    with st.container(border=True):
        for each in listed[:SHORT_LIST]:
            _row(each, t)
        if listed[SHORT_LIST:]:
            with st.expander(t("Earlier ones"), key="earlier-workshops"):
                for each in listed[SHORT_LIST:]:
                    _row(each, t)


def _row(each: ListedWorkshop, t: Translator) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"workshop-{each.assessment.id}"):
        with st.container(gap=None, width=ROW_WIDTH):
            st.markdown(f"**{plain(each.title)}**")
            st.caption(f"{plain(each.assessment.company)} · {state_words(each, t)}")
        navigation.link(Room.DESK, t("Desk"), ":material/co_present:", **{ASSESSMENT: each.assessment.id})


def state_words(each: ListedWorkshop, t: Translator) -> str:
    """Where a workshop stands: ended, open at a stage, or made and not yet opened."""
    if each.ended is not None:
        return t("ended {date}", date=t.date(each.ended))
    if each.opened is not None:
        return t("open: {stage}", stage=stage_name(each.stage, t))
    return t("made {date}", date=t.date(each.assessment.created))
