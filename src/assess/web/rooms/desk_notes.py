"""Desk: notes about a dimension or the whole: write, change, take back."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from assess.store import LIMITS, Note
from assess.web import session
from assess.web.facilitating import Desk, tried
from assess.web.resources import store

REMOVED = "removed-note"
HEIGHT = 90


def notes(desk: Desk, dimension: str | None) -> None:
    """The notes about one dimension (or the whole) and a field for another."""
    t = desk.t
    st.subheader(t("Notes"), anchor=False)
    for note in store().notes(desk.device, desk.id):
        if note.dimension == dimension:
            _one(desk, note)
    _undo(desk)
    with st.form(f"note-{dimension}", border=False, clear_on_submit=True):
        text = st.text_area(t("New note"), max_chars=LIMITS["note"], height=HEIGHT, key=f"new-note-{dimension}")
        sent = st.form_submit_button(t("Add"), icon=":material/add:") and text.strip()
    if sent and tried(lambda: store().add_note(desk.device, desk.id, text, dimension=dimension)):
        st.rerun()


def _one(desk: Desk, note: Note) -> None:
    t = desk.t
    with st.container(horizontal=True, vertical_alignment="center", key=f"note-{note.id}"):
        with st.container(width="stretch"):
            st.text(note.text)
        with st.popover(t("Edit"), icon=":material/edit:", type="tertiary", key=f"edit-{note.id}"):
            text = st.text_area(t("Note"), note.text, max_chars=LIMITS["note"], key=f"text-{note.id}")
            with st.container(horizontal=True):
                st.button(t("Save"), key=f"save-{note.id}", type="primary", on_click=_save,
                          args=(desk.id, replace(note, text=text)))  # fmt: skip
                st.button(t("Delete"), key=f"delete-{note.id}", icon=":material/delete:", on_click=_delete,
                          args=(desk.id, note))  # fmt: skip


def _save(assessment_id: str, note: Note) -> None:
    tried(lambda: store().edit_note(session.device(), assessment_id, note))


def _delete(assessment_id: str, note: Note) -> None:
    if tried(lambda: store().delete_note(session.device(), assessment_id, note.id)):
        session.put(REMOVED, {"of": assessment_id, "text": note.text, "dimension": note.dimension})


def _undo(desk: Desk) -> None:
    """The way back for the note deleted last."""
    gone = session.chosen(REMOVED)
    if isinstance(gone, dict) and gone["of"] == desk.id:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(desk.t("Note deleted."))
            st.button(desk.t("Undo"), icon=":material/undo:", type="tertiary", key="undo-note", on_click=_bring_back)


def _bring_back() -> None:
    gone = session.take(REMOVED)
    if isinstance(gone, dict):
        tried(lambda: store().add_note(session.device(), gone["of"], gone["text"], dimension=gone["dimension"]))
