"""Canaries: tokens, a name and a comment that are found where they belong and nowhere else."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from assess.store import Location, new_secret
from assess.store.tables import metadata
from assess.web.downloads import DOWNLOADS

COMMENT, NAME, LABEL = "canary-comment-7f3a", "Canary Name 7f3a", "canary-label-7f3a"
FILES = (*(each.name for each in DOWNLOADS), "my-answers.csv")


def spoken_of(site: Any, anonymity: str, owner: str) -> tuple[str, dict[str, str], dict[str, str]]:
    """A campaign with canaries; returns its id, its tokens by role, and a browser for each of its people."""
    made = site.start(owner, anonymity=anonymity, visible="group").id
    links = {role: site.link(owner, made, role, label=LABEL) for role in ("owner", "viewer", "open", "personal")}
    tokens = {role: link.token for role, link in links.items()}
    name = NAME if anonymity == "named" else None
    writer = site.respond(tokens["personal"], made, value=1, comment=COMMENT, name=name)
    others = [site.respond(tokens["open"], made, value=2 + n % 3) for n in range(5)]
    viewer, third = new_secret(), new_secret()
    site.store.follow(viewer, tokens["viewer"])
    site.store.follow(third, tokens["owner"])
    people = {"owner": owner, "third": third, "viewer": viewer, "other": others[0], "stranger": new_secret()}
    return made, tokens, people | {"writer": writer}


@pytest.mark.parametrize("anonymity", ["named", "confidential", "anonymous"])
def test_words_are_in_the_files_of_those_they_are_for(
    anonymity: str, small_site: Any, owner: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    made, tokens, people = spoken_of(small_site, anonymity, owner)
    found = set()
    for who, device in people.items():
        for name in FILES:
            for view in ("", "?v=group"):
                answer = small_site.get(f"/download/{made}/{name}{view}", device)
                assert not any(token in answer.text for token in tokens.values())
                assert NAME not in answer.text and LABEL not in answer.text
                if COMMENT in answer.text:
                    found.add((who, name))
    own = {("writer", "my-answers.csv"), ("writer", "answers.csv")}
    leads = {("owner", "answers.csv"), ("third", "answers.csv")} if anonymity == "named" else set()
    assert found == own | leads
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert not any(secret in logged for secret in (COMMENT, NAME, *tokens.values(), *people.values()))


def test_tokens_and_cookies_are_nowhere_in_the_database(site: Any, location: Location, owner: str) -> None:
    _, tokens, people = spoken_of(site, "named", owner)
    secrets = [*tokens.values(), *people.values()]
    with site.store._database.reading() as opened:
        kept = repr([opened.execute(select(table)).all() for table in metadata.sorted_tables])
    assert COMMENT in kept and NAME in kept  # the canaries are alive
    assert not any(secret in kept for secret in secrets)
    if location.file:
        content = b"".join(file.read_bytes() for file in Path(location.file).parent.iterdir() if file.is_file())
        assert COMMENT.encode() in content
        assert not any(secret.encode() in content for secret in secrets)


def test_refusals_and_wrong_addresses_repeat_nothing(small_site: Any, owner: str) -> None:
    made, tokens, people = spoken_of(small_site, "named", owner)
    small_site.store.delete_assessment(owner, made)
    paths = [f"/a/{token}" for token in tokens.values()] + [f"/a/{COMMENT}", f"/download/{made}/{COMMENT}"]
    for path in [*paths, f"/download/{made}/answers.csv", f"/download/{made}/people/{NAME}.csv"]:
        for device in people.values():
            answer = small_site.get(path, device)
            said = answer.text + str(answer.headers.get("location", ""))
            assert answer.status_code >= 300
            assert not any(secret in said for secret in (COMMENT, NAME, "Acme", *tokens.values(), device))
