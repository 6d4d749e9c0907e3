"""Questionnaires of this server: versions, who may change them, retiring with undo, and what purging removes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from assess.store import EntryError, KeptQuestionnaire, NotAllowed, NotFound, Store, VersionUsed, new_secret
from assess.store.library_tables import draft_translation, library_translation


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


# --- translations of what is on offer ------------------------------------------------------------------------------

SPOKEN = replace(FIRST, translations={"de": "eins", "fr": "un\r\nÉ 😀"})


def test_translations_are_offered_with_the_version_that_they_came_with(
    store: Store, device: str, stranger: str
) -> None:
    assert store.publish(device, SPOKEN).translations == SPOKEN.translations
    assert store.offered(stranger)[0].translations == SPOKEN.translations
    store.publish(device, replace(SECOND, translations={"de": "zwei"}))
    assert [each.translations for each in store.offered(device)] == [{"de": "zwei"}]


def test_better_translations_of_the_same_text_are_no_other_version(store: Store, device: str) -> None:
    store.publish(device, SPOKEN)
    made = store.publish(device, replace(FIRST, translations={"de": "besser"}))
    assert (made.number, made.translations) == (1, {"de": "besser"})


def test_an_assessment_keeps_the_translations_it_was_started_with(store: Store, device: str) -> None:
    store.publish(device, SPOKEN)
    made = store.create_assessment(device, company="Acme", questionnaire=SPOKEN)
    store.publish(device, replace(FIRST, translations={"de": "anders"}))
    assert store.questionnaire(device, made.id) == SPOKEN


def test_somebody_else_changes_no_translation_and_no_refused_version_does(
    store: Store, device: str, stranger: str
) -> None:
    store.publish(device, SPOKEN)
    with pytest.raises(NotAllowed):
        store.publish(stranger, replace(FIRST, translations={"de": "fremd"}))
    with pytest.raises(VersionUsed):
        store.publish(device, replace(worded("other words"), translations={"de": "neu"}))
    with pytest.raises(EntryError):
        store.publish(device, replace(FIRST, translations={"de": "x" * 1_000_001}))
    assert store.offered(device)[0].translations == SPOKEN.translations


def test_each_questionnaire_has_its_own_and_they_come_back_with_it(store: Store, device: str) -> None:
    store.publish(device, SPOKEN)
    store.publish(device, replace(worded("plain", name="plain")))
    store.retire(device, "ours")
    assert [each.translations for each in store.offered(device)] == [{}]
    assert [each.translations for each in store.retired(device)] == [SPOKEN.translations]
    store.offer_again(device, "ours")
    assert {each.id: dict(each.translations) for each in store.offered_by_server()} == {
        "ours": SPOKEN.translations,
        "plain": {},
    }


def test_they_go_with_the_questionnaire(store: Store, device: str) -> None:
    store.publish(device, SPOKEN)
    store.publish(device, replace(SECOND, translations={"de": "zwei"}))
    store.retire(device, "ours")
    store.purge(datetime.now(UTC) + timedelta(days=8))
    assert how_many(store, library_translation) == 0


def how_many(store: Store, table: object) -> int:
    with store._database.reading() as connection:
        return int(connection.scalar(select(func.count()).select_from(table)) or 0)  # type: ignore[arg-type]


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


def test_a_draft_keeps_its_translations_however_it_is_changed(store: Store, device: str) -> None:
    begun = store.begin_draft(device, "title: One", {"fr": "Un", "de": "Eins"})
    store.put_translation(device, begun.id, "pt-BR", "Um: ã 😀\r\n")
    store.save_draft(device, begun.id, "title: [")
    assert list(store.draft_translations(device, begun.id).items()) == [
        ("de", "Eins"), ("fr", "Un"), ("pt-BR", "Um: ã 😀\r\n"),
    ]  # fmt: skip


def test_a_language_has_one_translation_and_it_can_be_taken_away(store: Store, device: str) -> None:
    begun = store.begin_draft(device, "x", {"pt-BR": "first"})
    store.put_translation(device, begun.id, "pt-br", "second")
    assert store.draft_translations(device, begun.id) == {"pt-br": "second"}
    store.drop_translation(device, begun.id, "PT-BR")
    store.drop_translation(device, begun.id, "pt-BR")
    assert store.draft_translations(device, begun.id) == {}


def test_the_translations_of_a_draft_are_its_browsers_alone(store: Store, device: str, stranger: str) -> None:
    begun = store.begin_draft(device, "x", {"de": "meins"})
    assert store.draft_translations(stranger, begun.id) == {}
    for forbidden in (
        lambda: store.put_translation(stranger, begun.id, "de", "fremd"),
        lambda: store.put_translation(stranger, begun.id, "fr", "fremd"),
        lambda: store.drop_translation(stranger, begun.id, "de"),
    ):
        with pytest.raises(NotFound):
            forbidden()
    assert store.draft_translations(device, begun.id) == {"de": "meins"}


@pytest.mark.parametrize(
    ("language", "text"), [("de", ""), ("de", "a\0b"), ("de", "x" * 1_000_001), ("d" * 36, "x"), ("", "x")]
)
def test_a_translation_that_cannot_be_kept_leaves_the_one_before(
    language: str, text: str, store: Store, device: str
) -> None:
    begun = store.begin_draft(device, "x", {"de": "vorher"})
    for refused in (
        lambda: store.put_translation(device, begun.id, language, text),
        lambda: store.begin_draft(device, "x", {language: text}),
    ):
        with pytest.raises(EntryError):
            refused()
    assert store.draft_translations(device, begun.id) == {"de": "vorher"}
    assert len(store.drafts(device)) == 1


def test_translations_are_bounded(store: Store, device: str) -> None:
    begun = store.begin_draft(device, "x", {f"a{n}": "x" for n in range(50)})
    store.put_translation(device, begun.id, "a7", "again")
    with pytest.raises(EntryError, match="Take one away"):
        store.put_translation(device, begun.id, "de", "x")


def test_translations_go_with_their_draft(store: Store, device: str) -> None:
    begun, other = store.begin_draft(device, "x", {"de": "x"}), store.begin_draft(device, "y", {"de": "y"})
    store.delete_draft(device, begun.id)
    assert store.draft_translations(device, other.id) == {"de": "y"} and how_many(store, draft_translation) == 1


def test_a_draft_goes_when_nobody_has_written_it_for_the_retention_time(store: Store, device: str) -> None:
    """30 days after it was saved last, and its translations with it; without a retention time never."""
    store.begin_draft(device, "x", {"de": "x"})
    store.publish(device, FIRST)
    now = datetime.now(UTC)
    for days, retention, removed in ((400, None, 0), (29, 30, 0), (31, 30, 1)):
        assert store.purge(now + timedelta(days=days), retention_days=retention).drafts == removed
    assert store.drafts(device) == () and how_many(store, draft_translation) == 0
    assert [each.id for each in store.offered(device)] == ["ours"]


def test_writing_a_translation_is_writing_the_draft(store: Store, device: str) -> None:
    begun = store.begin_draft(device, "x")
    store.put_translation(device, begun.id, "de", "x")
    put = store.draft(device, begun.id).saved
    store.drop_translation(device, begun.id, "de")
    assert begun.saved < put < store.draft(device, begun.id).saved
