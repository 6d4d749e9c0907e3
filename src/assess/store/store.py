"""The store: the one door between the screens and the database. Safe to call from many threads.

`device` is the browser's secret (its cookie); only its digest is looked up. What is written is on disk when the
verb returns. Every verb raises StoreUnavailable if the database cannot be reached, NotFound (or its child Deleted)
for an unknown assessment and NotAllowed if the device lacks the right.
"""

from __future__ import annotations

from assess.store.answers import Answers
from assess.store.board import Boards
from assess.store.decisions import Decisions
from assess.store.drafts import Drafts
from assess.store.invitations import Invitations
from assess.store.languages import Languages
from assess.store.library import Library
from assess.store.lifecycle import Lifecycle
from assess.store.links import Links
from assess.store.people import People
from assess.store.results import Results
from assess.store.resuming import Resuming
from assess.store.rooms import Rooms
from assess.store.stances import Stances
from assess.store.upkeep import Upkeep


class Store(
    Upkeep, Lifecycle, Links, Invitations, Resuming, Rooms, Answers, People, Results, Boards, Stances, Decisions,
    Languages, Library, Drafts,
):  # fmt: skip
    """An open database and what the product does with it, one noun a room. `Store.open()` opens and migrates it."""
