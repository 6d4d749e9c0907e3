"""Hostile texts in every field of an assessment by links: verbatim and inert on pages and in files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from app_server import AppServer
from campaign import become, board_of, follow, location_of, open_tab, running
from playwright.sync_api import expect
from pypdf import PdfReader
from stored import ITEMS, Stored
from visitor import PHONE, Visitor

from assess.exports.cells import verbatim
from assess.store import LIMITS, EntryError, Location
from assess.web.middleware import COOKIE

FORMULA = '=HYPERLINK("http://evil.example","+1")'
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
MARKDOWN = "**b** _i_ `c` [l](http://a.example) :red[r] :smile: $x^2$ # - 1."
TYPST = '#eval("1+1") #panic() @ref'
TURNED = "\u202eRTL אבג مرحبا 😀"
ALL = (FORMULA, "+1+1", "-1|cmd", "@SUM(A1)", SCRIPT, MARKDOWN, TYPST, TURNED)
INVISIBLE = re.compile("[\u2060\u2066-\u2069]")
LONG = "x" * 10_000


class Hostile(Stored):
    """One named campaign of which every text is hostile, with two people."""

    def __init__(self, location: Location) -> None:
        super().__init__(location)
        self.company = f"{SCRIPT} {TYPST} {TURNED}"
        self.id = self.start(
            self.company, [MARKDOWN[:70], FORMULA], role_groups=(MARKDOWN, FORMULA), visible="group",
            intro="\n".join(ALL), thanks="\n".join(ALL),
        )  # fmt: skip
        self.fresh = self.link(self.id, "personal", MARKDOWN)
        for place, name in enumerate((SCRIPT, FORMULA)):
            self.person = self._answered(self.link(self.id, "personal", f"{TYPST} {place}"), name, place)
        self.store.close()

    def _answered(self, token: str, name: str, place: int) -> str:
        person = self.come(self.id, token, name=name, role_group=(MARKDOWN, FORMULA)[place])
        for item, comment in zip(ITEMS, [*ALL, "\tx\r\ny;=1"], strict=True):
            self.store.save_answer(person, self.id, item.id, value=2 + place, comment=comment)
        self.store.finish(person, self.id)
        return person


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def hostile(folder: Path) -> Hostile:
    return Hostile(location_of(folder))


@pytest.fixture(scope="module")
def server(folder: Path, hostile: Hostile) -> Iterator[AppServer]:
    with running(folder, location_of(folder)) as started:
        yield started


def expect_inert(visitor: Visitor, *texts: str) -> None:
    """The page shows the texts with all their marks, and made nothing of them."""
    visitor.settle()
    shown = INVISIBLE.sub("", visitor.main.inner_text())
    assert [text for text in texts if text not in shown] == []
    made = "[data-testid='stMarkdownContainer'] :is(img, code, del, em, b, script), .katex"
    assert visitor.main.locator(made).count() == 0
    assert visitor.main.locator("a[href*='example'], img[src='x']").count() == 0


def test_pages_show_them_as_they_are(hostile: Hostile, new_visitor: Any) -> None:
    visitor: Visitor = new_visitor(PHONE)
    follow(visitor, f"{visitor.url}/a/{hostile.fresh}")
    expect_inert(visitor, hostile.company, *ALL)
    become(visitor, hostile.owner)
    board_of(visitor, hostile.id)
    expect_inert(visitor, hostile.company, MARKDOWN, FORMULA)
    open_tab(visitor, "Links")
    expect_inert(visitor, MARKDOWN, f"{TYPST} 0")
    open_tab(visitor, "Data")
    expect_inert(visitor, SCRIPT, FORMULA)
    visitor.open(f"/results?a={hostile.id}")
    for dimension in ("closeness", "operations", "products"):
        visitor.page.locator(f".st-key-items-{dimension} summary").click()
    expect(visitor.page.get_by_text(TYPST).last).to_be_visible()
    expect_inert(visitor, hostile.company, *ALL)
    become(visitor, hostile.person)
    visitor.open(f"/results?a={hostile.id}&v=me")
    expect_inert(visitor, *ALL)


def test_files_hold_them_verbatim_and_no_formula(hostile: Hostile, server: AppServer) -> None:
    def file(name: str, device: str) -> httpx.Response:
        return httpx.get(f"{server.url}/download/{hostile.id}/{name}", cookies={COOKIE: device}, timeout=60)

    for name, device in (("answers.csv", hostile.owner), ("my-answers.csv", hostile.person)):
        rows = list(csv.DictReader(io.StringIO(file(name, device).content.decode("utf-8-sig"), newline="")))
        assert {verbatim(row["comment"]) for row in rows} == {*ALL, "\tx\r\ny;=1"}
        assert all(row["comment"][:1] not in {"=", "+", "-", "@", "\t"} for row in rows)
        assert all(row["role"][:1] not in {"=", "+", "-", "@"} for row in rows)
    for view in ("group", f"role:{FORMULA}"):
        answer = file(f"scorecard.json?{httpx.QueryParams({'v': view})}", hostile.owner)
        assert json.loads(answer.content)["raters"] in (1, 2)
        assert answer.headers["content-disposition"].isascii()
    report = PdfReader(io.BytesIO(file("report-a4.pdf", hostile.owner).content))
    text = "".join("".join(page.extract_text().split()) for page in report.pages)
    assert "".join(TYPST.split()) in text and "<script>" in text
    assert "/JavaScript" not in str(report.trailer["/Root"]) and "/OpenAction" not in report.trailer["/Root"]


FIELDS = ("company", "intro", "thanks", "role_group", "competitor", "label", "name", "comment")


@pytest.mark.parametrize("place", FIELDS)
def test_ten_thousand_characters_are_refused_never_cut(place: str, tmp_path: Path) -> None:
    stored = Stored(Location(file=tmp_path / "assess.sqlite3"))
    with pytest.raises(EntryError) as refused:
        _enter(stored, {place: LONG})
    assert "10,000 characters" in str(refused.value) and f"{LIMITS[place]:,}" in str(refused.value)
    assert LONG[:100] not in str(refused.value)
    _enter(stored, {place: "é" * LIMITS[place]})  # as long as may be is kept whole
    stored.store.close()


def _enter(stored: Stored, given: dict[str, str]) -> None:
    """Everything that can be typed, with one text given."""
    made = stored.start(
        given.get("company", "Acme"), [given.get("competitor", "Bolt")], intro=given.get("intro", ""),
        thanks=given.get("thanks", ""), role_groups=(given.get("role_group", "Sales"),),
    )  # fmt: skip
    person = stored.come(
        made, stored.link(made, "personal", given.get("label", "Ann")), name=given.get("name", "Ann")
    )
    saved = stored.store.save_comment(person, made, "depth-known", given.get("comment", ""))
    assert saved.comment == given.get("comment", "")
