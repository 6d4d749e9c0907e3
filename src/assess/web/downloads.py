"""The files that a person takes away, made from the same outcome as the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from assess import paper
from assess.charts.figures import picture
from assess.exports.answers_csv import answers_csv
from assess.exports.scorecard_json import scorecard_json
from assess.texts import Translator
from assess.web.outcome import Outcome

Group = Literal["report", "chart", "data"]


@dataclass(frozen=True)
class Download:
    """One file: its name in the address, what it is called on the page, and how its bytes are made."""

    name: str
    group: Group
    media_type: str
    label: Callable[[Translator], str]
    made: Callable[[Outcome, Translator], bytes]
    needs_answers: bool = False

    def offered(self, outcome: Outcome) -> bool:
        """Single answers are not to be had where nobody may see them."""
        return outcome.answers is not None or not self.needs_answers


def _report(size: Literal["a4", "letter"]) -> Callable[[Outcome, Translator], bytes]:
    return lambda outcome, t: paper.report(outcome.scorecard, outcome.book, t, paper=size, when=datetime.now(UTC))


def _chart(file_format: Literal["png", "svg", "pdf"]) -> Callable[[Outcome, Translator], bytes]:
    return lambda outcome, t: paper.chart(picture(outcome.scorecard, t), t, file_format)


DOWNLOADS = (
    Download("report-a4.pdf", "report", "application/pdf", lambda t: t("PDF, A4"), _report("a4")),
    Download("report-letter.pdf", "report", "application/pdf", lambda t: t("PDF, Letter"), _report("letter")),
    Download("radar.png", "chart", "image/png", lambda t: "PNG", _chart("png")),
    Download("radar.svg", "chart", "image/svg+xml", lambda t: "SVG", _chart("svg")),
    Download("radar.pdf", "chart", "application/pdf", lambda t: "PDF", _chart("pdf")),
    Download(
        "answers.csv", "data", "text/csv", lambda t: t("Answers, CSV"),
        lambda outcome, t: answers_csv(outcome.single_answers()), needs_answers=True,
    ),
    Download(
        "scorecard.json", "data", "application/json", lambda t: t("Scorecard, JSON"),
        lambda outcome, t: scorecard_json(outcome.scorecard),
    ),
)  # fmt: skip

BY_NAME = {download.name: download for download in DOWNLOADS}
