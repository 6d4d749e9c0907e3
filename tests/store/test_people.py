"""People: they finish, change their mind, erase; named owners see them, protected owners see groups."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import select

from assess.store import Closed, Finished, NotAllowed, NotFound, Protected, Released, Spent, Store, new_secret
from assess.store.tables import answer, device_grant, link, participant

Start = Callable[..., Any]
PROTECTED = ["confidential", "anonymous"]


def rows(store: Store, table: Any) -> list[Any]:
    with store._database.reading() as connection:
        return list(connection.execute(select(table)))


def test_named_results_are_of_those_who_finished(start: Start) -> None:
    campaign = start()
    token = campaign.link("open").token
    campaign.answer(campaign.come(token), 1)
    campaign.respond(token, 2)
    assert campaign.values() == [2]


def test_a_named_owner_sees_who_answers(start: Start) -> None:
    campaign = start()
    campaign.respond(campaign.link("personal", "anna@acme").token, name="Anna", role_group="Sales")
    campaign.come(campaign.link("open").token, name="Ben")
    anna, ben = campaign.store.people(campaign.owner, campaign.id)
    assert (anna.name, anna.label, anna.role_group, anna.answers) == ("Anna", "anna@acme", "Sales", 1)
    assert (ben.name, ben.label, ben.finished, ben.answers) == ("Ben", None, None, 0) and anna.finished


@pytest.mark.parametrize("anonymity", PROTECTED)
def test_a_protected_owner_does_not(start: Start, anonymity: str) -> None:
    campaign = start(anonymity=anonymity, minimum_group=3)
    campaign.respond(campaign.link("open").token, name="Anna")
    for refused in (
        lambda: campaign.store.people(campaign.owner, campaign.id),
        lambda: campaign.store.erase_person(campaign.owner, campaign.id, "x"),
    ):
        with pytest.raises(Protected):
            refused()
    assert rows(campaign.store, participant)[0].name is None


@pytest.mark.parametrize("anonymity", PROTECTED)
def test_protected_results_move_in_groups(start: Start, anonymity: str) -> None:
    campaign = start(anonymity=anonymity, minimum_group=3)
    token = campaign.link("open").token
    shown = []
    for value in (1, 2, 3, 4, 5, 6, 7):
        campaign.respond(token, value, role_group="Sales")
        shown.append(campaign.values())
    assert shown == [[], [], [1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]]


@pytest.mark.parametrize("anonymity", PROTECTED)
def test_protected_results_hold_no_person_and_no_text(start: Start, anonymity: str) -> None:
    campaign = start(anonymity=anonymity, minimum_group=3)
    token = campaign.link("open").token
    for value in (1, 2, 3):
        campaign.respond(token, value, role_group="Sales")
    frame = campaign.store.responses(campaign.owner, campaign.id)
    assert list(frame) == [
        "respondent", "round", "subject", "item", "value", "state", "role", "evidence", "comment", "text", "cell",
        "fresh",
    ]  # fmt: skip
    assert set(frame["evidence"]) == set(frame["comment"]) == set(frame["text"]) == {""} and set(frame["role"]) == {
        "Sales"
    }
    assert frame["cell"].nunique() == 1 and frame["fresh"].all()
    assert not set(frame["respondent"]) & {row.id for row in rows(campaign.store, participant)}
    orders = {
        tuple(campaign.store.responses(campaign.owner, campaign.id).sort_values("respondent")["value"])
        for _ in range(40)
    }
    assert len(orders) > 1  # numbers are drawn anew


def test_on_closing_who_is_left_over_makes_a_mixed_group(start: Start) -> None:
    campaign = start(anonymity="confidential", minimum_group=3)
    token = campaign.link("open").token
    for value, group in ((1, "Sales"), (2, "Sales"), (3, "Service"), (4, None)):
        campaign.respond(token, value, role_group=group)
    assert campaign.values() == []
    campaign.store.close_assessment(campaign.owner, campaign.id)
    frame = campaign.store.responses(campaign.owner, campaign.id)
    assert sorted(frame["value"]) == [1, 2, 3, 4] and set(frame["role"]) == {""}


def test_a_closing_date_that_passes_closes_the_groups_too(start: Start) -> None:
    campaign = start(anonymity="confidential", minimum_group=3)
    token = campaign.link("open").token
    for value, group in ((1, "Sales"), (2, "Sales"), (3, "Service")):
        campaign.respond(token, value, role_group=group)
    soon = datetime.now(UTC).timestamp() + 0.5
    campaign.store.extend_assessment(campaign.owner, campaign.id, datetime.fromtimestamp(soon, UTC))
    assert campaign.values() == []
    while datetime.now(UTC).timestamp() <= soon:
        pass
    assert campaign.values() == [1, 2, 3] == campaign.values()


@pytest.mark.parametrize("anonymity", PROTECTED)
def test_answers_in_a_group_stay_as_they_are(start: Start, anonymity: str) -> None:
    campaign = start(anonymity=anonymity, minimum_group=3)
    token = campaign.link("open").token
    people = [campaign.respond(token, value) for value in (1, 2)]
    campaign.store.unfinish(people[0], campaign.id)  # waiting: still free
    campaign.answer(people[0], 9)
    campaign.store.finish(people[0], campaign.id)
    people.append(campaign.respond(token, 3))
    assert campaign.values() == [2, 3, 9]
    for person in people:
        for refused in (
            partial(campaign.store.unfinish, person, campaign.id),
            partial(campaign.answer, person, 5),
            partial(campaign.store.clear_answer, person, campaign.id, "tenure"),
        ):
            with pytest.raises(Released):
                refused()
    me = campaign.store.assessment(people[0], campaign.id).me
    assert me and me.cell_id and campaign.values() == [2, 3, 9]


def test_an_owner_may_let_nobody_change_answers_after_finishing(start: Start) -> None:
    campaign = start(may_change=False)
    person = campaign.respond(campaign.link("open").token)
    with pytest.raises(Finished):
        campaign.store.unfinish(person, campaign.id)


# Who sees the group's result


@pytest.mark.parametrize("visible", ["own", "group", "nothing"])
def test_respondents_see_the_group_if_they_may_once_they_have_finished(start: Start, visible: str) -> None:
    campaign = start(visible=visible)
    token = campaign.link("open").token
    campaign.respond(token, 1)
    person = campaign.come(token)
    campaign.answer(person, 2)
    with pytest.raises(NotAllowed):
        campaign.store.responses(person, campaign.id)
    campaign.store.finish(person, campaign.id)
    if visible == "group":
        assert campaign.values(person) == [1, 2]
    else:
        with pytest.raises(NotAllowed):
            campaign.store.responses(person, campaign.id)


def test_viewers_and_respondents_get_no_texts_and_no_ids(start: Start, stranger: str) -> None:
    campaign = start(visible="group")
    person = campaign.respond(campaign.link("open").token, 4)
    campaign.store.follow(stranger, campaign.link("viewer").token)
    ids = {row.id for row in rows(campaign.store, participant)}
    for device in (stranger, person):
        frame = campaign.store.responses(device, campaign.id)
        assert list(frame["comment"]) == [""] and not set(frame["respondent"]) & ids
    owner = campaign.store.responses(campaign.owner, campaign.id)
    assert list(owner["comment"]) == ["I say 4"] and set(owner["respondent"]) == ids
    pd.testing.assert_series_equal(owner.dtypes, frame.dtypes)


def test_own_answers_are_to_be_had_at_any_time(start: Start) -> None:
    campaign = start(anonymity="anonymous", visible="nothing")
    token = campaign.link("open").token
    person = campaign.come(token)
    campaign.respond(token, 5)
    campaign.answer(person, 2, comment="mine")
    for _ in ("before", "after finishing"):
        own = campaign.store.own_responses(person, campaign.id)
        assert list(own["value"]) == [2] and list(own["comment"]) == ["mine"]
        campaign.store.finish(person, campaign.id)


# Anonymous: what is cut


def test_an_anonymous_invitation_and_its_answers_are_told_apart_by_nothing(start: Start) -> None:
    campaign = start(anonymity="anonymous", minimum_group=3)
    store = campaign.store
    made = campaign.link("personal", "Anna")
    person = campaign.come(made.token, name="Anna")
    campaign.answer(person, 4)
    before = store.assessment(person, campaign.id).me
    store.finish(person, campaign.id)
    (kept,) = rows(store, link)
    assert (kept.spent, kept.participant_id, kept.opened, kept.opens, kept.uses) == (True, None, None, 1, 1)
    (rater,) = rows(store, participant)
    assert before and rater.id != before.id and rater.name is None and rater.minutes == 5
    moments = [rater.joined, rater.finished, *(row.saved for row in rows(store, answer))]
    grants = [row for row in rows(store, device_grant) if row.role == "participant"]
    assert {(row.link_id, row.opened, row.participant_id) for row in grants} == {(None, None, rater.id)}
    for moment in (*moments, *(row.created for row in grants)):
        assert (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
    assert "invited" not in {row.role for row in rows(store, device_grant)}
    (shown,) = store.links(campaign.owner, campaign.id)
    assert (shown.state, shown.opened, shown.started, shown.finished) == ("finished", None, None, None)
    assert store.answers_of(person, campaign.id)["us", "tenure"].value == 4  # the browser still has its own
    for token in (made.token,):
        with pytest.raises(Spent):
            store.follow(new_secret(), token)


def test_anonymous_people_stand_in_no_order(start: Start) -> None:
    """The order of rows in the table says nothing of the order of finishing (SQLite: rowid, PostgreSQL: ctid)."""
    orders = set()
    for _ in range(8):
        campaign = start(anonymity="anonymous", minimum_group=3)
        token = campaign.link("open").token
        for value in (1, 2, 3):
            campaign.respond(token, value)
        inside = select(answer.c.value).join(participant).where(participant.c.assessment_id == campaign.id)
        place = "ctid" if campaign.store._database.turn is None else "answer.rowid"
        with campaign.store._database.reading() as connection:
            found = str(inside.compile(connection, compile_kwargs={"literal_binds": True}))
            place = "answer.ctid" if place == "ctid" else place
            orders.add(tuple(connection.exec_driver_sql(f"{found} ORDER BY {place}").scalars()))
    assert len(orders) > 1


def test_confidential_links_show_days(start: Start) -> None:
    campaign = start(anonymity="confidential")
    campaign.respond(campaign.link("personal", "Anna").token)
    (shown,) = campaign.store.links(campaign.owner, campaign.id)
    assert shown.state == "finished"
    for moment in (shown.opened, shown.started, shown.finished):
        assert moment and (moment.hour, moment.minute, moment.microsecond) == (0, 0, 0)


# Erasing


def test_erasing_ones_own_leaves_nothing_of_it(start: Start) -> None:
    campaign = start()
    token = campaign.link("personal", "Anna").token
    person, second = campaign.come(token), new_secret()
    campaign.answer(person, 1)
    campaign.come(token, second)
    campaign.store.erase_own(person, campaign.id)
    for device in (person, second):
        with pytest.raises(NotAllowed):
            campaign.store.assessment(device, campaign.id)
    assert rows(campaign.store, participant) == rows(campaign.store, answer) == []
    assert campaign.store.answers_of(campaign.come(token), campaign.id) == {}  # the link was not spent: begin anew


def test_own_answers_can_be_erased_after_the_closing(start: Start) -> None:
    campaign = start()
    person = campaign.respond(campaign.link("open").token)
    campaign.store.close_assessment(campaign.owner, campaign.id)
    with pytest.raises(Closed):
        campaign.store.unfinish(person, campaign.id)
    campaign.store.erase_own(person, campaign.id)
    assert campaign.values() == []


def test_a_named_owner_erases_one_person(start: Start) -> None:
    campaign = start()
    token = campaign.link("open").token
    campaign.respond(token, 1, name="Anna")
    campaign.respond(token, 2, name="Ben")
    anna, _ = campaign.store.people(campaign.owner, campaign.id)
    other = start()
    for owner, place in ((other.owner, other.id),):
        with pytest.raises(NotFound):
            campaign.store.erase_person(owner, place, anna.id)
    campaign.store.erase_person(campaign.owner, campaign.id, anna.id)
    assert campaign.values() == [2]
    with pytest.raises(NotFound):
        campaign.store.erase_person(campaign.owner, campaign.id, anna.id)


@pytest.mark.parametrize("anonymity", PROTECTED)
def test_erasing_from_a_group_hides_the_group_until_enough_new_people_come(start: Start, anonymity: str) -> None:
    campaign = start(anonymity=anonymity, minimum_group=3)
    token = campaign.link("open").token
    people = [campaign.respond(token, value) for value in (1, 2, 3)]
    assert campaign.values() == [1, 2, 3]
    campaign.store.erase_own(people[0], campaign.id)
    assert campaign.values() == []
    for value, shown in ((4, []), (5, []), (6, [2, 3, 4, 5, 6])):
        campaign.respond(token, value)
        assert campaign.values() == shown
    frame = campaign.store.responses(campaign.owner, campaign.id)
    assert dict(zip(frame["value"], frame["fresh"], strict=True)) == {2: False, 3: False, 4: True, 5: True, 6: True}


@pytest.mark.parametrize("anonymity", PROTECTED)
def test_who_erased_and_begins_again_in_the_same_browser_is_no_new_person(start: Start, anonymity: str) -> None:
    """A, B, C were shown; A erases and says the same again: with D and E alone, B and C could be told (rule 2)."""
    campaign = start(anonymity=anonymity, minimum_group=3)
    token = campaign.link("open").token
    people = [campaign.respond(token, value) for value in (1, 2, 3)]
    campaign.store.erase_own(people[0], campaign.id)
    with pytest.raises(NotAllowed):
        campaign.store.assessment(people[0], campaign.id)
    campaign.come(token, people[0])
    campaign.answer(people[0], 1)
    campaign.store.finish(people[0], campaign.id)
    for value, shown in ((4, []), (5, []), (6, [1, 2, 3, 4, 5, 6])):
        campaign.respond(token, value)
        assert campaign.values() == shown
    frame = campaign.store.responses(campaign.owner, campaign.id)
    assert sorted(frame["value"][frame["fresh"]]) == [4, 5, 6]


def test_erasing_what_was_never_shown_leaves_no_note_of_the_browser(start: Start) -> None:
    campaign = start(anonymity="confidential", minimum_group=3)
    person = campaign.respond(campaign.link("open").token, 1)
    campaign.store.erase_own(person, campaign.id)
    assert [row.role for row in rows(campaign.store, device_grant)] == ["owner"]
