"""Join: what an invited person is told before they answer, and the way in."""

from __future__ import annotations

import time
from typing import NoReturn

import streamlit as st

from assess.store import LIMITS, EntryError, Invitation, WrongCode, WrongPin
from assess.texts import Translator
from assess.web import navigation, session, throttle
from assess.web.language_choice import language_choice
from assess.web.navigation import ASSESSMENT, Room
from assess.web.plain import plain
from assess.web.privacy import notice
from assess.web.resources import library, library_in, store
from assess.web.rooms import elsewhere, fields

PIN_LENGTH = 12


def body() -> None:
    """The welcome, the privacy notice, and what is asked before the first question."""
    t = session.texts()
    device = session.device()
    invitation = store().invitation(device, navigation.asked(ASSESSMENT))
    if invitation.state == "begun":
        _enter(invitation)
    with st.container(horizontal_alignment="right"):
        language_choice(t, asked=library().get(invitation.questionnaire_id))
    st.title(plain(invitation.company), anchor=False)
    _welcome(invitation, t)
    st.subheader(t("Before you answer"), anchor=False)
    st.markdown("\n".join(f"- {sentence}" for sentence in notice(invitation, t)))
    _way_in(invitation, t)


def _welcome(invitation: Invitation, t: Translator) -> None:
    if book := library_in(t.language).get(invitation.questionnaire_id):
        st.caption(f"{plain(book.title)} · {fields.facts(book, t)}")
    if invitation.settings.intro:
        st.text(invitation.settings.intro)
    if invitation.state == "resumes" and not invitation.needs_code:
        st.info(t("You have begun on another device. Go on here with the answers that you gave there."))


def _way_in(invitation: Invitation, t: Translator) -> None:
    anew = invitation.state == "resumes" and invitation.needs_code and elsewhere.begins_anew(t)
    resumes = invitation.state == "resumes" and not anew
    with st.form("join", border=False):
        name = _name(invitation, t)
        role_group = None if resumes else _role_group(invitation, t)
        code = elsewhere.code_field(t) if resumes and invitation.needs_code else None
        pin = st.text_input(t("PIN"), max_chars=PIN_LENGTH, type="password") if invitation.needs_pin else None
        words = t("Go on") if resumes else t("Begin")
        if not st.form_submit_button(words, type="primary", icon=":material/arrow_forward:"):
            return
    try:
        store().begin(
            session.device(), invitation.assessment_id, language=t.language, pin=pin, name=name,
            role_group=role_group, code=code, anew=anew,
        )  # fmt: skip
    except WrongPin as wrong:
        _slow(wrong)
        st.error(t("This is not the PIN. Ask whoever sent you the link for it."), icon=":material/error:")
    except WrongCode as wrong:
        _slow(wrong)
        st.error(t("This is not the code of your answers."), icon=":material/error:")
    except EntryError as error:
        fields.show_problems(error, t)
    else:
        if not resumes and invitation.needs_code:
            elsewhere.keep_new_code(invitation.assessment_id)
        _enter(invitation)


def _enter(invitation: Invitation) -> NoReturn:
    room = Room.ROOM if invitation.settings.kind == "workshop" else Room.RESPOND
    navigation.go(room, **{ASSESSMENT: invitation.assessment_id})


def _name(invitation: Invitation, t: Translator) -> str | None:
    if invitation.settings.anonymity != "named" or invitation.state == "resumes":
        return None
    return st.text_input(t("Your name (optional)"), max_chars=LIMITS["name"]).strip() or None


def _role_group(invitation: Invitation, t: Translator) -> str | None:
    groups = invitation.settings.role_groups
    if not groups or invitation.role_group:
        return None
    return st.selectbox(t("Your role group (optional)"), groups, index=None, placeholder=t("None"))


def _slow(wrong: WrongPin | WrongCode) -> None:
    """Holds the answer to a wrong PIN or code the longer, the more of them came; the right one is never held."""
    time.sleep(min(throttle.LONGEST_SECONDS, throttle.seconds_after_failure(session.device(), session.address())
                   + wrong.of_link // throttle.WRONG_PINS_A_SECOND))  # fmt: skip
