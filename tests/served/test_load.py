"""The load driver counts right: what the page called saved is looked up in the database, and what is gone is told."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))  # in importlib mode pytest puts no folder on the path

from benchmarks.load.crowd import Crowd, Pace, drop_all, kill_often
from benchmarks.load.server import APP, ROOT, Server
from benchmarks.load.tally import ANSWER, BACK, JOIN, Tally
from benchmarks.load.ways import Links

from assess.store import Location

PEOPLE = 3


async def walked(crowd: Crowd, server: Server) -> dict[str, int]:
    """Three people answer, lose their server once, answer on, and lose their sockets; what was counted."""
    await crowd.join()
    await crowd.answer()
    before = crowd.tally.reconnects
    await asyncio.gather(crowd.answer(), kill_often(crowd, server, 1, 1))
    killed = crowd.tally.reconnects - before
    there = await drop_all(crowd, 0.2)
    await crowd.leave()
    return {"before": before, "killed": killed, "there": there}


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Crowd, dict[str, int], Path]:
    """A crowd that has walked and left, what was counted, and the database."""
    file = tmp_path_factory.mktemp("load") / "assess.sqlite3"
    way = Links(Location(file=file))
    server = Server(APP, ROOT, {"ASSESS_DATA_DIR": str(file.parent), "ASSESS_DATABASE_URL": ""})
    way.prepare()
    server.start()
    crowd = Crowd(way, server.url, Pace(PEOPLE, every=0.3, seconds=3, arrival=0.5))
    try:
        counted = asyncio.run(walked(crowd, server))
    finally:
        server.stop()
    assert "Traceback" not in server.log, server.log
    return crowd, counted, file


def test_everybody_joins_answers_and_comes_back(answered: tuple[Crowd, dict[str, int], Path]) -> None:
    crowd, counted, _ = answered
    assert not crowd.tally.errors
    assert counted == {"before": 0, "killed": PEOPLE, "there": PEOPLE}
    assert len(crowd.tally.times[JOIN]) == PEOPLE and len(crowd.tally.times[BACK]) == 2 * PEOPLE
    acknowledged = sum(person.acknowledged for person in crowd.people)
    assert acknowledged == len(crowd.tally.times[ANSWER]) >= 2 * PEOPLE


def test_a_lost_and_a_changed_answer_are_told(answered: tuple[Crowd, dict[str, int], Path]) -> None:
    crowd, _, file = answered
    assert crowd.way.lost(crowd.people) == []
    with sqlite3.connect(file) as database:
        first, second = database.execute("SELECT rowid FROM answer WHERE state = 'answered' LIMIT 2").fetchall()
        database.execute("DELETE FROM answer WHERE rowid = ?", first)
        database.execute("UPDATE answer SET value = value % 5 + 1 WHERE rowid = ?", second)
    assert len(crowd.way.lost(crowd.people)) == 2
    assert len(crowd.way.lost(crowd.people[:2])) >= 1  # one person more in the database than has joined


def test_percentiles_are_by_the_nearest_rank() -> None:
    tally = Tally()
    for hundredth in range(1, 101):
        tally.add(ANSWER, hundredth / 1000)
    assert [tally.milliseconds(ANSWER, percent) for percent in (50, 95, 99, 100)] == [50, 95, 99, 100]
