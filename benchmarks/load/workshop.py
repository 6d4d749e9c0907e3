"""A workshop: phones that follow a facilitator, who opens and pauses the rating in another process than the app's."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field

import httpx
from benchmarks.load.line import LOST
from benchmarks.load.tally import STAGE, Tally
from benchmarks.load.ways import BOOK, COMPETITORS, KEPT, Links, Person, WrongPageError
from websockets.exceptions import ConnectionClosed

from assess.core.workshop import Change, Stage, plan_for
from assess.store import Store

FOLLOWING = "assess_follow"
LOBBY = "You are in"
SECONDS_TO_LISTEN_AGAIN = 1.0
PAUSE_SECONDS = 3.0
"""How long the facilitator pauses; nobody can answer then."""


@dataclass
class Workshop(Links):
    """In by the code, from the lobby to the questions when the facilitator says so; a pause now and then."""

    moved: dict[int, float] = field(default_factory=dict)
    """When the database had each revision of the room."""

    def prepare(self) -> None:
        store = Store.open(self.location)
        made = store.create_workshop(
            self.owner, title="Load", company="Acme", questionnaire=KEPT, plan=plan_for(BOOK), competitors=COMPETITORS
        )
        self.assessment, self.token = made.id, store.open_room(self.owner, made.id)
        store.close()

    async def join(self, person: Person) -> None:
        await person.visitor.open(f"/j/{self.token}")
        await person.visitor.press("Begin")
        if not person.page.says(LOBBY):
            raise WrongPageError(f"no lobby after joining: {person.page.texts()[:3]}")

    async def answer(self, person: Person) -> bool:
        async with person.turn:
            radio = person.some_radio()
            if radio is None:
                return False
            if not await person.choose(radio, person.chance.choice(radio.options)):
                return False
            if not person.page.says("All answers are saved."):
                raise WrongPageError("the page does not say that the answer is saved")
            return True

    async def go_on(self, person: Person) -> bool:
        async with person.turn:
            after = next((each for each in person.page.all("button") if each.label == "Next"), None)
            if after is None or after.disabled or person.open_radios():
                return False
            await person.visitor.press("Next")
            return True

    async def lead(self, seconds: float, every: float) -> None:
        """The facilitator opens the rating and pauses it now and then, until the time is over."""
        end = time.monotonic() + seconds
        store = await asyncio.to_thread(Store.open, self.location)
        try:
            await asyncio.to_thread(self._to_rating, store)
            while time.monotonic() + every + PAUSE_SECONDS < end:
                await asyncio.sleep(every)
                await asyncio.to_thread(self._move, store, "pause")
                await asyncio.sleep(PAUSE_SECONDS)
                await asyncio.to_thread(self._move, store, "open")
        finally:
            await asyncio.to_thread(store.close)

    def _to_rating(self, store: Store) -> None:
        if store.room(self.owner, self.assessment).position.stage is Stage.LOBBY:
            self._move(store, "next")

    def _move(self, store: Store, change: Change) -> None:
        revision = store.room(self.owner, self.assessment).revision
        self.moved[store.move_to(self.owner, self.assessment, revision, change).revision] = time.perf_counter()

    async def follow(self, person: Person, tally: Tally) -> None:
        """Listens to what the server tells of the room, as the page's own component does."""
        seen = 0
        while True:
            try:
                async for said in person.visitor.browser.events(f"/live/{self.assessment}"):
                    seen = await self._see(person, int(said), seen, tally)
            except (*LOST, httpx.HTTPError, ConnectionClosed, LookupError):
                await asyncio.sleep(SECONDS_TO_LISTEN_AGAIN)

    async def _see(self, person: Person, revision: int, seen: int, tally: Tally) -> int:
        """Asks for the page of a revision that it does not show yet; returns the latest that the person has seen.

        Who comes back after a lost stream is told once more what they have seen: that counts no second time.
        """
        async with person.turn:
            if shown(person) < revision:
                await person.visitor.trigger(person.page.component(FOLLOWING), "moved", revision)
            if not seen < revision <= shown(person):
                return seen
            if revision in self.moved:
                tally.add(STAGE, time.perf_counter() - self.moved[revision])
            return revision


def shown(person: Person) -> int:
    """The room's revision that a phone shows."""
    return int(json.loads(person.page.component(FOLLOWING).json)["revision"])
