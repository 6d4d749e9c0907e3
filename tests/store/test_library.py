"""Questionnaires of this server: versions, who may change them, retiring with undo, and what purging removes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from assess.store import EntryError, KeptQuestionnaire, NotAllowed, NotFound, Store, VersionUsed, new_secret


def worded(text: str, version: str = "1.0.0", name: str = "ours") -> KeptQuestionnaire:
    return KeptQuestionnaire(name, version, sha256(text.encode()).hexdigest(), text)


FIRST, SECOND = worded("one"), worded("two", "1.1.0")


def test_what_is_made_available_is_offered_with_its_words(store: Store, device: str, stranger: str) -> None:
    made = store.publish(device, FIRST)
    assert (made.id, made.version, made.text, made.number, made.keeps) == ("ours", "1.0.0", "one", 1, True)
    (seen,) = store.offered(stranger)
    assert seen == replace(made, keeps=False)


def test_the_same_words_again_change_nothing(store: Store, device: str) -> None:
    assert store.publish(device, FIRST) == store.publish(device, FIRST)


def test_other_words_are_a_new_version_and_the_latest_is_offered(store: Store, device: str) -> None:
    store.publish(device, FIRST)
    assert store.publish(device, SECOND).number == 2
    assert [each.text for each in store.offered(device)] == ["two"]


def test_a_version_is_never_used_for_other_words(store: Store, device: str) -> None:
    store.publish(device, FIRST)
    store.publish(device, SECOND)
    for again in (worded("three"), worded("three", "1.1.0"), FIRST):
        with pytest.raises(VersionUsed, match="Raise `version`") as refused:
            store.publish(device, again)
        assert refused.value.used == ("1.0.0", "1.1.0")
    assert store.offered(device)[0].text == "two"


def test_an_assessment_keeps_what_it_was_started_with(store: Store, device: str) -> None:
    store.publish(device, FIRST)
    made = store.create_assessment(device, company="Acme", questionnaire=FIRST)
    store.publish(device, SECOND)
    store.retire(device, "ours")
    assert store.questionnaire(device, made.id) == FIRST


def test_only_its_keeper_or_a_proved_owner_changes_it(store: Store, device: str, stranger: str) -> None:
    store.publish(device, FIRST)
    for forbidden in (
        lambda: store.publish(stranger, SECOND),
        lambda: store.publish(stranger, FIRST),
        lambda: store.retire(stranger, "ours"),
        lambda: store.offer_again(stranger, "ours"),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
    assert store.publish(stranger, SECOND, proved=True).number == 2
    store.publish(device, worded("three", "1.2.0"))  # who put the first one keeps it, too


def test_without_a_device_nothing_is_read_or_written(store: Store) -> None:
    for forbidden in (lambda: store.offered(""), lambda: store.publish("", FIRST), lambda: store.drafts("")):
        with pytest.raises(NotAllowed):
            forbidden()


def test_retiring_is_undone(store: Store, device: str, stranger: str) -> None:
    store.publish(device, FIRST)
    store.retire(device, "ours")
    assert store.offered(device) == () and [each.id for each in store.retired(device)] == ["ours"]
    assert store.retired(stranger) == ()
    store.offer_again(device, "ours")
    assert [each.text for each in store.offered(device)] == ["one"] and store.retired(device) == ()


def test_publishing_again_offers_a_retired_one(store: Store, device: str) -> None:
    store.publish(device, FIRST)
    store.retire(device, "ours")
    assert store.publish(device, FIRST).number == 1
    assert len(store.offered(device)) == 1


def test_purging_removes_what_was_retired_seven_days_ago(store: Store, device: str) -> None:
    store.publish(device, FIRST)
    store.publish(device, worded("stays", name="stays"))
    store.retire(device, "ours")
    store.purge(datetime.now(UTC) + timedelta(days=6))
    store.offer_again(device, "ours")
    store.retire(device, "ours")
    store.purge(datetime.now(UTC) + timedelta(days=8))
    with pytest.raises(NotFound):
        store.offer_again(device, "ours")
    assert [each.id for each in store.offered(device)] == ["stays"]


def test_what_cannot_be_kept_is_named(store: Store, device: str) -> None:
    with pytest.raises(EntryError) as refused:
        store.publish(device, replace(FIRST, text="a\0b", version="v" * 60))
    assert {each.path for each in refused.value.problems} == {"questionnaire.text", "questionnaire.version"}


# --- drafts --------------------------------------------------------------------------------------------------------


def test_a_draft_is_kept_as_it_is_written_unsound_or_not(store: Store, device: str) -> None:
    begun = store.begin_draft(device, "id: [")
    store.save_draft(device, begun.id, "id: Пульс 😀\r\n")
    assert store.draft(device, begun.id).text == "id: Пульс 😀\r\n"


def test_a_draft_is_its_browsers_alone(store: Store, device: str, stranger: str) -> None:
    begun = store.begin_draft(device, "mine")
    assert store.drafts(stranger) == ()
    for forbidden in (lambda: store.draft(stranger, begun.id), lambda: store.save_draft(stranger, begun.id, "yours")):
        with pytest.raises(NotFound):
            forbidden()
    store.delete_draft(stranger, begun.id)
    assert store.draft(device, begun.id).text == "mine"


def test_the_draft_written_last_comes_first(store: Store, device: str) -> None:
    first, second = store.begin_draft(device, "first"), store.begin_draft(device, "second")
    store.save_draft(device, first.id, "first again")
    assert [each.id for each in store.drafts(device)] == [first.id, second.id]
    store.delete_draft(device, first.id)
    assert [each.id for each in store.drafts(device)] == [second.id]


@pytest.mark.parametrize("text", ["a\0b", "half \ud800", "x" * 1_000_001])
def test_what_no_database_holds_is_refused_and_the_draft_stays(text: str, store: Store, device: str) -> None:
    begun = store.begin_draft(device, "sound")
    with pytest.raises(EntryError):
        store.save_draft(device, begun.id, text)
    assert store.draft(device, begun.id).text == "sound"


def test_drafts_are_bounded(store: Store) -> None:
    device = new_secret()
    for _ in range(50):
        store.begin_draft(device, "x")
    with pytest.raises(EntryError, match="Delete one"):
        store.begin_draft(device, "x")
