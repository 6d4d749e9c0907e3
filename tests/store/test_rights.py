"""A device reads and writes only where it was granted a role, whatever ids it knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from assess.store import Assessment, KeptQuestionnaire, Location, NotAllowed, Store, new_secret
from assess.store.engine import connect
from assess.store.keys import digest, new_id
from assess.store.tables import device_grant, participant

Verb = Callable[[Store, str, str], object]
READS_AND_WRITES: dict[str, Verb] = {
    "assessment": lambda store, device, key: store.assessment(device, key),
    "questionnaire": lambda store, device, key: store.questionnaire(device, key),
    "answers_of": lambda store, device, key: store.answers_of(device, key),
    "responses": lambda store, device, key: store.responses(device, key),
    "save_answer": lambda store, device, key: store.save_answer(device, key, "tenure", value=5),
    "save_comment": lambda store, device, key: store.save_comment(device, key, "tenure", "mine now"),
    "clear_answer": lambda store, device, key: store.clear_answer(device, key, "tenure"),
    "finish": lambda store, device, key: store.finish(device, key),
    "unfinish": lambda store, device, key: store.unfinish(device, key),
    "delete_assessment": lambda store, device, key: store.delete_assessment(device, key),
    "restore_assessment": lambda store, device, key: store.restore_assessment(device, key),
}
FOR_OWNERS = {"responses", "delete_assessment", "restore_assessment"}
FOR_PARTICIPANTS = {"answers_of", "save_answer", "save_comment", "clear_answer", "finish", "unfinish"}


def join(location: Location, assessment_id: str, device: str, role: str) -> None:
    """Grants a device a role, as a link will."""
    now = datetime.now(UTC)
    rater = {"id": new_id(), "assessment_id": assessment_id, "language": "en", "joined": now, "role_group": "Sales"}
    grant = {"device_hash": digest(device), "assessment_id": assessment_id, "role": role, "created": now}
    database = connect(location)

    def work(connection):  # type: ignore[no-untyped-def]
        connection.execute(insert(participant), rater)
        who = rater["id"] if role == "participant" else None
        connection.execute(insert(device_grant), grant | {"participant_id": who})

    database.write(work)
    database.close()


def test_every_verb_that_takes_a_device_and_an_assessment_is_listed_here() -> None:
    others = {"open", "close", "place", "ping", "backup", "create_assessment", "assessments_of", "purge_deleted"}
    assert {name for name in vars(Store) if not name.startswith("_")} - others == set(READS_AND_WRITES)


@pytest.mark.parametrize("verb", READS_AND_WRITES)
def test_another_device_can_neither_read_nor_write(
    store: Store, device: str, stranger: str, acme: Assessment, questionnaire: KeptQuestionnaire, verb: str
) -> None:
    store.create_assessment(stranger, company="Own", questionnaire=questionnaire)  # rights elsewhere do not help
    before = store.save_answer(device, acme.id, "tenure", value=1)
    with pytest.raises(NotAllowed):
        READS_AND_WRITES[verb](store, stranger, acme.id)
    assert store.answers_of(device, acme.id) == {("us", "tenure"): before}
    assert store.assessment(device, acme.id) == acme


@pytest.mark.parametrize("verb", sorted(FOR_OWNERS))
def test_a_participant_does_not_see_or_delete_the_whole(
    location: Location, store: Store, stranger: str, acme: Assessment, verb: str
) -> None:
    join(location, acme.id, stranger, "participant")
    with pytest.raises(NotAllowed):
        READS_AND_WRITES[verb](store, stranger, acme.id)
    assert store.assessment(stranger, acme.id).roles == {"participant"}


@pytest.mark.parametrize("verb", sorted(FOR_PARTICIPANTS))
def test_an_owner_who_does_not_answer_has_no_answers_to_change(
    location: Location, store: Store, stranger: str, acme: Assessment, verb: str
) -> None:
    join(location, acme.id, stranger, "owner")
    with pytest.raises(NotAllowed):
        READS_AND_WRITES[verb](store, stranger, acme.id)


def test_raters_do_not_touch_each_others_answers(
    location: Location, store: Store, device: str, stranger: str, acme: Assessment
) -> None:
    join(location, acme.id, stranger, "participant")
    mine = store.save_answer(device, acme.id, "tenure", value=1)
    theirs = store.save_answer(stranger, acme.id, "tenure", value=5)
    store.finish(stranger, acme.id)
    assert store.answers_of(device, acme.id) == {("us", "tenure"): mine}
    assert store.answers_of(stranger, acme.id) == {("us", "tenure"): theirs}
    store.clear_answer(device, acme.id, "tenure")  # finished is the other one
    frame = store.responses(device, acme.id)
    assert list(frame["value"]) == [5.0] and list(frame["role"]) == ["Sales"]


def test_a_participant_cannot_restore_what_the_owner_deleted(
    location: Location, store: Store, device: str, stranger: str, acme: Assessment
) -> None:
    join(location, acme.id, stranger, "participant")
    store.delete_assessment(device, acme.id)
    with pytest.raises(NotAllowed):
        store.restore_assessment(stranger, acme.id)
    assert store.assessments_of(stranger, deleted=True) == ()


def test_a_right_taken_away_is_gone_at_once(location: Location, store: Store, device: str, acme: Assessment) -> None:
    database = connect(location)
    database.write(lambda connection: connection.execute(delete(device_grant)))
    database.close()
    for verb in READS_AND_WRITES.values():
        with pytest.raises(NotAllowed):
            verb(store, device, acme.id)


def test_no_device_secret_is_stored(new_sqlite: Callable[[], Location], questionnaire: KeptQuestionnaire) -> None:
    location, device = new_sqlite(), new_secret()
    opened = Store.open(location)
    opened.create_assessment(device, company="Acme", questionnaire=questionnaire)
    opened.close()
    kept = Path(str(location)).read_bytes()
    assert digest(device).encode() in kept and device.encode() not in kept
