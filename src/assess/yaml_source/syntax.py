"""The parser's complaints in plain words, with line, column and remedy."""

from __future__ import annotations

import re

from yaml import Mark, MarkedYAMLError, YAMLError

from assess.core.errors import Problem
from assess.core.messages import Message, message

_TAB = message("a tab stands where spaces must indent. Use spaces.")
_NEXT_LINE = message("only | or > may stand here, the text begins on the next line. Move it there.")
_ONE_DOCUMENT = message("the document has ended before this line. Keep one questionnaire in a file.")
_BEGINS = message("a text begins with {character}. Write the whole text between quotes.")
_BEGINS_WITH_A_MARK = message("a text begins with an exclamation mark. Write the whole text between quotes.")
_FITS_NOTHING = message(
    "this does not fit what stands before it. Check the spaces at its beginning, and the quotes and brackets before "
    "it."
)
_AFTER_THE_QUOTE = message(
    'the text goes on after its closing quote. Use one pair of quotes, " around a text with an apostrophe.'
)
_UNREADABLE = message(
    "is not readable as YAML. Check the spaces at its beginning, and the quotes and brackets before it."
)
_BRACKET = message("a bracket is not closed, or a comma is missing. Close it, or add the comma.")
_BRACKET_ON = message(
    "a bracket opened on line {line} is not closed, or a comma is missing. Close it, or add the comma."
)

_WORDS = (
    ("tab character", _TAB),
    (
        "mapping values are not allowed",
        message("a colon stands where none can. Write the whole text between quotes, or check the indentation."),
    ),
    (
        "unexpected ':'",
        message("a colon stands where none can. Write the whole text between quotes, or put a space after it."),
    ),
    (
        "mapping keys are not allowed",
        message("a question mark stands where none can. Write the whole text between quotes."),
    ),
    ("scanning a tag", _BEGINS_WITH_A_MARK),
    (
        "sequence entries are not allowed",
        message("a list entry stands where none can. Begin it on a line of its own."),
    ),
    ("unexpected end of stream", message("a quote is opened here and never closed. Close it.")),
    (
        "could not find expected ':'",
        message("this is neither a key nor part of a text. Write a key, a colon and a space."),
    ),
    ("expected ',' or", _BRACKET),
    (
        "unknown escape character",
        message("a backslash is not understood here. Write {written}, or use single quotes.", written="\\\\"),
    ),
    (
        "Unicode character escape",
        message("a backslash code stands for no character. Correct or remove it."),
    ),
    ("undefined tag handle", _BEGINS_WITH_A_MARK),
    ("expected <document start>", _ONE_DOCUMENT),
    ("expected '<document start>'", _ONE_DOCUMENT),
    ("alphabetic or numeric", message("a text begins with & or *. Write the whole text between quotes.")),
    (
        "expected '-' indicator",
        message("this is no entry of the list above it. Indent it, or begin it with a hyphen and a space."),
    ),
    ("expected key", _FITS_NOTHING),
    ("<block end>", _FITS_NOTHING),
    (
        "node content",
        message("a comma or bracket stands where a value must. Write the whole text between quotes, or remove it."),
    ),
    ("block scalar", _NEXT_LINE),
    ("chomping or indentation", _NEXT_LINE),
)
_LIKE_A_SPACE = re.compile("^ *-? *\u00a0|:\u00a0")
_AT_ITS_BEGINNING = ("unexpected end of stream", "could not find expected ':'", "alphabetic or numeric")


def syntax_problem(error: YAMLError, text: str) -> Problem:
    """What makes a text unreadable as YAML, at its line and column."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem("", message("is not readable as YAML. Compare it with a shipped questionnaire."))
    told, begun = f"{error.problem} {error.context or ''}", error.context_mark
    mark = begun if begun and any(words in told for words in _AT_ITS_BEGINNING) else error.problem_mark
    lines = re.split("\r\n|\r|\n", text)
    fault = _fault(told, mark, begun, lines)
    return _no_break_space(lines, mark.line) or _at(mark.line + 1, mark.column + 1, fault)


def _at(line: int, column: int, fault: Message) -> Problem:
    return Problem("", message("column {column}: {fault}", column=str(column), fault=fault), line=line)


def _no_break_space(lines: list[str], line: int) -> Problem | None:
    """A space that only looks like one, where it indents or follows a colon, in the line of a fault or before."""
    for number in (line - 1, line):
        found = _LIKE_A_SPACE.search(lines[number]) if 0 <= number < len(lines) else None
        if found:
            fault = message("a no-break space stands where a plain space must. Type a plain one.")
            return _at(number + 1, found.end(), fault)
    return None


def _fault(told: str, mark: Mark, begun: Mark | None, lines: list[str]) -> Message:
    line = lines[mark.line] if mark.line < len(lines) else ""
    before, character = line[: mark.column].strip(), line[mark.column : mark.column + 1]
    if "cannot start" in told:
        return _TAB if character == "\t" else _BEGINS.filled(character=character)
    if before.endswith(("'", '"')) and ("expected key" in told or "<block end>" in told):
        return _AFTER_THE_QUOTE
    fault = next((fault for words, fault in _WORDS if words in told), _UNREADABLE)
    return _BRACKET_ON.filled(line=str(begun.line + 1)) if fault is _BRACKET and begun else fault
