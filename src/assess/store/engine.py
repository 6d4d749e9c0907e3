"""Opening SQLite or PostgreSQL for the store, with the same two ways in: reading and writing."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from assess.store.errors import StoreUnavailable
from assess.store.faults import NO_DATABASE, fault, kind
from assess.store.location import Location
from assess.store.tables import metadata
from assess.store.turn import WriteTurn

T = TypeVar("T")

log = logging.getLogger(__name__)

PATIENCE_MS = 10_000
BRIEFLY_MS = 500
READERS = 8
SQLITE_HEADER = b"SQLite format 3\0"
LOG_BYTES = 16 * 2**20
EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"

ERASING = {"secure_delete": "ON"}  # what is deleted is overwritten
WRITER = {**ERASING, "foreign_keys": "ON", "synchronous": "FULL", "journal_size_limit": str(LOG_BYTES)}
MIGRATOR = {**WRITER, "foreign_keys": "OFF"}  # rebuilding a table must not cascade into its children
READER = {**ERASING, "query_only": "ON", "wal_autocheckpoint": "0"}  # only the writer may checkpoint


@dataclass(frozen=True)
class Database:
    """An open database: many may read at once; writing waits for its turn and is committed at the end."""

    location: Location
    reader: Engine
    writer: Engine
    migrator: Engine
    turn: WriteTurn | None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the database. Raises StoreUnavailable."""
        with speaking_plainly(self.location), self.reader.connect() as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """One transaction that may change the tables. Raises StoreUnavailable."""
        with speaking_plainly(self.location), self._in_turn(), self.migrator.begin() as connection:
            yield connection

    def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, once it is on disk. It is done again if the connection broke, and must bear that.

        Raises StoreUnavailable; then nothing is acknowledged, and the whole may be repeated.
        """
        with speaking_plainly(self.location):
            try:
                return self._write_once(work)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
            return self._write_once(work)

    def _write_once(self, work: Callable[[Connection], T]) -> T:
        with self._in_turn(), self.writer.begin() as connection:
            return work(connection)

    def drop_log(self) -> None:
        """Empties SQLite's log, which keeps what was erased until then; busy readers may put it off to `rewrite`."""
        if self.turn:
            with speaking_plainly(self.location), self.turn, self._bare() as connection:
                connection.execute(f"PRAGMA busy_timeout={BRIEFLY_MS}")  # others wait to write meanwhile
                connection.execute(EMPTY_LOG)

    def rewrite(self) -> None:
        """Writes the whole database anew, so that nothing erased is left in its files.

        SQLite needs the room of a second copy for that; PostgreSQL keeps others from each table meanwhile.
        Raises StoreUnavailable if others do not let go of it.
        """
        with speaking_plainly(self.location), self._in_turn(), self._bare() as connection:
            if self.turn is None:
                for table in metadata.sorted_tables:
                    connection.execute(f'VACUUM (FULL, ANALYZE) "{table.name}"')
                return
            connection.execute("VACUUM")
            busy = connection.execute(EMPTY_LOG).fetchone()[0]
        if busy:
            raise StoreUnavailable(
                f"{self.location}: somebody reads it all the time, so erased text may still be in its log. Try again."
            )

    @contextmanager
    def _bare(self) -> Iterator[Any]:
        """A connection of the driver outside of any transaction."""
        with self.migrator.connect() as connection:
            raw: Any = connection.connection.driver_connection
            if self.turn is None:
                raw.rollback()
                raw.autocommit = True
            try:
                yield raw
            finally:
                if self.turn is None:
                    raw.autocommit = False

    def close(self) -> None:
        """Closes all connections, in turn, as the last one writes the log back. Closing twice is once."""
        if self.turn and self.turn.closed:
            return
        with self._in_turn():
            self.reader.dispose()
            self.migrator.dispose()
            self.writer.dispose()
        if self.turn:
            self.turn.close()

    def _in_turn(self) -> AbstractContextManager[None]:
        return self.turn or nullcontext()


@contextmanager
def speaking_plainly(location: Location) -> Iterator[None]:
    """Turns the driver's errors into StoreUnavailable, without statements, values or passwords."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        log.warning("%s: %s", location, kind(error))
        raise StoreUnavailable(fault(location, error)) from None


def connect(location: Location) -> Database:
    """The database at a location; a SQLite file and its folder are made, readable by their user only.

    Raises StoreUnavailable if it cannot be reached or is not a database.
    """
    return _postgresql(location, location.url) if location.url else _sqlite(location, location.file or Path())


def _sqlite(location: Location, file: Path) -> Database:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        _refuse_other_kinds(file)
        turn = WriteTurn(file)
    except OSError as error:
        raise StoreUnavailable(
            f"{file}: cannot be written ({error.strerror}). Make the folder writable or choose another: --data-dir."
        ) from None
    return Database(
        location=location,
        reader=_sqlite_engine(file, "BEGIN", READER, pool_size=READERS, max_overflow=READERS, pool_timeout=10),
        writer=_sqlite_engine(file, "BEGIN IMMEDIATE", WRITER, pool_size=1, max_overflow=0, pool_timeout=10),
        migrator=_sqlite_engine(file, "BEGIN IMMEDIATE", MIGRATOR, poolclass=NullPool),
        turn=turn,
    )


def _refuse_other_kinds(file: Path) -> None:
    """SQLite would write over a file that is too short to be a database."""
    with file.open("rb") as opened:
        header = opened.read(len(SQLITE_HEADER))
    if header not in (b"", SQLITE_HEADER):
        raise StoreUnavailable(f"{file}: {NO_DATABASE}")


def keep_a_log(database: Database) -> None:
    """Puts a SQLite file into write-ahead mode, in which reading and writing do not wait for each other.

    Raises StoreUnavailable where the file system cannot.
    """
    if database.turn is None:
        return
    with speaking_plainly(database.location), database.turn, database.migrator.connect() as connection:
        raw = connection.connection.driver_connection
        mode = raw.execute("PRAGMA journal_mode=WAL").fetchone()[0] if raw else ""
    if mode != "wal":
        raise StoreUnavailable(
            f"{database.location}: this file system cannot keep a write-ahead log. Choose a folder on a local disk: "
            "--data-dir."
        )


def _sqlite_engine(file: Path, begin: str, pragmas: dict[str, str], **pool: Any) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        connect_args={"check_same_thread": False, "timeout": PATIENCE_MS / 1000},
        hide_parameters=True,
        **pool,
    )

    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # we begin and commit, not the driver
        for pragma, value in pragmas.items():
            connection.execute(f"PRAGMA {pragma}={value}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgresql(location: Location, url: URL) -> Database:
    engine = create_engine(
        url,
        connect_args={"connect_timeout": 5, "tcp_user_timeout": PATIENCE_MS, "application_name": "assess"},
        pool_size=10,
        max_overflow=10,
        pool_timeout=10,
        pool_pre_ping=True,  # a restarted server is found out before a statement is lost
        pool_recycle=1800,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def settle(connection: psycopg.Connection, _: object) -> None:
        connection.execute(f"SET lock_timeout = {PATIENCE_MS}")  # an answer must not wait for ever on another
        connection.commit()

    return Database(location, reader=engine, writer=engine, migrator=engine, turn=None)
