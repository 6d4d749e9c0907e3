"""What a plain word in YAML stands for, and the words that YAML readers understand differently."""

from __future__ import annotations

import re

from assess.core.messages import Message, message

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_BEGINS_A_NUMBER = frozenset("0123456789+-.")
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,39})")
_DECIMAL = re.compile(r"\.[0-9]{1,40}|[-+]?(0|[1-9][0-9]{0,39})\.[0-9]{0,40}")

_LONG = 100
"""No number is longer, so a longer word is looked at once only."""
_DIGITS_ONLY = re.compile(r"[-+]?[0-9._:]+")
_YES_OR_NO = frozenset({"y", "n", "yes", "no", "on", "off"})
_TRAPS = (
    (
        re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"),
        message(
            "`{word}` is a time or a number to some readers and text to others. Write it between quotes, or write a "
            "plain number."
        ),
    ),
    (
        re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t][Tt \t0-9:.Zz+-]*)?"),
        message("`{word}` is a date to some readers and text to others. Write it between quotes."),
    ),
    (
        re.compile(r"[-+]?\.(inf|nan)", re.IGNORECASE),
        message("`{word}` is not a figure. Write a number, or write it between quotes if it is text."),
    ),
    (
        re.compile(
            r"[-+]?0([xX][0-9a-fA-F_]+|[oO][0-7_]+|[bB][01_]+)"  # of another base
            r"|[-+]?0[0-9_]+(\.[0-9_]*)?"  # zeros before it
            r"|[-+]?(?=[0-9.]*_)[0-9.][0-9_]*(\.[0-9_]*)?"  # underscores in it
            r"|[-+]?[0-9.]+[eE][-+]?[0-9]+"  # a power of ten
            r"|[-+]\.[0-9]+"  # no digit before the point
        ),
        message(
            "`{word}` is a number that readers understand differently. Write the number plainly, or write it between "
            "quotes if it is text."
        ),
    ),
    (
        re.compile(r"[-+]?[0-9.]{40,}([eE][-+]?[0-9]+)?"),
        message("`{word}` has too many digits for a number. Round it, or write it between quotes if it is text."),
    ),
)


def resolved(word: str) -> object:
    """The value of a plain scalar: None, a yes/no value, a number, else the word itself."""
    if word in _NULL:
        return None
    if word in _BOOLEAN:
        return _BOOLEAN[word]
    if word[0] not in _BEGINS_A_NUMBER:
        return word
    if _INTEGER.fullmatch(word):
        return int(word)
    return float(word) if _DECIMAL.fullmatch(word) else word


def trap(word: str) -> Message | None:
    """Why a plain scalar is refused and what to write instead; None for a plain word that all understand alike."""
    reason = _reason(word)
    return reason and reason.filled(word=word if len(word) <= 40 else f"{word[:37]}...")


def _reason(word: str) -> Message | None:
    if word[:1] not in _BEGINS_A_NUMBER:
        return _EITHER_WAY if len(word) <= 3 and word.casefold() in _YES_OR_NO else None
    if len(word) > _LONG:
        return _TRAPS[-1][1] if _DIGITS_ONLY.fullmatch(word) else None
    return next((reason for pattern, reason in _TRAPS if pattern.fullmatch(word)), None)


_EITHER_WAY = message(
    "`{word}` is a yes/no value to some readers and text to others. Write true or false, or write it between quotes."
)
