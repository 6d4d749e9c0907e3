"""Who may do what: a table of all verbs and all roles. What is refused leaves every table as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from assess.store import Assessment, KeptQuestionnaire, Location, NotAllowed, Settings, Store, new_secret
from assess.store.decisions import Decisions
from assess.store.drafts import Drafts
from assess.store.keys import digest
from assess.store.library import Library
from assess.store.rooms import Rooms
from assess.store.stances import Stances
from assess.store.tables import device_grant, metadata
from assess.store.workshops import Workshops

ROLES = ("owner", "viewer", "participant", "invited", "stranger", "owner elsewhere", "participant elsewhere")
INSIDE = {"owner", "viewer", "participant"}
OWNER, PARTICIPANT, COMING = {"owner"}, {"participant"}, {"invited", "participant"}
Verb = Callable[[Store, str, str, dict[str, str]], object]
ALLOWED: dict[str, tuple[set[str], Verb]] = {
    "assessment": (INSIDE, lambda s, d, k, _: s.assessment(d, k)),
    "questionnaire": (INSIDE, lambda s, d, k, _: s.questionnaire(d, k)),
    "responses": ({"owner", "viewer"}, lambda s, d, k, _: s.responses(d, k)),
    "own_responses": (PARTICIPANT, lambda s, d, k, _: s.own_responses(d, k)),
    "answers_of": (PARTICIPANT, lambda s, d, k, _: s.answers_of(d, k)),
    "save_answer": (PARTICIPANT, lambda s, d, k, _: s.save_answer(d, k, "tenure", value=5)),
    "save_comment": (PARTICIPANT, lambda s, d, k, _: s.save_comment(d, k, "tenure", "mine now")),
    "clear_answer": (PARTICIPANT, lambda s, d, k, _: s.clear_answer(d, k, "tenure")),
    "finish": (PARTICIPANT, lambda s, d, k, _: s.finish(d, k)),
    "unfinish": (PARTICIPANT, lambda s, d, k, _: s.unfinish(d, k)),
    "erase_own": (PARTICIPANT, lambda s, d, k, _: s.erase_own(d, k)),
    "invitation": (COMING, lambda s, d, k, _: s.invitation(d, k)),
    "begin": (COMING, lambda s, d, k, _: s.begin(d, k, language="en")),
    "people": (OWNER, lambda s, d, k, _: s.people(d, k)),
    "board": (OWNER, lambda s, d, k, _: s.board(d, k)),
    "links": (OWNER, lambda s, d, k, _: s.links(d, k)),
    "add_links": (OWNER, lambda s, d, k, _: s.add_links(d, k, "owner", ["mine now"])),
    "revoke_link": (OWNER, lambda s, d, k, ids: s.revoke_link(d, k, ids["link"])),
    "reissue_link": (OWNER, lambda s, d, k, ids: s.reissue_link(d, k, ids["link"])),
    "erase_person": (OWNER, lambda s, d, k, ids: s.erase_person(d, k, ids["person"])),
    "update_settings": (OWNER, lambda s, d, k, _: s.update_settings(d, k, Settings(kind="links", intro="mine"))),
    "close_assessment": (OWNER, lambda s, d, k, _: s.close_assessment(d, k)),
    "reopen_assessment": (OWNER, lambda s, d, k, _: s.reopen_assessment(d, k)),
    "extend_assessment": (OWNER, lambda s, d, k, _: s.extend_assessment(d, k, None)),
    "delete_assessment": (OWNER, lambda s, d, k, _: s.delete_assessment(d, k)),
    "restore_assessment": (OWNER, lambda s, d, k, _: s.restore_assessment(d, k)),
    "audit": (OWNER, lambda s, d, k, _: s.audit(d, k)),
    "note_download": (OWNER, lambda s, d, k, _: s.note_download(d, k, "report.pdf")),
}
HARMLESS = {"leave"}  # takes away the device's own rights, if any
NO_DEVICE = {"open", "close", "place", "ping", "backup", "purge", "offered_by_server"}
NO_ASSESSMENT = {"create_assessment", "assessments_of", "follow", "follow_code"}
# About the device's own person, quiet for everybody else: test_languages.py, test_resuming.py
OF_ONESELF = {"language_of", "choose_language", "may_have_code", "resume_code"}
# Those of workshops have a table of their own: test_room_rights.py
OF_WORKSHOPS = {name for noun in (Workshops, Rooms, Stances, Decisions) for name in vars(noun)}
# Of no assessment; who keeps a questionnaire or a draft alone may change it: test_library.py
OF_AUTHORS = {name for noun in (Library, Drafts) for name in vars(noun)}


def everything(store: Store) -> dict[str, list[str]]:
    """All rows of all tables."""
    with store._database.reading() as connection:
        return {name: sorted(map(str, connection.execute(select(table)))) for name, table in metadata.tables.items()}


@pytest.fixture
def browsers(start: Callable[..., Any]) -> tuple[Any, dict[str, str]]:
    """A campaign and a browser of each role; strangers have rights elsewhere, which must not help."""
    campaign, elsewhere = start(), start()
    held = {role: new_secret() for role in ROLES} | {"owner": campaign.owner}
    personal = campaign.link("personal", "Anna").token
    campaign.come(personal, held["participant"])
    campaign.answer(held["participant"], 1)
    campaign.store.follow(held["invited"], campaign.link("open").token)
    campaign.store.follow(held["viewer"], campaign.link("viewer").token)
    elsewhere.store.follow(held["owner elsewhere"], elsewhere.link("owner").token)
    elsewhere.come(elsewhere.link("open").token, held["participant elsewhere"])
    return campaign, held


def test_every_verb_is_in_the_table() -> None:
    verbs = {name for name in dir(Store) if not name.startswith("_")}
    assert verbs - HARMLESS - NO_DEVICE - NO_ASSESSMENT - OF_ONESELF - OF_WORKSHOPS - OF_AUTHORS == set(ALLOWED)


@pytest.mark.parametrize("verb", ALLOWED)
def test_each_verb_is_for_its_roles_and_nobody_else(browsers: tuple[Any, dict[str, str]], verb: str) -> None:
    campaign, held = browsers
    store: Store = campaign.store
    allowed, act = ALLOWED[verb]
    ids = {
        "link": store.links(campaign.owner, campaign.id)[0].id,
        "person": store.people(campaign.owner, campaign.id)[0].id,
    }
    before = everything(store)
    for role in ROLES:
        if role not in allowed:
            with pytest.raises(NotAllowed):
                act(store, held[role], campaign.id, ids)
    assert everything(store) == before
    for role in sorted(allowed):
        act(store, held[role], campaign.id, ids)


def test_leaving_takes_nothing_from_others(browsers: tuple[Any, dict[str, str]]) -> None:
    campaign, held = browsers
    before = everything(campaign.store)
    for role in ("stranger", "owner elsewhere", "participant elsewhere"):
        campaign.store.leave(held[role], campaign.id)
    assert everything(campaign.store) == before


def test_who_is_invited_sees_the_assessment_nowhere(browsers: tuple[Any, dict[str, str]]) -> None:
    campaign, held = browsers
    assert campaign.store.assessments_of(held["invited"]) == ()


@pytest.mark.parametrize("role", ["viewer", "participant", "invited", "stranger"])
def test_only_an_owner_restores_what_was_deleted(browsers: tuple[Any, dict[str, str]], role: str) -> None:
    campaign, held = browsers
    campaign.store.delete_assessment(campaign.owner, campaign.id)
    with pytest.raises(NotAllowed):
        campaign.store.restore_assessment(held[role], campaign.id)
    assert campaign.store.assessments_of(held[role], deleted=True) == ()


def test_raters_do_not_touch_each_others_answers(start: Callable[..., Any]) -> None:
    campaign = start()
    token = campaign.link("open").token
    mine, theirs = campaign.come(token), campaign.come(token)
    campaign.answer(mine, 1)
    campaign.answer(theirs, 5)
    campaign.store.finish(theirs, campaign.id)
    campaign.store.clear_answer(mine, campaign.id, "tenure")  # finished is the other one
    assert campaign.store.answers_of(mine, campaign.id) == {}
    assert campaign.store.answers_of(theirs, campaign.id)["us", "tenure"].value == 5


def test_an_own_assessment_is_closed_to_others_too(
    store: Store, device: str, stranger: str, acme: Assessment, questionnaire: KeptQuestionnaire
) -> None:
    store.create_assessment(stranger, company="Own", questionnaire=questionnaire)
    before = everything(store)
    for verb, (_, act) in ALLOWED.items():
        with pytest.raises(NotAllowed):
            act(store, stranger, acme.id, {"link": "x", "person": "x"})
        assert everything(store) == before, verb


def test_a_right_taken_away_is_gone_at_once(store: Store, device: str, acme: Assessment) -> None:
    store._database.write(lambda connection: connection.execute(delete(device_grant)))
    for _, act in ALLOWED.values():
        with pytest.raises(NotAllowed):
            act(store, device, acme.id, {"link": "x", "person": "x"})


def test_no_device_secret_and_no_token_is_stored(
    new_sqlite: Callable[[], Location], questionnaire: KeptQuestionnaire
) -> None:
    location, device, guest = new_sqlite(), new_secret(), new_secret()
    opened = Store.open(location)
    made = opened.create_assessment(
        device, company="Acme", questionnaire=questionnaire, settings=Settings(kind="links")
    )
    (link,) = opened.add_links(device, made.id, "personal", ["Anna"], pin="9753")
    opened.follow(guest, link.token)
    opened.close()
    kept = Path(str(location)).read_bytes()
    assert all(digest(secret).encode() in kept for secret in (device, guest, link.token))
    assert not any(secret.encode() in kept for secret in (device, guest, link.token, "9753"))
