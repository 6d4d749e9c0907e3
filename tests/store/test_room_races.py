"""Many at once in a workshop: it moves once, everybody comes in once, and no answer slips past a reveal."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from assess.core.errors import AssessError
from assess.core.questionnaire import Discipline
from assess.core.workshop import Stage
from assess.store import Full, Moved, NotCollecting, new_secret
from assess.store.tables import answer, participant
from at_once import count, together

CI, OE, PL = Discipline


def test_two_facilitators_who_press_next_at_once_move_one_step(workshop: Any) -> None:
    told = workshop()
    (made,) = told.store.add_links(told.owner, told.id, "owner", ["Second"])
    second = new_secret()
    told.store.follow(second, made.token)
    for _ in range(4):
        seen = told.store.room(told.owner, told.id)
        press = [
            partial(told.store.move_to, each, told.id, seen.revision, "next") for each in (told.owner, second)
        ] * 3
        found = together(press)
        assert sum(isinstance(each, Moved) for each in found) == 5
        assert told.store.room(told.owner, told.id).revision == seen.revision + 1


def test_fifty_who_join_at_once_are_fifty_people(workshop: Any) -> None:
    told = workshop()
    browsers = [new_secret() for _ in range(50)]
    found = together([partial(told.join, each) for each in browsers])
    assert found == browsers and count(told.store, participant) == 50
    assert {told.store.follow_code(each, told.code).role for each in browsers} == {"participant"}


def test_a_cap_holds_at_the_door(workshop: Any) -> None:
    told = workshop()
    told.store.set_cap(told.owner, told.id, 10)
    found = together([partial(told.join, new_secret()) for _ in range(30)])
    assert sum(isinstance(each, Full) for each in found) == 20 and count(told.store, participant) == 10


@pytest.mark.parametrize("anonymity", ["named", "confidential", "anonymous"])
def test_an_answer_comes_before_a_reveal_or_not_at_all(workshop: Any, anonymity: str) -> None:
    """Also the first answer of somebody, which no row of theirs could hold back; and what was shown stays shown."""
    told = workshop(anonymity=anonymity, minimum_group=3)
    told.store.choose_second_vote(told.owner, told.id, ["knowing"])
    people = told.people(20)
    for of_round, stage in ((1, Stage.RATE), (2, Stage.VOTE)):
        revision = told.to(stage).revision
        saves = [
            partial(told.store.save_answer, each, told.id, "needs", value=of_round, round=of_round) for each in people
        ]
        *saved, moved = together([*saves, partial(told.store.move_to, told.owner, told.id, revision, "next")])
        kept = [person for person, each in zip(people, saved, strict=True) if not isinstance(each, AssessError)]
        assert {type(each) for each in saved if isinstance(each, AssessError)} <= {NotCollecting}
        assert moved.revealed == of_round
        for person in people:
            mine = told.store.answers_of(person, told.id, round=of_round)
            assert bool(mine) is (person in kept)
            if of_round == 1:
                finished = told.store.assessment(person, told.id).me
                assert finished and bool(finished.finished) is (person in kept)
        before = told.values()
        assert told.values() == before


def test_points_come_before_their_reveal_or_not_at_all(workshop: Any) -> None:
    told = workshop(anonymity="anonymous", minimum_group=3)
    people = told.people(20)
    revision = told.to(Stage.LEAD).revision
    saves = [partial(told.store.save_points, each, told.id, {CI: 100, OE: 0, PL: 0}) for each in people]
    *saved, _ = together([*saves, partial(told.store.move_to, told.owner, told.id, revision, "next")])
    kept = sum(each is None for each in saved)
    shown = told.store.points(told.owner, told.id)
    assert shown.people == kept and shown.withheld is (kept < 3)


def test_taking_an_answer_back_comes_before_a_reveal_or_not_at_all(workshop: Any) -> None:
    told = workshop()
    people = told.people(10)
    revision = told.go("next").revision
    for person in people:
        told.answer(person, 3)
    clears = [partial(told.store.clear_answer, each, told.id, "needs") for each in people]
    *cleared, _ = together([*clears, partial(told.store.move_to, told.owner, told.id, revision, "next")])
    assert len(told.values()) == sum(each is not None for each in cleared) == count(told.store, answer)
