"""The quiet choice of a language, in each language's own name."""

from __future__ import annotations

import streamlit as st

from assess.texts import Translator, language_name, languages
from assess.web import session
from assess.web.language import choose_in
from assess.yaml_source import Loaded

KEY = "language-choice"


def language_choice(t: Translator, assessment_id: str = "", asked: Loaded | None = None) -> None:
    """A small menu of languages; an assessment that the person answers keeps what they choose.

    Beside a language in which what is asked is not, or not all, translated it says so.
    """
    st.menu_button(
        language_name(t.language),
        [name for name in languages() if name != t.language],
        key=KEY,
        help=t("Language"),
        icon=":material/language:",
        type="tertiary",
        format_func=lambda name: _offered(name, t, asked),
        on_click=_choose,
        args=(assessment_id,),
    )


def _offered(language: str, t: Translator, asked: Loaded | None) -> str:
    name = language_name(language)
    if asked is None:
        return name
    count, texts = asked.count_for(language), asked.counts[asked.questionnaire.language]
    if count == 0:
        return t("{language}, questions in {original}", language=name,
                 original=t.language_name(asked.questionnaire.language))  # fmt: skip
    return name if count == texts else t("{language}, questions in part", language=name)


def _choose(assessment_id: str) -> None:
    chosen = session.chosen(KEY)
    if isinstance(chosen, str):
        session.choose(chosen)
        if assessment_id:
            choose_in(session.device(), assessment_id, chosen)
