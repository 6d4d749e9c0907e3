"""Pages with all types of items: what is asked, saved, counted and shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from all_types import kept, loaded
from assess.core.errors import AssessError
from assess.core.questionnaire import Discipline
from assess.store import NEVER, Assessment, Location, Store, new_secret
from assess.web import dividing, resources, saving, session
from assess.web.progress import completeness, first_open, progress_of
from assess.web.saving import WRITTEN, Place, entry_key
from assess.web.session import Unsaved

Desk = tuple[Store, str, Assessment]


@pytest.fixture
def desk(new_sqlite: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A person before these questions, with a real database behind."""
    location: Location = new_sqlite()
    store, device = Store.open(location), new_secret()
    made = store.create_assessment(device, company="Acme", questionnaire=kept())
    monkeypatch.setattr(resources, "_stores", [store])
    monkeypatch.setattr(session, "device", lambda: device)  # there is no browser with a cookie here
    st.session_state.clear()
    yield store, device, made
    st.session_state.clear()
    store.close()


def divide(desk: Desk, *points: int) -> None:
    """What the callback of the three numbers does."""
    place = Place(desk[2].id, "split")
    key = entry_key(place, WRITTEN)
    for discipline, given in zip(Discipline, points, strict=True):
        st.session_state[f"{key}/{discipline}"] = given
    saving.save_points(key, place, NEVER.isoformat())


def give_none(desk: Desk, reason: str) -> None:
    """What the callback of the choice beside the three numbers does."""
    place = Place(desk[2].id, "split")
    key = entry_key(place, WRITTEN)
    st.session_state[f"{key}/why"] = reason
    saving.save_no_points(key, place, NEVER.isoformat())


def write(desk: Desk, words: str, item: str = "words") -> None:
    place = Place(desk[2].id, item)
    key = entry_key(place, WRITTEN)
    st.session_state[key] = words
    saving.save_words(key, place, NEVER.isoformat())


def state_of(desk: Desk, item: str) -> str:
    store, device, made = desk
    return store.answers_of(device, made.id)["us", item].state


def text_of(desk: Desk, item: str) -> str | None:
    store, device, made = desk
    found = store.answers_of(device, made.id).get(("us", item))
    return found.text if found else None


def test_points_are_saved_once_they_make_a_hundred(desk: Desk) -> None:
    divide(desk, 50, 30, 10)
    assert text_of(desk, "split") is None
    divide(desk, 50, 30, 20)
    assert text_of(desk, "split") == "50|30|20"
    divide(desk, 60, 30, 20)
    assert text_of(desk, "split") == "50|30|20"


@pytest.mark.parametrize("reason", ["na", "dk"])
def test_who_gives_no_points_says_why(reason: str, desk: Desk) -> None:
    """METHOD, Responses: any item may be answered `na` or `dk`; the numbers are emptied then."""
    divide(desk, 50, 30, 20)
    give_none(desk, reason)
    assert (state_of(desk, "split"), text_of(desk, "split")) == (reason, None)
    assert set(dividing.held(entry_key(Place(desk[2].id, "split"), WRITTEN)).values()) == {0}


def test_points_take_the_reason_back_as_soon_as_they_are_begun(desk: Desk) -> None:
    give_none(desk, "dk")
    divide(desk, 50, 0, 0)
    assert state_of(desk, "split") == "blank"
    give_none(desk, "na")
    divide(desk, 0, 0, 100)
    assert (state_of(desk, "split"), text_of(desk, "split")) == ("answered", "0|0|100")


def test_a_reason_that_the_database_did_not_take_is_tried_again(desk: Desk) -> None:
    key = entry_key(Place(desk[2].id, "split"), WRITTEN)
    session.keep_unsaved(key, Unsaved(desk[2].id, "split", "us", 1, WRITTEN, "dk"))
    saving.try_again(desk[2].id)
    assert state_of(desk, "split") == "dk" and session.unsaved(desk[2].id) == []


def test_words_that_look_like_a_reason_are_words(desk: Desk) -> None:
    write(desk, "na")
    assert (state_of(desk, "words"), text_of(desk, "words")) == ("answered", "na")


def test_words_are_kept_verbatim_and_taken_back(desk: Desk) -> None:
    write(desk, "=1+1, **bold**")
    assert text_of(desk, "words") == "=1+1, **bold**"
    write(desk, "  ")
    store, device, made = desk
    assert store.answers_of(device, made.id)["us", "words"].state == "blank"


def test_what_the_database_did_not_take_is_tried_again(desk: Desk) -> None:
    key = entry_key(Place(desk[2].id, "split"), WRITTEN)
    session.keep_unsaved(key, Unsaved(desk[2].id, "split", "us", 1, WRITTEN, "50|30|20"))
    saving.try_again(desk[2].id)
    assert text_of(desk, "split") == "50|30|20" and session.unsaved(desk[2].id) == []


@pytest.mark.parametrize(
    ("item", "field", "choice"),
    [
        ("split", WRITTEN, "50|30|30"), ("split", WRITTEN, "all"), ("split", saving.ANSWER, 3.0),
        ("split", saving.ANSWER, "dk"),
        ("words", saving.ANSWER, 3.0), ("asked", WRITTEN, "50|30|20"), ("years", WRITTEN, "seven"),
    ],
)  # fmt: skip
def test_what_the_page_does_not_ask_is_refused(item: str, field: str, choice: float | str, desk: Desk) -> None:
    session.keep_unsaved("k", Unsaved(desk[2].id, item, "us", 1, field, choice))
    with pytest.raises(AssessError):
        saving.try_again(desk[2].id)
    assert desk[0].answers_of(desk[1], desk[2].id) == {}


def test_hidden_items_and_words_are_not_counted_as_open(desk: Desk) -> None:
    """METHOD 2. Asked at first: asked, years and split; acted too once asked is 2.5 or more."""
    store, device, made = desk
    book = loaded().questionnaire

    def counted() -> tuple[int, int]:
        found = progress_of(book, made, store.answers_of(device, made.id))
        return found.asked, found.given

    assert counted() == (3, 0)
    store.save_answer(device, made.id, "asked", value=4)
    assert counted() == (4, 1)
    store.save_answer(device, made.id, "acted", value=1)
    store.save_answer(device, made.id, "asked", value=1)
    assert counted() == (3, 1)  # what was said of the hidden item does not count
    store.save_answer(device, made.id, "years", state="dk")
    divide(desk, 0, 0, 100)
    assert counted() == (3, 3) and first_open(book, made, store.answers_of(device, made.id)) is None
    assert completeness(book, made, store.answers_of(device, made.id)) == 1  # of asked and years


def _page(assessment_id: str) -> None:
    from assess.texts import translator
    from assess.web import session
    from assess.web.asking import Sheet, ask_all
    from assess.web.resources import questionnaire_of, store

    made = store().assessment(session.device(), assessment_id)
    book = questionnaire_of(session.device(), made)
    ask_all(Sheet(made, book, store().answers_of(session.device(), made.id), translator("en")), book.dimensions[0])


def test_the_page_asks_for_what_the_answers_bring(desk: Desk) -> None:
    store, device, made = desk
    page = AppTest.from_function(_page, args=(made.id,), default_timeout=20).run()
    assert not page.exception
    assert "What they say is acted on." not in " ".join(each.value for each in page.markdown)
    assert [each.value for each in page.info] == ["100 points left to give"]
    page.radio[0].set_value(2.5).run()
    assert "What they say is acted on." in " ".join(each.value for each in page.markdown)
    for place, given in enumerate((50, 30, 20)):
        page.number_input[1 + place].set_value(given).run()
    assert [each.value for each in page.success] == ["100 points given and saved. You can still change them."]
    assert store.answers_of(device, made.id)["us", "split"].text == "50|30|20"
    page.radio(key=f"{entry_key(Place(made.id, 'split'), WRITTEN)}/why").set_value("dk").run()
    assert [each.value for each in page.number_input[1:4]] == [0, 0, 0] and not page.success and not page.info
    assert state_of(desk, "split") == "dk"
    page.text_area(key=entry_key(Place(made.id, "words"), WRITTEN)).input("They say little.").run()
    assert not page.exception and store.answers_of(device, made.id)["us", "words"].text == "They say little."


def told() -> None:
    """Three numbers that make a hundred, whose points the database did not take."""
    import streamlit as st

    from assess.texts import translator
    from assess.web import dividing, session
    from assess.web.session import Unsaved

    for discipline, points in (("customer_intimacy", 50), ("operational_excellence", 30), ("product_leadership", 20)):
        st.session_state[f"split/{discipline}"] = points
    if st.checkbox("away"):
        session.keep_unsaved("split", Unsaved("made", "split", "us", 1, "written", "50|30|20"))
    dividing.tell_left("split", translator("en"))


def test_points_that_wait_to_be_saved_are_not_called_saved() -> None:
    page = AppTest.from_function(told).run()
    assert "saved" in page.success[0].value and not page.info
    page.checkbox[0].check().run()
    assert [each.value for each in page.info] == ["100 points given."] and not page.success
