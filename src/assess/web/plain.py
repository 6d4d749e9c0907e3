"""Anybody's text as plain text where Streamlit would read markup: titles, labels, options, captions."""

from __future__ import annotations

import re

JOINER = "\u2060"
"""A word joiner: no width, no break; it parts what would become a link or an arrow."""


def plain(text: str) -> str:
    """The text so that Markdown shows it as it is: no emphasis, colour, icon, formula, HTML, link or line break.

    Every ASCII punctuation mark is escaped, which CommonMark allows; links and typographic arrows, which are found
    after that, are broken by an invisible joiner.
    """
    flat = re.sub(r"\s+", " ", text)
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", _SEAMS.sub(JOINER, flat))


_SEAMS = re.compile(
    r"(?i)(?<=http)(?=:)|(?<=https)(?=:)|(?<=ftp)(?=:)|(?<=www)(?=\.)|(?=@)"  # links
    r"|(?<=-)(?=[->])|(?<=<)(?=[-=])|(?<=[=>~])(?=[=>])"  # arrows, dashes and signs
)
