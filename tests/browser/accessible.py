"""axe's rules on a page as a person sees it; no rule and no node is excepted."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from visitor import Visitor

AXE = Axe()
SEVERE = {"serious", "critical"}


def violations(visitor: Visitor) -> list[str]:
    """The serious and critical violations of the page, all of it in view, each with its node."""
    with_whole_page_in_view(visitor)
    found = AXE.run(visitor.page).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:300]} {_messages(node)}"
        for rule in found
        if rule["impact"] in SEVERE
        for node in rule["nodes"]
    ]


def with_whole_page_in_view(visitor: Visitor) -> None:
    """Makes the window as tall as the page: axe passes over contrast where something lies above a text."""
    visitor.settle()
    height = visitor.page.evaluate("() => document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
    size = visitor.page.viewport_size
    assert size is not None
    visitor.page.set_viewport_size({"width": size["width"], "height": max(800, int(height) + 200)})
    visitor.page.mouse.move(0, 0)


def _messages(node: dict[str, Any]) -> list[str]:
    return [check["message"] for check in (*node["any"], *node["all"], *node["none"])][:2]
