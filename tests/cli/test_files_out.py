"""`assess chart` and `assess report`: whole files of the right kind, or none; pictures opened again."""

from __future__ import annotations

import io
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import Result
from PIL import Image
from pypdf import PdfReader

from assess.cli.files import write_whole
from assess.core.errors import AssessError

Called = Callable[..., Result]
A4, LETTER = (595, 842), (612, 792)


@pytest.fixture(autouse=True)
def latin(folder: Path) -> None:
    """The questionnaire in letters that always print; the one in Chinese is for the test that tells of them."""
    (folder / "chinese.yaml").write_bytes((folder / "tiny.yaml").read_bytes())
    text = (folder / "tiny.yaml").read_text(encoding="utf-8").replace("顧客に仕える", "Serving them")
    (folder / "tiny.yaml").write_text(text, encoding="utf-8")


def made(called: Called, *words: str) -> bytes:
    """The file that a command wrote to its last word, in silence."""
    result = called(*words)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    return Path(words[-1]).read_bytes()


@pytest.mark.parametrize("more", [[], ["--by", "discipline"], ["--dots"]])
def test_a_chart_of_each_kind(called: Called, more: list[str]) -> None:
    chart = ("chart", "tiny.yaml", "answers.csv", "--company", "Ærø", *more, "-o")
    picture = Image.open(io.BytesIO(made(called, *chart, "radar.png")))
    assert picture.width > 600 and len(picture.convert("L").getcolors() or []) > 10
    assert ElementTree.fromstring(made(called, *chart, "radar.SVG")).tag.endswith("svg")
    [page] = PdfReader(io.BytesIO(made(called, *chart, "radar.pdf"))).pages
    assert "Ærø" in page.extract_text()


@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("letter", LETTER), ("Letter", LETTER)])
def test_the_report_on_each_paper(called: Called, paper: str, size: tuple[int, int]) -> None:
    words = ("report", "tiny.yaml", "answers.csv", "--company", "Acme Ωμέγα", "--paper", paper, "-o", "report.pdf")
    pages = PdfReader(io.BytesIO(made(called, *words))).pages
    assert tuple(round(float(side)) for side in pages[0].mediabox[2:]) == size
    text = " ".join(page.extract_text() for page in pages)
    assert "Acme Ωμέγα" in text and "Ask ten customers." in text


def test_signs_without_a_font_are_told_and_the_file_is_there(called: Called, folder: Path) -> None:
    nowhere = "\U0001f9ff\u1c50\U00016a40"  # an amulet, Ol Chiki, Mro: no machine has a font for all of them
    result = called("chart", "tiny.yaml", "answers.csv", "--company", f"A{nowhere}", "-o", "radar.svg")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (
        result.stderr.startswith("Printed as □, for want of a font: ") and "A" not in result.stderr.split(":")[1][:3]
    )
    assert (folder / "radar.svg").exists()


def test_a_file_that_was_there_is_replaced_with_its_link_kept(called: Called, folder: Path) -> None:
    (folder / "old.pdf").write_text("old", encoding="utf-8")
    (folder / "link.pdf").symlink_to("old.pdf")
    assert made(called, "report", "tiny.yaml", "answers.csv", "-o", "link.pdf").startswith(b"%PDF")
    assert (folder / "link.pdf").is_symlink() and (folder / "old.pdf").read_bytes().startswith(b"%PDF")


def test_a_place_that_cannot_be_written_is_named(called: Called, folder: Path) -> None:
    (folder / "folder.pdf").mkdir()
    for place in (
        "folder.pdf",
        "absent/report.pdf",
        "answers.csv/report.pdf",
        f"{'x' * 300}.pdf",
        "/proc/report.pdf",
    ):
        before = sorted(folder.rglob("*"))
        result = called("report", "tiny.yaml", "answers.csv", "-o", place)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f"{place}: cannot be written (")
        assert sorted(folder.rglob("*")) == before


def test_bad_answers_leave_the_file_as_it_was(called: Called, folder: Path) -> None:
    (folder / "report.pdf").write_text("old", encoding="utf-8")
    (folder / "bad.csv").write_text("respondent,item,value\nann,needs,2\n", encoding="utf-8")
    assert called("report", "tiny.yaml", "bad.csv", "-o", "report.pdf").exit_code == 1
    assert (folder / "report.pdf").read_text(encoding="utf-8") == "old"


def test_a_write_that_fails_midway_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "report.pdf").write_text("old", encoding="utf-8")
    before = sorted(folder.iterdir())

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AssessError, match=r"report\.pdf: cannot be written \(No space left on device\)"):
        write_whole("report.pdf", b"new")
    assert sorted(folder.iterdir()) == before
    assert (folder / "report.pdf").read_text(encoding="utf-8") == "old"


def test_a_new_file_has_the_person_s_usual_rights(folder: Path) -> None:
    usual = os.umask(0o027)
    try:
        write_whole("report.pdf", b"new")
    finally:
        os.umask(usual)
    assert stat.S_IMODE((folder / "report.pdf").stat().st_mode) == 0o640


def test_a_pipe_is_written_into_not_replaced(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((folder / "pipe").read_bytes()))
    reader.start()
    write_whole("pipe", b"content")
    reader.join(timeout=10)
    assert read == [b"content"] and stat.S_ISFIFO((folder / "pipe").stat().st_mode)
