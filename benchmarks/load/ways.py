"""Ways of walking: what one person does on the pages, and what must be true in the database at the end."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

from benchmarks.load.page import Page, key_of
from benchmarks.load.tally import Tally
from benchmarks.load.visitor import Visitor

from assess.core.questionnaire import Questionnaire
from assess.store import KeptQuestionnaire, Location, Settings, Store, new_secret
from assess.web.middleware import COOKIE
from assess.web.saving import Place, entry_key
from assess.yaml_source import load

COMPETITORS = ("Bolt", "Zed", "Ohm")
LANGUAGE = "en"
"""In which all are asked; the key of a question's widget ends in it."""
CHANGES = 0.1
"""The share of answers that change one given before."""
REFUSED = "so it is not counted"
"""What a page says of an answer that came while the facilitator took none."""


class WrongPageError(Exception):
    """The page does not say what it must say after what was done."""


@dataclass
class Person:
    """Somebody who answers: what the page has told them is saved, and what they sent and were told nothing of."""

    visitor: Visitor
    chance: random.Random
    saved: dict[str, str] = field(default_factory=dict)
    """The words that were chosen, by the key of the question."""
    sent: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    acknowledged: int = 0
    refused: int = 0
    """Answers that came while the facilitator took none."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """A person does one thing after the other."""

    @property
    def page(self) -> Page:
        return self.visitor.page

    async def choose(self, radio: Any, words: str) -> bool:
        """Chooses, and counts it as saved once the page has answered; False where it was gone or closed by then."""
        key = key_of(radio)
        self.sent[key].add(words)
        await self.visitor.choose(radio, words)
        if faults := self.page.faults():
            raise WrongPageError(faults[0])
        if self.visitor.tries_again:
            raise WrongPageError("the page could not save it yet")
        if self.page.says(REFUSED):
            self.refused += 1
            return False
        shown = next((each for each in self.page.all("radio") if each.id == radio.id), None)
        if shown is None:
            return False
        if self.page.choice(shown) != words:
            raise WrongPageError("the page shows another choice than was made")
        self.saved[key] = words
        self.sent[key].clear()
        self.acknowledged += 1
        return True

    def look(self) -> None:
        """After a lost socket: a choice that was sent and not answered counts as saved where the page shows it."""
        for radio in self.page.all("radio"):
            key, words = key_of(radio), self.page.choice(radio)
            if words in self.sent[key]:
                self.saved[key] = words
                self.sent[key].clear()

    def open_radios(self) -> list[Any]:
        return [each for each in self.page.all("radio") if self.page.choice(each) is None]

    def some_radio(self) -> Any:
        """An open question of the page, at times one that was answered before; None where nothing is asked."""
        every, still_open = list(self.page.all("radio")), self.open_radios()
        if not every:
            return None
        changes = not still_open or (len(still_open) < len(every) and self.chance.random() < CHANGES)
        return self.chance.choice(every if changes else still_open)

    def is_where_they_were(self) -> bool:
        """The page shows this person's answers as they were saved."""
        radios = list(self.page.all("radio"))
        return bool(radios) and all(self.page.choice(each) == self.saved.get(key_of(each)) for each in radios)


class Way(Protocol):
    """One way of walking. Nothing here is timed: the crowd does that."""

    def prepare(self) -> None:
        """Puts what is needed into the database, before the server starts."""

    async def join(self, person: Person) -> None:
        """From the address that people are given to the first question."""

    async def answer(self, person: Person) -> bool:
        """One answer, until the page says that it is saved; False where none is taken. Raises WrongPageError."""

    async def go_on(self, person: Person) -> bool:
        """Goes on where the page has no open question; False where there is nowhere to go."""

    async def lead(self, seconds: float, every: float) -> None:
        """What happens for all while they answer for so long: a change once in so many seconds."""

    async def follow(self, person: Person, tally: Tally) -> None:
        """Goes along with what happens for all, and counts when it is seen."""

    def lost(self, people: list[Person]) -> list[str]:
        """What the database does not hold as the page said it would."""


@dataclass
class Bare:
    """The bare page: one page of widgets, with nothing behind them."""

    def prepare(self) -> None:
        """Nothing is needed."""

    async def join(self, person: Person) -> None:
        await person.visitor.open("/")

    async def answer(self, person: Person) -> bool:
        radio = person.some_radio()
        await person.choose(radio, person.chance.choice(radio.options))
        if not person.page.says(f"{len(person.saved)} of 12 answered"):
            raise WrongPageError("the bare page counts another number of answers")
        return True

    async def go_on(self, person: Person) -> bool:
        return False

    async def lead(self, seconds: float, every: float) -> None:
        """Nothing happens."""

    async def follow(self, person: Person, tally: Tally) -> None:
        """Nothing happens."""

    def lost(self, people: list[Person]) -> list[str]:
        return []


@dataclass
class Links:
    """An open link to an assessment: read the welcome, begin, answer page by page."""

    location: Location
    owner: str = field(default_factory=new_secret)
    assessment: str = ""
    token: str = ""

    def prepare(self) -> None:
        store = Store.open(self.location)
        made = store.create_assessment(
            self.owner, company="Acme", questionnaire=KEPT, competitors=COMPETITORS, settings=Settings(kind="links")
        )
        self.assessment = made.id
        self.token = store.add_links(self.owner, made.id, "open", ["load"])[0].token
        store.close()

    async def join(self, person: Person) -> None:
        await person.visitor.open(f"/a/{self.token}")
        await person.visitor.press("Begin")
        if len(list(person.page.all("radio"))) != ITEMS * (1 + len(COMPETITORS)):
            raise WrongPageError(f"no page of questions after joining: {person.page.texts()[:3]}")

    async def answer(self, person: Person) -> bool:
        radio = person.some_radio()
        await person.choose(radio, person.chance.choice(radio.options))
        if not person.page.says("All answers are saved."):
            raise WrongPageError("the page does not say that the answer is saved")
        if not person.page.says(f"{len(person.saved)} of {ASKED} answered"):
            raise WrongPageError(f"the page counts other answers than the {len(person.saved)} that were saved")
        return True

    async def go_on(self, person: Person) -> bool:
        if person.open_radios() or not any(each.label == "Next" for each in person.page.all("button")):
            return False
        await person.visitor.press("Next")
        return True

    async def lead(self, seconds: float, every: float) -> None:
        """Everybody is on their own."""

    async def follow(self, person: Person, tally: Tally) -> None:
        """Everybody is on their own."""

    def lost(self, people: list[Person]) -> list[str]:
        store = Store.open(self.location)
        try:
            begun = store.board(self.owner, self.assessment).total.started
            wrong = [] if begun == len(people) else [f"{len(people)} people joined, {begun} are in the database"]
            for number, person in enumerate(people):
                wrong += [f"person {number}, {each}" for each in self._lost_by(store, person)]
            return wrong
        finally:
            store.close()

    def _lost_by(self, store: Store, person: Person) -> list[str]:
        """Compares, question by question; what was sent and never answered may be there or not."""
        kept = store.answers_of(device_of(person), self.assessment)
        held = {
            f"{entry_key(Place(self.assessment, item, subject))}/{LANGUAGE}": _words(each)
            for (subject, item), each in kept.items()
        }
        questions = {*held, *person.saved}
        return [
            f"{key}: saved {person.saved.get(key)!r}, in the database {held.get(key)!r}"
            for key in sorted(questions)
            if held.get(key) != person.saved.get(key) and held.get(key) not in person.sent[key]
        ]


def device_of(person: Person) -> str:
    """The device cookie that the app gave this person's browser."""
    return next(str(cookie.value) for cookie in person.visitor.browser.jar if cookie.name == COOKIE)


# --- what is asked -------------------------------------------------------------------------------------------------

DIMENSIONS, ITEMS = 12, 3
ASKED = DIMENSIONS * ITEMS * (1 + len(COMPETITORS))
LEVELS = ("Almost never", "Sometimes", "Half the time", "Usually", "Almost always")
DISCIPLINES = ("customer_intimacy", "operational_excellence", "product_leadership")


def _item(dimension: int, item: int) -> str:
    return f"""
      - id: practice-{dimension}-{item}
        text: Practice {item} is followed, and can be seen in daily work.
        help: Think of the last three months.
        scale: frequency
        compare: true
        anchors: {{1: The work starts anew each time., 3: "It is done, and not always.", 5: Anyone can do it.}}"""


def _dimension(number: int) -> str:
    return f"""
  - id: dimension-{number}
    discipline: {DISCIPLINES[number % 3]}
    title: Dimension {number}
    items:{"".join(_item(number, item) for item in range(ITEMS))}"""


def _text() -> str:
    levels = "".join(f"\n      - {{value: {value}, label: {label}}}" for value, label in enumerate(LEVELS, start=1))
    dimensions = "".join(map(_dimension, range(DIMENSIONS)))
    return (
        "id: load\nversion: 1.0.0\ntitle: Load\nlanguage: en\n"
        f"scales:\n  frequency:\n    levels:{levels}\ndimensions:{dimensions}\n"
    )


TEXT = _text()
BOOK: Questionnaire = load(TEXT, file="load").questionnaire
KEPT = KeptQuestionnaire(BOOK.id, BOOK.version, sha256(TEXT.encode()).hexdigest(), TEXT)
WORDS = {"na": "Does not apply", "dk": "Do not know"}


def _words(answer: Any) -> str | None:
    """What the page calls a stored answer."""
    if answer.state == "answered":
        return LEVELS[int(answer.value) - 1]
    return WORDS.get(answer.state)
