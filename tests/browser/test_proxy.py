"""A phone behind the proxy, over HTTP/2: its page goes on by itself when the database restarts or a process dies."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from pages import Choice, choose, option, press
from playwright.sync_api import Browser, expect
from proxy import PROCESS, Behind, behind_proxy
from visitor import PHONE, Visitor

from assess.core.workshop import Change, plan_for
from assess.store import Location, Store, new_secret
from assess.web.middleware import COOKIE
from assess.web.resources import library
from assess.web.rooms.fields import kept

SECONDS_TO_GO_ON = 10
FIRST, SECOND, THIRD = (Choice(item, "Usually") for item in ("depth-known", "sale-after", "sale-quarter"))


@pytest.fixture(scope="module")
def behind(tmp_path_factory: Any, new_lasting_postgresql: Callable[[], Location]) -> Iterator[Behind]:
    with behind_proxy(tmp_path_factory.mktemp("behind"), new_lasting_postgresql()) as running:
        yield running


@dataclass(frozen=True)
class Workshop:
    """An open room whose facilitator is elsewhere."""

    store: Store
    owner: str
    id: str
    code: str

    @classmethod
    def open(cls, store: Store) -> Workshop:
        owner, pulse = new_secret(), library()["pulse"]
        plan = plan_for(pulse.questionnaire, pace="together")
        made = store.create_workshop(owner, title="Day", company="Acme", questionnaire=kept(pulse), plan=plan)
        return cls(store, owner, made.id, store.open_room(owner, made.id))

    def move(self, change: Change) -> None:
        self.store.move_to(self.owner, self.id, self.store.room(self.owner, self.id).revision, change)


@pytest.fixture
def workshop(behind: Behind) -> Iterator[Workshop]:
    store = Store.open(behind.location)
    yield Workshop.open(store)
    store.close()


def test_a_phone_goes_on_by_itself(behind: Behind, workshop: Workshop, browser: Browser, postgres: Any) -> None:
    phone = Visitor.of(browser, behind.proxy.url, PHONE)
    phone.open(f"/j/{workshop.code}")
    press(phone, "Begin")
    phone.expect_heading("You are in")
    workshop.move("next")
    saved(phone, FIRST)
    with postgres.stopped():
        phone.page.locator(f".st-key-item-{SECOND.item}").get_by_text(SECOND.label, exact=True).click()
        expect(phone.page.get_by_text("1 answer is not saved")).to_be_visible()
    expect(option(phone, SECOND)).to_be_checked()
    expect(phone.page.get_by_text("All answers are saved.")).to_be_visible()
    cookies = {each["name"]: each["value"] for each in phone.page.context.cookies()}
    began = time.monotonic()
    with phone.while_server_is_away():
        behind.processes[cookies[PROCESS]].kill()
    saved(phone, THIRD)
    took = time.monotonic() - began
    print(f"{took:5.1f} s until a phone answers after its process died")  # noqa: T201 - what was measured
    workshop.move("pause")
    phone.expect_heading("Paused")
    phone.leave()
    kept_answers = workshop.store.answers_of(cookies[COOKIE], workshop.id)
    assert {item for _, item in kept_answers} == {FIRST.item, SECOND.item, THIRD.item}
    assert took < SECONDS_TO_GO_ON
    assert phone.faults == []


def saved(phone: Visitor, choice: Choice) -> None:
    choose(phone, choice)
    expect(phone.page.get_by_text("All answers are saved.")).to_be_visible()
    phone.settle()
