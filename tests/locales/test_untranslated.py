"""No text passes the translator by: every literal that a person would read stands in `t("...")` or `t.plural("...")`,
or is told later, by `message("...")` or `counted("...")`.

The source's syntax is walked: first the arguments of Streamlit's calls, then everything that looks like words.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import assess
from assess.texts import translator
from assess.web.streamlit_words import words_in
from assess.yaml_source import syntax

SOURCE = Path(assess.__file__).parent
ROOMS = ("web", "paper", "charts", "yaml_source", "lint")
TELLING = ("asked_if", "errors", "parsing", "translation", "unreachable", "wording")
"""What of the core tells authors of problems."""
FILES = sorted(
    [file for room in ROOMS for file in (SOURCE / room).rglob("*.py")]
    + [SOURCE / "core" / f"{name}.py" for name in TELLING]
)

READ = {"label", "body", "help", "placeholder", "text", "caption", "captions", "title", "page_title", "alt",
        "options", "delta", "column_config"}  # fmt: skip
"""Arguments of Streamlit's calls that people read."""
NAMES = {"PNG", "SVG", "PDF", "PIN", "CSV"}
"""Words that are the same in every language."""
SILENT = {"form", "switch_page", "components", "component", "Page", "App", "fragment", "query_params", "context"}
"""Streamlit's calls that show none of their texts, or show them elsewhere."""

FIRST_ONLY = {"download_button", "link_button", "page_link"}
"""Streamlit's calls whose further arguments are addresses, files and their types."""

MARKUP = re.compile(r":material/\w+:|:[a-z-]+\[")
"""Icons, and the marks of Streamlit's Markdown for size and colour."""
LETTERS = re.compile(r"[^\W\d_]{2}")
WORDS = re.compile(r"[^\W\d_]{2,} \(?[^\W\d_]{2,}|^[A-Z][a-z]{2,}(?![\w-])")
"""Two words beside each other, or a capital like that of a label."""
CODE = re.compile(r"^[_A-Z]+$|^__all__$")
"""A module's constant holds code for the browser, patterns and the like."""

KEYS_OF_PAPER = {"by discipline", "by dimension", "no advice", "missing answers", "not applicable", "reading gaps",
                 "dimension radar", "discipline radar", "discipline dots", "dimension dots"}  # fmt: skip
OF_THE_PARSER = {*(words for words, _ in syntax._WORDS), "cannot start"}
"""What PyYAML says, to be recognised."""
JOINED = {"and|or|and/or|as well as|but also", "et|ou|ainsi que|et/ou", "y|e|o|u|así como|y/o"}
"""The words that join two ideas, in each language."""
OF_STREAMLIT = {"assess serve", *(theirs for each in words_in(translator("en")).values() for theirs, _ in each)}
"""What Streamlit's parts say, to be put into other words, and a command."""
EXCEPTIONS = {
    *(("yaml_source/syntax.py", words) for words in OF_THE_PARSER),
    *(("web/streamlit_words.py", words) for words in OF_STREAMLIT),
    *(("yaml_source/scalars.py", word) for word in ("Null", "True", "False")),
    *(("lint/words.py", pattern) for pattern in JOINED),
    ("lint/answers.py", "Terwee et al. 2007"),  # a source
    ("yaml_source/schema.py", "Item"),  # the model's name
    *(
        (file, key) for file in ("paper/report.py", "paper/frame.py") for key in KEYS_OF_PAPER
    ),  # by which the template asks for words and drawings
    ("charts/screen/radar.py", '<span style="color:'),  # a mark for Plotly
    ("paper/press.py", "could not be displayed"),  # what Typst says, to be recognised
    ("web/live.py", "not here\n"),  # for the page's own script
    ("web/live.py", "not now\n"),
    ("web/streamlit_words.py", "no such language\n"),
    ("web/middleware.py", "Path=/"),  # parts of a cookie
    ("web/middleware.py", "Secure"),
    ("web/outcome.py", "Aldersley"),  # the sample's company, a name
    ("web/rooms/door.py", "k7mp 2qrt"),  # what a code looks like
    ("web/routes.py", "the database cannot be reached\n"),  # for who watches the server
}
"""Literals that look like words for people, and are none."""


def untranslated(text: str, file: str) -> list[str]:
    """Each literal of a file that a person would read and that passes the translator by, with its line."""
    tree = ast.parse(text)
    silent = {id(node) for part in _silent(tree) for node in ast.walk(part)}
    found = {*_in_calls(tree, silent), *_like_words(tree, silent)}
    return [f"{file}:{line} {words!r}" for line, words in sorted(found) if (file, words) not in EXCEPTIONS]


def _silent(tree: ast.AST) -> Iterator[ast.AST]:
    """The parts of a file that are translated, or meant for programs and those who run the server."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in {"t", "plural", "message", "counted"}:
            yield from node.args
        elif isinstance(node, ast.Raise):
            yield node  # core and store speak English; web/failures.py tells people
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _name(node.func.value) == "log":
            yield node
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node  # a docstring
        elif (
            isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _name(node.value.func) == "TypeVar"
        ):
            yield node
        elif isinstance(node, ast.Assign) and all(CODE.match(_name(each)) for each in node.targets):
            yield from [node.value] if _name(node.targets[0]) == "__all__" else _code(node.value)
        elif isinstance(node, ast.AnnAssign | ast.FunctionDef):
            yield node.annotation if isinstance(node, ast.AnnAssign) else ast.Tuple(_annotations(node), ast.Load())


def _code(value: ast.expr) -> Iterator[ast.expr]:
    """A constant that is one text, or is made from texts of code; not the members of a list or mapping of words."""
    if isinstance(value, ast.BinOp):
        yield from (*_code(value.left), *_code(value.right))
    if isinstance(value, ast.Constant) or (isinstance(value, ast.Call) and _name(value.func) == "compile"):
        yield value


def _annotations(node: ast.FunctionDef) -> list[ast.expr]:
    return [each.annotation for each in ast.walk(node.args) if isinstance(each, ast.arg) and each.annotation]


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _in_calls(tree: ast.AST, silent: set[int]) -> Iterator[tuple[int, str]]:
    """Literals with letters among what Streamlit's calls show: a word is enough."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _shows(call):
            first = call.args[:1] if _name(call.func) in FIRST_ONLY else call.args
            shown = [*first, *(each.value for each in call.keywords if each.arg in READ)]
            for part in shown:
                yield from _letters(part, silent)


def _shows(call: ast.Call) -> bool:
    """Whether a call is one of Streamlit's, on `st` or on one of its boxes, that shows something."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr in SILENT:
        return False
    return _name(call.func.value) in {"st", "column", "box", "bottom"}


def _letters(part: ast.expr, silent: set[int]) -> Iterator[tuple[int, str]]:
    """Literals of an argument, without those within further calls and those that pick from a mapping."""
    if id(part) in silent or isinstance(part, ast.Call | ast.Lambda | ast.Subscript | ast.Compare):
        return
    if isinstance(part, ast.Constant) and isinstance(part.value, str):
        words = MARKUP.sub("", part.value)
        if LETTERS.search(words) and words not in NAMES:
            yield part.lineno, part.value
    for child in ast.iter_child_nodes(part):
        if isinstance(child, ast.expr):
            yield from _letters(child.value if isinstance(child, ast.FormattedValue) else child, silent)


def _like_words(tree: ast.AST, silent: set[int]) -> Iterator[tuple[int, str]]:
    """Literals anywhere that look like words for people."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            words = MARKUP.sub("", node.value)
            if WORDS.search(words) and words not in NAMES:
                yield node.lineno, node.value


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_every_text_goes_through_the_translator(file: Path) -> None:
    assert untranslated(file.read_text("utf-8"), file.relative_to(SOURCE).as_posix()) == []


@pytest.mark.parametrize(
    "code",
    [
        'st.button("go")',
        'st.markdown(f"**{plain(name)}** saved")',
        'st.text_input(t("Name"), placeholder="name")',
        'st.radio(t("Show"), key="by", options=["mean", "best"])',
        'column.metric("score", t.number(3))',
        'def words() -> str:\n    return "Thank you"',
        'titles = {"a": "Saved"}',
        'TITLES = {"a": "Saved for you"}',
        'st.caption(t("Open") if open else "closed")',
        'st.markdown(f":small[closed {day}]")',
        'st.error("no" + t("Open"))',
        'yield Problem(path, "is missing. Add it.")',
        'yield Problem(path, f"there is no scale {name}. " + message("Remove it."))',
    ],
)
def test_a_text_that_passes_it_by_is_found(code: str) -> None:
    assert untranslated(code, "web/x.py")


@pytest.mark.parametrize(
    "code",
    [
        '"""What this is."""',
        'st.button(t("Go"), key="go", icon=":material/home:", type="primary")',
        'st.markdown(f":small[{course}]")',
        "st.markdown(f\"**{t('Why')}:** {plain(text)}\")",
        'raise NotAllowed("The board is its owner\'s. Open it by the owner link.")',
        'log.error("A page failed: %s", error)',
        'yield Problem(path, message("is missing. Add it."))',
        'counted("{n} entry is left.", "{n} entries are left.", n)',
        'st.selectbox(t("Show"), ids, format_func=lambda each: words[each])',
        '_SCRIPT = """function copy of (text) {}"""',
        'st.link_button("PNG", address)',
    ],
)
def test_what_is_translated_or_for_programs_is_left_alone(code: str) -> None:
    assert untranslated(code, "web/x.py") == []
