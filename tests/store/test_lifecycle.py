"""Owners close, reopen, extend, set, delete and restore; each act is written down, without anybody's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from assess.store import Closed, EntryError, NotFound, Settings, Store, new_secret
from assess.store.settings import from_json, settings_problems, to_json
from assess.store.tables import assessment, audit

Start = Callable[..., Any]
LATER = datetime.now(UTC) + timedelta(days=1)
PAST = datetime.now(UTC) - timedelta(days=1)


def test_a_closed_assessment_takes_answers_again_once_reopened(start: Start) -> None:
    campaign = start()
    token = campaign.link("open").token
    person = campaign.come(token)
    closed = campaign.store.close_assessment(campaign.owner, campaign.id)
    assert closed.status == "closed" and closed.closed
    assert campaign.store.close_assessment(campaign.owner, campaign.id) == closed
    with pytest.raises(Closed):
        campaign.answer(person)
    reopened = campaign.store.reopen_assessment(campaign.owner, campaign.id, closes=LATER)
    assert (reopened.status, reopened.closed, reopened.closes) == ("open", None, LATER)
    campaign.answer(person)


def test_a_closing_date_is_moved_even_after_it_passed(start: Start) -> None:
    campaign = start()
    person = campaign.come(campaign.link("open").token)
    past = update(assessment).where(assessment.c.id == campaign.id).values(closes=PAST)
    campaign.store._database.write(lambda connection: connection.execute(past))
    with pytest.raises(Closed):
        campaign.answer(person)
    assert campaign.store.extend_assessment(campaign.owner, campaign.id, LATER).closes == LATER
    campaign.answer(person)
    assert campaign.store.extend_assessment(campaign.owner, campaign.id, None).closes is None


def test_a_date_that_has_passed_is_refused(start: Start) -> None:
    campaign = start()
    naive = LATER.replace(tzinfo=None)
    for wrong in (PAST, naive):
        for verb in (campaign.store.extend_assessment, campaign.store.reopen_assessment):
            with pytest.raises(EntryError, match="closes"):
                verb(campaign.owner, campaign.id, closes=wrong)
    campaign.store.close_assessment(campaign.owner, campaign.id)
    with pytest.raises(Closed):
        campaign.store.extend_assessment(campaign.owner, campaign.id, LATER)


def test_protected_people_who_finish_after_a_reopening_make_groups_of_their_own(start: Start) -> None:
    campaign = start(anonymity="anonymous", minimum_group=3)
    token = campaign.link("open").token
    for value in (1, 2, 3, 4):
        campaign.respond(token, value)
    campaign.store.close_assessment(campaign.owner, campaign.id)
    campaign.store.reopen_assessment(campaign.owner, campaign.id)
    shown = []
    for value in (5, 6):
        campaign.respond(token, value)
        shown.append(campaign.values())
    assert shown == [[1, 2, 3], [1, 2, 3, 4, 5, 6]]


# Settings


def test_settings_come_back_as_they_were_decided(start: Start) -> None:
    decided = {
        "anonymity": "confidential", "minimum_group": 7, "visible": "group", "may_change": False,
        "respondent_limit": 12, "intro": "مرحبا 😀", "thanks": "=1+1",
    }  # fmt: skip
    campaign = start(**decided)
    kept = campaign.store.assessment(campaign.owner, campaign.id).settings
    assert kept == Settings(kind="links", role_groups=("Sales", "Service"), **decided)
    assert from_json(to_json(kept)) == kept


def test_an_older_programs_settings_read_as_nothing_decided(store: Store, device: str, acme: Any) -> None:
    older = update(assessment).values(settings={"groups": ["x"]})
    store._database.write(lambda connection: connection.execute(older))
    assert store.assessment(device, acme.id).settings == Settings() == Settings(kind="self", anonymity="named")
    store.save_answer(device, acme.id, "tenure", value=3)
    assert list(store.responses(device, acme.id)["value"]) == [3]


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"kind": "both"}, "kind"),
        ({"anonymity": "secret"}, "anonymity"),
        ({"kind": "self", "anonymity": "anonymous"}, "anonymity"),
        ({"visible": "all"}, "visible"),
        ({"minimum_group": 2}, "minimum_group"),
        ({"minimum_group": 1001}, "minimum_group"),
        ({"minimum_group": 4.5}, "minimum_group"),
        ({"respondent_limit": 0}, "respondent_limit"),
        ({"role_groups": tuple(map(str, range(21)))}, "role_groups"),
        ({"role_groups": ("Sales", "sales")}, "role_groups[1]"),
        ({"role_groups": ("x" * 81,)}, "role_groups[0]"),
        ({"role_groups": ("",)}, "role_groups[0]"),
        ({"intro": "x" * 2001}, "intro"),
        ({"thanks": "x" * 2001}, "thanks"),
    ],
)
def test_settings_are_bounded(wrong: dict[str, Any], path: str) -> None:
    given = Settings(**{"kind": "links", **wrong})
    assert {problem.path for problem in settings_problems(given) if problem} == {path}


@pytest.mark.parametrize(
    "loosened", [{"anonymity": "named"}, {"anonymity": "confidential"}, {"minimum_group": 3}, {"kind": "self"}]
)
def test_what_people_were_told_stands_once_they_have_begun(start: Start, loosened: dict[str, Any]) -> None:
    campaign = start(anonymity="anonymous", minimum_group=5)
    before = campaign.store.assessment(campaign.owner, campaign.id).settings
    after = replace(before, **{**loosened, **({"anonymity": "named"} if "kind" in loosened else {})})
    if "kind" not in loosened:
        campaign.store.update_settings(campaign.owner, campaign.id, after)  # nobody was told anything yet
        campaign.store.update_settings(campaign.owner, campaign.id, before)
    campaign.come(campaign.link("open").token)
    with pytest.raises(EntryError):
        campaign.store.update_settings(campaign.owner, campaign.id, after)
    free = replace(before, intro="new", thanks="new", visible="nothing", respondent_limit=3, may_change=False)
    assert campaign.store.update_settings(campaign.owner, campaign.id, free).settings == free


# Deleting


def test_after_seven_days_nothing_is_restored(start: Start) -> None:
    campaign = start()
    campaign.store.delete_assessment(campaign.owner, campaign.id)
    long_ago = update(assessment).values(deleted=datetime.now(UTC) - timedelta(days=7))
    campaign.store._database.write(lambda connection: connection.execute(long_ago))
    assert campaign.store.assessments_of(campaign.owner, deleted=True) == ()
    with pytest.raises(NotFound, match="seven days"):
        campaign.store.restore_assessment(campaign.owner, campaign.id)


# The audit trail


def test_what_owners_do_is_written_down_without_anybodys_words(start: Start) -> None:
    campaign = start()
    store, owner, key = campaign.store, campaign.owner, campaign.id
    made = campaign.link("personal", "Anna Canary", pin="9753")
    new = store.reissue_link(owner, key, made.link.id)
    store.revoke_link(owner, key, made.link.id)
    campaign.respond(campaign.link("open").token, 3, name="Canary")
    store.erase_person(owner, key, store.people(owner, key)[0].id)
    store.update_settings(owner, key, Settings(kind="links", intro="Canary"))
    store.extend_assessment(owner, key, LATER)
    store.close_assessment(owner, key)
    store.reopen_assessment(owner, key)
    store.delete_assessment(owner, key)
    store.restore_assessment(owner, key)
    written = store.audit(owner, key)
    assert [entry.action for entry in written] == [
        "create", "add_links", "reissue_link", "revoke_link", "add_links", "erase_person", "settings", "extend",
        "close", "reopen", "delete", "restore",
    ]  # fmt: skip
    assert [entry.at for entry in written] == sorted(entry.at for entry in written)
    assert written[6].detail == {"changed": ["role_groups", "intro"]}
    said = repr(written)
    assert not any(secret in said for secret in ("Canary", "9753", made.token, new.token, "I say"))


def test_what_was_refused_or_changed_nothing_is_not_written_down(start: Start) -> None:
    campaign = start()
    before = campaign.store.audit(campaign.owner, campaign.id)
    campaign.store.reopen_assessment(campaign.owner, campaign.id)
    campaign.store.restore_assessment(campaign.owner, campaign.id)
    for refused in (
        lambda: campaign.store.revoke_link(campaign.owner, campaign.id, "nothing"),
        lambda: campaign.store.erase_person(campaign.owner, campaign.id, "nobody"),
    ):
        with pytest.raises(NotFound):
            refused()
    assert campaign.store.audit(campaign.owner, campaign.id) == before


# The board


def test_the_board_counts_people_by_group(start: Start) -> None:
    campaign = start()
    store = campaign.store
    personal = store.add_links(
        campaign.owner, campaign.id, "personal", ["Anna", "Ben", "Cleo", "Dan"], role_group="Sales"
    )
    opened = campaign.link("open")
    store.follow(new_secret(), personal[0].token)  # a preview
    seen = new_secret()
    store.follow(seen, personal[1].token)
    store.invitation(seen, campaign.id)
    campaign.answer(campaign.come(personal[2].token), item="first")
    campaign.respond(opened.token, role_group="Service")
    store.revoke_link(campaign.owner, campaign.id, personal[3].link.id)
    board = store.board(campaign.owner, campaign.id, place_of={"first": "knowing"})
    sales, service = board.groups["Sales"], board.groups["Service"]
    assert (sales.invited, sales.opened, sales.started, sales.finished) == (3, 2, 1, 0)
    assert (service.invited, service.opened, service.started, service.finished) == (0, 1, 1, 1)
    assert set(board.groups) == {"Sales", "Service"}  # nobody who came by the open link is without a group
    assert (board.total.invited, board.total.opened, board.total.started, board.total.finished) == (3, 3, 2, 1)
    assert board.minutes == 1 and board.stops == {"knowing": 1} and board.total.waiting == 0


def test_an_opening_counts_in_the_group_where_its_person_begins(start: Start) -> None:
    campaign = start()
    token, looking = campaign.link("open").token, new_secret()
    campaign.store.follow(looking, token)
    campaign.store.invitation(looking, campaign.id)

    def opened() -> dict[str, int]:
        return {name: each.opened for name, each in campaign.store.board(campaign.owner, campaign.id).groups.items()}

    assert opened() == {"": 1}
    campaign.come(token, role_group="Sales")
    erased = campaign.respond(token, role_group="Service")
    assert opened() == {"": 1, "Sales": 1, "Service": 1}
    campaign.store.begin(looking, campaign.id, language="en", role_group="Sales")
    assert opened() == {"Sales": 2, "Service": 1}
    campaign.store.erase_own(erased, campaign.id)  # and leaves no trace in the counts
    assert opened() == {"Sales": 2}


def test_where_people_stop_is_their_last_answer(start: Start) -> None:
    campaign = start()
    token = campaign.link("open").token
    first, second, _ = (campaign.come(token) for _ in range(3))
    for item in ("z", "a", "m"):
        campaign.answer(first, item=item)
    campaign.answer(second, item="m")
    assert campaign.store.board(campaign.owner, campaign.id).stops == {"m": 2, "": 1}


@pytest.mark.parametrize("anonymity", ["confidential", "anonymous"])
def test_a_protected_board_tells_of_groups_only(start: Start, anonymity: str) -> None:
    campaign = start(anonymity=anonymity, minimum_group=3)
    token = campaign.link("open").token
    seen = []
    for number in range(8):
        campaign.answer(campaign.come(token), item=f"item-{number}")
        seen.append(campaign.store.board(campaign.owner, campaign.id, place_of={f"item-{n}": "x" for n in range(8)}))
    assert [each.stops.get("x", 0) for each in seen] == [0, 0, 3, 3, 3, 6, 6, 6]
    minutes, waiting = [], []
    for _ in range(4):
        campaign.respond(token)
        board = campaign.store.board(campaign.owner, campaign.id)
        minutes.append(board.minutes)
        waiting.append(board.total.waiting)
    assert [each is None for each in minutes] == [True, True, False, False] and waiting == [1, 2, 0, 1]


# Retention


def test_only_what_ended_long_enough_ago_expires(start: Start, acme: Any) -> None:
    store = acme and start().store
    campaigns = {name: start() for name in ("open", "closed", "ran out", "runs on")}
    owner = campaigns["open"].owner
    store.close_assessment(owner, campaigns["closed"].id)
    now = datetime.now(UTC)
    for name, closes in (("ran out", now - timedelta(days=20)), ("runs on", now + timedelta(days=50))):
        dated = update(assessment).where(assessment.c.id == campaigns[name].id).values(closes=closes)
        store._database.write(lambda connection, dated=dated: connection.execute(dated))
    assert store.purge(now).expired == 0
    assert store.purge(now, retention_days=30).expired == 0
    assert store.purge(now + timedelta(days=11), retention_days=30).expired == 1
    left = {each.id for each in store.assessments_of(owner)}
    assert campaigns["ran out"].id not in left and {campaigns[name].id for name in ("open", "closed")} <= left
    store.purge(now + timedelta(days=31), retention_days=30)
    assert [each.id for each in store.assessments_of(owner)] == [campaigns["runs on"].id]
    with pytest.raises(EntryError, match="retention_days"):
        store.purge(now, retention_days=0)


def test_taking_a_file_keeps_nothing_from_ending(start: Start) -> None:
    campaign = start()
    long_ago = datetime.now(UTC) - timedelta(days=40)
    for table, moment in ((assessment, "created"), (audit, "at")):
        moved = update(table).values({moment: long_ago})
        campaign.store._database.write(lambda connection, moved=moved: connection.execute(moved))
    campaign.store.note_download(campaign.owner, campaign.id, "answers.csv", view="group")
    assert campaign.store.audit(campaign.owner, campaign.id)[-1].detail == {"file": "answers.csv", "view": "group"}
    assert campaign.store.purge(datetime.now(UTC), retention_days=30).expired == 1
