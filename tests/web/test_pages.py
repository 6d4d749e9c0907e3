"""Pages without a browser: what a visitor without cookies is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assess.store import Location, Store
from assess.web import resources
from assess.web.script import SCRIPT


@pytest.fixture
def page(new_sqlite: Any, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    location: Location = new_sqlite()
    monkeypatch.setattr(resources, "_stores", [Store.open(location)])
    return AppTest.from_file(Path(SCRIPT), default_timeout=60)


def test_without_cookies_the_page_says_what_to_allow(page: AppTest) -> None:
    page.run()
    assert not page.exception
    assert [title.value for title in page.title] == ["Where does your company lead?"]
    (told,) = page.error
    assert "allow cookies for this site" in told.value
