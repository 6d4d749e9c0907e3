"""The quiet choice of a language, in each language's own name."""

from __future__ import annotations

import streamlit as st

from assess.texts import Translator, language_name, languages
from assess.web import session
from assess.web.language import choose_in

KEY = "language-choice"


def language_choice(t: Translator, assessment_id: str = "") -> None:
    """A small menu of languages; an assessment that the person answers keeps what they choose."""
    st.menu_button(
        language_name(t.language),
        [name for name in languages() if name != t.language],
        key=KEY,
        help=t("Language"),
        icon=":material/language:",
        type="tertiary",
        format_func=language_name,
        on_click=_choose,
        args=(assessment_id,),
    )


def _choose(assessment_id: str) -> None:
    chosen = session.chosen(KEY)
    if isinstance(chosen, str):
        session.choose(chosen)
        if assessment_id:
            choose_in(session.device(), assessment_id, chosen)
