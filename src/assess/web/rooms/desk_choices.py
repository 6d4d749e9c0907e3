"""Desk: what a facilitator chooses for the room: where to look, what to vote on again, the discipline to lead."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assess.core.questionnaire import Discipline
from assess.core.rounds import disagreement
from assess.core.workshop import FIRST, Stage
from assess.web import session
from assess.web.facilitating import Desk, mirror, move, tried
from assess.web.resources import store
from assess.web.workshop import Shown

SUGGESTED = 3
"""So many dimensions are proposed for a second vote."""
WHOLE = ""
"""No dimension in particular."""


def turn(desk: Desk, offered: Sequence[str], label: str) -> None:
    """Which dimension the room looks at."""
    t, room = desk.t, desk.room
    stored = room.position.dimension or WHOLE
    key = mirror(f"turn/{desk.id}/{room.position.stage}", stored)
    st.selectbox(
        label, offered, offered.index(stored) if stored in offered else 0, key=key,
        on_change=_turned, args=(desk.id, room.revision, key),
        format_func=lambda name: desk.title_of(name) if name else t("The whole picture"),
    )  # fmt: skip


def _turned(assessment_id: str, revision: int, key: str) -> None:
    chosen = session.chosen(key)
    move(assessment_id, revision, "turn", str(chosen) if chosen else None)


def second_vote(desk: Desk, seen: Shown) -> None:
    """The dimensions to vote on again, those with the widest disagreement proposed."""
    t, room = desk.t, desk.room
    if Stage.VOTE not in room.plan.stages or room.revealed > FIRST:
        return
    widest = [each.id for each in disagreement(seen.card) if each.sd is not None]
    key = mirror(f"again/{desk.id}", list(room.plan.again))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.multiselect(
            t("Vote again on"), room.plan.dimension_ids, room.plan.again, key=key, format_func=desk.title_of,
            on_change=_again, args=(desk.id, key), width="stretch",
            placeholder=t("Nothing: the second vote is passed over"),
            select_all=False,  # Streamlit's button for it is in English only
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


def lead(desk: Desk) -> None:
    t, key = desk.t, mirror(f"lead/{desk.id}", desk.room.lead)
    options: list[Discipline | None] = [None, *Discipline]
    st.radio(
        t("The company leads in"), options, options.index(desk.room.lead), key=key, on_change=_led,
        args=(desk.id, key),
        format_func=lambda each: t("Not decided") if each is None else t.discipline(each),
    )  # fmt: skip


def _led(assessment_id: str, key: str) -> None:
    chosen = session.chosen(key)
    lead = Discipline(str(chosen)) if chosen else None
    tried(lambda: store().set_lead(session.device(), assessment_id, lead))
