"""Desk: what a facilitator sees while people rate, look, talk, vote again and weigh the disciplines."""

from __future__ import annotations

import streamlit as st

from assess.charts.sentences import profile_sentence
from assess.core.rounds import disagreement
from assess.core.workshop import Stage
from assess.web.facilitating import Desk
from assess.web.plain import plain
from assess.web.rooms import desk_choices, desk_notes, desk_pictures
from assess.web.rooms.desk_choices import WHOLE
from assess.web.workshop import Shown


def collecting(desk: Desk) -> None:
    """What people are asked now; never a figure of what they answer."""
    t, room = desk.t, desk.room
    if room.position.stage is Stage.LEAD:
        st.markdown(t("Everybody divides 100 points among the disciplines. Nobody sees them before you show them."))
        return
    asked = room.plan.dimension_ids if room.position.stage is Stage.RATE else room.plan.again
    st.markdown(t("Nobody sees any answer before the reveal, you neither."))
    if room.plan.pace == "own":
        st.markdown("\n".join(f"- {desk.title_of(each)}" for each in asked))
    else:
        desk_choices.turn(desk, asked, t("Open dimension"))


def result(desk: Desk) -> None:
    """Where people disagree, what to vote on again, and what has changed since an earlier run."""
    seen = desk.shown()
    if seen is None:
        return
    st.markdown(f"**{plain(profile_sentence(seen.card, desk.t))}**")
    if not seen.card.raters:
        return
    desk_choices.second_vote(desk, seen)
    _look(desk, seen)
    if desk.room.position.dimension is None:
        desk_pictures.spread(desk, seen)
        desk_pictures.trend(desk, seen)


def discussion(desk: Desk) -> None:
    """One dimension after the other, with notes; and what to vote on again."""
    seen = desk.shown()
    if seen is None:
        return
    _look(desk, seen)
    desk_notes.notes(desk, desk.room.position.dimension)
    desk_choices.second_vote(desk, seen)


def shifted(desk: Desk) -> None:
    """What the second vote has changed, and notes on it."""
    seen = desk.shown()
    if seen is None:
        return
    desk_pictures.shift(desk, seen)
    _look(desk, seen)
    desk_notes.notes(desk, desk.room.position.dimension)


def stance(desk: Desk) -> None:
    """The points beside the scores, and the choice."""
    seen = desk.shown()
    if seen is not None:
        desk_pictures.points(desk, seen)
        desk_choices.lead(desk)


def _look(desk: Desk, seen: Shown) -> None:
    """What the wall shows, the dimensions of the widest disagreement first; a single one in full."""
    widest = [each.id for each in disagreement(seen.card)]
    desk_choices.turn(desk, [WHOLE, *widest], desk.t("On the wall"))
    if named := desk.room.position.dimension:
        desk_pictures.one(desk, seen, named)
