"""The catalogues brought up to date: new texts added, changed ones marked fuzzy, those no longer used put aside."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from assess.locales.literals import Literal, literals

FOLDER = Path(__file__).parent
WIDTH = 118
VOLATILE = re.compile(
    r'^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|'
    r'MIME-Version|Generated-By): .*\n(?:"(?![A-Z][A-Za-z-]+: ).*"\n)*',
    re.MULTILINE,
)
"""Header lines that would differ with the day and the tool, and tell nothing."""


def template(found: list[Literal] | None = None) -> Catalog:
    """All texts of the source."""
    made = Catalog()
    for each in literals() if found is None else found:
        if each.texts:
            made.add(each.texts if len(each.texts) > 1 else each.texts[0])
    return made


def catalogue(language: str, folder: Path = FOLDER) -> Catalog:
    """The catalogue of a language as it is kept; an empty file is an empty catalogue."""
    with (folder / f"{language}.po").open("rb") as source:
        return read_po(source, locale=language)


def updated(kept: Catalog, texts: Catalog) -> Catalog:
    """The catalogue with the texts of a template: translations stay, near misses turn fuzzy, unused ones obsolete."""
    kept.update(texts)
    kept.fuzzy, kept.header_comment = False, f"# The app's texts in {kept.locale.english_name}. See CONTRIBUTING.md."
    return kept


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file, in the order of its texts, without what changes with the day or a moved line."""
    file = io.BytesIO()
    write_po(file, catalogue, width=WIDTH, no_location=True, sort_output=True)
    return VOLATILE.sub("", file.getvalue().decode("utf-8")).encode("utf-8")


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """The languages that catalogues are kept for."""
    return tuple(sorted(file.stem for file in folder.glob("*.po")))


def update(folder: Path = FOLDER) -> None:
    """Brings each catalogue of a folder up to date."""
    texts = template()
    for language in languages(folder):
        (folder / f"{language}.po").write_bytes(written(updated(catalogue(language, folder), texts)))
