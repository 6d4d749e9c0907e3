"""Assessments: started, found again, deleted and restored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assess.store import (
    Assessment,
    Closed,
    Deleted,
    EntryError,
    KeptQuestionnaire,
    Location,
    NotAllowed,
    NotFound,
    Purged,
    Settings,
    Store,
    new_secret,
)

LATER = datetime.now(UTC) + timedelta(days=1)


def problems(error: pytest.ExceptionInfo[EntryError]) -> set[str]:
    return {problem.path for problem in error.value.problems}


def test_whoever_starts_an_assessment_owns_it_and_answers_it(acme: Assessment) -> None:
    assert acme.roles == {"owner", "participant"}
    assert acme.me is not None and acme.me.finished is None
    assert (acme.company, acme.competitors, acme.stated_lead) == ("Acme", ("Bolt", "Zed"), "customer_intimacy")
    assert acme.status == "open" and acme.created.tzinfo == UTC


def test_an_assessment_keeps_the_questionnaire_it_was_started_with(
    store: Store, device: str, acme: Assessment, questionnaire: KeptQuestionnaire
) -> None:
    assert store.questionnaire(device, acme.id) == questionnaire
    assert acme.questionnaire_sha256 == questionnaire.sha256


def test_home_lists_what_this_browser_started_newest_first(
    store: Store, device: str, acme: Assessment, questionnaire: KeptQuestionnaire
) -> None:
    second = store.create_assessment(device, company="Second", questionnaire=questionnaire)
    store.create_assessment(new_secret(), company="Someone else's", questionnaire=questionnaire)
    assert store.assessments_of(device) == (second, acme)
    assert store.assessments_of(new_secret()) == ()


def test_all_is_there_after_a_restart(location: Location, store: Store, device: str, acme: Assessment) -> None:
    answer = store.save_answer(device, acme.id, "tenure", value=9.5, comment="ten visits")
    store.close()
    reopened = Store.open(location)
    assert reopened.assessments_of(device) == (acme,)
    assert reopened.answers_of(device, acme.id) == {("us", "tenure"): answer}
    reopened.close()


def test_settings_and_a_closing_date_are_kept(store: Store, device: str, questionnaire: KeptQuestionnaire) -> None:
    made = store.create_assessment(
        device, company="A", questionnaire=questionnaire, settings=Settings(role_groups=("Sales",)), closes=LATER
    )
    assert made.settings == Settings(role_groups=("Sales",)) and made.closes == LATER


def test_all_entry_problems_are_told_at_once(store: Store, device: str, questionnaire: KeptQuestionnaire) -> None:
    with pytest.raises(EntryError) as error:
        store.create_assessment(
            device,
            company=" \0 ",
            questionnaire=questionnaire,
            competitors=["Us", "x" * 81, "Bolt", "bolt", "five"],
            stated_lead="price",
            settings=Settings(minimum_group=2),
        )
    assert problems(error) == {
        "company", "competitors", "competitors[0]", "competitors[1]", "competitors[3]", "stated_lead", "minimum_group"
    }  # fmt: skip
    assert store.assessments_of(device) == ()


@pytest.mark.parametrize("length", [200, 201])
def test_a_company_has_at_most_200_characters(
    store: Store, device: str, questionnaire: KeptQuestionnaire, length: int
) -> None:
    name = "😀" * length  # characters, not bytes
    if length == 200:
        assert store.create_assessment(device, company=name, questionnaire=questionnaire).company == name
    else:
        with pytest.raises(EntryError, match="company: 201 characters; at most 200 are kept"):
            store.create_assessment(device, company=name, questionnaire=questionnaire)


def test_a_questionnaire_without_its_hash_is_refused(store: Store, device: str) -> None:
    with pytest.raises(EntryError) as error:
        store.create_assessment(device, company="A", questionnaire=KeptQuestionnaire("p", "", "abc", "x\0"))
    assert problems(error) == {"questionnaire.version", "questionnaire.sha256", "questionnaire.text"}


def test_delete_hides_and_restore_brings_everything_back(store: Store, device: str, acme: Assessment) -> None:
    answer = store.save_answer(device, acme.id, "tenure", value=3)
    store.delete_assessment(device, acme.id)
    for refused in (
        lambda: store.assessment(device, acme.id),
        lambda: store.questionnaire(device, acme.id),
        lambda: store.answers_of(device, acme.id),
        lambda: store.responses(device, acme.id),
        lambda: store.save_answer(device, acme.id, "tenure", value=4),
        lambda: store.clear_answer(device, acme.id, "tenure"),
        lambda: store.finish(device, acme.id),
    ):
        with pytest.raises(Deleted):
            refused()
    assert store.assessments_of(device) == ()
    (hidden,) = store.assessments_of(device, deleted=True)
    assert hidden.deleted is not None
    assert store.restore_assessment(device, acme.id) == acme
    assert store.answers_of(device, acme.id) == {("us", "tenure"): answer}


def test_deleting_twice_keeps_the_first_date(store: Store, device: str, acme: Assessment) -> None:
    store.delete_assessment(device, acme.id)
    before = store.assessments_of(device, deleted=True)
    store.delete_assessment(device, acme.id)
    assert store.assessments_of(device, deleted=True) == before


def test_purge_removes_for_good_what_was_deleted_before(
    store: Store, device: str, acme: Assessment, questionnaire: KeptQuestionnaire
) -> None:
    kept = store.create_assessment(device, company="Kept", questionnaire=questionnaire)
    store.save_answer(device, acme.id, "tenure", value=3)
    store.delete_assessment(device, acme.id)
    assert store.purge(datetime.now(UTC)) == Purged(deleted=0, expired=0)
    assert store.purge(datetime.now(UTC) + timedelta(days=7)) == Purged(deleted=1, expired=0)
    with pytest.raises(NotFound):
        store.restore_assessment(device, acme.id)
    assert store.assessments_of(device, deleted=True) == () and store.assessments_of(device) == (kept,)


def test_past_its_closing_date_an_assessment_is_read_but_not_answered(
    store: Store, device: str, questionnaire: KeptQuestionnaire
) -> None:
    past = datetime.now(UTC) - timedelta(seconds=1)
    made = store.create_assessment(device, company="A", questionnaire=questionnaire, closes=past)
    with pytest.raises(Closed):
        store.save_answer(device, made.id, "tenure", value=1)
    with pytest.raises(Closed):
        store.finish(device, made.id)
    assert store.answers_of(device, made.id) == {} and store.responses(device, made.id).empty


def test_an_unknown_assessment_is_not_found(store: Store, device: str) -> None:
    for unknown in ("nothing", "", "' OR 1=1 --", "x\0y", "x" * 10_000, "\ud800"):
        with pytest.raises(NotFound):
            store.assessment(device, unknown)
        with pytest.raises(NotFound):
            store.save_answer(device, unknown, "tenure", value=1)


def test_a_browser_without_a_key_can_neither_start_nor_read(
    store: Store, acme: Assessment, questionnaire: KeptQuestionnaire
) -> None:
    for empty in ("", "short", "x" * 21):
        with pytest.raises(NotAllowed, match="cookies"):
            store.assessment(empty, acme.id)
        with pytest.raises(NotAllowed, match="cookies"):
            store.create_assessment(empty, company="A", questionnaire=questionnaire)
