"""Invitations to hand out: a CSV of labels and links, QR codes as PNG, and both in one ZIP."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import segno

from assess.exports.cells import inert

QR_SCALE = 8
"""Pixels a module; with the quiet zone about 300 pixels a code, enough for paper and projectors."""


@dataclass(frozen=True)
class Invitation:
    """One link with the label it was made for."""

    label: str
    url: str


def qr_png(url: str) -> bytes:
    """The QR code of an address as PNG, black on white with the quiet zone that readers need."""
    picture = io.BytesIO()
    segno.make_qr(url, error="m").save(picture, kind="png", scale=QR_SCALE, border=4)
    return picture.getvalue()


def invitations_csv(invitations: Sequence[Invitation]) -> bytes:
    """Label and link of each invitation, in UTF-8 with a mark that spreadsheets know it by; labels are inert."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["label", "link"])
    table.writerows([inert(each.label), each.url] for each in invitations)
    return text.getvalue().encode("utf-8-sig")


def invitations_zip(invitations: Sequence[Invitation]) -> bytes:
    """The CSV and one QR code an invitation, named by its number and label."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("invitations.csv", invitations_csv(invitations))
        for number, each in enumerate(invitations, start=1):
            archive.writestr(f"{number:03d} {_file_name(each.label)}.png".replace(" .png", ".png"), qr_png(each.url))
    return packed.getvalue()


def _file_name(label: str) -> str:
    return re.sub(r"[^\w .-]+", "_", label).strip(" .")[:60]
