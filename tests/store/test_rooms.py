"""A workshop's room: its stages, what each collects and reveals, its door, and that two facilitators move it once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from assess.core.questionnaire import Discipline
from assess.core.workshop import Asked, Plan, Stage
from assess.store import (
    Closed,
    Counts,
    Deleted,
    EntryError,
    Full,
    KeptQuestionnaire,
    Moved,
    NotAllowed,
    NotCollecting,
    NotFound,
    NotPossible,
    NotRevealed,
    PointsShown,
    RoomLocked,
    Settings,
    Store,
    Timer,
    UnknownLink,
    new_secret,
)
from assess.store.tables import metadata

CI, OE, PL = Discipline
PLAN = Plan((Asked("knowing", ("needs", "tenure"), ("needs",)), Asked("answering", ("same-day",))))
SOME_POINTS = {CI: 50, OE: 25, PL: 25}


@pytest.mark.parametrize("anonymity", ["named", "confidential", "anonymous"])
def test_a_workshop_from_the_lobby_to_the_close(workshop: Any, anonymity: str) -> None:
    room = workshop(anonymity=anonymity, minimum_group=3)
    people = room.people(4)
    with pytest.raises(NotCollecting):
        room.answer(people[0], 3)
    room.go("next")
    for value, person in enumerate(people, start=1):
        room.answer(person, value)
        room.answer(person, 3, "tenure")
        room.answer(person, 2, subject="Bolt")
    counts = room.store.room_progress(room.owner, room.id)
    assert (counts.joined, counts.answering, counts.done, counts.owed) == (4, 4, 0, 4)
    with pytest.raises(NotRevealed):
        room.values()
    assert room.go("next").revealed == 1
    assert room.values() == sorted([1, 2, 3, 4] + [3] * 4 + [2] * 4)
    with pytest.raises(NotCollecting):
        room.answer(people[0], 5)
    room.store.choose_second_vote(room.owner, room.id, ["knowing"])
    assert room.to(Stage.VOTE).collecting == 2
    for person in people:
        room.answer(person, 5, of_round=2)
        with pytest.raises(NotCollecting):
            room.answer(person, 5)
    assert 5 not in room.values()
    assert room.go("next").revealed == 2
    assert room.values().count(5) == 4 and room.values(rounds=1) == sorted([1, 2, 3, 4] + [3] * 4 + [2] * 4)
    assert room.go("next").collecting_points
    ci, oe, pl = Discipline
    for person in people:
        room.store.save_points(person, room.id, {ci: 60, oe: 30, pl: 10})
    with pytest.raises(NotRevealed):
        room.store.points(room.owner, room.id)
    room.go("next")
    assert room.store.points(room.owner, room.id).means == {ci: 60, oe: 30, pl: 10}
    made = room.store.add_action(room.owner, room.id, "Ask ten customers", owner="Ann")
    closed = room.to(Stage.CLOSE)
    assert closed.ended and closed.code is None and room.store.actions(room.owner, room.id) == (made,)
    assert room.store.answers_of(people[0], room.id, round=2)["us", "needs"].value == 5
    assert room.store.points_of(people[0], room.id) == {ci: 60, oe: 30, pl: 10}


# The door


def test_a_code_is_typed_in_any_way_and_leads_back_in(workshop: Any, stranger: str) -> None:
    told = workshop()
    typed = f" {told.code[:4].upper()}-{told.code[4:]} "
    assert told.store.follow_code(stranger, typed).role == "invited"
    told.store.begin(stranger, told.id, language="en")
    assert told.store.follow_code(stranger, typed).role == "participant"
    for unknown in ("", "22222222", "no code at all", told.code[:7], "\0"):
        with pytest.raises(UnknownLink):
            told.store.follow_code(new_secret(), unknown)


def test_a_locked_room_takes_no_newcomers(workshop: Any, stranger: str) -> None:
    told = workshop()
    known, invited = told.join(), new_secret()
    told.store.follow_code(invited, told.code)
    told.store.lock_room(told.owner, told.id, True)
    assert told.store.follow_code(known, told.code).role == "participant"
    with pytest.raises(RoomLocked):
        told.store.follow_code(stranger, told.code)
    with pytest.raises(RoomLocked):
        told.store.begin(invited, told.id, language="en")
    told.store.lock_room(told.owner, told.id, False)
    told.join(stranger)


def test_a_cap_is_of_people_there(workshop: Any, stranger: str) -> None:
    told = workshop()
    told.store.set_cap(told.owner, told.id, 2)
    first, _ = told.people(2)
    with pytest.raises(Full):
        told.store.follow_code(stranger, told.code)
    told.store.erase_own(first, told.id)
    told.join(stranger)


def test_an_ended_room_lets_nobody_in_but_those_who_were_there(workshop: Any, stranger: str) -> None:
    told = workshop()
    known = told.join()
    told.to(Stage.CLOSE)
    with pytest.raises(Closed):
        told.store.follow_code(stranger, told.code)
    assert told.store.follow_code(known, told.code).role == "participant"


def test_opening_twice_gives_the_same_code_and_no_link_leads_past_the_door(workshop: Any, store: Store) -> None:
    told = workshop()
    assert store.open_room(told.owner, told.id) == told.code
    copy = store.duplicate_workshop(told.owner, told.id)
    (made,) = store.add_links(told.owner, copy.id, "open", ["early"])
    with pytest.raises(RoomLocked):
        store.follow(new_secret(), made.token)


def test_a_named_facilitator_removes_a_person(workshop: Any) -> None:
    told = workshop()
    ann, ben = told.join(name="Ann"), told.join(name="Ben")
    found = {each.name: each.id for each in told.store.people(told.owner, told.id)}
    told.store.erase_person(told.owner, told.id, found["Ann"])
    assert told.store.room_progress(told.owner, told.id).joined == 1 and told.store.room(ben, told.id)
    with pytest.raises(NotAllowed):
        told.store.room(ann, told.id)


@pytest.mark.parametrize("anonymity", ["named", "anonymous"])
def test_those_who_answered_nothing_can_be_removed_together(workshop: Any, anonymity: str) -> None:
    told = workshop(anonymity=anonymity, minimum_group=3)
    person, silent, _ = told.people(3)
    told.go("next")
    told.answer(person, 3)
    assert told.store.remove_silent(told.owner, told.id) == 2 and told.store.remove_silent(told.owner, told.id) == 0
    assert told.store.room(person, told.id) and told.store.room_progress(told.owner, told.id).joined == 1
    with pytest.raises(NotAllowed):
        told.store.room(silent, told.id)


# Moving


def test_a_stale_press_moves_nothing(workshop: Any) -> None:
    told = workshop()
    seen = told.store.room(told.owner, told.id).revision
    assert told.store.move_to(told.owner, told.id, seen, "next").position.stage == Stage.RATE
    with pytest.raises(Moved):
        told.store.move_to(told.owner, told.id, seen, "next")
    assert told.store.room(told.owner, told.id).position.stage == Stage.RATE


def test_paused_and_closed_take_no_answers(workshop: Any) -> None:
    told = workshop()
    person = told.join()
    for change, taken in (("next", True), ("pause", False), ("open", True), ("close", False), ("open", True)):
        told.go(change)
        if taken:
            told.answer(person, 3)
        else:
            with pytest.raises(NotCollecting):
                told.answer(person, 4)
            with pytest.raises(NotCollecting):
                told.store.clear_answer(person, told.id, "needs")


def test_going_back_is_for_looking(workshop: Any) -> None:
    told = workshop()
    person = told.join()
    told.go("next")
    told.answer(person, 3)
    told.go("next")
    room = told.go("back")
    assert (room.position.stage, room.position.state, room.collecting, room.revealed) == (
        Stage.RATE,
        "closed",
        None,
        1,
    )
    with pytest.raises(NotCollecting):
        told.answer(person, 4)
    with pytest.raises(NotPossible):
        told.go("open")
    assert told.go("back", "next", "next").position.stage == Stage.REVEAL and told.values() == [3]


def test_the_end_stays_the_end(workshop: Any) -> None:
    told = workshop()
    person = told.join()
    ended = told.to(Stage.CLOSE)
    looking = told.go("back", "back")
    assert looking.ended == ended.ended and looking.position.stage == Stage.STANCE
    for refused in (told.store.close_assessment, told.store.reopen_assessment):
        with pytest.raises(NotPossible):
            refused(told.owner, told.id)
    for refused in (told.store.finish, told.store.unfinish):
        with pytest.raises(Closed):
            refused(person, told.id)


def test_nobody_finishes_before_the_reveal(workshop: Any) -> None:
    told = workshop()
    person = told.join()
    for refused in (told.store.finish, told.store.unfinish):
        with pytest.raises(NotPossible):
            refused(person, told.id)


def test_the_second_vote_is_chosen_before_it(workshop: Any) -> None:
    told = workshop()
    choose = told.store.choose_second_vote
    with pytest.raises(EntryError):
        choose(told.owner, told.id, ["other"])
    assert choose(told.owner, told.id, {"answering", "knowing"}).plan.again == ("knowing", "answering")
    told.to(Stage.VOTE)
    assert choose(told.owner, told.id, ["answering"]).plan.again == ("answering",)
    with pytest.raises(NotPossible):
        choose(told.owner, told.id, [])
    told.go("next")
    with pytest.raises(NotPossible):
        choose(told.owner, told.id, ["knowing"])


def test_together_each_dimension_is_counted_by_itself(workshop: Any) -> None:
    told = workshop(plan=replace(PLAN, pace="together"))
    first, second = told.people(2)
    told.go("next")
    for item in ("needs", "tenure"):
        told.answer(first, 3, item)
    told.answer(first, 3, subject="Bolt")
    told.answer(second, 3)
    told.store.save_answer(second, told.id, "tenure", state="dk")
    told.store.save_comment(second, told.id, "needs", "not yet", subject="Bolt")
    assert told.store.room_progress(told.owner, told.id) == Counts(joined=2, answering=2, done=1, owed=3)
    told.go("next")
    assert told.store.room_progress(told.owner, told.id) == Counts(joined=2, answering=0, done=0, owed=1)
    told.to(Stage.LEAD)
    told.store.save_points(first, told.id, SOME_POINTS)
    assert told.store.room_progress(told.owner, told.id) == Counts(joined=2, answering=1, done=1, owed=1)


@pytest.mark.parametrize("anonymity", ["named", "confidential", "anonymous"])
def test_nobody_owes_what_follows_from_other_answers(workshop: Any, anonymity: str) -> None:
    """METHOD 2: a dimension of conditional items only adds nothing to what is owed, nor to who counts as complete."""
    plan = Plan((Asked("knowing", ("needs",)), Asked("following", ())), pace="together")
    told = workshop(plan=plan, anonymity=anonymity, minimum_group=3)
    people = told.people(3)
    told.go("next")
    for person in people:
        told.answer(person, 3)
    assert told.store.room_progress(told.owner, told.id) == Counts(joined=3, answering=3, done=3, owed=1)
    told.go("next")
    told.answer(people[0], 5, "told")
    assert told.store.room_progress(told.owner, told.id) == Counts(joined=3, answering=0, done=0, owed=0)
    told.to(Stage.REVEAL)
    shown = told.store.responses(told.owner, told.id)
    assert shown["respondent"].nunique() == 3
    assert sorted(shown["item"]) == ["needs"] * 3 + ["told"] * (anonymity == "named")


def test_revisions_grow_with_what_others_must_see(workshop: Any) -> None:
    told = workshop()
    store, owner, key = told.store, told.owner, told.id
    before = store.revisions([key])[key]
    person, other = told.join(), told.join()
    told.go("next")
    told.answer(person, 3)
    assert store.revisions([key, "unknown"]) == {key: before + 1}
    acts = [
        lambda: store.lock_room(owner, key, True), lambda: store.set_timer(owner, key, 60),
        lambda: store.add_note(owner, key, "a"), lambda: store.add_action(owner, key, "b"),
        lambda: store.set_lead(owner, key, Discipline.PRODUCT_LEADERSHIP), lambda: told.go("pause"),
        lambda: store.erase_own(other, key),
    ]  # fmt: skip
    for number, act in enumerate(acts, start=2):
        act()
        assert store.room(person, key).revision == before + number


def test_every_step_is_written_down(workshop: Any) -> None:
    told = workshop()
    told.go("next", "pause")
    assert [each.action for each in told.store.audit(told.owner, told.id)] == ["create", "open_room", "move", "move"]
    assert told.store.audit(told.owner, told.id)[-1].detail == {"change": "pause", "stage": "rate", "dimension": None}


# Timer


def test_a_timer_pauses_with_its_stage_and_ends_with_it(workshop: Any) -> None:
    told = workshop()
    told.go("next")
    running = told.store.set_timer(told.owner, told.id, 60).timer
    assert running.ends and 55 < (running.ends - datetime.now(UTC)).total_seconds() <= 60 and running.left is None
    held = told.go("pause").timer
    assert held.ends is None and held.left and 50 < held.left <= 60
    assert told.go("open").timer.ends
    assert told.store.pause_timer(told.owner, told.id).timer.left
    assert told.store.resume_timer(told.owner, told.id).timer.ends
    assert told.go("next").timer == Timer()
    with pytest.raises(EntryError):
        told.store.set_timer(told.owner, told.id, 0)


# Points


@pytest.mark.parametrize(
    "given", [{}, {CI: 100}, {CI: 50, OE: 50, PL: 1}, {CI: 110, OE: -10, PL: 0}, {CI: 100.0, OE: 0, PL: 0}]
)
def test_points_are_whole_and_make_100(workshop: Any, given: Any) -> None:
    told = workshop()
    person = told.join()
    told.to(Stage.LEAD)
    with pytest.raises(EntryError):
        told.store.save_points(person, told.id, given)


def test_points_are_given_once_the_stage_is_open_and_until_the_reveal(workshop: Any) -> None:
    told = workshop()
    person = told.join()
    with pytest.raises(NotCollecting):
        told.store.save_points(person, told.id, SOME_POINTS)
    told.to(Stage.LEAD)
    told.store.save_points(person, told.id, {CI: 0, OE: 0, PL: 100})
    told.store.save_points(person, told.id, SOME_POINTS)
    told.go("next")
    with pytest.raises(NotCollecting):
        told.store.save_points(person, told.id, {CI: 0, OE: 0, PL: 100})
    assert told.store.points(told.owner, told.id) == PointsShown(1, SOME_POINTS)


@pytest.mark.parametrize("anonymity", ["confidential", "anonymous"])
def test_protected_points_are_of_enough_people_or_withheld(workshop: Any, anonymity: str) -> None:
    """(50 + 25 + 25) / 3 = 33.3; two people, or three of whom one erased theirs, are too few for good."""
    for people, erased, means in ((2, 0, {}), (3, 0, {CI: 33, OE: 42, PL: 25}), (4, 1, {})):
        told = workshop(anonymity=anonymity, minimum_group=3)
        browsers = told.people(people)
        told.to(Stage.LEAD)
        for number, person in enumerate(browsers):
            told.store.save_points(person, told.id, {CI: 25, OE: 50, PL: 25} if number else SOME_POINTS)
        told.go("next")
        for person in browsers[:erased]:
            told.store.erase_own(person, told.id)
        shown = told.store.points(told.owner, told.id)
        assert (dict(shown.means), shown.withheld) == (means, not means)


# Reveals of protected workshops


@pytest.mark.parametrize("anonymity", ["confidential", "anonymous"])
def test_second_votes_of_too_few_do_not_show(workshop: Any, anonymity: str) -> None:
    for again, shown in ((2, [1, 2, 3, 4]), (3, [4, 5, 5, 5])):
        told = workshop(anonymity=anonymity, minimum_group=3)
        people = told.people(4)
        told.go("next")
        for value, person in enumerate(people, start=1):
            told.answer(person, value)
        told.store.choose_second_vote(told.owner, told.id, ["knowing"])
        told.to(Stage.VOTE)
        for person in people[:again]:
            told.answer(person, 5, of_round=2)
        told.go("next")
        frame = told.store.responses(told.owner, told.id)
        assert sorted(frame.drop_duplicates("respondent", keep="last")["value"]) == shown
        assert told.values(rounds=1) == [1, 2, 3, 4]


@pytest.mark.parametrize("anonymity", ["named", "confidential", "anonymous"])
def test_who_comes_late_counts_from_the_second_reveal(workshop: Any, anonymity: str) -> None:
    told = workshop(anonymity=anonymity, minimum_group=3)
    early = told.people(3)
    told.go("next")
    for person in early:
        told.answer(person, 2)
    silent = told.join()
    told.store.choose_second_vote(told.owner, told.id, ["knowing"])
    told.to(Stage.VOTE)
    late = told.people(3)
    for person in late:
        told.answer(person, 4, of_round=2)
    assert told.values() == [2, 2, 2]
    told.go("next")
    assert told.values() == [2, 2, 2, 4, 4, 4] and told.values(rounds=1) == [2, 2, 2]
    mine = [told.store.assessment(person, told.id).me for person in (early[0], late[0], silent)]
    assert [bool(me and me.finished) for me in mine] == [True, True, False]


@pytest.mark.parametrize("anonymity", ["confidential", "anonymous"])
def test_whoever_erases_takes_the_group_along(workshop: Any, anonymity: str) -> None:
    told = workshop(anonymity=anonymity, minimum_group=3)
    people = told.people(3)
    told.go("next")
    for person in people:
        told.answer(person, 2)
    told.go("next")
    assert told.values() == [2, 2, 2]
    told.store.erase_own(people[0], told.id)
    assert told.values() == []
    told.to(Stage.CLOSE)
    assert told.values() == [] and told.store.answers_of(people[1], told.id)["us", "needs"].value == 2


def test_anonymous_people_keep_no_times_and_no_ids(workshop: Any) -> None:
    told = workshop(anonymity="anonymous", minimum_group=3)
    people = told.people(3)
    told.store.choose_second_vote(told.owner, told.id, ["knowing"])
    ids = [told.store.assessment(person, told.id).me.id for person in people]
    told.go("next")
    for person in people:
        told.answer(person, 2)
    told.to(Stage.VOTE)
    for person in people:
        told.answer(person, 3, of_round=2)
    told.go("next")
    for person in people:
        me = told.store.assessment(person, told.id).me
        saved = [each.saved for r in (1, 2) for each in told.store.answers_of(person, told.id, round=r).values()]
        moments = [me.joined, me.finished, *saved]
        assert me.id not in ids and me.cell_id and len(saved) == 2
        assert all((each.hour, each.minute, each.second, each.microsecond) == (0, 0, 0, 0) for each in moments)


def test_viewers_and_finished_people_see_what_is_revealed(workshop: Any, stranger: str) -> None:
    told = workshop(visible="group")
    person = told.join()
    (made,) = told.store.add_links(told.owner, told.id, "viewer", ["Wall"])
    told.store.follow(stranger, made.token)
    told.go("next")
    told.answer(person, 2)
    for device in (told.owner, stranger, person):
        with pytest.raises(NotAllowed):
            told.values(device)
    told.go("next")
    assert told.values(stranger) == told.values(person) == told.values() == [2]


# Running it again


def test_the_next_run_carries_open_actions_over(workshop: Any, store: Store) -> None:
    told = workshop()
    kept, done = (store.add_action(told.owner, told.id, words, owner="Ann", due=date(2027, 1, 31)) for words in "ab")
    store.edit_action(told.owner, told.id, replace(done, status="done"))
    again = store.duplicate_workshop(told.owner, told.id, again=True)
    (carried,) = store.actions(told.owner, again.id)
    assert (carried.text, carried.owner, carried.due, carried.carried_from) == (
        "a",
        "Ann",
        date(2027, 1, 31),
        kept.id,
    )
    store.edit_action(told.owner, again.id, replace(carried, status="done"))
    assert [each.status for each in store.actions(told.owner, told.id)] == ["open", "done"]
    found = store.earlier_run(told.owner, again.id)
    assert found and found.id == told.id and store.earlier_run(told.owner, told.id) is None
    store.delete_assessment(told.owner, told.id)
    assert store.earlier_run(told.owner, again.id) is None


def test_only_an_own_workshop_is_an_earlier_run(workshop: Any, store: Store, stranger: str, acme: Any) -> None:
    told = workshop()
    given = {
        "title": "Again", "company": "Acme", "plan": PLAN, "questionnaire": store.questionnaire(told.owner, told.id)
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        store.create_workshop(stranger, **given, previous=told.id)
    with pytest.raises(NotFound):
        store.create_workshop(told.owner, **given, previous=acme.id)
    assert store.assessments_of(stranger) == ()


def test_templates_stand_apart_and_are_never_opened(workshop: Any, store: Store) -> None:
    told = workshop(role_groups=("Sales",), anonymity="anonymous")
    template = store.duplicate_workshop(told.owner, told.id, template=True, title="Every spring")
    with pytest.raises(NotPossible):
        store.open_room(told.owner, template.id)
    (listed,) = store.workshops_of(told.owner, templates=True)
    assert listed.title == "Every spring" and [each.assessment.id for each in store.workshops_of(told.owner)] == [
        told.id
    ]
    made = store.duplicate_workshop(told.owner, template.id, company="Cog", competitors=[])
    assert (
        made.company == "Cog"
        and made.competitors == ()
        and made.settings == store.assessment(told.owner, told.id).settings
    )
    assert store.room(told.owner, made.id).plan == PLAN and store.open_room(told.owner, made.id)


def test_the_plan_stands_once_the_room_is_open(workshop: Any, store: Store) -> None:
    told = workshop()
    with pytest.raises(NotPossible):
        store.update_plan(told.owner, told.id, title="Another")
    copy = store.duplicate_workshop(told.owner, told.id)
    with pytest.raises(NotPossible):
        store.move_to(told.owner, copy.id, 0, "next")
    with pytest.raises(EntryError) as problems:
        store.update_plan(told.owner, copy.id, title=" ", plan=replace(PLAN, dimensions=()))
    assert [each.path for each in problems.value.problems] == ["title", "plan"]
    assert store.update_plan(told.owner, copy.id, plan=replace(PLAN, pace="together")).plan.pace == "together"


def test_problems_of_a_new_workshop_come_at_once(store: Store, device: str, questionnaire: KeptQuestionnaire) -> None:
    with pytest.raises(EntryError) as found:
        store.create_workshop(
            device, title="", company="", questionnaire=questionnaire, plan=replace(PLAN, again=("other",)),
            settings=Settings(minimum_group=1),
        )  # fmt: skip
    assert [each.path for each in found.value.problems] == ["title", "plan", "company", "minimum_group"]
    with pytest.raises(EntryError):
        store.create_assessment(
            device, company="Acme", questionnaire=questionnaire, settings=Settings(kind="workshop")
        )


def test_notes_and_actions_are_bounded_cleaned_and_edited(workshop: Any, store: Store) -> None:
    told = workshop()
    note = store.add_note(told.owner, told.id, " why\0 so? ", dimension="knowing")
    assert store.notes(told.owner, told.id) == (note,) and note.text == "why so?"
    store.edit_note(told.owner, told.id, replace(note, text="Because."))
    assert store.notes(told.owner, told.id)[0].text == "Because."
    store.delete_note(told.owner, told.id, note.id)
    store.delete_note(told.owner, told.id, note.id)
    with pytest.raises(NotFound):
        store.edit_note(told.owner, told.id, note)
    for refused in ("", "x" * 2001):
        with pytest.raises(EntryError):
            store.add_note(told.owner, told.id, refused)
    made = store.add_action(told.owner, told.id, "Ask", rule="ask-ten", dimension="knowing")
    with pytest.raises(EntryError):
        store.edit_action(told.owner, told.id, replace(made, status="later", owner="x" * 81))
    assert store.actions(told.owner, told.id) == (made,) and store.notes(told.owner, told.id) == ()


def test_a_deleted_workshop_takes_everything_along(workshop: Any, store: Store) -> None:
    told = workshop()
    person = told.join()
    told.to(Stage.LEAD)
    store.save_points(person, told.id, SOME_POINTS)
    store.add_note(told.owner, told.id, "a")
    store.add_action(told.owner, told.id, "b")
    store.delete_assessment(told.owner, told.id)
    with pytest.raises(Deleted):
        store.room(told.owner, told.id)
    store.purge(datetime.now(UTC) + timedelta(days=8))
    with store._database.reading() as connection:
        assert {name: connection.execute(select(table)).all() for name, table in metadata.tables.items()} == {
            name: [] for name in metadata.tables
        }
