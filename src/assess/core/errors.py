"""What can be wrong with somebody's input, said so that it can be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what is wrong and how to mend it.

    `path` is a breadcrumb such as `dimensions[1].items[3].id`, `line` counts from 1 where a line is known.
    """

    path: str
    text: str
    line: int | None = None
    file: str | None = None

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.line and f"line {self.line}", self.path) if part)
        return f"{place}: {self.text}" if place else self.text


class AssessError(Exception):
    """Something that a person can mend: the text says where, what and how."""


class ProblemsError(AssessError):
    """Input with one or more problems, all of them at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class QuestionnaireError(ProblemsError):
    """A questionnaire that cannot be used."""


class ResponsesError(ProblemsError):
    """Responses that cannot be scored."""
