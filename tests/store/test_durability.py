"""What was acknowledged is on disk: after kill -9, from several processes, and across a restart of PostgreSQL."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing

import psycopg
import pytest

from assess.store import Assessment, KeptQuestionnaire, Location, Store, StoreUnavailable
from assess.store.keys import digest

SAVE_FOR_EVER = """
import sys
from pathlib import Path
from assess.store import Location, Store
from assess.store.location import postgresql_url
kind, place, device, key, name, count = sys.argv[1:]
location = Location(file=Path(place)) if kind == "file" else Location(url=postgresql_url(place))
store = Store.open(location)
for number in range(int(count)):
    store.save_answer(device, key, f"{name}-{number}", value=number)
    print(number, flush=True)
"""


def saving_process(location: Location, device: str, key: str, name: str, count: int) -> subprocess.Popen[str]:
    """A process of its own that saves answers and prints each number once it is acknowledged."""
    place = location.url.render_as_string(hide_password=False) if location.url else str(location.file)
    kind = "url" if location.url else "file"
    command = [sys.executable, "-c", SAVE_FOR_EVER, kind, place, device, key, name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_no_acknowledged_answer_is_lost_by_kill_9(
    location: Location, store: Store, device: str, acme: Assessment
) -> None:
    for life in range(2):
        process = saving_process(location, device, acme.id, f"life{life}", 100_000)
        assert process.stdout
        acknowledged = [int(process.stdout.readline()) for _ in range(25)]
        os.kill(process.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in process.stdout.read().splitlines() if line]
        process.wait()
        process.stdout.close()
        kept = store.answers_of(device, acme.id)
        assert {kept["us", f"life{life}-{number}"].value for number in acknowledged} == set(map(float, acknowledged))
        assert store.save_answer(device, acme.id, f"after{life}", value=1)  # the dead one holds no lock


def test_processes_write_one_database_side_by_side(
    location: Location, store: Store, device: str, acme: Assessment
) -> None:
    processes = [saving_process(location, device, acme.id, name, 100) for name in ("left", "right")]
    for number in range(100):
        store.save_answer(device, acme.id, f"here-{number}", value=number)
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    assert len(store.answers_of(device, acme.id)) == 300
    if location.file:
        with closing(sqlite3.connect(location.file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_bare_connection_reads_an_answer_as_soon_as_it_is_saved(
    location: Location, store: Store, device: str, acme: Assessment
) -> None:
    store.save_answer(device, acme.id, "tenure", value=7)
    question = "SELECT value FROM answer JOIN device_grant USING (participant_id) WHERE device_hash = '{}'"
    if location.file:
        with closing(sqlite3.connect(f"{location.file.as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute(question.format(digest(device))).fetchone()
    else:
        assert location.url
        with psycopg.connect(location.url.set(drivername="postgresql").render_as_string()) as reader:
            row = reader.execute(question.format(digest(device)).encode()).fetchone()
    assert row == (7.0,)


def test_sqlite_writes_through_to_the_disk(new_sqlite: Callable[[], Location]) -> None:
    opened = Store.open(new_sqlite())
    with opened._database.writer.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
    opened.close()


def test_a_closed_store_says_so(new_sqlite: Callable[[], Location], device: str) -> None:
    opened = Store.open(new_sqlite())
    opened.close()
    opened.close()
    with pytest.raises(StoreUnavailable, match="is closed"):
        opened.finish(device, "anything")


def test_saving_goes_on_after_postgresql_restarts(
    postgres, new_postgresql: Callable[[], Location], device: str, questionnaire: KeptQuestionnaire
) -> None:  # type: ignore[no-untyped-def]
    opened = Store.open(new_postgresql())
    acme = opened.create_assessment(device, company="Acme", questionnaire=questionnaire)
    kept = opened.save_answer(device, acme.id, "before", value=1)
    with postgres.stopped():
        pass
    opened.save_answer(device, acme.id, "after", value=2)
    assert opened.answers_of(device, acme.id)["us", "before"] == kept
    with postgres.stopped():
        for refused in (opened.ping, lambda: opened.save_answer(device, acme.id, "down", value=3)):
            with pytest.raises(StoreUnavailable, match="Check that the server runs"):
                refused()
    opened.ping()
    assert opened.save_answer(device, acme.id, "down", value=3).value == 3
    opened.close()


def test_a_connection_that_breaks_within_a_transaction_is_tried_again(
    new_postgresql: Callable[[], Location], device: str, questionnaire: KeptQuestionnaire
) -> None:
    opened = Store.open(new_postgresql())
    acme = opened.create_assessment(device, company="Acme", questionnaire=questionnaire)
    tries = []

    def broken_once(connection):  # type: ignore[no-untyped-def]
        tries.append(connection)
        if len(tries) == 1:
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
        return connection.exec_driver_sql("SELECT company FROM assessment").scalar()

    assert opened._database.write(broken_once) == acme.company
    assert len(tries) == 2
    opened.close()
