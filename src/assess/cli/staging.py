"""What `assess demo` shows: the sample answers of each shipped questionnaire, a workshop held and its next run.

Everything is put in by the store's own verbs, as people at their browsers would.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assess.core.questionnaire import Discipline
from assess.core.responses import NOT_APPLICABLE, US
from assess.core.workshop import Stage, plan_for
from assess.shipped import folder
from assess.store import Settings, State, Store, new_secret
from assess.web.rooms.fields import kept
from assess.yaml_source import Loaded, shipped

COMPANY = "Aldersley"
LEAD = Discipline.CUSTOMER_INTIMACY
IN_THE_WORKSHOP = "pulse"
TITLES = ("Strategy day", "Strategy day, half a year on")
NAMES = ("Ana", "Ben", "Chloé", "Dev", "Elif", "Finn", "Gus")
POINTS = ((50, 30, 20), (40, 40, 20), (60, 20, 20))
AGREED = (
    ("Give the twenty best customers a named person.", "Ana", 30),
    ("Show every promised date on one board.", "Dev", 60),
)

Rows = Mapping[str, Sequence[Mapping[str, str]]]
"""A sample's rows by respondent."""


def staged(store: Store) -> list[str]:
    """Fills an empty store; the tokens of the owner links to all that is in it."""
    owner = new_secret()
    books = {each.questionnaire.id: each for each in shipped()}
    made = [_answered(store, owner, loaded) for loaded in reversed(books.values())]
    first = _Workshop.prepared(store, owner, books[IN_THE_WORKSHOP], TITLES[0])
    first.to(Stage.CLOSE)
    again = _Workshop.again(first, TITLES[1])
    again.to(Stage.REVEAL)
    return [store.add_links(owner, each, "owner", ["Demo"])[0].token for each in (*made, first.id, again.id)]


def _rows(loaded: Loaded) -> dict[str, list[dict[str, str]]]:
    file = folder("questionnaires") / "samples" / f"{loaded.questionnaire.id}.csv"
    found: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))):
        found.setdefault(row["respondent"], []).append(row)
    return found


def _competitors(rows: Rows) -> list[str]:
    return sorted({row["subject"] for each in rows.values() for row in each} - {US, ""})


def _groups(rows: Rows) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each[0].get("role", "") for each in rows.values()).keys() - {""})


def _answered(store: Store, owner: str, loaded: Loaded) -> str:
    """An assessment by links that the sample's people have answered; its id."""
    rows = _rows(loaded)
    made = store.create_assessment(
        owner, company=COMPANY, questionnaire=kept(loaded), competitors=_competitors(rows), stated_lead=LEAD,
        settings=Settings(kind="links", visible="group", role_groups=tuple(sorted(_groups(rows)))),
    )  # fmt: skip
    (link,) = store.add_links(owner, made.id, "open", [loaded.questionnaire.title])
    for answers in rows.values():
        person = new_secret()
        store.follow(person, link.token)
        store.begin(person, made.id, language="en", role_group=answers[0].get("role") or None)
        _answer(store, person, made.id, answers)
        store.finish(person, made.id)
    return made.id


def _answer(store: Store, person: str, assessment: str, rows: Sequence[Mapping[str, str]], nearer: float = 0) -> None:
    """Gives a sample's answers; `nearer` to the top by a share of what is missing there, on levels 1 to 5."""
    for row in rows:
        subject, said = row["subject"] or US, row["value"]
        state: State = "answered"
        value = None
        if said in (NOT_APPLICABLE, "dk", ""):
            state = "na" if said == NOT_APPLICABLE else "dk"
        else:
            value = _moved(float(said), nearer) if subject == US else float(said)
        store.save_answer(
            person, assessment, row["item"], subject=subject, state=state, value=value,
            evidence=row.get("evidence") or None, comment=row.get("comment") or None,
        )  # fmt: skip


def _moved(level: float, nearer: float) -> float:
    return round(level + nearer * (5 - level)) if nearer else level


@dataclass(frozen=True)
class _Workshop:
    """A workshop with the sample's people in the room; `nearer` as for `_answer`."""

    store: Store
    id: str
    owner: str
    people: tuple[str, ...]
    rows: Rows
    nearer: float = 0

    @classmethod
    def prepared(cls, store: Store, owner: str, loaded: Loaded, title: str) -> _Workshop:
        rows = _rows(loaded)
        made = store.create_workshop(
            owner, title=title, company=COMPANY, questionnaire=kept(loaded), competitors=_competitors(rows),
            plan=plan_for(loaded.questionnaire), stated_lead=LEAD,
            settings=Settings(kind="workshop", visible="group", role_groups=tuple(sorted(_groups(rows)))),
        )  # fmt: skip
        return cls(store, made.id, owner, _come(store, owner, made.id, rows), rows)

    @classmethod
    def again(cls, first: _Workshop, title: str) -> _Workshop:
        """The next run, in which things have become better."""
        made = first.store.duplicate_workshop(first.owner, first.id, title=title, again=True)
        people = _come(first.store, first.owner, made.id, first.rows)
        return cls(first.store, made.id, first.owner, people, first.rows, nearer=0.4)

    def to(self, stage: Stage) -> None:
        """Goes on to a stage; on the way people do what they are asked."""
        while (room := self.store.room(self.owner, self.id)).position.stage is not stage:
            moved = self.store.move_to(self.owner, self.id, room.revision, "next")
            self._do(moved.position.stage)

    def _do(self, stage: Stage) -> None:
        if stage is Stage.RATE:
            for person, rows in zip(self.people, self.rows.values(), strict=True):
                _answer(self.store, person, self.id, rows, self.nearer)
        elif stage is Stage.DISCUSS:
            first = self.store.room(self.owner, self.id).plan.dimension_ids[0]
            self.store.choose_second_vote(self.owner, self.id, [first])
            self.store.add_note(
                self.owner, self.id, "Regulars are known; everybody else begins anew.", dimension=first
            )
        elif stage is Stage.VOTE:
            self._vote()
        elif stage is Stage.LEAD:
            for place, person in enumerate(self.people):
                given = dict(zip(Discipline, POINTS[place % len(POINTS)], strict=True))
                self.store.save_points(person, self.id, given)
        elif stage is Stage.ACTIONS:
            self.store.set_lead(self.owner, self.id, LEAD)
            for text, name, days in AGREED:
                due = date.today() + timedelta(days=days)  # noqa: DTZ011 - a day in the calendar of who looks at it
                self.store.add_action(self.owner, self.id, text, owner=name, due=due)

    def _vote(self) -> None:
        """All vote again, half-way to the middle of the scale."""
        room = self.store.room(self.owner, self.id)
        asked = [item for each in room.plan.asked_at(room.position) for item in each.items]
        for person, item, value in self._first_votes(asked):
            self.store.save_answer(person, self.id, item, value=round((value + 3) / 2), round=2)

    def _first_votes(self, items: Sequence[str]) -> Iterator[tuple[str, str, float]]:
        for person in self.people:
            given = self.store.answers_of(person, self.id)
            for item in items:
                answer = given.get((US, item))
                if answer is not None and answer.value is not None:
                    yield person, item, answer.value


def _come(store: Store, owner: str, workshop: str, rows: Rows) -> tuple[str, ...]:
    """A person for each of the sample's, in the room."""
    code, people = store.open_room(owner, workshop), []
    for place, answers in enumerate(rows.values()):
        people.append(new_secret())
        store.follow_code(people[-1], code)
        name, group = NAMES[place % len(NAMES)], answers[0].get("role") or None
        store.begin(people[-1], workshop, language="en", name=name, role_group=group)
    return tuple(people)
