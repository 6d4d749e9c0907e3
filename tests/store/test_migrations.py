"""Migrations: from nothing to the tables of `tables.py`, all or none, and never backwards."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from assess.store import Assessment, Location, Settings, Store, StoreUnavailable, new_secret
from assess.store.engine import Database, connect
from assess.store.keys import digest
from assess.store.migrate import configuration, upgrade
from assess.store.tables import VERSION_TABLE, metadata


def in_any_order(constraints: object) -> list[str]:
    return sorted(map(str, constraints)) if isinstance(constraints, list) else [str(constraints)]


@pytest.fixture
def database(location: Location):  # type: ignore[no-untyped-def]
    opened = connect(location)
    yield opened
    opened.close()


def test_migrated_tables_are_those_of_the_program(database: Database) -> None:
    upgrade(database)
    with database.reading() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, VERSION_TABLE}


def test_constraints_bear_the_programs_names(database: Database, new_location: Callable[[], Location]) -> None:
    """`compare_metadata` passes over checks and key names; these are what later migrations must name."""
    upgrade(database)
    direct = connect(new_location())
    with direct.migrating() as connection:
        metadata.create_all(connection)
    with database.reading() as migrated, direct.reading() as created:
        for table in metadata.tables:
            for kind in ("get_check_constraints", "get_pk_constraint", "get_foreign_keys", "get_unique_constraints"):
                ours, theirs = (getattr(inspect(side), kind)(table) for side in (migrated, created))
                assert in_any_order(ours) == in_any_order(theirs), (table, kind)
    direct.close()


def test_each_step_is_taken_in_order_from_the_first(database: Database) -> None:
    with database.migrating() as connection:
        steps = ScriptDirectory.from_config(configuration(connection))
        for script in reversed(list(steps.walk_revisions())):
            command.upgrade(configuration(connection), script.revision)
    with database.reading() as connection:
        assert connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) == steps.get_current_head()


def test_what_the_first_tables_held_is_there_after_the_step(location: Location, database: Database) -> None:
    """Rebuilding a table in SQLite must not take its children with it."""
    device, moment = new_secret(), "2026-01-31 12:00:00.000000+00:00"
    rows = {
        "assessment": {
            "id": "a", "company": "Acme", "questionnaire_id": "pulse", "questionnaire_version": "1",
            "questionnaire_sha256": "0" * 64, "questionnaire_text": "x", "language": "en", "settings": "{}",
            "status": "open", "created": moment,
        },
        "participant": {"id": "p", "assessment_id": "a", "language": "en", "joined": moment},
        "device_grant": {
            "device_hash": digest(device), "assessment_id": "a", "role": "participant", "participant_id": "p",
            "created": moment,
        },
        "answer": {
            "participant_id": "p", "round": 1, "subject": "us", "item": "tenure", "value": 3, "state": "answered",
            "evidence": "", "comment": "kept", "saved": moment,
        },
    }  # fmt: skip
    with database.migrating() as connection:
        command.upgrade(configuration(connection), "0001")
        for table, row in [*rows.items(), ("device_grant", rows["device_grant"] | {"role": "owner"})]:
            names = ", ".join(row)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES (:{', :'.join(row)})"), row)
    opened = Store.open(location)
    assert opened.answers_of(device, "a")["us", "tenure"].comment == "kept"
    assert opened.assessment(device, "a").settings == Settings() and opened.audit(device, "a") == ()
    assert len(opened.responses(device, "a")) == 1
    opened.close()


def test_opening_again_changes_nothing(location: Location, store: Store, device: str, acme: Assessment) -> None:
    upgrade(store._database)
    Store.open(location).close()
    assert store.assessment(device, acme.id) == acme


def test_a_step_that_fails_leaves_nothing_behind(database: Database) -> None:
    def half_a_step() -> None:
        with database.migrating() as connection:
            command.upgrade(configuration(connection), "head")
            connection.execute(text("CREATE TABLE assessment (id TEXT)"))

    with pytest.raises(StoreUnavailable):
        half_a_step()
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == []


def test_a_newer_database_is_refused_and_left_alone(location: Location, store: Store, device: str) -> None:
    with store._database.migrating() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreUnavailable, match=r"newer version \(9999\). Install that version"):
        Store.open(location)
    assert store.assessments_of(device) == ()


def test_digests_fit_their_columns() -> None:
    assert len(sha256(b"").hexdigest()) == metadata.tables["device_grant"].c.device_hash.type.length  # type: ignore[attr-defined]
