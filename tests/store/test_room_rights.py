"""Who may do what in a workshop: a table of all its verbs and all roles. What is refused changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from assess.core.questionnaire import Discipline
from assess.core.workshop import Stage
from assess.store import Deleted, NotAllowed, NotFound, Store, new_secret
from assess.store.decisions import Decisions
from assess.store.rooms import Rooms
from assess.store.stances import Stances
from assess.store.tables import metadata
from assess.store.workshops import Workshops

CI, OE, PL = Discipline
ROLES = ("owner", "viewer", "participant", "invited", "stranger", "owner elsewhere")
INSIDE, OWNER, PARTICIPANT, WATCHING = (
    {"owner", "viewer", "participant"},
    {"owner"},
    {"participant"},
    {"owner", "viewer"},
)
Verb = Callable[[Store, str, str, dict[str, Any]], object]
ALLOWED: dict[str, tuple[set[str], Verb]] = {
    "room": (INSIDE, lambda s, d, k, _: s.room(d, k)),
    "seat": (INSIDE, lambda s, d, k, _: s.seat(d, k)),
    "room_progress": (WATCHING, lambda s, d, k, _: s.room_progress(d, k)),
    "notes": (INSIDE, lambda s, d, k, _: s.notes(d, k)),
    "actions": (INSIDE, lambda s, d, k, _: s.actions(d, k)),
    "points": (WATCHING, lambda s, d, k, _: s.points(d, k)),
    "points_of": (PARTICIPANT, lambda s, d, k, _: s.points_of(d, k)),
    "open_room": (OWNER, lambda s, d, k, _: s.open_room(d, k)),
    "lock_room": (OWNER, lambda s, d, k, _: s.lock_room(d, k, True)),
    "set_cap": (OWNER, lambda s, d, k, _: s.set_cap(d, k, 3)),
    "remove_silent": (OWNER, lambda s, d, k, _: s.remove_silent(d, k)),
    "set_timer": (OWNER, lambda s, d, k, _: s.set_timer(d, k, 60)),
    "pause_timer": (OWNER, lambda s, d, k, _: s.pause_timer(d, k)),
    "resume_timer": (OWNER, lambda s, d, k, _: s.resume_timer(d, k)),
    "set_lead": (OWNER, lambda s, d, k, _: s.set_lead(d, k, PL)),
    "earlier_run": (OWNER, lambda s, d, k, _: s.earlier_run(d, k)),
    "duplicate_workshop": (OWNER, lambda s, d, k, _: s.duplicate_workshop(d, k)),
    "add_note": (OWNER, lambda s, d, k, _: s.add_note(d, k, "mine")),
    "edit_note": (OWNER, lambda s, d, k, ids: s.edit_note(d, k, ids["note"])),
    "delete_note": (OWNER, lambda s, d, k, ids: s.delete_note(d, k, ids["note"].id)),
    "add_action": (OWNER, lambda s, d, k, _: s.add_action(d, k, "mine")),
    "edit_action": (OWNER, lambda s, d, k, ids: s.edit_action(d, k, ids["action"])),
    "delete_action": (OWNER, lambda s, d, k, ids: s.delete_action(d, k, ids["action"].id)),
    "move_to": (OWNER, lambda s, d, k, ids: s.move_to(d, k, ids["revision"], "back")),
}
EARLIER = {
    "update_plan": (OWNER, lambda s, d, k, _: s.update_plan(d, k, title="Mine")),
    "choose_second_vote": (OWNER, lambda s, d, k, _: s.choose_second_vote(d, k, ["answering"])),
    "save_points": (PARTICIPANT, lambda s, d, k, _: s.save_points(d, k, {CI: 100, OE: 0, PL: 0})),
}
"""Verbs for which the workshop of this table is at another point; each has its own."""
NO_ASSESSMENT = {"create_workshop", "workshops_of"}
NO_DEVICE = {"revisions"}  # numbers that tell nothing of anybody


def everything(store: Store) -> dict[str, list[str]]:
    with store._database.reading() as connection:
        return {name: sorted(map(str, connection.execute(select(table)))) for name, table in metadata.tables.items()}


def browsers(workshop: Any, role: str) -> str:
    store, browser = workshop.store, new_secret()
    if role == "owner":
        return str(workshop.owner)
    if role == "participant":
        return str(workshop.join(browser))
    if role == "invited":
        store.follow_code(browser, workshop.code)
    if role == "viewer":
        (made,) = store.add_links(workshop.owner, workshop.id, "viewer", ["Wall"])
        store.follow(browser, made.token)
    if role == "owner elsewhere":
        store.duplicate_workshop(workshop.owner, workshop.id)
        source = store.assessment(workshop.owner, workshop.id)
        store.create_workshop(
            browser, title="Theirs", company="Bolt", plan=store.room(workshop.owner, workshop.id).plan,
            questionnaire=store.questionnaire(workshop.owner, source.id),
        )  # fmt: skip
    return browser


def test_every_verb_is_in_the_table() -> None:
    verbs = {name for noun in (Workshops, Rooms, Stances, Decisions) for name in vars(noun) if name[0] != "_"}
    assert verbs - NO_ASSESSMENT - NO_DEVICE == set(ALLOWED) | set(EARLIER)


def check(workshop: Any, held: dict[str, str], allowed: set[str], act: Verb) -> None:
    """Refuses whoever may not, changing nothing, and serves whoever may."""
    store: Store = workshop.store
    before = everything(store)
    for role in ROLES:
        if role not in allowed:
            with pytest.raises(NotAllowed):
                act(store, held[role], workshop.id, ids_of(workshop))
    assert everything(store) == before
    for role in sorted(allowed):
        act(store, held[role], workshop.id, ids_of(workshop))


def ids_of(workshop: Any) -> dict[str, Any]:
    store, owner, key = workshop.store, workshop.owner, workshop.id
    first = {"revision": store.room(owner, key).revision}
    return first | {
        "note": next(iter(store.notes(owner, key)), None),
        "action": next(iter(store.actions(owner, key)), None),
    }


def test_each_verb_is_for_its_roles_and_nobody_else(workshop: Any) -> None:
    told = workshop()
    held = {role: browsers(told, role) for role in ROLES}
    check(told, held, *EARLIER["choose_second_vote"])
    told.to(Stage.LEAD)
    check(told, held, *EARLIER["save_points"])
    told.go("next")
    told.store.add_note(told.owner, told.id, "ours")
    told.store.add_action(told.owner, told.id, "ours")
    for allowed, act in ALLOWED.values():
        check(told, held, allowed, act)


def test_the_plan_is_the_facilitators(workshop: Any, store: Store, device: str, stranger: str) -> None:
    copy = store.duplicate_workshop(device, workshop().id)
    with pytest.raises(NotAllowed):
        store.update_plan(stranger, copy.id, title="Mine")
    assert store.update_plan(device, copy.id, title="Ours").title == "Ours"


def test_what_is_no_workshop_has_no_room(store: Store, device: str, acme: Any) -> None:
    for act in (store.room, store.seat, store.room_progress, store.open_room, store.earlier_run):
        with pytest.raises(NotFound):
            act(device, acme.id)
    with pytest.raises(NotFound):
        store.add_note(device, acme.id, "ours")
    assert store.workshops_of(device) == ()


def test_participants_see_no_code_and_viewers_do(workshop: Any) -> None:
    told = workshop()
    assert told.store.room(browsers(told, "participant"), told.id).code is None
    assert told.store.room(browsers(told, "viewer"), told.id).code == told.code


@pytest.mark.parametrize("role", sorted(INSIDE))
def test_who_sits_in_a_room_finds_it_and_its_assessment(workshop: Any, role: str) -> None:
    told = workshop()
    browser = browsers(told, role)
    told.go("next")
    found = told.store.seat(browser, told.id)
    assert found == (told.store.room(browser, told.id), told.store.assessment(browser, told.id))
    assert found[1].competitors


def test_a_deleted_workshop_has_no_seats(workshop: Any) -> None:
    told = workshop()
    told.store.delete_assessment(told.owner, told.id)
    with pytest.raises(Deleted):
        told.store.seat(told.owner, told.id)
