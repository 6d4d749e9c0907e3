"""Invitations to hand out: labels are inert and verbatim, names of files are names, QR codes hold the link."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from PIL import Image

from assess.exports.cells import verbatim
from assess.exports.invitations import Invitation, invitations_csv, invitations_zip, qr_png

URL = "https://assess.example/a/0123456789abcdefghijkl"
HOSTILE = [
    "=HYPERLINK(\"http://evil.example\")", "+1", "-1+1|cmd", "@SUM(A1)", "\tx", "=1;=2", "<script>alert(1)</script>",
    "**b** _i_ [l](http://x)", '#eval("1+1")', "\u202eRTL אבג", "مرحبا",
    "😀👩‍👩‍👧", 'a "quoted", label', "../../etc/passwd",
    "..", "C:\\x", "a/b", "CON", "x" * 200, "",
]  # fmt: skip


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("label", HOSTILE)
def test_a_label_is_inert_in_the_table_and_read_back_verbatim(label: str) -> None:
    head, row = rows(invitations_csv([Invitation(label, URL)]))
    assert head == ["label", "link"] and row[1] == URL
    assert verbatim(row[0]) == label
    assert row[0][:1] not in {"=", "+", "-", "@", "\t"}


def test_file_names_in_the_archive_stay_in_its_folder_and_tell_people_apart() -> None:
    packed = invitations_zip([Invitation(label, URL) for label in HOSTILE])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert len(names) == len(set(names)) == len(HOSTILE) + 1
    for number, name in enumerate(names[1:], start=1):
        assert name.startswith(f"{number:03d}") and name.endswith(".png")
        assert not set(name) & set('/\\:*?"<>|\0\t\n\u202e') and len(name) <= 70
    assert "مرحبا" in names[11]


def test_five_hundred_invitations_are_packed() -> None:
    packed = invitations_zip([Invitation(f"Person {number}", f"{URL}{number}") for number in range(500)])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert len(archive.namelist()) == 501


def test_a_qr_code_is_large_enough_and_has_its_quiet_zone() -> None:
    with Image.open(io.BytesIO(qr_png(URL))) as picture:
        grey = picture.convert("L")
    assert grey.width == grey.height >= 250
    quiet = 4 * 8  # four modules of eight pixels
    assert grey.crop((0, 0, grey.width, quiet)).getextrema() == (255, 255)
    assert grey.getpixel((quiet, quiet)) == 0  # where the finder pattern begins
