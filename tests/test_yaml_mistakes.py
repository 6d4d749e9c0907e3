"""Typical mistakes of people who write a questionnaire, each told with its line, its path, the fault and the remedy.

Each row changes one thing in a sound questionnaire: what stands there, what is typed instead, and what is said.
"""

from __future__ import annotations

import pytest

from assess.yaml_source import check

SOUND = """\
id: sample
version: 1.0.0
title: A sample
language: en
minutes: 12
scales:
  practice:
    levels: [{value: 1, label: Never}, {value: 2, label: Sometimes}, {value: 3, label: Always}]
parity:
  band: 5
  declared: {customer_intimacy: 60}
dimensions:
  - id: knowing
    discipline: customer_intimacy
    title: Knowing the customer
    items:
      - id: needs
        text: We write down what customers need.
        scale: practice
        anchors: {1: Nobody asks., 3: Everybody asks.}
        weight: 1
        compare: true
      - id: tenure
        text: How long does a customer stay?
        number: {unit: years, points: [[0, 0], [10, 100]]}
recommendations:
  - id: ask
    dimension: knowing
    when: {score_below: 60}
    action: Ask three customers.
    effort: 2
"""

ITEM, FIGURE, RULE = "dimensions[0].items[0]", "dimensions[0].items[1]", "recommendations[0]"
LEVELS = "[{value: 1, label: Never}, {value: 2, label: Sometimes}, {value: 3, label: Always}]"
QUOTES, YES_OR_NO = "between quotes", "Write true or false, or write it between quotes"

UNREADABLE = [
    ("    items:", "\titems:", 16, "column 1: a tab stands where spaces must indent. Use spaces"),
    ("        weight: 1", "\tweight: 1", 21, "a tab stands where spaces must indent. Use spaces"),
    (
        "text: We",
        "text: Note: we",
        18,
        "column 19: a colon stands where none can. Write the whole text between quotes",
    ),
    ("title: A sample", "title:A sample", 3, "neither a key nor part of a text. Write a key, a colon and a space"),
    ("minutes: 12", "minutes 12", 5, "neither a key nor part of a text. Write a key, a colon and a space"),
    ("title: A sample", 'title: "A sample', 3, "column 8: a quote is opened here and never closed. Close it"),
    ("title: A sample", 'title: "A" sample', 3, "the text goes on after its closing quote. Use one pair of quotes"),
    ("title: A sample", "title: 'A firm's sample'", 3, "the text goes on after its closing quote"),
    ("title: A sample", "title: % of sample", 3, "a text begins with %. Write the whole text between quotes"),
    ("title: A sample", "title: @home", 3, "a text begins with @. Write the whole text between quotes"),
    ("title: A sample", "title: `home`", 3, "a text begins with `. Write the whole text between quotes"),
    (
        "title: A sample",
        "title: **bold**",
        3,
        "column 8: a text begins with & or *. Write the whole text between quotes",
    ),
    ("title: A sample", "title: | A sample", 3, "the text begins on the next line. Move it there"),
    (
        "title: A sample",
        r'title: "C:\data"',
        3,
        r"a backslash is not understood here. Write \\, or use single quotes",
    ),
    ("3: Everybody asks.}", "3: Everybody asks.", 21, "a bracket opened on line 20 is not closed"),
    ("[10, 100]]}", "[10, 100]}", 25, "a bracket opened on line 25 is not closed, or a comma is missing"),
    ("{value: 1, label: Never}", "{value: 1 label: Never}", 8, "a comma is missing. Close it, or add the comma"),
    ("    title: Know", "   title: Know", 15, "no entry of the list above it. Indent it, or begin it with a hyphen"),
    ("    title: Know", "      title: Know", 15, "or check the indentation"),
    ("      - id: tenure", "      -id: tenure", 23, "begin it with a hyphen and a space"),
    ("      - id: needs", "        id: needs", 23, "this does not fit what stands before it. Check the spaces"),
    ("    title: Know", "\u00a0   title: Know", 15, "column 1: a no-break space stands where a plain space must"),
    ("weight: 1", "weight:\u00a01", 21, "column 16: a no-break space stands where a plain space must"),
    ("recommendations:", "---\nrecommendations:", 26, "a second document begins here (`---`). Keep one"),
]

MISREAD = [
    ("compare: true", "compare: yes", 22, f"{ITEM}.compare", f"`yes` is a yes/no value to some readers. {YES_OR_NO}"),
    ("label: Never", "label: No", 8, "scales.practice.levels[0].label", YES_OR_NO),
    ("language: en", "language: no", 4, "language", YES_OR_NO),
    (
        "compare: true",
        'compare: "true"',
        22,
        f"{ITEM}.compare",
        "must be true or false, not 'true'. Remove the quotes",
    ),
    ("compare: true", "compare: 1", 22, f"{ITEM}.compare", "must be true or false, not 1. Write true or false"),
    ("version: 1.0.0", "version: 1.0", 2, "version", "must be text, not 1.0. Write it between quotes"),
    ("version: 1.0.0", "version: 2026-01-31", 2, "version", "`2026-01-31` is a date to some readers"),
    ("minutes: 12", "minutes: 12:30", 5, "minutes", "`12:30` is a time or a number to some readers"),
    ("minutes: 12", 'minutes: "12"', 5, "minutes", "must be a whole number, not '12'. Write 12."),
    ("minutes: 12", "minutes: 12 min", 5, "minutes", "must be a whole number, not '12 min'. Write it in digits"),
    ("minutes: 12", "minutes: 12.0", 5, "minutes", "must be a whole number, not 12.0. Write 12."),
    ("minutes: 12", "minutes: 012", 5, "minutes", "Write the number plainly, or write it between quotes"),
    ("minutes: 12", "minutes: 1_2", 5, "minutes", "Write the number plainly, or write it between quotes"),
    ("minutes: 12", "minutes: 0x12", 5, "minutes", "Write the number plainly, or write it between quotes"),
    ("weight: 1", "weight: 1,5", 21, f"{ITEM}.weight", "must be a number, not '1,5'. Write 1.5."),
    ("weight: 1", "weight: .inf", 21, f"{ITEM}.weight", "`.inf` is not a figure. Write a number"),
    ("title: A sample", "title: !Important", 3, "title", "tags (`!Important`) are not read. Remove it, or quote"),
    ("title: A sample", "title: &more sample", 3, "title", "anchors (`&more`) are not read. Remove it, or quote"),
    ("title: A sample", "title: *more", 3, "title", "aliases (`*more`) are not read. Remove it, or quote"),
    ("title: A sample", "title: {sample}", 3, "title", "must be text, not a mapping. Write it between quotes"),
    ("title: A sample", "title: [sample]", 3, "title", "must be text, not a list. Write it between quotes"),
    ("title: A sample", "title: #1 of samples", 3, "title", "is empty. Write the text, between quotes if it begins"),
    ("id: tenure", "id: 7", 23, f"{FIGURE}.id", "must be text, not 7. Write it between quotes"),
    (
        "        weight: 1",
        "        weight: 1\n        weight: 2",
        22,
        f"{ITEM}.weight",
        "already given on line 21. Remove",
    ),
]

MISTAKEN = [
    ("weight: 1", "weight: 0", 21, f"{ITEM}.weight", "must be above 0, not 0. Raise it"),
    ("weight: 1", "wieght: 1", 21, f"{ITEM}.wieght", "not a key that is known here. Did you mean `weight`?"),
    ("weight: 1", "Weight: 1", 21, f"{ITEM}.Weight", "not a key that is known here. Did you mean `weight`?"),
    ("weight: 1", "colour: red", 21, f"{ITEM}.colour", "not a key that is known here. Remove it, or use: id, text"),
    ("        text: We write down what customers need.\n", "", 17, f"{ITEM}.text", "is missing. Add it"),
    (
        "text: We write down what customers need.",
        'text: " "',
        18,
        f"{ITEM}.text",
        "must not be blank. Write the text",
    ),
    (
        "customer_intimacy\n",
        "customer-intimacy\n",
        14,
        "dimensions[0].discipline",
        "must be 'customer_intimacy', 'op",
    ),
    (
        "{customer_intimacy:",
        "{intimacy:",
        11,
        "parity.declared.intimacy",
        "must be 'customer_intimacy', 'operational",
    ),
    ("intimacy: 60", "intimacy: 600", 11, "parity.declared.customer_intimacy", "must be at most 100, not 600"),
    ("  band: 5", "  reference: average", 10, "parity.reference", "must be 'mean' or 'best', not 'average'"),
    (
        "scale: practice",
        "scale: pratice",
        19,
        f"{ITEM}.scale",
        "there is no scale 'pratice'. Did you mean `practice`?",
    ),
    ("scale: practice", "scale: how often?", 19, f"{ITEM}.scale", "no scale 'how often?'. Use one of: practice"),
    (
        "scale: practice",
        "scale: pr\u00e0ctice",
        19,
        f"{ITEM}.scale",
        "no scale 'pr\u00e0ctice'. Did you mean `practice`?",
    ),
    ("scale: practice", "scale: agreement", 19, f"{ITEM}.scale", "no scale 'agreement'. Use one of: practice"),
    (
        "        scale: practice\n",
        "",
        17,
        ITEM,
        "`scale`, `number`, `allocation: true` or `free_text: true`; give exactly one of them",
    ),
    (
        "3: Everybody",
        "5: Everybody",
        20,
        f"{ITEM}.anchors.5",
        "not a level of scale 'practice'. Use its levels: 1, 2, 3",
    ),
    ("3: Everybody", '"3": Everybody', 20, f"{ITEM}.anchors.3", "must be a number, not '3'. Write 3."),
    ("3: Everybody", "three: Everybody", 20, f"{ITEM}.anchors.three", "must be a number, not 'three'"),
    (LEVELS, "[{value: 1, label: Never}]", 8, "scales.practice.levels", "needs at least 2 entries. Add them"),
    (LEVELS, "[Never, {value: 2, label: A}]", 8, "scales.practice.levels[0]", "Give it keys out of: value, label"),
    ("value: 2", "value: 4", 8, "scales.practice.levels", "levels must ascend, but 3 follows 4. Sort them"),
    ("value: 2", "value: 1", 8, "scales.practice.levels", "two levels have the value 1. Give each its own"),
    ("value: 3", "value: 1", 8, "scales.practice.levels", "two levels have the value 1. Give each its own"),
    ("[10, 100]]", "[0, 100]]", 25, f"{FIGURE}.number.points", "two points have the figure 0. Give each its own"),
    ("[[0, 0], [10, 100]]", "[[10, 0], [0, 100]]", 25, f"{FIGURE}.number.points", "but 0 follows 10. Sort them"),
    ("[10, 100]", "[10, 120]", 25, f"{FIGURE}.number.points[1][1]", "must be at most 100, not 120. Lower it"),
    ("[10, 100]", "10", 25, f"{FIGURE}.number.points[1]", "must be a pair, not 10. Write it as [3, 40]"),
    ("[10, 100]", "[10, 100, 5]", 25, f"{FIGURE}.number.points[1]", "must be a pair: the figure and its points"),
    ("{unit: years, ", "{", 25, f"{FIGURE}.number.unit", "is missing. Add it"),
    ("number: {u", "anchors: {1: x}\n        number: {u", 23, FIGURE, "an item with `number` has none. Remove them"),
    ("id: tenure", "id: needs", 23, f"{FIGURE}.id", "'needs' is already used on line 17. Rename one of them."),
    ("id: tenure", "id: how long", 23, f"{FIGURE}.id", "'how long' is not allowed here. Use letters, digits, dots"),
    ("id: sample", "id: Sample", 1, "id", "'Sample' is not allowed here. Use lower-case letters, digits and hyphens"),
    ("language: en", "language: English language", 4, "language", "is no language code. Write one such as en"),
    (
        "dimension: knowing",
        "dimension: knowin",
        28,
        f"{RULE}.dimension",
        "no dimension 'knowin'. Did you mean `knowing`?",
    ),
    (
        "compare: true",
        "show_if: {item_below: {how long: 2}}",
        22,
        f"{ITEM}.show_if.item_below['how long']",
        "there is no item 'how long'. Name an earlier item",
    ),
    ("dimension: knowing", "dimension: 'the knowing'", 28, f"{RULE}.dimension", "Did you mean `knowing`?"),
    (
        "score_below: 60",
        "item_below: {how long: 3}",
        29,
        f"{RULE}.when.item_below['how long']",
        "there is no item 'how long'. Use one of: needs, tenure",
    ),
    ("score_below: 60", "item_below: {tenur: 3}", 29, f"{RULE}.when.item_below.tenur", "Did you mean `tenure`?"),
    ("    when: {score_below: 60}\n", "", 27, f"{RULE}.when", "is missing. Add it"),
    (
        "{score_below: 60}",
        "score < 60",
        29,
        f"{RULE}.when",
        "must be a mapping of keys, not 'score < 60'. Give it keys",
    ),
    ("score_below", "score_under", 29, f"{RULE}.when.score_under", "Remove it, or use: score_below, score_at_least"),
    ("score_below: 60", "verdict: lagging", 29, f"{RULE}.when.verdict", "must be 'lags', 'at_parity' or 'leads'"),
    ("effort: 2", "effort: 6", 31, f"{RULE}.effort", "must be at most 5, not 6. Lower it"),
    ("effort: 2", "effort: low", 31, f"{RULE}.effort", "must be a whole number, not 'low'. Write it in digits"),
    (
        "effort: 2",
        "kinds: close_gap\n    effort: 2",
        31,
        f"{RULE}.kinds",
        "must be a list, not 'close_gap'. Begin each",
    ),
    (
        "effort: 2",
        "kinds: [close]\n    effort: 2",
        31,
        f"{RULE}.kinds[0]",
        "'close_gap', 'extend_lead' or 'ease_off'",
    ),
    (
        "recommendations:\n  - id: ask",
        "recommendations:\n    id: ask",
        26,
        "recommendations",
        "must be a list, not a map",
    ),
    ("score_below: 60", "score_below: 0", 29, f"{RULE}.when.score_below", "so the rule can never hold. Change it"),
    ("score_below: 60", "item_below: {needs: 1}", 29, f"{RULE}.when.item_below.needs", "no answer lies below 1"),
]


def test_the_questionnaire_that_the_mistakes_are_made_in_is_sound() -> None:
    assert check(SOUND)[1] == ()


@pytest.mark.parametrize(("right", "wrong", "line", "words"), UNREADABLE)
def test_what_is_no_yaml_is_told_by_line_and_column(right: str, wrong: str, line: int, words: str) -> None:
    assert_told(right, wrong, line, "", words)


@pytest.mark.parametrize(("right", "wrong", "line", "path", "words"), [*MISREAD, *MISTAKEN])
def test_a_mistake_is_told_by_line_path_fault_and_remedy(
    right: str, wrong: str, line: int, path: str, words: str
) -> None:
    assert_told(right, wrong, line, path, words)


def assert_told(right: str, wrong: str, line: int, path: str, words: str) -> None:
    """One problem, and no other, for one mistake."""
    assert right in SOUND
    loaded, problems = check(SOUND.replace(right, wrong, 1), "sample.yaml")
    assert loaded is None
    assert [(problem.line, problem.path) for problem in problems] == [(line, path)]
    text = str(problems[0])
    assert text.startswith(f"sample.yaml, line {line}") and text.endswith((".", "?"))
    for part in words.split(". "):
        assert part in text
    assert len(text.splitlines()) == 1


def test_all_mistakes_of_a_file_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = SOUND
    for right, wrong, *_ in [*MISREAD[:1], *MISTAKEN[1:2], *MISTAKEN[-2:-1], ("minutes: 12", "minutes: 012")]:
        text = text.replace(right, wrong, 1)
    assert [(problem.line, problem.path) for problem in check(text)[1]] == [
        (5, "minutes"), (21, f"{ITEM}.wieght"), (22, f"{ITEM}.compare"), (29, f"{RULE}.when.score_below"),
    ]  # fmt: skip
