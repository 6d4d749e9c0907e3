"""Each page of assessments by links, in each state: axe finds nothing serious, phone and desk, light and dark.

With ASSESS_SHOTS a folder, a picture of each is kept there, to be looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from accessible import violations
from app_server import AppServer
from campaign import PULSE, become, board_of, follow, location_of, make_links, open_tab, running
from pages import press
from playwright.sync_api import expect
from stored import ITEMS, Stored
from visitor import SCREENS, Screen, Visitor

from assess.store import Location, new_secret

INTRO = "We want to know where we stand.\nTen minutes, please, by Friday."
LABEL = "A. Longname-Surname"
THANKS = "Thank you. We talk about the result on the 12th."


class Seeded(Stored):
    """A protected and a named campaign with people in them, made before the server starts."""

    def __init__(self, location: Location) -> None:
        super().__init__(location)
        self.confidential, self.named = self._made("confidential"), self._made("named")
        self.links = {made: self.link(made, "open", LABEL) for made in (self.confidential, self.named)}
        self.pinned = self.link(self.confidential, "personal", LABEL, pin="4711")
        self.begun = self.link(self.confidential, "personal", LABEL)
        self.first = self.come(self.confidential, self.begun)
        for number in range(7):
            person = self._answered(self.confidential, number)
            self.finished = person if number < 6 else self.finished
            self._answered(self.named, number, name=f"Person {number}")
        self.viewer = new_secret()
        self.store.follow(self.viewer, self.link(self.confidential, "viewer", LABEL))
        self.store.close()

    def _made(self, anonymity: str) -> str:
        return self.start(
            "Müller & Söhne", ["Bolt", "Zed"], anonymity=anonymity, minimum_group=3,
            role_groups=("Management", "Sales"), visible="group", intro=INTRO, thanks=THANKS,
        )  # fmt: skip

    def _answered(self, made: str, number: int, **given: Any) -> str:
        person = self.come(made, self.links[made], role_group=("Management", "Sales")[number % 2], **given)
        for place, item in enumerate(ITEMS):
            self.store.save_answer(
                person, made, item.id, value=1 + (number + place) % 5, comment="By telephone only."
            )
            for rival in ("Bolt", "Zed") if item.compare else ():
                self.store.save_answer(person, made, item.id, subject=rival, value=1 + (number * place) % 5)
        if number < 6:
            self.store.finish(person, made)
        return person


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def seeded(folder: Path) -> Seeded:
    return Seeded(location_of(folder))


@pytest.fixture(scope="module")
def server(folder: Path, seeded: Seeded) -> Iterator[AppServer]:
    with running(folder, location_of(folder)) as started:
        yield started


def states(visitor: Visitor, seeded: Seeded) -> Iterator[str]:
    """Goes through every page of assessments by links; yields each state by name."""
    yield from _invited(visitor, seeded)
    visitor.page.context.clear_cookies()
    become(visitor, seeded.owner)
    yield from _owning(visitor, seeded)
    for device, name in ((seeded.viewer, "viewer"), (seeded.finished, "respondent")):
        become(visitor, device)
        visitor.open(f"/results?a={seeded.confidential}&v=group")
        yield f"results of {name}"
    visitor.open(f"/results?a={seeded.confidential}&v=me")
    yield "results of my own"
    press(visitor, "Erase your answers")
    expect(visitor.page.get_by_role("button", name="Erase for good")).to_be_visible()
    yield "erase own"


def _invited(visitor: Visitor, seeded: Seeded) -> Iterator[str]:
    follow(visitor, f"{visitor.url}/a/{seeded.pinned}")
    yield "join with PIN"
    visitor.page.get_by_label("PIN", exact=True).fill("0000")
    press(visitor, "Begin")
    expect(visitor.page.get_by_role("alert")).to_be_visible()
    yield "join with a wrong PIN"
    follow(visitor, f"{visitor.url}/a/{seeded.begun}")
    yield "join on another device"
    visitor.main.get_by_role("radiogroup", name="How do you go on?").get_by_text("Begin anew", exact=True).click()
    expect(visitor.page.get_by_label("Your code")).to_have_count(0)
    yield "join anew"
    press(visitor, "Begin")
    expect(visitor.page.locator(".st-key-new-code")).to_be_visible()
    yield "respond with a new code"
    press(visitor, "Overview")
    visitor.expect_heading("Review your answers")
    yield "review with a code for another device"
    for why in ("spent", "closed"):
        visitor.open(f"/link?why={why}")
        yield f"link {why}"


def _owning(visitor: Visitor, seeded: Seeded) -> Iterator[str]:
    visitor.open("/invite")
    yield "invite"
    visitor.page.get_by_text(PULSE, exact=True).click()
    visitor.page.get_by_label("Company", exact=True).fill("Acme")
    press(visitor, "Make it")
    expect(visitor.page.get_by_role("heading", name="Keep this link")).to_be_visible()
    yield "keep this link"
    for made, mode in ((seeded.confidential, "confidential"), (seeded.named, "named")):
        board_of(visitor, made)
        yield f"board {mode}"
        open_tab(visitor, "Data")
        yield f"board {mode}, data"
    open_tab(visitor, "Settings")
    yield "board, settings"
    open_tab(visitor, "Links")
    yield "board, links"
    make_links(visitor, "Open link")
    yield "board, a link made"
    make_links(visitor, "Personal invitations", labels="Ann\nBob")
    yield "board, invitations made"
    make_links(visitor, "Personal invitations", labels="\n".join(f"Person {n}" for n in range(1, 31)))
    visitor.main.locator("[class*='st-key-codes-'] summary").click()
    expect(visitor.page.get_by_alt_text("QR code of the link of Person 1", exact=True)).to_be_visible()
    yield "board, many invitations made"
    visitor.open(f"/results?a={seeded.confidential}")
    yield "results confidential"
    visitor.open(f"/results?a={seeded.named}")
    visitor.page.locator(".st-key-items-closeness summary").click()
    yield "results named, items unfolded"


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_every_state_is_accessible(screen: Screen, new_visitor: Any, seeded: Seeded) -> None:
    visitor: Visitor = new_visitor(screen)
    found = {}
    for state in states(visitor, seeded):
        if faults := violations(visitor):
            found[state] = faults
        if shots := os.environ.get("ASSESS_SHOTS"):
            visitor.page.screenshot(path=Path(shots) / f"{state.replace(' ', '-')}-{screen}.png")
        visitor.page.set_viewport_size(screen.size)
    assert found == {}
