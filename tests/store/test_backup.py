"""Backups: taken while others write, whole or not at all, and restored."""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assess.store import Assessment, Location, Store, StoreUnavailable, backup


@pytest.fixture(autouse=True)
def programs(postgres, monkeypatch: pytest.MonkeyPatch) -> Path:  # type: ignore[no-untyped-def]
    """The server's own pg_dump, found first."""
    monkeypatch.setenv("PATH", str(postgres.programs), prepend=":")
    return Path(postgres.programs)


def restored(kind: Location, file: Path, programs: Path, new_location: Callable[[], Location]) -> Store:
    location = new_location()
    if kind.file:
        return Store.open(Location(file=file))
    assert location.url
    target = location.url.set(drivername="postgresql").render_as_string()
    subprocess.run([programs / "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={target}", file], check=True)
    return Store.open(location)


def test_a_backup_taken_amid_writing_restores_every_answer_saved_before_it(
    location: Location,
    new_location: Callable[[], Location],
    store: Store,
    device: str,
    acme: Assessment,
    programs: Path,
    tmp_path: Path,
) -> None:
    saved = {f"item-{n}": store.save_answer(device, acme.id, f"item-{n}", value=n, comment="😀") for n in range(50)}
    file = tmp_path / "saved.backup"
    with ThreadPoolExecutor(2) as threads:
        writing = threads.submit(
            lambda: [store.save_answer(device, acme.id, f"later-{n}", value=n) for n in range(200)]
        )
        store.backup(file)
        writing.result()
    copy = restored(location, file, programs, new_location)
    kept = copy.answers_of(device, acme.id)
    assert {item: kept["us", item] for item in saved} == saved
    assert copy.assessment(device, acme.id) == acme
    assert copy.save_answer(device, acme.id, "new", value=1).value == 1
    copy.close()
    assert len(store.answers_of(device, acme.id)) == 250


def test_a_backup_is_its_users_only_and_leaves_no_parts(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    store.backup(folder / "b")
    assert stat.S_IMODE((folder / "b").stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["b"]


def test_a_backup_does_not_overwrite(store: Store, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("precious")
    with pytest.raises(StoreUnavailable, match=r"already exists\. Choose a new name"):
        store.backup(tmp_path / "b")
    assert (tmp_path / "b").read_text() == "precious"


def test_a_place_that_cannot_be_written_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        store.backup(tmp_path / "missing" / "b")


def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="there is no database yet"):
        backup(Location(file=tmp_path / "none.sqlite3"), tmp_path / "b")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_makes_no_backup(tmp_path: Path) -> None:
    (tmp_path / "assess.sqlite3").write_bytes(b"not a database at all" * 300)
    with pytest.raises(StoreUnavailable, match="is not an assess database"):
        backup(Location(file=tmp_path / "assess.sqlite3"), tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_without_pg_dump_the_remedy_is_named(
    new_postgresql: Callable[[], Location], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreUnavailable, match=r"pg_dump, which is not on the PATH\. Install"):
        backup(new_postgresql(), tmp_path / "b")
    assert list(tmp_path.iterdir()) == []
