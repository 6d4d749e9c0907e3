"""The files that a person takes away, made from the same outcome as the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from assess import paper
from assess.charts.figures import Radar, picture
from assess.charts.shifts import ShiftPlot, rounds_radar, shift_plot
from assess.core.scorecard import Scorecard
from assess.exports.actions_csv import actions_csv
from assess.exports.answers_csv import answers_csv
from assess.exports.scorecard_json import rounds_json, scorecard_json
from assess.texts import Translator
from assess.web.outcome import Outcome

Group = Literal["report", "chart", "rounds", "data"]
Picture = Literal["png", "svg", "pdf"]


@dataclass(frozen=True)
class Download:
    """One file: its name in the address, what it is called on the page, and how its bytes are made."""

    name: str
    group: Group
    media_type: str
    label: Callable[[Translator], str]
    made: Callable[[Outcome, Translator], bytes]
    offered: Callable[[Outcome], bool] = lambda _: True


def _report(size: paper.Paper) -> Callable[[Outcome, Translator], bytes]:
    return lambda outcome, t: _report_of(outcome, t, size)


def _report_of(outcome: Outcome, t: Translator, size: paper.Paper) -> bytes:
    """Of a workshop the report tells what was decided, too."""
    if outcome.minutes:
        return paper.workshop_report(outcome.minutes, t, paper=size, when=datetime.now(UTC))
    return paper.report(outcome.scorecard, outcome.book, t, paper=size, when=datetime.now(UTC))


def _chart(file_format: Picture) -> Callable[[Outcome, Translator], bytes]:
    return lambda outcome, t: paper.chart(picture(outcome.scorecard, t), t, file_format)


def _rounds(file_format: Picture) -> Callable[[Outcome, Translator], bytes]:
    return lambda outcome, t: paper.chart(_both_rounds(outcome, t), t, file_format)


def _both_rounds(outcome: Outcome, t: Translator) -> Radar | ShiftPlot:
    """The radar with both lines, dumbbells where there are too few axes for one."""
    before = _first_round(outcome)
    return rounds_radar(before, outcome.scorecard, t) or shift_plot(before, outcome.scorecard, t)


def _first_round(outcome: Outcome) -> Scorecard:
    """The result before a second vote, or the only one."""
    return (outcome.minutes and outcome.minutes.before) or outcome.scorecard


def _scorecard(outcome: Outcome) -> bytes:
    if outcome.minutes and outcome.minutes.before:
        return rounds_json(outcome.minutes.before, outcome.minutes.card)
    return scorecard_json(outcome.scorecard)


def _actions(outcome: Outcome) -> bytes:
    return actions_csv(outcome.minutes.actions, outcome.minutes.questionnaire) if outcome.minutes else b""


def _was_voted_twice(outcome: Outcome) -> bool:
    return bool(outcome.minutes and outcome.minutes.before)


def _has_actions(outcome: Outcome) -> bool:
    return bool(outcome.minutes and outcome.minutes.actions)


def _has_answers(outcome: Outcome) -> bool:
    """Single answers are not to be had where nobody may see them."""
    return outcome.answers is not None


DOWNLOADS = (
    Download("report-a4.pdf", "report", "application/pdf", lambda t: t("PDF, A4"), _report("a4")),
    Download("report-letter.pdf", "report", "application/pdf", lambda t: t("PDF, Letter"), _report("letter")),
    Download("radar.png", "chart", "image/png", lambda t: "PNG", _chart("png")),
    Download("radar.svg", "chart", "image/svg+xml", lambda t: "SVG", _chart("svg")),
    Download("radar.pdf", "chart", "application/pdf", lambda t: "PDF", _chart("pdf")),
    Download("rounds.png", "rounds", "image/png", lambda t: "PNG", _rounds("png"), _was_voted_twice),
    Download("rounds.svg", "rounds", "image/svg+xml", lambda t: "SVG", _rounds("svg"), _was_voted_twice),
    Download("rounds.pdf", "rounds", "application/pdf", lambda t: "PDF", _rounds("pdf"), _was_voted_twice),
    Download(
        "answers.csv", "data", "text/csv", lambda t: t("Answers, CSV"),
        lambda outcome, t: answers_csv(outcome.single_answers()),
        _has_answers,
    ),
    Download(
        "scorecard.json", "data", "application/json", lambda t: t("Scorecard, JSON"),
        lambda outcome, t: _scorecard(outcome),
    ),
    Download(
        "actions.csv", "data", "text/csv", lambda t: t("Actions, CSV"),
        lambda outcome, t: _actions(outcome), _has_actions,
    ),
)  # fmt: skip

BY_NAME = {download.name: download for download in DOWNLOADS}
