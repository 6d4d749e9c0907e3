"""`assess score`: METHOD's figures as JSON, or a table to read; faults with file, row, column and remedy."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from all_types import ANSWERS as POINTS
from all_types import TEXT
from assess.core.responses import responses_from_answers
from assess.core.scorecard import scorecard
from assess.exports.answers_csv import answers_csv
from assess.exports.scorecard_json import scorecard_json
from assess.store import KeptQuestionnaire, Location, Store, new_secret
from assess.yaml_source import load

Called = Callable[..., Result]


def figures(result: Result) -> Any:
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout_bytes)


def test_json_holds_the_figures_worked_by_hand(called: Called, folder: Path) -> None:
    found = figures(called("score", "tiny.yaml", "answers.csv", "--json"))
    knowing, serving = found["dimensions"]
    assert found["questionnaire"] == {
        "id": "tiny",
        "version": "1.0.0",
        "sha256": hashlib.sha256((folder / "tiny.yaml").read_bytes()).hexdigest(),
    }
    assert (found["raters"], knowing["score"], knowing["n"], knowing["gap"]) == (2, 37.5, 2, -22.5)
    assert math.isclose(knowing["sd"], math.sqrt(2 * 12.5**2))
    assert (knowing["verdict"], knowing["firmness"], knowing["parity_source"]) == ("lags", "not_shown", "declared")
    assert (serving["score"], serving["parity"], serving["gap"], serving["firmness"]) == (100, 50, 50, "single_rater")
    assert (serving["interval"], serving["sd"]) == (None, None)
    assert [(each["id"], each["kind"]) for each in found["recommendations"]] == [("ask", "close_gap")]
    assert math.isclose(
        found["recommendations"][0]["priority"], 22.5 / 2
    )  # METHOD 15: shortfall times share / effort


@pytest.mark.parametrize(
    "lead", ["product_leadership", "product-leadership", "Product Leadership", " PRODUCT_LEADERSHIP "]
)
def test_a_lead_is_taken_in_any_spelling_of_its_id(called: Called, lead: str) -> None:
    found = figures(called("score", "tiny.yaml", "answers.csv", "--json", "--lead", lead))
    assert found["profile"] == {
        "id": "incomplete",
        "stated_lead": "product_leadership",
        "measured_lead": "operational_excellence",
    }


def test_an_unknown_lead_is_wrong_usage(called: Called) -> None:
    result = called("score", "tiny.yaml", "answers.csv", "--lead", "price")
    assert result.exit_code == 2
    assert "'price' is no discipline. Use one of customer_intimacy," in result.stderr


def test_a_shipped_questionnaire_goes_by_its_id(called: Called) -> None:
    assert (
        figures(called("score", "pulse", "-", "--json", given="respondent,item,value\nann,depth-known,3\n"))["raters"]
        == 1
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_answers_are_read_with_any_separator_line_end_and_mark(
    called: Called, folder: Path, mark: str, separator: str, line_end: str
) -> None:
    plain = (folder / "answers.csv").read_text(encoding="utf-8")
    given = (mark + plain.replace(",", separator).replace("\n", line_end)).encode()
    expected = called("score", "tiny.yaml", "answers.csv", "--json").stdout_bytes
    assert called("score", "tiny.yaml", "-", "--json", given=given).stdout_bytes == expected


def test_wide_answers_give_the_same(called: Called) -> None:
    wide = "respondent,needs,history,speed,speed@Acme\nann,1,3,5,3\nbob,3,dk,,\n"
    result = called("score", "tiny.yaml", "-", "--json", given=wide)
    assert figures(result) == figures(called("score", "tiny.yaml", "answers.csv", "--json"))


def test_the_table_lines_up_wide_characters_too(called: Called) -> None:
    result = called("score", "tiny.yaml", "answers.csv", "--company", "Nørd 社")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Nørd 社: Tiny questionnaire 1.0.0, 2 raters"
    assert (
        "  Knowing the customer   37.5  2    60.0  declared     −22.5  −101.4 to +56.4  Lags     Not shown" in lines
    )
    assert (
        "  顧客に仕える          100.0  1    50.0  competitors  +50.0  –                Leads    Indicative" in lines
    )
    assert "Without an answer, and by how many raters: history (1), speed (1)" in lines


def test_advice_comes_with_reason_first_step_measure_and_effort(called: Called) -> None:
    lines = [line.strip() for line in called("score", "tiny.yaml", "answers.csv").stdout.splitlines()]
    start = lines.index("Close the gap")
    assert lines[start + 1 :] == [
        "1. Ask ten customers. (ask)",
        "Where: Knowing the customer. Score 37.5, below 60",
        "First step: Choose the ten.",
        "Measure: Answers a week",
        "Effort: Weeks, results within 90 days",
    ]


def test_names_cannot_steer_the_terminal(called: Called) -> None:
    result = called("score", "tiny.yaml", "answers.csv", "--company", "\x1b[2J\u202eevil\nname")
    assert "\x1b" not in result.stdout and "\u202e" not in result.stdout
    assert result.stdout.startswith("\\x1b[2J\\u202eevil name: Tiny")


BAD_ANSWERS = {
    b"": "standard input: the table is empty. Its first row names the columns.",
    b"respondent,item,value\nann,needs,2\n": "standard input, row 2, column value: ",
    b"respondent,item,value\nann,needs,1\nann,knees,1\n": "standard input, row 3, column item: ",
    b"respondent,item,value\nann,needs,1\nann,needs,3\n": "standard input, row 3, column ",
    b"respondent,item,value\nann,needs,1\nb\xe4r,needs,1\n": "standard input, line 3: byte 2 (0xE4) is not UTF-8. ",
    "respondent,item,value\n".encode("utf-16"): "standard input: is UTF-16 text. Save the table as 'CSV UTF-8'.",
    b"PK\x03\x04rest": "standard input: is a workbook or an archive, not CSV. Save the table as 'CSV UTF-8'.",
    b"respondent,item,value\nann,needs,\x1b[31m\n": "standard input, row 2, column value: '\\x1b[31m' is no number",
}


@pytest.mark.parametrize(("given", "expected"), BAD_ANSWERS.items())
def test_faults_in_answers_name_place_and_remedy(called: Called, given: bytes, expected: str) -> None:
    result = called("score", "tiny.yaml", "-", "--json", given=given)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(expected)
    assert result.stderr.strip().endswith(".")
    assert result.stderr.count("\n") == 1


def test_every_fault_is_told_with_the_file_s_name(called: Called, folder: Path) -> None:
    (folder / "two faults.csv").write_text("respondent,item,value\nann,needs,2\n,history,3\n", encoding="utf-8")
    result = called("score", "tiny.yaml", "two faults.csv")
    assert result.exit_code == 1
    assert {line.split(":")[0] for line in result.stderr.splitlines()} == {
        "two faults.csv, row 2, column value",
        "two faults.csv, row 3, column respondent",
    }


def test_faults_of_the_questionnaire_are_told_line_by_line(called: Called, folder: Path) -> None:
    broken = (folder / "tiny.yaml").read_text(encoding="utf-8").replace("minutes: 1", "minuets: 1")
    (folder / "broken.yaml").write_text(broken.replace("effort: 2", "effort: 9"), encoding="utf-8")
    result = called("score", "broken.yaml", "answers.csv")
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        "broken.yaml, line 4, minuets",
        "broken.yaml, line 29, recommendations[0].effort",
    ]


def test_sources_that_cannot_be_read_are_named(called: Called, folder: Path) -> None:
    for source, reason in {"absent.csv": "No such file or directory", str(folder): "Is a directory"}.items():
        result = called("score", "tiny.yaml", source)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f"{source}: cannot be read ({reason}).")
    result = called("score", "absent.yaml", "answers.csv")
    assert result.exit_code == 1
    assert result.stderr.startswith("absent.yaml: ") and "pulse" in result.stderr


def test_the_answers_that_the_app_downloads_score_the_same(called: Called, folder: Path) -> None:
    store, device, loaded = (
        Store.open(Location(file=folder / "kept.sqlite3")),
        new_secret(),
        load((folder / "tiny.yaml").read_bytes()),
    )
    kept = KeptQuestionnaire(id="tiny", version="1.0.0", text=loaded.text, sha256=loaded.sha256)
    assessment = store.create_assessment(device, company="Us", questionnaire=kept, competitors=["=Acme"])
    store.save_answer(device, assessment.id, "needs", value=3, comment="=1+1")
    store.save_answer(device, assessment.id, "needs", value=5, subject="=Acme")
    store.save_answer(device, assessment.id, "speed", state="na")
    stored = store.responses(device, assessment.id)
    store.close()
    expected = scorecard(
        loaded.questionnaire, responses_from_answers(stored, loaded.questionnaire), sha256=loaded.sha256
    )
    result = called("score", "tiny.yaml", "-", "--json", given=answers_csv(stored))
    assert (result.exit_code, result.stdout_bytes) == (0, scorecard_json(expected))


def test_the_summary_has_the_mean_points(called: Called, folder: Path) -> None:
    """As worked by hand beside the answers; one decimal, as on the page and in the report."""
    (folder / "small.yaml").write_text(TEXT, encoding="utf-8")
    (folder / "given.csv").write_text(POINTS, encoding="utf-8")
    result = called("score", "small.yaml", "given.csv")
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    place = lines.index("Where should we lead?")
    assert lines[place + 1 : place + 5] == [
        "Points n Standard deviation",
        "Customer intimacy 35.0 2 21.2",
        "Operational excellence 45.0 2 21.2",
        "Product leadership 20.0 2 0.0",
    ]
