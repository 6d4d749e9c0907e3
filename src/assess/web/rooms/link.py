"""Link: why a link does not lead anywhere now, and what to do."""

from __future__ import annotations

import streamlit as st

from assess.web import navigation, session
from assess.web.links import reasons
from assess.web.navigation import Room


def body() -> None:
    """One friendly page for each way in which a link can fail; it names no assessment."""
    t = session.texts()
    title, remedy = reasons(t).get(navigation.asked(navigation.WHY), reasons(t)["unknown"])
    st.title(title, anchor=False)
    st.markdown(remedy)
    navigation.link(Room.HOME, t("Start page"), ":material/home:")
