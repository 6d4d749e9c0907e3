"""Author: questionnaires of one's own. What is being written, what this server offers, and how to begin."""

from __future__ import annotations

import re
from collections.abc import Callable

import streamlit as st

from assess.store import Draft, EntryError, NotFound, Offered
from assess.store.drafts import MOST_DRAFTS
from assess.store.retention import retention_days
from assess.texts import Translator
from assess.web import navigation, owners, session, writing
from assess.web.navigation import DRAFT, Room
from assess.web.plain import plain
from assess.web.resources import store
from assess.web.rooms import author_desk, fields
from assess.web.shelf import book_of, shelf
from assess.yaml_source.starting import copy_of, example, own_id
from assess.yaml_source.text import MOST_BYTES, decoded

BEGUN, TOO_MANY = "author-begun", "author-too-many"
ROW_WIDTH = 640
TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)


def body() -> None:
    """The draft in the address; without one, the drafts and ways to begin."""
    t = session.texts()
    if begun := session.take(BEGUN):
        navigation.go(Room.AUTHOR, **{DRAFT: str(begun)})
    asked = navigation.asked(DRAFT)
    navigation.write(DRAFT, asked)
    if not asked:
        navigation.link(Room.HOME, t("Start page"), ":material/arrow_back:")
        st.title(t("Write a questionnaire"), anchor=False)
    if not owners.door(t):
        return
    if not asked:
        _start(t)
        return
    try:
        page = writing.page_of(asked)
    except NotFound:
        st.error(t("There is no such draft in this browser. Begin a new one."), icon=":material/error:")
        navigation.link(Room.AUTHOR, t("All drafts"), ":material/arrow_back:", **{DRAFT: ""})
        return
    author_desk.body(page, t)


def _start(t: Translator) -> None:
    st.markdown(t("Begin with a questionnaire that is there and change its words, or write the whole as text."))
    if session.take(TOO_MANY):
        st.error(_too_many(t), icon=":material/error:")
    _drafts(t)
    st.header(t("Begin"), anchor=False)
    _copy(t)
    with st.expander(t("With a text of your own"), key="own-text"):
        _own_text(t)
    _own(t)


# --- drafts -------------------------------------------------------------------------------------------------------


def _drafts(t: Translator) -> None:
    drafts = store().drafts(session.device())
    if not drafts:
        return
    st.header(t("Your drafts"), anchor=False)
    with st.container(border=True):
        for draft in drafts:
            _draft(draft, t)
    days = retention_days()
    gone = t("They are removed {n} days after they were saved last.", n=t.number(days)) if days else ""
    st.caption(f"{t('Drafts are kept on this server for this browser alone.')} {gone}")


def _draft(draft: Draft, t: Translator) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"draft-{draft.id}"):
        with st.container(gap=None, width=ROW_WIDTH):
            st.markdown(f"**{plain(title_of(draft.text)) or t('Without a title')}**")
            st.caption(t("saved {date}", date=t.date(draft.saved)))
        navigation.link(Room.AUTHOR, t("Go on"), ":material/edit:", **{DRAFT: draft.id})
        with st.popover(t("Delete"), icon=":material/delete:"):
            st.markdown(t("The draft is deleted for good. What was made available stays."))
            st.button(
                t("Delete for good"), type="primary", key=f"delete-{draft.id}", on_click=_delete, args=(draft.id,)
            )


def title_of(text: str) -> str:
    """The title that a text gives itself, sound or not."""
    found = TITLE.search(text)
    return found[1] if found else ""


def _delete(draft_id: str) -> None:
    store().delete_draft(session.device(), draft_id)


# --- beginning ----------------------------------------------------------------------------------------------------


def _copy(t: Translator) -> None:
    books = shelf()
    chosen = st.selectbox(
        t("Questionnaire to begin with"),
        ["", *books],
        format_func=lambda name: plain(books[name].in_language(t.language).title) if name else t("A short example"),
        help=t("You change a copy, under a name of its own; what you copy stays as it is."),
    )
    if chosen in books:
        st.caption(fields.about(books[chosen], t))
    if st.button(t("Begin"), type="primary", icon=":material/edit_document:"):
        taken = frozenset(books)
        if chosen in books:
            copied = fields.kept(books[chosen].loaded)
            text, translations = copy_of(copied.text, own_id(chosen, taken)), copied.translations
            _begin(lambda: writing.begin(text, translations), t)
        else:
            _begin(lambda: writing.begin(example()), t)


def _own_text(t: Translator) -> None:
    """A file or a pasted text; what cannot be kept is named, what is unsound can be mended in the editor."""
    file = st.file_uploader(t("File (YAML, at most 1 MB)"), type=["yaml", "yml"], key="author-file",
                            max_upload_size=1)  # fmt: skip
    pasted = st.text_area(t("Or paste the text"), key="author-pasted", height=160)
    if not st.button(t("Begin with this text"), icon=":material/upload:"):
        return
    text, problems = decoded(file.read(MOST_BYTES + 1) if file else pasted)
    if text is not None and not text.strip():
        st.error(t("There is no text yet. Choose a file, or paste one."), icon=":material/error:")
    for problem in problems[:5]:
        st.error(plain(problem.told(t)), icon=":material/error:")
    if text and text.strip():
        _begin(lambda: writing.begin(text), t)


def _begin(make: Callable[[], Draft], t: Translator) -> None:
    try:
        made = make()
    except EntryError as error:
        for problem in error.problems:
            st.error(_too_many(t) if problem.path == "drafts" else plain(problem.fault(t)), icon=":material/error:")
        return
    navigation.go(Room.AUTHOR, **{DRAFT: made.id})


def _too_many(t: Translator) -> str:
    return t("{n} drafts are kept at most. Delete one that is done.", n=t.number(MOST_DRAFTS))


# --- what this server offers --------------------------------------------------------------------------------------


def _own(t: Translator) -> None:
    proved = owners.proved()
    offered = store().offered(session.device(), proved=proved)
    retired = store().retired(session.device(), proved=proved)
    if not offered and not retired:
        return
    st.header(t("Available on this server"), anchor=False)
    for each in offered:
        with st.container(border=True, key=f"own-{each.id}"):
            _offered(each, t)
    for each in retired:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(t("Retired: {title}", title=plain(title_of(each.text) or each.id)))
            st.button(t("Bring back"), key=f"bring-back-{each.id}", icon=":material/undo:", on_click=_bring_back,
                      args=(each.id,))  # fmt: skip


def _offered(each: Offered, t: Translator) -> None:
    book = book_of(each)
    st.markdown(f"**{plain(book.in_language(t.language).title if book else title_of(each.text) or each.id)}**")
    since = t("{id}, version {version}, since {date}", id=plain(each.id), version=plain(each.version),
              date=t.date(each.published))  # fmt: skip
    st.caption(f"{since} · {fields.spoken(book.loaded, t)}" if book else since)
    if not each.keeps:
        return
    with st.container(horizontal=True):
        st.button(t("Edit"), key=f"change-{each.id}", icon=":material/edit:", on_click=_change, args=(each,),
                  help=t("Assessments that have begun keep the words that they began with."))  # fmt: skip
        st.button(t("Retire"), key=f"retire-{each.id}", icon=":material/inventory_2:", on_click=_retire,
                  args=(each.id,),
                  help=t("It is offered no more. For seven days it can be brought back."))  # fmt: skip


def _change(offered: Offered) -> None:
    try:
        session.put(BEGUN, writing.begin(offered.text, offered.translations).id)
    except EntryError:  # the text was taken once
        session.put(TOO_MANY, True)


def _retire(name: str) -> None:
    store().retire(session.device(), name, proved=owners.proved())


def _bring_back(name: str) -> None:
    store().offer_again(session.device(), name, proved=owners.proved())
