"""`assess backup`, `assess purge`: looking after the data."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from assess.cli.terminal import example, working

data_dir_option = click.option(
    "--data-dir",
    metavar="FOLDER",
    help="The folder of the data. Wins over ASSESS_DATABASE_URL and ASSESS_DATA_DIR; else your data folder.",
)


@click.command(epilog=example("assess backup assess-2026-01-31.sqlite3"))
@click.argument("file", metavar="FILE")
@data_dir_option
def backup(file: str, data_dir: str | None) -> None:
    """Copy all data to a new file.

    The app may go on meanwhile. To restore a SQLite backup, stop the app and put FILE in the data folder as
    assess.sqlite3. PostgreSQL (ASSESS_DATABASE_URL) is backed up by its own pg_dump and restored by pg_restore.
    """
    from assess import store

    location = store.locate(Path(data_dir) if data_dir else None)
    with working(f"Copying {location}"):
        store.backup(location, Path(file))
    click.echo(f"{file}: {Path(file).stat().st_size:,} bytes, a copy of {location}")


@click.command(epilog=example("assess purge", "assess purge --retention-days 365"))
@click.option(
    "--retention-days",
    "days",
    type=click.IntRange(min=1),
    help="Also remove assessments that ended, and drafts of questionnaires that were saved last, so many days ago; "
    "else what ASSESS_RETENTION_DAYS says.",
)
@data_dir_option
def purge(days: int | None, data_dir: str | None) -> None:
    """Remove for good what is past its date.

    Assessments deleted and questionnaires retired more than a week ago go, and with a retention time assessments that
    ended, and drafts that were saved last, longer ago. Then the database is written anew, so that nothing of what was
    erased is left in its files. Run it once a day.
    """
    from assess import store
    from assess.store.retention import retention_days as told_days

    days = days or told_days()
    opened = store.Store.open(store.locate(Path(data_dir) if data_dir else None))
    with working("Removing what is past its date"):
        purged = opened.purge(datetime.now(UTC), days)
    opened.close()
    gone = f"{purged.deleted:,} deleted and {purged.expired:,} ended assessments, and {purged.drafts:,} drafts"
    click.echo(f"{gone} removed from {opened.place}")
