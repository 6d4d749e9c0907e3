"""What a driver's error means for a person: place, fault, remedy."""

from __future__ import annotations

from sqlalchemy.exc import TimeoutError as PoolTimeout

from assess.store.location import Location

NO_DATABASE = "is not an assess database. Move it away or choose another folder: --data-dir."

# The driver's words, in lower case, and ours. The driver's own text is not repeated: it may hold names and values.
FAULTS = (
    (
        "file is not a database",
        "is not an assess database. Move it away or choose another folder: --data-dir.",
    ),
    ("malformed", "is damaged. Restore the last backup."),
    ("disk is full", "was not written: the disk is full. Free some space and save again."),
    ("readonly", "cannot be written. Make the file and its folder writable or choose another: --data-dir."),
    ("read-only", "takes no writes. Name a PostgreSQL primary, not a standby."),
    (
        "unable to open",
        "cannot be opened. Check the folder and its permissions or choose another: --data-dir.",
    ),
    ("disk i/o", "cannot be read or written. Check the disk, then restore the last backup if need be."),
    ("is locked", "is in use by another process. Stop the other process and try again."),
    ("lock timeout", "was held by another client for too long. Try again."),
    ("password", "refused the user or password. Check both in ASSESS_DATABASE_URL."),
    ('role "', "refused the user. Check the user in ASSESS_DATABASE_URL and its rights."),
    ("permission denied", "refused the user. Give the user CREATE on the schema, or a database of its own."),
    ("pg_hba", "refused this machine. Allow it in the server's pg_hba.conf."),
    ('database "', "has no such database. Create it, or correct its name in ASSESS_DATABASE_URL."),
    ("too many", "has no connection left. Raise max_connections or stop other clients."),
)
SQLITE_ELSE = "cannot be read or written. Try again; restore the last backup if it stays so."
POSTGRESQL_ELSE = "does not answer as it should. Check that the server runs and can be reached, then try again."


def fault(location: Location, error: Exception) -> str:
    """One sentence with place, fault and remedy for an error of either driver."""
    if isinstance(error, PoolTimeout):
        return f"{location}: is too busy to answer. Try again in a moment."
    words = str(getattr(error, "orig", None) or error).lower()
    otherwise = SQLITE_ELSE if location.url is None else POSTGRESQL_ELSE
    return f"{location}: " + next((said for sign, said in FAULTS if sign in words), otherwise)


def kind(error: Exception) -> str:
    """The error's class and code for the log: enough to look it up, without statements or values."""
    origin = getattr(error, "orig", None) or error
    code = getattr(origin, "sqlstate", None) or getattr(origin, "sqlite_errorname", None) or "no code"
    return f"{type(origin).__name__} ({code})"
