"""Many people at once, each at a human pace, and the accidents that happen to them."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from benchmarks.load.line import LOST, Browser
from benchmarks.load.server import Elsewhere, Server
from benchmarks.load.tally import ANSWER, BACK, JOIN, NEXT, Tally
from benchmarks.load.visitor import Visitor
from benchmarks.load.ways import Person, Way, WrongPageError

SECONDS_TO_COME_BACK = 120.0
SEED = 7

Step = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Pace:
    """How many people come within how many seconds, how often each answers for how long, how often all are moved."""

    people: int
    every: float
    seconds: float
    arrival: float
    stage_every: float = 30.0


@dataclass
class Crowd:
    """People on one server, on one way; they stop answering before their time once it is `over`.

    While accidents are ours, `away` is set: lost sockets and pages without their database are no errors then.
    """

    way: Way
    url: str
    pace: Pace
    tally: Tally = field(default_factory=Tally)
    people: list[Person] = field(default_factory=list)
    away: bool = False
    over: bool = False
    lag: float = 0.0
    """The longest that this process itself was late, in seconds."""

    async def join(self) -> None:
        """Everybody comes within the time of arrival."""
        self.people = [
            Person(Visitor(Browser(self.url)), random.Random(SEED + number)) for number in range(self.pace.people)
        ]
        await asyncio.gather(*(self._come(person) for person in self.people))

    async def answer(self) -> None:
        """Everybody answers until the time is over; ends when the last answer has come back."""
        end = time.monotonic() + self.pace.seconds
        watch = asyncio.create_task(self._watch_lag())
        following = [asyncio.create_task(self.way.follow(person, self.tally)) for person in self.people]
        await asyncio.gather(
            self.way.lead(self.pace.seconds, self.pace.stage_every),
            *(self._keep_answering(person, end) for person in self.people),
        )
        for task in (watch, *following):
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)

    async def leave(self) -> None:
        await asyncio.gather(*(person.visitor.close() for person in self.people))

    async def _come(self, person: Person) -> None:
        await asyncio.sleep(person.chance.uniform(0, self.pace.arrival))
        await self._timed(JOIN, lambda: self.way.join(person))

    async def _keep_answering(self, person: Person, end: float) -> None:
        await asyncio.sleep(person.chance.uniform(0, self.pace.every))
        while time.monotonic() < end and not self.over:
            began = time.monotonic()
            await self._step(person)
            await asyncio.sleep(max(0.0, self.pace.every - (time.monotonic() - began)))

    async def _step(self, person: Person) -> None:
        """One answer, or one page on; a lost socket is connected again, as a browser does."""
        try:
            if not person.visitor.is_connected:
                raise ConnectionError("the socket broke while nothing was asked")
            if await self._tried_again(person):
                return
            began = time.perf_counter()
            if await self.way.go_on(person):
                self.tally.add(NEXT, time.perf_counter() - began)
            await self._timed(ANSWER, lambda: self.way.answer(person), raising=True)
        except LOST as error:
            if not self.away:
                self.tally.fail(error)
            await self.come_back(person, person.visitor.reconnect)
        except (WrongPageError, LookupError) as error:
            if not (self.away and person.visitor.tries_again):
                self.tally.fail(error)

    async def _tried_again(self, person: Person) -> bool:
        """Leaves a page alone that tries to reach its database, and looks at what it shows then."""
        async with person.turn:
            tried = await person.visitor.try_again()
        if tried:
            person.look()
        return tried

    async def come_back(self, person: Person, how: Step) -> bool:
        """Tries until the page is there again; the time counts from the first try."""
        began, wait = time.perf_counter(), 0.2
        while time.perf_counter() - began < SECONDS_TO_COME_BACK:
            try:
                async with person.turn:
                    await how()
            except LOST:
                await asyncio.sleep(wait)
                wait = min(2.0, wait * 1.5)
            else:
                person.look()
                self.tally.reconnects += 1
                self.tally.add(BACK, time.perf_counter() - began)
                return True
        self.tally.fail("nobody could come back within two minutes")
        return False

    async def _timed(self, kind: str, step: Step, *, raising: bool = False) -> None:
        began = time.perf_counter()
        try:
            done = await step()
        except (*LOST, WrongPageError, LookupError) as error:
            if raising:
                raise
            self.tally.fail(error)
        else:
            if done is not False:
                self.tally.add(kind, time.perf_counter() - began)

    async def _watch_lag(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.1)
            self.lag = max(self.lag, time.perf_counter() - before - 0.1)


# --- accidents -----------------------------------------------------------------------------------------------------


async def kill_often(crowd: Crowd, server: Server | Elsewhere, every: float, times: int) -> None:
    """Kills the server again and again, and starts it anew; people come back by themselves."""
    crowd.away = times > 0
    for _ in range(times):
        await asyncio.sleep(every)
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)


async def drop_all(crowd: Crowd, seconds: float) -> int:
    """Cuts every socket at once; all load their page anew after so many seconds, with nothing but their cookies.

    Returns how many are where they were: on the same page, with every answer of it.
    """
    crowd.away = True
    addresses = [person.visitor.address for person in crowd.people]
    for person in crowd.people:
        person.visitor.cut()
    await asyncio.sleep(seconds)
    await asyncio.gather(*(crowd.come_back(person, person.visitor.reload) for person in crowd.people))
    return sum(
        person.visitor.address == address and person.is_where_they_were()
        for person, address in zip(crowd.people, addresses, strict=True)
    )
