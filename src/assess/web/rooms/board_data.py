"""The board's data: people by name where the mode allows, what owners did, and deleting."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from assess.store import Assessment, AuditEntry, Person
from assess.texts import Translator
from assess.web import navigation, session
from assess.web.deeds import deed_words, detail_words
from assess.web.navigation import Room
from assess.web.plain import plain
from assess.web.resources import store


def part(assessment: Assessment, t: Translator) -> None:
    """People, deeds, deletion."""
    if not assessment.settings.protected:
        _people(assessment, t)
    _deeds(assessment, t)
    st.subheader(t("Delete"), anchor=False)
    delete(assessment, t)


def _people(assessment: Assessment, t: Translator) -> None:
    st.subheader(t("People"), anchor=False)
    people = store().people(session.device(), assessment.id)
    if not people:
        st.markdown(t("Nobody has begun."))
    for place, person in enumerate(people, start=1):
        with st.container(border=True, key=f"person-{person.id}"):
            st.markdown(f"**{plain(person.name or person.label or t('Person {n}', n=place))}**")
            st.caption(_person_state(person, t))
            address = navigation.file(f"{assessment.id}/people/{person.id}.csv")
            st.link_button(t("Answers, CSV"), address, icon=":material/download:")
            with st.popover(t("Erase"), icon=":material/person_remove:", type="tertiary"):
                st.markdown(t("All answers of this person are erased for good."))
                st.button(
                    t("Erase for good"), key=f"erase-{person.id}", type="primary", on_click=_erase,
                    args=(assessment.id, person.id),
                )  # fmt: skip


def _person_state(person: Person, t: Translator) -> str:
    done = t("finished") if person.finished else t("not finished")
    parts = [plain(person.role_group or ""), t.plural("{n} answer", "{n} answers", person.answers), done]
    return " · ".join(part for part in parts if part)


def _erase(assessment_id: str, participant: str) -> None:
    store().erase_person(session.device(), assessment_id, participant)


def _deeds(assessment: Assessment, t: Translator) -> None:
    deeds = store().audit(session.device(), assessment.id)
    with st.expander(t("What owners did"), key="deeds"):
        st.table(pd.DataFrame([_deed(each, t) for each in deeds]), border="horizontal", hide_index=True)


def _deed(entry: AuditEntry, t: Translator) -> dict[str, str]:
    return {t("When"): t.moment(entry.at), t("What"): deed_words(entry, t), t("Detail"): detail_words(entry, t)}


def delete(assessment: Assessment, t: Translator) -> None:
    """Deletes an assessment once its company's name was typed."""
    st.caption(
        t("Links stop working at once. For a week you can bring it back from the start page; then it is gone.")
    )
    typed = st.text_input(t("Type the company's name to delete the assessment"), key="delete-typed")
    sure = typed.strip() == assessment.company
    if st.button(t("Delete the assessment"), icon=":material/delete:", disabled=not sure) and sure:
        store().delete_assessment(session.device(), assessment.id)
        navigation.go(Room.HOME)
