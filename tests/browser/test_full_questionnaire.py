"""The 36 items of the full questionnaire, answered on a phone; the results have all twelve dimensions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pages import Choice, answer, finish, press, start_afresh, take_away
from playwright.sync_api import expect
from visitor import PHONE, Visitor

from assess.yaml_source import shipped


def test_all_thirty_six_items(new_visitor: Any) -> None:
    book = next(each.questionnaire for each in shipped() if each.questionnaire.id == "value-disciplines")
    visitor: Visitor = new_visitor(PHONE)
    start_afresh(visitor, "Acme", questionnaire="Value disciplines", lead="Product leadership")
    given, asked = 0, len(book.items)
    assert asked == 36
    for place, dimension in enumerate(book.dimensions, start=1):
        visitor.expect_heading(dimension.title)
        choices = [Choice(item.id, _level(book, item, place)) for item in dimension.items]
        given = answer(visitor, choices, given=given, asked=asked)
        press(visitor, "Review" if place == len(book.dimensions) else "Next")
    visitor.expect_heading("Review your answers")
    expect(visitor.page.get_by_text("Every question has an answer.")).to_be_visible()
    finish(visitor)
    for dimension in book.dimensions:
        expect(visitor.main.get_by_role("table")).to_contain_text(dimension.title)
    scorecard = json.loads(take_away(visitor, "Scorecard, JSON", "scorecard.json"))
    for place, standing in enumerate(scorecard["dimensions"]):
        assert standing["score"] == pytest.approx(100 * (place % 5) / 4, abs=1e-9)


def _level(book: Any, item: Any, place: int) -> str:
    """The label of the level that scores the same on each item of a dimension: the n-th, from below if reversed."""
    levels = book.scale_of(item).levels
    step = (place - 1) % 5
    return str(levels[len(levels) - 1 - step if item.reverse else step].label)
