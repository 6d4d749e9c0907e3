"""ASSESS_OWNERS: whom a setting names; asked again at the moment of making."""

from __future__ import annotations

import pytest

from assess.web.owners import is_named, setting

OWNERS = "Ann@Example.org, @firm.example ,, bob@example.org"


@pytest.mark.parametrize(
    "email", ["ann@example.org", "ANN@EXAMPLE.ORG", " bob@example.org ", "any.body@firm.example"]
)
def test_an_address_or_its_domain_is_named(email: str) -> None:
    assert is_named(email, OWNERS)


@pytest.mark.parametrize(
    "email",
    [
        "", "ann", "@example.org", "eve@example.org", "ann@example.org.evil.example", "x@notfirm.example",
        "x@sub.firm.example", "firm.example", "ann@example.org,bob", "*@example.org", "None",
    ],
)  # fmt: skip
def test_nobody_else_is_named(email: str) -> None:
    assert not is_named(email, OWNERS)


@pytest.mark.parametrize("owners", ["", " ", ",", "@"])
def test_an_empty_list_names_nobody(owners: str) -> None:
    assert not is_named("ann@example.org", owners)


def test_the_setting_is_read_without_blanks_around_it() -> None:
    assert setting({}) == "" and setting({"ASSESS_OWNERS": "  @firm.example "}) == "@firm.example"
