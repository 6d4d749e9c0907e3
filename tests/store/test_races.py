"""Many at once: limits hold, nobody counts twice, and no group shows fewer people than was promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import product
from random import Random
from typing import Any

import pytest
from sqlalchemy import case, func, select

from assess.core.errors import AssessError
from assess.store import NEVER, Full, Released, Spent, new_secret
from assess.store.tables import answer, link, participant
from at_once import count, together

Start = Callable[..., Any]


def test_fifty_who_begin_at_once_where_ten_may_are_ten(start: Start) -> None:
    campaign = start()
    token = campaign.link("open", limit=10).token
    browsers = [new_secret() for _ in range(50)]
    for browser in browsers:
        campaign.store.follow(browser, token)
    found = together([lambda one=one: campaign.store.begin(one, campaign.id, language="en") for one in browsers])
    assert sum(isinstance(each, Full) for each in found) == 40
    assert (
        count(campaign.store, participant) == 10 and campaign.store.links(campaign.owner, campaign.id)[0].uses == 10
    )


def test_fifty_beginnings_of_one_browser_are_one_person(start: Start, stranger: str) -> None:
    campaign = start()
    token = campaign.link("open").token
    together([lambda: campaign.store.follow(stranger, token) for _ in range(20)])
    together([lambda: campaign.store.invitation(stranger, campaign.id) for _ in range(20)])
    found = together([lambda: campaign.store.begin(stranger, campaign.id, language="en") for _ in range(50)])
    assert len({each.me.id for each in found}) == 1
    (kept,) = campaign.store.links(campaign.owner, campaign.id)
    assert (count(campaign.store, participant), kept.opens, kept.uses) == (1, 1, 1)


def test_two_devices_of_one_personal_link_are_one_person(start: Start) -> None:
    campaign = start()
    token = campaign.link("personal", "Anna").token
    browsers = [new_secret() for _ in range(8)]
    for browser in browsers:
        campaign.store.follow(browser, token)
    found = together([lambda one=one: campaign.store.begin(one, campaign.id, language="en") for one in browsers])
    assert len({each.me.id for each in found}) == 1
    campaign.answer(browsers[0], 4)
    assert campaign.store.answers_of(browsers[1], campaign.id)["us", "tenure"].value == 4
    together([lambda one=one: campaign.store.finish(one, campaign.id) for one in browsers])
    assert campaign.values() == [4]
    with pytest.raises(Spent):
        campaign.store.follow(new_secret(), token)


# Saving at once


def test_fifty_parallel_identical_saves_make_one_row_and_no_conflict(start: Start) -> None:
    campaign = start()
    person = campaign.come(campaign.link("open").token)
    acts = [lambda: campaign.store.save_answer(person, campaign.id, "tenure", value=4, seen=NEVER)] * 50
    found = together(acts)
    assert count(campaign.store, answer) == 1 and not any(each.replaced for each in found)


def test_a_conflicting_save_is_settled_by_the_later_one_and_said(start: Start) -> None:
    campaign = start()
    token = campaign.link("personal", "Anna").token
    phone, laptop = campaign.come(token), campaign.come(token)
    save = campaign.store.save_answer
    first = save(phone, campaign.id, "tenure", value=1, seen=NEVER)
    assert not first.replaced
    assert not save(phone, campaign.id, "tenure", value=2, seen=first.saved).replaced
    last = save(laptop, campaign.id, "tenure", value=5, seen=first.saved)  # the laptop still showed the first
    assert last.replaced and campaign.store.answers_of(phone, campaign.id)["us", "tenure"].value == 5
    assert not save(phone, campaign.id, "tenure", value=5, seen=first.saved).replaced  # the same is no conflict
    assert not save(phone, campaign.id, "tenure", value=3).replaced  # not asked
    comment = campaign.store.save_comment(laptop, campaign.id, "tenure", "mine", seen=last.saved)
    assert comment.replaced  # the page had shown no comment of this answer, and another answer
    assert not campaign.store.save_comment(laptop, campaign.id, "tenure", "mine too", seen=comment.saved).replaced


def test_of_conflicting_saves_at_once_all_but_the_first_are_told(start: Start) -> None:
    campaign = start()
    person = campaign.come(campaign.link("open").token)
    found = together(
        [
            lambda value=value: campaign.store.save_answer(person, campaign.id, "tenure", value=value, seen=NEVER)
            for value in range(20)
        ]
    )
    assert Counter(each.replaced for each in found) == {True: 19, False: 1}
    last = max(found, key=lambda each: each.saved)
    assert campaign.store.answers_of(person, campaign.id)["us", "tenure"].value == last.value


@pytest.mark.parametrize("anonymity", ["named", "confidential", "anonymous"])
def test_no_answer_slips_in_after_finishing(start: Start, anonymity: str) -> None:
    campaign = start(anonymity=anonymity)
    token = campaign.link("open").token
    for _ in range(5):
        person = campaign.come(token)
        campaign.answer(person, 0)
        saves = [partial(campaign.store.save_answer, person, campaign.id, "tenure", value=n) for n in range(1, 8)]
        *saved, _ = together([*saves, partial(campaign.store.finish, person, campaign.id)])
        acknowledged = {each.value for each in saved if not isinstance(each, AssessError)} | {0}
        mine = campaign.store.answers_of(person, campaign.id)["us", "tenure"].value
        refused = [each for each in saved if isinstance(each, AssessError)]
        assert mine in acknowledged and {type(each).__name__ for each in refused} <= {"Finished", "Released"}


@pytest.mark.parametrize("anonymity", ["confidential", "anonymous"])
def test_no_answer_is_taken_back_after_finishing(start: Start, anonymity: str) -> None:
    campaign = start(anonymity=anonymity)
    token = campaign.link("open").token
    for _ in range(5):
        person = campaign.come(token)
        campaign.answer(person, 0)
        *cleared, _ = together(
            [
                *[partial(campaign.store.clear_answer, person, campaign.id, "tenure")] * 5,
                partial(campaign.store.finish, person, campaign.id),
            ]
        )
        gone = campaign.store.answers_of(person, campaign.id) == {}
        assert gone is any(each is None for each in cleared)


# Finishing, groups and erasing at once


@pytest.mark.parametrize("anonymity", ["confidential", "anonymous"])
@pytest.mark.parametrize("seed", range(3))
def test_groups_keep_their_promise_whatever_happens_at_once(start: Start, anonymity: str, seed: int) -> None:
    """People finish, change their mind, erase; the owner closes and reopens: all at the same time."""
    chance, minimum = Random(seed), 3
    campaign = start(anonymity=anonymity, minimum_group=minimum)
    store, owner, key = campaign.store, campaign.owner, campaign.id
    token = campaign.link("open").token
    people = [campaign.come(token, role_group=chance.choice(["Sales", "Service"])) for _ in range(24)]
    for value, person in enumerate(people):
        campaign.answer(person, value)
    views: list[frozenset[float]] = []

    def look() -> None:
        views.append(frozenset(campaign.values()))

    acts: list[Callable[[], Any]] = [lambda one=one: store.finish(one, key) for one in people]
    acts += [lambda one=one: store.erase_own(one, key) for one in chance.sample(people, 5)]
    acts += [lambda one=one: store.unfinish(one, key) for one in chance.sample(people, 5)]
    acts += [look] * 6
    acts += [lambda: store.close_assessment(owner, key), lambda: store.reopen_assessment(owner, key)]
    chance.shuffle(acts)
    found = together(acts)
    assert all(each is None or isinstance(each, AssessError) or hasattr(each, "id") for each in found)
    assert not any(type(each).__name__ == "StoreUnavailable" for each in found)
    look()
    for view, other in product([*views, frozenset()], repeat=2):  # the sum of one minus the sum of the other
        assert len(view ^ other) >= minimum or view == other
    fresh = func.sum(case((participant.c.held, 0), else_=1))
    inside = participant.c.cell_id.is_not(None)
    with store._database.reading() as connection:
        cells = connection.execute(select(fresh).where(inside).group_by(participant.c.cell_id)).scalars().all()
        unfinished = connection.execute(select(participant).where(inside, participant.c.finished.is_(None))).all()
    assert all(people >= minimum for people in cells) and unfinished == []


def test_the_last_two_of_a_group_finish_at_once(start: Start) -> None:
    campaign = start(anonymity="anonymous", minimum_group=3)
    token = campaign.link("open").token
    campaign.respond(token, 0)
    for _ in range(4):
        pair = [campaign.come(token) for _ in range(3)]
        for value, person in enumerate(pair, start=1):
            campaign.answer(person, value)
        together([lambda one=one: campaign.store.finish(one, campaign.id) for one in pair])
    assert len(campaign.values()) == 12 and campaign.store.board(campaign.owner, campaign.id).total.waiting == 1


def test_changing_ones_mind_and_the_group_closing_at_once(start: Start) -> None:
    campaign = start(anonymity="confidential", minimum_group=3)
    token = campaign.link("open").token
    for round_ in range(5):
        first, second = campaign.respond(token, 1), campaign.respond(token, 2)
        third = campaign.come(token)
        campaign.answer(third, 3)
        undone, _ = together(
            [
                partial(campaign.store.unfinish, first, campaign.id),
                partial(campaign.store.finish, third, campaign.id),
            ]
        )
        assert undone is None or isinstance(undone, Released)
        if undone is None:
            campaign.store.finish(first, campaign.id)
        assert len(campaign.values()) == 3 * (round_ + 1), second


def test_links_are_spent_and_reissued_at_once(start: Start) -> None:
    campaign = start(anonymity="anonymous")
    for _ in range(5):
        made = campaign.link("personal", "Anna")
        person = campaign.come(made.token)
        together(
            [
                partial(campaign.store.finish, person, campaign.id),
                partial(campaign.store.reissue_link, campaign.owner, campaign.id, made.link.id),
            ]
        )
    with campaign.store._database.reading() as connection:
        for row in connection.execute(select(link)):
            assert row.spent is (row.participant_id is None)
