"""Lint: each weakness is found where it is, and nothing where there is none (docs/command-line.md, Linting).

Each row changes one thing in a questionnaire without findings: what stands there, what is written instead, and the
findings as `rule path`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assess.lint import Finding, lint
from assess.yaml_source import load
from assess.yaml_source.places import cut_texts, line_finder

GOOD = """\
id: sample
version: 1.0.0
title: A sample
scales:
  practice:
    levels: [{value: 1, label: Never}, {value: 2, label: Rarely}, {value: 3, label: Half}, {value: 4, label: Often},
      {value: 5, label: Always}]
parity:
  declared: {customer_intimacy: 60, operational_excellence: 60}
dimensions:
  - id: knowing
    discipline: customer_intimacy
    title: Knowing
    items:
      - id: needs
        text: A buyer is asked for needs before any offer.
        scale: practice
        compare: true
        anchors: {1: Nobody asks., 3: Some ask., 5: All ask.}
      - id: history
        text: Whoever picks up the phone sees the last order.
        scale: practice
        anchors: {1: Nobody., 3: Some., 5: All.}
      - id: twice
        text: Clients must give the same facts again.
        scale: practice
        reverse: true
        anchors: {1: Never., 3: At times., 5: Always.}
  - id: serving
    discipline: operational_excellence
    title: Serving
    items:
      - id: hours
        text: How many hours until a reply?
        number: {unit: hours, points: [[1, 100], [48, 0]]}
        compare: true
      - id: promised
        text: Goods come on the day first agreed.
        scale: practice
        anchors: {1: Seldom., 3: Half of them., 5: All of them.}
recommendations:
  - id: ask
    dimension: knowing
    when: {gap_below: 0}
    kinds: [close_gap]
    action: Ask three buyers.
    why: They know.
    first_step: Choose the three.
    measure: Buyers asked a week
    effort: 1
  - id: reply
    dimension: serving
    when: {score_below: 60}
    action: Reply the same day.
    why: Waiting drives people off.
    first_step: Count the open questions.
    measure: Hours until a reply
    effort: 1
"""
KNOWING, SERVING, ASK = "dimensions[0]", "dimensions[1]", "recommendations[0]"
NEEDS = "A buyer is asked for needs before any offer."
LONG = (
    "When a buyer who has been here before asks for a price, the desk looks up what was sold to him last year first."
)
HARD = (
    "Organisational responsibilities regarding confidential information determine institutional procedures "
    "throughout subsidiaries."
)


def found(text: str) -> tuple[Finding, ...]:
    return lint(load(text).questionnaire, line_finder(text), cut=cut_texts(text))


def named(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.rule} {finding.path}".strip() for finding in findings]


def rewritten(right: str, wrong: str) -> str:
    assert right in GOOD
    return GOOD.replace(right, wrong, 1)


def reworded(text: str) -> str:
    return rewritten(NEEDS, f"'{text}'")


def with_rule(**more: str) -> str:
    """One more complete rule at the end."""
    complete = {"effort": "1", "action": "Do it.", "why": "So.", "first_step": "Begin.", "measure": "Days"}
    lines = [f"    {key}: {value}" for key, value in (complete | more).items()]
    return GOOD + "\n".join(["  - id: more", *lines, ""])


def test_a_good_questionnaire_has_no_findings() -> None:
    assert found(GOOD) == ()


EXTRA = "".join(
    f"""\
      - id: extra{place}
        text: {words}
        scale: practice
        anchors: {{1: No., 3: Partly., 5: Yes.}}
"""
    for place, words in enumerate(
        ["Rivals copy it.", "Shops stock spares.", "Cranes lift loads.", "Staff wear gloves."]
    )
)

SHAPES = [
    (GOOD.replace("recommendations:", EXTRA + "recommendations:"), ["no-reverse dimensions[1].discipline"]),
    (rewritten("        reverse: true\n", ""), [f"no-reverse {KNOWING}.discipline"]),
    (rewritten("        compare: true\n", ""), [f"no-compare {KNOWING}"]),
    (rewritten("5: All ask.", "4: Most ask."), [f"anchors {KNOWING}.items[0].anchors"]),
    (rewritten("        anchors: {1: Nobody., 3: Some., 5: All.}\n", ""), [f"anchors {KNOWING}.items[1]"]),
]

WORDS = [
    ("Buyers are asked for needs and told the price.", ["two-ideas"]),
    ("Buyers are asked or watched before any offer.", ["two-ideas"]),
    ("Buyers are asked for needs as well as budgets.", ["two-ideas"]),
    ("Buyers are asked; offers come later.", ["two-ideas"]),
    ("Do we ask? Do we listen?", ["two-ideas"]),
    ("Buyers get a reply between nine and five.", []),
    ("Terms and conditions fit on one page.", []),
    ("Buyers get two or three offers.", []),
    ("Orders, brands, sandals, hands-and-knees.", []),
    (LONG, ["long-item"]),
    (HARD, ["hard-words"]),
    ("Whoever picks up the phone sees the last offer.", ["near-duplicate"]),
]

OVERLAP, NEVER = "rule-overlap recommendations[2].when", "never-listed recommendations[2].kinds"
ADVICE = [
    (rewritten("    measure: Buyers asked a week\n", ""), [f"advice-incomplete {ASK}"]),
    (GOOD[: GOOD.index("  - id: reply")], [f"no-advice {SERVING}"]),
    (with_rule(dimension="serving", when="{score_below: 60}"), [OVERLAP]),
    (with_rule(dimension="serving", when="{score_below: 40}"), [OVERLAP]),
    (with_rule(dimension="serving", when="{score_at_least: 60}"), []),
    (with_rule(dimension="serving", when="{score_below: 40, item_below: {promised: 3}}"), []),
    (with_rule(dimension="knowing", when="{verdict: lags}", kinds="[close_gap]"), [OVERLAP]),
    (with_rule(dimension="knowing", when="{gap_below: 0}", kinds="[extend_lead]"), []),
    (with_rule(dimension="knowing", when="{gap_below: -20}", kinds="[extend_lead]"), [NEVER]),
    (with_rule(dimension="serving", when="{gap_at_least: 0}", kinds="[close_gap]"), [NEVER]),
    (with_rule(dimension="serving", when="{verdict: leads}", kinds="[close_gap, extend_lead]"), [NEVER]),
    (with_rule(dimension="serving", when="{gap_below: 15}", kinds="[ease_off]"), [NEVER]),
    (with_rule(dimension="serving", when="{gap_at_least: 15}"), []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*SHAPES, *ADVICE])
def test_shape_and_advice(text: str, expected: list[str]) -> None:
    """METHOD 15: with a band of 5, and one dimension a discipline, a gap below -20 never stands in `extend_lead`."""
    assert named(found(text)) == expected


@pytest.mark.parametrize(("words", "rules"), WORDS)
def test_the_words_of_an_item(words: str, rules: list[str]) -> None:
    place = f"{KNOWING}.items[1].text" if rules == ["near-duplicate"] else f"{KNOWING}.items[0].text"
    assert named(found(reworded(words))) == [f"{rule} {place}" for rule in rules]


@pytest.mark.parametrize(
    ("language", "words", "rules"),
    [
        ("de", "Kunden werden gefragt und gehört.", ["two-ideas"]),
        ("fr-CA", "Le client est entendu ou rappelé.", ["two-ideas"]),
        ("es", "El cliente llama y espera.", ["two-ideas"]),
        ("de", "Kunden fragen Rundfunk oft.", []),
        ("nl", "Klanten bellen en wachten and so.", []),
    ],
)
def test_joining_words_are_those_of_the_language(language: str, words: str, rules: list[str]) -> None:
    text = reworded(words).replace("title: A sample", f"title: A sample\nlanguage: {language}", 1)
    assert [finding.rule for finding in found(text)] == rules


# --- balance -----------------------------------------------------------------------------------------------------


def test_balance_of_items_and_dimensions() -> None:
    """Items 5, 2, 2: the usual is 2, and 5 is more than twice that. Dimensions 1 and 3: 1 is less than half of 3."""
    more = GOOD.replace("  - id: serving", EXTRA[: EXTRA.index("      - id: extra2")] + "  - id: serving", 1)
    begin, end = more.index("  - id: serving"), more.index("recommendations:")
    again = more[begin:end]
    for name in ("second", "third"):
        copy = again
        for old, new in (("serving", name), ("hours\n", f"{name}-hours\n"), ("promised", f"{name}-kept"),
                         ("How many hours until a reply", f"Which figure has the {name} kind of box"),
                         ("Goods come on the day first agreed", f"{name} tries seldom fail")):  # fmt: skip
            copy = copy.replace(old, new, 1)
        more = more.replace("recommendations:", copy + "recommendations:", 1)
    assert named(found(more)) == [
        f"dimension-balance {KNOWING}.discipline",
        f"item-balance {KNOWING}.items",
        f"no-reverse {SERVING}.discipline",
        "no-advice dimensions[2]",
        "no-advice dimensions[3]",
        "near-duplicate dimensions[3].items[0].text",
    ]


# --- texts cut by YAML -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "wrong", "path"),
    [
        ("title: A sample", "title: Rated #1", "title"),
        (NEEDS, "Buyers rate us #1", f"{KNOWING}.items[0].text"),
        (NEEDS, "Buyers count the # of offers", f"{KNOWING}.items[0].text"),
        ("action: Ask three buyers.", "action: Ask #3", f"{ASK}.action"),
    ],
)
def test_a_text_cut_at_a_hash_is_told(right: str, wrong: str, path: str) -> None:
    cut = [finding for finding in found(rewritten(right, wrong)) if finding.rule == "cut-text"]
    assert [finding.path for finding in cut] == [path]
    assert cut[0].line == rewritten(right, wrong)[: rewritten(right, wrong).index(wrong)].count("\n") + 1


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (NEEDS, f"{NEEDS} # as Ann wrote it"),
        (NEEDS, "'Buyers rate us #1.'"),
        ("scale: practice", "scale: practice #all"),
        ("title: A sample", "title: A sample # for now"),
        ("effort: 1", "effort: 1 #days"),
        (NEEDS, "Buyers rate C# first."),
    ],
)
def test_a_comment_is_no_cut(right: str, wrong: str) -> None:
    assert "cut-text" not in {finding.rule for finding in found(rewritten(right, wrong))}


# --- translations ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lacks:
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


def test_what_a_language_lacks_is_told_once_a_language_and_kind() -> None:
    paths = ("title", "items.needs.text", "items.twice.text", "items.hours.unit")
    told = lint(
        load(GOOD).questionnaire,
        translations={"de": Lacks(missing=paths), "fr": Lacks(stale=paths[:1]), "es": Lacks()},
    )
    assert [(each.rule, str(each.fault)) for each in told] == [
        ("missing-translation", "4 texts are not translated (de): title, items.needs.text, items.twice.text, ...."),
        ("stale-translation", "1 text is translated from an older text (fr): title."),
    ]


def test_every_finding_says_fault_reason_and_remedy_as_sentences() -> None:
    texts = [text for text, _ in (*SHAPES, *ADVICE)] + [reworded(words) for words, _ in WORDS]
    told = [finding for text in texts for finding in found(text)]
    assert len({finding.rule for finding in told}) >= 9
    for finding in told:
        assert finding.line
        assert all(
            part and part[-1] in ".?" and "  " not in part
            for part in map(str, (finding.fault, finding.reason, finding.remedy))
        )
