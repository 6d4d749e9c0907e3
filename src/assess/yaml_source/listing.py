"""Problems as they are told: in the order of their lines, no more than anybody mends at once, each with its file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assess.core.errors import Problem
from assess.core.messages import counted

MOST_PROBLEMS = 200
"""More problems than this are counted, not listed."""


def listed(problems: Iterable[Problem], file: str) -> tuple[Problem, ...]:
    """The problems of a file."""
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    told = [replace(problem, file=one_line(file)) for problem in ordered[:MOST_PROBLEMS]]
    if more := len(ordered) - len(told):
        said = counted(
            "and at least {n} more problem. Mend these first.",
            "and at least {n} more problems. Mend these first.",
            more,
        )
        told.append(Problem("", said, file=one_line(file)))
    return tuple(told)


def one_line(name: str) -> str:
    """The name of a file on one line, its end if it is long."""
    short = name if len(name) <= 200 else f"...{name[-197:]}"
    return "".join(character if character.isprintable() else "?" for character in short)
