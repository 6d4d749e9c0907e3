"""A workshop with all types of items in real browsers on both databases: a desk, a wall, and two phones.

The questionnaire is the long one of all_types.py: levels score 0, 50 and 100, years ten each. Of what Ann and Ben say

- before: Knowing (100 + 100 + 50) / 3 and (0 + 100) / 2, so 66.7; Following up 100, of Ann alone, as it is not asked
  of Ben; Making 100 and 0, so 50;
- after: Ann takes back her first level, and with it three questions: (0 + 50) / 2; Ben is asked them now:
  (50 + 100 + 100) / 3. So Knowing is 54.2, and Following up 0, of Ben alone (METHOD 2, 3, 5).
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from app_server import AppServer
from campaign import folder_of, running
from pages import Choice, choose, expect_chosen, item_box, press, take_away
from playwright.sync_api import expect
from pypdf import PdfReader
from visitor import DESK, PHONE, Visitor
from workshop import LOOK, end, enter_room, expect_done, open_room, prepare, step

from all_types import LONG_TEXT, kept
from assess.core.questionnaire import Discipline
from assess.store import Location, NotRevealed, Store
from assess.web.middleware import COOKIE

KNOWING, FOLLOWING, MAKING = "Knowing", "Following up", "Making"
NOTHING = "After what you said before, nothing is asked here. Go on."
ALL_DONE = "All done. Look up"
WORDS = "They like us, **mostly**."
NO_LEAD, NO_ACTIONS = "Choice of the discipline to lead", "Actions"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, database: Location) -> Iterator[AppServer]:
    with running(folder_of(database, tmp_path_factory), database) as started:
        yield started


@pytest.fixture
def store(server: AppServer, database: Location) -> Iterator[Store]:
    opened = Store.open(database)
    yield opened
    opened.close()


@dataclass
class Workshop:
    """Everybody and everything in it."""

    store: Store
    id: str
    desk: Visitor
    wall: Visitor
    ann: Visitor
    ben: Visitor

    @property
    def phones(self) -> tuple[Visitor, Visitor]:
        return self.ann, self.ben

    def given(self, phone: Visitor, of_round: int) -> dict[str, object]:
        """What the database holds of somebody, by item or item@competitor."""
        found = self.store.answers_of(device_of(phone), self.id, round=of_round)
        return {
            item if subject == "us" else f"{item}@{subject}": answer.text or answer.value or answer.state
            for (subject, item), answer in found.items()
        }


def device_of(visitor: Visitor) -> str:
    return {each["name"]: each["value"] for each in visitor.page.context.cookies()}[COOKIE]


def test_a_workshop_with_all_types_of_items(store: Store, new_visitor: Any) -> None:
    made = opened(store, new_visitor)
    rated_blind(made)
    revealed(made)
    voted_again(made)
    told_at_the_end(made)


def opened(store: Store, new_visitor: Any) -> Workshop:
    desk = new_visitor(DESK)
    desk.open("/prepare")
    store.publish(device_of(desk), kept(LONG_TEXT))
    place = prepare(
        desk, "Types day", "Acme", questionnaire="Small", competitors=["Bolt"], without=[NO_LEAD, NO_ACTIONS]
    )
    code = open_room(desk)
    with desk.page.expect_popup() as window:
        desk.page.get_by_role("link", name="Open projector").click()
    wall = Visitor(window.value, desk.url)
    phones = [new_visitor(PHONE), new_visitor(PHONE)]
    for phone, name in zip(phones, ("Ann", "Ben"), strict=True):
        phone.open(f"/j/{code}")
        enter_room(phone, name)
    expect(wall.main).to_contain_text("2 people are here")
    return Workshop(store, place, desk, wall, *phones)


# --- what people do on a phone -----------------------------------------------------------------------------------


def answer(phone: Visitor, levels: Mapping[str, str]) -> None:
    """Chooses levels, each said to be saved; `item@competitor` for a competitor."""
    for name, label in levels.items():
        item, _, subject = name.partition("@")
        choose(phone, Choice(item, label, subject or None))
        saved(phone)


def saved(phone: Visitor) -> None:
    phone.settle()
    expect(phone.page.get_by_text("All answers are saved.")).to_be_visible()


def count_years(phone: Visitor, years: int) -> None:
    item_box(phone, "years").get_by_role("spinbutton").fill(str(years))
    phone.page.keyboard.press("Tab")
    saved(phone)
    expect(item_box(phone, "years").get_by_role("spinbutton")).to_have_value(str(years))


def divide(phone: Visitor, points: tuple[int, int, int]) -> None:
    for field, given in zip(item_box(phone, "split").get_by_role("spinbutton").all(), points, strict=True):
        field.fill(str(given))
        phone.page.keyboard.press("Tab")
        phone.settle()
    expect(item_box(phone, "split").get_by_text("100 points given and saved.")).to_be_visible()
    saved(phone)


def is_asked(phone: Visitor, *items: str) -> None:
    """These items stand on the page, and no others."""
    for item in ("asked", "acted", "years", "split", "words", "told", "late", "tried"):
        expect(item_box(phone, item)).to_have_count(int(item in items))


def onward(phone: Visitor, heading: str) -> None:
    press(phone, "Next")
    phone.expect_heading(heading)


# --- the stages --------------------------------------------------------------------------------------------------


def rated_blind(made: Workshop) -> None:
    step(made.desk, "Open the rating", "Rating")
    for phone in made.phones:
        phone.expect_heading(KNOWING)
        is_asked(phone, "asked", "years", "split", "words")
    expect(made.wall.main).to_contain_text("Answer on your phone, each for yourself. 8 questions at most.")
    _ann_rates(made.ann)
    _ben_rates(made.ben)
    expect_done(made.desk, 2, 2)
    expect(made.wall.main).to_contain_text("2 of 2 done")
    for phone in made.phones:
        expect(phone.page.get_by_text(ALL_DONE)).to_be_visible()
    for visitor in (made.desk, made.wall, *made.phones):
        expect(visitor.page.locator(".js-plotly-plot")).to_have_count(0)
    with pytest.raises(NotRevealed):
        made.store.responses(device_of(made.desk), made.id)
    assert made.given(made.ann, 1) == {
        "asked": 4, "asked@Bolt": 2.5, "acted": 4, "years": 5, "split": "50|30|20", "words": WORDS, "told": 4,
        "late": 1, "tried": 4,
    }  # fmt: skip
    assert made.given(made.ben, 1) == {"asked": 1, "asked@Bolt": 4, "years": 10, "split": "dk", "tried": 1}


def _ann_rates(phone: Visitor) -> None:
    answer(phone, {"asked": "Always"})
    is_asked(phone, "asked", "acted", "years", "split", "words")
    answer(phone, {"asked@Bolt": "Partly", "acted": "Always"})
    count_years(phone, 5)
    divide(phone, (50, 30, 20))
    item_box(phone, "words").get_by_role("textbox").fill(WORDS)
    phone.page.keyboard.press("Tab")
    saved(phone)
    _picture(phone, "rating")
    onward(phone, FOLLOWING)
    is_asked(phone, "told", "late")
    answer(phone, {"told": "Always", "late": "Never"})
    onward(phone, MAKING)
    answer(phone, {"tried": "Always"})


def _ben_rates(phone: Visitor) -> None:
    answer(phone, {"asked": "Never", "asked@Bolt": "Always"})
    is_asked(phone, "asked", "years", "split", "words")
    count_years(phone, 10)
    item_box(phone, "split").get_by_text("Do not know", exact=True).click()
    expect(item_box(phone, "split").get_by_text("points left to give")).to_have_count(0)
    saved(phone)
    onward(phone, FOLLOWING)
    is_asked(phone)
    expect(phone.main).to_contain_text(NOTHING)
    onward(phone, MAKING)
    answer(phone, {"tried": "Never"})


def revealed(made: Workshop) -> None:
    step(made.desk, "Reveal", "Result")
    for phone in made.phones:
        phone.expect_heading("The picture of the room")
        expect(phone.main).to_contain_text("2 raters")
    expect(made.wall.page.locator(".js-plotly-plot")).to_have_count(1)
    made.desk.page.get_by_text("Figures", exact=True).click()
    for row in ("Knowing", "67 ± 24", "Following up", "100", "Making", "50 ± 71"):
        expect(made.desk.main.get_by_role("table")).to_contain_text(row)
    _picture(made.desk, "desk-reveal")
    _picture(made.wall, "wall-reveal")
    step(made.desk, "Discuss", "Discussion")


def voted_again(made: Workshop) -> None:
    box = made.desk.page.get_by_role("combobox", name="Vote again on")
    for title in (KNOWING, FOLLOWING):
        box.click()
        made.desk.page.get_by_role("option", name=title).click()
        made.desk.settle()
    made.desk.page.keyboard.press("Escape")
    step(made.desk, "Open the second vote", "Second vote")
    for phone in made.phones:
        phone.expect_heading(KNOWING)
    is_asked(made.ann, "asked", "acted", "years", "split", "words")  # as her first answer still counts
    answer(made.ann, {"asked": "Never"})
    is_asked(made.ann, "asked", "years", "split", "words")
    onward(made.ann, FOLLOWING)
    expect(made.ann.main).to_contain_text(NOTHING)
    is_asked(made.ben, "asked", "years", "split", "words")
    answer(made.ben, {"asked": "Partly", "acted": "Always"})
    count_years(made.ben, 10)
    divide(made.ben, (20, 60, 20))
    onward(made.ben, FOLLOWING)
    answer(made.ben, {"told": "Never", "late": "Always"})
    made.ben.reload()
    onward(made.ben, FOLLOWING)
    expect_chosen(made.ben, [Choice("told", "Never"), Choice("late", "Always")])
    expect_done(made.desk, 1, 2)
    step(made.desk, "Show the shift", "Shift")
    expect(made.wall.main).to_contain_text("2 people voted again.")
    _picture(made.wall, "wall-shift")
    _picture(made.desk, "desk-shift")
    assert made.given(made.ann, 2) == {"asked": 1}
    assert made.given(made.ben, 2) == {
        "asked": 2.5, "acted": 4, "years": 10, "split": "20|60|20", "told": 1, "late": 4,
    }  # fmt: skip


def told_at_the_end(made: Workshop) -> None:
    made.desk.page.wait_for_timeout(LOOK)
    end(made.desk)
    first, latest = _scores(made)
    assert first == {"knowing": (66.6667, 2), "following": (100, 1), "making": (50, 2)}
    assert latest == {"knowing": (54.1667, 2), "following": (0, 1), "making": (50, 2)}
    report = PdfReader(io.BytesIO(take_away(made.desk, "Report, PDF", "report-a4.pdf")))
    text = " ".join(" ".join(page.extract_text() for page in report.pages).split())
    for words in ("Where should we lead?", "Customer intimacy 35.0 21.2", "Mean points of 2 people"):
        assert words in text, words
    assert "mostly" not in text
    phone = made.ann
    phone.expect_heading("Thank you")
    phone.reload()
    phone.page.get_by_role("link", name="All results").click()
    phone.expect_heading("Acme")
    phone.page.get_by_role("combobox", name="Result of").click()
    phone.page.get_by_role("option", name="The whole group").click()
    phone.settle()
    points = phone.main.get_by_role("table").filter(has_text="Points")
    for figure in ("35.0", "45.0", "20.0", "21.2"):
        expect(points).to_contain_text(figure)
    expect(phone.main).not_to_contain_text("mostly")
    _picture(phone, "results")


def _scores(made: Workshop) -> list[dict[str, tuple[float, int]]]:
    """Score and raters of each dimension in round 1 and after both, as the facilitator may take them away."""
    address = f"{made.desk.url}/download/{made.id}/scorecard.json?v=group"
    cookies = {COOKIE: device_of(made.desk)}
    card = httpx.get(address, cookies=cookies, timeout=60).raise_for_status().json()
    assert [each["mean"] for each in card["allocations"][0]["disciplines"]] == [35, 45, 20]
    assert {each["id"] for each in card["allocations"][0]["disciplines"]} == set(Discipline)
    rounds = card["rounds"].values() if isinstance(card["rounds"], dict) else card["rounds"]
    return [{each["id"]: (round(each["score"], 4), each["n"]) for each in part["dimensions"]} for part in rounds]


def _picture(visitor: Visitor, name: str) -> None:
    """Keeps a picture where `PICTURES` names a folder."""
    if folder := os.environ.get("PICTURES"):
        visitor.page.screenshot(path=Path(folder) / f"walk-{name}.png", full_page=True)
