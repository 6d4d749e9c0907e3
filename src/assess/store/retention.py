"""How long this server keeps assessments that have ended, and drafts that nobody writes any more."""

from __future__ import annotations

import os
from collections.abc import Mapping

from assess.core.errors import AssessError

SETTING = "ASSESS_RETENTION_DAYS"


def retention_days(environ: Mapping[str, str] = os.environ) -> int | None:
    """The days that ASSESS_RETENTION_DAYS says, None where it says nothing; AssessError where it is no number."""
    told = environ.get(SETTING, "").strip()
    if not told:
        return None
    if not (told.isascii() and told.isdecimal()) or int(told) < 1:
        raise AssessError(f"{SETTING} is {told!r}: give a whole number of days from 1, or leave it out.")
    return int(told)
