"""A link that is shown once can be copied with a visible button, by pointer and by keyboard."""

from __future__ import annotations

from typing import Any

from campaign import make_campaign
from playwright.sync_api import expect
from visitor import PHONE


def test_the_owner_link_is_copied_by_a_visible_button(new_visitor: Any) -> None:
    visitor = new_visitor(PHONE)
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = make_campaign(visitor, "Aldersley")
    button = visitor.page.get_by_role("button", name="Copy", exact=True)
    expect(button).to_be_visible()
    button.press("Enter")
    expect(visitor.page.get_by_role("button", name="Copied")).to_be_visible()
    assert visitor.page.evaluate("navigator.clipboard.readText()") == link
