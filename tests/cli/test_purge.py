"""`assess purge`: what is past its date goes, and no byte of an erased person is left in the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import update

from assess.store import KeptQuestionnaire, Location, Settings, Store, new_secret
from assess.store.library_tables import draft
from assess.store.rights import now
from assess.store.tables import assessment

Called = Callable[..., Result]
WORDS = ("canary-comment", "Canary Name", "canary-evidence")


@pytest.fixture
def store(folder: Path) -> Any:
    opened = Store.open(Location(file=folder / "data" / "assess.sqlite3"))
    yield opened
    opened.close()


def start(store: Store, folder: Path, owner: str) -> tuple[str, str]:
    """An assessment of the tiny questionnaire, and the token of its open link."""
    kept = KeptQuestionnaire(id="tiny", version="1.0.0", text=(folder / "tiny.yaml").read_text(), sha256="0" * 64)
    made = store.create_assessment(owner, company="Acme", questionnaire=kept, settings=Settings(kind="links"))
    (link,) = store.add_links(owner, made.id, "open", ["all"])
    return made.id, link.token


def respond(store: Store, made: str, token: str, words: str) -> str:
    person = new_secret()
    store.follow(person, token)
    store.begin(person, made, language="en", name=f"{words} Name")
    for item in ("needs", "history", "speed"):
        store.save_answer(person, made, item, value=3, comment=f"{words}-comment " * 90, evidence=f"{words}-evidence")
    store.finish(person, made)
    return person


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in (folder / "data").iterdir() if file.is_file())


def test_no_byte_of_an_erased_person_is_left_beside_a_running_app(called: Called, folder: Path, store: Store) -> None:
    owner = new_secret()
    made, token = start(store, folder, owner)
    gone, stays = respond(store, made, token, "canary"), respond(store, made, token, "stays")
    assert b"canary-comment" in bytes_of(folder)
    store.erase_own(gone, made)
    result = called("purge")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("0 deleted and 0 ended assessments, and 0 drafts removed from ")
    content = bytes_of(folder)
    assert not any(word.encode() in content for word in (*WORDS, "canary Name"))
    assert b"stays-comment" in content and b"stays Name" in content
    assert len(store.own_responses(stays, made)) == 3
    assert set(store.responses(owner, made)["comment"]) == {"stays-comment " * 90}


@pytest.mark.parametrize(("days", "left"), [(6, True), (8, False)])
def test_what_was_deleted_a_week_ago_goes(days: int, left: bool, called: Called, folder: Path, store: Store) -> None:
    owner = new_secret()
    made, token = start(store, folder, owner)
    respond(store, made, token, "canary")
    store.delete_assessment(owner, made)
    change(store, made, deleted=now() - timedelta(days=days))
    assert called("purge").stdout.startswith(f"{1 - left} deleted and 0 ended")
    assert (b"canary-comment" in bytes_of(folder)) == left
    if left:
        assert store.restore_assessment(owner, made).id == made


@pytest.mark.parametrize("told", ["option", "variable"])
def test_what_ended_before_the_retention_time_goes(
    told: str, called: Called, folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = new_secret()
    ended, runs = start(store, folder, owner)[0], start(store, folder, owner)[0]
    store.close_assessment(owner, ended)
    change(store, ended, closed=now() - timedelta(days=31))
    old, young = (store.begin_draft(owner, words, {"de": words}) for words in ("canary-draft", "young-draft"))
    aged = update(draft).where(draft.c.id == old.id).values(saved=now() - timedelta(days=31))
    store._database.write(lambda opened: opened.execute(aged))
    if told == "variable":
        monkeypatch.setenv("ASSESS_RETENTION_DAYS", "30")
    words = ("purge",) if told == "variable" else ("purge", "--retention-days", "30")
    assert called(*words).stdout.startswith("0 deleted and 1 ended assessments, and 1 drafts removed from ")
    assert [each.id for each in store.assessments_of(owner)] == [runs]
    assert store.drafts(owner) == (young,) and b"canary-draft" not in bytes_of(folder)


@pytest.mark.parametrize("days", ["0", "-1", "soon", "1.5"])
def test_a_time_that_is_none_removes_nothing(
    days: str, called: Called, folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(store, folder, new_secret())
    monkeypatch.setenv("ASSESS_RETENTION_DAYS", days)
    result = called("purge")
    assert result.exit_code != 0 and "ASSESS_RETENTION_DAYS" in result.stderr and "whole number" in result.stderr
    assert called("purge", "--retention-days", days).exit_code != 0


def change(store: Store, made: str, **values: object) -> None:
    """Time passes for one assessment."""
    moved = update(assessment).where(assessment.c.id == made).values(**values)
    store._database.write(lambda opened: opened.execute(moved))
