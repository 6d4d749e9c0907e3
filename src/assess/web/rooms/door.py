"""Door: into a workshop by the code on the wall."""

from __future__ import annotations

import time

import streamlit as st

from assess.core.errors import AssessError
from assess.store import UnknownLink
from assess.texts import Translator
from assess.web import navigation, session, throttle
from assess.web.failures import words
from assess.web.navigation import ASSESSMENT, Room
from assess.web.resources import store

LONGEST_CODE = 20
"""Eight symbols, and room for blanks and hyphens."""


def by_code(t: Translator) -> None:
    """A field for the code; a right one opens the way in, a wrong one says so and is slowed."""
    with st.form("door", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.text_input(t("Code of a workshop"), max_chars=LONGEST_CODE, placeholder="k7mp 2qrt", width=200)
        knocked = st.form_submit_button(t("Join"), icon=":material/login:")
    if not knocked or not code.strip():
        return
    try:
        found = store().follow_code(session.device(), code)
    except UnknownLink:
        time.sleep(throttle.seconds_after_failure(session.device(), session.address()))
        st.error(t("No workshop has this code now. Read it again from the wall."), icon=":material/error:")
    except AssessError as refusal:
        st.error(words(refusal, t), icon=":material/error:")
    else:
        room = Room.ROOM if found.role == "participant" else Room.JOIN
        navigation.go(room, **{ASSESSMENT: found.assessment_id})
