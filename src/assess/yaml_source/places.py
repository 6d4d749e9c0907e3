"""Where things stand in a questionnaire's text: the line of each path, and texts that YAML cut at a ` #`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import yaml
from yaml.events import ScalarEvent

from assess.core.wording import below
from assess.yaml_source.tree import grown

TEXTS = frozenset({"title", "text", "help", "label", "unit", "action", "why", "first_step", "measure", "source"})
"""The keys whose values people read; anchors are read too."""
SENTENCES = frozenset({"text", "help", "action", "why", "first_step"})
_AFTER = re.compile(r"[ \t]+(#.*)")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def line_finder(text: str) -> Callable[[str], int | None]:
    """Finds the line of a path in a text that is read as a questionnaire, or of the nearest part above it."""
    return grown(text).line_of


def cut_texts(text: str) -> dict[str, str]:
    """What YAML took for a comment though it seems part of a text, by the text's path: `#1` of `text: Rate us #1`.

    A comment is taken for part of a text if its # touches a word, or if a sentence before it has no end.
    """
    tree = grown(text)
    spoken = {(tree.line_of(path), words): path for path, words in _texts(tree.value, "", "")}
    found = {}
    for line, words, comment in _commented(text):
        path = spoken.get((line, words))
        if path and (_touches(comment) or _is_open(path, words)):
            found[path] = comment
    return found


def _touches(comment: str) -> bool:
    return len(comment) > 1 and not comment[1].isspace() and comment[1] != "#"


def _is_open(path: str, words: str) -> bool:
    """Whether a text that should be a sentence stops without an end."""
    key = path.rpartition(".")[2]
    return (key in SENTENCES or ".anchors." in path) and words[-1] not in ".?!:)…"


def _commented(text: str) -> Iterator[tuple[int, str, str]]:
    """Plain words that a comment follows on their line: line, words, comment."""
    lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
    for event in yaml.parse(text.removeprefix("\ufeff"), Loader=_LOADER):
        if isinstance(event, ScalarEvent) and not event.style and event.value:
            begin, end = event.start_mark, event.end_mark
            if begin and end and (after := _AFTER.match(lines[end.line], end.column)):
                yield begin.line + 1, event.value, after[1].rstrip()


def _texts(value: object, path: str, key: str) -> Iterator[tuple[str, str]]:
    """The texts that people read, with their paths."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _texts(each, below(path, str(name)), "text" if key == "anchors" else str(name))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _texts(each, below(path, place), key)
    elif isinstance(value, str) and key in TEXTS:
        yield path, value
