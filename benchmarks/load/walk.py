"""One crowd on one server from the first visitor to the last, with its accidents, and what came of it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

import psutil
from benchmarks.load.crowd import Crowd, Pace, drop_all, kill_often
from benchmarks.load.server import Elsewhere, Server, Used
from benchmarks.load.tally import ANSWER, HEAD, Tally
from benchmarks.load.ways import Way

MOST_TOLD = 10
MINUTE = 60.0
FEWEST_LOOKS = 4
"""Memory that was looked at less often is not called steady, nor growing."""


@dataclass(frozen=True)
class Accidents:
    """The server is killed so many times, once in so many seconds; all sockets break for so many seconds."""

    kill_every: float = 0
    kills: int = 0
    drops: tuple[float, ...] = ()


@dataclass(frozen=True)
class Walked:
    """What came out. `where` has, for each time that all sockets broke, how many people were where they had been.

    `memory` is the server's in bytes, once a minute; empty where it was killed, as each of its lives begins anew.
    """

    tally: Tally
    acknowledged: int
    refused: int
    lost: tuple[str, ...]
    where: dict[float, int] = field(default_factory=dict)
    memory: tuple[int, ...] = ()

    @property
    def is_sound(self) -> bool:
        """No error and nothing lost."""
        return not self.tally.errors and not self.lost

    @property
    def grown(self) -> float | None:
        """By which share the memory grew in the second half of the time; None where that cannot be told."""
        if len(self.memory) < FEWEST_LOOKS or not all(self.memory):
            return None
        return self.memory[-1] / self.memory[len(self.memory) // 2] - 1


async def walk(title: str, way: Way, server: Server | Elsewhere, pace: Pace, accidents: Accidents) -> Walked:
    """Starts the server, lets people join, answer and meet accidents, and looks at what was saved; prints it all."""
    way.prepare()
    server.start()
    crowd = Crowd(way, server.url, pace)
    try:
        use = Use(server)
        await crowd.join()
        use.mark("joined")
        looking = asyncio.create_task(use.look())
        await asyncio.gather(crowd.answer(), kill_often(crowd, server, accidents.kill_every, accidents.kills))
        looking.cancel()
        use.mark("end")
        where = {seconds: await drop_all(crowd, seconds) for seconds in accidents.drops}
    finally:
        await crowd.leave()
        server.stop()
    acknowledged = sum(person.acknowledged for person in crowd.people)
    refused = sum(person.refused for person in crowd.people)
    memory = () if accidents.kills else tuple(use.memory)
    walked = Walked(crowd.tally, acknowledged, refused, tuple(way.lost(crowd.people)), where, memory)
    lines = [*crowd.tally.lines(), *use.lines(len(crowd.tally.times[ANSWER]), crowd.lag), *_told(walked, pace.people)]
    print(f"\n{title}\n{HEAD}", *lines, sep="\n")
    return walked


def _told(walked: Walked, people: int) -> list[str]:
    tally = walked.tally
    lines = [f"  {count} times: {error}" for error, count in tally.errors.most_common(MOST_TOLD)]
    lines += [f"  LOST: {each}" for each in walked.lost[:MOST_TOLD]]
    lines += [f"  after {seconds:g} s without a socket: {there} of {people} where they were"
              for seconds, there in walked.where.items()]  # fmt: skip
    return [*lines, f"  {walked.acknowledged:,} answers acknowledged, {len(walked.lost)} not as acknowledged, "
                    f"{walked.refused} refused in a pause, "
                    f"{tally.errors.total()} errors, {tally.reconnects} reconnections"]  # fmt: skip


class Use:
    """What the server, and this process beside it, have used at some moments."""

    def __init__(self, server: Server | Elsewhere) -> None:
        self._server = server
        self._moments: dict[str, tuple[float, Used, float]] = {}
        self.memory: list[int] = []
        self.mark("empty")

    def mark(self, moment: str) -> None:
        mine = psutil.Process().cpu_times()
        self._moments[moment] = (time.monotonic(), self._server.used(), mine.user + mine.system)

    async def look(self) -> None:
        """Looks at the memory once a minute, until it is cancelled."""
        while True:
            await asyncio.sleep(MINUTE)
            self.memory.append(self._server.used().memory)

    def lines(self, answers: int, lag: float) -> list[str]:
        """The share of one core while people answered, what an answer took of it, and the memory at each moment."""
        (began, before, mine), (ended, after, mine_after) = self._moments["joined"], self._moments["end"]
        share, spent = 100 / (ended - began), after.seconds - before.seconds
        memory = ", ".join(f"{used.memory / 1e6:.0f} MB {name}" for name, (_, used, _) in self._moments.items())
        minutes = " ".join(f"{each / 1e6:.0f}" for each in self.memory)
        return [
            f"  server {share * spent:.0f} % of a core, {1000 * spent / max(1, answers):.1f} ms an answer",
            f"  memory {memory}" + (f"; after each minute {minutes}" if minutes else ""),
            f"  driver {share * (mine_after - mine):.0f} % of a core, at most {1000 * lag:.0f} ms late",
        ]
