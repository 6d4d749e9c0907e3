"""What every HTTP answer carries: the cookie that says which browser this is, and headers that keep it safe."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assess.store import new_secret

COOKIE = "assess_device"
COOKIE_SECONDS = 400 * 24 * 3600
"""The longest that browsers keep a cookie; each visit starts it anew."""

DEVICE = "assess_device"
"""Where a request's state holds the device, also of a browser that gets its cookie only now."""

SECRET = re.compile(r"[A-Za-z0-9_-]{32}")


def device_of(cookies: dict[str, str]) -> str | None:
    """The device's secret out of the cookies a browser sent, None where there is none of ours."""
    secret = cookies.get(COOKIE, "")
    return secret if SECRET.fullmatch(secret) else None


class DeviceCookie:
    """Gives each browser that asks for a page a random cookie, which scripts and routes then know it by."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _asks_for_page(Request(scope)):
            await self.app(scope, receive, send)
            return
        device = device_of(Request(scope).cookies) or new_secret()
        scope.setdefault("state", {})[DEVICE] = device
        cookie = _cookie(device, secure=scope["scheme"] == "https")

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def _asks_for_page(request: Request) -> bool:
    """Pages only: files that load beside a page must not each bring a cookie of their own."""
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")


def _cookie(secret: str, *, secure: bool) -> str:
    parts = [f"{COOKIE}={secret}", "Path=/", f"Max-Age={COOKIE_SECONDS}", "HttpOnly", "SameSite=Lax"]
    return "; ".join([*parts, "Secure"] if secure else parts)


class SafeHeaders:
    """Tells browsers what the app may load, who may frame it and what to keep to themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def _hashes_of_inline_scripts() -> str:
    """Streamlit's page holds a short inline script: it is allowed by its hash, other inline scripts are not."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


CONTENT_SECURITY_POLICY = "; ".join([
    "default-src 'self'",
    f"script-src 'self' blob: {_hashes_of_inline_scripts()}",  # blob: Streamlit starts components' scripts so
    "style-src 'self' 'unsafe-inline'",  # Streamlit and Plotly set styles from their scripts
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
])  # fmt: skip

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

MIDDLEWARE = [Middleware(SafeHeaders), Middleware(DeviceCookie)]
