"""What a person reads when something fails: what happened, what is safe and what to do, never a traceback."""

from __future__ import annotations

import logging

import streamlit as st

from assess.core.errors import AssessError, ProblemsError
from assess.store import (
    Deleted,
    Finished,
    Moved,
    NotAllowed,
    NotFound,
    NotPossible,
    NotRevealed,
    Released,
    StoreUnavailable,
)
from assess.texts import Translator
from assess.web import navigation, session
from assess.web.again import again
from assess.web.links import REASONS, reasons
from assess.web.navigation import ASSESSMENT, Room
from assess.web.unsaved import saved_state

log = logging.getLogger(__name__)


def _is_fault(record: logging.LogRecord) -> bool:
    """A refusal is no fault of ours, though Streamlit logs one that a callback or fragment meets with a traceback."""
    return not (record.exc_info and isinstance(record.exc_info[1], AssessError))


logging.getLogger("streamlit.error_util").addFilter(_is_fault)


def show(error: Exception) -> bool:
    """Shows a failed page's reason and the way on; returns True, so that Streamlit shows nothing more."""
    if not isinstance(error, AssessError):
        log.error("A page failed", exc_info=error)
    elif isinstance(error, StoreUnavailable):
        log.error("%s", error)
    t = session.texts()
    st.error(words(error, t), icon=":material/error:")
    if isinstance(error, StoreUnavailable):
        _try_again(t)
    navigation.link(Room.HOME, t("Start page"), ":material/arrow_back:")
    return True


def _try_again(t: Translator) -> None:
    """The way on after a database failure: what this browser could not save waits here until it is saved.

    The page tries again by itself, too.
    """
    assessment_id = navigation.asked(ASSESSMENT)
    if session.unsaved(assessment_id):
        saved_state(assessment_id, t)
    else:
        st.button(t("Try again"), icon=":material/refresh:")
        again(assessment_id)


def words(error: Exception, t: Translator) -> str:
    """What failed and what to do about it, in a person's words."""
    if isinstance(error, Deleted):
        return t("This assessment was deleted. Its owner can bring it back from the start page for a while.")
    if type(error) in REASONS:
        return ". ".join(reasons(t)[REASONS[type(error)]])
    if isinstance(error, Released):
        return t("Your answers count in a group's result now, so they cannot be changed any more.")
    if isinstance(error, Moved):
        return t("The workshop was changed in the same moment. Look where it is now.")
    if isinstance(error, NotPossible):
        return t("The workshop is at a point where this cannot be done.")
    if isinstance(error, NotRevealed):
        return t("Nothing is shown before the facilitator reveals it.")
    if isinstance(error, NotFound):
        return t("There is no such assessment. Check the address, or begin at the start page.")
    if isinstance(error, NotAllowed):
        return t(
            "This browser has no access to this assessment. Open it in the browser where it was started, and allow "
            "cookies for this site."
        )
    if isinstance(error, Finished):
        return t("You have finished this assessment. Open it again from the results to change answers.")
    if isinstance(error, ProblemsError):
        return " ".join(problem.fault(t) for problem in error.problems)
    return t("Something went wrong on our side. What was saved is safe. Load the page again.")
