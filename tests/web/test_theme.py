"""The theme is worked out once, and is what Streamlit would have made of the settings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig, NewSession
from streamlit.runtime import app_session

from assess.web.theme import WORKER, Worker, once

ROOT = Path(__file__).parents[2]


def themed(worker: Worker) -> CustomThemeConfig:
    """All sections, as Streamlit asks for them at the start of a run."""
    theme = NewSession().custom_theme
    worker(theme)
    for section in ("light", "dark", "sidebar", "light.sidebar", "dark.sidebar"):
        part = theme
        for name in section.split("."):
            part = getattr(part, name)
        worker(part, f"theme.{section}")
    return theme


def test_the_theme_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    config.get_config_options(force_reparse=True)
    theirs: Worker = getattr(app_session, WORKER)
    expected, ours = themed(theirs), once(theirs)
    assert expected.dark.primary_color == "#2f74c0"
    assert themed(ours) == themed(ours) == expected
    assert not themed(ours).HasField("sidebar")


def test_each_section_is_worked_out_once() -> None:
    asked = Counter[str]()

    def worker(message: CustomThemeConfig, section: str = "theme") -> None:
        asked[section] += 1
        message.primary_color = section

    ours = once(worker)
    for _ in range(3):
        for section in ("theme", "theme.dark"):
            message = CustomThemeConfig()
            ours(message, section)
            assert message.primary_color == section
    assert asked == {"theme": 1, "theme.dark": 1}
