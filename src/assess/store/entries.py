"""What may be entered: every problem of a new assessment, and of an answer."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from assess.core.answer_table import US
from assess.core.errors import Problem
from assess.core.questionnaire import Discipline
from assess.store.settings import Settings, settings_problems
from assess.store.texts import LIMITS, clean, key_problem, length_problem
from assess.store.values import KeptQuestionnaire

State = Literal["answered", "na", "dk", "blank"]
STATES: tuple[State, ...] = get_args(State)
COMPETITORS = 4
TRANSLATIONS = 50
ROUNDS = 99


def assessment_problems(
    *,
    company: str,
    competitors: Sequence[str],
    questionnaire: KeptQuestionnaire,
    stated_lead: str | None,
    language: str,
    settings: Settings,
) -> list[Problem | None]:
    """Every problem of a new assessment, in the order of its fields."""
    return [
        *company_problems(company),
        *competitor_problems(company, competitors),
        *questionnaire_problems(questionnaire),
        *lead_problems(stated_lead),
        key_problem("language", language, LIMITS["language"]),
        *settings_problems(settings),
    ]


def company_problems(company: str) -> list[Problem | None]:
    """A company has a name of 1 to 200 characters."""
    if not company:
        return [Problem("company", "The company has no name. Enter one.")]
    return [length_problem("company", company, LIMITS["company"])]


def competitor_problems(company: str, competitors: Sequence[str]) -> list[Problem | None]:
    """Up to four competitors, each with a name of its own that is neither `us` nor the company's."""
    problems: list[Problem | None] = []
    if len(competitors) > COMPETITORS:
        problems.append(Problem("competitors", f"{len(competitors)} named; at most {COMPETITORS} are compared."))
    taken = {US, company.casefold(), ""}
    for position, name in enumerate(competitors):
        path = f"competitors[{position}]"
        problems.append(length_problem(path, name, LIMITS["competitor"]))
        if name.casefold() in taken:
            problems.append(Problem(path, "Empty, named twice, or the company itself. Give each its own name."))
        taken.add(name.casefold())
    return problems


def questionnaire_problems(questionnaire: KeptQuestionnaire) -> list[Problem | None]:
    """A questionnaire is kept whole, with its id, version and SHA-256."""
    fields = {"id": questionnaire.id, "version": questionnaire.version, "text": questionnaire.text}
    problems = [
        length_problem(f"questionnaire.{field}", text, LIMITS[f"questionnaire.{field}"])
        or (None if clean(text) == text and text else Problem(f"questionnaire.{field}", "Empty or not plain text."))
        for field, text in fields.items()
    ]
    if not re.fullmatch("[0-9a-f]{64}", questionnaire.sha256):
        problems.append(Problem("questionnaire.sha256", "Not a SHA-256 of 64 hexadecimal digits."))
    return [*problems, *translation_problems(questionnaire.translations)]


def translation_problems(translations: Mapping[str, str]) -> list[Problem | None]:
    """Each translation is kept whole, under the name of its language."""
    problems: list[Problem | None] = []
    if len(translations) > TRANSLATIONS:
        problems.append(Problem("questionnaire.translations", f"More than {TRANSLATIONS}. Take some away."))
    for language, text in translations.items():
        path = f"questionnaire.translations.{language}"
        problems.append(key_problem("language", language, LIMITS["language"]))
        problems.append(length_problem(path, text, LIMITS["questionnaire.text"]))
        if clean(text) != text or not text:
            problems.append(Problem(path, "Empty or not plain text."))
    return problems


def lead_problems(stated_lead: str | None) -> list[Problem | None]:
    """The stated lead, if given, is one of the three disciplines."""
    if stated_lead is None or stated_lead in set(Discipline):
        return []
    return [Problem("stated_lead", f"Not a discipline. Use one of {', '.join(Discipline)}.")]


def answer_problems(
    item: str, subject: str, round_: int, state: str, value: float | None, text: str | None = None
) -> list[Problem | None]:
    """An answer has a finite value or a text exactly if its state is `answered`, and a round from 1 to 99."""
    problems = [
        key_problem("item", item, LIMITS["item"]),
        key_problem("subject", subject, LIMITS["competitor"]),
        *round_problems(round_),
    ]
    if state not in STATES:
        problems.append(Problem("state", f"Not a state. Use one of {', '.join(STATES)}."))
    given = sum((value is not None, text is not None))
    if given != (state == "answered") or not math.isfinite(value or 0) or text == "":
        words = "A finite number or a text belongs to the state `answered`, and only to it."
        problems.append(Problem("value", words))
    return problems


def round_problems(round_: int) -> list[Problem | None]:
    """Rounds count from 1 to 99."""
    return [] if 1 <= round_ <= ROUNDS else [Problem("round", f"Rounds count from 1 to {ROUNDS}.")]
