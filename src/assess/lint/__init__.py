"""Weaknesses of a sound questionnaire that its author would want to know: balance, words, advice, and its answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from assess.core.messages import Message, counted, message
from assess.core.parsing import LineOf
from assess.core.questionnaire import Questionnaire
from assess.core.reliability import ReliabilityFigures
from assess.lint.advice import advice_findings
from assess.lint.answers import answer_findings
from assess.lint.finding import Finding
from assess.lint.shape import shape_findings
from assess.lint.words import cut_findings, word_findings

__all__ = ["Finding", "Untranslated", "lint"]

PATHS_NAMED = 3
"""Of the texts that a language lacks, so many are named."""


class Untranslated(Protocol):
    """What a language lacks of a questionnaire, by the paths of its texts."""

    @property
    def missing(self) -> Sequence[str]: ...
    @property
    def stale(self) -> Sequence[str]: ...


def lint(
    questionnaire: Questionnaire,
    line_of: LineOf = lambda path: None,
    *,
    cut: Mapping[str, str] | None = None,
    translations: Mapping[str, Untranslated] | None = None,
    figures: ReliabilityFigures | None = None,
) -> tuple[Finding, ...]:
    """The findings in the order of their lines; none where nothing is to be said.

    `cut` holds by path what YAML took off a text for a comment, `translations` by language what is not translated,
    `figures` what answers show. Each is looked at only where it is given.
    """
    found = [
        *shape_findings(questionnaire),
        *word_findings(questionnaire),
        *cut_findings(cut or {}),
        *advice_findings(questionnaire),
        *_untranslated(translations or {}),
        *(answer_findings(questionnaire, figures) if figures else ()),
    ]
    placed = [replace(finding, line=line_of(finding.path)) for finding in found]
    return tuple(sorted(placed, key=lambda finding: finding.line or 0))


def _untranslated(translations: Mapping[str, Untranslated]) -> Iterator[Finding]:
    for language, texts in translations.items():
        if texts.missing:
            said = counted(
                "{n} text is not translated ({language}): {paths}.",
                "{n} texts are not translated ({language}): {paths}.",
                len(texts.missing),
            )
            yield _two_languages("missing-translation", said, language, texts.missing)
        if texts.stale:
            said = counted(
                "{n} text is translated from an older text ({language}): {paths}.",
                "{n} texts are translated from an older text ({language}): {paths}.",
                len(texts.stale),
            )
            yield _two_languages("stale-translation", said, language, texts.stale)


def _two_languages(rule: str, said: Message, language: str, paths: Sequence[str]) -> Finding:
    named = ", ".join(paths[:PATHS_NAMED]) + (", ..." if len(paths) > PATHS_NAMED else "")
    return Finding(
        rule,
        "",
        said.filled(language=language, paths=named),
        message("Readers of that language meet two languages on a page."),
        counted(
            "Translate it in the file of '{language}'.",
            "Translate them in the file of '{language}'.",
            len(paths),
            language=language,
        ),
    )
