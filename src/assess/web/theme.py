"""The theme, worked out once: Streamlit puts it together from all its settings for each run of each session.

Where two hundred people answer, that is a tenth of the server's work, for a message that is always the same: settings
are read when the server starts. A Streamlit that works otherwise is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

WORKER = "_populate_theme_msg"

Worker = Callable[..., None]
"""Fills a message with a section of the settings: `theme`, `theme.dark`, ..."""


def work_out_once() -> None:
    """From now on each section of the theme is worked out when it is first asked for, and copied then."""
    worker: Worker | None = getattr(app_session, WORKER, None)
    if worker is not None:
        setattr(app_session, WORKER, once(worker))


def once(worker: Worker) -> Worker:
    """The same messages as the worker's."""

    @cache
    def worked_out(section: str) -> CustomThemeConfig:
        message = CustomThemeConfig()
        worker(message, section)
        return message

    def copy(message: CustomThemeConfig, section: str = "theme") -> None:
        known = worked_out(section)
        if known.ByteSize():  # copying nothing would still say that the section was set
            message.MergeFrom(known)

    return copy
