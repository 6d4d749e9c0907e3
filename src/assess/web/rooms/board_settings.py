"""The board's settings: words, closing, limits, what respondents see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from assess.store import LIMITS, Assessment, EntryError
from assess.texts import Translator
from assess.web import session
from assess.web.privacy import anonymity_words, visible_words
from assess.web.resources import store
from assess.web.rooms import fields
from assess.web.rooms.invite import VISIBLE, end_of


def part(assessment: Assessment, t: Translator) -> None:
    """Close or open, and what may still be changed."""
    _closing(assessment, t)
    settings = assessment.settings
    name, meaning = anonymity_words(settings.anonymity, t)
    st.caption(f"{name}{t.colon} {meaning}")
    with st.form("settings", border=False):
        visible = st.radio(
            t("When they have finished, people see"),
            VISIBLE,
            index=VISIBLE.index(settings.visible),
            format_func=lambda what: visible_words(what, t),
        )
        may_change = st.checkbox(t("They may change answers until you close"), value=settings.may_change)
        intro = st.text_area(t("Words of welcome (optional)"), settings.intro, max_chars=LIMITS["intro"])
        thanks = st.text_area(t("Words of thanks (optional)"), settings.thanks, max_chars=LIMITS["thanks"])
        limit = st.number_input(
            t("Most people who may answer (optional)"),
            min_value=1,
            max_value=100_000,
            value=settings.respondent_limit,
        )
        if not st.form_submit_button(t("Save"), type="primary"):
            return
    changed = replace(
        settings, visible=visible, may_change=may_change, intro=intro, thanks=thanks,
        respondent_limit=limit and int(limit),
    )  # fmt: skip
    try:
        store().update_settings(session.device(), assessment.id, changed)
        st.success(t("Saved."), icon=":material/check:")
    except EntryError as error:
        fields.show_problems(error, t)


def _closing(assessment: Assessment, t: Translator) -> None:
    if assessment.status != "open":
        st.button(t("Open it again"), icon=":material/lock_open:", on_click=_reopen, args=(assessment.id,))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            t("Last day to answer"),
            value=assessment.closes and assessment.closes.date(),
            key="closes",
            format=t.date_pattern,
        )
        st.button(t("Set the day"), on_click=_extend, args=(assessment.id,), disabled=not isinstance(day, date))
        st.button(t("Close now"), icon=":material/lock:", on_click=_close, args=(assessment.id,))


def _close(assessment_id: str) -> None:
    store().close_assessment(session.device(), assessment_id)


def _reopen(assessment_id: str) -> None:
    store().reopen_assessment(session.device(), assessment_id)


def _extend(assessment_id: str) -> None:
    day = session.chosen("closes")
    store().extend_assessment(session.device(), assessment_id, end_of(day) if isinstance(day, date) else None)
