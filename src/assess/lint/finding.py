"""What can be better in a sound questionnaire, said so that its author can judge and mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assess.core.messages import Message
from assess.core.questionnaire import Dimension, Item, Questionnaire, Rule


@dataclass(frozen=True)
class Finding:
    """One weakness: the rule that found it, where, what, why it matters and what to do about it.

    `path` is a breadcrumb such as `dimensions[1].items[3].text`, empty for the questionnaire as a whole; `line`
    counts from 1 where a line is known.
    """

    rule: str
    path: str
    fault: Message
    reason: Message
    remedy: Message
    line: int | None = None


def placed_dimensions(questionnaire: Questionnaire) -> Iterator[tuple[str, Dimension]]:
    """Each dimension with its path."""
    return ((f"dimensions[{place}]", dimension) for place, dimension in enumerate(questionnaire.dimensions))


def placed_items(questionnaire: Questionnaire) -> Iterator[tuple[str, Item]]:
    """Each item with its path."""
    for path, dimension in placed_dimensions(questionnaire):
        yield from ((f"{path}.items[{place}]", item) for place, item in enumerate(dimension.items))


def placed_rules(questionnaire: Questionnaire) -> Iterator[tuple[str, Rule]]:
    """Each rule of advice with its path."""
    return ((f"recommendations[{place}]", rule) for place, rule in enumerate(questionnaire.recommendations))
