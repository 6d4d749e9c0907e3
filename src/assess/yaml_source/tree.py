"""From YAML text to plain values, each with its line: grown from the parser's events, without recursion.

Anchors, aliases, merge keys, tags, keys given twice, several documents and words with two meanings are problems;
depth and number of nodes are bounded while the text is being read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from assess.core.errors import Problem
from assess.core.messages import Message, message
from assess.core.wording import below, is_unknown_key, shown
from assess.yaml_source.scalars import resolved, trap
from assess.yaml_source.syntax import syntax_problem
from assess.yaml_source.text import UNWANTED

MOST_DEPTH = 20
MOST_NODES = 20_000

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Tree:
    """Plain values with the line of each path; `whole` unless reading had to stop."""

    value: object
    lines: dict[str, int]
    problems: tuple[Problem, ...]
    replaced: frozenset[str]
    """The paths where something else stands than the value that was meant."""
    whole: bool

    def line_of(self, path: str) -> int | None:
        """The line of a path, or of the nearest part above it that exists."""
        while path not in self.lines and path:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path)

    def explains(self, problem: Problem) -> bool:
        """Whether a problem only says that a stand-in is not the value that was meant."""
        return problem.path in self.replaced and not is_unknown_key(problem)


def grown(text: str) -> Tree:
    """The tree that a text describes, with every problem that its YAML has."""
    growth = _Growth()
    try:
        for event in yaml.parse(text.removeprefix("\ufeff"), Loader=LOADER):
            growth.take(event)
        if not growth.documents:
            growth.refuse("", 1, message("is empty. Copy a shipped questionnaire to begin with."))
            growth.whole = False
    except _TooMuchError:
        growth.whole = False
    except yaml.YAMLError as error:
        growth.problems.append(syntax_problem(error, text))
        growth.whole = False
    return Tree(growth.root, growth.lines, tuple(growth.problems), frozenset(growth.replaced), growth.whole)


class _TooMuchError(Exception):
    """Reading stops here; the problem is noted."""


_UNUSABLE = object()


@dataclass(frozen=True)
class _Key:
    """A key that waits for its value: `value` is _UNUSABLE where nothing can be kept under it."""

    path: str
    value: object


@dataclass
class _Open:
    """A mapping or list that is being filled."""

    path: str
    values: dict[object, object] | list[object]
    key_lines: dict[object, int] = field(default_factory=dict)
    key: _Key | None = None
    is_key: bool = False


class _Growth:
    def __init__(self) -> None:
        self.root: object = None
        self.lines: dict[str, int] = {"": 1}
        self.problems: list[Problem] = []
        self.replaced: set[str] = set()
        self.whole = True
        self.documents = 0
        self._open: list[_Open] = []
        self._nodes = 0

    def take(self, event: Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, NodeEvent):
            self._node(event, line)
        elif isinstance(event, CollectionEndEvent):
            self._close()
        elif isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                said = message("a second document begins here (`---`). Keep one questionnaire in a file.")
                self._stop(line, said)

    def refuse(self, path: str, line: int, text: Message) -> None:
        self.problems.append(Problem(path, text, line=line))

    def _stop(self, line: int, text: Message) -> None:
        self.refuse("", line, text)
        raise _TooMuchError

    def _node(self, event: NodeEvent, line: int) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._stop(line, message("has more than {most} keys and values. Shorten it.", most=MOST_NODES))
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.values, dict) and parent.key is None:
            self._key(parent, parent.values, event, line)
        else:
            self._value(parent, event, line)

    # --- keys ----------------------------------------------------------------------------------------------------

    def _key(self, parent: _Open, values: dict[object, object], event: NodeEvent, line: int) -> None:
        unusable = _Key(below(parent.path, "?"), _UNUSABLE)
        if isinstance(event, CollectionStartEvent):
            said = message("a key must be a word or a number. Write brackets between quotes.")
            self.refuse(parent.path, line, said)
            self._begin(_Open(unusable.path, _empty(event), is_key=True), line)
        elif not isinstance(event, ScalarEvent):
            self._refuse_marks(parent.path, event, line)
            parent.key = unusable
        elif event.value == "<<" and not event.style:
            self.refuse(parent.path, line, message("merge keys (`<<`) are not read. Write the keys out."))
            parent.key = unusable
        else:
            parent.key = self._scalar_key(parent, values, event, line)

    def _scalar_key(self, parent: _Open, values: dict[object, object], event: ScalarEvent, line: int) -> _Key:
        path = below(parent.path, event.value)
        key = self._scalar(path, event, line)
        if key is None or isinstance(key, bool):
            self.refuse(path, line, message("a key must be a word or a number. Write it between quotes."))
            return _Key(path, _UNUSABLE)
        path = below(parent.path, str(key))
        self.lines.setdefault(path, line)
        if key in values:
            said = message("the key {key} is already given on line {line}. Remove one of them.", key=shown(key))
            self.refuse(path, line, said.filled(line=str(parent.key_lines[key])))
            return _Key(path, _UNUSABLE)
        parent.key_lines[key] = line
        values[key] = None
        return _Key(path, key)

    # --- values --------------------------------------------------------------------------------------------------

    def _value(self, parent: _Open | None, event: NodeEvent, line: int) -> None:
        path = self._path(parent)
        self.lines.setdefault(path, line)
        if isinstance(event, CollectionStartEvent):
            self._refuse_marks(path, event, line)
            begun = _Open(path, _empty(event))
            self._put(parent, begun.values)
            self._begin(begun, line)
        elif isinstance(event, ScalarEvent):
            self._put(parent, self._scalar(path, event, line))
        else:
            self._refuse_marks(path, event, line)
            self._put(parent, None)

    def _path(self, parent: _Open | None) -> str:
        if parent is None:
            return ""
        if isinstance(parent.values, list):
            return below(parent.path, len(parent.values))
        return parent.key.path if parent.key else parent.path

    def _put(self, parent: _Open | None, value: object) -> None:
        if parent is None:
            self.root = value
        elif isinstance(parent.values, list):
            parent.values.append(value)
        elif parent.key:
            if parent.key.value is not _UNUSABLE:
                parent.values[parent.key.value] = value
            parent.key = None

    def _begin(self, begun: _Open, line: int) -> None:
        if len(self._open) >= MOST_DEPTH:
            said = message("is nested deeper than {most} levels. Close brackets, or indent less.", most=MOST_DEPTH)
            self._stop(line, said)
        self._open.append(begun)

    def _close(self) -> None:
        closed = self._open.pop()
        if closed.is_key:
            self._open[-1].key = _Key(closed.path, _UNUSABLE)

    def _scalar(self, path: str, event: ScalarEvent, line: int) -> object:
        self._refuse_marks(path, event, line)
        if found := UNWANTED.search(event.value):
            said = message("holds the control character {code}. Remove it.", code=f"U+{ord(found[0]):04X}")
            self.refuse(path, line, said)
        if event.style:
            return event.value
        if reason := trap(event.value):
            self.refuse(path, line, reason)
            self.replaced.add(path)
            return event.value
        return resolved(event.value)

    def _refuse_marks(self, path: str, event: NodeEvent, line: int) -> None:
        for said, mark in _marks(event):
            self.refuse(path, line, said.filled(mark=mark if len(mark) <= 40 else f"{mark[:37]}..."))
            self.replaced.add(path)


def _marks(event: NodeEvent) -> Iterator[tuple[Message, str]]:
    """What stands before a value and is not read, after what is said of it."""
    if isinstance(event, AliasEvent):
        yield message("aliases (`{mark}`) are not read. Remove it, or quote the text."), f"*{event.anchor}"
    elif event.anchor is not None:
        yield message("anchors (`{mark}`) are not read. Remove it, or quote the text."), f"&{event.anchor}"
    if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
        said = message("tags (`{mark}`) are not read. Remove it, or quote the text.")
        yield said, event.tag.replace("tag:yaml.org,2002:", "!!")


def _empty(event: CollectionStartEvent) -> dict[object, object] | list[object]:
    return {} if isinstance(event, MappingStartEvent) else []
