"""Why a statement found or changed nothing: asked only then, so that the usual way stays one round trip."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from assess.core.errors import AssessError, Problem
from assess.store.errors import Closed, Deleted, EntryError, Finished, NotAllowed, NotFound
from assess.store.statements import GRANTS_HELD, STANDING


def access_error(connection: Connection, keys: Mapping[str, Any], role: str | None = None) -> AssessError | None:
    """NotFound, NotAllowed or Deleted; None if the device holds the role (or any) in a present assessment."""
    standing = connection.execute(STANDING, keys).one_or_none()
    roles = {row.role for row in connection.execute(GRANTS_HELD, keys)}
    if standing is None:
        return NotFound("There is no such assessment. Check the address.")
    if not roles or (role and role not in roles):
        return NotAllowed("This browser has no right to do this. Use the one it was started in, or your own link.")
    if standing.deleted:
        return Deleted("This assessment was deleted. Its owner can restore it.")
    return None


def answer_error(connection: Connection, keys: Mapping[str, Any], role: str, subject: str) -> AssessError:
    """Why the participant's answer to a subject cannot be changed."""
    refused = access_error(connection, keys, role)
    if refused:
        return refused
    if not connection.execute(STANDING, keys).one().is_open:
        return Closed("This assessment is closed. Ask its owner to open it again.")
    if any(row.finished for row in connection.execute(GRANTS_HELD, keys)):
        return Finished("You have finished. Open your answers again to change them.")
    return EntryError([Problem("subject", f"'{subject}' is not rated here. Use 'us' or a named competitor.")])
