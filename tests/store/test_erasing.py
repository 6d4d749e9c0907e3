"""Erased means gone: from the tables, and after a purge from every byte of the database's files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import select

from assess.store import KeptQuestionnaire, Location, Settings, Store, new_secret
from assess.store.tables import device_grant, metadata

CANARIES = (
    *("canary-comment", "canary-evidence", "canary-words", "canary-name"),
    *("canary-label", "canary-company", "canary-rival"),
)


@pytest.fixture
def files_of(request: pytest.FixtureRequest) -> Callable[[Location], bytes]:
    """Reads all bytes in the files of a database: SQLite's with its log, or all relations of a PostgreSQL one."""

    def read(location: Location) -> bytes:
        if location.file:
            return b"".join(file.read_bytes() for file in location.file.parent.iterdir() if file.is_file())
        uri = location.url and location.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(str(uri), autocommit=True) as connection:
            connection.execute("CHECKPOINT")
            found = connection.execute(
                "SELECT current_setting('data_directory'), oid FROM pg_database WHERE datname = current_database()"
            ).fetchone()
        assert found
        return b"".join(file.read_bytes() for file in (Path(found[0]) / "base" / str(found[1])).iterdir())

    return read


def sightings(content: bytes) -> set[str]:
    return {canary for canary in CANARIES if canary.encode() in content}


def leave_traces(store: Store, owner: str, questionnaire: KeptQuestionnaire) -> tuple[str, str]:
    """An assessment whose one person wrote canaries everywhere, more than once; the person's browser too."""
    made = store.create_assessment(
        owner,
        company="canary-company",
        questionnaire=questionnaire,
        competitors=["canary-rival"],
        settings=Settings(kind="links"),
    )
    (link,) = store.add_links(owner, made.id, "personal", ["canary-label"])
    person = new_secret()
    store.follow(person, link.token)
    store.begin(person, made.id, language="en", name="canary-name")
    for number in range(40):
        store.save_answer(
            person,
            made.id,
            f"item-{number}",
            value=number,
            comment="canary-comment " * 99,
            evidence="canary-evidence",
        )
        store.save_comment(person, made.id, f"item-{number}", f"canary-comment {number}")
        store.save_answer(person, made.id, f"words-{number}", text=f"canary-words {number}")
    store.finish(person, made.id)
    return made.id, person


def analyse(location: Location) -> None:
    """Lets PostgreSQL take samples of what is in the tables, as it does by itself at any time."""
    if location.url:
        uri = location.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute("ANALYZE")


@pytest.mark.parametrize("by", ["person", "owner"])
def test_no_byte_of_an_erased_person_is_left_after_a_purge(
    location: Location,
    store: Store,
    device: str,
    questionnaire: KeptQuestionnaire,
    files_of: Callable[[Location], bytes],
    by: str,
) -> None:
    key, person = leave_traces(store, device, questionnaire)
    analyse(location)
    assert sightings(files_of(location)) == set(CANARIES)  # so that the search can find
    if by == "person":
        store.erase_own(person, key)
    else:
        store.erase_person(device, key, store.people(device, key)[0].id)
    if location.file:  # SQLite need not even wait for the purge
        assert sightings(files_of(location)) == {"canary-label", "canary-company", "canary-rival"}
    store.purge(datetime.now(UTC))
    assert sightings(files_of(location)) == {"canary-label", "canary-company", "canary-rival"}
    assert store.assessment(device, key).company == "canary-company"


def test_no_byte_of_a_purged_assessment_is_left(
    location: Location,
    store: Store,
    device: str,
    questionnaire: KeptQuestionnaire,
    files_of: Callable[[Location], bytes],
) -> None:
    key, _ = leave_traces(store, device, questionnaire)
    kept = store.create_assessment(device, company="Kept", questionnaire=questionnaire)
    analyse(location)
    store.delete_assessment(device, key)
    store.purge(datetime.now(UTC))
    assert sightings(files_of(location)) == set(CANARIES)  # a week's undo
    store.purge(datetime.now(UTC) + timedelta(days=7))
    content = files_of(location)
    assert sightings(content) == set()
    assert location.url or key.encode() not in content  # PostgreSQL's statistics may remember random ids for a while
    assert store.assessments_of(device) == (kept,)


def test_a_purge_leaves_no_row_without_an_assessment(
    store: Store, device: str, questionnaire: KeptQuestionnaire
) -> None:
    leave_traces(store, device, questionnaire)
    store.purge(datetime.now(UTC) + timedelta(days=400), retention_days=365)
    with store._database.reading() as connection:
        assert {name: connection.execute(select(table)).all() for name, table in metadata.tables.items()} == {
            name: [] for name in metadata.tables
        }


def test_no_byte_of_a_deleted_draft_or_a_retired_questionnaire_is_left(
    location: Location,
    store: Store,
    device: str,
    questionnaire: KeptQuestionnaire,
    files_of: Callable[[Location], bytes],
) -> None:
    """Their texts and translations; PostgreSQL would sample short ones."""
    begun = store.begin_draft(device, "canary-comment", {"de": "canary-words"})
    store.publish(device, replace(questionnaire, text="canary-company", translations={"de": "canary-rival"}))
    analyse(location)
    assert sightings(files_of(location)) == {"canary-comment", "canary-words", "canary-company", "canary-rival"}
    store.delete_draft(device, begun.id)
    store.retire(device, questionnaire.id)
    store.purge(datetime.now(UTC) + timedelta(days=8))
    assert sightings(files_of(location)) == set()


def test_browsers_that_only_followed_a_link_are_forgotten_after_a_month(start: Callable[..., Any]) -> None:
    campaign = start()
    token = campaign.link("open").token
    scanner, reader = new_secret(), new_secret()
    for browser in (scanner, reader):
        campaign.store.follow(browser, token)
    campaign.store.invitation(reader, campaign.id)
    campaign.store.purge(datetime.now(UTC) + timedelta(days=29))
    invited = select(device_grant).where(device_grant.c.role == "invited")
    counts = []
    for days in (29, 31):
        campaign.store.purge(datetime.now(UTC) + timedelta(days=days))
        with campaign.store._database.reading() as connection:
            counts.append(len(connection.execute(invited).all()))
    assert counts == [2, 1]


def test_others_go_on_while_a_purge_runs(start: Callable[..., Any]) -> None:
    campaign = start()
    person = campaign.come(campaign.link("open").token)
    for number in range(5):
        campaign.answer(person, number)
        campaign.store.purge(datetime.now(UTC))
        assert campaign.store.answers_of(person, campaign.id)["us", "tenure"].value == number


def test_every_sqlite_connection_overwrites_what_it_deletes(new_sqlite: Callable[[], Location]) -> None:
    opened = Store.open(new_sqlite())
    for engine in (opened._database.reader, opened._database.writer, opened._database.migrator):
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    opened.close()
