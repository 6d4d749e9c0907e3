"""The worked example of docs/method.md, worked out: the page's questionnaire and answers give the page's figures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from assess.core.responses import read_table, responses_from_table
from assess.core.scorecard import scorecard
from assess.exports.scorecard_json import as_mapping
from assess.yaml_source import load

PAGE = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)
    return str(found)


def rows_of_the_table() -> dict[str, list[str]]:
    rows = re.findall(r"^\| (\w+) \| ([\d.]+ \|.*) \|$", PAGE, flags=re.MULTILINE)
    return {name: [cell.strip() for cell in cells.split("|")] for name, cells in rows}


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    questionnaire = load(block("yaml"), "example.yaml").questionnaire
    responses = responses_from_table(read_table(block("csv"), questionnaire), questionnaire)
    return as_mapping(scorecard(questionnaire, responses))


def shown(each: dict[str, Any]) -> list[str]:
    """A standing as the page's table shows it."""
    interval = "none" if each["interval"] is None else " .. ".join(f"{limit:.3f}" for limit in each["interval"])
    numbers = [f"{each[name]:g}" for name in ("score", "parity")], [f"{each['gap']:g}", str(each["gap_n"])]
    return [*numbers[0], each["parity_source"], *numbers[1], interval, each["verdict"], each["firmness"]]


def test_the_pages_table_is_what_its_answers_give(figures: dict[str, Any]) -> None:
    found = {each["id"]: shown(each) for each in [*figures["dimensions"], *figures["disciplines"]]}
    assert rows_of_the_table() == found
    assert len(found) == 5


def test_the_pages_deviations_profile_and_advice_are_so_too(figures: dict[str, Any]) -> None:
    assert f"sd 40 / sqrt(2) = {figures['dimensions'][0]['sd']:.3f}" in PAGE
    assert figures["profile"] == {
        "id": "incomplete", "stated_lead": None, "measured_lead": "operational_excellence",
    }  # fmt: skip
    (advice,) = figures["recommendations"]
    assert (advice["id"], advice["kind"], advice["priority"]) == ("write-down", "close_gap", 23.4375)
    assert [reason["figure"] for reason in advice["because"]] == [20, 1.5]


def test_the_page_tells_every_rule() -> None:
    for number in range(1, 17):
        assert re.search(rf"^{number}\. \*\*", PAGE, flags=re.MULTILINE), f"rule {number} is missing"


def test_the_pages_example_of_all_types_is_so_too() -> None:
    questionnaire = load(block("yml"), "types.yaml").questionnaire
    found = as_mapping(
        scorecard(questionnaire, responses_from_table(read_table(block("text"), questionnaire), questionnaire))
    )
    (knowing,), (split,) = found["dimensions"], found["allocations"]
    assert knowing["n"] == 3 and f"/ 3 = {knowing['score']:.3f}" in PAGE
    assert (knowing["min"], knowing["max"]) == (0, 100)
    assert (split["item"], split["n"], [each["mean"] for each in split["disciplines"]]) == ("split", 2, [35, 45, 20])
    assert f"30 / sqrt(2) = {split['disciplines'][0]['sd']:.3f}" in PAGE
    assert split["disciplines"][2]["sd"] == 0
