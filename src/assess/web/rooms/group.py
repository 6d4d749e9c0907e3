"""A group's result beyond its means: role groups beside each other, and the answers to each item."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from assess.core.questionnaire import Dimension, Item
from assess.core.responses import US
from assess.texts import Translator
from assess.web.outcome import GROUP, ME, ROLE_GROUP, Outcome
from assess.web.plain import plain


def view_words(view: str, t: Translator) -> str:
    """What a view is called."""
    if view in (ME, GROUP):
        return t("My own answers") if view == ME else t("The whole group")
    return plain(view.removeprefix(ROLE_GROUP))


def splits(outcome: Outcome, t: Translator) -> None:
    """The scores of the role groups beside each other, where there are two or more."""
    groups = [view for view in outcome.views if view.startswith(ROLE_GROUP)]
    if outcome.view != GROUP or len(groups) < 2:
        return
    st.subheader(t("Role groups"), anchor=False)
    shown = [outcome, *map(outcome.beside, groups)]
    st.table(pd.DataFrame([_split(each, t) for each in shown]).set_index(t("Role group")), border="horizontal")


def _split(outcome: Outcome, t: Translator) -> dict[str, str]:
    scores = {t.discipline(each.discipline): t.number(each.score) for each in outcome.scorecard.disciplines}
    raters = t.plural("{n} rater", "{n} raters", outcome.scorecard.raters)
    return {t("Role group"): f"{view_words(outcome.view, t)}, {raters}", **scores}  # no column more: it fits a phone


def items(outcome: Outcome, t: Translator) -> None:
    """How many gave which answer to each item; where single answers may be seen, and there are several."""
    if outcome.is_own or outcome.answers is None:
        return
    st.header(t("Answers to each item"), anchor=False)
    own = outcome.answers[(outcome.answers["subject"] == US)]
    for dimension in outcome.book.dimensions:
        with st.expander(plain(dimension.title), key=f"items-{dimension.id}"):
            _items_of(dimension, own, outcome, t)


def _items_of(dimension: Dimension, own: pd.DataFrame, outcome: Outcome, t: Translator) -> None:
    for item in dimension.items:
        answers = own[own["item"] == item.id]
        if not item.is_scored and not _written(item, answers):
            continue  # points stand beside the scores, and words are for whom the store gives them
        unit = f" ({plain(item.number.unit)})" if item.number else ""
        st.markdown(f"**{plain(item.text)}**{unit}")
        if item.is_scored:
            st.caption(_spread(answers, t))
        if scale := outcome.book.scale_of(item):
            counts = {plain(level.label): int((answers["value"] == level.value).sum()) for level in scale.levels}
            st.table(pd.DataFrame([{name: t.number(count) for name, count in counts.items()}]), border="horizontal",
                     hide_index=True)  # fmt: skip
        _comments(item, answers)


def _spread(answers: pd.DataFrame, t: Translator) -> str:
    values = answers["value"].dropna()
    if values.empty:
        return t("No answer")
    sd = t.number(float(values.std(ddof=1)), 1) if len(values) > 1 else t.number(None)
    return t("Mean {mean}, standard deviation {sd}, {raters}", mean=t.number(float(values.mean()), 1), sd=sd,
             raters=t.plural("{n} rater", "{n} raters", len(values)))  # fmt: skip


def _comments(item: Item, answers: pd.DataFrame) -> None:
    for written in _written(item, answers):
        with st.container(border=True):
            st.text(written)


def _written(item: Item, answers: pd.DataFrame) -> list[str]:
    """What people wrote, for whom the store gives it: the answers in words, and comments."""
    columns = ("text", "comment") if item.free_text else ("comment",)
    return [str(written) for column in columns for written in answers.loc[answers[column] != "", column]]
