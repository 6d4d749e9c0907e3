"""`assess backup`: online, restorable, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from assess.store import KeptQuestionnaire, Location, Store, new_secret

Called = Callable[..., Result]


def filled(folder: Path) -> tuple[Store, str]:
    """A store with one assessment, left open as by a running app."""
    store, device = Store.open(Location(file=folder / "data" / "assess.sqlite3")), new_secret()
    kept = KeptQuestionnaire(id="tiny", version="1.0.0", text=(folder / "tiny.yaml").read_text(), sha256="0" * 64)
    store.create_assessment(device, company="Acme", questionnaire=kept)
    return store, device


def test_a_backup_of_a_running_app_can_be_restored(called: Called, folder: Path) -> None:
    store, device = filled(folder)
    result = called("backup", "copy.sqlite3")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("copy.sqlite3: ") and str(folder / "data" / "assess.sqlite3") in result.stdout
    store.close()
    restored = Store.open(Location(file=folder / "copy.sqlite3"))
    assert [each.company for each in restored.assessments_of(device)] == ["Acme"]
    restored.close()


def test_the_data_folder_can_be_given(called: Called, folder: Path) -> None:
    filled(folder)[0].close()
    (folder / "data").rename(folder / "elsewhere")
    assert called("backup", "copy.sqlite3", "--data-dir", "elsewhere").exit_code == 0
    with sqlite3.connect(folder / "copy.sqlite3") as copy:
        assert copy.execute("SELECT count(*) FROM assessment").fetchone() == (1,)


def test_a_backup_overwrites_nothing(called: Called, folder: Path) -> None:
    filled(folder)[0].close()
    result = called("backup", "tiny.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "tiny.yaml: already exists. Choose a new name; backups do not overwrite.\n"


def test_without_data_there_is_nothing_to_copy(called: Called, folder: Path) -> None:
    result = called("backup", "copy.sqlite3")
    assert result.exit_code == 1
    assert "there is no database yet" in result.stderr
    assert not (folder / "copy.sqlite3").exists() and not (folder / "data").exists()


def test_a_database_that_is_no_url_is_said_without_its_password(called: Called, folder: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("ASSESS_DATABASE_URL", "mysql://me:secret@host/db")
    result = called("backup", "copy.sqlite3")
    assert result.exit_code == 1
    assert "ASSESS_DATABASE_URL" in result.stderr and "secret" not in result.stderr
