"""The parser's complaints in plain words, with line, column and remedy."""

from __future__ import annotations

from yaml import MarkedYAMLError, YAMLError

from assess.core.errors import Problem

_QUOTES = "Write the whole text between quotes"
_INDENT = "Check the spaces at its beginning and the quotes and brackets before it"

_WORDS = (
    ("tab character", "a tab stands where spaces must indent. Use spaces"),
    ("mapping values are not allowed", f"a colon stands where none can. {_QUOTES}, or check the indentation"),
    ("sequence entries are not allowed", "a list entry stands where none can. Begin it on a line of its own"),
    ("unexpected end of stream", "a quote is opened here and never closed. Close it"),
    ("could not find expected ':'", "this line is neither a key with its colon nor part of a text. Add the colon"),
    ("expected ',' or", "a bracket is not closed, or a comma is missing. Close it, or add the comma"),
    ("unknown escape character", "a backslash is not understood here. Write \\\\ or use single quotes"),
    ("Unicode character escape", "a backslash code stands for no character. Correct or remove it"),
    ("undefined tag handle", f"a word begins with an exclamation mark. {_QUOTES}"),
    ("expected <document start>", "the document has ended before this line. Keep one questionnaire in a file"),
    ("document start>'", "the document has ended before this line. Keep one questionnaire in a file"),
    ("alphabetic or numeric", f"a text begins with & or *. {_QUOTES}"),
    ("expected key", f"this does not fit what stands before it. {_INDENT}"),
    ("expected '-' indicator", f"this is no entry of the list above it. {_INDENT}"),
    ("<block end>", f"this does not fit what stands before it. {_INDENT}"),
    ("node content", f"a comma or bracket stands where a value must. {_QUOTES}, or remove it"),
    ("block scalar", "only | or > may stand here, the text begins on the next line. Move it there"),
    ("chomping or indentation", "only | or > may stand here, the text begins on the next line. Move it there"),
)
_PLACED_AT_START = ("unexpected end of stream", "could not find expected ':'")


def syntax_problem(error: YAMLError, text: str) -> Problem:
    """What makes a text unreadable as YAML, at its line and column."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem("", "is not readable as YAML. Compare it with a shipped questionnaire.")
    told = f"{error.problem} {error.context or ''}"
    mark = error.problem_mark
    if error.context_mark and any(words in told for words in _PLACED_AT_START):
        mark = error.context_mark
    fault = _cannot_start(text, mark.line, mark.column) if "cannot start" in told else _fault(told)
    return Problem("", f"column {mark.column + 1}: {fault}.", line=mark.line + 1)


def _fault(told: str) -> str:
    return next((fault for words, fault in _WORDS if words in told), f"is not readable as YAML. {_INDENT}")


def _cannot_start(text: str, line: int, column: int) -> str:
    lines = text.splitlines()
    character = lines[line][column : column + 1] if line < len(lines) else ""
    if character == "\t":
        return "a tab stands where spaces must indent. Use spaces"
    return f"a text begins with {character}. {_QUOTES}"
