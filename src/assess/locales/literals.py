"""The texts that the source hands to the translator, `t("...")` and `t.plural("...", "...", n)`, from its syntax.

Those of messages, which are told later, are among them: `message("...")` and `counted("...", "...", n)`.

Reading the syntax finds calls within calls, which a reader of tokens loses.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parents[1]
TRANSLATORS = ("t", "self")
"""How a translator is called; `self` in its own class only."""
TRANSLATORS_HOME = "texts.py"
MESSAGES = {"message": 1, "counted": 2}
"""What makes a message out of texts, and out of how many."""


@dataclass(frozen=True)
class Literal:
    """One call of the translator: its file (from `assess/`), its line, and its one or two texts.

    `texts` is None where they are no literals, so that nobody could translate them.
    """

    file: str
    line: int
    texts: tuple[str, ...] | None


def literals(source: Path = SOURCE) -> list[Literal]:
    """Every call of a translator below a folder, in order of file and line."""
    files = {file.relative_to(source).as_posix(): file for file in sorted(source.rglob("*.py"))}
    return [found for name, file in files.items() for found in of_text(file.read_text("utf-8"), name)]


def of_text(text: str, file: str) -> list[Literal]:
    """Every call of a translator in one file's text, in order."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    found = [Literal(file, call.lineno, _texts(call, wanted)) for call in calls if (wanted := _wanted(call, file))]
    return sorted(found, key=lambda each: each.line)


def _wanted(call: ast.Call, file: str) -> int:
    """How many texts a call hands to a translator, now or later: one, for a plural two, for other calls none."""
    if isinstance(call.func, ast.Name) and call.func.id in MESSAGES:
        return MESSAGES[call.func.id]
    if _is_translator(call.func, file):
        return 1
    plural = isinstance(call.func, ast.Attribute) and call.func.attr == "plural"
    return 2 if plural and isinstance(call.func, ast.Attribute) and _is_translator(call.func.value, file) else 0


def _is_translator(node: ast.expr, file: str) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "t"
    names = TRANSLATORS if file == TRANSLATORS_HOME else TRANSLATORS[:1]
    return isinstance(node, ast.Name) and node.id in names


def _texts(call: ast.Call, wanted: int) -> tuple[str, ...] | None:
    texts = tuple(_strings(call.args[:wanted]))
    return texts if len(texts) == wanted else None


def _strings(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
