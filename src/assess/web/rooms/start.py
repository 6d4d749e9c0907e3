"""Start: which questionnaire, which company, against whom."""

from __future__ import annotations

import streamlit as st

from assess.core.questionnaire import Discipline
from assess.store import LIMITS, EntryError, KeptQuestionnaire
from assess.texts import Translator
from assess.web import navigation, session
from assess.web.navigation import Room
from assess.web.plain import plain
from assess.web.resources import library, store
from assess.web.rooms.home import facts
from assess.yaml_source import Loaded

COMPETITORS = 4


def body() -> None:
    """The form that starts an assessment; nothing is kept before it is sent."""
    t = session.texts()
    navigation.link(Room.HOME, t("Start page"), ":material/arrow_back:")
    st.title(t("Start an assessment"), anchor=False)
    with st.form("start", border=False):
        loaded = _questionnaire(t)
        company = st.text_input(t("Company"), max_chars=LIMITS["company"], placeholder=t("The company you rate"))
        competitors = _competitors(t)
        lead = _lead(t)
        if st.form_submit_button(t("Start"), type="primary", icon=":material/arrow_forward:"):
            _start(t, loaded, company, competitors, lead)


def _questionnaire(t: Translator) -> Loaded:
    books = library()
    asked = navigation.asked(navigation.QUESTIONNAIRE)
    ids = list(books)
    chosen = st.radio(
        t("Questionnaire"),
        ids,
        index=ids.index(asked) if asked in ids else 0,
        format_func=lambda name: plain(books[name].questionnaire.title),
        captions=[facts(books[name].questionnaire, t) for name in ids],
    )
    return books[chosen if chosen in books else ids[0]]


def _competitors(t: Translator) -> list[str]:
    st.markdown(f"**{t('Competitors')}**")
    st.caption(
        t("Name up to four. You rate them on the same practices, and parity is where they stand. Leave all of them "
          "empty to compare with the parity that the questionnaire declares.")
    )  # fmt: skip
    columns = [column for _ in range(COMPETITORS // 2) for column in st.columns(2)]
    fields = [
        column.text_input(t("Competitor {n}", n=place), max_chars=LIMITS["competitor"])
        for place, column in enumerate(columns, start=1)
    ]
    return [name.strip() for name in fields if name.strip()]


def _lead(t: Translator) -> Discipline | None:
    options: list[Discipline | None] = [None, *Discipline]
    return st.radio(
        t("Which discipline does the company say it leads in?"),
        options,
        format_func=lambda lead: t("Not decided") if lead is None else t.discipline(lead),
        captions=[
            "",
            t("Knows its customers and serves each of them best."),
            t("Delivers reliably, at the lowest total cost, without hassle."),
            t("Brings out the best products, one after another."),
        ],
    )


def _start(t: Translator, loaded: Loaded, company: str, competitors: list[str], lead: Discipline | None) -> None:
    book = loaded.questionnaire
    try:
        made = store().create_assessment(
            session.device(),
            company=company,
            questionnaire=KeptQuestionnaire(book.id, book.version, loaded.sha256, loaded.text),
            competitors=competitors,
            stated_lead=lead,
            language=t.language,
        )
    except EntryError as error:
        for problem in error.problems:
            st.error(_entry_words(problem.path, t), icon=":material/error:")
        return
    navigation.go(Room.RESPOND, **{navigation.ASSESSMENT: made.id})


def _entry_words(path: str, t: Translator) -> str:
    """What is wrong with a field, in a person's words."""
    if path == "company":
        return t("Enter the name of the company.")
    if path.startswith("competitors"):
        return t("Give each competitor a name of its own, none of them the company's.")
    return t("This cannot be kept. Shorten or correct it.")
