"""Invite: an assessment that others answer by links; its owner link is shown once, at the end."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import streamlit as st

from assess.store import LIMITS, Assessment, EntryError, Settings
from assess.store.settings import Visible
from assess.texts import Translator
from assess.web import addresses, navigation, owners, session
from assess.web.copying import copy_button
from assess.web.navigation import ASSESSMENT, Room
from assess.web.privacy import visible_words
from assess.web.resources import store
from assess.web.rooms import fields

VISIBLE: list[Visible] = ["own", "group", "nothing"]


def body() -> None:
    """The form for an assessment by links; once made, its owner link instead."""
    t = session.texts()
    navigation.link(Room.HOME, t("Start page"), ":material/arrow_back:")
    st.title(t("Let others answer"), anchor=False)
    if not owners.door(t):
        return
    page = st.empty()
    with page.container():
        made = _form(t)
    if made is not None:
        page.empty()
        _keep_this(*made, t)


def _form(t: Translator) -> tuple[Assessment, str] | None:
    """The new assessment with its owner's token, once the form is sent and sound."""
    with st.form("invite", border=False):
        loaded = fields.questionnaire(t)
        company = fields.company(t)
        competitors = fields.competitors(t)
        lead = fields.stated_lead(t)
        settings = _settings(t)
        closes = _closes(t)
        language = fields.language(t)
        if not st.form_submit_button(t("Make it"), type="primary", icon=":material/arrow_forward:"):
            return None
    device = owners.creating_device()
    try:
        made = store().create_assessment(
            device, company=company, questionnaire=fields.kept(loaded), competitors=competitors, stated_lead=lead,
            language=language, settings=settings, closes=closes,
        )  # fmt: skip
    except EntryError as error:
        fields.show_problems(error, t)
        return None
    (owner,) = store().add_links(device, made.id, "owner", [t("Owner link")])
    return made, owner.token


def _settings(t: Translator) -> Settings:
    st.subheader(t("People"), anchor=False)
    groups = fields.role_groups(t)
    anonymity = fields.anonymity(t)
    minimum = fields.minimum_group(t)
    st.subheader(t("What people get"), anchor=False)
    visible = st.radio(
        t("When they have finished, people see"),
        VISIBLE,
        format_func=lambda what: visible_words(what, t),
    )
    may_change = st.checkbox(t("They may change answers until you close"), value=True)
    intro = st.text_area(t("Words of welcome (optional)"), max_chars=LIMITS["intro"])
    thanks = st.text_area(t("Words of thanks (optional)"), max_chars=LIMITS["thanks"])
    limit = st.number_input(t("Most people who may answer (optional)"), min_value=1, max_value=100_000, value=None)
    return Settings(
        kind="links",
        anonymity=anonymity,
        minimum_group=minimum,
        role_groups=groups,
        visible=visible,
        may_change=may_change,
        respondent_limit=limit and int(limit),
        intro=intro,
        thanks=thanks,
    )


def _closes(t: Translator) -> datetime | None:
    day = st.date_input(t("Last day to answer (optional)"), value=None, min_value=date.today(), format=t.date_pattern)  # noqa: DTZ011
    return end_of(day) if isinstance(day, date) else None


def end_of(day: date) -> datetime:
    """The last moment of a day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=UTC)


def _keep_this(made: Assessment, token: str, t: Translator) -> None:
    st.success(t("The assessment is made."), icon=":material/check_circle:")
    with st.container(border=True):
        st.subheader(t("Keep this link"), anchor=False)
        st.markdown(t("It opens your board on any device. It is shown only now; whoever has it owns the assessment."))
        st.code(addresses.of_token(token), language=None, wrap_lines=True)
        copy_button(addresses.of_token(token), t, key="copy-owner-link")
    navigation.link(
        Room.BOARD, t("I have kept it: to the board"), ":material/arrow_forward:", **{ASSESSMENT: made.id}
    )
