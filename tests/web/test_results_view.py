"""The results page shows the view that is chosen, and keeps it in its address."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assess.store import new_secret
from assess.web import session


def results(assessment: str) -> AppTest:
    """The results page of an assessment."""

    def script() -> None:
        from assess.web.navigation import Room, page
        from assess.web.rooms import results

        import streamlit as st  # isort: skip

        st.navigation([page(room) for room in Room], position="hidden")
        results.body()

    app = AppTest.from_function(script, default_timeout=60)
    app.query_params["a"] = assessment
    return app.run()


def test_a_chosen_view_is_shown_and_stays(small_site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = new_secret()
    made = small_site.start(owner, visible="group")
    token = small_site.link(owner, made.id).token
    people = [small_site.respond(token, made.id, value=value) for value in (1, 5, 5)]
    monkeypatch.setattr(session, "device", lambda: people[0])  # Streamlit's test runner sends no cookies
    app = results(made.id)
    assert not app.exception and "1 rater" in app.caption[0].value
    app.selectbox(key=f"view/{made.id}").set_value("group").run()
    assert not app.exception and "3 raters" in app.caption[0].value
    app.radio(key="by").set_value("discipline").run()
    assert "3 raters" in app.caption[0].value and app.query_params["v"] == "group"
