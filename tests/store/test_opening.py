"""Opening: where the database is, and what is said where it cannot be used - place, fault, remedy, no secret."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import platformdirs
import psycopg
import pytest
from sqlalchemy import Connection, insert

from assess.store import Location, Store, StoreUnavailable, locate
from assess.store.location import postgresql_url
from assess.store.tables import competitor

SECRET = "geheim-XyZ"


def refusal(location: Location) -> str:
    with pytest.raises(StoreUnavailable) as error:
        Store.open(location)
    assert error.value.__suppress_context__ or error.value.__context__ is None  # no driver's text behind it
    return str(error.value)


def test_the_default_is_the_users_data_folder() -> None:
    folder = Path(platformdirs.user_data_dir("assess", appauthor=False))
    assert locate(environ={}).file == folder / "assess.sqlite3"


def test_data_dir_wins_over_the_variables(tmp_path: Path) -> None:
    variables = {"ASSESS_DATA_DIR": "/elsewhere", "ASSESS_DATABASE_URL": "postgres://host/db"}
    assert locate(tmp_path, variables).file == tmp_path / "assess.sqlite3"
    assert str(locate(environ=variables)) == "postgresql://host/db"
    assert locate(environ={"ASSESS_DATA_DIR": str(tmp_path)}).file == tmp_path / "assess.sqlite3"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_every_way_to_write_a_postgresql_url_is_read(scheme: str) -> None:
    location = locate(
        environ={"ASSESS_DATABASE_URL": f" {scheme}://me:{SECRET}@db.example:6543/assess?sslmode=require\n"}
    )
    assert location.url and location.url.drivername == "postgresql+psycopg"
    assert location.url.password == SECRET and location.url.query == {"sslmode": "require"}
    assert str(location) == "postgresql://db.example:6543/assess" and SECRET not in repr(location)


def test_a_password_in_the_query_is_hidden_too() -> None:
    location = Location(url=postgresql_url(f"postgresql://host/db?user=me&password={SECRET}"))
    assert location.url and location.url.password == SECRET and SECRET not in f"{location!r} {location.url}"


@pytest.mark.parametrize(
    "url",
    [
        f"mysql://me:{SECRET}@host/db",
        f"sqlite:///{SECRET}.db",
        f"{SECRET}",
        f"postgresql://me:{SECRET}@host:notaport/db",
        f"postgresql://me:p@{SECRET}@host/db",
        f"postgresql://me:p/{SECRET}@host/db",
    ],
)
def test_a_wrong_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(StoreUnavailable) as error:
        Store.open(locate(environ={"ASSESS_DATABASE_URL": url}))
    assert SECRET not in str(error.value) and "postgresql" in str(error.value)


def test_a_postgresql_that_is_down_is_said_without_the_password(caplog: pytest.LogCaptureFixture) -> None:
    said = refusal(Location(url=postgresql_url(f"postgres://me:{SECRET}@127.0.0.1:1/assess")))
    assert said.startswith("postgresql://127.0.0.1:1/assess: does not answer") and SECRET not in said
    assert caplog.messages == ["postgresql://127.0.0.1:1/assess: OperationalError (no code)"]


def test_the_log_names_the_kind_of_error_and_no_values(
    store: Store, device: str, caplog: pytest.LogCaptureFixture
) -> None:
    def write_badly(connection: Connection) -> None:
        connection.execute(insert(competitor), {"assessment_id": SECRET[:4], "position": 1, "name": SECRET})

    with pytest.raises(StoreUnavailable) as error:
        store._database.write(write_badly)
    assert "IntegrityError" in caplog.text or "ForeignKeyViolation (23503)" in caplog.text
    assert SECRET[:4] not in caplog.text + str(error.value)


def test_a_postgresql_without_that_database_or_user_says_which(postgres) -> None:  # type: ignore[no-untyped-def]
    url = postgresql_url(postgres.uri)
    assert "has no such database" in refusal(Location(url=url.set(database="missing")))
    assert "refused the user" in refusal(Location(url=url.set(username="nobody", password=SECRET)))


def test_a_user_who_may_not_create_tables_is_told(postgres, new_postgresql: Callable[[], Location]) -> None:  # type: ignore[no-untyped-def]
    location = new_postgresql()
    assert location.url
    with psycopg.connect(postgres.uri, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS reader_only")
        connection.execute("CREATE ROLE reader_only LOGIN")
    assert "Give the user CREATE" in refusal(Location(url=location.url.set(username="reader_only")))


def test_file_and_folder_are_their_users_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "assess.sqlite3"
    old = os.umask(0)
    try:
        Store.open(Location(file=file)).close()
    finally:
        os.umask(old)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_name_with_odd_characters_is_a_file_like_any_other(tmp_path: Path) -> None:
    file = tmp_path / "a b?mode=ro#%41 ü😀" / "x.sqlite3"
    opened = Store.open(Location(file=file))
    assert file.exists() and opened.place == str(file)
    opened.close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = refusal(Location(file=tmp_path / "file" / "assess.sqlite3"))
    assert said.startswith(str(tmp_path)) and "cannot be written" in said and "--data-dir" in said


def test_a_folder_without_permission_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)  # nobody: root may write everywhere
    try:
        said = refusal(Location(file=tmp_path / "assess.sqlite3"))
    finally:
        if root:
            os.seteuid(0)
        tmp_path.chmod(0o700)
    assert "cannot be written (Permission denied)" in said and "--data-dir" in said


def test_a_directory_in_the_files_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "assess.sqlite3").mkdir()
    assert "cannot be written (Is a directory)" in refusal(Location(file=tmp_path / "assess.sqlite3"))


@pytest.mark.parametrize("content", [b"hello, I am a letter\n" * 500, os.urandom(5000), b"x"])
def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "assess.sqlite3"
    file.write_bytes(content)
    assert "is not an assess database. Move it away" in refusal(Location(file=file))
    assert file.read_bytes() == content


def test_another_programs_database_is_said_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "assess.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = file.read_bytes()
    assert "belongs to another program" in refusal(Location(file=file))
    assert file.read_bytes() == before


def test_a_damaged_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "assess.sqlite3"
    Store.open(Location(file=file)).close()
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    assert "is damaged. Restore the last backup" in refusal(Location(file=file))


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "assess.sqlite3").touch()
    opened = Store.open(Location(file=tmp_path / "assess.sqlite3"))
    opened.ping()
    opened.close()


def test_many_open_a_new_database_at_once(location: Location) -> None:
    with ThreadPoolExecutor(6) as threads:
        opened = list(threads.map(lambda _: Store.open(location), range(6)))
    for store in opened:
        store.ping()
        store.close()
