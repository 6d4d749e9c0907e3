"""What all sessions share: the open store, parsed questionnaires, and the start and end of the server."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any, TypeVar

import anyio
import streamlit as st

from assess.core.questionnaire import Questionnaire
from assess.store import Assessment, Store, StoreUnavailable
from assess.yaml_source import Loaded, load, shipped

log = logging.getLogger(__name__)

Kept = TypeVar("Kept")

FIRST = "value-disciplines"
"""The questionnaire that people start with unless they choose another; its sample answers are shown."""
MOST_QUESTIONNAIRES = 64
MOST_ASSESSMENTS = 4096

_opening = threading.Lock()
_stores: list[Store] = []
_questionnaires: dict[str, Questionnaire] = {}
_started_with: dict[str, str] = {}
"""The sha256 of the questionnaire by assessment: it never changes."""


def store() -> Store:
    """The one open store of this process; opened at first use, tried again after a failure.

    Raises StoreUnavailable while the database cannot be reached.
    """
    with _opening:
        if not _stores:
            _stores.append(Store.open())
        return _stores[0]


def close_store() -> None:
    """Closes the store; the next use opens it again."""
    with _opening:
        while _stores:
            _stores.pop().close()


@lru_cache(maxsize=1)
def library() -> dict[str, Loaded]:
    """The shipped questionnaires by id: the one to start with, then those of most disciplines, the thorough first."""
    return {each.questionnaire.id: each for each in sorted(shipped(), key=_place)}


def _place(loaded: Loaded) -> tuple[bool, int, int, str]:
    book = loaded.questionnaire
    return book.id != FIRST, -len(book.disciplines), -(book.minutes or 0), book.id


def questionnaire_of(device: str, assessment: Assessment, language: str = "") -> Questionnaire:
    """The questionnaire that an assessment was started with, read once for each text.

    It speaks the asked language where it has a translation; without any, its own (`Questionnaire.language`).
    """
    known, sha256 = _questionnaires, assessment.questionnaire_sha256
    if sha256 not in known:
        text = store().questionnaire(device, assessment.id).text
        _keep(known, sha256, load(text, file=assessment.questionnaire_id).questionnaire, MOST_QUESTIONNAIRES)
    if assessment.id not in _started_with:
        _keep(_started_with, assessment.id, sha256, MOST_ASSESSMENTS)
    return known[sha256]


def asked_in(device: str, assessment_id: str) -> Questionnaire:
    """What an assessment asks, to check what was sent; asks the store only where no page of it was shown here yet.

    Whether the device may answer is for the verb that saves to say.
    """
    known = _questionnaires.get(_started_with.get(assessment_id, ""))
    return known or questionnaire_of(device, store().assessment(device, assessment_id))


def _keep(kept: dict[str, Kept], key: str, value: Kept, most: int) -> None:
    """Keeps a value; the oldest make room."""
    while len(kept) >= most:
        kept.pop(next(iter(kept)), None)
    kept[key] = value


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Opens the store and loads what pages need before the first visitor comes; closes the store at the end."""
    await anyio.to_thread.run_sync(_warm)
    yield {}
    await anyio.to_thread.run_sync(close_store)


def _warm() -> None:
    import assess.web.rooms.results  # noqa: F401 - brings the drawing libraries in

    library()
    try:
        log.info("Data: %s", store().place)
    except StoreUnavailable as error:
        log.error("%s", error)
    gc.collect()
    gc.freeze()
