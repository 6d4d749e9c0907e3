"""What all sessions share: the open store, parsed questionnaires, and the start and end of the server."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

import anyio
import streamlit as st

from assess.core.questionnaire import Questionnaire
from assess.store import Assessment, Store, StoreUnavailable
from assess.yaml_source import Loaded, load, shipped

log = logging.getLogger(__name__)

FIRST = "value-disciplines"
"""The questionnaire that people start with unless they choose another; its sample answers are shown."""
MOST_QUESTIONNAIRES = 64

_opening = threading.Lock()
_stores: list[Store] = []
_questionnaires: dict[str, Questionnaire] = {}


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
        while len(known) >= MOST_QUESTIONNAIRES:
            known.pop(next(iter(known)), None)
        known[sha256] = load(text, file=assessment.questionnaire_id).questionnaire
    return known[sha256]


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
