"""A workshop's pictures for docs/facilitating.md, the wall and a phone at four stages; see take_pictures.py.

The sample's raters are the people in the room; each gives the answers of the sample, and after the discussion the
second vote brings them nearer to each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from playwright.sync_api import Browser, expect
from visitor import PHONE, Screen, Visitor

from assess.core.questionnaire import Discipline
from assess.core.workshop import Stage, plan_for
from assess.store import KeptQuestionnaire, Settings, Store, new_secret
from assess.web.middleware import COOKIE
from assess.yaml_source import load

WALL = Screen(1280, "light")
WALL_HEIGHT = 720
TITLE, NAMES = "Strategy day", ("Ana", "Ben", "Chloé", "Dev", "Elif", "Finn", "Gus")
GROUPS = ("Sales", "Operations")
STAGES = {Stage.LOBBY: "lobby", Stage.REVEAL: "reveal", Stage.VOTE: "second-vote", Stage.CLOSE: "close"}
AGAIN, MIDDLE = 2, 3.0
POINTS = ((50, 30, 20), (40, 40, 20), (60, 20, 20))

Rows = Mapping[str, Sequence[Mapping[str, str]]]
"""The sample's rows by rater."""


@dataclass(frozen=True)
class Held:
    """A workshop with the sample's people in it, before anything is asked."""

    store: Store
    id: str
    owner: str
    people: tuple[str, ...]
    sample: Rows

    def to(self, stage: Stage) -> None:
        """Goes on to a stage; on the way people do what they are asked."""
        while (room := self.store.room(self.owner, self.id)).position.stage is not stage:
            self.store.move_to(self.owner, self.id, room.revision, "next")
            self._do(self.store.room(self.owner, self.id).position.stage)

    def _do(self, stage: Stage) -> None:
        if stage is Stage.RATE:
            for person, rows in zip(self.people, self.sample.values(), strict=False):
                self._rate(person, rows)
        elif stage is Stage.DISCUSS:
            plan = self.store.room(self.owner, self.id).plan
            self.store.choose_second_vote(self.owner, self.id, plan.dimension_ids[:AGAIN])
        elif stage is Stage.LEAD:
            for place, person in enumerate(self.people):
                given = dict(zip(Discipline, POINTS[place % len(POINTS)], strict=True))
                self.store.save_points(person, self.id, given)
        elif stage is Stage.ACTIONS:
            self.store.set_lead(self.owner, self.id, Discipline.CUSTOMER_INTIMACY)
            self.store.add_action(self.owner, self.id, "Give the twenty best customers a named person.", owner="Ana")
            self.store.add_action(self.owner, self.id, "Show every promised date on one board.", owner="Dev")

    def _rate(self, person: str, rows: Sequence[Mapping[str, str]]) -> None:
        for row in rows:
            subject, value = row["subject"] or "us", row["value"]
            if value not in ("na", "dk", ""):
                self.store.save_answer(person, self.id, row["item"], subject=subject, value=float(value))

    def vote(self, people: int) -> None:
        """So many people vote again, half-way to the middle of the scale."""
        room = self.store.room(self.owner, self.id)
        asked = [item for each in room.plan.asked_at(room.position) for item in each.items]
        for person in self.people[:people]:
            given = self.store.answers_of(person, self.id)
            for item in asked:
                answer = given.get(("us", item))
                if answer is not None and answer.value is not None:
                    value = round((answer.value + MIDDLE) / 2)
                    self.store.save_answer(person, self.id, item, value=value, round=2)


def held(store: Store, kept: KeptQuestionnaire, company: str, competitors: Sequence[str], sample: Rows) -> Held:
    """A workshop on the questionnaire with a person for each of the sample's raters."""
    owner = new_secret()
    made = store.create_workshop(
        owner, title=TITLE, company=company, questionnaire=kept, competitors=competitors,
        plan=plan_for(load(kept.text).questionnaire), stated_lead="customer_intimacy",
        settings=Settings(kind="workshop", visible="group", role_groups=GROUPS),
    )  # fmt: skip
    code, people = store.open_room(owner, made.id), []
    for place, _ in enumerate(sample):
        people.append(new_secret())
        store.follow_code(people[-1], code)
        store.begin(people[-1], made.id, language="en", name=NAMES[place], role_group=GROUPS[place % 2])
    return Held(store, made.id, owner, tuple(people), sample)


def take(browser: Browser, url: str, workshop: Held) -> dict[str, bytes]:
    """The pictures by their names: wall and phone at each of the stages."""
    wall, phone = _visitor(browser, url, WALL, workshop.owner), _visitor(browser, url, PHONE, workshop.people[-1])
    wall.page.set_viewport_size({"width": WALL.width, "height": WALL_HEIGHT})
    pictures = {}
    for stage, name in STAGES.items():
        workshop.to(stage)
        if stage is Stage.VOTE:
            workshop.vote(people=5)
        for visitor, path, kind in ((wall, "projector", "wall"), (phone, "room", "phone")):
            visitor.open(f"/{path}?a={workshop.id}")
            expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
            visitor.page.wait_for_timeout(1500)  # charts fade in
            pictures[f"{kind}-{name}.png"] = visitor.page.screenshot(animations="disabled", caret="hide")
    for visitor in (wall, phone):
        visitor.leave()
    return pictures


def _visitor(browser: Browser, url: str, screen: Screen, device: str) -> Visitor:
    visitor = Visitor.of(browser, url, replace(screen))
    visitor.page.context.add_cookies([{"name": COOKIE, "value": device, "url": url}])
    return visitor
