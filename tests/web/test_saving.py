"""From a widget to the database and back: each kind of choice, and what a browser may not send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import streamlit as st

from all_types import kept
from assess.core.errors import AssessError
from assess.store import NEVER, Answer, Assessment, Location, Store, new_secret
from assess.web import resources, saving, session
from assess.web.saving import Place, choice_of, entry_key


@dataclass(frozen=True)
class Desk:
    """A person before the questions, with a real database behind."""

    store: Store
    device: str
    assessment: Assessment

    def choose(self, item: str, choice: object, subject: str = "us", seen: str = "") -> None:
        """What a widget's callback does when this is chosen in it."""
        place = Place(self.assessment.id, item, subject)
        key = entry_key(place)
        st.session_state[key] = choice
        saving.save_choice(key, place, seen or NEVER.isoformat())

    def answer(self, item: str, subject: str = "us") -> Answer | None:
        return self.store.answers_of(self.device, self.assessment.id).get((subject, item))


@pytest.fixture
def desk(new_sqlite: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    location: Location = new_sqlite()
    store, device = Store.open(location), new_secret()
    made = store.create_assessment(device, company="Acme", questionnaire=kept(), competitors=["Bolt"])
    monkeypatch.setattr(resources, "_stores", [store])
    monkeypatch.setattr(session, "device", lambda: device)  # there is no browser with a cookie here
    st.session_state.clear()
    yield Desk(store, device, made)
    st.session_state.clear()
    store.close()


@pytest.mark.parametrize("choice", [1.0, 2.5, 4.0, "na", "dk", None])
def test_a_choice_comes_back_as_it_was(choice: float | str | None, desk: Desk) -> None:
    desk.choose("asked", choice)
    assert choice_of(desk.answer("asked")) == choice
    desk.choose("asked", 4.0, "Bolt")
    assert choice_of(desk.answer("asked", "Bolt")) == 4.0
    assert choice_of(desk.answer("asked")) == choice
    assert session.unsaved(desk.assessment.id) == []


def test_the_later_choice_counts(desk: Desk) -> None:
    desk.choose("asked", 1.0)
    desk.choose("asked", "dk")
    assert choice_of(desk.answer("asked")) == "dk"


def test_a_measured_figure_may_be_whole_or_broken(desk: Desk) -> None:
    desk.choose("years", 7)
    assert choice_of(desk.answer("years")) == 7.0
    desk.choose("years", 7.25)
    assert choice_of(desk.answer("years")) == 7.25


def test_a_figure_empties_the_reason_for_none(desk: Desk) -> None:
    place, why = Place(desk.assessment.id, "years"), "why"
    key = entry_key(place)
    st.session_state[key], st.session_state[why] = 3.0, "dk"
    saving.save_choice(key, place, NEVER.isoformat(), why)
    assert st.session_state[why] is None
    assert choice_of(desk.answer("years")) == 3.0


def test_a_comment_alone_is_no_answer(desk: Desk) -> None:
    place = Place(desk.assessment.id, "asked")
    key = entry_key(place, saving.COMMENT)
    st.session_state[key] = "Once a year.\n**Προσοχή**"
    saving.save_comment(key, place)
    found = desk.answer("asked")
    assert found is not None and found.comment == "Once a year.\n**Προσοχή**"
    assert choice_of(found) is None


@pytest.mark.parametrize(
    ("item", "choice", "subject"),
    [("asked", 3.0, "us"), ("unknown", 1.0, "us"), ("years", 1.0, "Bolt"), ("asked", 1.0, "Nobody")],
)
def test_what_the_page_does_not_ask_is_refused(item: str, choice: float, subject: str, desk: Desk) -> None:
    with pytest.raises(AssessError):
        desk.choose(item, choice, subject)
    assert desk.store.answers_of(desk.device, desk.assessment.id) == {}
