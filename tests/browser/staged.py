"""A workshop with the pulse that goes from stage to stage by the store's verbs, people doing what they are asked."""

from __future__ import annotations

from typing import Any

from workshop import come, give_points, rate

from assess.core.workshop import Stage, plan_for
from assess.store import Settings, Store, new_secret
from assess.web.resources import library
from assess.web.rooms.fields import kept

BOOK = library()["pulse"].questionnaire
ITEMS = [item.id for item in BOOK.items]


class Staged:
    """An open room; each of its people answers with a level of their own, and less far apart in the second vote."""

    def __init__(self, store: Store, people: int, **settings: Any) -> None:
        self.store, self.owner = store, new_secret()
        decided = Settings(**{"kind": "workshop", "visible": "group", **settings})
        self.id = store.create_workshop(
            self.owner, title="Day", company="Acme", questionnaire=kept(library()["pulse"]), plan=plan_for(BOOK),
            settings=decided,
        ).id  # fmt: skip
        self.code = store.open_room(self.owner, self.id)
        name = None if decided.protected else "Person {}"
        self.people = [come(store, self.code, name and name.format(place)) for place in range(people)]

    def next(self) -> Stage:
        """The stage after the present one, once people have done what it asks of them."""
        revision = self.store.room(self.owner, self.id).revision
        stage = self.store.move_to(self.owner, self.id, revision, "next").position.stage
        {Stage.RATE: self._rate, Stage.DISCUSS: self._discuss, Stage.VOTE: self._vote, Stage.LEAD: self._points,
         Stage.ACTIONS: self._act}.get(stage, lambda: None)()  # fmt: skip
        return stage

    def _rate(self) -> None:
        backwards = [*reversed(ITEMS)]  # a phone drawn meanwhile shows the first dimension, as it does at the end
        for place, person in enumerate(self.people):
            rate(self.store, person, self.id, dict.fromkeys(backwards, place % 5 + 1))

    def _discuss(self) -> None:
        self.store.choose_second_vote(self.owner, self.id, [BOOK.dimensions[0].id])
        self.store.add_note(self.owner, self.id, "Dates are promised late.")

    def _vote(self) -> None:
        again = dict.fromkeys([item.id for item in BOOK.dimensions[0].items], 3)
        for person in self.people[1:]:
            rate(self.store, person, self.id, again, of_round=2)

    def _points(self) -> None:
        for person in self.people:
            give_points(self.store, person, self.id, (50, 30, 20))

    def _act(self) -> None:
        self.store.add_action(self.owner, self.id, "Ask ten customers.", owner="Jo")
