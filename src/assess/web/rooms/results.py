"""Results: where the company stands, how firm that is, what to do, and the files to take away."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
import streamlit as st

from assess import paper
from assess.charts import screen
from assess.charts.figures import By, dot_plot, radar
from assess.charts.sentences import (
    because_sentence,
    effort_words,
    firmness_words,
    interval_words,
    kind_sentence,
    kind_title,
    parity_words,
    profile_sentence,
    title_of,
    verdict_sentence,
)
from assess.core.recommendations import Recommendation
from assess.core.standing import ItemStanding, Standing
from assess.texts import Translator
from assess.web import navigation, session
from assess.web.downloads import DOWNLOADS
from assess.web.navigation import ASSESSMENT, Room
from assess.web.outcome import Outcome, outcome_of
from assess.web.plain import plain
from assess.web.resources import store


def body() -> None:
    """The results of the assessment in the address."""
    t = session.texts()
    outcome = outcome_of(session.device(), navigation.asked(ASSESSMENT))
    navigation.link(Room.HOME, t("Start page"), ":material/arrow_back:")
    st.title(plain(outcome.assessment.company), anchor=False)
    st.caption(_provenance(outcome, t))
    if not any(standing.n for standing in outcome.scorecard.dimensions):
        _nothing_yet(outcome, t)
        return
    st.markdown(f"**{plain(profile_sentence(outcome.scorecard, t))}**")
    _disciplines(outcome, t)
    _charts(outcome, t)
    _advice(outcome, t)
    _missing(outcome, t)
    _downloads(outcome, t)
    _change(outcome, t)


def _provenance(outcome: Outcome, t: Translator) -> str:
    reference = outcome.scorecard.questionnaire
    raters = t.plural("{n} rater", "{n} raters", outcome.scorecard.raters)
    return f"{plain(reference.title)} {plain(reference.version)} · {raters}"


def _nothing_yet(outcome: Outcome, t: Translator) -> None:
    st.markdown(t("There are too few answers for a score yet. Answer at least half of a dimension to see it here."))
    _change(outcome, t)


def _disciplines(outcome: Outcome, t: Translator) -> None:
    standings = outcome.scorecard.disciplines
    for column, standing in zip(st.columns(len(standings)), standings, strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(t.discipline(standing.discipline), t.number(standing.score))
            st.caption(verdict_sentence(standing, t))


def _charts(outcome: Outcome, t: Translator) -> None:
    st.header(t("Against parity"), anchor=False)
    by = _by(t)
    dark = session.is_dark()
    figure, dots = radar(outcome.scorecard, t, by), dot_plot(outcome.scorecard, t, by)
    if figure is not None:
        st.plotly_chart(
            screen.draw_radar(figure, dark), config=screen.CONFIG, theme=None, alt=figure.alt, key=f"radar-{by}"
        )
    st.plotly_chart(screen.draw_dots(dots, dark), config=screen.CONFIG, theme=None, alt=dots.alt, key=f"dots-{by}")
    st.table(_table(outcome, by, t), border="horizontal")
    st.caption(_sources(outcome, t))


def _by(t: Translator) -> By:
    choices: list[By] = ["dimension", "discipline"]
    words = {"dimension": t("By dimension"), "discipline": t("By discipline")}
    return st.radio(
        t("Show"), choices, horizontal=True, format_func=words.__getitem__, label_visibility="collapsed", key="by"
    )


def _table(outcome: Outcome, by: By, t: Translator) -> pd.DataFrame:
    scorecard = outcome.scorecard
    standings = scorecard.disciplines if by == "discipline" else scorecard.dimensions
    heading = t("Discipline") if by == "discipline" else t("Dimension")
    return pd.DataFrame([_row(standing, heading, t) for standing in standings]).set_index(heading)


def _row(standing: Standing, heading: str, t: Translator) -> dict[str, str]:
    return {
        heading: plain(title_of(standing, t)),
        t("Score"): t.number(standing.score),
        t("Parity"): t.number(standing.parity),
        t("Gap"): _gap(standing, t),
        t("Verdict"): _verdict(standing, t),
    }


def _gap(standing: Standing, t: Translator) -> str:
    """The gap, with its 90 % interval where there is one."""
    gap = t.gap(standing.gap)
    return gap if standing.interval is None else f"{gap} ({interval_words(standing, t)})"


def _verdict(standing: Standing, t: Translator) -> str:
    """The verdict and how firm it is."""
    verdict = t.verdict(standing.verdict)
    return verdict if standing.firmness is None else f"{verdict}: {firmness_words(standing, t).lower()}"


def _sources(outcome: Outcome, t: Translator) -> str:
    """Where parity comes from, and what the interval is."""
    sources = dict.fromkeys(parity_words(each, t) for each in outcome.scorecard.dimensions if each.parity_source)
    told = t("Parity: {sources}.", sources=", ".join(sources)) if sources else t("No parity is known.")
    several = any(each.interval for each in outcome.scorecard.dimensions)
    return f"{told} {t('In brackets the 90 % interval of the gap.')}" if several else told


def _advice(outcome: Outcome, t: Translator) -> None:
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
            st.markdown(f"**{name}:** {plain(str(text))}")
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


def _missing(outcome: Outcome, t: Translator) -> None:
    missing = outcome.scorecard.missing
    if not missing:
        return
    st.header(t("What is missing"), anchor=False)
    unscored = [plain(each.title) for each in outcome.scorecard.dimensions if each.score is None]
    if unscored:
        st.markdown(t("No score, because too little was answered: {dimensions}.", dimensions=", ".join(unscored)))
    label = t.plural("{n} item without an answer", "{n} items without an answer", len(missing))
    with st.expander(label, key="missing"):
        st.markdown("\n".join(f"- {_missing_words(item, outcome, t)}" for item in missing))


def _missing_words(item: ItemStanding, outcome: Outcome, t: Translator) -> str:
    words = plain(outcome.book.item(item.id).text)
    if outcome.scorecard.raters == 1:
        return words
    return f"{words} ({t.plural('{n} rater', '{n} raters', item.missing)})"


def _downloads(outcome: Outcome, t: Translator) -> None:
    st.header(t("Take it away"), anchor=False)
    if unprintable := paper.unprintable(outcome.scorecard):
        st.warning(
            t("No font on this server can print: {characters}. They show as boxes in PDF, PNG and SVG.",
              characters=plain(" ".join(unprintable))),
            icon=":material/font_download_off:",
        )  # fmt: skip
    groups = [(name, list(group)) for name, group in groupby(DOWNLOADS, key=lambda each: each.group)]
    titles = {"report": t("Report"), "chart": t("Radar chart"), "data": t("Data")}
    for column, (name, group) in zip(st.columns(len(groups)), groups, strict=True):
        with column:
            st.markdown(f"**{titles[name]}**")
            for download in group:
                st.link_button(
                    download.label(t), f"./download/{outcome.assessment.id}/{download.name}",
                    icon=":material/download:", width="stretch",
                )  # fmt: skip


def _change(outcome: Outcome, t: Translator) -> None:
    st.button(
        t("Change answers"), icon=":material/edit:", on_click=_reopen, args=(outcome.assessment.id,), key="reopen"
    )
    if session.take("reopened"):
        navigation.go(Room.REVIEW, **{ASSESSMENT: outcome.assessment.id})


def _reopen(assessment_id: str) -> None:
    store().unfinish(session.device(), assessment_id)
    session.put("reopened", True)
