"""Where ASSESS_OWNERS is set, only those whom it names make assessments: by passphrase, or signed in by OpenID."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from accessible import violations
from app_server import AppServer
from campaign import make_campaign, running
from oidc_provider_mock import User, run_server_in_thread
from pages import press
from playwright.sync_api import expect
from visitor import PHONE, PHONE_DARK, Visitor

from assess.store import Location

PASSPHRASE = "open, sesame – סוד"
NAMED, OTHER = "ann@firm.example", "eve@elsewhere.example"


@pytest.fixture(scope="module", params=["passphrase", "openid"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """A server for named owners."""
    folder = tmp_path_factory.mktemp("server")
    if request.param == "passphrase":
        with running(folder, Location(), {"ASSESS_OWNERS": f"passphrase:{PASSPHRASE}"}) as started:
            yield started
        return
    people = [
        User(sub=each, claims={"email": each, "email_verified": each != "bob@firm.example"})
        for each in (NAMED, OTHER, "bob@firm.example")
    ]
    with run_server_in_thread(user_claims=people) as provider:
        secrets = folder / "secrets.toml"
        environ = {"ASSESS_OWNERS": "@firm.example", "STREAMLIT_SECRETS_FILES": str(secrets)}
        signing = AppServer(folder, environ)
        secrets.write_text(_secrets(signing.url, provider.server_port), encoding="utf-8")
        signing.start()
        yield signing
        signing.stop()
        assert "Traceback" not in signing.log, signing.log


def _secrets(url: str, port: int) -> str:
    return f"""\
[auth]
redirect_uri = "{url}/oauth2callback"
cookie_secret = "{"0123456789abcdef" * 4}"
client_id = "assess"
client_secret = "nothing to hide"
server_metadata_url = "http://localhost:{port}/.well-known/openid-configuration"
client_kwargs = {{ "prompt" = "login" }}
"""


@pytest.mark.parametrize("server", ["passphrase"], indirect=True)
def test_the_passphrase_opens_the_form_and_another_does_not(server: AppServer, new_visitor: Any) -> None:
    owner: Visitor = new_visitor(PHONE)
    for room in ("start", "invite"):
        owner.open(f"/{room}")
        expect(owner.page.get_by_label("Passphrase")).to_be_visible()
        expect(owner.page.get_by_label("Company", exact=True)).to_have_count(0)
    assert violations(owner) == []
    for _ in range(2):
        owner.page.get_by_label("Passphrase").fill("open, barley")
        press(owner, "Go on")
        expect(owner.page.get_by_role("alert")).to_contain_text("This is not the passphrase.")
    owner.page.get_by_label("Passphrase").fill(PASSPHRASE)
    press(owner, "Go on")
    expect(owner.page.get_by_label("Company", exact=True)).to_be_visible()
    assert "/a/" in make_again(owner)
    assert PASSPHRASE not in server.log and "barley" not in server.log
    stranger: Visitor = new_visitor(PHONE_DARK)
    stranger.open("/invite")
    expect(stranger.page.get_by_label("Company", exact=True)).to_have_count(0)
    assert violations(stranger) == []


def make_again(visitor: Visitor) -> str:
    """A new session asks for the passphrase anew; then an assessment is made."""
    visitor.open("/invite")
    visitor.page.get_by_label("Passphrase").fill(PASSPHRASE)
    press(visitor, "Go on")
    visitor.page.get_by_text("Value disciplines pulse", exact=True).click()
    visitor.page.get_by_label("Company", exact=True).fill("Acme")
    press(visitor, "Make it")
    expect(visitor.page.get_by_role("heading", name="Keep this link")).to_be_visible()
    return visitor.main.get_by_test_id("stCode").inner_text()


@pytest.mark.parametrize("server", ["openid"], indirect=True)
@pytest.mark.parametrize("email", [NAMED, OTHER, "bob@firm.example"])
def test_who_signs_in_makes_assessments_if_named_by_a_verified_address(
    server: AppServer, email: str, new_visitor: Any
) -> None:
    visitor: Visitor = new_visitor(PHONE)
    visitor.open("/invite")
    expect(visitor.page.get_by_text("Sign in to go on.")).to_be_visible()
    assert violations(visitor) == []
    press(visitor, "Sign in")
    visitor.page.get_by_role("button", name=re.compile(re.escape(email))).click()
    visitor.page.wait_for_url(re.compile(re.escape(server.url)))
    visitor.settle()
    visitor.faults[:] = [each for each in visitor.faults if visitor.url in each]  # the provider's pages are not ours
    if email == NAMED:
        assert "/a/" in make_campaign(visitor, "Acme")
        return
    visitor.open("/invite")
    expect(visitor.page.get_by_text("You are signed in, but not among those")).to_be_visible()
    expect(visitor.page.get_by_label("Company", exact=True)).to_have_count(0)
