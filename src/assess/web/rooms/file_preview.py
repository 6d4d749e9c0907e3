"""The preview of a file on this machine, for `assess preview FILE`; the page follows the file as it changes.

The file is named by whoever started the server, never by an address.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import streamlit as st

from assess.texts import Translator
from assess.web import navigation, session
from assess.web.language_choice import language_choice
from assess.web.navigation import Room
from assess.web.plain import plain
from assess.web.rooms.preview import preview
from assess.yaml_source import check_file

VARIABLE = "ASSESS_PREVIEW"
SECONDS = 1.0
SEEN = "preview-seen"


def body() -> None:
    """The questionnaire in the file, or what is wrong with it."""
    t = session.texts()
    file = os.environ.get(VARIABLE, "")
    if not file:
        st.markdown(t("There is nothing to preview here. Start it with assess preview and the name of a file."))
        navigation.link(Room.HOME, t("Start page"), ":material/arrow_back:")
        return
    session.put(SEEN, _stamp(file))
    with st.container(horizontal_alignment="right"):
        language_choice(t)
    _show(file, t)
    _follow(file)


def _show(file: str, t: Translator) -> None:
    loaded, problems = check_file(file)
    if loaded is None:
        st.title(t("Preview"), anchor=False)
        st.markdown(t("The file has problems. The page shows it once they are mended and the file is saved."))
        for problem in problems:
            st.error(plain(replace(problem, file=Path(file).name).told(t)), icon=":material/error:")
        return
    st.title(plain(loaded.questionnaire.title), anchor=False)
    st.caption(t("{id}, version {version}", id=plain(loaded.questionnaire.id),
                 version=plain(loaded.questionnaire.version)))  # fmt: skip
    preview(loaded, t)


@st.fragment(run_every=SECONDS)
def _follow(file: str) -> None:
    """Runs the page again once the file is another."""
    if _stamp(file) != session.chosen(SEEN):
        st.rerun()


def _stamp(file: str) -> tuple[int, int]:
    """When the file was written last and how long it is; zeros where there is none now."""
    try:
        found = Path(file).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
