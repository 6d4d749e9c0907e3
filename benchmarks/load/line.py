"""The way to the server: pages by HTTP with a jar of cookies, and Streamlit's web socket as a browser opens it."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.parse import urlsplit

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

SECONDS_TO_CONNECT = 30.0
LARGEST_MESSAGE = 64 * 2**20
TRUST = ssl.create_default_context()
"""Made once: it takes longer than all else that a visitor does."""

LOST = (OSError, WebSocketException, httpx.TransportError, TimeoutError)
"""What a visitor meets while the server is away."""


@dataclass
class Browser:
    """What a browser keeps of a site: its cookies."""

    url: str
    jar: CookieJar = field(default_factory=CookieJar)

    async def load(self, address: str) -> str:
        """Loads a page, follows where it leads and asks for what Streamlit's page asks; returns the last address.

        Raises httpx.HTTPError.
        """
        async with self._client() as client:
            answer = await client.get(address, headers={"accept": "text/html", "accept-language": "en"})
            answer.raise_for_status()
            for path in ("/_stcore/health", "/_stcore/host-config"):  # they bring the cookie against forged requests
                (await client.get(path)).raise_for_status()
        return str(answer.url)

    async def socket(self, session: str | None) -> ClientConnection:
        """A new socket; with the id of a session that the server may still know. Raises what LOST names."""
        cookies = {cookie.name: cookie.value or "" for cookie in self.jar}
        token = cookies.get("_streamlit_xsrf") or "PLACEHOLDER_AUTH_TOKEN"
        place = urlsplit(self.url)
        return await connect(
            f"{'wss' if place.scheme == 'https' else 'ws'}://{place.netloc}/_stcore/stream",
            ssl=TRUST if place.scheme == "https" else None,
            origin=self.url,  # type: ignore[arg-type]
            subprotocols=["streamlit", token, *([session] if session else [])],  # type: ignore[list-item]
            additional_headers={"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())},
            open_timeout=SECONDS_TO_CONNECT,
            max_size=LARGEST_MESSAGE,
            ping_interval=None,  # a browser sends none either
        )

    async def events(self, path: str) -> AsyncIterator[str]:
        """What a server-sent stream of events says, one text an event. Raises httpx.HTTPError."""
        async with self._client() as client, client.stream("GET", path, headers=EVENTS, timeout=None) as answer:
            answer.raise_for_status()
            async for line in answer.aiter_lines():
                if line.startswith("data:"):
                    yield line.removeprefix("data:").strip()

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=self.url, cookies=self.jar, verify=TRUST, follow_redirects=True, timeout=SECONDS_TO_CONNECT
        )


EVENTS = {"accept": "text/event-stream"}
