"""Board: an owner's view of an assessment by links: how far people are, links, settings, data."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from assess.core.questionnaire import Questionnaire
from assess.store import Assessment, Board, NotAllowed, Progress
from assess.texts import Translator
from assess.web import navigation, session
from assess.web.navigation import ASSESSMENT, Room
from assess.web.plain import plain
from assess.web.resources import questionnaire_of, store
from assess.web.rooms import board_data, board_links, board_settings

REFRESH_SECONDS = 3
COUNT_WIDTH = 160
"""In pixels: two counts stand beside each other on a phone."""


def body() -> None:
    """The board of the assessment in the address."""
    t = session.texts()
    assessment = store().assessment(session.device(), navigation.asked(ASSESSMENT))
    if "owner" not in assessment.roles:
        raise NotAllowed("The board is its owner's. Open it by the owner link.")
    if assessment.settings.kind == "workshop":
        navigation.go(Room.DESK, **{ASSESSMENT: assessment.id})
    navigation.link(Room.HOME, t("Start page"), ":material/arrow_back:")
    st.title(plain(assessment.company), anchor=False)
    st.caption(_state(assessment, t))
    navigation.link(Room.RESULTS, t("Results of the group"), ":material/radar:", **{ASSESSMENT: assessment.id})
    parts: dict[str, Callable[[Assessment, Translator], None]] = {
        t("Progress"): _progress,
        t("Links"): board_links.part,
        t("Settings"): board_settings.part,
        t("Data"): board_data.part,
    }
    for tab, part in zip(st.tabs(list(parts), key="board", on_change="rerun"), parts.values(), strict=True):
        if tab.open:
            with tab:
                part(assessment, t)


def _state(assessment: Assessment, t: Translator) -> str:
    if assessment.status != "open":
        return t("Closed: no more answers are taken.")
    if assessment.closes is not None:
        return t("Open until {date}.", date=t.date(assessment.closes))
    return t("Open.")


def _progress(assessment: Assessment, t: Translator) -> None:
    st.fragment(run_every=REFRESH_SECONDS)(_counts)(
        assessment.id, questionnaire_of(session.device(), assessment, t.language), t
    )


def _counts(assessment_id: str, book: Questionnaire, t: Translator) -> None:
    """The live counts; only this part of the page is asked for again."""
    place_of = {item.id: book.dimension_of[item.id].title for item in book.items}
    board = store().board(session.device(), assessment_id, place_of=place_of)
    if not board.total.invited and not board.total.started:
        st.markdown(t("Nobody is invited yet. Make a link in the next tab and send it."))
        return
    with st.container(horizontal=True):
        for name, count in _named(board.total, t):
            st.metric(name, t.number(count), border=True, width=COUNT_WIDTH)
    if len(board.groups) > 1:
        st.table(_groups(board, t), border="horizontal")
    if board.minutes is not None:
        st.markdown(t.plural("Half of the people took {n} minute or less.", "Half of the people took {n} minutes or "
                             "less.", round(board.minutes)))  # fmt: skip
    if board.total.waiting:
        st.markdown(_waiting(board.total.waiting, t))
    if board.stops:
        st.markdown(f"**{t('Where people are who have not finished')}**")
        st.markdown("\n".join(f"- {_stop(place, people, t)}" for place, people in board.stops.items()))


def _named(progress: Progress, t: Translator) -> list[tuple[str, int]]:
    return [
        (t("Invited"), progress.invited),
        (t("Opened"), progress.opened),
        (t("Started"), progress.started),
        (t("Finished"), progress.finished),
    ]


def _groups(board: Board, t: Translator) -> pd.DataFrame:
    rows = [
        {t("Role group"): plain(group) or t("None, or not yet")} | {n: t.number(c) for n, c in _named(progress, t)}
        for group, progress in board.groups.items()
    ]
    return pd.DataFrame(rows).set_index(t("Role group"))


def _waiting(waiting: int, t: Translator) -> str:
    return t.plural(
        "{n} person has finished and is not in the results yet: they show once a group is complete.",
        "{n} people have finished and are not in the results yet: they show once a group is complete.",
        waiting,
    )


def _stop(place: str, people: int, t: Translator) -> str:
    words = t.plural("{n} person", "{n} people", people)
    return f"{plain(place) if place else t('Nothing answered yet')}{t.colon} {words}"
