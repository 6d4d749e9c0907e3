"""Projector: what one run of the page shows of a workshop, and how charts come onto it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from assess.charts import screen
from assess.core.questionnaire import Questionnaire
from assess.store import Assessment, Room
from assess.texts import Translator
from assess.web.wall import Wall
from assess.web.workshop import Shown, shown

Live = Callable[[], None]
"""Draws what is asked for each second, where it is called."""


@dataclass(frozen=True)
class Scene:
    """A workshop on the wall as this run of the page shows it; `book` holds the dimensions that are rated."""

    device: str
    room: Room
    assessment: Assessment
    book: Questionnaire
    t: Translator
    wall: Wall
    dark: bool

    def shown(self) -> Shown | None:
        """What has been revealed; None before that, and nothing is read then."""
        return shown(self.device, self.room, self.t.language)


def draw(figure: go.Figure, alt: str, *, key: str) -> None:
    """A chart on the wall; nothing on it answers to a pointer."""
    config = {**screen.CONFIG, "staticPlot": True}
    st.plotly_chart(figure, config=config, theme=None, alt=alt, key=key)
