"""What to do, each recommendation with its trace, and what is missing."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from assess.charts.sentences import because_sentence, effort_words, kind_sentence, kind_title, unscored_sentences
from assess.core.recommendations import Recommendation
from assess.core.standing import ItemStanding
from assess.texts import Translator
from assess.web.outcome import Outcome
from assess.web.plain import plain


def recommendations(outcome: Outcome, t: Translator) -> None:
    st.header(t("What to do"), anchor=False)
    if not outcome.scorecard.recommendations:
        st.markdown(t("Nothing lags, and no rule of the questionnaire asks for more."))
    for kind, group in groupby(outcome.scorecard.recommendations, key=lambda advice: advice.kind):
        st.subheader(kind_title(kind, t), anchor=False)
        st.caption(kind_sentence(kind, t))
        for advice in group:
            with st.expander(plain(advice.rule.action), key=f"advice-{advice.id}"):
                _one_advice(advice, outcome, t)


def _one_advice(advice: Recommendation, outcome: Outcome, t: Translator) -> None:
    rule = advice.rule
    told = [
        (t("Dimension"), f"{advice.dimension.title} ({t.discipline(advice.discipline)})"),
        (t("Why"), rule.why),
        (t("First step"), rule.first_step),
        (t("Measure"), rule.measure),
        (t("Effort"), effort_words(rule.effort, t)),
        (t("Horizon"), rule.horizon_days and t.plural("{n} day", "{n} days", rule.horizon_days)),
        (t("Source"), rule.source),
    ]
    for name, text in told:
        if text:
            st.markdown(f"**{name}{t.colon}** {plain(str(text))}")
    st.markdown(f"**{t('Because')}**")
    reasons = [plain(because_sentence(reason, outcome.book, t)) for reason in advice.because]
    answers = [
        f"{plain(outcome.book.item(item.id).text)} **{plain(_answer_words(item, outcome, t))}**"
        for item in advice.items
    ]
    st.markdown("\n".join(f"- {line}" for line in [*reasons, *answers]))


def _answer_words(item: ItemStanding, outcome: Outcome, t: Translator) -> str:
    """The answers to an item: the level where one person answered, else the mean."""
    if item.mean is None:
        return t("No answer")
    scale = outcome.book.scale_of(outcome.book.item(item.id))
    label = next((each.label for each in (scale.levels if scale else ()) if each.value == item.mean), None)
    figure = t.number(item.mean, 0 if item.mean == int(item.mean) else 1)
    if item.n == 1:
        return f"{figure}, {label}" if label else figure
    return t("Mean {figure}, {raters}", figure=figure, raters=t.plural("{n} rater", "{n} raters", item.n))


def missing(outcome: Outcome, t: Translator) -> None:
    """The dimensions without a score and why, and the items without an answer."""
    open_items = outcome.scorecard.missing
    unscored = unscored_sentences(outcome.scorecard, outcome.scorecard.dimensions, t)
    if not open_items and not unscored:
        return
    st.header(t("What is missing"), anchor=False)
    for sentence in unscored:
        st.markdown(plain(sentence))
    if not open_items:
        return
    label = _missing_label(outcome, len(open_items), t)
    with st.expander(label, key="missing"):
        st.markdown("\n".join(f"- {_missing_words(item, outcome, t)}" for item in open_items))


def _missing_label(outcome: Outcome, count: int, t: Translator) -> str:
    """What a missing item means: in protected results it may be one that not all of a group answered."""
    if outcome.scorecard.minimum_group is not None:
        return t.plural(
            "{n} item that not all of a group answered", "{n} items that not all of a group answered", count
        )
    return t.plural("{n} item without an answer", "{n} items without an answer", count)


def _missing_words(item: ItemStanding, outcome: Outcome, t: Translator) -> str:
    words = plain(outcome.book.item(item.id).text)
    if outcome.scorecard.raters == 1 or outcome.scorecard.minimum_group is not None:
        return words
    return f"{words} ({t.plural('{n} rater', '{n} raters', item.missing)})"
