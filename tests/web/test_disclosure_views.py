"""What the web shows of protected campaigns: every view, file and number, at every moment, to everybody.

Rules of docs/anonymity.md, proved on the real store and the web's own outcomes: what is shown is of whole cells and
equals what those cells alone give; no sum or difference of all views ever shown, and no combination of all figures
ever shown, speaks of fewer people than the minimum.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from campaigns import least_isolated
from sqlalchemy import select, update
from test_disclosure_figures import isolated, means

from assess.core.disclosure import MIXED, Cell, Released, cells_in, protected_scorecard
from assess.core.responses import Responses
from assess.core.scorecard import Scorecard
from assess.exports.scorecard_json import as_mapping
from assess.store import KeptQuestionnaire, NotAllowed, Settings, new_secret
from assess.store.tables import answer, cell, participant
from assess.texts import translator
from assess.web.downloads import DOWNLOADS
from assess.web.outcome import GROUP, ME, Outcome, outcome_of
from assess.yaml_source import load

MINIMUM = 3
COMPETITOR = "Zeta"
TEXT = """\
id: small
version: 1.0.0
title: Small
parity:
  declared: {customer_intimacy: 60, operational_excellence: 55}
dimensions:
  - id: near
    discipline: customer_intimacy
    title: Near
    items:
      - {id: a, text: How near?, compare: true, number: {unit: days, points: [[0, 0], [10, 100]]}}
      - {id: b, text: How close?, weight: 2, number: {unit: days, points: [[0, 0], [10, 100]]}}
  - id: lean
    discipline: operational_excellence
    title: Lean
    items:
      - {id: c, text: How lean?, number: {unit: days, points: [[0, 0], [10, 100]]}}
recommendations:
  - {id: closer, dimension: near, when: {score_below: 90}, action: Go there., effort: 1}
"""
BOOK = load(TEXT, file="small.yaml").questionnaire
KEPT = KeptQuestionnaire("small", "1.0.0", sha256(TEXT.encode()).hexdigest(), TEXT)
PLACES = [("us", "a"), ("us", "b"), ("us", "c"), (COMPETITOR, "a")]
UNKNOWN_VIEWS = ("role:", "role:A", "role:B", "role:Nobody", "me", "group", "ME", "answers", "role:a\u0000", "'", "")
Matrix = npt.NDArray[np.float64]


@dataclass
class Moments:
    """A confidential or anonymous campaign on the real store, and everything that anybody was shown of it."""

    site: Any
    owner: str
    anonymity: str = "confidential"
    people: list[str] = field(default_factory=list)
    seen: list[frozenset[str]] = field(default_factory=list)
    looks: int = 0
    known: Released | None = None

    def __post_init__(self) -> None:
        settings = Settings(
            kind="links", anonymity=self.anonymity, minimum_group=MINIMUM, role_groups=("A", "B"), visible="group"
        )  # type: ignore[arg-type]
        self.store = self.site.store
        made = self.store.create_assessment(
            self.owner, company="Acme", questionnaire=KEPT, competitors=[COMPETITOR], settings=settings
        )
        self.id = made.id
        self.open_link, shared = self.site.link(self.owner, made.id), self.site.link(self.owner, made.id, "viewer")
        self.viewer = new_secret()
        self.store.follow(self.viewer, shared.token)

    def finish(self, group: str = "", *, leaves_open: Sequence[tuple[str, str]] = ()) -> str:
        """Somebody of a group answers and finishes; a value of their own each."""
        person = self.site.come(self.open_link.token, role_group=group or None)
        number = len(self.people)
        for place, (subject, item) in enumerate(PLACES):
            if (subject, item) not in leaves_open:
                value = 2 + (7 * number + 3 * place) % 13 / 2.5
                self.store.save_answer(person, self.id, item, subject=subject, value=value, comment=f"word {number}")
        self.store.finish(person, self.id, complete=not leaves_open)
        self.people.append(person)
        return person

    def erase(self, person: str) -> None:
        self.store.erase_own(person, self.id)
        self.people.remove(person)

    def cells(self) -> Released:
        """The cells and who is fresh, straight from the tables."""
        with self.store._database.reading() as opened:
            rows = opened.execute(
                select(participant.c.id, cell.c.id, cell.c.role_group, participant.c.held)
                .join(cell, cell.c.id == participant.c.cell_id)
                .where(participant.c.assessment_id == self.id)
            ).all()
        groups = {key: group or MIXED for _, key, group, _ in rows}
        found = (Cell(groups[key], tuple(p for p, k, _, _ in rows if k == key)) for key in groups)
        return Released(tuple(found), frozenset(person for person, _, _, held in rows if not held))

    def look(self) -> None:
        """Everybody asks for everything they are offered; each view must be what its whole cells alone give."""
        shown, self.looks = self.cells(), self.looks + 1
        for device in (self.owner, self.viewer, *self.people[-1:]) if shown != self.known else (self.owner,):
            first = outcome_of(device, self.id)
            self._check(first, "", shown, device)
            for view in first.views[1:]:
                self._check(outcome_of(device, self.id, view), view, shown, device)
        self.known = shown
        self.seen += [frozenset(p for each in cells for p in each.people) for cells in _unions(shown)]

    def ask_for_unknown_views(self) -> None:
        """An unknown view is answered with the first that is offered."""
        for device in (self.owner, self.viewer, *self.people[-1:]):
            for view in UNKNOWN_VIEWS:
                self._check(outcome_of(device, self.id, view), view, self.cells(), device)

    def _check(self, outcome: Outcome, asked: str, shown: Released, device: str) -> None:
        assert outcome.view == (asked if asked in outcome.views else outcome.views[0])
        if outcome.view == ME:
            assert device not in (self.owner, self.viewer) and outcome.scorecard.raters <= 1
            return
        group = None if outcome.view == GROUP else outcome.view.removeprefix("role:")
        assert outcome.answers is None
        assert group is None or any(each.role_group == group for each in shown.cells)
        assert outcome.scorecard == self.expected(shown, group)
        assert outcome.scorecard.raters == 0 or outcome.scorecard.raters >= MINIMUM
        assert all(standing.min is None and standing.max is None for standing in outcome.scorecard.dimensions)

    def expected(self, shown: Released, group: str | None) -> Scorecard:
        """The scorecard of the view, from the rows of the people in its cells and of nobody else."""
        inside = Released(cells_in(shown.cells, group), shown.fresh)
        people = [person for each in inside.cells for person in each.people]
        with self.store._database.reading() as opened:
            rows = opened.execute(select(answer).where(answer.c.participant_id.in_(people))).all()
        values = np.full((len(people), 2, len(BOOK.items)), np.nan)
        order = [item.id for item in BOOK.items]
        for row in rows:
            place = people.index(row.participant_id), int(row.subject == COMPETITOR), order.index(row.item)
            values[place] = row.value
        responses = Responses(tuple(people), (COMPETITOR,), values, np.zeros(values.shape, dtype=bool))
        return protected_scorecard(
            BOOK, responses, inside, MINIMUM, role_group=group, company="Acme", sha256=KEPT.sha256
        )  # fmt: skip


def _unions(shown: Released) -> Iterator[tuple[Cell, ...]]:
    groups = {each.role_group for each in shown.cells} - {MIXED}
    yield from (cells_in(shown.cells, group) for group in (None, *sorted(groups)) if shown.cells)


def course(moments: Moments, size: int) -> None:
    """So many people of two groups and of none finish; two erase, the owner closes, opens and closes again."""
    for number in range(size):
        moments.finish("AABAB A"[number % 7].strip())
        moments.look()
    for closed in (True, False, True):
        (moments.store.close_assessment if closed else moments.store.reopen_assessment)(moments.owner, moments.id)
        moments.look()
        if not closed and moments.people:
            moments.erase(moments.people[0])
            moments.look()
            moments.finish("A", leaves_open=[("us", "b")])
            moments.look()
    if len(moments.people) > 2:
        moments.erase(moments.people[2])
        moments.look()


@pytest.mark.parametrize("size", range(1, 13))
def test_everything_shown_at_every_moment_is_of_whole_cells(size: int, small_site: Any, owner: str) -> None:
    moments = Moments(small_site, owner, ("confidential", "anonymous")[size % 2])
    course(moments, size)
    least = least_isolated(moments.seen)
    assert least is None or least >= MINIMUM
    assert (least is None) == (size < MINIMUM) or size == MINIMUM - 1
    assert moments.looks >= size + 4
    if size in (2, 5, 12):
        moments.ask_for_unknown_views()


@pytest.mark.parametrize("anonymity", ["confidential", "anonymous"])
def test_both_databases_show_no_more(anonymity: str, site: Any, owner: str) -> None:
    moments = Moments(site, owner, anonymity)
    course(moments, 8)
    assert (least_isolated(moments.seen) or 0) >= MINIMUM


@pytest.fixture
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures unrounded, so that the weight of each answer in them can be measured."""
    monkeypatch.setattr("assess.core.disclosure.rounded", lambda _, card: card)


@pytest.mark.usefixtures("exact")
@pytest.mark.parametrize("steps", ["AAAB!BB.", "aAAA!AAA"])
def test_no_combination_of_all_figures_shown_speaks_of_fewer(steps: str, small_site: Any, owner: str) -> None:
    """A letter finishes, a small one leaves an item open, ! erases, . closes; the figures are the web's outcomes'."""
    moments, people = Moments(small_site, owner), list[str]()
    shown: list[tuple[str, Matrix]] = []
    for step in steps:
        _step(moments, step)
        people += [each for each in _persons(moments) if each not in people]
        if (cells := moments.cells()) != moments.known:  # all else shows what was shown before
            shown += _weights(moments, people, 8)
        moments.known = cells
    matrix = np.vstack([weights for _, weights in shown])
    assert len(matrix) >= 10, "shows too little to prove anything"
    assert isolated(matrix, MINIMUM) is None


def _step(moments: Moments, step: str) -> None:
    if step == "!":
        moments.erase(moments.people[0])
    elif step == ".":
        moments.store.close_assessment(moments.owner, moments.id)
    else:
        moments.finish(step.upper(), leaves_open=[("us", "b")] if step.islower() else ())


def _persons(moments: Moments) -> list[str]:
    return [moments.store.assessment(each, moments.id).me.id for each in moments.people]


def _weights(moments: Moments, people: Sequence[str], most: int) -> list[tuple[str, Matrix]]:
    """The weight of each answer in each figure of each view now, shape (figures, `most` people, answers)."""
    before = _figures(moments)
    matrices = {view: np.zeros((len(figures), most, len(PLACES))) for view, figures in before.items()}
    for person in _persons(moments):
        for place in range(len(PLACES)):
            with _moved(moments, person, place) as there:
                after = _figures(moments) if there else before
            for view, matrix in matrices.items():
                matrix[:, people.index(person), place] = np.nan_to_num(after[view] - before[view])
    return [(view, matrix[~np.isnan(before[view])]) for view, matrix in matrices.items()]


def _figures(moments: Moments) -> dict[str, Matrix]:
    """Each mean that the owner is shown, by view."""
    offered = outcome_of(moments.owner, moments.id).views
    return {view: np.array(list(means(outcome_of(moments.owner, moments.id, view).scorecard))) for view in offered}


class _moved:  # noqa: N801 - reads as a phrase
    """One answer a little higher, for a while; says whether there is one."""

    def __init__(self, moments: Moments, person: str, place: int) -> None:
        subject, item = PLACES[place]
        self.store = moments.store
        self.which = (answer.c.participant_id == person) & (answer.c.item == item) & (answer.c.subject == subject)

    def _add(self, change: float) -> bool:
        moved = update(answer).where(self.which).values(value=answer.c.value + change)
        return bool(self.store._database.write(lambda opened: opened.execute(moved).rowcount))

    def __enter__(self) -> bool:
        return self._add(0.5)

    def __exit__(self, *_: object) -> None:
        self._add(-0.5)


OF_WORKSHOPS = {"rounds.png", "rounds.svg", "rounds.pdf", "actions.csv"}


def test_the_files_of_every_view_say_what_the_page_says(small_site: Any, owner: str) -> None:
    moments = Moments(small_site, owner)
    for group in "AAABBBA":
        moments.finish(group)
    t = translator("en")
    for device in (moments.owner, moments.viewer):
        for view in outcome_of(device, moments.id).views:
            outcome = outcome_of(device, moments.id, view)
            assert {each.name for each in DOWNLOADS if not each.offered(outcome)} == {"answers.csv", *OF_WORKSHOPS}
            made = {each.name: each.made(outcome, t) for each in DOWNLOADS if each.offered(outcome)}
            assert outcome.beside(view).scorecard == outcome.scorecard
            assert json.loads(made["scorecard.json"])["minimum_group"] == MINIMUM
            assert json.loads(made["scorecard.json"]) == json.loads(json.dumps(as_mapping(outcome.scorecard)))
            assert all(b"word" not in content for content in made.values())


def test_addresses_made_up_give_nothing_more(small_site: Any, owner: str) -> None:
    moments = Moments(small_site, owner)
    people = [moments.finish(group) for group in "AAABB"]
    path = f"/download/{moments.id}"
    whole = small_site.get(f"{path}/scorecard.json", owner).content
    assert json.loads(whole)["raters"] == 3
    for view in ("role:B", "role:", "me", "role:Nobody", "group&v=role:B", "role:B%00", "%27", "ROLE:A"):
        assert small_site.get(f"{path}/scorecard.json?v={view}", owner).content == whole, view
        assert small_site.get(f"{path}/answers.csv?v={view}", owner).status_code == 404
    for made_up in (
        "/answers.csv",
        "/answers.CSV",
        "/responses.csv",
        f"/people/{_persons(moments)[0]}.csv",
        "/..",
        "/",
    ):
        assert small_site.get(path + made_up, owner).status_code in (403, 404), made_up
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert small_site.get(f"{path}/scorecard.json", owner, method=method).status_code == 405
    assert small_site.get(f"{path}/scorecard.json", owner, method="HEAD").status_code in (200, 405)
    assert small_site.get(f"{path}/my-answers.csv", owner).status_code == 403
    assert "word 0" in small_site.get(f"{path}/my-answers.csv", people[0]).text
    with pytest.raises(NotAllowed):
        outcome_of(new_secret(), moments.id, "group")


@pytest.mark.parametrize("anonymity", ["confidential", "anonymous"])
def test_the_board_counts_people_and_tells_nothing_of_what_they_said(
    anonymity: str, small_site: Any, owner: str
) -> None:
    moments = Moments(small_site, owner, anonymity)
    place_of = {"a": "Near", "b": "Near", "c": "Lean"}
    for number in range(1, 8):
        moments.finish("A")
        board = small_site.store.board(owner, moments.id, place_of=place_of)
        assert board.total.waiting == number % MINIMUM and board.total.finished == number
        assert (board.minutes is None) == (number < MINIMUM)
        unfinished = small_site.come(moments.open_link.token)
        small_site.store.save_answer(unfinished, moments.id, "c", value=1)
        stops = small_site.store.board(owner, moments.id, place_of=place_of).stops
        assert all(people % MINIMUM == 0 for people in stops.values())
    with pytest.raises(NotAllowed):
        small_site.store.board(moments.viewer, moments.id)
