"""The parser's complaints in plain words, with line, column and remedy."""

from __future__ import annotations

import re

from yaml import Mark, MarkedYAMLError, YAMLError

from assess.core.errors import Problem

_QUOTES = "Write the whole text between quotes"
_INDENT = "Check the spaces at its beginning, and the quotes and brackets before it"
_TAB = "a tab stands where spaces must indent. Use spaces"
_NEXT_LINE = "only | or > may stand here, the text begins on the next line. Move it there"
_ENTRY = "Indent it, or begin it with a hyphen and a space"
_ONE_DOCUMENT = "the document has ended before this line. Keep one questionnaire in a file"

_WORDS = (
    ("tab character", _TAB),
    ("mapping values are not allowed", f"a colon stands where none can. {_QUOTES}, or check the indentation"),
    ("unexpected ':'", f"a colon stands where none can. {_QUOTES}, or put a space after it"),
    ("mapping keys are not allowed", f"a question mark stands where none can. {_QUOTES}"),
    ("scanning a tag", f"a text begins with an exclamation mark. {_QUOTES}"),
    ("sequence entries are not allowed", "a list entry stands where none can. Begin it on a line of its own"),
    ("unexpected end of stream", "a quote is opened here and never closed. Close it"),
    ("could not find expected ':'", "this is neither a key nor part of a text. Write a key, a colon and a space"),
    ("expected ',' or", "a bracket{opened} is not closed, or a comma is missing. Close it, or add the comma"),
    ("unknown escape character", "a backslash is not understood here. Write \\\\, or use single quotes"),
    ("Unicode character escape", "a backslash code stands for no character. Correct or remove it"),
    ("undefined tag handle", f"a text begins with an exclamation mark. {_QUOTES}"),
    ("expected <document start>", _ONE_DOCUMENT),
    ("expected '<document start>'", _ONE_DOCUMENT),
    ("alphabetic or numeric", f"a text begins with & or *. {_QUOTES}"),
    (
        "expected '-' indicator",
        f"this is no entry of the list above it. {_ENTRY}",
    ),
    ("expected key", f"this does not fit what stands before it. {_INDENT}"),
    ("<block end>", f"this does not fit what stands before it. {_INDENT}"),
    ("node content", f"a comma or bracket stands where a value must. {_QUOTES}, or remove it"),
    ("block scalar", _NEXT_LINE),
    ("chomping or indentation", _NEXT_LINE),
)
_LIKE_A_SPACE = re.compile("^ *-? *\u00a0|:\u00a0")
_AT_ITS_BEGINNING = ("unexpected end of stream", "could not find expected ':'", "alphabetic or numeric")


def syntax_problem(error: YAMLError, text: str) -> Problem:
    """What makes a text unreadable as YAML, at its line and column."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem("", "is not readable as YAML. Compare it with a shipped questionnaire.")
    told, begun = f"{error.problem} {error.context or ''}", error.context_mark
    mark = begun if begun and any(words in told for words in _AT_ITS_BEGINNING) else error.problem_mark
    lines = re.split("\r\n|\r|\n", text)
    placed = Problem("", f"column {mark.column + 1}: {_fault(told, mark, begun, lines)}.", line=mark.line + 1)
    return _no_break_space(lines, mark.line) or placed


def _no_break_space(lines: list[str], line: int) -> Problem | None:
    """A space that only looks like one, where it indents or follows a colon, in the line of a fault or before."""
    for number in (line - 1, line):
        found = _LIKE_A_SPACE.search(lines[number]) if 0 <= number < len(lines) else None
        if found:
            text = f"column {found.end()}: a no-break space stands where a plain space must. Type a plain one."
            return Problem("", text, line=number + 1)
    return None


def _fault(told: str, mark: Mark, begun: Mark | None, lines: list[str]) -> str:
    line = lines[mark.line] if mark.line < len(lines) else ""
    before, character = line[: mark.column].strip(), line[mark.column : mark.column + 1]
    if "cannot start" in told:
        return _TAB if character == "\t" else f"a text begins with {character}. {_QUOTES}"
    if before.endswith(("'", '"')) and ("expected key" in told or "<block end>" in told):
        return 'the text goes on after its closing quote. Use one pair of quotes, " around a text with an apostrophe'
    fault = next((fault for words, fault in _WORDS if words in told), f"is not readable as YAML. {_INDENT}")
    return fault.replace("{opened}", f" opened on line {begun.line + 1}" if begun else "")
