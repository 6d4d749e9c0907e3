"""`assess backup`: looking after the data."""

from __future__ import annotations

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
