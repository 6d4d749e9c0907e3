"""docs/haproxy.cfg as it stands: a workshop on two processes goes on when its database restarts or a process dies."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from textwrap import indent
from typing import Any

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))  # in importlib mode pytest puts no folder on the path

from app_server import ROOT
from benchmarks.load import line
from benchmarks.load.crowd import Crowd, Pace, drop_all
from benchmarks.load.line import Browser
from benchmarks.load.visitor import Visitor
from benchmarks.load.ways import Person, device_of
from benchmarks.load.workshop import Workshop, shown
from proxy import CONFIGURATION, PROCESS, Behind, behind_proxy

from assess.store import Location, Store, new_secret
from assess.web.middleware import COOKIE

PEOPLE = 6
SECONDS_TO_SEE = 3
SECONDS_TO_GO_ON = 10
SECONDS_AWAY = 4
PATIENCE = 60


@dataclass
class Day(Workshop):
    """A workshop on two processes behind the proxy; the facilitator sits at the desk behind it, too."""

    behind: Any = None
    postgres: Any = None
    crowd: Any = None
    desk: Any = None
    seen: dict[str, float] = field(default_factory=dict)
    """Seconds until the last phone showed what the facilitator did."""
    gone_on: dict[str, float] = field(default_factory=dict)
    """Seconds until everybody had another answer acknowledged."""
    spread: set[str] = field(default_factory=set)
    without: int = 0
    """Phones whose page said that the database was away."""
    opened: int = 0
    """How a page was answered that somebody opened meanwhile."""
    news: int = 0
    """How the room's news were answered meanwhile."""
    back: int = 0
    rights: list[int] = field(default_factory=list)

    async def lead(self, seconds: float, every: float) -> None:
        """What happens while people answer."""
        self.crowd.away = True
        try:
            await self._opens()
            await self._database_restarts()
            await self._process_dies()
        finally:
            self.crowd.over = True

    async def _opens(self) -> None:
        self.desk = Visitor(Browser(self.behind.proxy.url))
        await self.desk.open("/")
        device = next(cookie for cookie in self.desk.browser.jar if cookie.name == COOKIE)
        device.value = self.owner
        await self.desk.open(f"/desk?a={self.assessment}")
        await self._step("Open the rating", "the rating opened")
        await self._everybody_answers()
        self.spread = {process_of(person.visitor) for person in self.crowd.people}
        self.rights = await asyncio.to_thread(self._asked_at_both)

    async def _database_restarts(self) -> None:
        await asyncio.to_thread(self._restart)
        self.gone_on["everybody answers after a restart of the database"] = await self._everybody_answers()
        await self._step("Pause", "a pause after the restart")
        await self._step("Go on", "its end")
        await self._everybody_answers()

    def _restart(self) -> None:
        with self.postgres.stopped():
            time.sleep(SECONDS_AWAY)
            self.without = sum(person.visitor.tries_again for person in self.crowd.people)
            self.opened = self.behind.proxy.get("/").status_code
            news = self.behind.proxy.get(f"/live/{self.assessment}", cookie=f"{COOKIE}={self.owner}")
            self.news = news.status_code

    async def _process_dies(self) -> None:
        """The process of the facilitator, and of some of the phones."""
        await asyncio.to_thread(self.behind.processes[process_of(self.desk)].kill)
        self.gone_on["everybody answers after a process died"] = await self._everybody_answers()
        await self.desk.reconnect()
        await self._step("Pause", "a pause after the death")
        await self._step("Go on", "the end of that")
        await self._everybody_answers()

    async def _step(self, label: str, after: str) -> None:
        """The facilitator presses a button of the desk; returns when everybody sees what it did."""
        before = await asyncio.to_thread(self._revision)
        began = time.monotonic()
        await self.desk.press(label)
        await self._until(lambda person: revision_of(person) > before, f"{label} is seen")
        self.seen[f"everybody sees {after}"] = time.monotonic() - began

    async def _everybody_answers(self) -> float:
        began, before = time.monotonic(), {id(each): each.acknowledged for each in self.crowd.people}
        await self._until(lambda person: person.acknowledged > before[id(person)], "everybody answers")
        return time.monotonic() - began

    async def _until(self, holds: Callable[[Person], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not all(map(holds, self.crowd.people)):
            texts = [each.page.texts()[:4] for each in self.crowd.people if not holds(each)]
            assert time.monotonic() < end, f"not within {PATIENCE} s: {what}. {self.crowd.tally.errors} {texts}"
            await asyncio.sleep(0.05)

    def _revision(self) -> int:
        store = Store.open(self.location)
        try:
            return store.room(self.owner, self.assessment).revision
        finally:
            store.close()

    def _asked_at_both(self) -> list[int]:
        """The status of the room's news at each process for everybody's device, then for a stranger's."""
        devices = [*(device_of(person) for person in self.crowd.people), new_secret()]
        return [status(f"{each.url}/live/{self.assessment}", device) for device in devices
                for each in self.behind.processes.values()]  # fmt: skip


def status(url: str, device: str) -> int:
    with httpx.stream("GET", url, cookies={COOKIE: device}, timeout=30) as answer:
        return answer.status_code


def revision_of(person: Person) -> int:
    """The room's revision on a phone; -1 while it shows no room."""
    try:
        return shown(person)
    except LookupError:
        return -1


def process_of(visitor: Visitor) -> str:
    return next(str(cookie.value) for cookie in visitor.browser.jar if cookie.name == PROCESS)


async def taken_part(crowd: Crowd, day: Day) -> None:
    """From the first who joins to the last who leaves; in the end all load their page anew."""
    await crowd.join()
    await crowd.answer()
    day.back = await drop_all(crowd, 0)
    await crowd.leave()
    await day.desk.close()


@pytest.fixture(scope="module")
def behind(tmp_path_factory: Any, new_lasting_postgresql: Callable[[], Location]) -> Iterator[Behind]:
    with behind_proxy(tmp_path_factory.mktemp("behind"), new_lasting_postgresql()) as running:
        line.TRUST.load_verify_locations(running.proxy.certificate)
        yield running


def test_the_guide_shows_the_files_as_they_stand() -> None:
    guide = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
    unit = (ROOT / "docs" / "assess@.service").read_text(encoding="utf-8")
    assert f"```\n{CONFIGURATION.read_text(encoding='utf-8')}```" in guide
    assert indent(unit, "   ") in guide


def test_plain_http_leads_to_tls_and_cookies_are_secure(behind: Behind) -> None:
    led = httpx.get(f"{behind.proxy.plain_url}/start", timeout=30)
    assert (led.status_code, led.headers["location"][:8]) == (301, "https://")
    answer = behind.proxy.get("/", accept="text/html")
    for name in (COOKIE, PROCESS):
        cookie = SimpleCookie(next(each for each in answer.headers.get_list("set-cookie") if each.startswith(name)))
        assert cookie[name]["secure"] and cookie[name]["httponly"] and cookie[name]["samesite"] == "Lax"
    assert answer.headers["strict-transport-security"]


def test_a_workshop_goes_on(behind: Behind, postgres: Any) -> None:
    day = Day(behind.location, behind=behind, postgres=postgres)
    day.prepare()
    day.crowd = crowd = Crowd(day, behind.proxy.url, Pace(PEOPLE, every=1, seconds=300, arrival=2))
    asyncio.run(taken_part(crowd, day))
    for what, seconds in (day.gone_on | day.seen).items():
        print(f"{seconds:5.1f} s until {what}")  # noqa: T201 - what was measured
    assert not crowd.tally.errors
    assert day.lost(crowd.people) == []
    assert day.without == day.back == PEOPLE
    assert "backend 'ready' has no server available" in behind.proxy.log
    assert (day.opened, day.news) == (200, 503)
    assert day.spread == {"one", "two"}
    assert day.rights == [200] * 2 * PEOPLE + [403] * 2
    assert max(day.gone_on.values()) < SECONDS_TO_GO_ON
    assert max(day.seen.values()) < SECONDS_TO_SEE
