"""Respond: one dimension a page, saved answer by answer."""

from __future__ import annotations

import streamlit as st

from assess.core.questionnaire import Dimension
from assess.texts import Translator
from assess.web import navigation, session
from assess.web.asking import Sheet, ask_all
from assess.web.language_choice import language_choice
from assess.web.navigation import ASSESSMENT, DIMENSION, Room
from assess.web.plain import plain
from assess.web.progress import first_open, progress_of
from assess.web.resources import book_of, questionnaire_of, store
from assess.web.rooms import elsewhere
from assess.web.unsaved import saved_state


def sheet_of(t: Translator) -> Sheet:
    """The sheet of the assessment in the page's address; raises what the store refuses."""
    device = session.device()
    assessment = store().assessment(device, navigation.asked(ASSESSMENT))
    return Sheet(
        assessment, questionnaire_of(device, assessment, t.language), store().answers_of(device, assessment.id), t
    )


def body() -> None:
    """The questions of the dimension in the address, or of the first that has an open one."""
    sheet = sheet_of(session.texts())
    if sheet.assessment.settings.kind == "workshop":
        navigation.go(Room.ROOM, **{ASSESSMENT: sheet.assessment.id})
    if sheet.is_finished:
        navigation.go(Room.RESULTS, **{ASSESSMENT: sheet.assessment.id})
    dimension = _dimension(sheet)
    _head(sheet, dimension)
    elsewhere.new_code(sheet.assessment.id, sheet.t)
    ask_all(sheet, dimension)
    _foot(sheet, dimension)


def _dimension(sheet: Sheet) -> Dimension:
    asked = navigation.asked(DIMENSION)
    found = next((each for each in sheet.book.dimensions if each.id == asked), None)
    if found is None:
        found = first_open(sheet.book, sheet.assessment, sheet.answers) or sheet.book.dimensions[0]
        st.query_params[DIMENSION] = found.id
    return found


def _head(sheet: Sheet, dimension: Dimension) -> None:
    t, place = sheet.t, sheet.book.dimensions.index(dimension) + 1
    done = progress_of(sheet.book, sheet.assessment, sheet.answers)
    st.progress(
        done.share, text=t("{done} of {asked} answered", done=t.number(done.given), asked=t.number(done.asked))
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            f"{plain(sheet.assessment.company)} · {t.discipline(dimension.discipline)} · "
            + t("{place} of {count}", place=t.number(place), count=t.number(len(sheet.book.dimensions)))
        )
        language_choice(t, sheet.assessment.id, book_of(session.device(), sheet.assessment))
    st.title(plain(dimension.title), anchor=False)


def _foot(sheet: Sheet, dimension: Dimension) -> None:
    t, order = sheet.t, sheet.book.dimensions
    place = order.index(dimension)
    with st.bottom:
        saved_state(sheet.assessment.id, t)
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            if st.button(t("Back"), icon=":material/arrow_back:", disabled=place == 0):
                _turn_to(sheet, order[place - 1])
            if st.button(t("Overview"), icon=":material/checklist:"):
                navigation.go(Room.REVIEW, **{ASSESSMENT: sheet.assessment.id})
            last = place == len(order) - 1
            if st.button(t("Review") if last else t("Next"), type="primary", icon=":material/arrow_forward:"):
                if last:
                    navigation.go(Room.REVIEW, **{ASSESSMENT: sheet.assessment.id})
                _turn_to(sheet, order[place + 1])


def _turn_to(sheet: Sheet, dimension: Dimension) -> None:
    navigation.go(Room.RESPOND, **{ASSESSMENT: sheet.assessment.id, DIMENSION: dimension.id})
