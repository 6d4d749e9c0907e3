"""Start: which questionnaire, which company, against whom; the person answers alone."""

from __future__ import annotations

import streamlit as st

from assess.core.questionnaire import Discipline
from assess.store import EntryError
from assess.texts import Translator
from assess.web import navigation, owners, session
from assess.web.navigation import ASSESSMENT, Room
from assess.web.resources import store
from assess.web.rooms import fields
from assess.yaml_source import Loaded


def body() -> None:
    """The form that starts an assessment; nothing is kept before it is sent."""
    t = session.texts()
    navigation.link(Room.HOME, t("Start page"), ":material/arrow_back:")
    st.title(t("Start an assessment"), anchor=False)
    if not owners.door(t):
        return
    with st.form("start", border=False):
        loaded = fields.questionnaire(t)
        company = fields.company(t)
        competitors = fields.competitors(t)
        lead = fields.stated_lead(t)
        language = fields.language(t)
        if st.form_submit_button(t("Start"), type="primary", icon=":material/arrow_forward:"):
            _start(t, loaded, company, competitors, lead, language)


def _start(
    t: Translator, loaded: Loaded, company: str, competitors: list[str], lead: Discipline | None, language: str
) -> None:
    try:
        made = store().create_assessment(
            owners.creating_device(),
            company=company,
            questionnaire=fields.kept(loaded),
            competitors=competitors,
            stated_lead=lead,
            language=language,
        )
    except EntryError as error:
        fields.show_problems(error, t)
        return
    if language != t.language:
        session.choose(language)
    navigation.go(Room.RESPOND, **{ASSESSMENT: made.id})
