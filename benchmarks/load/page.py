"""What a browser shows: the elements that the server's messages have put there, and the states of the widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

Path = tuple[int, ...]
State = WidgetState

STRINGS = ("radio", "text_input", "text_area", "selectbox")
"""Widgets whose state is one text."""


@dataclass(frozen=True)
class Placed:
    """An element or a block, and the run and the fragment that put it there."""

    kind: str
    proto: Any
    run: str
    fragment: str


class Page:
    """The page of one visitor, kept as a browser keeps it."""

    def __init__(self) -> None:
        self.placed: dict[Path, Placed] = {}
        self.states: dict[str, State] = {}
        self._run = ""
        self._known: dict[str, ForwardMsg] = {}

    def begin(self, run: str) -> None:
        """A run has begun: what comes now is of it."""
        self._run = run

    def apply(self, message: ForwardMsg) -> None:
        """Puts what one delta brings in its place."""
        metadata = message.metadata
        if message.WhichOneof("type") == "ref_hash":
            message = self._known[message.ref_hash]
        elif metadata.cacheable:
            self._known[message.hash] = message
        delta = message.delta
        kind = delta.WhichOneof("type")
        if kind == "new_transient":
            return
        part = delta.new_element if kind == "new_element" else delta.add_block
        name = part.WhichOneof("type") or "empty"
        proto = getattr(part, name, part)
        run = metadata.run.script_run_id or self._run
        self.placed[tuple(metadata.delta_path)] = Placed(name, proto, run, delta.fragment_id)
        if kind == "new_element":
            self._mount(name, proto)

    def finish(self, run: str, fragments: list[str]) -> None:
        """Takes away what a finished run has not put there again, and forgets the states of widgets that are gone."""
        self.placed = {path: placed for path, placed in self.placed.items() if self._stays(path, run, fragments)}
        alive = {getattr(placed.proto, "id", "") for placed in self.placed.values()}
        self.states = {key: state for key, state in self.states.items() if key in alive}

    def _stays(self, path: Path, run: str, fragments: list[str]) -> bool:
        """A run of the page takes all away that is not of it, one of fragments what stands in their fresh blocks."""
        if not fragments:
            return self.placed[path].run == run
        within = False
        for end in range(1, len(path)):
            block = self.placed.get(path[:end])
            if block is not None and within and block.run != run:
                return False
            within = within or (block is not None and block.fragment in fragments and block.run == run)
        placed = self.placed[path]
        return not within or not placed.fragment or placed.run == run

    def known_hashes(self) -> list[str]:
        """The large messages that need not be sent again."""
        return list(self._known)

    def _mount(self, kind: str, proto: Any) -> None:
        """A widget has a state from the moment that it is shown; the server may set it later."""
        if kind in STRINGS and (proto.id not in self.states or proto.set_value):
            self.states[proto.id] = _string(proto.id, shown(proto))
        elif kind == "number_input" and (proto.id not in self.states or proto.set_value):
            figure = _number(proto)
            self.states[proto.id] = State(id=proto.id) if figure is None else State(id=proto.id, double_value=figure)

    # --- reading ---------------------------------------------------------------------------------------------------

    def all(self, kind: str) -> Iterator[Any]:
        """The elements or blocks of a kind, from top to bottom."""
        return (self.placed[path].proto for path in sorted(self.placed) if self.placed[path].kind == kind)

    def one(self, kind: str, label: str) -> Any:
        """The widget of a kind with this label. Raises LookupError, saying what is there."""
        found = next((each for each in self.all(kind) if each.label == label), None)
        if found is None:
            raise LookupError(f"no {kind} {label!r} on a page that says: {' | '.join(self.texts())[:300]}")
        return found

    def component(self, name: str) -> Any:
        """A custom component by its name. Raises LookupError."""
        found = next((each for each in self.all("bidi_component") if each.component_name.endswith(name)), None)
        if found is None:
            raise LookupError(f"no component {name!r} on the page")
        return found

    def fragment_of(self, widget: Any) -> str:
        """The fragment that a widget stands in, empty for the page itself."""
        return next((placed.fragment for placed in self.placed.values() if placed.proto is widget), "")

    def texts(self) -> list[str]:
        """What stands on the page: titles, paragraphs, captions, progress and alerts."""
        fields = {"heading": "body", "markdown": "body", "text": "body", "alert": "body", "progress": "text"}
        return [getattr(placed.proto, fields[placed.kind]) for _, placed in sorted(self.placed.items(), key=_place)
                if placed.kind in fields]  # fmt: skip

    def says(self, text: str) -> bool:
        """This text stands somewhere on the page."""
        return any(text in each for each in self.texts())

    def faults(self) -> list[str]:
        """Errors that the page shows."""
        alerts = [each.body for each in self.all("alert") if each.format == each.ERROR]
        return [*alerts, *(each.message for each in self.all("exception"))]

    def choice(self, widget: Any) -> str | None:
        """What a radio or text field holds now."""
        state = self.states.get(widget.id)
        return state.string_value if state is not None and state.WhichOneof("value") else None


def key_of(widget: Any) -> str:
    """The key that the app gave a widget, out of its id; empty where it gave none."""
    key = str(widget.id).split("-", 2)[-1]
    return "" if key == "None" else key


def _place(item: tuple[Path, Placed]) -> Path:
    return item[0]


def _string(key: str, text: str | None) -> State:
    return State(id=key) if text is None else State(id=key, string_value=text)


def shown(proto: Any) -> str | None:
    """The text that a widget begins with, or that the server sets."""
    if proto.set_value:
        field = "value" if hasattr(proto, "value") else "raw_value"
        return getattr(proto, field) if proto.HasField(field) else None
    if not proto.HasField("default"):
        return None
    return proto.default if isinstance(proto.default, str) else proto.options[proto.default]


def _number(proto: Any) -> float | None:
    field = "value" if proto.set_value else "default"
    return getattr(proto, field) if proto.HasField(field) else None
