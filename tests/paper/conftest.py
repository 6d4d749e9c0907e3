"""Scorecards of the shipped questionnaires, and PDFs opened again with poppler."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assess.core.questionnaire import Discipline, Questionnaire
from assess.core.responses import responses_from_answers
from assess.core.scorecard import Scorecard, scorecard
from assess.texts import Translator, translator
from assess.yaml_source import find

WHEN = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Assessed:
    """A scorecard with the questionnaire behind it."""

    scorecard: Scorecard
    questionnaire: Questionnaire


@dataclass(frozen=True)
class Word:
    """A word on a page, its box in points from the top left."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


Assess = Callable[..., Assessed]


@pytest.fixture
def t() -> Translator:
    return translator("en")


@pytest.fixture
def when() -> datetime:
    return WHEN


@pytest.fixture(scope="session")
def assess() -> Assess:
    """Assesses a company with made-up answers: rater r answers item i at level (r + i) of the scale, in a circle."""

    def assessed(
        questionnaire: Questionnaire | str = "value-disciplines",
        *,
        raters: int = 3,
        competitors: Sequence[str] = (),
        without: Sequence[str] = (),
        company: str = "Nordwind Logistics",
        lead: Discipline | None = None,
    ) -> Assessed:
        found = find(questionnaire).questionnaire if isinstance(questionnaire, str) else questionnaire
        answers = pd.DataFrame(
            _answers(found, raters, competitors, without),
            columns=["respondent", "round", "subject", "item", "value", "state"],
        )
        responses = responses_from_answers(answers, found, competitors)
        card = scorecard(found, responses, company=company, stated_lead=lead, sha256="ab" * 32)
        return Assessed(card, found)

    return assessed


def _answers(
    questionnaire: Questionnaire, raters: int, competitors: Sequence[str], without: Sequence[str]
) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for rater in range(raters):
        for place, item in enumerate(questionnaire.items):
            scale = questionnaire.scale_of(item)
            if scale is None or questionnaire.dimension_of[item.id].id in without:
                continue
            for subject, name in enumerate(["us", *(competitors if item.compare else ())]):
                level = scale.values[(rater + place + 2 * subject) % len(scale.values)]
                rows.append((f"rater {rater}", 1, name, item.id, level, "answered"))
    return rows


@dataclass(frozen=True)
class Poppler:
    """Poppler's programs on one PDF."""

    file: Path

    def text(self) -> str:
        """All text as one would copy it, runs of white space made one space."""
        return " ".join(self._said("pdftotext", str(self.file), "-").split())

    def facts(self) -> dict[str, str]:
        lines = self._said("pdfinfo", str(self.file)).splitlines()
        return {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}

    def words(self) -> list[Word]:
        found: list[Word] = []
        page = 0
        for line in self._said("pdftotext", "-bbox", str(self.file), "-").splitlines():
            page += "<page " in line
            if "<word " in line:
                numbers = [float(part.split('"')[1]) for part in line.split("<word ")[1].split(">")[0].split(" ")]
                found.append(Word(page, line.split(">")[1].split("<")[0], *numbers))
        return found

    def picture(self, page: int) -> bytes:
        """A page as PNG at 50 dpi."""
        wanted = ["-png", "-r", "50", "-f", str(page), "-l", str(page)]
        return subprocess.run(["pdftoppm", *wanted, str(self.file)], check=True, capture_output=True).stdout

    @staticmethod
    def _said(*command: str) -> str:
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[bytes], Poppler]:
    """Opens a PDF's bytes with poppler; without it, fails where CI is set and skips elsewhere, saying so."""
    if shutil.which("pdftotext") is None:
        reason = "POPPLER IS MISSING, PRINTED PAGES ARE NOT CHECKED: install Debian's poppler-utils."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)

    def open_again(pdf: bytes) -> Poppler:
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}.pdf"
        file.write_bytes(pdf)
        return Poppler(file)

    return open_again


@pytest.fixture
def elements() -> Callable[[Any], Iterator[Any]]:
    """Walks the elements of a tagged PDF's structure, as pypdf reads it."""

    def walk(element: Any) -> Iterator[Any]:
        yield element
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            if isinstance(child.get_object(), dict) and "/S" in child.get_object():
                yield from walk(child.get_object())

    return walk
