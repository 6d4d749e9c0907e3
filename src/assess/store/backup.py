"""A restorable copy of the database while others use it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from assess.store.errors import StoreUnavailable
from assess.store.faults import fault
from assess.store.location import Location


def backup(location: Location, file: Path) -> None:
    """Writes the database as it stands to a new file, readable by its user only; it appears whole or not at all.

    SQLite: a database file, restored by putting it in the data folder. PostgreSQL: what `pg_dump --format=custom`
    writes, restored by `pg_restore`. Nothing is migrated. Raises StoreUnavailable.
    """
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        if file.exists():
            raise StoreUnavailable(f"{file}: already exists. Choose a new name; backups do not overwrite.")
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise StoreUnavailable(f"{file}: cannot be written ({error.strerror}). Choose another place.") from None
    try:
        _copy(location, part)
        _onto_disk(part)
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)


def _copy(location: Location, part: Path) -> None:
    if location.url:
        _dump(location, location.url, part)
    elif location.file and location.file.exists():
        _vacuum(location, location.file, part)
    else:
        raise StoreUnavailable(f"{location}: there is no database yet. Check --data-dir.")


def _vacuum(location: Location, file: Path, part: Path) -> None:
    """Copies through a reading transaction, so writers go on; what was deleted does not come along."""
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=10)) as source:
            source.execute("VACUUM INTO ?", (str(part),))
        with closing(sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as error:
        raise StoreUnavailable(fault(location, error)) from None
    if verdict != "ok":
        raise StoreUnavailable(f"{location}: is damaged, so no copy was kept. Restore an earlier backup.")


def _dump(location: Location, url: URL, part: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise StoreUnavailable(
            f"{location}: a PostgreSQL is backed up by pg_dump, which is not on the PATH. Install the PostgreSQL "
            "client programs of the server's version, or run `pg_dump --format=custom` where they are."
        )
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(  # noqa: S603 - no shell, and our own words
        [program, "--format=custom", "--no-owner", f"--file={part}", f"--dbname={plain}"],
        env=os.environ | secret,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["it gave no reason"]
        raise StoreUnavailable(
            f"{location}: pg_dump failed ({reason[0]}). Use the pg_dump of the server's version, and check "
            "that the server runs."
        )


def _onto_disk(part: Path) -> None:
    descriptor = os.open(part, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
