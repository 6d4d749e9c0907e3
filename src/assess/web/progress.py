"""How far a person has come: what is asked of them, what is answered and what is open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from assess.core.conditions import hidden_items
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


def hidden_from(book: Questionnaire, *rounds: Answers) -> frozenset[str]:
    """The items that are not asked of somebody who gave these answers; those of a later round count (METHOD 2)."""
    if not book.conditional:
        return frozenset()
    own = {
        item: answer.value if answer.state == "answered" else None
        for answers in rounds
        for (subject, item), answer in answers.items()
        if subject == US and answer.state != "blank"
    }
    return hidden_items(book, {item: value for item, value in own.items() if value is not None})


def questions_of(
    dimension: Dimension, assessment: Assessment, hidden: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Each question of a dimension as subject and item; whoever has no more to say in words owes none."""
    asked = (item for item in dimension.items if not item.free_text and item.id not in hidden)
    return ((subject, item.id) for item in asked for subject in subjects_of(item, assessment))


def progress_in(
    dimension: Dimension, assessment: Assessment, answers: Answers, hidden: Collection[str] = ()
) -> Progress:
    """The progress in one dimension, `hidden` items left out."""
    asked = list(questions_of(dimension, assessment, hidden))
    return Progress(len(asked), sum(is_given(answers.get(question)) for question in asked))


def progress_of(book: Questionnaire, assessment: Assessment, answers: Answers) -> Progress:
    """The progress in the whole questionnaire."""
    hidden = hidden_from(book, answers)
    parts = [progress_in(dimension, assessment, answers, hidden) for dimension in book.dimensions]
    return Progress(sum(part.asked for part in parts), sum(part.given for part in parts))


def completeness(book: Questionnaire, assessment: Assessment, answers: Answers) -> float:
    """The share answered of the questions that everybody is asked, whatever they said before (docs/anonymity.md)."""
    hidden = {item.id for item in book.items if item.show_if or not item.is_scored}
    parts = [progress_in(dimension, assessment, answers, hidden) for dimension in book.dimensions]
    return sum(part.given for part in parts) / sum(part.asked for part in parts)


def is_given(answer: Answer | None) -> bool:
    """There is an answer, be it `does not apply` or `do not know`; a comment alone is none."""
    return answer is not None and answer.state != "blank"


def first_open(book: Questionnaire, assessment: Assessment, answers: Answers) -> Dimension | None:
    """The first dimension with an open question, None where all are answered."""
    hidden = hidden_from(book, answers)
    return next((each for each in book.dimensions if progress_in(each, assessment, answers, hidden).open), None)
