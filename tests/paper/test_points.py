"""Points over the disciplines in the report, as poppler reads them back."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

from assess import paper
from assess.core.responses import read_table, responses_from_table
from assess.core.scorecard import scorecard
from assess.texts import translator
from assess.yaml_source import load

TEXT = """
id: small
version: 1.0.0
title: Small
scales:
  practice:
    levels: [{value: 1, label: Never}, {value: 5, label: Always}]
dimensions:
  - id: knowing
    discipline: customer_intimacy
    title: Knowing
    items:
      - {id: asked, text: Customers are asked., scale: practice}
      - {id: split, text: Where should we lead?, allocation: true}
"""
ANSWERS = "respondent,asked,split\nAnn,5,50|30|20\nBen,1,20|60|20\n"


def test_the_report_has_the_mean_points_under_the_dimensions(tmp_path: Path) -> None:
    """(50 + 20) / 2 = 35, standard deviation 30 / sqrt(2) = 21.2."""
    book = load(TEXT).questionnaire
    card = scorecard(book, responses_from_table(read_table(ANSWERS, book), book))
    made = tmp_path / "report.pdf"
    made.write_bytes(paper.report(card, book, translator("en"), when=datetime(2026, 1, 2, tzinfo=UTC)))
    read = subprocess.run(["pdftotext", "-layout", made, "-"], capture_output=True, check=True, text=True).stdout
    lines = [" ".join(line.split()) for line in read.splitlines()]
    assert "Where should we lead?" in lines and "Mean points of 2 people" in lines
    assert {"Customer intimacy 35.0 21.2", "Operational excellence 45.0 21.2", "Product leadership 20.0 0.0"} <= {
        *lines
    }
