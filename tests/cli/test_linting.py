"""`assess lint`: findings as lines or JSON, exit codes, bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Called = Callable[..., Result]


def test_each_finding_is_a_line_with_place_rule_fault_and_remedy(called: Called) -> None:
    result = called("lint", "tiny.yaml")
    assert (result.exit_code, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    assert lines[0] == (
        "tiny.yaml:15 dimensions[0].items[0] anchors: levels 1 and 5 of 'needs' have no anchor. "
        "Say under `anchors` what 1 and 5 look like."
    )
    assert [line.split(": ")[0] for line in lines] == [
        "tiny.yaml:15 dimensions[0].items[0] anchors",
        "tiny.yaml:16 dimensions[0].items[1] anchors",
        "tiny.yaml:17 dimensions[1] no-advice",
        "tiny.yaml:21 dimensions[1].items[0] anchors",
        "tiny.yaml:23 recommendations[0] advice-incomplete",
    ]


def test_findings_and_figures_as_json(called: Called) -> None:
    """Needs 0 and 50, history 50 of ann alone: nobody but ann answered both, so there is no alpha."""
    result = called("lint", "tiny.yaml", "answers.csv", "--json")
    found = json.loads(result.stdout_bytes)
    assert (result.exit_code, found["file"]) == (1, "tiny.yaml")
    assert set(found["findings"][0]) == {"line", "path", "rule", "fault", "reason", "remedy"}
    assert found["findings"][0]["rule"] == "few-raters"
    (knowing, speed) = found["reliability"]["dimensions"]
    assert (knowing["id"], knowing["items"], knowing["n"], knowing["alpha"], knowing["interval"]) == (
        "knowing",
        2,
        1,
        None,
        None,
    )
    assert (speed["n"], speed["alpha"]) == (1, None)
    assert [each["floor"] for each in found["reliability"]["items"]] == [0.5, 0.0, 0.0]
    assert json.loads(called("lint", "tiny.yaml", "--json").stdout_bytes)["reliability"] is None


def test_no_finding_says_nothing_and_exits_0(called: Called) -> None:
    result = called("lint", "pulse")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert json.loads(called("lint", "pulse", "--json").stdout_bytes)["findings"] == []


def test_answers_from_standard_input(called: Called, folder: Path) -> None:
    given = (folder / "answers.csv").read_text(encoding="utf-8")
    assert called("lint", "tiny.yaml", "-", given=given).stdout == called("lint", "tiny.yaml", "answers.csv").stdout


def test_a_questionnaire_with_problems_is_refused_as_by_validate(called: Called, folder: Path) -> None:
    (folder / "broken.yaml").write_text("id: a\nversion: 1\ntitle: T\ndimensions: []\n", encoding="utf-8")
    result = called("lint", "broken.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == called("validate", "broken.yaml").stderr


@pytest.mark.parametrize("answers", ["respondent,subject,item,value\nann,us,needs,9\n", "", "a,b\n1,2\n"])
def test_bad_answers_are_refused_as_by_score(called: Called, folder: Path, answers: str) -> None:
    (folder / "bad.csv").write_text(answers, encoding="utf-8")
    result = called("lint", "tiny.yaml", "bad.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == called("score", "tiny.yaml", "bad.csv").stderr


@pytest.mark.parametrize("words", [[], ["tiny.yaml", "answers.csv", "more"], ["tiny.yaml", "--no"]])
def test_wrong_usage_exits_2(called: Called, words: list[str]) -> None:
    assert called("lint", *words).exit_code == 2


def test_absent_files_are_named(called: Called) -> None:
    for words in (["absent.yaml"], ["tiny.yaml", "absent.csv"]):
        result = called("lint", *words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(words[-1])
