"""The files of a workshop, from its first reveal to the next run, as each of its people gets them."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from assess.core.questionnaire import Discipline
from assess.core.workshop import Stage, plan_again, plan_for
from assess.store import Settings, new_secret
from assess.web.resources import library
from assess.web.rooms.fields import kept
from assess.yaml_source import load
from assess.yaml_source.editing import with_words

OK, REFUSED, MISSING = 200, 403, 404
DIMENSIONS = ("closeness", "operations")


@dataclass(frozen=True)
class Held:
    """A workshop of four people on two of the pulse's dimensions, and a browser for each."""

    site: Any
    id: str
    owner: str
    people: tuple[str, ...]

    def to(self, stage: Stage) -> None:
        """Presses next until the stage is reached."""
        store = self.site.store
        while (room := store.room(self.owner, self.id)).position.stage is not stage:
            store.move_to(self.owner, self.id, room.revision, "next")

    def answer(self, value: float, of_round: int) -> None:
        book = library()["pulse"].questionnaire
        for person in self.people[:3] if of_round > 1 else self.people:
            for item in book.dimension("closeness").items:
                self.site.store.save_answer(person, self.id, item.id, value=value, round=of_round)
            if of_round == 1:
                for item in book.dimension("operations").items:
                    self.site.store.save_answer(person, self.id, item.id, value=2)

    def get(self, name: str, device: str) -> Any:
        return self.site.get(f"/download/{self.id}/{name}?v=group", device)


def opened(site: Any, owner: str, made: str) -> Held:
    code = site.store.open_room(owner, made)
    people = tuple(new_secret() for _ in range(4))
    for person in people:
        site.store.follow_code(person, code)
        site.store.begin(person, made, language="en")
    return Held(site, made, owner, people)


def held(site: Any, owner: str, **settings: Any) -> Held:
    loaded = library()["pulse"]
    made = site.store.create_workshop(
        owner,
        title="Spring day",
        company="Acme",
        questionnaire=kept(loaded),
        plan=plan_for(loaded.questionnaire, dimensions=DIMENSIONS),
        settings=Settings(**{"kind": "workshop", "visible": "group", **settings}),
    )
    found = opened(site, owner, made.id)
    found.to(Stage.RATE)
    found.answer(2, 1)
    return found


def voted(site: Any, owner: str, **settings: Any) -> Held:
    """After the second vote, with a lead, a note and an action."""
    found, store = held(site, owner, **settings), site.store
    found.to(Stage.DISCUSS)
    store.choose_second_vote(owner, found.id, ["closeness"])
    store.add_note(owner, found.id, "We meet them too rarely.", dimension="closeness")
    found.to(Stage.VOTE)
    found.answer(4, 2)
    found.to(Stage.LEAD)
    for person in found.people:
        store.save_points(person, found.id, dict(zip(Discipline, (60, 30, 10), strict=True)))
    found.to(Stage.ACTIONS)
    store.set_lead(owner, found.id, Discipline.CUSTOMER_INTIMACY)
    store.add_action(owner, found.id, "=Visit ten", owner="Ann", due=date(2027, 1, 31), dimension="closeness")
    return found


def text_of(answer: Any) -> str:
    reader = PdfReader(io.BytesIO(answer.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_nothing_before_the_reveal_then_what_was_found(site: Any, owner: str) -> None:
    found = held(site, owner)
    assert found.get("report-a4.pdf", owner).status_code in (400, REFUSED)
    found.to(Stage.REVEAL)
    report = found.get("report-a4.pdf", owner)
    assert report.status_code == OK and "Spring day" in text_of(report)
    assert found.get("rounds.png", owner).status_code == MISSING
    assert found.get("actions.csv", owner).status_code == MISSING


@pytest.mark.parametrize("anonymity", ["named", "confidential", "anonymous"])
def test_the_report_tells_the_whole_day(anonymity: str, site: Any, owner: str) -> None:
    found = voted(site, owner, anonymity=anonymity, minimum_group=3)
    text = text_of(found.get("report-letter.pdf", owner))
    assert "Decided: the company leads in customer intimacy." in text
    assert "=Visit ten" in text and "January 31, 2027" in text and "We meet them too rarely." in text
    assert "Before and after the second vote" in text and "Points of 4 people" in text
    assert ("3 people voted again." in text) is (anonymity == "named")


def test_figures_and_actions_can_be_taken_away(small_site: Any, owner: str) -> None:
    found = voted(small_site, owner)
    card = json.loads(found.get("scorecard.json", owner).content)
    before, after = card["rounds"]
    # Levels 1 to 5, one of three items reversed: 2 is (25 + 25 + 75) / 3 = 41.67, 4 is (75 + 75 + 25) / 3 = 58.33. Of
    # four people three vote again: (3 x 58.33 + 41.67) / 4 = 54.17.
    scores = [each["dimensions"][0]["score"] for each in (before, after, card)]
    assert scores == pytest.approx([125 / 3, 650 / 12, 650 / 12])
    assert [each["round"] for each in card["rounds"]] == [1, 2]
    (row,) = csv.DictReader(io.StringIO(found.get("actions.csv", owner).content.decode("utf-8-sig")))
    assert (row["action"], row["owner"], row["due"], row["status"]) == ("'=Visit ten", "Ann", "2027-01-31", "open")
    assert found.get("rounds.svg", owner).text.startswith("<svg")
    assert found.get("rounds.png", owner).content.startswith(b"\x89PNG")


def test_people_of_the_room_have_it_once_it_has_ended_and_may_see_it(site: Any, owner: str) -> None:
    open_to_all, closed_to_them = voted(site, owner), voted(site, owner, visible="own")
    assert "We meet them" not in text_of(open_to_all.get("report-a4.pdf", open_to_all.people[0]))
    assert open_to_all.get("actions.csv", open_to_all.people[0]).status_code == MISSING
    for room in (open_to_all, closed_to_them):
        room.to(Stage.CLOSE)
    assert "We meet them" in text_of(open_to_all.get("report-a4.pdf", open_to_all.people[0]))
    assert open_to_all.get("answers.csv", open_to_all.people[0]).status_code == MISSING
    assert "We meet them" not in text_of(closed_to_them.get("report-a4.pdf", closed_to_them.people[0]))
    assert open_to_all.get("report-a4.pdf", new_secret()).status_code == REFUSED


def test_a_viewer_has_the_report_and_no_single_answers(small_site: Any, owner: str) -> None:
    found, viewer = voted(small_site, owner), new_secret()
    small_site.store.follow(viewer, small_site.link(owner, found.id, "viewer").token)
    assert "We meet them" in text_of(found.get("report-a4.pdf", viewer))
    assert found.get("answers.csv", viewer).status_code == MISSING


@pytest.mark.parametrize("anonymity", ["named", "anonymous"])
def test_another_version_is_compared_over_what_was_asked_alike(anonymity: str, site: Any, owner: str) -> None:
    """Closeness has three items of equal weight, the third reversed; the first has other words now.

    Over the second and third: all at 2 is (25 + 75) / 2 = 50, three at 4 is (75 + 25) / 2 = 50 as well; all at 5 is
    (100 + 0) / 2 = 50. The result now is (100 + 100 + 0) / 3 = 66.7.
    """
    first, store = voted(site, owner, anonymity=anonymity, minimum_group=3), site.store
    first.to(Stage.CLOSE)
    text = with_words(library()["pulse"].text, ("dimensions", 0, "items", 0, "text"), "Customers are known by name.")
    newer = load(with_words(text, ("version",), "2.0.0"))
    plan = plan_again(store.room(owner, first.id).plan, library()["pulse"].questionnaire, newer.questionnaire)
    made = store.duplicate_workshop(owner, first.id, again=True, questionnaire=kept(newer), plan=plan)
    again = opened(site, owner, made.id)
    again.to(Stage.RATE)
    again.answer(5, 1)
    again.to(Stage.REVEAL)
    report = text_of(again.get("report-a4.pdf", owner))
    assert "over 2 of 3 items" in report and "Customers are known by name." in report
    assert "in other words than before" in report
    assert "50.0 50.0 0.0" in report


def test_the_next_run_tells_what_became_of_the_first(small_site: Any, owner: str) -> None:
    first, store = voted(small_site, owner), small_site.store
    first.to(Stage.CLOSE)
    again = opened(small_site, owner, store.duplicate_workshop(owner, first.id, again=True).id)
    again.to(Stage.RATE)
    again.answer(5, 1)
    again.to(Stage.REVEAL)
    text = text_of(again.get("report-a4.pdf", owner))
    assert "Since the earlier workshop" in text and "=Visit ten" in text
    # Closeness was at 54.17; all at 5 is (100 + 100 + 0) / 3 = 66.67, which is 12.5 more.
    assert "54.2 66.7 +12.5" in text
