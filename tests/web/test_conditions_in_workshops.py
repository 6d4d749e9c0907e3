"""Items under conditions in workshops: protected second votes, and what a facilitator is told of a part (METHOD 2).

Everybody rates the long questionnaire of all_types.py; level 1 scores 0, 2.5 scores 50, 4 scores 100.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from all_types import LONG_TEXT, kept, loaded
from assess.core.scorecard import Scorecard
from assess.core.workshop import Stage, plan_for
from assess.store import Settings, Store, new_secret
from assess.web import resources, session
from assess.web.workshop import Shown, shown

BOOK = loaded(LONG_TEXT).questionnaire
TITLES = {each.id: each.title for each in BOOK.dimensions}
UNDER_CONDITIONS = {each.id for each in BOOK.conditional}


@dataclass
class Room:
    """A workshop of five people on the real store."""

    store: Store
    owner: str
    id: str
    people: list[str]

    def rate(self, person: int, values: Mapping[str, float | str], of_round: int = 1) -> None:
        for item, value in values.items():
            text = {"text": value} if isinstance(value, str) else {"value": value}
            self.store.save_answer(self.people[person], self.id, item, round=of_round, **text)

    def to(self, stage: Stage) -> None:
        room = self.store.room(self.owner, self.id)
        while room.position.stage is not stage:
            room = self.store.move_to(self.owner, self.id, room.revision, "next")

    def shown(self) -> Shown:
        found = shown(self.owner, self.store.room(self.owner, self.id))
        assert found is not None
        return found


def opened(site: Any, owner: str, anonymity: str) -> Room:
    made = site.store.create_workshop(
        owner, title="Day", company="Acme", questionnaire=kept(LONG_TEXT), plan=plan_for(BOOK),
        settings=Settings(anonymity=anonymity, minimum_group=3, visible="group"),
    )  # fmt: skip
    code = site.store.open_room(owner, made.id)
    people = [new_secret() for _ in range(5)]
    for person in people:
        site.store.follow_code(person, code)
        site.store.begin(person, made.id, language="en")
    return Room(site.store, owner, made.id, people)


FIRST: list[dict[str, float | str]] = [
    {"asked": 4, "acted": 4, "years": 5, "split": "50|30|20", "words": "Well.", "told": 4, "late": 1, "tried": 4},
    {"asked": 4, "acted": 4, "years": 5, "split": "0|0|100", "told": 1, "late": 4, "tried": 1},
    {"asked": 4, "acted": 4, "years": 5, "told": 4, "late": 2.5, "tried": 2.5},
    {"asked": 1, "years": 5, "tried": 1},
    {"asked": 1, "years": 5, "tried": 4},
]
SECOND: list[dict[str, float | str]] = [
    {"asked": 4, "acted": 1, "years": 10, "late": 1},
    {"asked": 1, "years": 10},
    {"asked": 4, "acted": 4, "years": 10, "told": 4, "late": 4},
    {"asked": 4, "acted": 4, "years": 10, "told": 1},
    {"asked": 1, "years": 10},
]
"""In the second vote conditions cease to hold for two and begin to hold for another. The three who answered most in
the first alone gave more answers than the five gave to what everybody is asked."""


def run(site: Any, owner: str, anonymity: str, *, conditional: bool) -> tuple[Shown, Shown]:
    """What is shown after the reveal and after the second vote, with the answers under conditions or without."""
    room = opened(site, owner, anonymity)
    room.to(Stage.RATE)
    left_out = set() if conditional else UNDER_CONDITIONS
    for person, values in enumerate(FIRST):
        room.rate(person, {item: value for item, value in values.items() if item not in left_out})
    room.to(Stage.REVEAL)
    first = room.shown()
    room.store.choose_second_vote(owner, room.id, ["knowing", "following"])
    room.to(Stage.VOTE)
    for person, values in enumerate(SECOND):
        room.rate(person, {item: value for item, value in values.items() if item not in left_out}, of_round=2)
    room.to(Stage.SHIFT)
    return first, room.shown()


def figures(card: Scorecard | None) -> dict[str, tuple[float | None, int]]:
    assert card is not None
    return {each.id: (each.score, each.n) for each in card.dimensions}


@pytest.mark.parametrize("anonymity", ["confidential", "anonymous"])
def test_protected_second_votes_rest_on_what_everybody_is_asked(site: Any, owner: str, anonymity: str) -> None:
    """docs/anonymity.md, rule 4. Knowing by `asked` and `years`: (100 + 50) / 2 thrice and (0 + 50) / 2 twice, so 55;
    then (100 + 100) / 2 thrice and (0 + 100) / 2 twice, so 80. Making: (100 + 0 + 50 + 0 + 100) / 5 = 50."""
    first, second = run(site, owner, anonymity, conditional=True)
    assert figures(first.card) == {"knowing": (55, 5), "following": (None, 0), "making": (50, 5)}
    assert figures(second.before) == figures(first.card)
    assert figures(second.card) == {"knowing": (80, 5), "following": (None, 0), "making": (50, 5)}
    assert [(each.id, each.change) for each in second.shifts] == [("knowing", 25), ("following", None), ("making", 0)]
    assert [each.id for each in second.card.not_applicable] == ["operational_excellence", "following"]
    for card in (first.card, second.card, second.before):
        assert card is not None and card.allocations == () and card.raters == 5
        assert {each.id for each in card.items if each.mean is not None} == {"asked", "years", "tried"}


@pytest.mark.parametrize("anonymity", ["confidential", "anonymous"])
def test_what_is_said_under_conditions_changes_nothing_protected(site: Any, owner: str, anonymity: str) -> None:
    with_them, without = (run(site, owner, anonymity, conditional=each) for each in (True, False))
    for some, other in zip(with_them, without, strict=True):
        assert (some.card, some.before, some.shifts) == (other.card, other.before, other.shifts)


def test_a_named_second_vote_counts_what_is_asked_after_it(site: Any, owner: str) -> None:
    """METHOD 2: a condition looks at the later answer. Knowing: (100 + 0 + 100) / 3; 100 twice; (0 + 100) / 2 twice.

    Following: the first is not asked `told` any more and has late 100 - 0; the third (100 + 0) / 2; the fourth told
    0, with `late` left open; nothing there applies to the two others, whatever they said before.
    """
    _, second = run(site, owner, "named", conditional=True)
    (knowing, n), following, _ = figures(second.card).values()
    assert (knowing, n) == (pytest.approx((200 / 3 + 100 + 100 + 50 + 50) / 5), 5)
    assert following == ((100 + 50 + 0) / 3, 3)


# --- what a facilitator is told ----------------------------------------------------------------------------------


@pytest.fixture
def facilitator(site: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """A browser on whose server the long questionnaire was made available."""
    device = new_secret()
    monkeypatch.setattr(session, "device", lambda: device)  # Streamlit's test runner sends no cookies
    site.store.publish(device, kept(LONG_TEXT))
    return device


def page(room: str, language: str = "en", **query: str) -> AppTest:
    """The page of a room, as its module draws it."""

    def script(room: str) -> None:
        from importlib import import_module

        from assess.web.navigation import Room, page

        import streamlit as st  # isort: skip

        st.navigation([page(each) for each in Room], position="hidden")
        import_module(f"assess.web.rooms.{room}").body()

    app = AppTest.from_function(script, args=(room,), default_timeout=60)
    for name, value in {"lang": language, **query}.items():
        app.query_params[name] = value
    return app.run()


def test_preparing_a_part_tells_what_will_not_be_asked_and_what_to_do(facilitator: str) -> None:
    app = page("prepare", q="small")
    assert not app.exception and not app.warning
    app.multiselect[0].set_value(["following", "making"]).run()
    (told,) = (each.value for each in app.warning)
    assert told.startswith("2 items will not be asked")
    for words in ("- Customers are told what became of it.", "- Answers come late.", "add: Knowing."):
        assert words in told
    app.multiselect[0].set_value(["knowing", "following"]).run()
    assert not app.warning


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "2 items will not be asked"),
        ("de", "2 Fragen werden nicht gestellt"),
        ("fr", "2 questions ne seront pas posées"),
        ("es", "2 preguntas no se harán"),
    ],
)
def test_the_desk_of_a_part_tells_it_before_the_room_is_open(facilitator: str, language: str, words: str) -> None:
    """Also of a plan that was taken again; the plan stands, so the remedy is another workshop."""
    made = resources.store().create_workshop(
        facilitator, title="Day", company="Acme", questionnaire=kept(LONG_TEXT),
        plan=plan_for(BOOK, dimensions=["following", "making"]),
    )  # fmt: skip
    app = page("desk", language, a=made.id)
    assert not app.exception
    (told,) = (each.value for each in app.warning)
    assert told.startswith(words) and TITLES["knowing"] in told
