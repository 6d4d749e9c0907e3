"""Home: what this is, a sample, how to begin, and the way back to what was begun."""

from __future__ import annotations

import streamlit as st

from assess.charts import screen
from assess.charts.figures import radar
from assess.store import Assessment
from assess.texts import Translator
from assess.web import navigation, session
from assess.web.language_choice import language_choice
from assess.web.navigation import ASSESSMENT, QUESTIONNAIRE, Room
from assess.web.outcome import sample
from assess.web.plain import plain
from assess.web.progress import progress_of
from assess.web.resources import questionnaire_of, store
from assess.web.rooms import door, workshops
from assess.web.rooms.fields import about
from assess.web.shelf import Book, shelf

TITLE_WIDTH = 510
"""Wide enough that each questionnaire's link stands in line with the others; a phone puts it below."""


def body() -> None:
    """The first page."""
    t = session.texts()
    with st.container(horizontal_alignment="right"):
        language_choice(t)
    st.title(t("Where does your company lead?"), anchor=False)
    st.markdown(
        t(
            "Great companies lead in one value discipline and keep parity with competitors in the other two. Answer "
            "a questionnaire, see where the company stands, and read what to do where it lags."
        )
    )
    with st.container(horizontal=True):
        if st.button(t("Start an assessment"), type="primary", icon=":material/play_arrow:"):
            navigation.go(Room.START)
        if st.button(t("Let others answer"), icon=":material/share:"):
            navigation.go(Room.INVITE)
        if st.button(t("Run a workshop"), icon=":material/co_present:"):
            navigation.go(Room.PREPARE)
    door.by_code(t)
    workshops.mine(t)
    _mine(t)
    _sample(t)
    _library(t)
    st.caption(t("The questionnaires are original work, not validated instruments, and self-ratings run optimistic."))


def _mine(t: Translator) -> None:
    mine = [each for each in store().assessments_of(session.device()) if not _is_facilitated(each)]
    deleted = store().assessments_of(session.device(), deleted=True)
    if not mine and not deleted:
        return
    st.header(t("Your assessments"), anchor=False)
    for assessment in mine:
        _one_of_mine(assessment, t)
    for assessment in deleted:
        _one_deleted(assessment, t)


def _is_facilitated(assessment: Assessment) -> bool:
    return assessment.settings.kind == "workshop" and "owner" in assessment.roles


def _one_of_mine(assessment: Assessment, t: Translator) -> None:
    with st.container(border=True, key=f"mine-{assessment.id}"):
        st.markdown(f"**{plain(assessment.company)}**")
        st.caption(_state_of(assessment, t))
        with st.container(horizontal=True, vertical_alignment="center"):
            for room, label, icon in _ways(assessment, t):
                navigation.link(room, label, icon, **{ASSESSMENT: assessment.id})
            if assessment.settings.kind == "self":
                st.button(
                    t("Delete"),
                    key=f"delete-{assessment.id}",
                    icon=":material/delete:",
                    on_click=_delete,
                    args=(assessment.id,),
                )


def _ways(assessment: Assessment, t: Translator) -> list[tuple[Room, str, str]]:
    """Where a device may go in an assessment, by its roles there."""
    if assessment.settings.kind == "workshop" and assessment.me is not None:
        return [(Room.ROOM, t("To the workshop"), ":material/groups:")]
    ways = []
    if assessment.settings.kind == "links" and "owner" in assessment.roles:
        ways.append((Room.BOARD, t("Board"), ":material/dashboard:"))
    if assessment.me is not None and assessment.me.finished is None:
        ways.append((Room.RESPOND, t("Continue"), ":material/play_arrow:"))
    elif assessment.me is not None or "viewer" in assessment.roles:
        ways.append((Room.RESULTS, t("Results"), ":material/radar:"))
    elif "invited" in assessment.roles:
        ways.append((Room.JOIN, t("Begin"), ":material/play_arrow:"))
    return ways


def _state_of(assessment: Assessment, t: Translator) -> str:
    if not assessment.roles & {"owner", "viewer", "participant"}:
        return t("begun {date}", date=t.date(assessment.created))
    if assessment.settings.kind == "workshop" and assessment.me:
        return t("joined {date}", date=t.date(assessment.me.joined))
    book = questionnaire_of(session.device(), assessment, t.language)
    began = t("{title}, begun {date}", title=plain(book.title), date=t.date(assessment.created))
    if assessment.me is None:
        return began
    if assessment.me.finished is not None:
        return f"{began} · {t('finished')}"
    done = progress_of(book, assessment, store().answers_of(session.device(), assessment.id))
    return f"{began} · {t('{done} of {asked} answered', done=t.number(done.given), asked=t.number(done.asked))}"


def _delete(assessment_id: str) -> None:
    store().delete_assessment(session.device(), assessment_id)


def _one_deleted(assessment: Assessment, t: Translator) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("Deleted: {company}", company=plain(assessment.company)))
        st.button(
            t("Bring back"),
            key=f"restore-{assessment.id}",
            icon=":material/undo:",
            on_click=_restore,
            args=(assessment.id,),
        )


def _restore(assessment_id: str) -> None:
    store().restore_assessment(session.device(), assessment_id)


def _sample(t: Translator) -> None:
    figure = radar(sample(t.language), t)
    if figure is None:
        return
    st.header(t("What you will see"), anchor=False)
    st.plotly_chart(
        screen.draw_radar(figure, dark=session.is_dark()),
        config=screen.CONFIG,
        theme=None,
        alt=figure.alt,
        key="sample",
    )
    st.caption(t("A sample: an invented company against two invented competitors, rated by seven people."))


def _library(t: Translator) -> None:
    st.header(t("Questionnaires"), anchor=False)
    with st.container(border=True):
        for book in shelf().values():
            _book(book, t)
    navigation.link(Room.AUTHOR, t("Write your own"), ":material/edit_document:")


def _book(book: Book, t: Translator) -> None:
    name = book.loaded.questionnaire.id
    with st.container(horizontal=True, vertical_alignment="center", key=f"book-{name}"):
        with st.container(gap=None, width=TITLE_WIDTH):
            st.markdown(f"**{plain(book.in_language(t.language).title)}**")
            st.caption(about(book, t))
        navigation.link(Room.START, t("Use this one"), ":material/play_arrow:", **{QUESTIONNAIRE: name})
