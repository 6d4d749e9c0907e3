"""Desk: before it begins: what the workshop will be, the code to join by, the door, and last time's open actions."""

from __future__ import annotations

import streamlit as st

from assess.exports.invitations import qr_png
from assess.web import addresses, navigation, session
from assess.web.copying import copy_button
from assess.web.facilitating import Desk, mirror, tried
from assess.web.navigation import ASSESSMENT
from assess.web.plain import plain
from assess.web.privacy import anonymity_words
from assess.web.resources import questionnaire_of, store
from assess.web.rooms import desk_actions
from assess.web.rooms.left_out import tell_left_out

QR_WIDTH = 260
MOST_PEOPLE = 2000


def lobby(desk: Desk) -> None:
    """The way in once the room is open; before that what it will be."""
    if desk.room.code:
        way_in(desk)
    else:
        _outline(desk)
    desk_actions.carried_over(desk)


def way_in(desk: Desk) -> None:
    """Code and QR, the projector, the door and how many may come in."""
    t, code = desk.t, desk.room.code
    if code is None:
        return
    with st.container(horizontal=True, gap="large"):
        st.image(qr_png(addresses.of_code(code)), width=QR_WIDTH, alt=t("QR code of the way into the workshop"))
        with st.container(width="content"):
            st.markdown(t("Join at {address} with the code", address=f"**{plain(_host())}**"))
            st.header(addresses.spoken(code), anchor=False)
            copy_button(addresses.of_code(code), t, key="copy-code")
            _projector(desk)
            _door(desk)


def _host() -> str:
    return addresses.base().partition("://")[2]


def _projector(desk: Desk) -> None:
    address = navigation.address("projector", **{ASSESSMENT: desk.id})
    st.link_button(desk.t("Open projector"), address, icon=":material/cast:")


def _door(desk: Desk) -> None:
    t, locked, limit = desk.t, desk.room.locked, desk.assessment.settings.respondent_limit
    key, cap = mirror(f"locked/{desk.id}", locked), mirror(f"cap/{desk.id}", limit)
    st.toggle(t("Let nobody else in"), locked, key=key, on_change=_lock, args=(desk.id, key))
    st.number_input(t("Most people"), 1, MOST_PEOPLE, limit, key=cap, width=QR_WIDTH, placeholder=t("No limit"),
                    on_change=_cap, args=(desk.id, cap))  # fmt: skip


def _lock(assessment_id: str, key: str) -> None:
    locked = session.chosen(key) is True
    tried(lambda: store().lock_room(session.device(), assessment_id, locked))


def _cap(assessment_id: str, key: str) -> None:
    cap = session.chosen(key)
    tried(
        lambda: store().set_cap(session.device(), assessment_id, int(cap) if isinstance(cap, (int, float)) else None)
    )


def _outline(desk: Desk) -> None:
    """What was prepared, in a few lines."""
    t, plan, kept = desk.t, desk.room.plan, desk.assessment
    st.markdown(t("Open the room when people may come in. They join by a code; nothing is asked of them yet."))
    pace = t("together, one after the other") if plan.pace == "together" else t("each at their own pace")
    told = [
        (t("Questionnaire"), plain(desk.book.title)),
        (t("Dimensions"), ", ".join(desk.title_of(each) for each in plan.dimension_ids)),
        (t("Pace"), pace),
        (t("Competitors"), ", ".join(plain(each) for each in kept.competitors)),
        (t("Role groups"), ", ".join(plain(each) for each in kept.settings.role_groups)),
        (t("Anonymity"), " ".join(f"{part}." if place == 0 else part for place, part in
                                  enumerate(anonymity_words(kept.settings.anonymity, t)))),
    ]  # fmt: skip
    for name, text in told:
        if text:
            st.markdown(f"**{name}{t.colon}** {text}")
    tell_left_out(questionnaire_of(desk.device, kept, t.language), desk.book, t, prepared=True)
