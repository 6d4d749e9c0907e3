"""How far a person has come: what is asked of them, what is answered and what is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assess.core.questionnaire import Dimension, Item, Questionnaire
from assess.core.responses import US
from assess.store import Answer, Assessment

Answers = Mapping[tuple[str, str], Answer]
"""A person's answers by subject and item."""


@dataclass(frozen=True)
class Progress:
    """How many questions were asked and given an answer; `not known` is an answer, blank is not."""

    asked: int
    given: int

    @property
    def open(self) -> int:
        return self.asked - self.given

    @property
    def share(self) -> float:
        return self.given / self.asked


def subjects_of(item: Item, assessment: Assessment) -> tuple[str, ...]:
    """Whom an item is asked about: the company, and for a compare item each competitor."""
    return (US, *assessment.competitors) if item.compare else (US,)


def questions_of(dimension: Dimension, assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Each question of a dimension as subject and item."""
    return ((subject, item.id) for item in dimension.items for subject in subjects_of(item, assessment))


def progress_in(dimension: Dimension, assessment: Assessment, answers: Answers) -> Progress:
    """The progress in one dimension."""
    asked = list(questions_of(dimension, assessment))
    return Progress(len(asked), sum(is_given(answers.get(question)) for question in asked))


def progress_of(book: Questionnaire, assessment: Assessment, answers: Answers) -> Progress:
    """The progress in the whole questionnaire."""
    parts = [progress_in(dimension, assessment, answers) for dimension in book.dimensions]
    return Progress(sum(part.asked for part in parts), sum(part.given for part in parts))


def is_given(answer: Answer | None) -> bool:
    """There is an answer, be it `does not apply` or `do not know`; a comment alone is none."""
    return answer is not None and answer.state != "blank"


def first_open(book: Questionnaire, assessment: Assessment, answers: Answers) -> Dimension | None:
    """The first dimension with an open question, None where all are answered."""
    return next((each for each in book.dimensions if progress_in(each, assessment, answers).open), None)
