"""A person at a browser, watched: what goes wrong is collected, and no request may leave this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Download,
    Locator,
    Page,
    Request,
    ViewportSize,
    WebSocket,
    expect,
)

SECONDS = 60
"""Long, for a machine with other work."""
expect.set_options(timeout=SECONDS * 1000)

PROBES = re.compile(r"/[a-z]+/_stcore/(health|host-config)")
"""On a deep link Streamlit's page looks for its server below the page's own address first, and is told 404: its
only way to find out where the server's root is. Answering there would send its web socket there, too."""


@dataclass(frozen=True)
class Screen:
    """What a person looks at."""

    width: int
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.width}px-{self.scheme}"

    @property
    def size(self) -> ViewportSize:
        return {"width": self.width, "height": 844 if self.width < 600 else 800}


PHONE, PHONE_DARK = Screen(390, "light"), Screen(390, "dark")
DESK, DESK_DARK = Screen(1280, "light"), Screen(1280, "dark")
SCREENS = (PHONE, PHONE_DARK, DESK, DESK_DARK)


@dataclass
class Visitor:
    """One browser with cookies of its own, on the app's pages."""

    page: Page
    url: str
    faults: list[str] = field(default_factory=list)
    downloads: list[Download] = field(default_factory=list)

    @classmethod
    def of(cls, browser: Browser, url: str, screen: Screen = DESK, locale: str = "en-GB") -> Visitor:
        """A new visitor, who has not been here before."""
        context = browser.new_context(
            viewport=screen.size,
            color_scheme=screen.scheme,
            locale=locale,
            accept_downloads=True,
            ignore_https_errors=url.startswith("https:"),  # nobody vouches for the certificates of tests
        )
        context.set_default_timeout(SECONDS * 1000)
        visitor = cls(context.new_page(), url)
        context.on("page", visitor._watch)
        context.on("request", visitor._check_address)
        visitor._watch(visitor.page)
        return visitor

    def leave(self) -> None:
        """Closes the browser."""
        self.page.context.close()

    # Where they are

    def open(self, path: str = "/") -> None:
        """Types an address and waits for the page."""
        self.page.goto(f"{self.url}{path}")
        self.settle()

    def reload(self) -> None:
        self.page.reload()
        self.settle()

    def settle(self) -> None:
        """Returns when the page is connected and its script has run."""
        shown = self.page.locator(
            '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
        )
        expect(shown).to_be_attached()
        expect(self.page.locator("[data-testid='stSkeleton']")).to_have_count(0)
        expect(self.main.locator("[data-stale='true']")).to_have_count(0)

    @property
    def main(self) -> Locator:
        """The page's content, without its bottom bar."""
        return self.page.locator('[data-testid="stMain"]')

    def expect_heading(self, text: str) -> None:
        """The page with this title is shown, and drawn to its end."""
        expect(self.page.get_by_role("heading", name=text, level=1)).to_be_visible()
        self.settle()

    # What goes wrong

    @contextmanager
    def while_server_is_away(self) -> Iterator[None]:
        """Failed connections are no fault in here; all else is. Ends when the page has been run by a server again."""
        known = len(self.faults)
        self.page.evaluate(_NOTICE_RETURN)
        yield
        self.page.wait_for_function("() => window.isBack")
        self.settle()
        self.faults[known:] = [fault for fault in self.faults[known:] if not _LOST.search(fault)]

    @contextmanager
    def while_refused(self, status: int) -> Iterator[None]:
        """An answer of this status is no fault in here; all else is."""
        known = len(self.faults)
        yield
        told = re.compile(rf"^(console: .*status of {status}\b|answered {status}:)")
        self.faults[known:] = [fault for fault in self.faults[known:] if not told.search(fault)]

    def _watch(self, page: Page) -> None:
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("requestfailed", self._on_failed)
        page.on("websocket", self._on_socket)
        page.on("download", lambda download: self.downloads.append(download))
        page.on(
            "response",
            lambda answer: (
                self.faults.append(f"answered {answer.status}: {answer.url}")
                if answer.status >= 400 and not self._is_probe(answer.url)
                else None
            ),
        )

    def _on_console(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        if message.type == "error" and not self._is_probe(address):
            self.faults.append(f"console: {message.text} ({address})")

    def _on_failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page that was left, or a download in a tab of its own
            self.faults.append(f"request failed: {request.url} {request.failure}")

    def _on_socket(self, socket: WebSocket) -> None:
        self._must_be_ours(socket.url)

    def _check_address(self, request: Request) -> None:
        self._must_be_ours(request.url)

    def _must_be_ours(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != urlsplit(self.url).netloc:
            self.faults.append(f"a request left this machine: {address}")

    def _is_probe(self, address: str) -> bool:
        parts = urlsplit(address)
        return parts.netloc == urlsplit(self.url).netloc and PROBES.fullmatch(parts.path) is not None


_NOTICE_RETURN = """() => {
  window.isBack = false;
  let lost = false, ran = false;
  const app = document.querySelector('[data-testid="stApp"]');
  new MutationObserver(() => {
    const connected = app.dataset.testConnectionState === 'CONNECTED';
    lost ||= !connected;
    ran ||= lost && connected && app.dataset.testScriptState === 'running';
    window.isBack ||= ran && app.dataset.testScriptState === 'notRunning';
  }).observe(app, { attributeFilter: ['data-test-connection-state', 'data-test-script-state'] });
}"""

_LOST = re.compile(
    r"Streamlit server is not responding|Client Error in reaching server endpoint|WebSocket|ERR_CONNECTION_REFUSED"
    r"|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|ERR_INCOMPLETE_CHUNKED_ENCODING"
    r"|when disconnected from server"
)
