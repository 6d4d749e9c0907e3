"""What a new questionnaire begins with: a commented example, or a copy of another under an id of its own."""

from __future__ import annotations

import re
from pathlib import Path

from assess.yaml_source.editing import with_words

FIRST_VERSION = "1.0.0"
_EXAMPLE = Path(__file__).with_name("starting.yaml")
_SCHEMA_BESIDE = re.compile(r"\A# yaml-language-server: \$schema=.*\n(#\n)?")


def example() -> str:
    """A short questionnaire that is sound, each part with a comment."""
    return _EXAMPLE.read_text(encoding="utf-8")


def copy_of(text: str, name: str) -> str:
    """A sound questionnaire's text under another id, as its first version. Raises NotInPlaceError.

    A line for editors that names a schema beside the file goes: the copy lies elsewhere.
    """
    named = with_words(_SCHEMA_BESIDE.sub("", text), ("id",), name)
    return with_words(named, ("version",), FIRST_VERSION)


def own_id(of: str, taken: frozenset[str] = frozenset()) -> str:
    """An id for one's own questionnaire after that of another: `our-pulse`, or with a number where that is taken."""
    first = of if of.startswith("our-") else f"our-{of}"
    named = (first[:70] if place == 1 else f"{first[:70]}-{place}" for place in range(1, len(taken) + 3))
    return next(each for each in named if each not in taken)


def slug(name: str) -> str:
    """An id out of a file's name: lower-case letters, digits and hyphens; `our-questions` where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80].strip("-") or "our-questions"


def next_version(used: tuple[str, ...], version: str) -> str:
    """A version that was not used: the last number of this one raised until it is free; "1.1" after "1.0"."""
    while version in used:
        raised = re.sub(r"\d+(?=\D*\Z)", lambda number: str(int(number[0]) + 1), version, count=1)
        version = raised if raised != version else f"{version}.1"
    return version
