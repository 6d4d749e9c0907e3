"""Any sequence of saves, comments and clearings leaves what a dictionary would hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.store import KeptQuestionnaire, Location, Store, new_secret

ITEMS = st.sampled_from(["a", "b"])
SUBJECTS = st.sampled_from(["us", "Bolt 😀"])
ROUNDS = st.sampled_from([1, 2])
VALUES = st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.none() | st.text(max_size=20)
STEPS = st.one_of(
    st.tuples(st.just("answered"), SUBJECTS, ITEMS, ROUNDS, VALUES, TEXTS, TEXTS),
    st.tuples(st.sampled_from(["na", "dk"]), SUBJECTS, ITEMS, ROUNDS, st.none(), TEXTS, TEXTS),
    st.tuples(st.just("comment"), SUBJECTS, ITEMS, ROUNDS, st.none(), st.text(max_size=20), st.none()),
    st.tuples(st.just("clear"), SUBJECTS, ITEMS, ROUNDS, st.none(), st.none(), st.none()),
)
Kept = dict[tuple[int, str, str], tuple[float | None, str, str, str]]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for all examples; each starts an assessment of its own."""
    if request.param == "sqlite":
        location = Location(file=tmp_path_factory.mktemp("model") / "assess.sqlite3")
    else:
        make: Callable[[], Location] = request.getfixturevalue("new_lasting_postgresql")
        location = make()
    opened = Store.open(location)
    yield opened
    opened.close()


def cleaned(text: str) -> str:
    return text.replace("\0", "")


def step_in_model(kept: Kept, verb: str, key: tuple[int, str, str], value, comment, evidence) -> None:  # type: ignore[no-untyped-def]
    before = kept.get(key, (None, "blank", "", ""))
    if verb == "clear":
        kept.pop(key, None)
    elif verb == "comment":
        kept[key] = (*before[:3], cleaned(comment))
    else:
        texts = [old if new is None else cleaned(new) for new, old in ((evidence, before[2]), (comment, before[3]))]
        kept[key] = (value, verb, texts[0], texts[1])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=12))
def test_a_store_is_a_dictionary_that_lasts(lasting_store: Store, steps) -> None:  # type: ignore[no-untyped-def]
    store, device, kept = lasting_store, new_secret(), Kept()
    questionnaire = KeptQuestionnaire("p", "1", sha256(b"x").hexdigest(), "x")
    key = store.create_assessment(device, company="A", questionnaire=questionnaire, competitors=["Bolt 😀"]).id
    for verb, subject, item, round_, value, comment, evidence in steps:
        place = {"subject": subject, "round": round_}
        if verb == "clear":
            store.clear_answer(device, key, item, **place)
        elif verb == "comment":
            store.save_comment(device, key, item, comment, **place)
        else:
            store.save_answer(device, key, item, state=verb, value=value, comment=comment, evidence=evidence, **place)
        step_in_model(kept, verb, (round_, subject, item), value, comment, evidence)
    found = [answer for round_ in (1, 2) for answer in store.answers_of(device, key, round=round_).values()]
    assert {
        (one.round, one.subject, one.item): (one.value, one.state, one.evidence, one.comment) for one in found
    } == kept
