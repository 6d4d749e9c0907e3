"""axe finds no serious or critical violation on a facilitator's desk and on a phone, at any stage, light and dark.

The wall is looked at in test_projector.py.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from accessible import violations
from app_server import AppServer
from campaign import become, location_of
from playwright.sync_api import expect
from staged import Staged
from visitor import DESK, DESK_DARK, PHONE, PHONE_DARK, Screen, Visitor

from assess.core.workshop import Stage
from assess.store import Store

DESK_TITLES = (
    "Rating",
    "Result",
    "Discussion",
    "Second vote",
    "Shift",
    "Points",
    "Stated and lived",
    "Actions",
    "End",
)
PHONE_TITLES = (
    "Close to customers", "The picture of the room", "Talk about it", "Close to customers", "The picture of the room",
    "Which discipline should we lead?", "Said and lived", "What we will do", "Thank you",
)  # fmt: skip


@pytest.fixture
def staged(server: AppServer) -> Iterator[Staged]:
    store = Store.open(location_of(server.data.parent))
    yield Staged(store, people=4)
    store.close()


@pytest.mark.parametrize("screen", [DESK, DESK_DARK], ids=str)
def test_the_desk_at_every_stage(screen: Screen, new_visitor, staged: Staged) -> None:
    visitor: Visitor = new_visitor(screen)
    become(visitor, staged.owner)
    visitor.open(f"/desk?a={staged.id}")
    visitor.expect_heading("Lobby")
    _open_all(visitor, "People", "More")
    assert _through(visitor, staged, DESK_TITLES) == {}


@pytest.mark.parametrize("screen", [PHONE, PHONE_DARK], ids=str)
def test_a_phone_at_every_stage(screen: Screen, new_visitor, staged: Staged) -> None:
    visitor: Visitor = new_visitor(screen)
    become(visitor, staged.people[0])
    visitor.open(f"/room?a={staged.id}")
    visitor.expect_heading("You are in")
    assert _through(visitor, staged, PHONE_TITLES) == {}


def _open_all(visitor: Visitor, *names: str) -> None:
    """What is behind the desk's small buttons, one after the other."""
    for name in names:
        visitor.page.get_by_role("button", name=name, exact=True).click()
        expect(visitor.page.get_by_role("dialog").last).to_be_visible()
        assert violations(visitor) == [], name
        visitor.page.keyboard.press("Escape")
        visitor.settle()


def _through(visitor: Visitor, staged: Staged, titles: tuple[str, ...]) -> dict[str, list[str]]:
    """The violations of each stage that has some."""
    found = {Stage.LOBBY.value: violations(visitor)}
    for title in titles:
        stage = staged.next()
        visitor.expect_heading(title)
        found[stage.value] = violations(visitor)
    return {stage: faults for stage, faults in found.items() if faults}
