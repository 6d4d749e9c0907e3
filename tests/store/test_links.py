"""Links: made, followed, spent when finished and not before; each refusal has a class of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from assess.store import (
    Closed,
    Deleted,
    EntryError,
    Expired,
    Followed,
    Full,
    NotAllowed,
    NotFound,
    Revoked,
    Spent,
    UnknownLink,
    WrongPin,
    new_secret,
)
from assess.store.pins import hashed, is_pin
from assess.store.tables import link

Start = Callable[..., Any]
LATER = datetime.now(UTC) + timedelta(days=1)
PAST = datetime.now(UTC) - timedelta(seconds=1)


def expire(campaign: Any, link_id: str) -> None:
    """Lets a link's date pass."""
    past = update(link).where(link.c.id == link_id).values(expires=PAST)
    campaign.store._database.write(lambda connection: connection.execute(past))


def test_an_assessment_by_links_is_owned_but_not_answered_by_who_starts_it(start: Start, device: str) -> None:
    campaign = start()
    made = campaign.store.assessment(device, campaign.id)
    assert made.roles == {"owner"} and made.me is None and made.settings.kind == "links"


def test_tokens_are_short_unlike_and_stored_as_digests_only(start: Start, device: str) -> None:
    campaign = start()
    made = campaign.store.add_links(device, campaign.id, "personal", [f"Person {n}" for n in range(200)])
    tokens = {each.token for each in made}
    assert len(tokens) == 200 and {len(token) for token in tokens} == {22}
    assert [each.link.label for each in made] == [f"Person {n}" for n in range(200)]
    assert not any(token in repr(campaign.store.links(device, campaign.id)) for token in tokens)


def test_an_owner_link_opens_the_assessment_in_another_browser(start: Start, stranger: str) -> None:
    campaign = start()
    token = campaign.link("owner").token
    assert campaign.store.follow(stranger, token) == Followed(campaign.id, "owner")
    assert campaign.store.follow(stranger, token).role == "owner"  # twice is once
    assert campaign.store.assessment(stranger, campaign.id).roles == {"owner"}


def test_following_spends_and_marks_nothing(start: Start) -> None:
    campaign = start()
    personal = campaign.link("personal", "Anna")
    for scanner in (new_secret(), new_secret()):
        assert campaign.store.follow(scanner, personal.token) == Followed(campaign.id, "invited")
    (seen,) = campaign.store.links(campaign.owner, campaign.id)
    assert (seen.state, seen.opens, seen.opened) == ("new", 0, None)
    assert campaign.come(personal.token)


def test_a_personal_link_is_opened_started_finished_and_then_spent(start: Start) -> None:
    campaign, browser = start(), new_secret()
    personal = campaign.link("personal", "Anna")

    def state() -> str:
        return campaign.store.links(campaign.owner, campaign.id)[0].state

    campaign.store.follow(browser, personal.token)
    assert state() == "new"
    campaign.store.invitation(browser, campaign.id)
    campaign.store.invitation(browser, campaign.id)
    assert state() == "opened" and campaign.store.links(campaign.owner, campaign.id)[0].opens == 1
    campaign.store.begin(browser, campaign.id, language="de")
    assert state() == "started"
    campaign.store.finish(browser, campaign.id)
    assert state() == "finished"
    with pytest.raises(Spent):
        campaign.store.follow(new_secret(), personal.token)
    assert campaign.store.follow(browser, personal.token).role == "participant"  # their own result
    campaign.store.unfinish(browser, campaign.id)
    assert state() == "started" and campaign.store.follow(new_secret(), personal.token).role == "invited"


def test_a_personal_link_resumes_on_a_second_device(start: Start) -> None:
    campaign = start()
    personal = campaign.link("personal", "Anna", pin="2468")
    first = campaign.come(personal.token, pin="2468", name="Anna")
    campaign.answer(first, 4)
    second = new_secret()
    campaign.store.follow(second, personal.token)
    invitation = campaign.store.invitation(second, campaign.id)
    assert (invitation.state, invitation.needs_pin) == ("resumes", True)
    resumed = campaign.store.begin(second, campaign.id, language="en", pin="2468")
    assert resumed.me == campaign.store.assessment(first, campaign.id).me
    assert campaign.store.answers_of(second, campaign.id) == campaign.store.answers_of(first, campaign.id)
    assert campaign.store.links(campaign.owner, campaign.id)[0].uses == 1


def test_what_an_invitation_tells(start: Start) -> None:
    campaign = start(anonymity="confidential", minimum_group=4, intro="Welcome", visible="group")
    browser = new_secret()
    campaign.store.follow(browser, campaign.link("personal", "Anna", pin="abcd", role_group="Sales").token)
    told = campaign.store.invitation(browser, campaign.id)
    assert (told.company, told.questionnaire_id, told.language, told.closes) == ("Acme", "pulse", "en", None)
    assert (told.settings.anonymity, told.settings.minimum_group, told.settings.intro) == (
        "confidential",
        4,
        "Welcome",
    )
    assert (told.needs_pin, told.role_group, told.state) == (True, "Sales", "new")


def test_a_browser_answers_an_open_link_once(start: Start, stranger: str) -> None:
    campaign = start()
    token = campaign.link("open").token
    campaign.come(token, stranger)
    me = campaign.store.assessment(stranger, campaign.id).me
    assert campaign.store.follow(stranger, token).role == "participant"
    assert campaign.store.begin(stranger, campaign.id, language="en").me == me
    assert campaign.store.invitation(stranger, campaign.id).state == "begun"
    assert len(campaign.store.people(campaign.owner, campaign.id)) == 1


def test_a_second_person_at_one_browser_has_answers_of_their_own(start: Start, stranger: str) -> None:
    campaign = start()
    anna, ben = (campaign.link("personal", name).token for name in ("Anna", "Ben"))
    campaign.come(anna, stranger, name="Anna")
    campaign.answer(stranger, 1)
    campaign.come(ben, stranger, name="Ben")
    assert campaign.store.answers_of(stranger, campaign.id) == {}
    campaign.answer(stranger, 2)
    assert campaign.store.follow(stranger, anna).role == "invited"
    campaign.come(anna, stranger)
    assert campaign.store.answers_of(stranger, campaign.id)["us", "tenure"].value == 1


def test_a_session_ended_on_a_shared_device_leaves_the_answers(start: Start, stranger: str) -> None:
    campaign = start()
    personal = campaign.link("personal", "Anna").token
    campaign.come(personal, stranger)
    campaign.answer(stranger, 5)
    campaign.store.leave(stranger, campaign.id)
    campaign.store.leave(stranger, campaign.id)
    for verb in (campaign.store.assessment, campaign.store.answers_of, campaign.store.invitation):
        with pytest.raises(NotAllowed):
            verb(stranger, campaign.id)
    assert campaign.store.assessments_of(stranger) == ()
    again = campaign.come(personal)
    assert campaign.store.answers_of(again, campaign.id)["us", "tenure"].value == 5


def test_who_started_an_assessment_keeps_it_after_leaving(start: Start, acme: Any, device: str) -> None:
    campaign = start()
    campaign.store.leave(device, campaign.id)
    campaign.store.leave(device, acme.id)
    assert campaign.store.assessment(device, campaign.id).roles == {"owner"}
    assert campaign.store.assessment(device, acme.id) == acme
    guest = new_secret()
    campaign.store.follow(guest, campaign.link("owner").token)
    campaign.store.leave(guest, campaign.id)
    assert campaign.store.assessments_of(guest) == ()


# Refusals


@pytest.mark.parametrize("token", ["", "x", "x" * 22, "../../etc", "\0" * 22, "é" * 22, "x" * 100_000])
def test_a_token_of_no_link_is_unknown(start: Start, token: str, stranger: str) -> None:
    with pytest.raises(UnknownLink):
        start().store.follow(stranger, token)


def test_a_revoked_link_leads_nowhere_and_its_rights_end(start: Start, stranger: str) -> None:
    campaign = start()
    store, device = campaign.store, campaign.owner
    viewer, personal = campaign.link("viewer"), campaign.link("personal", "Anna")
    store.follow(stranger, viewer.token)
    person = campaign.respond(personal.token, 4)
    invited = new_secret()
    opened = campaign.link("open")
    store.follow(invited, opened.token)
    for each in (viewer, personal, opened):
        store.revoke_link(device, campaign.id, each.link.id)
        store.revoke_link(device, campaign.id, each.link.id)
        with pytest.raises(Revoked):
            store.follow(new_secret(), each.token)
    for browser in (stranger, person, invited):
        with pytest.raises(NotAllowed):
            store.assessment(browser, campaign.id)
        with pytest.raises(NotAllowed):
            store.begin(browser, campaign.id, language="en")
    assert campaign.values() == [4]  # answers given stay


def test_who_revokes_the_owner_link_that_they_came_by_stays_owner(start: Start, stranger: str) -> None:
    campaign = start()
    owner_link = campaign.link("owner")
    campaign.store.follow(stranger, owner_link.token)
    campaign.store.revoke_link(stranger, campaign.id, owner_link.link.id)
    assert campaign.store.assessment(stranger, campaign.id).roles == {"owner"}


def test_a_link_given_anew_keeps_its_person_and_kills_the_old_token(start: Start) -> None:
    campaign = start()
    store = campaign.store
    old = campaign.link("personal", "Anna")
    first = campaign.come(old.token)
    campaign.answer(first, 2)
    store.revoke_link(campaign.owner, campaign.id, old.link.id)
    new = store.reissue_link(campaign.owner, campaign.id, old.link.id)
    assert new.token != old.token and new.link.id == old.link.id and new.link.revoked is None
    with pytest.raises(UnknownLink):
        store.follow(new_secret(), old.token)
    with pytest.raises(NotAllowed):
        store.answers_of(first, campaign.id)
    assert store.answers_of(campaign.come(new.token), campaign.id)["us", "tenure"].value == 2


def test_a_finished_persons_link_is_not_given_anew(start: Start) -> None:
    campaign = start()
    personal = campaign.link("personal", "Anna")
    campaign.respond(personal.token)
    with pytest.raises(Spent):
        campaign.store.reissue_link(campaign.owner, campaign.id, personal.link.id)


def test_an_expired_link_lets_nobody_in_who_has_not_begun(start: Start, stranger: str) -> None:
    campaign = start()
    personal, viewer = campaign.link("personal", "Anna", expires=LATER), campaign.link("viewer", expires=LATER)
    person, late = campaign.come(personal.token), new_secret()
    campaign.store.follow(late, personal.token)
    campaign.store.follow(stranger, viewer.token)
    for each in (personal, viewer):
        expire(campaign, each.link.id)
        with pytest.raises(Expired):
            campaign.store.follow(new_secret(), each.token)
    with pytest.raises(Expired):
        campaign.store.invitation(late, campaign.id)
    with pytest.raises(Expired):
        campaign.store.begin(late, campaign.id, language="en")
    assert campaign.store.follow(person, personal.token).role == "participant"
    campaign.answer(person, 3)


def test_a_viewers_right_ends_with_its_link(start: Start, stranger: str) -> None:
    campaign = start()
    soon = datetime.now(UTC) + timedelta(seconds=0.5)
    campaign.store.follow(stranger, campaign.link("viewer", expires=soon).token)
    assert campaign.store.assessment(stranger, campaign.id).roles == {"viewer"}
    while datetime.now(UTC) <= soon:
        pass
    for verb in (campaign.store.assessment, campaign.store.responses, campaign.store.questionnaire):
        with pytest.raises(NotAllowed):
            verb(stranger, campaign.id)


def test_a_closed_or_deleted_assessment_lets_nobody_in(start: Start) -> None:
    campaign = start()
    token, viewer = campaign.link("open").token, campaign.link("viewer").token
    person, invited = campaign.respond(token), new_secret()
    campaign.store.follow(invited, token)
    campaign.store.close_assessment(campaign.owner, campaign.id)
    for refused in (
        lambda: campaign.store.follow(new_secret(), token),
        lambda: campaign.store.invitation(invited, campaign.id),
        lambda: campaign.store.begin(invited, campaign.id, language="en"),
    ):
        with pytest.raises(Closed):
            refused()
    assert campaign.store.follow(person, token).role == "participant"
    assert campaign.store.follow(new_secret(), viewer).role == "viewer"
    campaign.store.delete_assessment(campaign.owner, campaign.id)
    for each in (token, viewer):
        with pytest.raises(Deleted):
            campaign.store.follow(new_secret(), each)


@pytest.mark.parametrize("of", ["link", "assessment"])
def test_a_full_assessment_lets_only_those_in_who_have_begun(start: Start, of: str) -> None:
    campaign = start(respondent_limit=2 if of == "assessment" else None)
    token = campaign.link("open", limit=2 if of == "link" else None).token
    waiting = new_secret()
    campaign.store.follow(waiting, token)
    begun = [campaign.come(token), campaign.come(token)]
    with pytest.raises(Full):
        campaign.store.follow(new_secret(), token)
    with pytest.raises(Full):
        campaign.store.begin(waiting, campaign.id, language="en")
    assert campaign.store.follow(begun[0], token).role == "participant"


# PINs


def test_a_wrong_pin_is_counted_and_nothing_begins(start: Start, stranger: str) -> None:
    campaign = start()
    token = campaign.link("open", pin="ab12").token
    campaign.store.follow(stranger, token)
    for attempt, wrong in enumerate([None, "", "AB12", "ab1", "ab12 ", "\0" * 5], start=1):
        with pytest.raises(WrongPin) as error:
            campaign.store.begin(stranger, campaign.id, language="en", pin=wrong)
        assert (error.value.attempts, error.value.of_link) == (attempt, attempt)
    other = new_secret()
    campaign.store.follow(other, token)
    with pytest.raises(WrongPin) as error:
        campaign.store.begin(other, campaign.id, language="en", pin="zz99")
    assert (error.value.attempts, error.value.of_link) == (1, 7)  # a room is not locked out by one of it
    assert campaign.store.people(campaign.owner, campaign.id) == ()
    assert campaign.store.begin(stranger, campaign.id, language="en", pin="ab12").me


def test_pins_are_kept_as_salted_hashes() -> None:
    first, second = hashed("1234"), hashed("1234")
    assert first != second and "1234" not in first.partition("$")[0][:4]
    assert is_pin("1234", first) and is_pin("1234", second) and not is_pin("1235", first) and not is_pin(None, first)


# Entries


@pytest.mark.parametrize(
    ("role", "labels", "given", "paths"),
    [
        ("personal", ["Anna", " ", "x" * 201], {}, {"labels[1]", "labels[2]"}),
        ("personal", [], {}, {"labels"}),
        ("personal", ["x"] * 1001, {}, {"labels"}),
        ("admin", ["x"], {"pin": "12 34"}, {"role", "pin"}),
        ("open", ["x"], {"pin": "123"}, {"pin"}),
        ("open", ["x"], {"expires": PAST}, {"expires"}),
        ("open", ["x"], {"limit": 0}, {"limit"}),
        ("viewer", ["x"], {"limit": 3}, {"limit"}),
        ("personal", ["x"], {"role_group": "Nobody"}, {"role_group"}),
    ],
)
def test_what_is_no_link_is_told_by_its_field(
    start: Start, role: Any, labels: list[str], given: dict[str, Any], paths: set[str]
) -> None:
    campaign = start()
    with pytest.raises(EntryError) as error:
        campaign.store.add_links(campaign.owner, campaign.id, role, labels, **given)
    assert {problem.path for problem in error.value.problems} == paths
    assert campaign.store.links(campaign.owner, campaign.id) == ()


def test_an_own_assessment_has_no_links_for_others_to_answer(acme: Any, store: Any, device: str) -> None:
    with pytest.raises(EntryError, match="role"):
        store.add_links(device, acme.id, "open", ["everybody"])
    assert store.add_links(device, acme.id, "viewer", ["the board"])


def test_what_a_respondent_enters_is_checked(start: Start, stranger: str) -> None:
    campaign = start()
    campaign.store.follow(stranger, campaign.link("open").token)
    for wrong in ({"name": "x" * 81}, {"role_group": "Nobody"}, {"language": ""}):
        with pytest.raises(EntryError):
            campaign.store.begin(stranger, campaign.id, **{"language": "en", **wrong})
    me = campaign.store.begin(stranger, campaign.id, language="en", name=" =1+1 <b>\0 مرحبا ", role_group="Sales").me
    assert me and (me.name, me.role_group) == ("=1+1 <b> مرحبا", "Sales")


def test_another_assessments_links_are_not_found(start: Start) -> None:
    mine, other = start(), start()
    foreign = other.link("personal", "Anna").link.id
    for verb in (mine.store.revoke_link, mine.store.reissue_link):
        for key in (foreign, "nothing", "\0"):
            with pytest.raises(NotFound):
                verb(mine.owner, mine.id, key)
    assert other.store.links(other.owner, other.id)[0].revoked is None
