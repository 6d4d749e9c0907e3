"""/live tells browsers in a workshop that the room has changed, and nobody else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from app_server import AppServer

from assess.core.workshop import plan_for
from assess.store import KeptQuestionnaire, Location, Room, Store, new_secret
from assess.web.middleware import COOKIE
from assess.yaml_source import find

SECONDS = 3
"""Within so many seconds a phone must see that the stage has changed."""


@dataclass(frozen=True)
class Workshop:
    """A server, and the room of a facilitator whose other process writes to the same database."""

    server: AppServer
    store: Store
    facilitator: str
    id: str

    def room(self) -> Room:
        return self.store.room(self.facilitator, self.id)

    def next(self) -> Room:
        return self.store.move_to(self.facilitator, self.id, self.room().revision, "next")

    def follow(self, device: str) -> httpx.Response:
        """The stream's head; its lines are read from it while it is open."""
        client = httpx.Client(cookies={COOKIE: device}, timeout=30)
        return client.send(client.build_request("GET", f"{self.server.url}/live/{self.id}"), stream=True)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """An open room on a running server, with the pulse."""
    server = AppServer(tmp_path)
    server.data.mkdir()
    store, facilitator, pulse = Store.open(Location(file=server.data / "assess.sqlite3")), new_secret(), find("pulse")
    kept = KeptQuestionnaire("pulse", pulse.questionnaire.version, pulse.sha256, pulse.text)
    made = store.create_workshop(
        facilitator, title="Day", company="Acme", questionnaire=kept, plan=plan_for(pulse.questionnaire)
    )
    store.open_room(facilitator, made.id)
    server.start()
    yield Workshop(server, store, facilitator, made.id)
    server.stop()
    store.close()
    assert "Traceback" not in server.log, server.log


def revisions(answer: httpx.Response) -> Iterator[int]:
    """The news as it comes."""
    return (int(line.removeprefix("data: ")) for line in answer.iter_lines() if line.startswith("data: "))


def test_followers_hear_of_a_change_in_time(workshop: Workshop) -> None:
    phone = new_secret()
    workshop.store.follow_code(phone, str(workshop.room().code))
    workshop.store.begin(phone, workshop.id, language="en")
    answer = workshop.follow(phone)
    assert answer.headers["content-type"].startswith("text/event-stream")
    heard = revisions(answer)
    assert next(heard) == workshop.room().revision
    began, expected = time.monotonic(), workshop.next().revision
    assert next(heard) == expected
    assert time.monotonic() - began < SECONDS
    answer.close()


def test_a_stranger_hears_nothing(workshop: Workshop) -> None:
    answer = workshop.follow(new_secret())
    assert (answer.status_code, answer.read()) == (403, b"not here\n")


def test_followers_hear_again_after_a_restart(workshop: Workshop) -> None:
    known = workshop.room().revision
    workshop.server.kill()
    workshop.next()
    workshop.server.start()
    answer = workshop.follow(workshop.facilitator)
    assert next(revisions(answer)) > known
    answer.close()
