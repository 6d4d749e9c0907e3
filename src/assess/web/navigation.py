"""The rooms of the app and the ways between them."""

from __future__ import annotations

from base64 import b64encode
from enum import StrEnum
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import Page

from assess.texts import Translator
from assess.web import session
from assess.web.language import ASSESSMENT as ASSESSMENT
from assess.web.language import LANG

DIMENSION, DRAFT, QUESTIONNAIRE, VIEW, WHY = "d", "draft", "q", "v", "why"
"""Query parameters beside ASSESSMENT and LANG; none of them is secret."""


class Room(StrEnum):
    """A page, by its path."""

    HOME = "home"
    START = "start"
    RESPOND = "respond"
    REVIEW = "review"
    RESULTS = "results"
    INVITE = "invite"
    BOARD = "board"
    JOIN = "join"
    LINK = "link"
    ROOM = "room"
    PREPARE = "prepare"
    DESK = "desk"
    PROJECTOR = "projector"
    AUTHOR = "author"
    PREVIEW = "preview"


ICON = "data:image/png;base64," + b64encode(Path(__file__).with_name("icon.png").read_bytes()).decode()
"""Of the browser's tab; in the page itself: a file of Streamlit's is gone for moments when sessions come and go."""
WIDE = frozenset({Room.DESK, Room.PROJECTOR, Room.AUTHOR})
"""Pages that use the whole width of the window."""


def page(room: Room, t: Translator | None = None) -> Page:
    """A room as Streamlit's page; its title stands in the browser's tab."""
    t = t or session.texts()
    titles = {
        Room.HOME: t("Value discipline assessment"),
        Room.START: t("Start an assessment"),
        Room.RESPOND: t("Answer"),
        Room.REVIEW: t("Review your answers"),
        Room.RESULTS: t("Results"),
        Room.INVITE: t("Let others answer"),
        Room.BOARD: t("Board"),
        Room.JOIN: t("Welcome"),
        Room.LINK: t("Link"),
        Room.ROOM: t("Workshop"),
        Room.PREPARE: t("Run a workshop"),
        Room.DESK: t("Desk"),
        Room.PROJECTOR: t("Workshop"),
        Room.AUTHOR: t("Write a questionnaire"),
        Room.PREVIEW: t("Preview"),
    }
    return st.Page(
        _BODIES[room],
        title=titles[room],
        url_path="" if room is Room.HOME else room.value,
        default=room is Room.HOME,
    )


def go(room: Room, **query: str) -> NoReturn:
    """Leaves this page for another."""
    st.switch_page(page(room), query_params={**query, **session.carried()})


def link(room: Room, label: str, icon: str, **query: str) -> None:
    """A link to another page."""
    st.page_link(page(room), label=label, icon=icon, query_params={**query, **session.carried()})


def write(name: str, value: str) -> None:
    """Has the address say what the page was asked for: Streamlit's link from a page to itself leaves it as it was.

    Else the next click there would bring back what was shown before. An empty value that a link carried goes.
    """
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def address(path: str, **query: str) -> str:
    """The address of another page, to open it in a window of its own."""
    return f"./{path}?{urlencode({**query, **session.carried()})}"


def file(path: str, **query: str) -> str:
    """The address of a file to take away, in the language of this page."""
    return f"./download/{path}?{urlencode({**query, LANG: session.texts().language})}"


def asked(name: str) -> str:
    """A query parameter of the page's address, empty where it is not given."""
    return str(st.query_params.get(name, ""))


# Pages link to each other, so each is brought in when it is shown.


def _home() -> None:
    from assess.web.rooms import home

    home.body()


def _start() -> None:
    from assess.web.rooms import start

    start.body()


def _respond() -> None:
    from assess.web.rooms import respond

    respond.body()


def _review() -> None:
    from assess.web.rooms import review

    review.body()


def _results() -> None:
    from assess.web.rooms import results

    results.body()


def _invite() -> None:
    from assess.web.rooms import invite

    invite.body()


def _board() -> None:
    from assess.web.rooms import board

    board.body()


def _join() -> None:
    from assess.web.rooms import join

    join.body()


def _link() -> None:
    from assess.web.rooms import link

    link.body()


def _room() -> None:
    from assess.web.rooms import room

    room.body()


def _prepare() -> None:
    from assess.web.rooms import prepare

    prepare.body()


def _desk() -> None:
    from assess.web.rooms import desk

    desk.body()


def _projector() -> None:
    from assess.web.rooms import projector

    projector.body()


def _author() -> None:
    from assess.web.rooms import author

    author.body()


def _preview() -> None:
    from assess.web.rooms import file_preview

    file_preview.body()


_BODIES = {
    Room.HOME: _home,
    Room.START: _start,
    Room.RESPOND: _respond,
    Room.REVIEW: _review,
    Room.RESULTS: _results,
    Room.INVITE: _invite,
    Room.BOARD: _board,
    Room.JOIN: _join,
    Room.LINK: _link,
    Room.ROOM: _room,
    Room.PREPARE: _prepare,
    Room.DESK: _desk,
    Room.PROJECTOR: _projector,
    Room.AUTHOR: _author,
    Room.PREVIEW: _preview,
}
