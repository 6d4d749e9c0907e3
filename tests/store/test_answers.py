"""Answers: one row each, the later save wins, nothing of them is lost or altered."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assess.store import LIMITS, Assessment, EntryError, Finished, Location, Store
from assess.store.entries import answer_problems

HOSTILE = [
    "=1+1", "+A1", "-2", "@SUM(A1)", "\tтаб", "<script>alert(1)</script>", "**bold** [x](javascript:1)", '#eval("1")',
    "'; DROP TABLE answer; --", "%s %(x)s :new_item {x} \\x00", "\u202eright to left\u202c", "مرحبا بالعالم",
    "👩‍👩‍👧‍👦 😀", "e\u0301 is not é", " leading and trailing \r\n\n", "\x01\x1b[31m\x7f", "\ufeff\u200b",
]  # fmt: skip


def test_an_answer_comes_back_as_it_was_saved(store: Store, device: str, acme: Assessment) -> None:
    saved = store.save_answer(
        device, acme.id, "tenure", value=9.75, evidence="2025 report", comment="about ten", subject="Bolt"
    )
    assert (saved.value, saved.state, saved.evidence, saved.comment) == (9.75, "answered", "2025 report", "about ten")
    assert store.answers_of(device, acme.id) == {("Bolt", "tenure"): saved}


def test_answers_of_us_a_competitor_and_two_rounds_stand_side_by_side(
    store: Store, device: str, acme: Assessment
) -> None:
    store.save_answer(device, acme.id, "tenure", value=1)
    store.save_answer(device, acme.id, "tenure", value=2, subject="Zed")
    store.save_answer(device, acme.id, "tenure", value=3, round=2)
    first, second = store.answers_of(device, acme.id), store.answers_of(device, acme.id, round=2)
    assert {key: answer.value for key, answer in first.items()} == {("us", "tenure"): 1, ("Zed", "tenure"): 2}
    assert {key: answer.value for key, answer in second.items()} == {("us", "tenure"): 3}


@pytest.mark.parametrize("text", ["50|30|20", *HOSTILE])
def test_points_and_words_come_back_as_they_were_written(
    store: Store, device: str, acme: Assessment, text: str
) -> None:
    saved = store.save_answer(device, acme.id, "split", text=text)
    assert (saved.text, saved.value, saved.state) == (text, None, "answered")
    assert store.answers_of(device, acme.id) == {("us", "split"): saved}
    assert list(store.responses(device, acme.id)["text"]) == [text]
    store.save_answer(device, acme.id, "split", state="dk")
    assert store.answers_of(device, acme.id)["us", "split"].text is None


def test_a_comment_leaves_points_as_they_were(store: Store, device: str, acme: Assessment) -> None:
    store.save_answer(device, acme.id, "split", text="50|30|20")
    assert store.save_comment(device, acme.id, "split", "after long talk").text == "50|30|20"


def test_an_answer_is_a_number_or_a_text_and_not_too_long(store: Store, device: str, acme: Assessment) -> None:
    wrong: list[dict[str, Any]] = [
        {"value": 3, "text": "50|30|20"}, {"text": ""}, {"text": "x", "state": "dk"},
        {"text": "x" * (LIMITS["text"] + 1)},
    ]  # fmt: skip
    for given in wrong:
        with pytest.raises(EntryError):
            store.save_answer(device, acme.id, "split", **given)
    assert store.answers_of(device, acme.id) == {}


def test_the_later_save_wins(store: Store, device: str, acme: Assessment) -> None:
    store.save_answer(device, acme.id, "tenure", value=1)
    store.save_answer(device, acme.id, "tenure", state="dk")
    last = store.save_answer(device, acme.id, "tenure", state="na")
    assert (last.value, last.state) == (None, "na")
    assert store.answers_of(device, acme.id) == {("us", "tenure"): last}


def test_fifty_parallel_identical_saves_make_one_row(store: Store, device: str, acme: Assessment) -> None:
    with ThreadPoolExecutor(50) as threads:
        saved = list(threads.map(lambda _: store.save_answer(device, acme.id, "tenure", value=4), range(50)))
    assert {answer.value for answer in saved} == {4}
    assert len(store.responses(device, acme.id)) == 1


def test_parallel_saves_of_many_raters_are_all_kept(store: Store, device: str, acme: Assessment) -> None:
    def rate(number: int) -> None:
        store.save_answer(
            device, acme.id, f"item-{number % 40}", value=number, subject=("us", "Bolt")[number // 40 % 2]
        )
        store.answers_of(device, acme.id)

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(rate, range(400)))
    assert len(store.answers_of(device, acme.id)) == 80


def test_a_comment_leaves_the_answer_and_an_answer_leaves_the_comment(
    store: Store, device: str, acme: Assessment
) -> None:
    blank = store.save_comment(device, acme.id, "tenure", "before the answer")
    assert (blank.state, blank.value) == ("blank", None)
    answered = store.save_answer(device, acme.id, "tenure", value=3, evidence="a survey")
    assert (answered.comment, answered.state) == ("before the answer", "answered")
    commented = store.save_comment(device, acme.id, "tenure", "after it")
    assert (commented.value, commented.evidence, commented.comment) == (3, "a survey", "after it")
    assert store.save_answer(device, acme.id, "tenure", value=4, comment="").comment == ""


def test_clearing_takes_an_answer_back(store: Store, device: str, acme: Assessment) -> None:
    store.save_answer(device, acme.id, "tenure", value=1)
    other = store.save_answer(device, acme.id, "tenure", value=2, subject="Bolt")
    store.clear_answer(device, acme.id, "tenure")
    store.clear_answer(device, acme.id, "tenure")  # nothing there: no error
    assert store.answers_of(device, acme.id) == {("Bolt", "tenure"): other}


def test_finishing_keeps_answers_from_change_until_opened_again(store: Store, device: str, acme: Assessment) -> None:
    kept = store.save_answer(device, acme.id, "tenure", value=1)
    store.finish(device, acme.id)
    finished = store.assessment(device, acme.id).me
    assert finished and finished.finished
    for refused in (
        lambda: store.save_answer(device, acme.id, "tenure", value=2),
        lambda: store.save_comment(device, acme.id, "tenure", "late"),
        lambda: store.clear_answer(device, acme.id, "tenure"),
    ):
        with pytest.raises(Finished):
            refused()
    assert store.answers_of(device, acme.id) == {("us", "tenure"): kept}
    store.finish(device, acme.id)
    assert store.assessment(device, acme.id).me == finished  # the first moment stands
    store.unfinish(device, acme.id)
    assert store.save_answer(device, acme.id, "tenure", value=2).value == 2


def test_responses_are_methods_long_form(store: Store, device: str, acme: Assessment) -> None:
    assert acme.me
    store.save_answer(device, acme.id, "a", value=3, evidence="e", comment="c")
    store.save_answer(device, acme.id, "a", state="na", subject="Bolt")
    store.save_answer(device, acme.id, "b", state="dk")
    store.save_comment(device, acme.id, "c", "only a comment")  # METHOD: an empty value is `dk`
    store.save_answer(device, acme.id, "a", value=5, round=2)
    me = acme.me.id
    expected = pd.DataFrame(
        [
            (me, 1, "Bolt", "a", np.nan, "na", "", "", "", ""),
            (me, 1, "us", "a", 3.0, "answered", "", "e", "c", ""),
            (me, 1, "us", "b", np.nan, "dk", "", "", "", ""),
            (me, 1, "us", "c", np.nan, "dk", "", "", "only a comment", ""),
            (me, 2, "us", "a", 5.0, "answered", "", "", "", ""),
        ],
        columns=["respondent", "round", "subject", "item", "value", "state", "role", "evidence", "comment", "text"],
    )
    pd.testing.assert_frame_equal(store.responses(device, acme.id), expected)


def test_responses_of_nobody_have_the_same_columns_and_types(store: Store, device: str, acme: Assessment) -> None:
    empty = store.responses(device, acme.id)
    store.save_answer(device, acme.id, "a", value=3)
    assert empty.empty and list(empty.dtypes) == list(store.responses(device, acme.id).dtypes)


def test_text_comes_back_verbatim(store: Store, device: str, acme: Assessment) -> None:
    for text in HOSTILE:
        assert store.save_answer(device, acme.id, "tenure", value=1, comment=text, evidence=text).comment == text
        row = store.responses(device, acme.id).iloc[0]
        assert (row["comment"], row["evidence"]) == (text, text)


def test_nul_is_dropped_and_half_a_character_is_marked(store: Store, device: str, acme: Assessment) -> None:
    assert store.save_comment(device, acme.id, "tenure", "a\0b\ud83dc").comment == "ab\ufffdc"


def test_a_comment_of_10_000_characters_is_refused_and_nothing_changes(
    store: Store, device: str, acme: Assessment
) -> None:
    longest = store.save_comment(device, acme.id, "tenure", "😀" * LIMITS["comment"])
    assert len(longest.comment) == 2000
    for save in (store.save_comment, lambda *words: store.save_answer(*words[:3], value=1, comment=words[3])):
        with pytest.raises(EntryError, match="comment: 10,000 characters; at most 2,000"):
            save(device, acme.id, "tenure", "x" * 10_000)
    assert store.answers_of(device, acme.id) == {("us", "tenure"): longest}


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"value": None}, "value"),
        ({"value": 1, "state": "na"}, "value"),
        ({"value": float("nan")}, "value"),
        ({"value": float("inf")}, "value"),
        ({"value": 1, "state": "maybe"}, "state"),
        ({"value": 1, "round_": 0}, "round"),
        ({"value": 1, "round_": 2**40}, "round"),
        ({"value": 1, "subject": "x" * 81}, "subject"),
        ({"value": 1, "subject": "Bo\0lt"}, "subject"),
        ({"value": 1, "item": ""}, "item"),
        ({"value": 1, "item": "x" * 101}, "item"),
        ({"value": 1, "item": "x\0"}, "item"),
    ],
)
def test_what_is_no_answer_is_told_by_its_field(wrong: dict[str, Any], path: str) -> None:
    given = {"item": "tenure", "subject": "us", "round_": 1, "state": "answered", **wrong}
    assert path in {problem.path for problem in answer_problems(**given) if problem}


def test_what_is_no_answer_is_refused_and_nothing_changes(store: Store, device: str, acme: Assessment) -> None:
    for wrong in ({"subject": "Nobody"}, {"subject": "bolt"}, {"round": 0}, {"value": None}):
        with pytest.raises(EntryError):
            store.save_answer(device, acme.id, "tenure", **{"value": 1, **wrong})
    with pytest.raises(EntryError):
        store.clear_answer(device, acme.id, "x\0")
    with pytest.raises(EntryError):
        store.answers_of(device, acme.id, round=2**40)
    assert store.answers_of(device, acme.id) == {}


def test_a_second_store_sees_an_answer_as_soon_as_it_is_saved(
    location: Location, store: Store, device: str, acme: Assessment
) -> None:
    second = Store.open(location)
    for value in (1.0, 2.0):
        store.save_answer(device, acme.id, "tenure", value=value)
        assert second.answers_of(device, acme.id)["us", "tenure"].value == value
    second.close()
