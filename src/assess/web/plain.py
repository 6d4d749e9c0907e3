"""Anybody's text as plain text where Streamlit would read markup: titles, labels, options, captions."""

from __future__ import annotations

import re

from assess.charts.sentences import apart

JOINER = "\u2060"
"""A word joiner: no width, no break; it parts what would become a link, an emoji or an arrow."""


def plain(text: str) -> str:
    """The text so that Markdown shows it as it is: no emphasis, colour, icon, formula, HTML, link or line break.

    Marks that Markdown would read are escaped, and no others: a widget's label is read aloud as it is written, with
    its backslashes. An invisible joiner breaks what Streamlit finds only after that: links, emoji, icons, arrows.
    Writing from right to left is kept from turning the words beside it round.
    """
    if _HARMLESS.fullmatch(text) and "www" not in text.lower():
        return text
    flat = re.sub(r"\s+", " ", text).strip()
    escaped = _MARKUP.sub(r"\\\g<0>", _SEAMS.sub(JOINER, flat))
    return apart(_LINE_START.sub(r"\1\\\2", escaped))


_HARMLESS = re.compile(r"[A-Za-z](?:[A-Za-z0-9,;()?!%'\"]| (?! ))*\.?(?<! )")
"""Most questions and answers: words that nothing below would change, so that a page of them costs nothing."""

_MARKUP = re.compile(
    r"[\\`*_~\[\]<>|$]"  # emphasis, code, links, HTML, tables, formulas
    r"|&(?=#?\w+;)"  # entities
)

_LINE_START = re.compile(r"^(|\d{1,9})((?<!\d)[#+-](?=[#\s]|$)|(?<=\d)[.)](?=\s|$))")
"""Headings and lists."""

_SEAMS = re.compile(
    r"(?i)(?<=http)(?=:)|(?<=https)(?=:)|(?<=ftp)(?=:)|(?<=www)(?=\.)|(?=@)"  # links
    r"|(?<=:)(?=[\w+-])"  # colours, icons and emoji: :red[...], :material/home:, :smile:
    r"|(?<=-)(?=[->])|(?<=<)(?=[-=])|(?<=[=>~])(?=[=>])"  # arrows, dashes and signs
)
