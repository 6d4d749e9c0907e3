"""Guesses are slowed, per device and per address; what is right never is, and nobody is locked out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from assess.store import WrongPin, new_secret
from assess.web import throttle
from assess.web.middleware import COOKIE

SLOW = 0.6
"""What a slowed answer waits in these tests."""
WRONG = "/a/" + "x" * 22


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is counted yet, and waiting is short."""
    monkeypatch.setattr(throttle, "SLOW_SECONDS", SLOW)
    throttle._window.storage.reset()
    yield
    throttle._window.storage.reset()


def seconds(*failures: tuple[str, str]) -> list[float]:
    return [throttle.seconds_after_failure(device, address) for device, address in failures]


def test_a_device_has_five_failures_a_minute() -> None:
    assert seconds(*[("phone", "room")] * 7) == [0.0] * 5 + [SLOW] * 2


def test_a_room_behind_one_address_fails_a_hundred_times_a_minute() -> None:
    assert seconds(*[(f"phone {number}", "room") for number in range(102)]) == [0.0] * 100 + [SLOW] * 2
    assert seconds(("another phone", "another room")) == [0.0]


def test_making_assessments_is_for_people_not_floods() -> None:
    assert [throttle.may_create("laptop") for _ in range(12)] == [True] * 10 + [False] * 2
    assert throttle.may_create("phone")


def timed(site: Any, *visits: tuple[str, str]) -> list[tuple[float, str]]:
    """Visits at the same time from one address, each (path, device): seconds and where it led."""

    async def visit(client: httpx.AsyncClient, path: str, device: str) -> tuple[float, str]:
        begun = time.monotonic()
        answer = await client.get(path, headers={"cookie": f"{COOKIE}={device}"})
        return time.monotonic() - begun, answer.headers["location"]

    async def all_of_them() -> list[tuple[float, str]]:
        transport = httpx.ASGITransport(site.routes)
        async with httpx.AsyncClient(transport=transport, base_url="http://here", timeout=60) as client:
            return await asyncio.gather(*(visit(client, path, device) for path, device in visits))

    return asyncio.run(all_of_them())


def test_wrong_links_are_slowed_and_a_right_one_beside_them_is_not(small_site: Any, owner: str) -> None:
    made, guesser, guest = small_site.start(owner).id, new_secret(), new_secret()
    right = "/a/" + small_site.link(owner, made).token
    for _ in range(5):
        ((_, place),) = timed(small_site, (WRONG, guesser))
        assert place == "/link?why=unknown"
    *wrong, beside, own = timed(small_site, *[(WRONG, guesser)] * 6, (right, guest), (right, guesser))
    assert all(took >= SLOW and place == "/link?why=unknown" for took, place in wrong)
    fastest_wrong = min(took for took, _ in wrong)
    for took, place in (beside, own):  # nor is the guesser, once they are right
        assert place == f"/join?a={made}" and took < fastest_wrong


def test_a_flood_from_a_room_slows_no_right_link_of_the_room(small_site: Any, owner: str) -> None:
    made = small_site.start(owner).id
    right = "/a/" + small_site.link(owner, made).token
    seconds(*[(f"guess {number}", "127.0.0.1") for number in range(100)])
    (slowed, _), *guests = timed(small_site, (WRONG, new_secret()), *[(right, new_secret()) for _ in range(5)])
    assert slowed >= SLOW
    assert [place for _, place in guests] == [f"/join?a={made}"] * 5


def test_wrong_pins_never_lock_the_right_one_out(small_site: Any, owner: str) -> None:
    made = small_site.start(owner).id
    link = small_site.link(owner, made, pin="4711")
    guesser, guest = new_secret(), new_secret()
    for device in (guesser, guest):
        small_site.store.follow(device, link.token)
        small_site.store.invitation(device, made)
    for number in range(12):
        with pytest.raises(WrongPin) as wrong:
            small_site.store.begin(guesser, made, language="en", pin=f"{number:04}")
        assert (wrong.value.attempts, wrong.value.of_link) == (number + 1, number + 1)
    for device in (guest, guesser):
        assert small_site.store.begin(device, made, language="en", pin="4711").me is not None
