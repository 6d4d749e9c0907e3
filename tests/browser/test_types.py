"""All types of items on a phone: a level that brings another item, a figure, points, words; then the result."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from app_server import AppServer
from campaign import become, location_of
from pages import Choice, choose, expect_saved, finish, item_box, press, take_away
from playwright.sync_api import expect
from visitor import PHONE, Visitor

from all_types import kept
from assess.store import Store, new_secret


def test_all_types_on_a_phone(new_visitor: Any, server: AppServer, tmp_path_factory: Any) -> None:
    visitor: Visitor = new_visitor(PHONE)
    device = new_secret()
    store = Store.open(location_of(server.data.parent))
    assessment = store.create_assessment(device, company="Acme", questionnaire=kept()).id
    become(visitor, device)
    visitor.open(f"/respond?a={assessment}")
    visitor.expect_heading("Knowing")
    expect(item_box(visitor, "acted")).to_have_count(0)
    choose(visitor, Choice("asked", "Never"))
    expect_saved(visitor, 1, 3)
    expect(item_box(visitor, "acted")).to_have_count(0)
    choose(visitor, Choice("asked", "Partly"))
    expect_saved(visitor, 1, 4)
    choose(visitor, Choice("acted", "Always"))
    expect_saved(visitor, 2, 4)
    item_box(visitor, "years").get_by_role("spinbutton").fill("5")
    visitor.page.keyboard.press("Tab")
    expect_saved(visitor, 3, 4)
    left = ["50 points left to give", "20 points left to give", "100 points given and saved."]
    for place, points in enumerate((50, 30, 20)):
        item_box(visitor, "split").get_by_role("spinbutton").nth(place).fill(str(points))
        visitor.page.keyboard.press("Tab")
        expect(item_box(visitor, "split").get_by_text(left[place])).to_be_visible()
    expect_saved(visitor, 4, 4)
    item_box(visitor, "words").get_by_role("textbox").fill("They like us, **mostly**.")
    visitor.page.keyboard.press("Tab")
    visitor.settle()
    _picture(visitor, "asked")
    visitor.reload()
    expect(item_box(visitor, "words").get_by_role("textbox")).to_have_value("They like us, **mostly**.")
    expect(item_box(visitor, "split").get_by_text("100 points given and saved.")).to_be_visible()

    press(visitor, "Review")
    expect(visitor.page.get_by_text("Every question has an answer.")).to_be_visible()
    finish(visitor)
    expect(visitor.main.get_by_text("Mean points of 1 person")).to_be_visible()
    _picture(visitor, "results")
    scorecard = json.loads(take_away(visitor, "Scorecard, JSON", "scorecard.json"))
    (split,) = scorecard["allocations"]
    assert [each["mean"] for each in split["disciplines"]] == [50, 30, 20]
    assert round(scorecard["dimensions"][0]["score"], 4) == round((50 + 100 + 50) / 3, 4)
    store.close()


def _picture(visitor: Visitor, name: str) -> None:
    """Keeps a picture where `PICTURES` names a folder."""
    if folder := os.environ.get("PICTURES"):
        visitor.page.set_viewport_size({"width": 390, "height": 3200})
        visitor.settle()
        visitor.page.screenshot(path=Path(folder) / f"{name}.png")
        visitor.page.set_viewport_size(PHONE.size)
