"""Bringing a database to this program's tables, when the store opens it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from assess.store.engine import Database, keep_a_log
from assess.store.errors import StoreUnavailable
from assess.store.tables import VERSION_TABLE

SCRIPTS = Path(__file__).parent / "migrations"
PROCESSES_TAKE_TURNS = 0x617373657373  # the advisory lock's number: "assess"


def upgrade(database: Database) -> None:
    """Migrates the database to the newest tables, once, however many processes open it.

    Raises StoreUnavailable if it is newer than this program or belongs to another.
    """
    with database.reading() as connection:
        outstanding = _outstanding(database, connection)
    keep_a_log(database)
    if outstanding:
        _upgrade(database)


def _upgrade(database: Database) -> None:
    with database.migrating() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL lock_timeout = '5min'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": PROCESSES_TAKE_TURNS})
        if _outstanding(database, connection):
            command.upgrade(configuration(connection), "head")
            _refuse_orphans(database, connection)


def _refuse_orphans(database: Database, connection: Connection) -> None:
    """SQLite checks no foreign keys while tables are rebuilt, so they are checked before the commit."""
    if connection.dialect.name == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise StoreUnavailable(
            f"{database.location}: holds rows without their parents and was left as it is. Restore the last backup."
        )


def configuration(connection: Connection) -> Config:
    """Alembic's settings for one open connection; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _outstanding(database: Database, connection: Connection) -> bool:
    """Whether migrations are to be run; raises StoreUnavailable if the database is not this program's."""
    scripts = ScriptDirectory.from_config(configuration(connection))
    current = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()
    if current is None:
        _refuse_foreign(database, connection)
        return True
    if current not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreUnavailable(
            f"{database.location}: was written by a newer version ({current}). Install that version of assess, "
            "or choose another folder: --data-dir."
        )
    return current != scripts.get_current_head()


def _refuse_foreign(database: Database, connection: Connection) -> None:
    if database.location.url is None and inspect(connection).get_table_names():
        raise StoreUnavailable(f"{database.location}: belongs to another program. Choose another folder: --data-dir.")
