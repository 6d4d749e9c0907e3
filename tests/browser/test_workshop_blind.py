"""Nobody is sent another person's answer, or a figure made of answers, before its reveal; read off the web sockets.

Two people answer measured figures that stand nowhere else, the third sits at the watched phone. Desk, projector and
phone are watched through the blind rating, the second vote and the points; after each reveal the room's means come.
Scores are a tenth of a figure (METHOD 1), a dimension's the mean of its two items (METHOD 3), the group's the mean of
its raters' (METHOD 5); the gap is taken over the item that the competitor is rated on too (METHOD 6, 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, stdev
from typing import Any

import httpx
import pytest
from app_server import AppServer
from campaign import become, folder_of, follow, location_of, running
from frames import Frames
from pages import item_box
from playwright.sync_api import expect
from visitor import DESK, PHONE, Visitor
from workshop import come, expect_done, give_points, open_room, step

from assess.core.workshop import plan_for
from assess.store import Settings, Store, new_secret
from assess.web.middleware import COOKIE
from assess.web.rooms.fields import kept
from assess.yaml_source import load

BOOK = load("""
id: figures
version: 1.0.0
title: Measured figures
language: en
dimensions:
  - {id: care, discipline: customer_intimacy, title: Care, items: [
      {id: care-a, text: Orders of regulars, compare: true, number: {unit: orders, points: [[0, 0], [1000, 100]]}},
      {id: care-b, text: Visits, number: {unit: visits, points: [[0, 0], [1000, 100]]}}]}
  - {id: flow, discipline: operational_excellence, title: Flow, items: [
      {id: flow-a, text: Parcels on time, compare: true, number: {unit: parcels, points: [[0, 0], [1000, 100]]}},
      {id: flow-b, text: Calls settled, number: {unit: calls, points: [[0, 0], [1000, 100]]}}]}
  - {id: ideas, discipline: product_leadership, title: Ideas, items: [
      {id: ideas-a, text: Ideas tried, compare: true, number: {unit: ideas, points: [[0, 0], [1000, 100]]}},
      {id: ideas-b, text: Firsts, number: {unit: firsts, points: [[0, 0], [1000, 100]]}}]}
""")
DIMENSIONS, AGAIN = ("care", "flow", "ideas"), ("care", "flow")
BOLT = "Bolt"
NAMES, COMMENTS = ("Canary Ann", "Canary Ben"), ("canary words of Ann", "canary words of Ben")
Sheet = dict[str, float]
"""One person's figures by item; `item@Bolt` is the competitor's."""


def sheet(*figures: float) -> Sheet:
    """Figures for both items of each dimension in turn, and of Bolt for the first of them."""
    asked = [name for each in DIMENSIONS for name in (f"{each}-a", f"{each}-b", f"{each}-a@{BOLT}")]
    return dict(zip(asked, figures, strict=False))


ANN = sheet(731.31, 683.17, 411.13, 912.23, 877.19, 543.29, 342.41, 287.43, 613.47)
BEN = sheet(497.53, 431.59, 218.61, 641.67, 583.71, 327.73, 123.79, 176.83, 371.89)
MINE = sheet(615.11, 561.13, 317.17, 771.19, 733.23, 438.29, 234.31, 227.37, 497.41)
ANN_AGAIN = {"care-a": 827.97, "care-b": 791.01, "flow-a": 967.03, "flow-b": 941.07}
BEN_AGAIN = {"care-a": 553.09, "care-b": 519.27, "flow-a": 712.33, "flow-b": 668.39}
MINE_AGAIN = {"care-a": 683.51, "care-b": 641.57}
POINTS = {"Ann": (13, 28, 59), "Ben": (17, 37, 46), "mine": (24, 33, 43)}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    location = location_of(tmp_path_factory.mktemp("server"))
    with running(folder_of(location, tmp_path_factory), location) as started:
        yield started


# --- what must not be sent -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Secret:
    """What some people's figures give: every figure, and those that pages would round to whole numbers."""

    figures: tuple[float, ...]
    rounded: tuple[float, ...] = ()
    words: tuple[str, ...] = ()

    def seen_in(self, frames: Frames) -> list[object]:
        found = [each for each in self.figures if frames.shows(each)]
        found += [each for each in self.rounded if frames.shows(each, least_digits=2)]
        return [*found, *(each for each in self.words if frames.says(each))]


def secret_of(others: Sequence[Sheet], mine: Sheet, asked: Iterable[str]) -> Secret:
    """All that may be made of the others' new figures, of each alone, of them together, and with mine."""
    names = list(asked)
    figures, rounded, words = [], [], []
    for group in ([others[0]], [others[1]], [*others], [*others, mine]):
        figures += [mean(each[name] for each in group) for name in names]
        for dimension in DIMENSIONS:
            if f"{dimension}-a" not in names:
                continue
            scores, gaps = _scores(group, dimension), _gaps(group, dimension)
            figures += [mean(scores), mean(gaps), mean(scores) - mean(gaps)]
            if len(group) > 1:
                figures += [stdev(scores), stdev(gaps)]
                rounded.append(mean(scores))
                words.append(f"{mean(scores):.0f} ± {stdev(scores):.0f}")
    return Secret(tuple(figures), tuple(rounded), tuple(words))


def _scores(group: Sequence[Sheet], dimension: str) -> list[float]:
    return [(each[f"{dimension}-a"] + each[f"{dimension}-b"]) / 2 / 10 for each in group]


def _gaps(group: Sequence[Sheet], dimension: str) -> list[float]:
    return [(each[f"{dimension}-a"] - each[f"{dimension}-a@{BOLT}"]) / 10 for each in group]


def secret_of_points() -> Secret:
    ann, ben, mine = POINTS["Ann"], POINTS["Ben"], POINTS["mine"]
    means = [mean(given) for group in ((ann, ben), (ann, ben, mine)) for given in zip(*group, strict=True)]
    return Secret(tuple(means), (*ann, *ben, *means))


# --- the test ------------------------------------------------------------------------------------------------------


SECONDS_TO_SHOW = 10


def _missing(frames: Frames, figures: Sequence[float]) -> list[float]:
    """Which figures a browser was not sent yet; where there are any, it is given a second for them."""
    missing = [each for each in figures if not frames.shows(each, least_digits=2)]
    if missing:
        frames.visitor.page.wait_for_timeout(1000)
    return missing


@dataclass(frozen=True)
class Watched:
    """A workshop, its people in browsers of their own, and those who are watched."""

    store: Store
    id: str
    owner: str
    people: tuple[str, str, str]
    desk: Visitor
    phone: Visitor
    wall: Visitor
    frames: tuple[Frames, ...]

    def expect_blind(self, secret: Secret) -> None:
        """Nobody watched was sent anything of a secret, nor the others' names or words."""
        assert self._sent(Secret(secret.figures, secret.rounded, (*secret.words, *NAMES, *COMMENTS))) == {}

    def forget(self) -> None:
        """What was sent up to now, before anybody gave what is looked for, is not looked through."""
        for frames in self.frames:
            frames.texts.clear()
            frames.doubles.clear()

    def expect_no_file(self) -> None:
        for device in (self.owner, self.people[2]):
            for name in ("scorecard.json", "radar.svg", "report-a4.pdf", "answers.csv"):
                address = f"{self.desk.url}/download/{self.id}/{name}?v=group"
                assert httpx.get(address, cookies={COOKIE: device}, timeout=60).status_code in (403, 404), name

    def expect_shown(self, figures: Sequence[float]) -> None:
        """Each who is watched is sent these figures within seconds, as numbers or rounded."""
        for frames in self.frames:
            tries = (_missing(frames, figures) for _ in range(SECONDS_TO_SHOW))
            assert not all(tries), f"{frames.visitor.page.url} was not sent {_missing(frames, figures)}"

    def _sent(self, secret: Secret) -> dict[str, list[object]]:
        found = {frames.visitor.page.url: secret.seen_in(frames) for frames in self.frames}
        return {where: seen for where, seen in found.items() if seen}


@pytest.fixture
def watched(server: AppServer, new_visitor: Any) -> Iterator[Watched]:
    store, owner = Store.open(location_of(server.data.parent)), new_secret()
    made = store.create_workshop(
        owner, title="Blind", company="Acme", questionnaire=kept(BOOK), competitors=[BOLT],
        plan=plan_for(BOOK.questionnaire), settings=Settings(kind="workshop", visible="group"),
    )  # fmt: skip
    desk, phone, wall = new_visitor(DESK), new_visitor(PHONE), new_visitor(DESK)
    frames = tuple(Frames(each) for each in (desk, phone, wall))
    become(desk, owner)
    desk.open(f"/desk?a={made.id}")
    follow(wall, f"{wall.url}/a/{store.add_links(owner, made.id, 'viewer', ['Wall'])[0].token}")
    wall.open(f"/projector?a={made.id}")
    code = open_room(desk)
    people = tuple(come(store, code, name) for name in (*NAMES, "Me"))
    become(phone, people[2])
    phone.open(f"/room?a={made.id}")
    phone.expect_heading("You are in")
    yield Watched(store, made.id, owner, people, desk, phone, wall, frames)
    store.close()


def test_nothing_is_sent_before_its_reveal(watched: Watched) -> None:
    first = secret_of((ANN, BEN), MINE, ANN)
    watched.expect_blind(first)  # no figure of it stands on a page by chance
    rated_blind(watched, first)
    revealed(watched)
    voted_blind(watched)
    points_blind(watched)


def rated_blind(watched: Watched, secret: Secret) -> None:
    desk, phone = watched.desk, watched.phone
    step(desk, "Open the rating", "Rating")
    phone.expect_heading("Care")
    for person, figures, comment in zip(watched.people, (ANN, BEN), COMMENTS, strict=False):
        answer(watched, person, figures)
        watched.store.save_comment(person, watched.id, "care-a", comment)
    answer(watched, watched.people[2], {name: MINE[name] for name in MINE if name != "care-b"})
    expect_done(desk, 2, 3)
    fill(phone, "care-b", MINE["care-b"])
    expect_done(desk, 3, 3)
    desk.reload()
    phone.reload()
    for button, label in (("Pause", "Paused"), ("Go on", "Care"), ("Close", "Look up")):
        desk.main.get_by_role("button", name=button, exact=True).click()
        phone.expect_heading(label)
        desk.settle()
    watched.expect_blind(secret)
    watched.expect_no_file()


def revealed(watched: Watched) -> None:
    step(watched.desk, "Reveal", "Result")
    watched.phone.expect_heading("The picture of the room")
    watched.expect_shown([mean(_scores((ANN, BEN, MINE), each)) for each in DIMENSIONS])
    assert watched.frames[0].shows(_scores([ANN], "care")[0])  # one rater's mark: single figures are found, too


def voted_blind(watched: Watched) -> None:
    desk, phone = watched.desk, watched.phone
    step(desk, "Discuss", "Discussion")
    watched.store.choose_second_vote(watched.owner, watched.id, AGAIN)
    expect(desk.page.get_by_role("button", name="Open the second vote")).to_be_visible()
    latest = [{**ANN, **ANN_AGAIN}, {**BEN, **BEN_AGAIN}, {**MINE, **MINE_AGAIN}]  # what is left open stays
    second = secret_of(latest[:2], latest[2], ANN_AGAIN)
    step(desk, "Open the second vote", "Second vote")
    phone.expect_heading("Care")
    watched.wall.expect_heading("Second vote")
    watched.forget()
    for person, figures in zip(watched.people, (ANN_AGAIN, BEN_AGAIN), strict=False):
        answer(watched, person, figures, of_round=2)
    watched.expect_blind(second)
    for item, figure in MINE_AGAIN.items():
        fill(phone, item, figure)
    expect_done(desk, 2, 3)
    desk.reload()
    watched.expect_blind(second)
    step(desk, "Show the shift", "Shift")
    phone.expect_heading("The picture of the room")
    watched.expect_shown([mean(_scores(latest, each)) for each in AGAIN])


def points_blind(watched: Watched) -> None:
    desk, phone, secret = watched.desk, watched.phone, secret_of_points()
    step(desk, "Give points", "Points")
    for other in (phone, watched.wall):
        other.expect_heading("Which discipline should we lead?")
    watched.forget()
    for person, given in zip(watched.people, POINTS.values(), strict=True):
        give_points(watched.store, person, watched.id, given)
    expect_done(desk, 3, 3)
    desk.reload()
    phone.reload()
    watched.expect_blind(secret)
    step(desk, "Show the points", "Stated and lived")
    phone.expect_heading("Said and lived")
    watched.expect_shown([mean(given) for given in zip(*POINTS.values(), strict=True)])


def answer(watched: Watched, person: str, figures: Sheet, of_round: int = 1) -> None:
    for name, figure in figures.items():
        item, _, subject = name.partition("@")
        watched.store.save_answer(person, watched.id, item, subject=subject or "us", value=figure, round=of_round)


def fill(phone: Visitor, item: str, figure: float) -> None:
    """Types one's own figure, and sees that it is saved."""
    box = item_box(phone, item).get_by_role("spinbutton").first
    box.fill(str(figure))
    box.press("Enter")
    phone.settle()
    expect(phone.page.get_by_text("All answers are saved.")).to_be_visible()
