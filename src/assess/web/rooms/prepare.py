"""Prepare: a workshop's title, company and plan; or one of last time's, or a template, taken again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from assess.core.workshop import OPTIONAL, Pace, Plan, Stage, asked_of, plan_for
from assess.store import LIMITS, Assessment, EntryError, ListedWorkshop, Settings
from assess.texts import Translator
from assess.web import navigation, owners, session
from assess.web.navigation import ASSESSMENT, Room
from assess.web.plain import plain
from assess.web.resources import store
from assess.web.rooms import fields
from assess.web.rooms.left_out import tell_left_out
from assess.web.rooms.workshops import state_words
from assess.yaml_source import Loaded

PACES: list[Pace] = ["own", "together"]
MOST_PEOPLE = 2000
SHORT_LIST = 5


def body() -> None:
    """What there is to take again, then the form for a new workshop."""
    t = session.texts()
    navigation.link(Room.HOME, t("Start page"), ":material/arrow_back:")
    st.title(t("Run a workshop"), anchor=False)
    if not owners.door(t):
        return
    device = session.device()
    _again(store().workshops_of(device, templates=True), t("Templates"), t("Start from it"), t)
    _again(store().workshops_of(device), t("Earlier workshops"), t("Use again"), t)
    _new(t)


# --- taking one again --------------------------------------------------------------------------------------------


def _again(listed: Sequence[ListedWorkshop], heading: str, label: str, t: Translator) -> None:
    """One's own, newest first; nothing at all where there is none."""
    if not listed:
        return
    with st.expander(f"{heading} ({t.number(len(listed))})", key=f"again-{listed[0].template}"):
        for each in listed[:SHORT_LIST]:
            _one(each, label, t)


def _one(each: ListedWorkshop, label: str, t: Translator) -> None:
    key = each.assessment.id
    with st.container(horizontal=True, vertical_alignment="center", key=f"earlier-{key}"):
        with st.container(gap=None):
            st.markdown(f"**{plain(each.title)}**")
            st.caption(" · ".join([plain(each.assessment.company), state_words(each, t)]))
        with st.popover(label, icon=":material/content_copy:"):
            title = st.text_input(t("Title"), each.title, max_chars=LIMITS["title"], key=f"title-{key}")
            company = st.text_input(
                t("Company"), each.assessment.company, max_chars=LIMITS["company"], key=f"company-{key}"
            )
            if st.button(t("Make it"), type="primary", key=f"make-{key}", icon=":material/arrow_forward:"):
                _make(lambda: _copied(key, title, company), t)


def _copied(source: str, title: str, company: str) -> Assessment:
    return store().duplicate_workshop(owners.creating_device(), source, title=title, company=company)


def _make(made: Callable[[], Assessment], t: Translator) -> None:
    """Goes to the desk of what is made, or says what cannot be kept."""
    try:
        found = made()
    except EntryError as error:
        fields.show_problems(error, t)
        return
    navigation.go(Room.DESK, **{ASSESSMENT: found.id})


# --- a new one ---------------------------------------------------------------------------------------------------


def _new(t: Translator) -> None:
    title = st.text_input(t("Title"), max_chars=LIMITS["title"], placeholder=t("Strategy day"))
    company = fields.company(t)
    loaded = fields.questionnaire(t)
    dimensions = _dimensions(loaded, t)  # before the form: what they leave out is told at once
    with st.form("prepare", border=False):
        competitors = fields.competitors(t)
        lead = fields.stated_lead(t)
        settings = _people(t)
        plan = _course(loaded, dimensions, t)
        language = fields.language(t)
        if not st.form_submit_button(t("Make it"), type="primary", icon=":material/arrow_forward:"):
            return
    _make(
        lambda: store().create_workshop(
            owners.creating_device(), title=title, company=company, questionnaire=fields.kept(loaded), plan=plan,
            competitors=competitors, stated_lead=lead, language=language, settings=settings,
        ),
        t,
    )  # fmt: skip


def _dimensions(loaded: Loaded, t: Translator) -> list[str]:
    """The dimensions to rate; none chosen means all."""
    book = loaded.in_language(t.language)
    chosen = st.multiselect(
        t("Dimensions"),
        [each.id for each in book.dimensions],
        format_func=lambda name: plain(book.dimension(name).title),
        placeholder=t("All of them"),
        select_all=False,  # Streamlit's button for it is in English only
        help=t("A workshop of an hour has time for about six dimensions."),
        key=f"dimensions-{book.id}",
    )
    tell_left_out(book, asked_of(book, plan_for(book, dimensions=chosen)), t)
    return chosen


def _people(t: Translator) -> Settings:
    st.subheader(t("People"), anchor=False)
    groups = fields.role_groups(t)
    anonymity = fields.anonymity(t)
    minimum = fields.minimum_group(t)
    cap = st.number_input(t("Most people in the room (optional)"), min_value=1, max_value=MOST_PEOPLE, value=None)
    return Settings(
        kind="workshop", anonymity=anonymity, minimum_group=minimum, role_groups=groups, visible="group",
        respondent_limit=cap and int(cap),
    )  # fmt: skip


def _course(loaded: Loaded, dimensions: list[str], t: Translator) -> Plan:
    st.subheader(t("Course"), anchor=False)
    paces = {
        "own": (t("Each at their own pace"), t("Everybody answers all dimensions; you reveal them together.")),
        "together": (t("Together"), t("You open one dimension after the other.")),
    }
    pace = st.radio(
        t("Pace"), PACES, format_func=lambda each: paces[each][0], captions=[paces[each][1] for each in PACES]
    )
    stages = {
        Stage.DISCUSS: t("Discussion, with notes"),
        Stage.VOTE: t("Second vote, and what it shifts"),
        Stage.LEAD: t("Choice of the discipline to lead"),
        Stage.ACTIONS: t("Actions"),
    }
    st.markdown(t("After the rating and its reveal:"))
    used = {stage: st.checkbox(stages[stage], value=True, key=f"stage-{stage}") for stage in OPTIONAL}
    without = [stage for stage, is_used in used.items() if not is_used]
    return plan_for(loaded.questionnaire, dimensions=dimensions, without=without, pace=pace)
