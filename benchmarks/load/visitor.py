"""One visitor: a browser on one page of the app, which speaks its web socket with Streamlit's own messages."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from benchmarks.load.line import Browser
from benchmarks.load.page import Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

COMPLETE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
"""A run that ended early is followed by another."""

AGAIN = "assess_again"


class Visitor:
    """A browser tab: `page` is what it shows; every verb returns when the server's answer is on the page.

    Verbs raise ConnectionClosed when the socket breaks, TimeoutError after `patience` seconds, LookupError for what
    the page does not have.
    """

    def __init__(self, browser: Browser, patience: float = 60) -> None:
        self.browser = browser
        self.patience = patience
        self.page = Page()
        self.session: str | None = None
        self.path = self.query = ""
        self._hash = ""
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._timers: dict[str, asyncio.Task[None]] = {}
        self._awaited = ""
        self._done: asyncio.Future[None] | None = None

    # --- coming and going ------------------------------------------------------------------------------------------

    async def open(self, address: str) -> None:
        """Types an address, or loads a page anew: nothing but cookies is left of what was there before."""
        await self.close()
        place = urlsplit(await self.browser.load(address))
        self.page, self.session, self._hash = Page(), None, ""
        self.path, self.query = place.path.strip("/"), place.query
        await self._connect()
        await self._rerun([])

    async def reload(self) -> None:
        """Loads the page of the address bar anew."""
        await self.open(self.address)

    async def reconnect(self) -> None:
        """Comes back on the page that stands there, as Streamlit's page does by itself when its socket was lost.

        The app's own component asks for a run then; a page without it is asked by sending all that it holds.
        """
        await self._hang_up()
        await self._connect()
        try:
            await self.trigger(self.page.component("assess_turn"), "reconnected", True)
        except LookupError:
            await self._rerun([])

    async def try_again(self) -> bool:
        """Waits for the page's own next try, after its database was away; False where the page has none in mind."""
        if not self.tries_again:
            return False
        component = self.page.component(AGAIN)
        await asyncio.sleep(json.loads(component.json)["seconds"])
        await self.trigger(component, "again", True)
        return True

    async def close(self) -> None:
        """Closes the tab."""
        await self._hang_up()
        self._stop_timers()

    def cut(self) -> None:
        """Breaks the socket without a word, as a phone that falls asleep out of reach."""
        if self._socket is not None:
            self._socket.transport.abort()

    @property
    def is_connected(self) -> bool:
        """The socket is open, as far as this side knows."""
        return self._reader is not None and not self._reader.done()

    @property
    def tries_again(self) -> bool:
        """The page could not reach its database, and will try again by itself."""
        return any(each.component_name.endswith(AGAIN) for each in self.page.all("bidi_component"))

    @property
    def address(self) -> str:
        return f"/{self.path}{'?' if self.query else ''}{self.query}"

    # --- doing -----------------------------------------------------------------------------------------------------

    async def choose(self, radio: Any, option: str) -> None:
        """Chooses an option of a radio, by its words."""
        await self._change(radio, WidgetState(id=radio.id, string_value=option))

    async def pick(self, group: Any, options: list[str]) -> None:
        """Chooses options of segmented controls or pills, by their words."""
        state = WidgetState(id=group.id)
        state.string_array_value.data.extend(options)
        await self._change(group, state)

    async def write(self, field: Any, text: str) -> None:
        """Fills in a text field, and leaves it."""
        await self._change(field, WidgetState(id=field.id, string_value=text))

    async def figure(self, field: Any, number: float) -> None:
        """Fills in a number, and leaves it."""
        await self._change(field, WidgetState(id=field.id, double_value=number))

    async def press(self, label: str) -> None:
        """Presses a button by its label; one in a form sends what was filled in there."""
        button = self.page.one("button", label)
        await self._rerun([WidgetState(id=button.id, trigger_value=True)], self.page.fragment_of(button))

    async def tell(self, component: Any, **state: Any) -> None:
        """A custom component sets its state."""
        await self._change(component, WidgetState(id=component.id, json_value=json.dumps(state)))

    async def trigger(self, component: Any, event: str, value: Any) -> None:
        """A custom component sets off an event."""
        told = json.dumps([{"event": event, "value": value}])
        state = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{component.id}__events", json_trigger_value=told)
        await self._rerun([state], self.page.fragment_of(component))

    async def _change(self, widget: Any, state: WidgetState) -> None:
        """A form's widgets wait for its button."""
        self.page.states[state.id] = state
        if not widget.form_id:
            await self._rerun([], self.page.fragment_of(widget))

    # --- the socket ------------------------------------------------------------------------------------------------

    async def _connect(self) -> None:
        self._socket = await self.browser.socket(self.session)
        self._reader = asyncio.create_task(self._read(self._socket))

    async def _hang_up(self) -> None:
        if self._socket is not None:
            with suppress(Exception):
                await asyncio.wait_for(self._socket.close(), 1)
        if self._reader is not None:
            self._reader.cancel()
            with suppress(asyncio.CancelledError):
                await self._reader
        self._socket = self._reader = None

    async def _rerun(self, triggers: list[WidgetState], fragment: str = "") -> None:
        """Asks for a run with all that the page's widgets hold, and waits for its end."""
        if self._socket is None:
            raise ConnectionError("the tab is closed")
        self._awaited, self._done = fragment, asyncio.get_running_loop().create_future()
        self._done.add_done_callback(_noticed)
        await self._socket.send(self._message(triggers, fragment))
        await asyncio.wait_for(self._done, self.patience)

    def _message(self, triggers: list[WidgetState], fragment: str, *, by_itself: bool = False) -> bytes:
        state = ClientState(
            query_string=self.query,
            page_script_hash=self._hash,
            page_name="" if self._hash else self.path,
            fragment_id=fragment,
            is_auto_rerun=by_itself,
            cached_message_hashes=self.page.known_hashes(),
        )
        state.widget_states.widgets.extend([*self.page.states.values(), *triggers])
        about = state.context_info
        about.timezone, about.timezone_offset, about.locale = "UTC", 0, "en-US"
        about.url, about.is_embedded, about.color_scheme = f"{self.browser.url}/{self.path}", False, "light"
        return BackMsg(rerun_script=state).SerializeToString()

    async def _read(self, socket: ClientConnection) -> None:
        broken: Exception = ConnectionError("the socket was closed")
        try:
            async for sent in socket:
                message = ForwardMsg()
                message.ParseFromString(sent)  # type: ignore[arg-type]
                self._take(message)
        except (ConnectionClosed, LookupError) as error:
            broken = error
        if self._done is not None and not self._done.done():
            self._done.set_exception(ConnectionError(f"the socket broke while a run was awaited: {broken}"))

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind in ("delta", "ref_hash"):
            self.page.apply(message)
        elif kind == "new_session":
            self.session = message.new_session.initialize.session_id
            self.page.begin(message.metadata.run.script_run_id)
        elif kind == "navigation":
            self._navigate(message)
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self._start_timer(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "stop_auto_rerun":
            self._stop_timers(message.stop_auto_rerun.fragment_ids)
        elif kind == "script_finished":
            self._finish(message)

    def _navigate(self, message: ForwardMsg) -> None:
        """The page's address follows the room that is shown."""
        self._hash = message.navigation.page_script_hash
        shown = next((each for each in message.navigation.app_pages if each.page_script_hash == self._hash), None)
        if shown is not None:
            self.path = "" if shown.is_default else shown.url_pathname

    def _finish(self, message: ForwardMsg) -> None:
        if message.script_finished not in COMPLETE:
            return
        run = message.metadata.run
        self.page.finish(run.script_run_id, list(run.fragment_ids))
        if self._done is not None and not self._done.done() and not self._came_by_itself(run.fragment_ids):
            self._done.set_result(None)

    def _came_by_itself(self, fragments: Collection[str]) -> bool:
        """A run that nobody here asked for: of fragments that run by themselves, but for the one that was asked for.

        What was asked for may have been answered by other fragments than the one that the widget stands in.
        """
        return bool(fragments) and self._awaited not in fragments and set(fragments) <= set(self._timers)

    # --- fragments that run by themselves --------------------------------------------------------------------------

    def _start_timer(self, fragment: str, interval: float) -> None:
        if fragment not in self._timers:
            self._timers[fragment] = asyncio.create_task(self._repeat(fragment, interval))

    async def _repeat(self, fragment: str, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            if self._socket is not None:
                with suppress(ConnectionClosed):
                    await self._socket.send(self._message([], fragment, by_itself=True))

    def _stop_timers(self, fragments: Iterable[str] | None = None) -> None:
        for fragment in list(self._timers if fragments is None else fragments):
            if fragment in self._timers:
                self._timers.pop(fragment).cancel()


def _noticed(done: asyncio.Future[None]) -> None:
    """A socket that broke is no news where sending told of it already."""
    if not done.cancelled():
        done.exception()


async def seconds(doing: Any) -> float:
    """How long something takes."""
    before = time.perf_counter()
    await doing
    return time.perf_counter() - before
