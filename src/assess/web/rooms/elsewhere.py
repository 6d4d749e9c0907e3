"""Going on on another device, where people are protected: the code for it, shown once, and what to do without it."""

from __future__ import annotations

import streamlit as st

from assess.texts import Translator
from assess.web import session
from assess.web.copying import copy_button
from assess.web.resources import store

CODE_LENGTH = 20
"""More than a code has: it may be typed with blanks."""


def begins_anew(t: Translator) -> bool:
    """Whether somebody who has begun on another device begins anew here; the page's words for both ways."""
    st.info(t("You have begun on another device. The link alone does not open your answers: nobody who has it, not "
              "even its sender, can read them."))  # fmt: skip
    ways = {
        False: (
            t("Go on with my code"),
            t("It was shown when you began. That device shows a new one under Overview."),
        ),
        True: (t("Begin anew"), t("What you answered and have not finished is erased for good.")),
    }
    return bool(
        st.radio(
            t("How do you go on?"), list(ways), format_func=lambda anew: ways[anew][0],
            captions=[caption for _, caption in ways.values()],
        )
    )  # fmt: skip


def code_field(t: Translator) -> str:
    """Where the code is typed."""
    return st.text_input(t("Your code"), max_chars=CODE_LENGTH, autocomplete="off")


def keep_new_code(assessment_id: str) -> None:
    """Makes a code for this device's person; the session holds it until the person has read it."""
    session.put(_key(assessment_id), store().resume_code(session.device(), assessment_id))


def new_code(assessment_id: str, t: Translator) -> None:
    """The code, if this session has made one, until the person puts it away."""
    code = session.chosen(_key(assessment_id))
    if not isinstance(code, str):
        return
    with st.container(border=True, key="new-code"):
        st.markdown(t("To go on on another device you need your link and this code. It is shown only now."))
        st.code(code, language=None)
        with st.container(horizontal=True):
            copy_button(code, t, key="copy-code")
            st.button(t("I have noted it"), on_click=_put_away, args=(assessment_id,), key="code-noted")


def another_code(assessment_id: str, t: Translator) -> None:
    """The way to a code on the device on which somebody began, where another device asks for one."""
    if not store().may_have_code(session.device(), assessment_id):
        return
    st.button(
        t("Go on on another device"), icon=":material/devices:", type="tertiary", on_click=keep_new_code,
        args=(assessment_id,), help=t("Gives you a new code; the one before does not work any more."),
    )  # fmt: skip
    new_code(assessment_id, t)


def _put_away(assessment_id: str) -> None:
    session.take(_key(assessment_id))


def _key(assessment_id: str) -> str:
    return f"code/{assessment_id}"
