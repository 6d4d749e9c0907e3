"""The files to take away: for the owner's browser alone, under the right names and types."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from assess.store import new_secret
from assess.web.downloads import DOWNLOADS

STARTS = {
    "application/pdf": b"%PDF-",
    "image/png": b"\x89PNG\r\n",
    "image/svg+xml": b"<svg",
    "text/csv": b"respondent,",
    "application/json": b"{",
}


OF_WORKSHOPS = {"rounds.png", "rounds.svg", "rounds.pdf", "actions.csv"}


@pytest.mark.parametrize("name", [each.name for each in DOWNLOADS if each.name not in OF_WORKSHOPS])
def test_the_owner_gets_each_file(name: str, running: Any) -> None:
    answer = running.get(f"/download/{running.assessment.id}/{name}", running.owner)
    assert answer.status_code == 200
    kind = answer.headers["content-type"].split(";")[0]
    assert answer.content.removeprefix(b"\xef\xbb\xbf").startswith(STARTS[kind])
    assert answer.headers["cache-control"] == "private, no-store"
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment;")
    assert unquote(disposition.split("filename*=UTF-8''")[1]) == f"Größe-Δ- -x- {name}"


def test_figures_and_answers_are_those_of_the_assessment(running: Any) -> None:
    place = f"/download/{running.assessment.id}"
    scorecard = json.loads(running.get(f"{place}/scorecard.json", running.owner).content)
    # Each item at 2 of 1..5: 25, the reversed one 75: 125 / 3. Bolt at 4: 75 on the one item shared: gap -50.
    assert [each["score"] for each in scorecard["disciplines"]] == pytest.approx([125 / 3] * 3, abs=1e-9)
    assert [each["gap"] for each in scorecard["disciplines"]] == pytest.approx([-50] * 3, abs=1e-9)
    assert scorecard["profile"]["id"] == "behind"
    text = running.get(f"{place}/answers.csv", running.owner).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 9 + 3
    assert {row["subject"] for row in rows} == {"us", "Bolt"}


@pytest.mark.parametrize("name", [each.name for each in DOWNLOADS])
def test_nobody_else_gets_any(name: str, running: Any) -> None:
    path = f"/download/{running.assessment.id}/{name}"
    for device in (None, new_secret(), "malformed"):
        refused = running.get(path, device)
        assert refused.status_code == 403
        assert "no access" in refused.text and "Größe" not in refused.text
        assert "content-disposition" not in refused.headers


def test_what_is_not_there_is_404(running: Any) -> None:
    known = running.assessment.id
    for path in (f"/download/{known}/radar.exe", "/download/unknown/radar.png"):
        assert running.get(path, running.owner).status_code == 404, path


def test_only_reading_is_offered(running: Any) -> None:
    path = f"{running.server.url}/download/{running.assessment.id}/radar.png"
    for method in ("POST", "PUT", "DELETE"):
        assert httpx.request(method, path, timeout=30).status_code in {403, 405}
