"""Widgets of answers that a session shows no more are forgotten.

Streamlit keeps what it knows of each widget for as long as somebody is here, and a room of two hundred who go from
page to page would grow all the time. What was answered is in the database: a page that comes back begins with it.

Those of the page that was left last stay, since a tap may still be on its way when its page is turned: it is saved,
or refused in words, like any other. A Streamlit that works otherwise is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable

from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.runtime.state import session_state
from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.runtime.state.session_state import SessionState

WORKER = "_remove_stale_widgets"
SHOWN = "answers_shown"
"""Under which a session keeps the ids of our widgets that it showed last."""

Worker = Callable[[SessionState, frozenset[str]], None]
"""Removes the values of all widgets but the active ones, at the end of a run."""


def forget_old_widgets(is_ours: Callable[[str], bool]) -> None:
    """From now on each session forgets the widgets that it has not shown for long, of those whose keys are ours."""
    worker: Worker | None = getattr(SessionState, WORKER, None)
    if worker is not None:
        setattr(SessionState, WORKER, forgetful(worker, is_ours))


def forgetful(worker: Worker, is_ours: Callable[[str], bool]) -> Worker:
    """What the worker does, and then forgets old widgets."""

    def remove(state: SessionState, active: frozenset[str]) -> None:
        worker(state, active)
        for widget in _long_gone(state, active, is_ours):
            del state._new_widget_state.widget_metadata[widget]

    return remove


def _long_gone(state: SessionState, active: frozenset[str], is_ours: Callable[[str], bool]) -> set[str]:
    """The ids of our widgets that were gone already before those that went now; none where none went.

    A run of one fragment alone says nothing of what stands elsewhere on the page.
    """
    known, run = state._new_widget_state.widget_metadata, get_script_run_ctx()
    ours = {each for each in known if is_ours(user_key_from_element_id(each) or "")}
    fragments = run.fragment_ids_this_run if run else None
    gone = {each for each in ours if session_state._is_stale_widget(known[each], active, fragments)}
    before = state[SHOWN] if SHOWN in state else frozenset()  # noqa: SIM401 - a state has no `get`
    state[SHOWN] = (ours - gone) & (active | before)
    return gone - before if gone & before else set()
