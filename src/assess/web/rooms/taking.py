"""What a person does with a result: take files, change answers, take or erase what is theirs, leave."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from assess import paper
from assess.store import Assessment
from assess.texts import Translator
from assess.web import navigation, session
from assess.web.downloads import DOWNLOADS
from assess.web.language_choice import language_choice
from assess.web.navigation import ASSESSMENT, VIEW, Room
from assess.web.outcome import Outcome
from assess.web.plain import plain
from assess.web.resources import store
from assess.web.routes import MY_ANSWERS

REOPENED = "reopened"


def downloads(outcome: Outcome, t: Translator) -> None:
    """The files of this view."""
    st.header(t("Take it away"), anchor=False)
    if unprintable := paper.unprintable(outcome.scorecard):
        st.warning(
            t("No font on this server can print: {characters}. They show as boxes in PDF, PNG and SVG.",
              characters=plain(" ".join(unprintable))),
            icon=":material/font_download_off:",
        )  # fmt: skip
    offered = [each for each in DOWNLOADS if each.offered(outcome)]
    groups = [(name, list(files)) for name, files in groupby(offered, key=lambda each: each.group)]
    titles = {"report": t("Report"), "chart": t("Radar chart"), "rounds": t("Both rounds"), "data": t("Data")}
    for column, (name, files) in zip(st.columns(len(groups)), groups, strict=True):
        with column:
            st.markdown(f"**{titles[name]}**")
            for each in files:
                address = navigation.file(f"{outcome.assessment.id}/{each.name}", **{VIEW: outcome.view})
                st.link_button(each.label(t), address, icon=":material/download:", width="stretch")


def thanks(device: str, assessment_id: str, t: Translator) -> None:
    """What people see who finished and are shown no result."""
    assessment = store().assessment(device, assessment_id)
    with st.container(horizontal_alignment="right"):
        language_choice(t, assessment_id)
    st.title(plain(assessment.company), anchor=False)
    st.markdown(t("Thank you. Your answers are saved."))
    own(assessment, t)


def own(assessment: Assessment, t: Translator) -> None:
    """What somebody who answered may do with their answers."""
    if assessment.settings.thanks:
        st.text(assessment.settings.thanks)
    _change(assessment, t)
    if assessment.settings.kind != "self":
        _yours(assessment, t)


def _change(assessment: Assessment, t: Translator) -> None:
    me = assessment.me
    settings = assessment.settings
    if assessment.status != "open" or me is None or not settings.may_change or settings.kind == "workshop":
        return
    if me.cell_id is not None:
        st.caption(t("Your answers count in a group's result now, so they cannot be changed any more."))
        return
    st.button(t("Change answers"), icon=":material/edit:", on_click=_reopen, args=(assessment.id,), key="reopen")
    if session.take(REOPENED):
        navigation.go(Room.REVIEW, **{ASSESSMENT: assessment.id})


def _reopen(assessment_id: str) -> None:
    store().unfinish(session.device(), assessment_id)
    session.put(REOPENED, True)


def _yours(assessment: Assessment, t: Translator) -> None:
    st.header(t("Your data"), anchor=False)
    with st.container(horizontal=True):
        address = navigation.file(f"{assessment.id}/{MY_ANSWERS}")
        st.link_button(t("Your answers, CSV"), address, icon=":material/download:")
        with st.popover(t("Erase your answers"), icon=":material/delete_forever:"):
            st.markdown(t("All of your answers and comments here are erased for good."))
            if st.button(t("Erase for good"), type="primary", key="erase-own"):
                store().erase_own(session.device(), assessment.id)
                session.forget_all()
                navigation.go(Room.HOME)
        leave(assessment, t)


def leave(assessment: Assessment, t: Translator) -> None:
    """Ends the session on a device that others use too."""
    with st.popover(t("This device is shared"), icon=":material/logout:"):
        st.markdown(t("Your session ends on this device. Answers that you gave stay; nothing leads back to them."))
        if st.button(t("End my session"), type="primary", key="leave"):
            store().leave(session.device(), assessment.id)
            session.forget_all()
            navigation.go(Room.HOME)
