"""The saved state, told as it is."""

from __future__ import annotations

import streamlit as st

from assess.texts import Translator
from assess.web import saving, session
from assess.web.again import again


def saved_state(assessment_id: str, t: Translator) -> None:
    """Says that all answers are saved, or how many are not; those are tried again, by hand or by itself."""
    waiting = len(session.unsaved(assessment_id))
    if session.take(session.REPLACED):
        st.warning(t("This question was answered on another device meanwhile. The answer from here counts now."))
    if not waiting:
        st.caption(f":material/cloud_done: {t('All answers are saved.')}")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(
            t.plural(
                "{n} answer is not saved: the database cannot be reached. Stay on this page.",
                "{n} answers are not saved: the database cannot be reached. Stay on this page.",
                waiting,
            ),
            icon=":material/cloud_off:",
        )
        st.button(t("Try again"), on_click=saving.try_again, args=(assessment_id,), icon=":material/refresh:")
    again(assessment_id)
