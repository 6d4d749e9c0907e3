"""Who may make assessments: anybody on a laptop; where ASSESS_OWNERS is set, only those whom it names.

`ASSESS_OWNERS` is `passphrase:<the passphrase>`, or a list of e-mail addresses and `@domains` for people who sign in
by OpenID Connect (`[auth]` in `.streamlit/secrets.toml`).
"""

from __future__ import annotations

import hmac
import os
import time
from collections.abc import Mapping

import streamlit as st

from assess.store import NotAllowed
from assess.texts import Translator
from assess.web import session, throttle

BY_PASSPHRASE = "passphrase:"  # noqa: S105 - how the setting begins
PROVED = "owner-proved"


def setting(environ: Mapping[str, str] = os.environ) -> str:
    """What ASSESS_OWNERS says; empty where anybody may make assessments."""
    return environ.get("ASSESS_OWNERS", "").strip()


def is_named(email: str, owners: str) -> bool:
    """Whether a list of addresses and @domains names an e-mail address."""
    address = email.strip().casefold()
    names = [name.strip().casefold() for name in owners.split(",") if name.strip()]
    return "@" in address and any(address == name or (name[0] == "@" and address.endswith(name)) for name in names)


def may_create() -> bool:
    """Whether the person at this page may make assessments; asked again at the moment of making one."""
    owners = setting()
    if not owners:
        return True
    if owners.startswith(BY_PASSPHRASE):
        return session.chosen(PROVED) is True
    return (
        _signed_in()
        and is_named(str(st.user.get("email", "")), owners)
        and st.user.get("email_verified") is not False
    )


def proved() -> bool:
    """Whether the person has proved to be one of the owners that this server names; never where it names none."""
    return bool(setting()) and may_create()


def creating_device() -> str:
    """This browser, if its person may make an assessment now; NotAllowed otherwise."""
    device = session.device()
    if not may_create() or not throttle.may_create(device):
        raise NotAllowed("This browser may not make assessments now. Prove that you may, or wait a minute.")
    return device


def _signed_in() -> bool:
    return bool(st.user.get("is_logged_in", False))


def door(t: Translator) -> bool:
    """True where the person may make assessments; else shows how to prove it."""
    if may_create():
        return True
    if setting().startswith(BY_PASSPHRASE):
        _passphrase(t)
    elif _signed_in():
        st.warning(
            t("You are signed in, but not among those who may make assessments here. Ask who runs this server.")
        )
        st.button(t("Sign out"), on_click=st.logout)
    else:
        st.markdown(t("Only some people may make assessments on this server. Sign in to go on."))
        st.button(t("Sign in"), type="primary", icon=":material/login:", on_click=st.login)
    return False


def _passphrase(t: Translator) -> None:
    st.markdown(t("Only some people may make assessments on this server. Its passphrase lets you go on."))
    with st.form("passphrase", border=False):
        given = st.text_input(t("Passphrase"), type="password", max_chars=200)
        if st.form_submit_button(t("Go on"), type="primary"):
            _prove(given, t)


def _prove(given: str, t: Translator) -> None:
    wanted = setting().removeprefix(BY_PASSPHRASE)
    if wanted and hmac.compare_digest(given.encode(), wanted.encode()):
        session.put(PROVED, True)
        st.rerun()
    time.sleep(throttle.seconds_after_failure(session.device(), session.address()))
    st.error(t("This is not the passphrase."), icon=":material/error:")
