"""Keeps assessments, raters and answers; the only room that knows SQL."""

from assess.store.backup import backup
from assess.store.entries import LIMITS, State
from assess.store.errors import (
    Closed,
    Deleted,
    EntryError,
    Finished,
    NotAllowed,
    NotFound,
    StoreUnavailable,
)
from assess.store.keys import new_secret
from assess.store.location import Location, locate
from assess.store.store import Store
from assess.store.values import Answer, Assessment, KeptQuestionnaire, Participant

__all__ = [
    "LIMITS",
    "Answer",
    "Assessment",
    "Closed",
    "Deleted",
    "EntryError",
    "Finished",
    "KeptQuestionnaire",
    "Location",
    "NotAllowed",
    "NotFound",
    "Participant",
    "State",
    "Store",
    "StoreUnavailable",
    "backup",
    "locate",
    "new_secret",
]
