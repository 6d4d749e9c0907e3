"""The pulse of a workshop: counts for those who may see them, read once a second however many watch."""

from __future__ import annotations

from typing import Any

import pytest

from assess.core.workshop import plan_for
from assess.store import Counts, NotAllowed, Settings, new_secret
from assess.web import pulse
from assess.web.resources import library
from assess.web.rooms.fields import kept


@pytest.fixture
def made(small_site: Any, owner: str) -> str:
    """A workshop that is not open yet."""
    loaded = library()["pulse"]
    return str(small_site.store.create_workshop(
        owner, title="Day", company="Acme", questionnaire=kept(loaded), plan=plan_for(loaded.questionnaire),
        settings=Settings(kind="workshop"),
    ).id)  # fmt: skip


def _join(site: Any, code: str) -> str:
    browser = new_secret()
    found = site.store.follow_code(browser, code)
    site.store.begin(browser, found.assessment_id, language="en")
    return browser


def test_before_the_opening_nobody_is_counted(small_site: Any, owner: str, made: str) -> None:
    assert pulse.pulse(owner, made).counts == Counts()


def test_whoever_watches_within_a_second_is_told_the_same(small_site: Any, owner: str, made: str) -> None:
    code = small_site.store.open_room(owner, made)
    _join(small_site, code)
    assert pulse.pulse(owner, made).counts.joined == 1
    (link,) = small_site.store.add_links(owner, made, "viewer", ["wall"])
    wall = new_secret()
    small_site.store.follow(wall, link.token)
    _join(small_site, code)
    assert pulse.pulse(wall, made).counts.joined == 1  # of less than a second ago


def test_counts_are_read_anew_once_the_room_has_moved(small_site: Any, owner: str, made: str) -> None:
    code = small_site.store.open_room(owner, made)
    assert pulse.pulse(owner, made).counts.joined == 0
    _join(small_site, code)
    small_site.store.move_to(owner, made, small_site.store.room(owner, made).revision, "next")
    assert pulse.pulse(owner, made).counts.joined == 1


def test_participants_and_strangers_are_told_no_counts(small_site: Any, owner: str, made: str) -> None:
    code = small_site.store.open_room(owner, made)
    person = _join(small_site, code)
    pulse.pulse(owner, made)
    for other in (person, new_secret()):
        with pytest.raises(NotAllowed):
            pulse.pulse(other, made)
