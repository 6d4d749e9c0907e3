"""Where the database is: a SQLite file in the user's data folder, or a PostgreSQL by its URL."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from assess.store.errors import StoreUnavailable

FILE_NAME = "assess.sqlite3"
URL_REMEDY = "Write it as postgresql://USER:PASSWORD@HOST:5432/DATABASE, with @ : / in the password as %40 %3A %2F."


@dataclass(frozen=True)
class Location:
    """One database: either `file` or `url` is set. `str()` shows the place without user or password."""

    file: Path | None = None
    url: URL | None = field(default=None, repr=False)

    def __str__(self) -> str:
        if self.url is None:
            return str(self.file)
        port = f":{self.url.port}" if self.url.port else ""
        return f"postgresql://{self.url.host or ''}{port}/{self.url.database or ''}"


def locate(data_dir: Path | None = None, environ: Mapping[str, str] = os.environ) -> Location:
    """The database to use: ASSESS_DATABASE_URL, else a file in `data_dir`, ASSESS_DATA_DIR or the user's data folder.

    A given `data_dir` wins over both variables. Raises StoreUnavailable if the URL cannot be used.
    """
    url = environ.get("ASSESS_DATABASE_URL", "").strip()
    if url and data_dir is None:
        return Location(url=postgresql_url(url))
    folder = data_dir or environ.get("ASSESS_DATA_DIR") or platformdirs.user_data_dir("assess", appauthor=False)
    return Location(file=Path(folder).expanduser().absolute() / FILE_NAME)


def postgresql_url(text: str) -> URL:
    """The URL with psycopg as its driver; postgres:// is read too. Raises StoreUnavailable, never naming the URL."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise StoreUnavailable(f"ASSESS_DATABASE_URL is not a URL. {URL_REMEDY}") from None
    if url.drivername.split("+")[0] not in {"postgres", "postgresql"}:
        raise StoreUnavailable(
            f"ASSESS_DATABASE_URL does not name a PostgreSQL. {URL_REMEDY} "
            "For SQLite, leave it out and use --data-dir."
        )
    if not re.fullmatch(r"[\w.:%/-]*", url.host or ""):
        raise StoreUnavailable(f"ASSESS_DATABASE_URL has no clear host name. {URL_REMEDY}")
    return _password_in_place(url.set(drivername="postgresql+psycopg"))


def _password_in_place(url: URL) -> URL:
    """A password given as `?password=` moves to where it is hidden."""
    given = url.query.get("password")
    return url.difference_update_query(["password"]).set(password=str(given)) if given else url
