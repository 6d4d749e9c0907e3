"""The start and end of the server: everything that pages need is there before the first visitor comes."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import streamlit as st

import assess.web.rooms.results  # noqa: F401 - brings the drawing libraries in
from assess.store import StoreUnavailable
from assess.web.forgetting import forget_old_widgets
from assess.web.resources import close_store, library, store
from assess.web.saving import is_entry
from assess.web.theme import work_out_once

log = logging.getLogger(__name__)

COLLECTING = (10_000, 20, 6)
"""How much is made between two garbage collections. Each stops every session, and at Python's own (700, 10, 10) the
collections of everything, 0.1 s each, came three times while two hundred phones were shown a new stage. So they come
once in some two minutes of two hundred people's answers."""
SWITCHING_SECONDS = 0.001
"""How long a thread works while others wait: at Python's own 5 ms, each step of an answer waits so for pictures."""


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Opens the store and loads what pages need before the first visitor comes; closes the store at the end."""
    await anyio.to_thread.run_sync(_warm)
    yield {}
    await anyio.to_thread.run_sync(close_store)


def _warm() -> None:
    library()
    work_out_once()
    forget_old_widgets(is_entry)
    try:
        log.info("Data: %s", store().place)
    except StoreUnavailable as error:
        log.error("%s", error)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)
    sys.setswitchinterval(SWITCHING_SECONDS)
