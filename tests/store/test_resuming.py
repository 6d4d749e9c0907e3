"""Going on elsewhere: where people are protected, a personal link alone opens nobody's answers (docs/data.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from assess.store import NotAllowed, Spent, WrongCode, WrongPin, new_secret
from assess.store.tables import answer, link, participant

Start = Callable[..., Any]
PROTECTED = pytest.mark.parametrize("anonymity", ["confidential", "anonymous"])


def begun(campaign: Any, **given: Any) -> tuple[Any, str, str]:
    """A personal link, the browser whose person has answered 4 by it, and their code."""
    personal = campaign.link("personal", "Anna", **given)
    first = campaign.come(personal.token, pin=given.get("pin"))
    campaign.answer(first, 4)
    return personal, first, campaign.store.resume_code(first, campaign.id)


def kept(campaign: Any, column: Any) -> list[Any]:
    with campaign.store._database.reading() as connection:
        return list(connection.scalars(select(column)))


@PROTECTED
def test_the_link_alone_opens_no_answers(start: Start, anonymity: str) -> None:
    campaign = start(anonymity=anonymity)
    personal, _, code = begun(campaign)
    owner = campaign.owner
    campaign.store.follow(owner, personal.token)
    assert (told := campaign.store.invitation(owner, campaign.id)).needs_code and told.state == "resumes"
    for wrong in (None, "", "AAAA-AAAA", code[:-1], "\0", "x" * 10_000):
        with pytest.raises(WrongCode):
            campaign.store.begin(owner, campaign.id, language="en", code=wrong)
    assert campaign.store.assessment(owner, campaign.id).roles == {"owner"}
    for read in (campaign.store.answers_of, campaign.store.own_responses):
        with pytest.raises(NotAllowed):
            read(owner, campaign.id)
    assert kept(campaign, link.c.wrong_pins) == [6]
    anew = campaign.store.reissue_link(owner, campaign.id, personal.link.id)
    with pytest.raises(WrongCode):
        campaign.come(anew.token)
    assert campaign.store.answers_of(campaign.come(anew.token, code=code), campaign.id)["us", "tenure"].value == 4


@pytest.mark.parametrize(
    "typed", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code[:4]}{code[5:]}"]
)
def test_the_code_opens_them_however_it_is_typed(start: Start, typed: Callable[[str], str]) -> None:
    campaign = start(anonymity="confidential")
    personal, first, code = begun(campaign, pin="2468")
    assert len(code) == 9 and code == code.upper()
    with pytest.raises(WrongPin):
        campaign.come(personal.token, code=code)
    second = campaign.come(personal.token, code=typed(code), pin="2468")
    assert campaign.store.answers_of(second, campaign.id) == campaign.store.answers_of(first, campaign.id)
    assert campaign.store.links(campaign.owner, campaign.id)[0].uses == 1


def test_before_a_code_is_made_nothing_opens_them(start: Start) -> None:
    campaign = start(anonymity="confidential")
    personal = campaign.link("personal", "Anna")
    campaign.come(personal.token)
    for code in (None, "", "-"):
        with pytest.raises(WrongCode):
            campaign.come(personal.token, code=code)


def test_a_new_code_ends_the_one_before(start: Start) -> None:
    campaign = start(anonymity="confidential")
    personal, first, old = begun(campaign)
    new = campaign.store.resume_code(first, campaign.id)
    assert new != old
    with pytest.raises(WrongCode):
        campaign.come(personal.token, code=old)
    assert campaign.come(personal.token, code=new)


@PROTECTED
def test_beginning_anew_erases_what_was_not_finished(start: Start, anonymity: str) -> None:
    campaign = start(anonymity=anonymity, respondent_limit=1)
    personal, first, _ = begun(campaign)
    second = campaign.come(personal.token, anew=True, role_group="Service")
    assert campaign.store.answers_of(second, campaign.id) == {} and kept(campaign, answer.c.item) == []
    assert campaign.store.assessment(second, campaign.id).me.role_group == "Service"
    with pytest.raises(NotAllowed):
        campaign.store.answers_of(first, campaign.id)
    (seen,) = campaign.store.links(campaign.owner, campaign.id)
    assert (seen.state, seen.uses) == ("started", 1)
    campaign.store.finish(second, campaign.id)
    with pytest.raises(Spent):  # what is finished is never erased by a link
        campaign.come(personal.token, anew=True)


def test_named_people_go_on_by_their_link(start: Start) -> None:
    campaign = start()
    personal = campaign.link("personal", "Anna")
    first = campaign.come(personal.token)
    campaign.answer(first, 4)
    second = campaign.come(personal.token, anew=True)
    assert campaign.store.answers_of(second, campaign.id)["us", "tenure"].value == 4
    with pytest.raises(NotAllowed):
        campaign.store.resume_code(first, campaign.id)


def test_a_code_is_for_unfinished_answers_by_a_personal_link(start: Start) -> None:
    campaign = start(anonymity="confidential")
    _, first, _ = begun(campaign)
    assert campaign.store.may_have_code(first, campaign.id)
    campaign.store.finish(first, campaign.id)
    for browser in (first, campaign.come(campaign.link("open").token), campaign.owner, new_secret()):
        with pytest.raises(NotAllowed):
            campaign.store.resume_code(browser, campaign.id)
        assert not campaign.store.may_have_code(browser, campaign.id)


def test_codes_are_kept_as_hashes_and_not_beside_finished_anonymous_people(start: Start) -> None:
    campaign = start(anonymity="anonymous")
    _, first, code = begun(campaign)
    (stored,) = kept(campaign, participant.c.resume_hash)
    assert code.replace("-", "").lower() not in stored.lower() and "$" in stored
    campaign.store.finish(first, campaign.id)
    assert kept(campaign, participant.c.resume_hash) == [None]


def test_who_leaves_a_shared_device_comes_back_by_link_and_code(start: Start) -> None:
    campaign = start(anonymity="confidential")
    personal, first, code = begun(campaign)
    campaign.store.leave(first, campaign.id)
    with pytest.raises(WrongCode):
        campaign.come(personal.token, first)
    again = campaign.come(personal.token, first, code=code)
    assert campaign.store.answers_of(again, campaign.id)["us", "tenure"].value == 4


def test_who_was_shown_and_begins_anew_is_no_new_person(start: Start) -> None:
    campaign = start(anonymity="confidential", minimum_group=3)
    personal = campaign.link("personal", "Anna")
    anna, token = campaign.respond(personal.token, 1), campaign.link("open").token
    second, _ = (campaign.respond(token, value) for value in (2, 3))
    campaign.store.erase_own(second, campaign.id)
    campaign.store.unfinish(anna, campaign.id)
    campaign.store.finish(campaign.come(personal.token, anew=True), campaign.id)
    for value, shown in ((4, []), (5, []), (6, [3, 4, 5, 6])):
        campaign.respond(token, value)
        assert campaign.values() == shown
