"""Points over the disciplines, and dimensions that do not apply, in the report as poppler reads it back."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

from all_types import ANSWERS, LONG_TEXT, loaded
from assess import paper
from assess.core.questionnaire import Questionnaire
from assess.core.responses import read_table, responses_from_table
from assess.core.scorecard import scorecard
from assess.texts import translator


def lines_of(book: Questionnaire, answers: str, made: Path) -> list[str]:
    """What a report says, line by line."""
    card = scorecard(book, responses_from_table(read_table(answers, book), book))
    made.write_bytes(paper.report(card, book, translator("en"), when=datetime(2026, 1, 2, tzinfo=UTC)))
    read = subprocess.run(["pdftotext", "-layout", made, "-"], capture_output=True, check=True, text=True).stdout
    return [" ".join(line.split()) for line in read.splitlines()]


def test_the_report_tells_what_applied_to_nobody_from_what_was_left_open(tmp_path: Path) -> None:
    """METHOD 2, 3: `Following up` follows from answers that nobody gave, `Making` was asked and left open."""
    lines = lines_of(loaded(LONG_TEXT).questionnaire, "respondent,asked,years\nBen,1,10\n", tmp_path / "report.pdf")
    assert "No score, because too few items were answered: Product leadership and Making." in lines
    assert "No score, because no item applied to anybody: Operational excellence and Following up." in lines
    assert "Too few people gave points for a picture of them." in lines


def test_the_report_has_the_mean_points_under_the_dimensions(tmp_path: Path) -> None:
    """As worked by hand beside the answers."""
    lines = lines_of(loaded().questionnaire, ANSWERS, tmp_path / "report.pdf")
    assert "Where should we lead?" in lines and "Mean points of 2 people" in lines
    assert {"Customer intimacy 35.0 21.2", "Operational excellence 45.0 21.2", "Product leadership 20.0 0.0"} <= {
        *lines
    }
