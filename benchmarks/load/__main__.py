"""`python -m benchmarks.load`: many people at the app, and at a bare page beside it. `--help` names the options.

Prints times, errors and what the servers used, checks that each answer which was called saved is in the database,
says pass or FAIL against the targets and exits 1 on a missed one.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import click
from benchmarks.load.crowd import Pace
from benchmarks.load.server import APP, BARE, ROOT, Elsewhere, Server
from benchmarks.load.tally import ANSWER, STAGE
from benchmarks.load.walk import Accidents, Walked, walk
from benchmarks.load.ways import Bare, Links
from benchmarks.load.workshop import Workshop

from assess.store import Location
from assess.store.location import postgresql_url

P95_MILLISECONDS, STAGE_MILLISECONDS, TIMES_BARE, GROWTH = 400.0, 3000.0, 2.0, 0.05
WAYS = {"links": Links, "workshop": Workshop}
BARE_PAGES = {"ours": ROOT, "default": None}


@click.command()
@click.option("--way", type=click.Choice(list(WAYS)), default="links", show_default=True,
              help="By an open link, each on their own; or in a workshop, following its facilitator.")  # fmt: skip
@click.option("--stage-every", default=30.0, show_default=True,
              help="Seconds between the facilitator's pauses; a page of 12 answers takes 60.")  # fmt: skip
@click.option("--people", default=200, show_default=True)
@click.option("--every", default=5.0, show_default=True, help="Seconds from one answer of a person to the next.")
@click.option("--minutes", default=5.0, show_default=True, help="How long people answer.")
@click.option("--arrival", default=20.0, show_default=True, help="Seconds within which all join.")
@click.option("--bare", type=click.Choice(["both", "ours", "none"]), default="both", show_default=True,
              help="The bare page beside ours: under both settings, under ours, or not at all.")  # fmt: skip
@click.option("--bare-minutes", default=1.0, show_default=True, help="How long people answer on the bare page.")
@click.option("--kill-every", default=20.0, show_default=True, help="Seconds from one kill -9 to the next.")
@click.option("--kills", default=0, show_default=True, help="How often the server is killed and started again.")
@click.option("--drop", type=float, multiple=True, help="At the end, break all sockets for so many seconds.")
@click.option("--database", metavar="URL", help="A PostgreSQL instead of a new SQLite file.")
@click.option("--url", help="A server that runs already, on the database of --database.")
def main(
    way: str, stage_every: float,
    people: int, every: float, minutes: float, arrival: float, bare: str, bare_minutes: float, kill_every: float,
    kills: int, drop: tuple[float, ...], database: str | None, url: str | None,
) -> None:  # fmt: skip
    """Many people at the app: how long they wait, and whether every answer is kept."""
    if url and (kills or not database):
        raise click.UsageError("A server at --url cannot be killed from here, and needs its --database named.")
    pace = Pace(people, every, 60 * minutes, arrival, stage_every)
    gc.disable()  # at two hundred pages a collection here would stand in the answers' times, by up to 0.2 s
    print(f"{people} people, an answer every {every:g} s each; {os.cpu_count()} cores, load {_load()}")
    ours = asyncio.run(_ours(way, pace, Accidents(kill_every, kills, drop), database, url))
    beside = asyncio.run(_bare_pages(replace(pace, seconds=60 * bare_minutes), bare))
    print(f"\nload {_load()} at the end")
    sys.exit(0 if all(_verdicts(ours, beside.get("ours"), people, is_killed=kills > 0)) else 1)


async def _ours(way: str, pace: Pace, accidents: Accidents, database: str | None, url: str | None) -> Walked:
    location, environ = _place(database)
    server = Elsewhere(url) if url else Server(APP, ROOT, environ)
    title = f"ours, {way}, on {location}, {pace.seconds:.0f} s"
    return await walk(title, WAYS[way](location), server, pace, accidents)


def _place(database: str | None) -> tuple[Location, dict[str, str]]:
    if database:
        return Location(url=postgresql_url(database)), {"ASSESS_DATABASE_URL": database}
    folder = Path(tempfile.mkdtemp(prefix="load-"))
    return Location(file=folder / "assess.sqlite3"), {"ASSESS_DATA_DIR": str(folder), "ASSESS_DATABASE_URL": ""}


async def _bare_pages(pace: Pace, which: str) -> dict[str, Walked]:
    names = {"both": ("ours", "default"), "ours": ("ours",), "none": ()}[which]
    found = {}
    for name in names:
        folder = BARE_PAGES[name] or Path(tempfile.mkdtemp(prefix="load-"))
        title = f"a bare page under {'our' if name == 'ours' else 'default'} settings, {pace.seconds:.0f} s"
        found[name] = await walk(title, Bare(), Server(BARE, folder), pace, Accidents())
    return found


def _verdicts(ours: Walked, bare: Walked | None, people: int, *, is_killed: bool) -> list[bool]:
    """Whether each target is met; says so. While a server starts again no stage is seen: that is not judged."""
    mine = ours.tally.milliseconds(ANSWER, 95)
    verdicts = [
        _verdict("every acknowledged answer is in the database, no errors", ours.is_sound),
        _verdict(f"answer p95 {mine:.0f} ms, target {P95_MILLISECONDS:.0f} ms", mine <= P95_MILLISECONDS),
        *(_verdict(f"{there} of {people} back where they were after {seconds:g} s", there == people)
          for seconds, there in ours.where.items()),
    ]  # fmt: skip
    if ours.tally.times.get(STAGE) and not is_killed:
        seen = ours.tally.milliseconds(STAGE, 95)
        words = f"change of stage seen p95 {seen:.0f} ms, target {STAGE_MILLISECONDS:.0f} ms"
        verdicts.append(_verdict(words, seen <= STAGE_MILLISECONDS))
    if ours.grown is not None:
        words = f"memory grew by {ours.grown:.1%} in the second half of the time, target {GROWTH:.0%}"
        verdicts.append(_verdict(words, ours.grown <= GROWTH))
    if bare is not None:
        times = mine / bare.tally.milliseconds(ANSWER, 95)
        words = f"answer p95 {times:.2f} times the bare page's under our settings, target {TIMES_BARE:g}"
        verdicts.append(_verdict(words, times <= TIMES_BARE))
    return verdicts


def _verdict(words: str, is_met: bool) -> bool:
    print(f"{words}: {'pass' if is_met else 'FAIL'}")
    return is_met


def _load() -> str:
    return " ".join(f"{each:.1f}" for each in os.getloadavg())


if __name__ == "__main__":
    main()
