"""What a browser was sent over Streamlit's web socket, read as the browser reads it: its texts and its figures."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from google.protobuf.message import DecodeError, Message
from playwright.sync_api import WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from visitor import Visitor

PACKED = re.compile(r'"bdata":\s*"([^"]*)"')
"""A row of numbers in a chart."""
FIGURE = re.compile(r"(?<![\w.:/#$-])(\d+(?:\.(\d+))?)(?![\w:/%#-]|\.\d)")
"""A number that is no part of a word, an address or a colour."""
LEAST_DIGITS = 3
"""A text's figure of fewer digits says too little of which figure it is."""


@dataclass
class Frames:
    """All that one visitor's pages have been sent since they were watched."""

    visitor: Visitor
    texts: list[str] = field(default_factory=list)
    doubles: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.visitor.page.on("websocket", self._opened)

    def says(self, words: str) -> bool:
        """The words stand in a text, a chart or a table."""
        return any(words in text for text in self.texts)

    def shows(self, figure: float, least_digits: int = LEAST_DIGITS) -> bool:
        """The figure is there as a number, or rounded in a text to any digits, but no fewer than the least."""
        found = np.asarray(self.doubles)
        return bool((np.abs(found - figure) < 1e-6).any()) or any(
            _is_rounded(figure, *each, least_digits) for each in self._figures()
        )

    def _figures(self) -> set[tuple[str, int]]:
        """The figures in all texts, each with its decimal places."""
        return {(match[1], len(match[2] or "")) for text in self.texts for match in FIGURE.finditer(text)}

    # --- reading ---------------------------------------------------------------------------------------------------

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._received)

    def _received(self, frame: bytes | str) -> None:
        assert isinstance(frame, bytes), frame
        message = ForwardMsg()
        try:
            message.ParseFromString(frame)
        except DecodeError:
            self._bytes(frame)
        else:
            self._read(message)

    def _read(self, message: Message) -> None:
        for each in _leaves(message):
            if isinstance(each, str):
                self._text(each)
            elif isinstance(each, bytes):
                self._bytes(each)
            else:
                self.doubles.append(each)

    def _text(self, text: str) -> None:
        self.texts.append(text)
        for packed in PACKED.findall(text):
            try:
                self._bytes(base64.b64decode(packed, validate=True))
            except binascii.Error:
                continue  # no row of numbers; it is kept as a text

    def _bytes(self, content: bytes) -> None:
        """A table's cells; of all else its bytes as text, and as doubles wherever they may begin."""
        for cell in _cells(content):
            if isinstance(cell, float):
                self.doubles.append(cell)
            else:
                self.texts.append(str(cell))
        self.texts.append(content.decode("utf-8", "replace"))
        for start in range(min(8, len(content))):
            whole = (len(content) - start) // 8 * 8
            found = np.frombuffer(content[start : start + whole], "<f8")
            self.doubles.extend(found[np.isfinite(found) & (np.abs(found) > 1e-3) & (np.abs(found) < 1e6)].tolist())


def _is_rounded(figure: float, text: str, places: int, least_digits: int) -> bool:
    """Whether a text is this figure rounded to the places that it has."""
    digits = len(text.replace(".", "").lstrip("0"))
    return digits >= least_digits and abs(float(text) - abs(figure)) <= 0.5 * 10**-places + 1e-9


def _leaves(message: Message) -> Iterator[str | bytes | float]:
    """The texts, bytes and fractions in a message and all messages within it."""
    for descriptor, value in message.ListFields():
        for each in _values(descriptor, value):
            if isinstance(each, Message):
                yield from _leaves(each)
            elif isinstance(each, str | bytes | float):
                yield each


def _values(descriptor: Any, value: Any) -> list[Any]:
    if not descriptor.is_repeated:
        return [value]
    is_map = descriptor.message_type is not None and descriptor.message_type.GetOptions().map_entry
    return [part for pair in value.items() for part in pair] if is_map else list(value)


def _cells(content: bytes) -> list[Any]:
    """The cells of a table, none where the bytes are no table."""
    try:
        table = pa.ipc.open_stream(content).read_all()
    except pa.ArrowInvalid:
        return []
    return [cell for column in table.columns for cell in column.to_pylist()]
