"""What facilitators do on the app's pages, and people who answer by the store's verbs, without a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from campaign import PULSE
from pages import assessment_of, press
from playwright.sync_api import expect
from visitor import Visitor

from assess.core.questionnaire import Discipline
from assess.store import Store, new_secret

LOOK = 400
"""Milliseconds that a facilitator looks before the next step; quicker presses of one button count as one."""

# --- facilitators --------------------------------------------------------------------------------------------------


def prepare(
    visitor: Visitor,
    title: str,
    company: str,
    *,
    questionnaire: str = PULSE,
    competitors: Sequence[str] = (),
    mode: str = "Named",
    groups: Sequence[str] = (),
    pace: str = "Each at their own pace",
    without: Sequence[str] = (),
) -> str:
    """Fills in the form and makes a workshop; returns its id, its desk being shown."""
    page = visitor.page
    visitor.open("/prepare")
    page.get_by_role("radiogroup", name="Questionnaire").get_by_text(questionnaire, exact=True).click()
    visitor.settle()
    page.get_by_label("Title", exact=True).last.fill(title)
    page.get_by_label("Company", exact=True).last.fill(company)
    for place, name in enumerate(competitors, start=1):
        page.get_by_label(f"Competitor {place}").fill(name)
    page.get_by_role("textbox", name="Role groups, one a line (optional)").fill("\n".join(groups))
    page.get_by_text(mode, exact=True).click()
    page.get_by_text(pace, exact=True).click()
    for stage in without:
        page.get_by_text(stage, exact=True).click()
    press(visitor, "Make it")
    page.wait_for_url(re.compile(r"/desk\?"))
    visitor.expect_heading("Lobby")
    return assessment_of(visitor)


def open_room(visitor: Visitor) -> str:
    """Opens the room; returns the code that is shown."""
    press(visitor, "Open the room")
    code = visitor.main.get_by_role("heading", name=re.compile(r"^\w{4} \w{4}$"))
    expect(code).to_be_visible()
    visitor.settle()
    return code.inner_text().replace(" ", "")


def step(visitor: Visitor, button: str, stage: str) -> None:
    """Presses the button of the next step; the desk shows the stage then."""
    visitor.page.wait_for_timeout(LOOK)
    press(visitor, button)
    visitor.expect_heading(stage)


def end(visitor: Visitor) -> None:
    """Ends the workshop, and confirms it."""
    press(visitor, "End the workshop")
    press(visitor, "End it")
    visitor.expect_heading("End")


def expect_done(visitor: Visitor, done: int, joined: int) -> None:
    """The desk counts so many people who have done what is asked."""
    metric = visitor.main.get_by_test_id("stMetric").filter(has_text="Done")
    expect(metric.get_by_test_id("stMetricValue")).to_have_text(f"{done} of {joined}")


# --- people at their phones ----------------------------------------------------------------------------------------


def type_code(visitor: Visitor, code: str) -> None:
    """Types the code on the start page, as it is read from the wall."""
    visitor.open()
    visitor.page.get_by_label("Code of a workshop").fill(f"{code[:4].upper()} {code[4:].upper()}")
    press(visitor, "Join")
    visitor.page.wait_for_url(re.compile(r"/join\?"))
    visitor.settle()


def enter_room(visitor: Visitor, name: str, group: str = "", heading: str = "You are in") -> None:
    """From the welcome into the room, which is at the stage with this heading."""
    visitor.page.get_by_label("Your name (optional)").fill(name)
    if group:
        visitor.page.get_by_label("Your role group (optional)").click()
        visitor.page.get_by_role("option", name=group, exact=True).click()
    press(visitor, "Begin")
    visitor.page.wait_for_url(re.compile(r"/room\?"))
    visitor.expect_heading(heading)


def divide(visitor: Visitor, points: Sequence[int]) -> None:
    """Gives 100 points on a phone, in the order of the disciplines."""
    for field, given in zip(visitor.main.get_by_role("spinbutton").all(), points, strict=True):
        field.fill(str(given))
        field.press("Enter")
        visitor.settle()
    expect(visitor.main.get_by_text("100 points given and saved.")).to_be_visible()


# --- people without a browser --------------------------------------------------------------------------------------


def come(store: Store, code: str, name: str | None = None, group: str | None = None) -> str:
    """Somebody joins by the code; returns their browser's secret."""
    browser = new_secret()
    found = store.follow_code(browser, code)
    store.begin(browser, found.assessment_id, language="en", name=name, role_group=group)
    return browser


def rate(store: Store, browser: str, workshop: str, values: Mapping[str, float], *, of_round: int = 1) -> None:
    """Somebody gives these answers about the company."""
    for item, value in values.items():
        store.save_answer(browser, workshop, item, value=value, round=of_round)


def give_points(store: Store, browser: str, workshop: str, points: Sequence[int]) -> None:
    """Somebody divides 100 points, in the order of the disciplines."""
    store.save_points(browser, workshop, dict(zip(Discipline, points, strict=True)))
