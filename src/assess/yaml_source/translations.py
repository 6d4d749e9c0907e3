"""Translations from YAML: the files beside a questionnaire, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from assess.core.errors import Problem
from assess.core.messages import message
from assess.core.questionnaire import MOST_CHARACTERS, Questionnaire
from assess.core.translation import NO_TEXT_OF_IT, Translation, texts_of, translation_problems
from assess.core.wording import DID_YOU_MEAN, NO_TEXT, TOO_LONG, kind_of, nearest, problem_of, quoted
from assess.yaml_source.editing import NotInPlaceError, with_words, words_at
from assess.yaml_source.listing import MOST_PROBLEMS, listed
from assess.yaml_source.text import bounded, decoded
from assess.yaml_source.tree import Tree, grown

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_IS_QUESTIONNAIRE = re.compile(rb"^dimensions\s*:", re.MULTILINE)
_IS_TRANSLATION = re.compile(rb"^(translates|texts)\s*:", re.MULTILINE)
OWN_MARK = "#>"
"""Begins the lines that `assess translate` writes for the translator, and takes away again."""


@dataclass(frozen=True)
class LoadedTranslation:
    """A sound translation with its text, what in it is missing, stale or extra, and remarks of people by path."""

    translation: Translation
    text: str
    findings: tuple[Problem, ...]
    remarks: Mapping[str, tuple[str, ...]]


def language_in(path: Path) -> str | None:
    """The language in the name of a file: `de` of `mine.de.yaml`; None where there is none."""
    last = path.stem.rpartition(".")[2] if "." in path.stem else ""
    return last if _LANGUAGE.fullmatch(last) else None


def paths_beside(original: Path) -> list[Path]:
    """The files of the translations of a questionnaire's file, in the order of their names.

    A questionnaire whose name only looks like one of a translation is none.
    """
    found = original.parent.glob(f"{_as_it_is(original.stem)}.*{_as_it_is(original.suffix)}")
    named = [path for path in found if path.stem.rpartition(".")[0] == original.stem and language_in(path)]
    return sorted(path for path in named if path.is_file() and _is_translation(path))


def _as_it_is(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def _is_translation(path: Path) -> bool:
    text = bounded(path)
    return bool(_IS_TRANSLATION.search(text)) or not _IS_QUESTIONNAIRE.search(text)


def check_translation(
    source: str | bytes, original: Questionnaire, file: str = "translation"
) -> tuple[LoadedTranslation | None, tuple[Problem, ...]]:
    """The translation of a questionnaire in a text, or None and its problems in the order of their lines.

    What is missing, stale or extra is no problem but a finding: a changed original must not shut it out.
    """
    text, problems = decoded(source)
    if text is None:
        return None, listed(problems, file)
    if not text.strip("\ufeff \t\r\n"):
        return None, listed([Problem("", message("is empty. `assess translate` writes it."), 1)], file)
    tree = grown(text)
    translation, problems = _translation(tree, original, language_in(Path(file)))
    if translation is None:
        return None, listed(problems, file)
    findings = listed(translation_problems(original, translation, tree.line_of), file)
    return LoadedTranslation(translation, text, findings, _remarks(text, translation, tree)), ()


def renamed(text: str, name: str) -> str:
    """A translation's text as one of the questionnaire of an id; a text that names none stays as it is."""
    if words_at(text, ("translates",)) in (None, name):
        return text
    try:
        return with_words(text, ("translates",), name)
    except NotInPlaceError:
        return text


def check_texts(
    source: str | bytes, original: Questionnaire, file: str = "texts"
) -> tuple[dict[str, str] | None, tuple[Problem, ...]]:
    """Texts by path, as a translator may hand them in (`title: Wertdisziplinen`), or None and their problems."""
    text, problems = decoded(source)
    if text is None:
        return None, listed(problems, file)
    tree = grown(text)
    found = [*tree.problems, *(_text_problems(tree, original) if tree.whole else ())]
    if found or not isinstance(tree.value, Mapping):
        return None, listed(found, file)
    return {path: words for path, words in tree.value.items() if words and words.strip()}, ()


def _translation(
    tree: Tree, original: Questionnaire, named: str | None
) -> tuple[Translation | None, tuple[Problem, ...]]:
    if not tree.whole:
        return None, tree.problems
    if not isinstance(tree.value, Mapping):
        said = message("a translation must be a mapping of keys, not {value}. Begin with its `translates:`.")
        return None, (Problem("", said.filled(value=kind_of(tree.value)), 1),)
    translation, shape = _shape(tree.value)
    found = [*shape, *_other_problems(tree.value, original, named)]
    told = [problem for problem in found if not tree.explains(problem)]
    problems = (*tree.problems, *(Problem(each.path, each.text, tree.line_of(each.path)) for each in told))
    return (None if problems else translation), problems


def _shape(mapping: Mapping[object, object]) -> tuple[Translation | None, list[Problem]]:
    try:
        return Translation.model_validate(mapping), []
    except ValidationError as error:
        found = error.errors(include_url=False)[:MOST_PROBLEMS]
        return None, [problem_of(mapping, details, Translation) for details in found]


def _other_problems(
    mapping: Mapping[object, object], original: Questionnaire, named: str | None
) -> Iterator[Problem]:
    """What does not fit the original, or the name of the file."""
    translates, language = mapping.get("translates"), mapping.get("language")
    if isinstance(translates, str) and translates != original.id:
        said = message("must be the id of the original, {id}, not {name}.", id=quoted(original.id))
        yield Problem("translates", said.filled(name=quoted(translates)))
    if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
        return
    if language.lower() == original.language.lower():
        said = message("{language} is the language of the original itself. Write that of the texts.")
        yield Problem("language", said.filled(language=quoted(language)))
    elif named and named.lower() != language.lower():
        said = message("the file's name says {named}, not {language}. Make both the same.")
        yield Problem("language", said.filled(named=quoted(named), language=quoted(language)))


def _text_problems(tree: Tree, original: Questionnaire) -> Iterator[Problem]:
    known = texts_of(original)
    if not isinstance(tree.value, Mapping):
        said = message("must be a mapping of texts by path, not {value}.", value=kind_of(tree.value))
        yield Problem("", said, 1)
        return
    for path, words in tree.value.items():
        if path not in known:
            near = nearest(str(path), [each for each in known if each.split(".")[:2] == str(path).split(".")[:2]])
            remedy = DID_YOU_MEAN.filled(name=near) if near else message("Remove it.")
            yield Problem(str(path), NO_TEXT_OF_IT.filled(remedy=remedy), tree.line_of(str(path)))
        elif words is not None and not isinstance(words, str):
            yield Problem(path, NO_TEXT.filled(value=kind_of(words)), tree.line_of(path))
        elif words and len(words) > MOST_CHARACTERS:
            yield Problem(path, TOO_LONG.filled(most=str(MOST_CHARACTERS)), tree.line_of(path))


def _remarks(text: str, translation: Translation, tree: Tree) -> dict[str, tuple[str, ...]]:
    """The comments of people above each text; they stay when the file is written anew."""
    lines = text.splitlines()
    found = {path: _above(lines, tree.line_of(f"texts.{path}") or 1) for path in translation.texts}
    return {path: remarks for path, remarks in found.items() if remarks}


def _above(lines: list[str], line: int) -> tuple[str, ...]:
    remarks: list[str] = []
    for each in reversed(lines[: line - 1]):
        words = each.strip()
        if not words.startswith("#"):
            break
        if not words.startswith(OWN_MARK):
            remarks.insert(0, words)
    return tuple(remarks)
