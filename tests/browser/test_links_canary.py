"""Canaries in a whole campaign, with real browsers: secrets and words are where they belong and nowhere else.

Looked through: every address and referer that a browser sent after a link was followed, every frame that other
people's pages were sent, what they show, and what the server said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from app_server import AppServer
from campaign import confirm, enter, follow, location_of, make_campaign, make_links, open_tab, running, to_board
from pages import Choice, answer, finish, press, write_comment
from playwright.sync_api import Request, WebSocket, expect
from visitor import DESK, PHONE, Visitor

from assess.web.middleware import COOKIE

COMMENT, NAME, LABEL = "canary comment 7f3a", "Canary Name 7f3a", "canary label 7f3a"
ANSWERS = [Choice("depth-known", "Usually"), Choice("sale-after", "Sometimes"), Choice("sale-quarter", "Sometimes")]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    folder = tmp_path_factory.mktemp("server")
    with running(folder, location_of(folder)) as started:
        yield started


@dataclass
class Watched:
    """What one visitor's browser asked for and was sent."""

    visitor: Visitor
    addresses: list[str] = field(default_factory=list)
    frames: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self.visitor.page.context.on("request", self._asked)
        self.visitor.page.on("websocket", self._opened)

    def _asked(self, request: Request) -> None:
        if "/a/" not in request.url:  # entering
            self.addresses.append(request.url)
        self.addresses.append(request.headers.get("referer", ""))

    def _opened(self, socket: WebSocket) -> None:
        self.addresses.append(socket.url)
        socket.on(
            "framereceived", lambda frame: self.frames.extend(frame if isinstance(frame, bytes) else frame.encode())
        )

    def sent(self) -> str:
        """All that this browser was sent, and shows."""
        return bytes(self.frames).decode("utf-8", "replace") + self.visitor.page.content()


def test_canaries_are_where_they_belong(server: AppServer, new_visitor: Any) -> None:
    owner, writer, other, viewer, late = (
        Watched(new_visitor(screen)) for screen in (DESK, PHONE, PHONE, DESK, PHONE)
    )
    owner_link = make_campaign(owner.visitor, "Acme", visible="Their own result and the group's")
    made = to_board(owner.visitor)
    open_tab(owner.visitor, "Links")
    personal = make_links(owner.visitor, "Personal invitations", labels=LABEL)
    links = personal | make_links(owner.visitor, "Open link") | make_links(owner.visitor, "Result link")
    answered(writer.visitor, links[LABEL], name=NAME, comment=COMMENT)
    answered(other.visitor, links["Open link"], name="Other")
    other.visitor.open(f"/results?a={made}&v=group")
    expect(other.visitor.main).to_contain_text("2 raters")
    follow(viewer.visitor, links["Result link"])
    expect(viewer.visitor.main).to_contain_text("2 raters")
    viewer.visitor.open(f"/board?a={made}")
    follow(late.visitor, links[LABEL])
    late.visitor.open(f"/results?a={made}")
    late.visitor.open("/link?why=" + COMMENT.replace(" ", "%20"))
    owner.visitor.open(f"/results?a={made}")
    owner.visitor.page.locator(".st-key-items-closeness summary").click()
    expect(owner.visitor.page.get_by_text(COMMENT)).to_be_visible()  # the canary is alive, and here it belongs
    owner.visitor.open(f"/board?a={made}")
    open_tab(owner.visitor, "Data")
    expect(owner.visitor.page.get_by_text(NAME)).to_be_visible()
    confirm(writer.visitor, "This device is shared", "End my session")
    writer.visitor.expect_heading("Where does your company lead?")

    tokens = [each.rsplit("/", 1)[1] for each in (owner_link, *links.values())]
    everybody = (owner, writer, other, viewer, late)
    secrets = tokens + [secret_of(each.visitor) for each in everybody]
    asked = "\n".join(address for each in everybody for address in each.addresses if "why=canary" not in address)
    assert made in asked
    assert hits(asked, [*secrets, COMMENT, NAME, LABEL, "canary"]) == []
    assert hits(server.log, [*secrets, COMMENT, NAME, LABEL]) == []
    for each in (other, viewer, late):
        own = secret_of(each.visitor)
        assert hits(each.sent(), [COMMENT, NAME, LABEL, *(secret for secret in secrets if secret != own)]) == []
        assert own not in each.sent()
    assert hits(writer.visitor.page.content(), [COMMENT, NAME, LABEL, *tokens]) == []  # after the session's end
    assert hits(owner.visitor.page.content(), tokens) == []


def answered(visitor: Visitor, address: str, *, name: str, comment: str = "") -> None:
    """Somebody comes, answers, and finishes."""
    follow(visitor, address)
    enter(visitor, name=name)
    answer(visitor, ANSWERS, given=0, asked=9)
    if comment:
        write_comment(visitor, "sale-after", comment)
    press(visitor, "Overview")
    visitor.expect_heading("Review your answers")
    finish(visitor)


def secret_of(visitor: Visitor) -> str:
    return {each["name"]: each["value"] for each in visitor.page.context.cookies()}[COOKIE]


def hits(text: str, canaries: list[str]) -> list[str]:
    return [canary for canary in canaries if canary in text]
