"""Desk: who is here, by name or by number, and letting a second facilitator in."""

from __future__ import annotations

import streamlit as st

from assess.exports.invitations import qr_png
from assess.store import Person
from assess.texts import Translator
from assess.web import addresses, session
from assess.web.copying import copy_button
from assess.web.facilitating import Desk, tried
from assess.web.plain import plain
from assess.web.resources import store

QR_WIDTH = 200


def menu(desk: Desk) -> None:
    """The people in the room, asked for when the list is opened."""
    t = desk.t
    if desk.room.opened is None:
        return
    opened = st.popover(t("People"), icon=":material/groups:", key="people", on_change="rerun")
    if opened.open:
        with opened:
            _people(desk)


def _people(desk: Desk) -> None:
    t = desk.t
    if desk.assessment.settings.protected:
        joined = store().room_progress(desk.device, desk.id).joined
        st.markdown(t.plural("{n} person is here.", "{n} people are here.", joined))
        st.caption(t("Nobody is shown by name here: people were told so."))
        _silent(desk)
        return
    people = store().people(desk.device, desk.id)
    if not people:
        st.markdown(t("Nobody is here yet."))
    for place, person in enumerate(people, start=1):
        with st.container(horizontal=True, vertical_alignment="center", key=f"person-{person.id}"):
            st.markdown(_named(person, place, t), width="stretch")
            with st.popover(t("Remove"), type="tertiary", icon=":material/person_remove:", key=f"remove-{person.id}"):
                st.markdown(t("This person leaves the room, and their answers are erased for good."))
                st.button(t("Remove for good"), key=f"erase-{person.id}", type="primary", on_click=_remove,
                          args=(desk.id, person.id))  # fmt: skip


def _silent(desk: Desk) -> None:
    """The way to empty a room of those who only joined, where nobody can be told apart."""
    t = desk.t
    with st.popover(t("Remove who has answered nothing"), type="tertiary", icon=":material/group_remove:"):
        st.markdown(t("Everybody who joined and has answered nothing leaves the room. They may join again."))
        st.button(t("Remove"), key="remove-silent", type="primary", on_click=_remove_silent, args=(desk.id,))


def _remove_silent(assessment_id: str) -> None:
    tried(lambda: store().remove_silent(session.device(), assessment_id))


def _named(person: Person, place: int, t: Translator) -> str:
    name = plain(person.name or t("Person {n}", n=t.number(place)))
    return f"{name} · {plain(person.role_group)}" if person.role_group else name


def _remove(assessment_id: str, person: str) -> None:
    tried(lambda: store().erase_person(session.device(), assessment_id, person))


def second_facilitator(desk: Desk) -> None:
    """An owner link for somebody who helps; its address is shown now and never again."""
    t = desk.t
    st.markdown(f"**{t('Second facilitator')}**")
    st.caption(t("Whoever has the link runs the workshop with you, on any device."))
    if st.button(t("Make a link"), icon=":material/add_link:", key="second"):
        (made,) = store().add_links(desk.device, desk.id, "owner", [t("Second facilitator")])
        url = addresses.of_token(made.token)
        st.code(url, language=None, wrap_lines=True)
        copy_button(url, t, key="copy-second")
        st.image(qr_png(url), width=QR_WIDTH, alt=t("QR code of the link"))
        st.caption(t("Shown only this once."))
