"""Questionnaires from YAML: read, found, hashed; what is refused, and where it is said to be.

1. METHOD's example loads, and its text is kept byte for byte with its hash.
2. A questionnaire is found by a file's path or a shipped id.
3. What YAML readers understand differently is refused: yes/no words, times, dates, odd numbers, marks, merge keys.
4. Lines are those that an editor shows, whatever ends them.
5. However a text is edited, it is read as the reference reader reads it, or its problems are told.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.core.errors import QuestionnaireError
from assess.core.questionnaire import Discipline
from assess.shipped import folder
from assess.yaml_source import MOST_PROBLEMS, check, check_file, find, load, shipped, shipped_paths
from assess.yaml_source.tree import grown

# METHOD's example with its dots filled in.
EXAMPLE = """\
id: value-disciplines            # lower-case letters, digits, hyphens
version: 1.0.0
title: Value disciplines
language: en
minutes: 12
minimum_coverage: 0.5            # share of weight that must be answered for a score; default 0.5
scales:
  practice:
    levels: [{value: 1, label: Not in place}, {value: 2, label: ...}, {value: 3, label: ...}, {value: 5, label: ...}]
parity:
  reference: mean                # mean | best of the named competitors
  band: 5                        # points on 0..100; default 5
  declared: {customer_intimacy: 60, operational_excellence: 60, product_leadership: 60}
dimensions:
  - id: knowing
    discipline: customer_intimacy
    title: Knowing the customer
    weight: 1                    # > 0, default 1
    parity: 55                   # optional, overrides the discipline's declared parity for this dimension
    items:
      - id: knowing-needs        # unique in the questionnaire
        text: ...
        help: ...                # optional
        scale: practice
        anchors: {1: ..., 3: ..., 5: ...}
        weight: 1                # > 0, default 1
        reverse: false
        compare: true            # also asked about each named competitor
      - id: tenure
        text: How long does an average customer stay?
        number: {unit: years, points: [[0, 0], [3, 40], [10, 100]]}
recommendations:
  - id: preference-centre
    dimension: knowing
    when: {score_below: 60, gap_below: 10, item_below: {knowing-needs: 3}}
    action: ...
    why: ...
    first_step: ...
    measure: ...                 # the figure that shows it works
    effort: 2                    # 1 (days) .. 5 (a year)
    horizon_days: 90
    source: ...
"""

SMALL = """\
id: small
version: "1"
title: Small
scales: {two: {levels: [{value: 1, label: Low}, {value: 2, label: High}]}}
dimensions:
  - {id: d, discipline: customer_intimacy, title: D, items: [{id: i, text: How?, scale: two}]}
"""


def told(text: str | bytes) -> list[tuple[int | None, str, str]]:
    return [(problem.line, problem.path, str(problem.text)) for problem in check(text)[1]]


# --- 1. loading --------------------------------------------------------------------------------------------------


def test_the_example_of_method_loads() -> None:
    questionnaire = load(EXAMPLE).questionnaire
    assert [item.id for item in questionnaire.items] == ["knowing-needs", "tenure"]
    assert questionnaire.item("knowing-needs").anchors == {1: "...", 3: "...", 5: "..."}
    assert questionnaire.scales["practice"].values == (1, 2, 3, 5)
    assert questionnaire.parity.declared[Discipline.PRODUCT_LEADERSHIP] == 60
    assert questionnaire.declared_parity(questionnaire.dimensions[0]) == 55
    assert questionnaire.recommendations[0].when.item_below == {"knowing-needs": 3}


@pytest.mark.parametrize("start", ["", "\ufeff", "---\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_text_is_kept_as_it_was_with_the_hash_of_its_bytes(start: str, end: str) -> None:
    written = (start + SMALL.replace("\n", end)).encode()
    loaded = load(written)
    assert loaded.text.encode() == written
    assert loaded.sha256 == hashlib.sha256(written).hexdigest()
    assert load(loaded.text) == loaded


def test_load_raises_every_problem_at_once_naming_the_file() -> None:
    with pytest.raises(QuestionnaireError) as raised:
        load(SMALL.replace("title: Small", "titel: Small"), file="small.yaml")
    assert str(raised.value).splitlines() == [
        "small.yaml, line 1, title: is missing. Add it.",
        "small.yaml, line 3, titel: is not a key that is known here. Did you mean `title`?",
    ]


@pytest.mark.parametrize("text", ["", "# only a remark\n", "---\n", "\ufeff", b""])
def test_an_empty_file_is_said_to_be_empty_or_no_mapping(text: str | bytes) -> None:
    [(line, path, words)] = told(text)
    assert (line, path) == (1, "")
    assert "is empty" in words or "must be a mapping of keys, not nothing" in words


@pytest.mark.parametrize("text", ["- a\n- b\n", "words", "12", "null", "[]", "true", '"text"'])
def test_the_top_level_must_be_a_mapping(text: str) -> None:
    [(line, path, words)] = told(text)
    assert (line, path) == (1, "")
    assert words.startswith("the questionnaire must be a mapping of keys, not ")


# --- 2. finding --------------------------------------------------------------------------------------------------


def test_a_shipped_questionnaire_is_found_by_its_id_and_named_by_its_file() -> None:
    assert [loaded.questionnaire.id for loaded in shipped()] == list(shipped_paths())
    assert {"value-disciplines", "pulse"} <= set(shipped_paths())
    for name, path in shipped_paths().items():
        assert find(name) == find(path)
        assert find(name).text.encode() == path.read_bytes()


def test_a_file_is_found_by_its_path_and_named_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SMALL)
    assert find(path) == find(str(path)) == load(SMALL)
    path.write_text(SMALL.replace("How?", "''"))
    assert str(check_file(path)[1][0]).startswith(f"{path}, line 6, dimensions[0].items[0].text: ")


def test_a_name_of_nothing_lists_the_shipped_ids() -> None:
    with pytest.raises(
        QuestionnaireError, match=r"^pulze: there is no such file.*Did you mean `pulse`\?.*value-disc"
    ):
        find("pulze")


@pytest.mark.parametrize("name", ["", "/", "no\0name", "no\nname", "x" * 5000, "/proc/self/mem"])
def test_an_odd_name_is_one_problem_of_one_line(name: str) -> None:
    loaded, problems = check_file(name)
    assert loaded is None and len(problems) == 1
    assert len(str(problems[0]).splitlines()) == 1 and len(str(problems[0])) < 600


def test_the_folder_of_shipped_files_holds_app_and_settings() -> None:
    assert folder("app.py").is_file()
    assert folder(".streamlit").is_dir()
    assert folder("questionnaires").is_dir()


# --- 3. what is refused ------------------------------------------------------------------------------------------

PLAIN = {
    "5": 5, "-5": -5, "+5": 5, "0": 0, "0.5": 0.5, ".5": 0.5, "5.": 5.0, "-0.0": -0.0,
    "true": True, "False": False, "~": None, "null": None, "": None,
    "1.0.0": "1.0.0", "nope": "nope", "yesterday": "yesterday", "1-2": "1-2", "12 h": "12 h", "e3": "e3", "=": "=",
    "a:b": "a:b", "2026": 2026,
}  # fmt: skip


@pytest.mark.parametrize(("word", "value"), PLAIN.items())
def test_a_plain_word_means_what_it_looks_like(word: str, value: object) -> None:
    tree = grown(f"key: {word}\n")
    assert tree.problems == ()
    assert tree.value == {"key": value} and type(tree.value["key"]) is type(value)  # type: ignore[index]


TRAPS = [
    *("yes", "Yes", "NO", "on", "Off", "y", "N"),
    *("12:30", "1:30:00", "-1:30", "0:30", "12:30.5"),
    *("2026-01-31", "2026-1-3", "2026-01-31T10:00:00Z", "2026-01-31 10:00:00 +01:00"),
    *("0x1F", "0o17", "017", "08", "-017", "0b101", "1_000", "1_000.5"),
    *("1_0.5", "0.5_1", ".5_1", "01.5", "1e3", "1.5E-2", "-.5", "+.5"),
    *(".inf", "-.Inf", ".NaN"),
    "1" * 60,
    "1." + "0" * 60,
]  # fmt: skip


@pytest.mark.parametrize("word", TRAPS)
def test_a_word_that_readers_understand_differently_is_refused_with_its_remedy(word: str) -> None:
    [(line, path, words)] = told(SMALL.replace("title: Small", f"title: {word}"))
    assert (line, path) == (3, "title")
    assert "between quotes" in words


@pytest.mark.parametrize("word", TRAPS)
@pytest.mark.parametrize("quote", ["'", '"'])
def test_between_quotes_the_same_word_is_text(word: str, quote: str) -> None:
    assert load(SMALL.replace("title: Small", f"title: {quote}{word}{quote}")).questionnaire.title == word


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<<: {a: b}", "merge keys (`<<`) are not read. Write the keys out"),
        ("? [a, b]\n: c", "a key must be a word or a number"),
        ("{a: b}: c", "a key must be a word or a number"),
        ("null: c", "a key must be a word or a number"),
        ("true: c", "a key must be a word or a number"),
        ("*a : c", "aliases (`*a`) are not read"),
        ("&a b: c", "anchors (`&a`) are not read"),
        ("a: &b [c]", "anchors (`&b`) are not read"),
        ("a: !!python/object/apply:os.system [ls]", "tags (`!!python/object/apply:os.system`) are not read"),
        ("!!str a: c", "tags (`!!str`) are not read"),
        ('a: "\\0"', "holds the control character U+0000. Remove it"),
        ('"\\x07": c', "holds the control character U+0007. Remove it"),
        ("%TAG ! x", "a line must not begin with %"),
        ("a: \x00", "column 4 holds the character NUL. Remove it"),
        ("a: \x1b[0m", "column 4 holds the control character U+001B. Remove it"),
        ("a: \u2028", "column 4 holds the control character U+2028. Remove it"),
        ("a: \ud800", "column 4 holds the control character U+D800. Remove it"),
    ],
)
def test_what_a_questionnaire_needs_not_is_refused_where_it_stands(written: str, words: str) -> None:
    problems = told(f"{SMALL}{written}\n")
    assert any(line == 7 and words in text for line, _, text in problems), problems


def test_invalid_utf_8_is_placed_by_byte_and_line() -> None:
    assert told(b"id: a\ntitle: caf\xe9\n") == [
        (2, "", "byte 17 (0xE9) is not UTF-8. Save the file in the encoding UTF-8.")
    ]


def test_a_key_given_twice_names_both_lines_at_every_depth() -> None:
    text = SMALL + "parity:\n  band: 5\n  declared: {customer_intimacy: 1}\n  band: 6\ntitle: Again\n"
    assert told(text) == [
        (10, "parity.band", "the key 'band' is already given on line 8. Remove one of them."),
        (11, "title", "the key 'title' is already given on line 3. Remove one of them."),
    ]


def test_the_same_level_written_in_two_ways_is_a_key_given_twice() -> None:
    problems = told(SMALL.replace("scale: two", "scale: two, anchors: {1: a, 1.0: b}"))
    assert problems == [
        (6, "dimensions[0].items[0].anchors.1.0", "the key 1.0 is already given on line 6. Remove one of them.")
    ]


# --- 4. places ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_count_as_an_editor_counts_them(end: str) -> None:
    text = (SMALL + "# a remark\n\nminutes: 0\nparity: {band: é, bend: 1}\n").replace("\n", end)
    assert [line for line, _, _ in told(text)] == [9, 10, 10]
    assert [line for line, _, _ in told(text + f"a: |{end} text{end}b: \x00")] == [13]
    assert [line for line, _, _ in told(text + "a: 'open")] == [11]


def test_columns_count_characters() -> None:
    [(line, _, words)] = told("title: äöü 😀: x\n")
    assert line == 1 and words.startswith("column 13: a colon stands where none can")


def test_what_is_missing_is_placed_at_the_part_that_lacks_it() -> None:
    text = (
        SMALL
        + "recommendations:\n  - dimension: d\n    when:\n      score_below: 5\n    effort: 1\n    action: Do.\n"
    )
    assert told(text) == [(8, "recommendations[0].id", "is missing. Add it.")]


def test_an_id_used_twice_names_the_line_of_its_first_use() -> None:
    text = SMALL + "  - {id: e, discipline: customer_intimacy, title: E, items: [{id: i, text: Why?, scale: two}]}\n"
    assert told(text) == [(7, "dimensions[1].items[0].id", "'i' is already used on line 6. Rename one of them.")]


def test_more_problems_than_anybody_mends_at_once_are_counted() -> None:
    text = SMALL + "".join(f"unknown{number}: 1\n" for number in range(150)) + "a: [" + "no, " * 100 + "]\n"
    problems = check(text, "many.yaml")[1]
    assert len(problems) == MOST_PROBLEMS + 1
    assert str(problems[-1]) == "many.yaml: and at least 51 more problems. Mend these first."


def test_a_key_with_a_line_break_stays_on_one_line_of_the_report() -> None:
    problems = check(SMALL + '"a\\nb":\n  "c d": 1\n')[1]
    assert [problem.path for problem in problems] == ["['a\\nb']"]
    assert all(len(str(problem).splitlines()) == 1 for problem in problems)


# --- 5. edits ----------------------------------------------------------------------------------------------------

PIECES = [
    *"\n\t :-#'\"[]{},&*!|>%@`?~<=0159abyn.é😀\r\\\0\x07\u2028\u00a0\ufeff",
    *(
        "\n  ",
        "- ",
        ": ",
        "<<: ",
        "yes",
        "12:30",
        "0x1",
        "1e3",
        "---\n",
        "...\n",
        "? ",
        "!!str ",
        "&a ",
        "*a",
        "''",
        "\r\n",
    ),
    *("null", ".inf", "|\n", ">-\n", "%TAG", "{}", "[]", "1_0", "2026-01-31", "true"),
]
EDIT = st.tuples(st.integers(0, len(EXAMPLE)), st.integers(0, 25), st.sampled_from(["", *PIECES]))


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length * (length > 20) :]
    return text


@settings(deadline=None, max_examples=300)
@given(st.lists(EDIT, min_size=1, max_size=6))
def test_an_edited_text_is_read_as_by_the_reference_reader_or_its_problems_are_told(
    edits: list[tuple[int, int, str]],
) -> None:
    text = edited(EXAMPLE, edits)
    loaded, problems = check(text, "edited.yaml")
    assert (loaded is None) == bool(problems)
    assert all(len(str(problem).splitlines()) == 1 and "edited.yaml" in str(problem) for problem in problems)
    lines = 2 + text.count("\n") + text.count("\r")
    assert all(problem.line is not None and 1 <= problem.line <= lines for problem in problems)
    tree = grown(text)
    if tree.whole and not tree.problems:
        assert tree.value == yaml.load(text, Loader=yaml.CSafeLoader)


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=200) | st.text(st.characters(), max_size=200))
def test_any_bytes_and_any_text_are_read_or_their_problems_are_told(source: bytes | str) -> None:
    loaded, problems = check(source)
    assert (loaded is None) == bool(problems)
    assert all(len(str(problem).splitlines()) == 1 for problem in problems)
