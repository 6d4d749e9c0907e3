"""The web's doors on a real database, without a browser: its routes as an HTTP client sees them, and its outcomes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

sys.path.insert(0, str(Path(__file__).parents[1] / "core"))  # in importlib mode pytest puts no folder on the path
sys.path.insert(0, str(Path(__file__).parent))

from phone import Workshop, in_workshop

from assess.store import Assessment, Location, NewLink, Settings, Store, new_secret
from assess.store.values import Role
from assess.web import resources, session
from assess.web.middleware import COOKIE, MIDDLEWARE
from assess.web.resources import library
from assess.web.rooms.fields import kept
from assess.web.routes import ROUTES

ITEMS = ("depth-known", "sale-after", "sale-quarter", "delivery-date", "cost-one-go", "process-returns",
         "desire-want", "ideas-decision", "speed-wait")  # fmt: skip
"""The pulse's items."""


@dataclass(frozen=True)
class Site:
    """The app's routes and its open store."""

    store: Store
    routes: Starlette

    def get(self, path: str, device: str = "", method: str = "GET", **headers: str) -> httpx.Response:
        """What a browser with this cookie is answered."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.routes, raise_app_exceptions=False)
            cookies = {COOKIE: device} if device else {}
            async with httpx.AsyncClient(transport=transport, base_url="http://here", cookies=cookies) as client:
                return await client.request(method, path, headers=headers)

        return asyncio.run(ask())

    def start(
        self, owner: str, company: str = "Acme", competitors: tuple[str, ...] = (), **settings: Any
    ) -> Assessment:
        """An assessment by links that this browser owns, with the pulse."""
        decided = Settings(**{"kind": "links", **settings})
        return self.store.create_assessment(
            owner, company=company, questionnaire=kept(library()["pulse"]), competitors=competitors, settings=decided
        )

    def link(self, owner: str, assessment: str, role: Role = "open", label: str = "", **given: Any) -> NewLink:
        (made,) = self.store.add_links(owner, assessment, role, [label or role], **given)
        return made

    def come(self, token: str, **given: Any) -> str:
        """A new browser whose person begins."""
        browser = new_secret()
        found = self.store.follow(browser, token)
        self.store.invitation(browser, found.assessment_id)
        self.store.begin(browser, found.assessment_id, **{"language": "en", **given})
        return browser

    def answer(self, browser: str, assessment: str, *, value: float = 3, comment: str = "") -> None:
        """Each item of the pulse with this value, the first with a comment."""
        for item in ITEMS:
            self.store.save_answer(browser, assessment, item, value=value)
        if comment:
            self.store.save_comment(browser, assessment, ITEMS[0], comment)

    def respond(self, token: str, assessment: str, *, value: float = 3, comment: str = "", **given: Any) -> str:
        """A new browser whose person answers all and finishes."""
        browser = self.come(token, **given)
        self.answer(browser, assessment, value=value, comment=comment)
        self.store.finish(browser, assessment)
        return browser


def at(location: Location, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The app on a database."""
    if location.url:
        monkeypatch.setenv("ASSESS_DATABASE_URL", location.url.render_as_string(hide_password=False))
    else:
        monkeypatch.delenv("ASSESS_DATABASE_URL", raising=False)
        monkeypatch.setenv("ASSESS_DATA_DIR", str(location.file and location.file.parent))
    resources.close_store()
    yield Site(resources.store(), Starlette(routes=ROUTES, middleware=MIDDLEWARE))
    resources.close_store()


@pytest.fixture
def site(location: Location, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The app on both kinds of databases."""
    yield from at(location, monkeypatch)


@pytest.fixture
def small_site(new_sqlite: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The app on SQLite, where the database makes no difference."""
    yield from at(new_sqlite(), monkeypatch)


@pytest.fixture
def owner() -> str:
    """The owner's browser."""
    return new_secret()


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> str:
    """A browser's secret for Streamlit's own test runner, which sends no cookies."""
    secret = new_secret()
    monkeypatch.setattr(session, "device", lambda: secret)
    return secret


@pytest.fixture
def store(new_sqlite: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The pages' store on a new database."""
    monkeypatch.setenv("ASSESS_DATA_DIR", str(new_sqlite().file.parent))
    monkeypatch.delenv("ASSESS_DATABASE_URL", raising=False)
    resources.close_store()
    yield resources.store()
    resources.close_store()


@pytest.fixture
def workshop(store: Store, device: str) -> Workshop:
    """A workshop with the pulse, which this browser has joined."""
    return in_workshop(store, device)
