"""Results: where the company stands, how firm that is, what to do, and the files to take away."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from assess.charts import screen
from assess.charts.figures import By, dot_plot, radar
from assess.charts.sentences import (
    firmness_words,
    interval_words,
    parity_words,
    profile_sentence,
    title_of,
    verdict_sentence,
)
from assess.core.questionnaire import Questionnaire
from assess.core.scorecard import Scorecard
from assess.core.standing import Standing
from assess.texts import Translator
from assess.web import navigation, session
from assess.web.language_choice import language_choice
from assess.web.navigation import ASSESSMENT, VIEW, Room
from assess.web.outcome import Outcome, outcome_or_none
from assess.web.plain import plain
from assess.web.resources import book_of
from assess.web.rooms import advice, group, taking


def body() -> None:
    """The results of the assessment in the address, in the view that it names."""
    t = session.texts()
    outcome = outcome_or_none(session.device(), navigation.asked(ASSESSMENT), navigation.asked(VIEW), t.language)
    if outcome is None:
        taking.thanks(session.device(), navigation.asked(ASSESSMENT), t)
        return
    _head(outcome, t)
    if not any(standing.n for standing in outcome.scorecard.dimensions):
        st.markdown(_nothing_yet(outcome, t))
    else:
        shown(outcome, t)
        taking.downloads(outcome, t)
    if outcome.is_own:
        taking.own(outcome.assessment, t)


def shown(outcome: Outcome, t: Translator) -> None:
    """The result itself, from the profile to what is missing."""
    st.markdown(f"**{plain(profile_sentence(outcome.scorecard, t))}**")
    _disciplines(outcome, t)
    _charts(outcome, t)
    group.splits(outcome, t)
    advice.recommendations(outcome, t)
    group.items(outcome, t)
    advice.missing(outcome, t)


def _head(outcome: Outcome, t: Translator) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        _way_back(outcome, t)
        language_choice(t, outcome.assessment.id, book_of(session.device(), outcome.assessment))
    st.title(plain(outcome.assessment.company), anchor=False)
    st.caption(_provenance(outcome, t))
    if len(outcome.views) > 1:
        key = f"view/{outcome.assessment.id}"
        st.selectbox(
            t("Result of"), outcome.views, index=outcome.views.index(outcome.view), key=key, on_change=_look_at,
            args=(key,), format_func=lambda view: group.view_words(view, t),
        )  # fmt: skip


def _look_at(key: str) -> None:
    """Puts the chosen view into the address by its name; Streamlit's own binding would put its words there."""
    st.query_params[VIEW] = str(session.chosen(key))


def _way_back(outcome: Outcome, t: Translator) -> None:
    owns = "owner" in outcome.assessment.roles and outcome.assessment.settings.kind == "links"
    if owns:
        navigation.link(Room.BOARD, t("Board"), ":material/arrow_back:", **{ASSESSMENT: outcome.assessment.id})
    else:
        navigation.link(Room.HOME, t("Start page"), ":material/arrow_back:")


def _provenance(outcome: Outcome, t: Translator) -> str:
    reference, settings = outcome.scorecard.questionnaire, outcome.assessment.settings
    parts = [
        f"{plain(reference.title)} {plain(reference.version)}",
        t.plural("{n} rater", "{n} raters", outcome.scorecard.raters),
        t("groups of {n} or more", n=t.number(settings.minimum_group)) if outcome.scorecard.minimum_group else "",
    ]
    return " · ".join(part for part in parts if part)


def _nothing_yet(outcome: Outcome, t: Translator) -> str:
    if outcome.is_own:
        return t("There are too few answers for a score yet. Answer at least half of a dimension to see it here.")
    if outcome.assessment.settings.protected:
        return t(
            "There is no result yet. It shows once {n} people have finished, and then grows by whole groups.",
            n=t.number(outcome.assessment.settings.minimum_group),
        )
    return t("There is no result yet. It shows once somebody has finished.")


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
    _points(outcome.scorecard, outcome.book, t)


def _points(scorecard: Scorecard, book: Questionnaire, t: Translator) -> None:
    """The mean points of each allocation beside the scores, of which they are no part."""
    for each in scorecard.allocations:
        st.markdown(f"**{plain(book.item(each.id).text)}**")
        if not each.n:
            st.caption(t("Too few people gave points for a picture of them."))
            continue
        rows = [
            {
                t("Discipline"): t.discipline(given.discipline),
                t("Points"): t.number(given.mean, 1),
                t("Standard deviation"): t.number(given.sd, 1),
            }
            for given in each.disciplines
        ]
        st.table(pd.DataFrame(rows).set_index(t("Discipline")), border="horizontal")
        st.caption(t.plural("Mean points of {n} person", "Mean points of {n} people", each.n))


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
    return verdict if standing.firmness is None else f"{verdict}{t.colon} {firmness_words(standing, t).lower()}"


def _sources(outcome: Outcome, t: Translator) -> str:
    """Where parity comes from, and what the interval is."""
    sources = dict.fromkeys(parity_words(each, t) for each in outcome.scorecard.dimensions if each.parity_source)
    told = t("Parity: {sources}.", sources=", ".join(sources)) if sources else t("No parity is known.")
    several = any(each.interval for each in outcome.scorecard.dimensions)
    return f"{told} {t('In brackets the 90 % interval of the gap.')}" if several else told
