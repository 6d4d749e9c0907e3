"""Questionnaires from YAML: the only door through which YAML comes in.

`load` and `find` return a sound questionnaire or raise every problem at once; `check` and `check_file` return the
problems instead. The text is somebody else's: it is bounded before and while it is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from assess.core.errors import Problem, QuestionnaireError
from assess.core.parsing import parse
from assess.core.questionnaire import Questionnaire
from assess.core.wording import UNKNOWN_KEY
from assess.shipped import folder
from assess.yaml_source.text import MOST_BYTES, decoded
from assess.yaml_source.tree import Tree, grown

MOST_PROBLEMS = 200
"""More problems than this are counted, not listed."""


@dataclass(frozen=True)
class Loaded:
    """A sound questionnaire with the text that it was read from, byte for byte, and the hash of that text."""

    questionnaire: Questionnaire
    text: str
    sha256: str


def load(source: str | bytes, file: str = "questionnaire") -> Loaded:
    """The questionnaire in a text; QuestionnaireError with all of its problems where it has any."""
    return _sound(check(source, file))


def find(name: str | Path) -> Loaded:
    """The questionnaire of a file's path or a shipped id; QuestionnaireError with all of its problems."""
    return _sound(check_file(name))


def check(source: str | bytes, file: str = "questionnaire") -> tuple[Loaded | None, tuple[Problem, ...]]:
    """The questionnaire in a text, or None and its problems in the order of their lines (one a fault)."""
    text, problems = decoded(source)
    if text is None:
        return None, _listed(problems, file)
    questionnaire, problems = _questionnaire(text)
    if questionnaire is None:
        return None, _listed(problems, file)
    return Loaded(questionnaire, text, hashlib.sha256(text.encode()).hexdigest()), ()


def check_file(name: str | Path) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """The questionnaire of a file's path or a shipped id, or None and its problems."""
    try:
        path = _path(str(name))
        if path is None:
            return None, (_nothing_of_this_name(str(name)),)
        with path.open("rb") as stream:
            return check(stream.read(MOST_BYTES + 1), str(name) if str(name) == str(path) else path.name)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name is not usable"
        return None, (Problem("", f"cannot be read: {reason}.", file=_one_line(str(name))),)


def shipped() -> tuple[Loaded, ...]:
    """The shipped questionnaires in the order of their ids."""
    return tuple(find(path) for path in shipped_paths().values())


def shipped_paths() -> dict[str, Path]:
    """The files of the shipped questionnaires by id, in the order of the ids; a file is named by its id."""
    found = sorted(folder("questionnaires").glob("*.yaml"))
    return {path.stem: path for path in found if "." not in path.stem}


def _questionnaire(text: str) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    tree = grown(text)
    if not tree.whole:
        return None, tree.problems
    questionnaire, found = parse(tree.value, tree.line_of)
    problems = (*tree.problems, *(problem for problem in found if not _follows(problem, tree)))
    return (None if problems else questionnaire), problems


def _follows(problem: Problem, tree: Tree) -> bool:
    """Whether a problem only says that a stand-in is not the value that was meant."""
    return problem.path in tree.replaced and not problem.text.startswith(UNKNOWN_KEY)


def _sound(checked: tuple[Loaded | None, tuple[Problem, ...]]) -> Loaded:
    loaded, problems = checked
    if loaded is None:
        raise QuestionnaireError(problems)
    return loaded


def _listed(problems: Iterable[Problem], file: str) -> tuple[Problem, ...]:
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    listed = [replace(problem, file=_one_line(file)) for problem in ordered[:MOST_PROBLEMS]]
    if more := len(ordered) - len(listed):
        listed.append(Problem("", f"and at least {more:,} more problems. Mend these first.", file=_one_line(file)))
    return tuple(listed)


def _path(name: str) -> Path | None:
    path = Path(name)
    return path if path.is_file() else shipped_paths().get(name)


def _nothing_of_this_name(name: str) -> Problem:
    known = list(shipped_paths())
    near = get_close_matches(name, known, 1)
    hint = f"Did you mean `{near[0]}`? " if near else ""
    return Problem(
        "",
        f"there is no such file, and no shipped questionnaire of this name. {hint}"
        f"Give the path of a file or one of: {', '.join(known)}.",
        file=_one_line(name),
    )


def _one_line(name: str) -> str:
    short = name if len(name) <= 200 else f"...{name[-197:]}"
    return "".join(character if character.isprintable() else "?" for character in short)
