"""The whole way of one person, and what METHOD makes of their answers, worked by hand."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from app_server import ROOT, AppServer
from pages import (
    NOT_APPLICABLE,
    UNKNOWN,
    Choice,
    answer,
    assessment_of,
    expect_chosen,
    finish,
    press,
    start,
    take_away,
    write_comment,
)
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader
from visitor import Visitor

COMPANY = "Müller & Ωmega Прогресс"
BOLT, ZED = "Bolt", "Zed"
QUESTIONS = 9 + 3 * 2
"""The pulse's nine items, three of them asked about two competitors, too."""

CLOSENESS = [
    Choice("depth-known", "Sometimes"),
    Choice("depth-known", "Usually", BOLT),
    Choice("depth-known", "Half the time", ZED),
    Choice("sale-after", UNKNOWN),
    Choice("sale-quarter", "Usually"),  # reverse
]
OPERATIONS = [
    Choice("delivery-date", "Usually"),
    Choice("delivery-date", "Half the time", BOLT),
    Choice("delivery-date", UNKNOWN, ZED),
    Choice("cost-one-go", "Almost always"),
    Choice("process-returns", NOT_APPLICABLE),
]
PRODUCTS = [
    Choice("desire-want", "Half the time"),
    Choice("desire-want", "Half the time", BOLT),
    Choice("desire-want", "Half the time", ZED),
    Choice("ideas-decision", "Sometimes"),
]
COMMENT = "Two visits a year.\nПроверено – ελέγχθηκε"


def respond(visitor: Visitor, server: AppServer) -> str:
    """From home to the review, with a reload and a killed server on the way; returns the assessment's id."""
    _begin(visitor)
    assessment = start(visitor, COMPANY, [BOLT, ZED], lead="Customer intimacy")
    visitor.expect_heading("Close to customers")

    given = answer(visitor, CLOSENESS[:3], given=0, asked=QUESTIONS)
    write_comment(visitor, "depth-known", COMMENT)
    visitor.reload()
    expect_chosen(visitor, CLOSENESS[:3])
    given = answer(visitor, CLOSENESS[3:], given=given, asked=QUESTIONS)

    press(visitor, "Next")
    visitor.expect_heading("Reliable operations")
    given = answer(visitor, OPERATIONS[:2], given=given, asked=QUESTIONS)
    with visitor.while_server_is_away():
        server.kill()
        expect(visitor.page.get_by_text("Connection error")).to_be_visible()
        server.start()
        visitor.expect_heading("Reliable operations")
    expect_chosen(visitor, OPERATIONS[:2])
    given = answer(visitor, OPERATIONS[2:], given=given, asked=QUESTIONS)

    press(visitor, "Next")
    visitor.expect_heading("Products that lead")
    answer(visitor, PRODUCTS, given=given, asked=QUESTIONS)
    press(visitor, "Review")
    visitor.expect_heading("Review your answers")
    return assessment


def _begin(visitor: Visitor) -> None:
    visitor.open()
    visitor.expect_heading("Where does your company lead?")
    press(visitor, "Start an assessment")
    visitor.expect_heading("Start an assessment")
    press(visitor, "Start")
    expect(visitor.page.get_by_role("alert")).to_contain_text("Enter the name of the company.")
    assert "/start" in visitor.page.url


def review(visitor: Visitor) -> None:
    """Sees that one question is open, looks at the answers after the kill once more, and finishes."""
    page = visitor.page
    expect(page.get_by_text("1 question is open.")).to_be_visible()
    expect(page.get_by_role("link", name="Close to customers · complete")).to_be_visible()
    expect(page.get_by_role("link", name="Products that lead · 1 open")).to_be_visible()
    page.get_by_role("link", name="Reliable operations · complete").click()
    visitor.expect_heading("Reliable operations")
    expect_chosen(visitor, OPERATIONS)
    press(visitor, "Overview")
    visitor.expect_heading("Review your answers")
    finish(visitor)


def read_results(visitor: Visitor) -> None:
    """The profile, the verdicts, the charts, the table and the advice with its trace."""
    page, main = visitor.page, visitor.main
    visitor.expect_heading(COMPANY)
    expect(main).to_contain_text("leads in operational excellence")
    expect(main).to_contain_text("behind parity in customer intimacy")
    expect(main).to_contain_text("indicative")
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    expect(main.get_by_role("table")).to_contain_text("Close to customers")
    for words in ("−38", "Lags: indicative", "+25", "Leads: indicative", "At parity: indicative"):
        expect(main.get_by_role("table")).to_contain_text(words)
    page.get_by_text("By discipline", exact=True).click()
    expect(main.get_by_role("table")).to_contain_text("Product leadership")
    _unfold_advice(visitor)
    expect(
        main.get_by_text("1 item without an answer").or_(main.get_by_text("2 items without an answer"))
    ).to_be_visible()


def _unfold_advice(visitor: Visitor) -> None:
    advice = visitor.page.locator(".st-key-advice-know-twenty")
    advice.get_by_text("Pick the twenty customers").click()
    for words in ("Why:", "First step:", "Measure:", "Effort: Weeks", "Horizon: 60 days", "Because"):
        expect(advice).to_contain_text(words)
    expect(advice).to_contain_text("A returning customer is served by someone who knows their history. 2, Sometimes")


# --- the files ---------------------------------------------------------------------------------------------------


def take_everything(visitor: Visitor, folder: Path) -> None:
    """Downloads each file by its link and opens it again."""
    _check_png(take_away(visitor, "PNG", "radar.png"))
    _check_svg(take_away(visitor, "SVG", "radar.svg"))
    _check_pdf(take_away(visitor, "PDF", "radar.pdf"), pages=1)
    a4 = _check_pdf(take_away(visitor, "PDF, A4", "report-a4.pdf"))
    letter = _check_pdf(take_away(visitor, "PDF, Letter", "report-letter.pdf"))
    assert _size(a4) == pytest.approx((595.3, 841.9), abs=0.5)
    assert _size(letter) == pytest.approx((612, 792), abs=0.5)
    for report in (a4, letter):
        _check_report(report)
    answers = take_away(visitor, "Answers, CSV", "answers.csv")
    scorecard = json.loads(take_away(visitor, "Scorecard, JSON", "scorecard.json"))
    _check_scorecard(scorecard)
    assert scored_by_command(answers, folder) == scorecard


def _check_png(content: bytes) -> None:
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        assert picture.format == "PNG" and min(picture.size) > 600
        assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 3  # not empty


def _check_svg(content: bytes) -> None:
    assert ET.fromstring(content).tag == "{http://www.w3.org/2000/svg}svg"
    assert b"<script" not in content and b"http://www.w3.org" in content


def _check_pdf(content: bytes, pages: int | None = None) -> PdfReader:
    reader = PdfReader(io.BytesIO(content))
    assert pages is None or len(reader.pages) == pages
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value  # tagged
    return reader


def _size(report: PdfReader) -> tuple[float, float]:
    return float(report.pages[0].mediabox.width), float(report.pages[0].mediabox.height)


def _check_report(report: PdfReader) -> None:
    text = " ".join(" ".join(page.extract_text() for page in report.pages).split())
    for words in (COMPANY, BOLT, ZED, "Customer intimacy", "Pick the twenty customers", "indicative", "1.0.0"):
        assert words.casefold() in text.casefold(), words


def _check_scorecard(scorecard: dict) -> None:
    """The figures of METHOD 1-13 for the answers above."""
    found = {each["id"]: each for each in scorecard["disciplines"]}
    # Closeness: 2 of 1..5 is 25; `dk` is missing; 4 is 75, reversed 25. Bolt at 75, Zed at 50: gap -50 and -25.
    _check(found["customer_intimacy"], score=25, gap=-37.5, verdict="lags")
    # Operations: 4 is 75, 5 is 100, `na` is left out. Only Bolt is known, at 50: gap 25.
    _check(found["operational_excellence"], score=87.5, gap=25, verdict="leads")
    # Products: 3 is 50, 2 is 25, one item open. Bolt and Zed at 50: gap 0.
    _check(found["product_leadership"], score=37.5, gap=0, verdict="at_parity")
    assert scorecard["raters"] == 1
    assert scorecard["profile"] == {
        "id": "leader_with_lag", "stated_lead": "customer_intimacy", "measured_lead": "operational_excellence",
    }  # fmt: skip
    assert all(each["because"] for each in scorecard["recommendations"])


def _check(standing: dict, *, score: float, gap: float, verdict: str) -> None:
    assert standing["score"] == pytest.approx(score, abs=1e-9)
    assert standing["gap"] == pytest.approx(gap, abs=1e-9)
    assert standing["parity"] == pytest.approx(score - gap, abs=1e-9)
    assert standing["parity_source"] == "competitors"
    assert (standing["verdict"], standing["firmness"]) == (verdict, "single_rater")


def scored_by_command(answers: bytes, folder: Path) -> dict:
    """What `assess score` makes of the downloaded answers."""
    file = folder / "answers.csv"
    file.write_bytes(answers)
    command = [sys.executable, "-m", "assess", "score", "pulse", str(file), "--company", COMPANY, "--json"]
    done = subprocess.run(
        [*command, "--lead", "customer_intimacy"], cwd=ROOT, env=dict(os.environ), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    return json.loads(done.stdout)


# --- afterwards --------------------------------------------------------------------------------------------------


def change_an_answer(visitor: Visitor) -> None:
    """Opens the answers again, answers the open question and sees the results change."""
    press(visitor, "Change answers")
    visitor.expect_heading("Review your answers")
    visitor.page.get_by_role("link", name="Products that lead · 1 open").click()
    visitor.expect_heading("Products that lead")
    answer(visitor, [Choice("speed-wait", "Almost never")], given=QUESTIONS - 1, asked=QUESTIONS)
    press(visitor, "Review")
    expect(visitor.page.get_by_text("Every question has an answer.")).to_be_visible()
    finish(visitor)
    # 50, 25 and reversed 100: 58.3.
    expect(visitor.main.get_by_role("table")).to_contain_text("58")


def delete_and_bring_back(visitor: Visitor) -> None:
    """Deletes the assessment on the start page, and undoes it."""
    page, kept = visitor.page, assessment_of(visitor)
    page.get_by_role("link", name="Start page").click()
    visitor.expect_heading("Where does your company lead?")
    card = page.locator(f".st-key-mine-{kept}")
    expect(card).to_contain_text("finished")
    card.get_by_role("button", name="Delete").click()
    expect(page.get_by_text(f"Deleted: {COMPANY}")).to_be_visible()
    expect(card).to_have_count(0)
    page.locator(f".st-key-restore-{kept}").get_by_role("button").click()
    expect(card).to_contain_text("finished")
    expect(page.get_by_text(f"Deleted: {COMPANY}")).to_have_count(0)
    card.get_by_role("link", name="Results").click()
    visitor.expect_heading(COMPANY)


def whole_way(visitor: Visitor, server: AppServer, folder: Path) -> None:
    """All of it."""
    respond(visitor, server)
    review(visitor)
    read_results(visitor)
    take_everything(visitor, folder)
    change_an_answer(visitor)
    delete_and_bring_back(visitor)
