"""Widgets of answers on pages long left are forgotten; those of the page before are not, and nothing chosen is."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.state import SessionState
from streamlit.testing.v1 import AppTest

from assess.web.forgetting import WORKER, forget_old_widgets
from assess.web.saving import is_entry

ON_A_PAGE = 20


def pages() -> None:
    """Twenty choices a page; what is chosen is written down by page and place."""
    import streamlit as st

    chosen = st.session_state.setdefault("chosen", {})

    def choose(page: int, place: int) -> None:
        chosen[page, place] = st.session_state[f"answer/{page}/{place}"]

    st.radio("Always here", ["a", "b"], key="always")
    page = st.session_state.setdefault("page", 0)
    for place in range(20):
        key = f"answer/{page}/{place}"
        st.session_state.setdefault(key, chosen.get((page, place)))
        st.radio("Choose", ["x", "y"], index=None, key=key, on_change=choose, args=(page, place))


@pytest.fixture(autouse=True)
def forgetting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SessionState, WORKER, getattr(SessionState, WORKER))  # put back afterwards
    forget_old_widgets(is_entry)


def known(app: AppTest) -> list[str]:
    """The ids of the widgets that the session knows."""
    state: Any = app.session_state
    while not isinstance(state, SessionState):
        state = state._state
    return [str(each.id) for each in state._new_widget_state.widget_metadata.values()]


def turned_to(app: AppTest, page: int) -> AppTest:
    app.session_state["page"] = page
    return app.run()


def test_a_session_knows_a_page_and_the_one_before() -> None:
    app = AppTest.from_function(pages).run()
    app.radio(key="always").set_value("b").run()
    for page in range(12):
        app = turned_to(app, page)
        app.radio(key=f"answer/{page}/3").set_value("y").run()
        assert len(known(app)) <= 1 + ON_A_PAGE + ON_A_PAGE
    assert app.session_state["chosen"] == {(page, 3): "y" for page in range(12)}
    assert app.radio(key="always").value == "b"


def test_who_goes_back_finds_what_they_chose() -> None:
    app = AppTest.from_function(pages).run()
    app.radio(key="answer/0/3").set_value("y").run()
    for page in (*range(1, 9), 0):
        app = turned_to(app, page)
    assert not app.exception and app.radio(key="answer/0/3").value == "y"
    app.radio(key="answer/0/3").set_value("x").run()
    assert app.session_state["chosen"] == {(0, 3): "x"}


def test_a_tap_that_comes_after_its_page_was_turned_is_taken() -> None:
    app = AppTest.from_function(pages).run()
    late = app.radio(key="answer/0/3").set_value("y")._widget_state
    app.radio(key="answer/0/3").set_value(None)
    app = turned_to(app, 1)
    app._run(WidgetStates(widgets=[late]))
    assert not app.exception and app.session_state["chosen"] == {(0, 3): "y"}


def with_a_foot() -> None:
    """Twenty choices a page; after one of them only a foot is drawn anew, as on a phone in a workshop."""
    import streamlit as st

    page = st.session_state.setdefault("page", 0)

    @st.fragment(key="foot")
    def foot() -> None:
        st.caption("All answers are saved.")

    for place in range(20):
        st.radio("Choose", ["x", "y"], index=None, key=f"answer/{page}/{place}", on_change=st.rerun, args=("foot",))
    foot()


def test_pages_before_are_forgotten_though_their_foot_was_drawn_alone() -> None:
    app = AppTest.from_function(with_a_foot).run()
    for page in range(6):
        app = turned_to(app, page)
        app.radio(key=f"answer/{page}/3").set_value("y").run()
        assert not app.exception and [each.value for each in app.caption] == ["All answers are saved."]
        assert len(known(app)) <= ON_A_PAGE + ON_A_PAGE


def lengths(key: str) -> None:
    """One field whose length changes with the page: to Streamlit another widget of the same key."""
    import streamlit as st

    def note() -> None:
        st.session_state["noted"] = st.session_state[key]

    page = st.session_state.setdefault("page", 0)
    st.text_input("Write", key=key, max_chars=100 + page, on_change=note)


@pytest.mark.parametrize("key", ["comment/item", "other"])
def test_a_field_that_others_of_its_key_came_before_is_heard(key: str) -> None:
    app, pages = AppTest.from_function(lengths, args=(key,)).run(), 20
    for page in range(pages):
        app = turned_to(app, page)
        app.text_input(key=key).set_value(f"words {page}").run()
        assert not app.exception and app.session_state["noted"] == f"words {page}"
    assert len(known(app)) == (2 if is_entry(key) else pages)
