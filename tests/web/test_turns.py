"""Pictures of a workshop take turns, and phones hear of a change no faster than pictures are done."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.core.workshop import plan_for
from assess.store import KeptQuestionnaire, Location, Store, new_secret
from assess.web import live
from assess.web.live import FEW, Newsroom
from assess.web.turns import PICTURES, Turns
from assess.yaml_source import find

PHONES = 6


@pytest.fixture
def busy() -> Iterator[threading.Event]:
    """As many pictures are asked for as may be, until the event is set."""
    done, asked = threading.Event(), [threading.Event() for _ in range(FEW)]

    def picture(begun: threading.Event) -> None:
        begun.set()
        with PICTURES.turn():
            done.wait(10)

    runs = [threading.Thread(target=picture, args=(each,)) for each in asked]
    for run in runs:
        run.start()
    while PICTURES.asked < FEW:
        pass
    yield done
    done.set()
    for run in runs:
        run.join()


def test_one_picture_is_worked_out_at_a_time() -> None:
    turns, at_once, most = Turns(), 0, 0

    def picture() -> None:
        nonlocal at_once, most
        with turns.turn():
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
    with pytest.raises(ValueError, match="nothing to show"), turns.turn():
        raise ValueError("nothing to show")
    assert turns.asked == 0
    with turns.turn():
        assert turns.asked == 1


def test_a_picture_that_hangs_does_not_stop_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assess.web.turns.LONGEST_SECONDS", 0.05)
    turns = Turns()
    with turns.turn():
        late = threading.Thread(target=lambda: turns.turn().__enter__())
        late.start()
        late.join(5)
        assert not late.is_alive()


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
