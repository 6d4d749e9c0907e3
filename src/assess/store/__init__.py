"""Keeps assessments, raters and answers; the only room that knows SQL."""

from assess.store.backup import backup
from assess.store.entries import State
from assess.store.errors import (
    Closed,
    Deleted,
    EntryError,
    Expired,
    Finished,
    Full,
    NotAllowed,
    NotFound,
    Protected,
    Released,
    Revoked,
    Spent,
    StoreUnavailable,
    UnknownLink,
    WrongPin,
)
from assess.store.keys import new_secret
from assess.store.location import Location, locate
from assess.store.settings import Settings
from assess.store.store import Store
from assess.store.texts import LIMITS
from assess.store.values import (
    NEVER,
    Answer,
    Assessment,
    AuditEntry,
    Board,
    Followed,
    Invitation,
    KeptQuestionnaire,
    Link,
    NewLink,
    Participant,
    Person,
    Progress,
    Purged,
)

__all__ = [
    "LIMITS",
    "NEVER",
    "Answer",
    "Assessment",
    "AuditEntry",
    "Board",
    "Closed",
    "Deleted",
    "EntryError",
    "Expired",
    "Finished",
    "Followed",
    "Full",
    "Invitation",
    "KeptQuestionnaire",
    "Link",
    "Location",
    "NewLink",
    "NotAllowed",
    "NotFound",
    "Participant",
    "Person",
    "Progress",
    "Protected",
    "Purged",
    "Released",
    "Revoked",
    "Settings",
    "Spent",
    "State",
    "Store",
    "StoreUnavailable",
    "UnknownLink",
    "WrongPin",
    "backup",
    "locate",
    "new_secret",
]
