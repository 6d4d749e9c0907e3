"""Questionnaires and their translations from YAML: the only door through which YAML comes in.

`load` and `find` return a sound questionnaire or raise every problem at once; `check` and `check_file` return the
problems instead. Translations lie beside the original, `mine.de.yaml` beside `mine.yaml`, and come with it. All text
is somebody else's: it is bounded before and while it is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from assess.core.errors import Problem, QuestionnaireError
from assess.core.messages import message
from assess.core.parsing import parse
from assess.core.questionnaire import Questionnaire
from assess.core.translation import Translation, count_for, counts, translated
from assess.shipped import folder
from assess.yaml_source.listing import MOST_PROBLEMS, listed, one_line
from assess.yaml_source.text import bounded, decoded
from assess.yaml_source.translations import (
    LoadedTranslation,
    check_translation,
    language_in,
    paths_beside,
    renamed,
)
from assess.yaml_source.tree import grown

__all__ = [
    "MOST_PROBLEMS",
    "Loaded",
    "LoadedTranslation",
    "check",
    "check_file",
    "check_translation_file",
    "find",
    "find_original",
    "load",
    "path_of",
    "shipped",
    "shipped_paths",
    "with_sound",
]


@dataclass(frozen=True)
class Loaded:
    """A sound questionnaire with the text that it was read from, byte for byte, the hash of that text, and the
    translations that came with it, in the order of their languages."""

    questionnaire: Questionnaire
    text: str
    sha256: str
    translations: tuple[LoadedTranslation, ...] = ()

    def in_language(self, language: str) -> Questionnaire:
        """The questionnaire for a reader of a language; each text that has no current translation in its original."""
        return translated(self.questionnaire, self._translations, language)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of its texts there are in each language, its own first."""
        return counts(self.questionnaire, self._translations)

    def count_for(self, language: str) -> int:
        """How many of its texts a reader of a language reads in it; counted once, pages ask at each run."""
        if language not in self._counted:
            self._counted[language] = count_for(self.questionnaire, self._translations, language)
        return self._counted[language]

    @cached_property
    def _counted(self) -> dict[str, int]:
        return {}

    @property
    def findings(self) -> tuple[Problem, ...]:
        """What is missing, stale and extra in its translations."""
        return tuple(problem for each in self.translations for problem in each.findings)

    @property
    def _translations(self) -> tuple[Translation, ...]:
        return tuple(each.translation for each in self.translations)


def load(source: str | bytes, file: str = "questionnaire", translations: Mapping[str, str] | None = None) -> Loaded:
    """The questionnaire in a text, with translations by language; QuestionnaireError with all of their problems."""
    loaded = _sound(check(source, file))
    texts = {f"{file}.{language}": text for language, text in (translations or {}).items()}
    return _sound(_with_translations(loaded, texts))


def with_sound(loaded: Loaded, translations: Mapping[str, str]) -> tuple[Loaded, Mapping[str, tuple[Problem, ...]]]:
    """A questionnaire with those of its translations that are sound, and the problems of the others by language.

    They are its own whatever id they name: it may have been given another since.
    """
    book = loaded.questionnaire
    checked = {
        language: check_translation(renamed(text, book.id), book, "") for language, text in translations.items()
    }
    sound = tuple(found for found, _ in checked.values() if found)
    return replace(loaded, translations=sound), {name: found for name, (_, found) in checked.items() if found}


def find(name: str | Path) -> Loaded:
    """The questionnaire of a file's path or a shipped id, with the translations that lie beside it.

    QuestionnaireError with all of their problems. What is missing or stale in a translation is no problem here.
    """
    return _sound(check_file(name))


def find_original(name: str | Path) -> Loaded:
    """The questionnaire of a file's path or a shipped id without its translations, whatever is in them."""
    return _sound(_check_original(str(name))[:2])


def check(source: str | bytes, file: str = "questionnaire") -> tuple[Loaded | None, tuple[Problem, ...]]:
    """The questionnaire in a text, or None and its problems in the order of their lines (one a fault)."""
    text, problems = decoded(source)
    if text is None:
        return None, listed(problems, file)
    questionnaire, problems = _questionnaire(text)
    if questionnaire is None:
        return None, listed(problems, file)
    return Loaded(questionnaire, text, hashlib.sha256(text.encode()).hexdigest()), ()


def check_file(name: str | Path) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """The questionnaire of a file's path or a shipped id with its translations, or None and all problems."""
    loaded, problems, path = _check_original(str(name))
    if loaded is None or path is None:
        return None, problems
    try:
        return _with_translations(
            loaded, {_beside(str(name), path, each): bounded(each) for each in paths_beside(path)}
        )
    except OSError as error:
        return None, (_unreadable(str(name), error),)


def _check_original(name: str) -> tuple[Loaded | None, tuple[Problem, ...], Path | None]:
    """The questionnaire of a file's path or a shipped id, or its problems, and the file."""
    try:
        path = path_of(name)
        if path is None:
            return None, (_nothing_of_this_name(name),), None
        return *check(bounded(path), name if name == str(path) else path.name), path
    except (OSError, ValueError) as error:
        return None, (_unreadable(name, error),), None


def _beside(name: str, path: Path, other: Path) -> str:
    """What to call a file beside one that was asked for by its path or by its id."""
    return str(other) if name == str(path) else other.name


def check_translation_file(name: str | Path) -> tuple[LoadedTranslation | None, tuple[Problem, ...]] | None:
    """The translation in a file, or None and its problems; nothing at all where the file is no translation.

    Its original is the file beside it whose name has no language.
    """
    path, language = Path(name), language_in(Path(name))
    if language is None or not path.is_file():
        return None
    original = path.with_name(f"{path.stem.removesuffix(f'.{language}')}{path.suffix}")
    try:
        if path not in paths_beside(original):
            return None
        if not original.is_file():
            said = message("its original, {file}, is not beside it. Put both into one folder.")
            return None, (Problem("", said.filled(file=one_line(original.name)), file=one_line(str(name))),)
        loaded, problems = check(bounded(original), str(original))
        return check_translation(bounded(path), loaded.questionnaire, str(name)) if loaded else (None, problems)
    except (OSError, ValueError) as error:
        return None, (_unreadable(str(name), error),)


def _with_translations(loaded: Loaded, texts: Mapping[str, str | bytes]) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """A questionnaire with the translations in texts by file, or None and their problems."""
    checked = [check_translation(text, loaded.questionnaire, file) for file, text in texts.items()]
    problems = tuple(problem for _, found in checked for problem in found)
    if problems:
        return None, problems
    return replace(loaded, translations=tuple(each for each, _ in checked if each)), ()


def _unreadable(name: str, error: OSError | ValueError) -> Problem:
    if isinstance(error, OSError):
        said = message("cannot be read: {reason}.", reason=str(error.strerror))
    else:
        said = message("cannot be read: its name is not usable.")
    return Problem("", said, file=one_line(name))


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
    problems = (*tree.problems, *(problem for problem in found if not tree.explains(problem)))
    return (None if problems else questionnaire), problems


def _sound(checked: tuple[Loaded | None, tuple[Problem, ...]]) -> Loaded:
    loaded, problems = checked
    if loaded is None:
        raise QuestionnaireError(problems)
    return loaded


def path_of(name: str) -> Path | None:
    """The file of this path, or of the shipped questionnaire of this id; None where there is neither."""
    path = Path(name)
    return path if path.is_file() else shipped_paths().get(name)


def _nothing_of_this_name(name: str) -> Problem:
    known = list(shipped_paths())
    near = get_close_matches(name, known, 1)
    remedy = message("Give the path of a file or one of: {names}.", names=", ".join(known))
    if near:
        remedy = message("Did you mean `{name}`? {remedy}", name=near[0], remedy=remedy)
    said = message("there is no such file, and no shipped questionnaire of this name. {remedy}", remedy=remedy)
    return Problem("", said, file=one_line(name))
