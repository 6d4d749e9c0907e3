"""What most store tests start from: a questionnaire, a browser, an assessment it owns and answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pytest

from assess.core.workshop import Asked, Plan, Stage
from assess.store import Assessment, KeptQuestionnaire, NewLink, Settings, Store, new_secret
from assess.store.values import Role

TEXT = "id: pulse\nversion: 1.0.0\ntitle: Пульс – παλμός 😀\n"
GERMAN = "translates: pulse\nlanguage: de\ntexts:\n  title: {of: 00000000, text: Größe 😀}\n"


@pytest.fixture
def questionnaire() -> KeptQuestionnaire:
    return KeptQuestionnaire("pulse", "1.0.0", sha256(TEXT.encode()).hexdigest(), TEXT, {"de": GERMAN})


@pytest.fixture
def device() -> str:
    """The secret in one browser's cookie."""
    return new_secret()


@pytest.fixture
def stranger() -> str:
    """The secret of a browser that has no part in the assessment."""
    return new_secret()


@pytest.fixture
def acme(store: Store, device: str, questionnaire: KeptQuestionnaire) -> Assessment:
    """Acme against Bolt and Zed, owned and answered by `device`."""
    return store.create_assessment(
        device,
        company="Acme",
        questionnaire=questionnaire,
        competitors=["Bolt", "Zed"],
        stated_lead="customer_intimacy",
    )


@dataclass(frozen=True)
class Campaign:
    """An assessment by links, with shorthands for its owner and its respondents, each in a browser of their own."""

    store: Store
    owner: str
    id: str

    def link(self, role: Role = "open", label: str = "", **given: Any) -> NewLink:
        (made,) = self.store.add_links(self.owner, self.id, role, [label or role], **given)
        return made

    def come(self, token: str, device: str | None = None, **given: Any) -> str:
        """A browser that follows a link and begins; returns its secret."""
        browser = device or new_secret()
        self.store.follow(browser, token)
        self.store.invitation(browser, self.id)
        self.store.begin(browser, self.id, **{"language": "en", **given})
        return browser

    def answer(self, browser: str, value: float = 3, item: str = "tenure", **given: Any) -> None:
        self.store.save_answer(browser, self.id, item, value=value, **given)

    def respond(self, token: str, value: float = 3, **given: Any) -> str:
        """A browser whose person comes, answers and finishes."""
        browser = self.come(token, **given)
        self.answer(browser, value, comment=f"I say {value}")
        self.store.finish(browser, self.id)
        return browser

    def values(self, device: str | None = None) -> list[float]:
        """The values in the group's result, sorted."""
        return sorted(self.store.responses(device or self.owner, self.id)["value"])


@pytest.fixture
def start(store: Store, device: str, questionnaire: KeptQuestionnaire) -> Callable[..., Campaign]:
    """Starts campaigns of `device`, with the given settings."""

    def started(**settings: Any) -> Campaign:
        decided = Settings(**{"kind": "links", "role_groups": ("Sales", "Service"), **settings})
        made = store.create_assessment(
            device, company="Acme", questionnaire=questionnaire, competitors=["Bolt"], settings=decided
        )
        return Campaign(store, device, made.id)

    return started


PLAN = Plan((Asked("knowing", ("needs", "tenure"), ("needs",)), Asked("answering", ("same-day",))))


class OpenWorkshop:
    """A workshop, with shorthands for its facilitator and its people, each in a browser of their own."""

    def __init__(self, store: Store, owner: str, made: Assessment) -> None:
        self.store, self.owner, self.id = store, owner, made.id
        self.code = store.open_room(owner, made.id)

    def join(self, device: str | None = None, **given: Any) -> str:
        browser = device or new_secret()
        self.store.follow_code(browser, self.code)
        self.store.begin(browser, self.id, **{"language": "en", **given})
        return browser

    def people(self, count: int, **given: Any) -> list[str]:
        return [self.join(**given) for _ in range(count)]

    def answer(self, browser: str, value: float, item: str = "needs", of_round: int = 1, **given: Any) -> None:
        self.store.save_answer(browser, self.id, item, value=value, round=of_round, **given)

    def go(self, *changes: Any) -> Any:
        for change in changes:
            room = self.store.room(self.owner, self.id)
            room = self.store.move_to(self.owner, self.id, room.revision, change)
        return room

    def to(self, stage: Stage) -> Any:
        room = self.store.room(self.owner, self.id)
        while room.position.stage != stage:
            room = self.go("next")
        return room

    def values(self, device: str | None = None, **given: Any) -> list[float]:
        return sorted(self.store.responses(device or self.owner, self.id, **given)["value"])


@pytest.fixture
def workshop(store: Store, device: str, questionnaire: KeptQuestionnaire) -> Any:
    def opened(plan: Plan = PLAN, **settings: Any) -> OpenWorkshop:
        made = store.create_workshop(
            device, title="Our day", company="Acme", questionnaire=questionnaire, plan=plan, competitors=["Bolt"],
            settings=Settings(**{"role_groups": ("Sales", "Service"), **settings}),
        )  # fmt: skip
        return OpenWorkshop(store, device, made)

    return opened
