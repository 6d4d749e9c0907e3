"""What can be wrong with somebody's input, said so that it can be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assess.core.messages import ENGLISH, Message, Teller, message


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what is wrong and how to mend it.

    `path` is a breadcrumb such as `dimensions[1].items[3].id`, `line` counts from 1 where a line is known. A text
    that is no message is English for every reader; `str` tells all in English.
    """

    path: str
    text: Message | str
    line: int | None = None
    file: str | None = None

    def fault(self, by: Teller) -> str:
        """What is wrong and how to mend it, without the place, in the language of a teller."""
        return self.text if isinstance(self.text, str) else self.text.told(by)

    def told(self, by: Teller) -> str:
        """The place, what is wrong there and how to mend it, in the language of a teller."""
        line = message("line {line}", line=str(self.line)).told(by) if self.line else ""
        place = ", ".join(part for part in (self.file, line, self.path) if part)
        fault = self.fault(by)
        return message("{place}: {fault}", place=place, fault=fault).told(by) if place else fault

    def __str__(self) -> str:
        return self.told(ENGLISH)


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
