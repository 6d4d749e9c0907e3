"""What is said of somebody's input before it is known who reads it: texts with fields, to be told in any language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias


class Teller(Protocol):
    """Tells English texts, counts and figures in one language."""

    def __call__(self, text: str, /, **values: object) -> str: ...
    def plural(self, one: str, many: str, n: int, /, **values: object) -> str: ...
    def number(self, figure: float | None, digits: int = 0) -> str: ...


@dataclass(frozen=True)
class Figure:
    """A figure that is told in the form of the reader's language, with so many decimals."""

    value: float
    digits: int = 0


@dataclass(frozen=True)
class Message:
    """An English text and what fills its braces; `str` tells it in English.

    What stands in a questionnaire (an id, a key, a level, the author's words) is a field of text, which stays as
    written; a count, a figure or another message in a field is told in the language of the whole.
    """

    text: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    many: str | None = None
    """The text for other counts than one, where there is a count `n`."""
    n: int = 1

    def filled(self, **fields: Field) -> Message:
        """The message with these fields."""
        return replace(self, fields={**self.fields, **fields})

    def told(self, by: Teller) -> str:
        """The message in the language of a teller."""
        values = {name: _told(each, by) for name, each in self.fields.items()}
        if self.many is None:
            return by(self.text, **values)
        return by.plural(self.text, self.many, self.n, **values)

    def __str__(self) -> str:
        return self.told(ENGLISH)


Field: TypeAlias = str | int | Figure | Message


def message(text: str, /, **fields: Field) -> Message:
    """A message; its text is a literal, by which the tool for translations finds it."""
    return Message(text, fields)


def counted(one: str, many: str, n: int, /, **fields: Field) -> Message:
    """A message with the form that a count asks for; `{n}` stands for the count."""
    return Message(one, fields, many, n)


def all_of(words: Sequence[str]) -> Field:
    """Words in a row: `a`, `a and b`, `a, b and c`."""
    *before, last = words
    return message("{words} and {last}", words=", ".join(before), last=last) if before else last


def one_of(words: Sequence[str]) -> Field:
    """Words to choose from: `a`, `a or b`, `a, b or c`."""
    *before, last = words
    return message("{words} or {last}", words=", ".join(before), last=last) if before else last


def _told(each: Field, by: Teller) -> str:
    if isinstance(each, Message):
        return each.told(by)
    if isinstance(each, Figure):
        return by.number(each.value, each.digits)
    return each if isinstance(each, str) else by.number(each)


class _English:
    def __call__(self, text: str, /, **values: object) -> str:
        return text.format(**values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        return self(one if n == 1 else many, n=self.number(n), **values)

    def number(self, figure: float | None, digits: int = 0) -> str:
        return "" if figure is None else f"{round(figure, digits) + 0.0:,.{digits}f}"


ENGLISH = _English()
