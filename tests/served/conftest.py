"""A real server with one finished assessment in its database, and who owns it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))  # in importlib mode pytest puts no folder on the path

from app_server import AppServer

from assess.store import Assessment, KeptQuestionnaire, Location, Store, new_secret
from assess.web.middleware import COOKIE
from assess.yaml_source import shipped


@dataclass(frozen=True)
class Running:
    """A server, the assessment in it, and the secret of the browser that owns it."""

    server: AppServer
    assessment: Assessment
    owner: str

    def get(self, path: str, device: str | None = None, **headers: str) -> httpx.Response:
        """Asks as this device, or as a browser without a cookie."""
        cookies = {COOKIE: device} if device else None
        return httpx.get(f"{self.server.url}{path}", cookies=cookies, headers=headers, timeout=30)


def answered(store: Store, owner: str, company: str) -> Assessment:
    """A finished pulse of a company against Bolt, every item at 2 and Bolt at 4."""
    pulse = next(each for each in shipped() if each.questionnaire.id == "pulse")
    book = pulse.questionnaire
    kept = KeptQuestionnaire(book.id, book.version, pulse.sha256, pulse.text)
    made = store.create_assessment(owner, company=company, questionnaire=kept, competitors=["Bolt"])
    for item in book.items:
        store.save_answer(owner, made.id, item.id, value=2)
        if item.compare:
            store.save_answer(owner, made.id, item.id, subject="Bolt", value=4)
    store.finish(owner, made.id)
    return made


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The app on SQLite, with an assessment of a company whose name is no file's name."""
    server = AppServer(tmp_path_factory.mktemp("server"))
    server.data.mkdir()
    owner, store = new_secret(), Store.open(Location(file=server.data / "assess.sqlite3"))
    assessment = answered(store, owner, 'Größe/"Δ" <x>')
    store.close()
    server.start()
    yield Running(server, assessment, owner)
    server.stop()
    assert "Traceback" not in server.log, server.log
