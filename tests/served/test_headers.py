"""What each answer tells the browser: what may be loaded, who may frame it, and which browser it is."""

from __future__ import annotations

import re
from http.cookies import Morsel, SimpleCookie
from typing import Any

import httpx
import pytest

from assess.store import new_secret
from assess.web.middleware import COOKIE, SECRET

PAGE = {"accept": "text/html"}


def cookies_of(answer: httpx.Response) -> list[Morsel[str]]:
    """Our cookies in an answer."""
    each = (SimpleCookie(header) for header in answer.headers.get_list("set-cookie"))
    return [found[COOKIE] for found in each if COOKIE in found]


@pytest.mark.parametrize(
    "path", ["/", "/results?a=x", "/healthz", "/download/x/radar.png", "/favicon.png", "/_stcore/health"]
)
def test_every_answer_is_guarded(path: str, running: Any) -> None:
    headers = running.get(path, **PAGE).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert "unsafe-eval" not in policy["script-src"] and "unsafe-inline" not in policy["script-src"]
    assert not re.search(r"https?:", headers["content-security-policy"])
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"


def test_a_new_browser_gets_a_secret_that_scripts_cannot_read(running: Any) -> None:
    (cookie,) = cookies_of(running.get("/", **PAGE))
    assert SECRET.fullmatch(cookie.value)
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"
    assert not cookie["secure"]  # plain http on this machine
    assert int(cookie["max-age"]) > 365 * 24 * 3600
    (other,) = cookies_of(running.get("/", **PAGE))
    assert other.value != cookie.value


def test_behind_tls_the_cookie_is_secure(running: Any) -> None:
    (cookie,) = cookies_of(running.get("/", **PAGE, **{"x-forwarded-proto": "https"}))
    assert cookie["secure"]


def test_a_browser_keeps_its_secret(running: Any) -> None:
    mine = new_secret()
    (cookie,) = cookies_of(running.get("/results?a=x", mine, **PAGE))
    assert cookie.value == mine


@pytest.mark.parametrize("broken", ["x", "a" * 31, "a" * 33, "a" * 31 + "!", "../../etc/passwd"])
def test_a_malformed_secret_is_replaced(broken: str, running: Any) -> None:
    (cookie,) = cookies_of(running.get("/", broken, **PAGE))
    assert cookie.value != broken and SECRET.fullmatch(cookie.value)


def test_files_beside_a_page_bring_no_cookie(running: Any) -> None:
    page = running.get("/", **PAGE).text
    script = re.search(r'src="\./(static/js/[^"]+)"', page)
    assert script
    for path in (f"/{script[1]}", "/favicon.png", "/healthz", "/_stcore/health"):
        assert cookies_of(running.get(path, accept="*/*")) == []
