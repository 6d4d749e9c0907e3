"""From mappings to questionnaires or to problems (METHOD, The questionnaire).

1. Whatever the mapping holds, parsing never raises, and there are problems exactly where there is no questionnaire.
2. Ids are unique, and what is referred to exists; one fault does not hide another.
3. A rule that can never hold is a problem, a rule that can is none (METHOD 1, 9, 11, 14).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.core.errors import Problem
from assess.core.parsing import MOST_PROBLEMS, parse
from assess.core.questionnaire import Questionnaire

SCALE = {"levels": [{"value": 1, "label": "Low"}, {"value": 2, "label": "High"}]}
FIGURE = {"unit": "years", "points": [[0, 20], [10, 80]]}


def item(name: str = "i", **more: Any) -> dict[str, Any]:
    return {"id": name, "text": "How?"} | ({} if "number" in more else {"scale": "two"}) | more


def dimension(name: str = "d", *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    listed = list(items or [item()])
    return {"id": name, "discipline": "customer_intimacy", "title": "D", "items": listed} | more


def rule(name: str = "r", **when: Any) -> dict[str, Any]:
    return {"id": name, "dimension": "d", "when": when, "action": "Do.", "effort": 1}


def sound(*dimensions: dict[str, Any], **more: Any) -> dict[str, Any]:
    listed = list(dimensions or [dimension()])
    return {"id": "q", "version": "1", "title": "Q", "scales": {"two": SCALE}, "dimensions": listed} | more


def told(mapping: object) -> list[tuple[str, str]]:
    questionnaire, problems = parse(mapping)
    assert (questionnaire is None) == bool(problems)
    return [(problem.path, str(problem.text)) for problem in problems]


# --- 1. never raises ---------------------------------------------------------------------------------------------

KEYS = [
    *("id", "version", "title", "language", "minutes", "minimum_coverage", "scales", "parity", "dimensions"),
    *(
        "recommendations",
        "levels",
        "value",
        "label",
        "reference",
        "band",
        "declared",
        "discipline",
        "weight",
        "items",
    ),
    *("text", "help", "scale", "number", "unit", "points", "anchors", "reverse", "compare", "dimension", "when"),
    *("kinds", "action", "why", "effort", "horizon_days", "score_below", "score_at_least", "gap_below"),
    *("gap_at_least", "verdict", "item_below", "two", "d", "i", "r", "customer_intimacy", "lags", "mean", "[key]"),
]
NUMBERS = st.integers() | st.floats() | st.sampled_from([10**400, 1e308, 0, 1, 2, 60])
WORDS = st.sampled_from(KEYS) | st.text(st.characters(), max_size=8)
PLAIN = st.none() | st.booleans() | NUMBERS | WORDS
ANYTHING = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | NUMBERS | st.booleans() | st.none(), inner),
    max_leaves=20,
)


def assert_fit_to_be_read(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert str(problem.text) and len(str(problem).splitlines()) == 1
        str(problem).encode()


@given(ANYTHING)
def test_nothing_makes_parsing_raise(value: object) -> None:
    questionnaire, problems = parse(value)
    assert (questionnaire is None) == bool(problems)
    assert_fit_to_be_read(problems)


WHOLE = sound(
    dimension("d", item("i", anchors={1: "So."}, compare=True), item("n", number=FIGURE), weight=1, parity=50),
    dimension("e", item("j", weight=1, reverse=True, help="More."), discipline="product_leadership"),
    parity={"reference": "best", "band": 5, "declared": {"customer_intimacy": 60}},
    recommendations=[rule("r", score_below=60, item_below={"i": 2}), rule("s", verdict="lags", gap_below=-1)],
    language="en", minutes=3, minimum_coverage=0.5,
)  # fmt: skip


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    steps: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from places(inner, (*path, step))


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(list(places(WHOLE))[1:]), ANYTHING), min_size=1, max_size=4))
def test_nothing_in_the_place_of_anything_makes_parsing_raise(changes: list[tuple[tuple[Any, ...], object]]) -> None:
    mapping: Any = copy.deepcopy(WHOLE)
    for (*above, last), value in changes:
        part = mapping
        for step in above:
            part = part[step] if isinstance(part, dict | list) and step in keys_of(part) else None
        if isinstance(part, dict) or (isinstance(part, list) and last in keys_of(part)):
            part[last] = value
    questionnaire, problems = parse(mapping)
    assert (questionnaire is None) == bool(problems)
    assert_fit_to_be_read(problems)


def keys_of(part: dict[Any, Any] | list[Any]) -> Any:
    return part if isinstance(part, dict) else range(len(part))


def test_a_structure_that_holds_itself_is_only_a_problem() -> None:
    for *above, last in list(places(WHOLE))[1:]:
        mapping = copy.deepcopy(WHOLE)
        part = reached(mapping, above)
        for whole in (mapping, part, [part], {"items": part}):
            part[last] = whole
            questionnaire, problems = parse(mapping)
            assert questionnaire is None
            assert_fit_to_be_read(problems)


HUGE = 10**5000
OTHERS = (
    None,
    [],
    {},
    [1],
    {"a": 1},
    True,
    "",
    float("nan"),
    10**400,
    10**5000,
    "\ud800",
    [[]],
    [{}],
    (1,),
    b"a",
    {1},
)


def test_a_value_of_another_kind_is_a_problem_at_its_path_or_near() -> None:
    for *above, last in list(places(WHOLE))[1:]:
        for value in OTHERS:
            mapping = copy.deepcopy(WHOLE)
            reached(mapping, above)[last] = value
            questionnaire, problems = parse(mapping)
            assert (questionnaire is None) == bool(problems)
            assert_fit_to_be_read(problems)


def reached(mapping: Any, steps: list[Any]) -> Any:
    for step in steps:
        mapping = mapping[step]
    return mapping


@pytest.mark.parametrize("key", [1, 1.5, None, True, HUGE, ("a",), "\ud800", "a\nb", "", "x" * 9999], ids=type)
def test_an_odd_key_is_a_problem_in_one_line(key: object) -> None:
    for above in (
        [],
        ["scales"],
        ["parity", "declared"],
        ["dimensions", 0, "items", 0, "anchors"],
        ["dimensions", 0],
    ):
        mapping = copy.deepcopy(WHOLE)
        reached(mapping, above)[key] = "odd"
        problems = parse(mapping)[1]
        assert problems or above[-1:] == ["anchors"]
        assert_fit_to_be_read(problems)


def test_the_whole_questionnaire_is_sound() -> None:
    assert isinstance(parse(WHOLE)[0], Questionnaire)


@pytest.mark.parametrize(
    ("value", "kind"), [(None, "nothing"), ([], "a list"), ("a", "text"), (1, "a number"), (True, "a yes/no value")]
)
def test_only_a_mapping_is_a_questionnaire(value: object, kind: str) -> None:
    assert told(value) == [("", f"the questionnaire must be a mapping of keys, not {kind}. Begin with its `id:`.")]


def test_problems_are_bounded() -> None:
    items = [item("i", text="", scale="none") for _ in range(190)]
    problems = parse(sound(dimension("d", *items), dimension("e", *items)))[1]
    assert len(problems) == 2 * MOST_PROBLEMS


# --- 2. ids and references ---------------------------------------------------------------------------------------


def test_an_id_used_twice_names_the_first_use() -> None:
    mapping = sound(
        dimension("d", item("i"), item("i")), dimension("d", item("j")), recommendations=[rule("r"), rule("r")]
    )
    assert told(mapping) == [
        ("dimensions[1].id", "'d' is already used at dimensions[0].id. Rename one of them."),
        ("dimensions[0].items[1].id", "'i' is already used at dimensions[0].items[0].id. Rename one of them."),
        ("recommendations[1].id", "'r' is already used at recommendations[0].id. Rename one of them."),
    ]
    lines = {"dimensions[0].id": 3, "dimensions[1].id": 9}
    first = parse(mapping, lines.get)[1][0]
    assert (first.line, str(first.text)) == (9, "'d' is already used on line 3. Rename one of them.")


def test_a_reference_to_nothing_is_a_problem_with_the_nearest_name() -> None:
    faulty = rule("r", item_below={"tenur": 1, "zz": 1}) | {"dimension": "knowin"}
    mapping = sound(
        dimension("knowing", item("tenure", scale="twoo"), item("j", scale="x")), recommendations=[faulty]
    )
    assert told(mapping) == [
        ("dimensions[0].items[0].scale", "there is no scale 'twoo'. Did you mean `two`?"),
        ("dimensions[0].items[1].scale", "there is no scale 'x'. Use one of: two."),
        ("recommendations[0].dimension", "there is no dimension 'knowin'. Did you mean `knowing`?"),
        ("recommendations[0].when.item_below.tenur", "there is no item 'tenur'. Did you mean `tenure`?"),
        ("recommendations[0].when.item_below.zz", "there is no item 'zz'. Use one of: tenure, j."),
    ]


def test_a_fault_of_shape_does_not_hide_a_reference_to_nothing() -> None:
    mapping = sound(dimension("d", item("i", weight=0, scale="nowhere")), recommendations=[rule("r", score_below=0)])
    assert [path for path, _ in told(mapping)] == [
        "dimensions[0].items[0].weight", "dimensions[0].items[0].scale", "recommendations[0].when.score_below",
    ]  # fmt: skip


@pytest.mark.parametrize("scales", [None, [], "two", 3])
def test_where_scales_are_no_mapping_only_that_is_said(scales: object) -> None:
    assert [path for path, _ in told(sound(scales=scales))] == ["scales"]


@pytest.mark.parametrize("dimensions", [None, [], {}, "d"])
def test_where_dimensions_are_missing_only_that_is_said(dimensions: object) -> None:
    mapping = sound(recommendations=[rule(score_below=50, item_below={"i": 2})]) | {"dimensions": dimensions}
    assert [path for path, _ in told(mapping)] == ["dimensions"]


def test_anchors_describe_levels_of_the_scale() -> None:
    problems = told(sound(dimension("d", item(anchors={1: "a", 2.0: "b", 1.5: "c", 3: "d"}))))
    assert problems == [
        (f"dimensions[0].items[0].anchors.{level}", "is not a level of scale 'two'. Use its levels: 1, 2.")
        for level in ("1.5", "3")
    ]


# --- 3. rules that can never hold --------------------------------------------------------------------------------

BAND = {"band": 5, "declared": {"customer_intimacy": 60}}
# What is asked in the dimension: rated for competitors too; not; nothing but a figure that scores 20..80.
COMPARED, OWN, MEASURED = item(compare=True), item(), item(number=FIGURE)


def never(asked: dict[str, Any], parity: dict[str, Any] | None, **when: Any) -> list[str]:
    problems = told(sound(dimension("d", asked), parity=parity or {}, recommendations=[rule("r", **when)]))
    assert all("can never hold" in text for _, text in problems)
    return [path.removeprefix("recommendations[0].when.") for path, _ in problems]


@pytest.mark.parametrize(
    ("asked", "when", "keys"),
    [
        # scores lie between 0 and 100 (METHOD 1)
        (COMPARED, {"score_below": 0}, ["score_below"]),
        (COMPARED, {"score_below": 0.1}, []),
        (COMPARED, {"score_at_least": 100}, []),
        (COMPARED, {"score_below": 50, "score_at_least": 50}, ["score_below"]),
        (COMPARED, {"score_below": 50, "score_at_least": 49}, []),
        # a figure that scores between 20 and 80
        (MEASURED, {"score_below": 20}, ["score_below"]),
        (MEASURED, {"score_at_least": 80}, []),
        (MEASURED, {"score_at_least": 81}, ["score_at_least"]),
        (item(number=FIGURE | {"points": [[0, 0], [9, 40]]}, reverse=True), {"score_below": 60}, ["score_below"]),
        # gaps to competitors lie between -100 and 100 (METHOD 6)
        (COMPARED, {"gap_below": -100}, ["gap_below"]),
        (COMPARED, {"gap_at_least": 100}, []),
        (COMPARED, {"gap_below": 0, "gap_at_least": 0}, ["gap_below"]),
        (COMPARED, {"gap_below": 1, "gap_at_least": 0}, []),
        (COMPARED, {"gap_at_least": 90, "score_below": 10}, []),
        # gaps to the declared parity of 60 lie between -60 and 40, and follow the score (METHOD 9)
        (OWN, {"gap_below": -60}, ["gap_below"]),
        (OWN, {"gap_below": -59}, []),
        (OWN, {"gap_at_least": 40}, []),
        (OWN, {"gap_at_least": 41}, ["gap_at_least"]),
        (OWN, {"gap_at_least": 0, "score_below": 60}, ["gap_at_least"]),
        (OWN, {"gap_at_least": 0, "score_below": 61}, []),
        (OWN, {"verdict": "leads", "score_below": 65}, ["verdict"]),
        (OWN, {"verdict": "lags", "score_at_least": 54}, []),
        (OWN, {"verdict": "lags", "score_at_least": 55}, ["verdict"]),
        (MEASURED, {"gap_at_least": 21}, ["gap_at_least"]),
        # verdicts (METHOD 11): lags below -5, leads above 5, at parity from -5 to 5
        (COMPARED, {"verdict": "lags", "gap_at_least": -5}, ["gap_at_least"]),
        (COMPARED, {"verdict": "lags", "gap_at_least": -6}, []),
        (COMPARED, {"verdict": "lags", "gap_below": -99}, []),
        (COMPARED, {"verdict": "at_parity", "gap_at_least": 5}, []),
        (COMPARED, {"verdict": "at_parity", "gap_at_least": 5.1}, ["gap_at_least"]),
        (COMPARED, {"verdict": "at_parity", "gap_below": -5}, ["gap_below"]),
        (COMPARED, {"verdict": "at_parity", "gap_below": -4.9}, []),
        (COMPARED, {"verdict": "leads", "gap_below": 5}, ["gap_below"]),
        (COMPARED, {"verdict": "leads", "gap_below": 5.1}, []),
        # answers on the scale 1, 2 (METHOD 14); a figure has no lowest answer
        (COMPARED, {"item_below": {"i": 1}}, ["item_below.i"]),
        (COMPARED, {"item_below": {"i": 1.1}}, []),
        (MEASURED, {"item_below": {"i": -5}}, []),
    ],
)
def test_a_rule_that_can_never_hold_is_a_problem(
    asked: dict[str, Any], when: dict[str, Any], keys: list[str]
) -> None:
    assert never(asked, BAND, **when) == keys


def test_a_band_of_100_leaves_nobody_to_lead_or_lag() -> None:
    assert never(COMPARED, {"band": 100}, verdict="leads") == ["verdict"]
    assert never(COMPARED, {"band": 100}, verdict="lags") == ["verdict"]
    assert never(COMPARED, {"band": 100}, verdict="at_parity") == []


@pytest.mark.parametrize("when", [{"gap_below": 0}, {"gap_at_least": 0}, {"verdict": "lags"}])
def test_without_parity_there_is_no_gap(when: dict[str, Any]) -> None:
    assert never(OWN, None, **when) == list(when)
    assert never(COMPARED, None, **when) == []
    assert never(OWN, {"declared": {"product_leadership": 60}}, **when) == list(when)
    assert told(sound(dimension("d", OWN, parity=50), recommendations=[rule("r", **when)])) == []
    assert never(OWN, None, score_below=50) == []


def test_faulty_parity_settings_make_no_rule_impossible() -> None:
    mapping = sound(parity={"band": "wide"}, recommendations=[rule("r", verdict="leads", gap_below=1)])
    assert [path for path, _ in told(mapping)] == ["parity.band"]
