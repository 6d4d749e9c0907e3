"""The authoring page in Streamlit's own test runner, and what a person does there."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

HOSTILE = {
    "aliases": "a: &a [x]\nb: [*a, *a]\n",
    "script": "title: <script>alert(1)</script>\n",
    "deep": "a: " + "[" * 500,
    "tag": "a: !!python/object/apply:os.system ['true']\n",
    "no text": "- \n- \n",
}


def author(draft: str = "", language: str = "en") -> AppTest:
    """The authoring page, at a draft, in a language."""

    def script() -> None:
        from assess.web.navigation import Room, page
        from assess.web.rooms import author

        import streamlit as st  # isort: skip

        st.navigation([page(room) for room in Room], position="hidden")
        author.body()

    app = AppTest.from_function(script, default_timeout=60)
    app.query_params["lang"] = language
    if draft:
        app.query_params["draft"] = draft
    return app.run()


def said(app: AppTest) -> str:
    return "\n".join(
        str(each.value) for each in (*app.error, *app.warning, *app.success, *app.markdown, *app.caption)
    )


def press(app: AppTest, label: str) -> None:
    next(each for each in app.button if each.label == label).click().run()
    assert not app.exception
