"""Desk: what will be done: carried over, taken from the recommendations or written; by whom and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from assess.charts.sentences import kind_title
from assess.core.recommendations import Recommendation
from assess.store import LIMITS, Action
from assess.store.room_values import Status
from assess.texts import Translator
from assess.web import session
from assess.web.facilitating import Desk, mirror, tried
from assess.web.plain import plain
from assess.web.resources import store

REMOVED = "removed-action"
HEIGHT = 90
FIRST_ADVICE = 5
"""So many recommendations are shown at once; the others are unfolded."""


def agreeing(desk: Desk) -> None:
    """What was agreed, then what to take or write."""
    agreed = store().actions(desk.device, desk.id)
    for action in agreed:
        _one(desk, action)
    _undo(desk)
    _write(desk)
    _advice(desk, {each.rule for each in agreed})


def carried_over(desk: Desk) -> None:
    """The actions that were open after the earlier run, to be told done or not."""
    carried = [each for each in store().actions(desk.device, desk.id) if each.carried_from]
    if not carried:
        return
    st.subheader(desk.t("Open since last time"), anchor=False)
    for action in carried:
        _one(desk, action)


def told(action: Action, t: Translator) -> str:
    """Who does it until when, and whether it comes from the earlier run."""
    parts = [
        plain(action.owner),
        t("until {date}", date=t.date(action.due)) if action.due else "",
        t("from last time") if action.carried_from else "",
    ]
    return " · ".join(part for part in parts if part)


def _one(desk: Desk, action: Action) -> None:
    t, is_done = desk.t, action.status == "done"
    done = mirror(f"done/{action.id}", is_done)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"action-{action.id}"):
        with st.container(width="stretch", gap=None):
            st.text(action.text)
            if words := told(action, t):
                st.caption(words)
        st.checkbox(t("Done"), is_done, key=done, on_change=_mark, args=(desk.id, action, done))
        with st.popover(t("Edit"), icon=":material/edit:", type="tertiary", key=f"edit-{action.id}"):
            _edit(desk, action)


def _edit(desk: Desk, action: Action) -> None:
    t = desk.t
    text = st.text_area(t("Action"), action.text, max_chars=LIMITS["action"], key=f"text-{action.id}", height=HEIGHT)
    owner, due = _who_and_when(t, action.id, action.owner, action.due)
    changed = replace(action, text=text, owner=owner, due=due)
    with st.container(horizontal=True):
        st.button(t("Save"), key=f"save-{action.id}", type="primary", on_click=_save, args=(desk.id, changed))
        st.button(t("Delete"), key=f"delete-{action.id}", icon=":material/delete:", on_click=_delete,
                  args=(desk.id, action))  # fmt: skip


def _who_and_when(t: Translator, key: str, owner: str = "", due: date | None = None) -> tuple[str, date | None]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = st.text_input(t("Who"), owner, max_chars=LIMITS["action.owner"], key=f"owner-{key}")
        day = st.date_input(t("Until"), value=due, format=t.date_pattern, key=f"due-{key}")
    return who, day if isinstance(day, date) else None


def _write(desk: Desk) -> None:
    t = desk.t
    with st.form("new-action", border=False, clear_on_submit=True):
        text = st.text_area(t("New action"), max_chars=LIMITS["action"], height=HEIGHT)
        owner, due = _who_and_when(t, "new")
        sent = st.form_submit_button(t("Add"), icon=":material/add:") and text.strip()
    if sent and tried(lambda: store().add_action(desk.device, desk.id, text, owner=owner, due=due)):
        st.rerun()


def _advice(desk: Desk, taken: set[str | None]) -> None:
    """The recommendations of the latest result; one press takes one."""
    t, seen = desk.t, desk.shown()
    offered = [each for each in (seen.card.recommendations if seen else ()) if each.id not in taken]
    if not offered:
        return
    st.subheader(t("Recommended"), anchor=False)
    for each in offered[:FIRST_ADVICE]:
        _offer(desk, each)
    if offered[FIRST_ADVICE:]:
        with st.expander(t("More recommendations"), key="more-advice"):
            for each in offered[FIRST_ADVICE:]:
                _offer(desk, each)


def _offer(desk: Desk, advice: Recommendation) -> None:
    t, rule, dimension = desk.t, advice.rule, advice.dimension
    with st.container(horizontal=True, vertical_alignment="center", key=f"advice-{rule.id}"):
        with st.container(width="stretch", gap=None):
            st.markdown(plain(rule.action))
            st.caption(f"{plain(dimension.title)} · {kind_title(advice.kind, t)}")
        st.button(t("Take"), key=f"take-{rule.id}", icon=":material/add:", on_click=_take,
                  args=(desk.id, rule.id, dimension.id, rule.action, rule.horizon_days))  # fmt: skip


def _take(assessment_id: str, rule: str, dimension: str, text: str, days: int | None) -> None:
    due = date.today() + timedelta(days=days) if days else None  # noqa: DTZ011 - a day of whoever agrees on it
    text = text[: LIMITS["action"]]
    tried(lambda: store().add_action(session.device(), assessment_id, text, rule=rule, dimension=dimension, due=due))


def _save(assessment_id: str, action: Action) -> None:
    tried(lambda: store().edit_action(session.device(), assessment_id, action))


def _mark(assessment_id: str, action: Action, key: str) -> None:
    status: Status = "done" if session.chosen(key) else "open"
    _save(assessment_id, replace(action, status=status))


def _delete(assessment_id: str, action: Action) -> None:
    if tried(lambda: store().delete_action(session.device(), assessment_id, action.id)):
        kept = {"text": action.text, "rule": action.rule, "dimension": action.dimension, "owner": action.owner,
                "due": action.due}  # fmt: skip
        session.put(REMOVED, {"of": assessment_id, "action": kept})


def _undo(desk: Desk) -> None:
    """The way back for the action deleted last."""
    gone = session.chosen(REMOVED)
    if isinstance(gone, dict) and gone["of"] == desk.id:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(desk.t("Action deleted."))
            st.button(
                desk.t("Undo"), icon=":material/undo:", type="tertiary", key="undo-action", on_click=_bring_back
            )


def _bring_back() -> None:
    gone = session.take(REMOVED)
    if isinstance(gone, dict):
        tried(lambda: store().add_action(session.device(), gone["of"], **gone["action"]))
