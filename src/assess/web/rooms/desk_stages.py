"""Desk: what a facilitator sees and does while people rate, look, talk, vote again and weigh the disciplines."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from assess.charts import screen
from assess.charts.figures import radar
from assess.charts.sentences import profile_sentence
from assess.charts.shifts import changes_sentence, shift_plot
from assess.core.questionnaire import Discipline
from assess.core.rounds import disagreement
from assess.core.standing import Standing
from assess.core.workshop import FIRST, Stage
from assess.texts import Translator
from assess.web import session
from assess.web.facilitating import Desk, move, tried
from assess.web.plain import plain
from assess.web.resources import store
from assess.web.rooms import desk_notes, desk_trend
from assess.web.workshop import Shown

SUGGESTED = 3
"""So many dimensions are proposed for a second vote."""


def collecting(desk: Desk) -> None:
    """What people are asked now; never a figure of what they answer."""
    t, room = desk.t, desk.room
    if room.position.stage is Stage.LEAD:
        st.markdown(
            t("Everybody divides 100 points among the three disciplines. Nobody sees them before you show them.")
        )
        return
    asked = [
        each.id for each in room.plan.dimensions if room.position.stage is Stage.RATE or each.id in room.plan.again
    ]
    st.markdown(t("Nobody sees any answer before the reveal, neither do you."))
    if room.plan.pace == "own":
        st.markdown("\n".join(f"- {desk.title_of(each)}" for each in asked))
        return
    _turn(desk, asked, t("Open dimension"))


def result(desk: Desk) -> None:
    """Where people disagree, what to vote on again, and the picture."""
    t, seen = desk.t, desk.shown()
    if seen is None:
        return
    st.markdown(f"**{plain(profile_sentence(seen.card, t))}**")
    _second_vote(desk, seen)
    _standings(seen, t)
    _picture(desk, seen)
    desk_trend.since(desk, seen)


def discussion(desk: Desk) -> None:
    """One dimension after the other, with notes; and what to vote on again."""
    t, seen = desk.t, desk.shown()
    if seen is None:
        return
    widest = [each.id for each in disagreement(seen.card)]
    _turn(desk, [None, *widest], t("On the wall"))
    named = desk.room.position.dimension
    if named:
        _standings(seen, t, only=named)
    desk_notes.notes(desk, named)
    _second_vote(desk, seen)


def shifted(desk: Desk) -> None:
    """What the second vote has changed."""
    t, seen = desk.t, desk.shown()
    if seen is None or seen.before is None:
        return
    plot = shift_plot(seen.before, seen.card, t, desk.room.plan.again)
    if told := changes_sentence(plot.rows, t):
        st.markdown(f"**{plain(told)}**")
    if seen.revoted is not None:
        st.caption(t.plural("{n} person voted again", "{n} people voted again", seen.revoted))
    rows = [
        {
            t("Dimension"): plain(each.title),
            t("First vote"): _spread(each.before, each.sd_before, t),
            t("Second vote"): _spread(each.after, each.sd, t),
            t("Change"): t.gap(each.change),
        }
        for each in seen.shifts
        if each.id in desk.room.plan.again
    ]
    st.table(pd.DataFrame(rows).set_index(t("Dimension")), border="horizontal")
    desk_notes.notes(desk, desk.room.position.dimension)


def stance(desk: Desk) -> None:
    """The points beside the scores, and the choice."""
    t, seen = desk.t, desk.shown()
    if seen is None:
        return
    if seen.points is None or seen.points.withheld or not seen.points.people:
        st.markdown(t("Too few people gave points for a picture of them."))
    else:
        rows = [
            {
                t("Discipline"): t.discipline(each.discipline),
                t("Points"): t.number(each.points),
                t("Score"): t.number(each.score),
                t("Gap"): t.gap(each.gap),
                t("Verdict"): t.verdict(each.verdict),
            }
            for each in seen.stances
        ]
        st.table(pd.DataFrame(rows).set_index(t("Discipline")), border="horizontal")
        st.caption(t.plural("Mean points of {n} person", "Mean points of {n} people", seen.points.people))
    _lead(desk)


# --- choosing ----------------------------------------------------------------------------------------------------


def _turn(desk: Desk, offered: list[str] | list[str | None], label: str) -> None:
    """Which dimension the room looks at."""
    t, key = desk.t, f"turn/{desk.id}/{desk.room.position.stage}"
    session.put(key, desk.room.position.dimension if desk.room.position.dimension in offered else offered[0])
    st.selectbox(
        label, offered, key=key, on_change=_turned, args=(desk.id, desk.room.revision, key),
        format_func=lambda name: t("The whole picture") if name is None else desk.title_of(name),
    )  # fmt: skip


def _turned(assessment_id: str, revision: int, key: str) -> None:
    chosen = session.chosen(key)
    move(assessment_id, revision, "turn", str(chosen) if chosen else None)


def _second_vote(desk: Desk, seen: Shown) -> None:
    """The dimensions to vote on again, those with the widest disagreement proposed."""
    t, room = desk.t, desk.room
    if Stage.VOTE not in room.plan.stages or room.revealed > FIRST:
        return
    widest = [each.id for each in disagreement(seen.card) if each.sd is not None]
    key = f"again/{desk.id}"
    session.put(key, list(room.plan.again))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.multiselect(
            t("Vote again on"), room.plan.dimension_ids, key=key, format_func=desk.title_of, on_change=_again,
            args=(desk.id, key), placeholder=t("Nothing: the second vote is passed over"), width="stretch",
        )  # fmt: skip
        if widest and not room.plan.again:
            st.button(t("Propose"), icon=":material/lightbulb:", on_click=_propose,
                      args=(desk.id, widest[:SUGGESTED]),
                      help=t("The dimensions on which people disagree most."))  # fmt: skip


def _again(assessment_id: str, key: str) -> None:
    chosen = session.chosen(key)
    named = [str(each) for each in chosen] if isinstance(chosen, list) else []
    tried(lambda: store().choose_second_vote(session.device(), assessment_id, named))


def _propose(assessment_id: str, widest: list[str]) -> None:
    tried(lambda: store().choose_second_vote(session.device(), assessment_id, widest))


def _lead(desk: Desk) -> None:
    t, key = desk.t, f"lead/{desk.id}"
    options: list[Discipline | None] = [None, *Discipline]
    session.put(key, desk.room.lead)
    st.radio(
        t("The company leads in"), options, key=key, on_change=_led, args=(desk.id, key),
        format_func=lambda each: t("Not decided") if each is None else t.discipline(each),
    )  # fmt: skip


def _led(assessment_id: str, key: str) -> None:
    chosen = session.chosen(key)
    lead = Discipline(str(chosen)) if chosen else None
    tried(lambda: store().set_lead(session.device(), assessment_id, lead))


# --- showing -----------------------------------------------------------------------------------------------------


def _standings(seen: Shown, t: Translator, only: str = "") -> None:
    """The dimensions by how far people are apart, with score, gap and verdict."""
    rows = [_row(each, t) for each in disagreement(seen.card) if only in ("", each.id)]
    st.table(pd.DataFrame(rows).set_index(t("Dimension")), border="horizontal")
    if not only:
        st.caption(t("The widest disagreement first: mean and standard deviation of the raters."))


def _row(each: Standing, t: Translator) -> dict[str, str]:
    return {
        t("Dimension"): plain(each.title),
        t("Score"): _spread(each.score, each.sd, t),
        t("Gap"): t.gap(each.gap),
        t("Verdict"): t.verdict(each.verdict),
    }


def _spread(mean: float | None, sd: float | None, t: Translator) -> str:
    return t.number(mean) if sd is None else f"{t.number(mean)} ± {t.number(sd)}"


def _picture(desk: Desk, seen: Shown) -> None:
    figure = radar(seen.card, desk.t)
    if figure is None:
        return
    with st.expander(desk.t("Radar"), key="radar-open"):
        st.plotly_chart(
            screen.draw_radar(figure, session.is_dark()),
            config=screen.CONFIG,
            theme=None,
            alt=figure.alt,
            key="radar",
        )
