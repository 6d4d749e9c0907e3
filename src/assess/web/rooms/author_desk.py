"""Author: one draft. Its words in fields or as text on one side, how it will look on the other."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from assess.texts import Translator, language_name
from assess.web import navigation, session, writing
from assess.web.again import again
from assess.web.editor import editor
from assess.web.language_choice import language_choice
from assess.web.navigation import DRAFT, QUESTIONNAIRE, Room
from assess.web.plain import plain
from assess.web.rooms import author_languages, author_words, fields
from assess.web.rooms.preview import preview
from assess.web.writing import Page

Way = Literal["words", "text", "languages"]
WAY = "author-way"


def body(page: Page, t: Translator) -> None:
    """The draft, its preview, and what can be done with it."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        navigation.link(Room.AUTHOR, t("All drafts"), ":material/arrow_back:", **{DRAFT: ""})
        language_choice(t)
    shown = page.last_sound
    st.title(plain(shown.questionnaire.title) if shown else t("Write a questionnaire"), anchor=False)
    writes, looks = st.columns(2, gap="large")
    with writes:
        _write(page, t)
        _take(page, t)
    with looks:
        _look(page, t)


# --- writing ------------------------------------------------------------------------------------------------------


def _write(page: Page, t: Translator) -> None:
    ways: dict[Way, str] = {"words": t("Words in fields"), "text": t("The whole as text"),
                           "languages": t("Other languages")}  # fmt: skip
    way = st.radio(t("Write"), list(ways), format_func=ways.__getitem__, horizontal=True, key=WAY,
                   label_visibility="collapsed")  # fmt: skip
    if refused := session.take(f"{writing.REFUSED}-{page.draft.id}"):
        st.error(writing.refusal_words(refused, t), icon=":material/error:")
    if way != "text" or not page.is_kept:  # while one types, the editor knows better
        _saved(page, t)
    if way == "text":
        editor(
            page.text, page.marks(t), t, key=f"editor-{page.draft.id}", status=writing.status_words(page, t),
            saved=t("The draft is saved.") if page.is_kept else t("Not saved yet"),
            on_text=lambda text: writing.write(page.draft.id, text),
        )  # fmt: skip
    elif way == "languages":
        author_languages.body(page, t)
    elif page.loaded:
        author_words.fields(page, page.loaded.questionnaire, t)
    else:
        st.warning(t.plural("The text has {n} problem. Mend it there first.",
                            "The text has {n} problems. Mend them there first.", len(page.problems)),
                   icon=":material/warning:")  # fmt: skip
        st.button(t("Show the text"), icon=":material/code:", on_click=session.put, args=(WAY, "text"))


def _saved(page: Page, t: Translator) -> None:
    if page.is_kept:
        st.caption(f":material/cloud_done: {t('The draft is saved.')}")
        return
    if not page.can_be_kept:
        st.warning(t("Not saved: the text holds characters that cannot be kept, or is too long. Mend it."),
                   icon=":material/cloud_off:")  # fmt: skip
        return
    st.warning(t("Not saved: the database cannot be reached. Stay on this page."), icon=":material/cloud_off:")
    again("")


# --- looking ------------------------------------------------------------------------------------------------------


def _look(page: Page, t: Translator) -> None:
    shown = page.last_sound
    if shown is None:
        st.markdown(t("The preview shows once the text has no problem."))
        return
    if page.loaded is None:
        st.warning(t("As it was before the problems."), icon=":material/history:")
    preview(shown, t)


# --- taking it away, making it available --------------------------------------------------------------------------


def _take(page: Page, t: Translator) -> None:
    name = page.loaded.questionnaire.id if page.loaded else "questionnaire"
    with st.container(horizontal=True):
        st.button(t("Make it available"), type="primary", icon=":material/publish:", disabled=page.loaded is None,
                  on_click=writing.offer, args=(page.draft.id,),
                  help=t("For assessments and workshops on this server."))  # fmt: skip
        st.download_button(t("Download"), page.text, file_name=f"{name}.yaml", mime="application/yaml",
                           icon=":material/download:", on_click="ignore")  # fmt: skip
    if page.loaded and page.translations:
        st.caption(t("Languages: {languages}", languages=fields.spoken(page.loaded, t)))
    if page.unsound:
        names = ", ".join(plain(language_name(each)) for each in page.unsound)
        st.warning(t("Left out until it is mended: {languages}.", languages=names), icon=":material/warning:")
    _outcome(page, t)


def _outcome(page: Page, t: Translator) -> None:
    """What has become of making it available, and the way on."""
    found = writing.outcome_of(page.draft.id)
    if found is None:
        return
    if found.is_offered:
        _ways_on(found.id, found.version, t)
    elif found.free_version:
        st.warning(t("Version {version} is in use with other words. Assessments that began with it keep them.",
                     version=plain(found.version)), icon=":material/warning:")  # fmt: skip
        st.button(t("Make it available as version {version}", version=plain(found.free_version)), key="raise",
                  on_click=writing.offer_as, args=(page.draft.id, ("version",), found.free_version))  # fmt: skip
    else:
        st.warning(t("Another questionnaire has the id {id}.", id=plain(found.id)), icon=":material/warning:")
        st.button(t("Make it available as {id}", id=plain(found.free_id)), key="rename",
                  on_click=writing.offer_as, args=(page.draft.id, ("id",), found.free_id))  # fmt: skip


def _ways_on(name: str, version: str, t: Translator) -> None:
    st.success(t("Version {version} is available.", version=plain(version)), icon=":material/check_circle:")
    with st.container(horizontal=True):
        for room, label, icon in (
            (Room.START, t("Start an assessment"), ":material/play_arrow:"),
            (Room.INVITE, t("Let others answer"), ":material/share:"),
            (Room.PREPARE, t("Run a workshop"), ":material/co_present:"),
        ):
            navigation.link(room, label, icon, **{QUESTIONNAIRE: name})
