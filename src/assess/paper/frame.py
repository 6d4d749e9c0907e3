"""What every report has around its sections: the page, the words that sections share, and how it goes to print."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from assess.charts.labels import shorten
from assess.charts.style import PRINT
from assess.core.questionnaire import Questionnaire
from assess.core.scorecard import Scorecard
from assess.paper.charts import clean
from assess.paper.drawing import Drawing
from assess.paper.press import compiled
from assess.texts import Translator

Paper = Literal["a4", "letter"]
_PAPERS = {"a4": "a4", "letter": "us-letter"}


def printed(
    sections: Iterable[Drawing],
    scorecard: Scorecard,
    questionnaire: Questionnaire,
    t: Translator,
    *,
    title: str,
    running: str = "",
    when: datetime,
    paper: Paper,
) -> bytes:
    """The sections as a tagged PDF (PDF/UA-1), on A4 or Letter, dated `when`; equal input makes equal bytes.

    `running` stands beside the company at the foot of each page, by default the questionnaire's title.
    """
    contents = {
        "paper": _PAPERS[paper],
        "date": {"year": when.year, "month": when.month, "day": when.day},
        "language": t.language,
        "spoken": questionnaire.language,
        "colours": {"ink": PRINT.ink, "muted": PRINT.muted, "grid": PRINT.grid, "band": PRINT.band},
        "accents": list(PRINT.accents.values()),
        "title": title,
        "footer": f"{shorten(company_of(scorecard, t), 50)} · {shorten(running or questionnaire.title, 50)}",
        "words": _words(scorecard, t),
        "sections": list(sections),
    }
    return compiled("report.typ", clean(contents), "pdf", when=when)


def company_of(scorecard: Scorecard, t: Translator) -> str:
    return scorecard.company or t("The company")


def _words(scorecard: Scorecard, t: Translator) -> dict[str, str]:
    """The template's own words."""
    return {
        "product": t("Value Discipline Assessment"),
        "page": t("Page {number}", number="{number}"),
        "summary": t("Summary"),
        "by discipline": t("Score and parity by discipline"),
        "by dimension": t("Where the company stands, dimension by dimension"),
        "gaps": t("Gaps to parity"),
        "table": t("All dimensions in figures"),
        "advice": t("What to do"),
        "no advice": t("No recommendation of the questionnaire applies to these results."),
        "missing": t("What was missing"),
        "method": t("How the figures come about"),
        "reference": t("Reference"),
        "discipline": t("Discipline"),
        "dimension": t("Dimension"),
        "score": t("Score"),
        "points": t("Points"),
        "deviation": t("Standard deviation"),
        "parity": t("Parity"),
        "gap": t("Gap"),
        "interval": t("90 % interval"),
        "verdict": t("Verdict"),
        "firmness": t("Firmness"),
        "raters": t("Raters"),
        "says": t("What it says"),
        "from": t("Parity from"),
        "why": t("Why"),
        "first_step": t("First step"),
        "measure": t("Measure"),
        "because": t("Listed because"),
        "source": t("Source"),
        "item": t("Item"),
        "answers": t("Mean answers"),
        "colon": t.colon,
        "missing answers": t("Missing"),
        "not applicable": t("Does not apply"),
        "reading gaps": t(
            "A dot is the company's score, a grey stroke is parity with its band of ± {band} points, and the bar is "
            "the 90 % interval of the gap laid upon parity: where it clears the band, the answers show the verdict.",
            band=t.number(scorecard.band),
        ),
        "key": t(
            "Shown: the whole interval lies on the verdict's side of the parity band (± {band} points). Not shown: "
            "raters differ too much. Indicative: one rater.",
            band=t.number(scorecard.band),
        ),
    }
