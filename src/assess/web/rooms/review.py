"""Review: what is answered and what is open, dimension by dimension, before finishing."""

from __future__ import annotations

import streamlit as st

from assess.core.disclosure import COMPLETE
from assess.core.questionnaire import Dimension
from assess.web import navigation, session
from assess.web.asking import Sheet
from assess.web.navigation import ASSESSMENT, DIMENSION, Room
from assess.web.plain import plain
from assess.web.progress import completeness, progress_in, progress_of
from assess.web.resources import store
from assess.web.rooms import elsewhere
from assess.web.rooms.respond import sheet_of
from assess.web.unsaved import saved_state


def body() -> None:
    """All dimensions with their open questions, and the way to finish."""
    sheet = sheet_of(session.texts())
    if sheet.is_finished:
        navigation.go(Room.RESULTS, **{ASSESSMENT: sheet.assessment.id})
    t, open_ones = sheet.t, progress_of(sheet.book, sheet.assessment, sheet.answers).open
    st.title(t("Review your answers"), anchor=False)
    if open_ones:
        st.markdown(
            t.plural("{n} question is open.", "{n} questions are open.", open_ones)
            + " "
            + t("You can finish without them: what is missing counts as missing, never as zero.")
        )
    else:
        st.markdown(t("Every question has an answer."))
    elsewhere.another_code(sheet.assessment.id, t)
    for dimension in sheet.book.dimensions:
        _dimension(sheet, dimension)
    saved_state(sheet.assessment.id, t)
    st.button(
        t("Finish and see the results"),
        type="primary",
        icon=":material/check:",
        on_click=_finish,
        args=(sheet.assessment.id,),
        disabled=bool(session.unsaved(sheet.assessment.id)),
    )


def _dimension(sheet: Sheet, dimension: Dimension) -> None:
    t, done = sheet.t, progress_in(dimension, sheet.assessment, sheet.answers, sheet.hidden)
    icon = ":material/check_circle:" if not done.open else ":material/radio_button_unchecked:"
    state = t.plural("{n} open", "{n} open", done.open) if done.open else t("complete")
    if all(item.id in sheet.hidden for item in dimension.items):
        icon, state = ":material/remove_circle_outline:", t("nothing is asked here")
    navigation.link(
        Room.RESPOND,
        f"{plain(dimension.title)} · {state}",
        icon,
        **{ASSESSMENT: sheet.assessment.id, DIMENSION: dimension.id},
    )


def _finish(assessment_id: str) -> None:
    sheet = sheet_of(session.texts())
    share = completeness(sheet.book, sheet.assessment, sheet.answers)
    store().finish(session.device(), assessment_id, complete=share >= COMPLETE)
