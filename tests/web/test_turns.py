"""Pictures of a workshop take turns and give way to answers; phones hear of a change no faster than they are done."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from phone import Workshop, room

from assess.core.workshop import Stage, plan_for
from assess.store import KeptQuestionnaire, Location, Store, new_secret
from assess.web import live
from assess.web.live import FEW, Newsroom
from assess.web.turns import TURNS, Turns
from assess.yaml_source import find

PHONES = 6


@pytest.fixture
def busy() -> Iterator[threading.Event]:
    """As many pictures are asked for as may be, until the event is set."""
    done, asked = threading.Event(), [threading.Event() for _ in range(FEW)]

    def picture(begun: threading.Event) -> None:
        begun.set()
        with TURNS.picture():
            done.wait(10)

    runs = [threading.Thread(target=picture, args=(each,)) for each in asked]
    for run in runs:
        run.start()
    while TURNS.asked < FEW:
        pass
    yield done
    done.set()
    for run in runs:
        run.join()


def test_one_picture_is_worked_out_at_a_time() -> None:
    turns, at_once, most = Turns(), 0, 0

    def picture() -> None:
        nonlocal at_once, most
        with turns.picture():
            at_once += 1
            most = max(most, at_once)
            threading.Event().wait(0.01)
            at_once -= 1

    runs = [threading.Thread(target=picture) for _ in range(8)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert (most, turns.asked) == (1, 0)


def test_a_picture_that_fails_gives_its_turn_on() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="nothing to show"), turns.picture():
        raise ValueError("nothing to show")
    assert turns.asked == 0
    with turns.picture():
        assert turns.asked == 1


def test_a_picture_that_hangs_does_not_stop_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assess.web.turns.LONGEST_SECONDS", 0.05)
    turns = Turns()
    with turns.picture():
        late = threading.Thread(target=lambda: turns.picture().__enter__())
        late.start()
        late.join(5)
        assert not late.is_alive()


def test_a_picture_gives_way_to_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assess.web.turns.WAY_SECONDS", 60)
    turns, done = Turns(), list[str]()

    def picture() -> None:
        with turns.picture():
            done.append("picture")

    with turns.answer():
        with turns.answer():
            run = threading.Thread(target=picture)
            run.start()
        done.append("answers")
    run.join()
    assert done == ["answers", "picture"]


def test_a_picture_goes_on_where_an_answer_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assess.web.turns.WAY_SECONDS", 0.01)
    turns = Turns()
    with turns.answer(), turns.picture():
        turns.give_way()


def test_an_answer_that_fails_keeps_no_picture_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assess.web.turns.WAY_SECONDS", 60)
    turns = Turns()
    with pytest.raises(ValueError, match="not saved"), turns.answer():
        raise ValueError("not saved")
    with turns.picture():
        turns.give_way()


def test_an_answer_goes_first_while_it_is_saved_and_until_the_page_says_so(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.to(Stage.RATE)
    app, answers = room(workshop), list[tuple[str, int]]()

    def note(verb: str) -> None:
        asked = getattr(Store, verb)

        def noted(*args: Any, **kwargs: Any) -> Any:
            answers.append((verb, TURNS.answers))
            return asked(*args, **kwargs)

        monkeypatch.setattr(Store, verb, noted)

    note("save_answer")
    note("answers_of")
    app.radio[0].set_value(2.0).run()
    assert answers == [("save_answer", 1), ("answers_of", 1)]
    assert (TURNS.answers, TURNS.asked) == (0, 0)


async def _told(newsroom: Newsroom, room: str, heard: list[int]) -> None:
    async for revision in newsroom.news(room):
        heard.append(revision)


async def _follow(room: str, busy: threading.Event) -> tuple[list[int], list[int]]:
    """What phones have heard of the room while pictures are worked out, and once they are done."""
    newsroom, heard = Newsroom(), list[int]()
    phones = [asyncio.create_task(_told(newsroom, room, heard)) for _ in range(PHONES)]
    await asyncio.sleep(0.5)
    while_busy = list(heard)
    busy.set()
    await asyncio.sleep(1)
    for phone in phones:
        phone.cancel()
    await asyncio.gather(*phones, return_exceptions=True)
    return while_busy, heard


def test_phones_hear_of_a_change_when_few_pictures_are_asked_for(
    busy: threading.Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, pulse = Store.open(Location(file=tmp_path / "assess.sqlite3")), find("pulse")
    kept = KeptQuestionnaire("pulse", pulse.questionnaire.version, pulse.sha256, pulse.text)
    room = store.create_workshop(
        new_secret(), title="Day", company="Acme", questionnaire=kept, plan=plan_for(pulse.questionnaire)
    ).id
    monkeypatch.setattr(live, "store", lambda: store)
    revision = store.revisions([room])[room]
    assert asyncio.run(_follow(room, busy)) == ([], [revision] * PHONES)
    store.close()
