"""News of workshops: browsers that follow one hear soon that it has changed, and ask anew only then.

One task a process reads the revisions of all rooms that are followed here, ten times a second however many listen;
several processes on one database thus tell the same. The news is a number, which says nothing about anybody.

Each who hears it asks for a picture, so they hear it one after the other, as fast as pictures are done: two hundred
at once would keep answers waiting that others are giving meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assess.core.errors import AssessError
from assess.store import StoreUnavailable
from assess.web.middleware import device_of
from assess.web.resources import store
from assess.web.turns import TURNS

log = logging.getLogger(__name__)

EVERY_SECONDS = 0.1
FEW = 2
"""So many pictures are asked for before the next browser is told; more would only wait in the server."""
BETWEEN_SECONDS = 0.002
"""From telling one browser to the next, at the least: the news has to reach it, and its question to come back."""
LONGEST_SECONDS = 600
"""A stream ends after so long; the browser opens another, for which its right is asked for again."""
PING_SECONDS = 20
"""Proxies close connections on which nothing is said."""
BACK_MILLISECONDS = 1000
"""How soon a browser tries again whose stream broke."""


class Newsroom:
    """Who follows which room in this process, and the latest revision of each."""

    def __init__(self) -> None:
        self._followers: Counter[str] = Counter()
        self._revisions: dict[str, int] = {}
        self._changed = asyncio.Condition()
        self._telling = asyncio.Lock()
        self._reading: asyncio.Task[None] | None = None

    async def news(self, room: str) -> AsyncIterator[int]:
        """The room's revision now, and each later one, once it is this follower's turn to hear it."""
        known = -1
        async with self._following(room):
            while True:
                await self._other_than(room, known)
                async with self._telling:
                    await _few_pictures()
                known = self._revisions[room]
                yield known

    async def _other_than(self, room: str, known: int) -> None:
        """Waits until the room has another revision than the known one."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._revisions.get(room, known) != known)

    @asynccontextmanager
    async def _following(self, room: str) -> AsyncIterator[None]:
        self._followers[room] += 1
        if self._reading is None or self._reading.done():
            self._reading = asyncio.create_task(self._read())
        try:
            yield
        finally:
            self._followers[room] -= 1
            if not self._followers[room]:
                del self._followers[room]
                self._revisions.pop(room, None)

    async def _read(self) -> None:
        """Reads the revisions of the followed rooms until nobody follows any more."""
        while self._followers:
            try:
                await self._tell(await run_in_threadpool(lambda: store().revisions(list(self._followers))))
            except StoreUnavailable as error:  # the next second may find it again
                log.warning("Rooms cannot be followed: %s", error)
            await asyncio.sleep(EVERY_SECONDS)

    async def _tell(self, revisions: Mapping[str, int]) -> None:
        fresh = {room: revision for room, revision in revisions.items() if room in self._followers}
        if fresh != self._revisions:
            async with self._changed:
                self._revisions |= fresh
                self._changed.notify_all()


async def _few_pictures() -> None:
    """Waits until one more picture can be asked for."""
    await asyncio.sleep(BETWEEN_SECONDS)
    while TURNS.asked >= FEW:
        await asyncio.sleep(BETWEEN_SECONDS)


_newsroom: Newsroom | None = None


def newsroom() -> Newsroom:
    """The newsroom of this process; made in its event loop."""
    global _newsroom
    _newsroom = _newsroom or Newsroom()
    return _newsroom


async def follow_room(request: Request) -> Response:
    """A stream of server-sent events, the room's revision each time it changes; for those who are in the room."""
    room = request.path_params["assessment"]
    try:
        await run_in_threadpool(lambda: store().room(device_of(request.cookies) or "", room))
    except StoreUnavailable:
        return PlainTextResponse("not now\n", 503, headers={"cache-control": "no-store"})
    except AssessError:
        return PlainTextResponse("not here\n", 403, headers={"cache-control": "no-store"})
    return EventSourceResponse(_stream(room), ping=PING_SECONDS, headers={"cache-control": "no-store"})


async def _stream(room: str) -> AsyncIterator[ServerSentEvent]:
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            async for revision in newsroom().news(room):
                yield ServerSentEvent(str(revision), retry=BACK_MILLISECONDS)
    except TimeoutError:
        return


LIVE = [Route("/live/{assessment}", follow_room)]
