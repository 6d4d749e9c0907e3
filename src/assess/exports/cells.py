"""Free text in spreadsheet cells: inert for the spreadsheet, one character from verbatim for a reader.

A spreadsheet takes a cell that starts with = + - @ for a formula. Quotes do not help, and where the list separator is
a semicolon (as in most of Europe) it also cuts our cells at semicolons, tabs and line breaks and takes the pieces.
An apostrophe before the sign makes it text. What was guarded is recognised without doubt, so that reading a guarded
cell gives the text back, character by character.
"""

from __future__ import annotations

import re

APOSTROPHE = "'"
_SIGN = "[=+\\-@\uff0b\uff0d\uff1d\uff20]"
"""What starts a formula, in full width too."""
_LEADING = "[^\\S\t\r\n]|['\"\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f]"
"""What a spreadsheet may pass over before the sign: blanks, quotes, invisible characters."""
_FORMULA = f"(?=(?:{_LEADING})*+{_SIGN})"
_START = f"^(?:(?='*+[\t\r\n])|{_FORMULA})"
_PIECE = f"(?<=[;\t\r\n]){_FORMULA}"
_RISKY = re.compile(f"{_START}|{_PIECE}")
_GUARDED = re.compile(f"(?:{_START}|{_PIECE}){APOSTROPHE}")


def inert(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet would begin a formula."""
    return _RISKY.sub(APOSTROPHE, text)


def verbatim(text: str) -> str:
    """The text that `inert` made inert; other text is returned as it is."""
    return _GUARDED.sub("", text)
