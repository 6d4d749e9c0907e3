"""Campaigns with the pulse, made straight in a database before its server starts: no page is walked for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assess.store import Location, Settings, Store, new_secret
from assess.web.resources import library
from assess.web.rooms.fields import kept

ITEMS = library()["pulse"].questionnaire.items


class Stored:
    """An open database with campaigns of one owner in it."""

    def __init__(self, location: Location) -> None:
        self.store, self.owner = Store.open(location), new_secret()

    def start(self, company: str, competitors: Sequence[str] = (), **settings: Any) -> str:
        """A campaign by links of the owner's browser; returns its id."""
        decided = Settings(**{"kind": "links", **settings})
        made = self.store.create_assessment(
            self.owner, company=company, questionnaire=kept(library()["pulse"]), competitors=competitors,
            settings=decided,
        )  # fmt: skip
        return made.id

    def link(self, made: str, role: Any, label: str, **given: Any) -> str:
        """A new link's token."""
        (new,) = self.store.add_links(self.owner, made, role, [label], **given)
        return new.token

    def come(self, made: str, token: str, **given: Any) -> str:
        """A new browser whose person begins; returns its secret."""
        person = new_secret()
        self.store.follow(person, token)
        self.store.invitation(person, made)
        self.store.begin(person, made, **{"language": "en", **given})
        return person
