"""Languages: a person's choice is kept with them; an assessment speaks its own to others; an owner reads theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assess.store import Assessment, EntryError, KeptQuestionnaire, Settings, Store, new_secret


@pytest.fixture
def german(store: Store, device: str, questionnaire: KeptQuestionnaire) -> Assessment:
    """An assessment by links, in German, owned by `device`."""
    return store.create_assessment(
        device, company="Acme", questionnaire=questionnaire, language="de", settings=Settings(kind="links")
    )


def _invited(store: Store, owner: str, assessment: Assessment) -> str:
    browser = new_secret()
    (made,) = store.add_links(owner, assessment.id, "open", ["open"])
    store.follow(browser, made.token)
    return browser


def test_who_is_invited_is_met_in_the_assessments_language(store: Store, device: str, german: Assessment) -> None:
    assert store.language_of(_invited(store, device, german), german.id) == "de"


def test_a_persons_choice_goes_before_and_with_them(store: Store, device: str, german: Assessment) -> None:
    person = _invited(store, device, german)
    store.begin(person, german.id, language="fr")
    assert store.language_of(person, german.id) == "fr"
    store.choose_language(person, german.id, "es")
    assert store.language_of(person, german.id) == "es"
    me = store.assessment(person, german.id).me
    assert me is not None and me.language == "es"


def test_it_may_be_changed_after_finishing_and_is_only_ones_own(start: Callable[..., Any]) -> None:
    campaign = start(anonymity="anonymous", minimum_group=3)
    anna, ben = (campaign.respond(campaign.link("open").token) for _ in range(2))
    campaign.store.choose_language(anna, campaign.id, "de")
    assert campaign.store.language_of(anna, campaign.id) == "de"
    assert campaign.store.language_of(ben, campaign.id) == "en"


def test_an_owner_reads_in_their_own(store: Store, device: str, german: Assessment) -> None:
    assert store.language_of(device, german.id) is None
    store.choose_language(device, german.id, "fr")  # nobody answers at this device: nothing to keep
    assert store.assessment(device, german.id).language == "de"


def test_who_answers_alone_has_the_language_it_was_started_in(store: Store, device: str, acme: Assessment) -> None:
    assert store.language_of(device, acme.id) == "en"


def test_a_stranger_learns_nothing_and_changes_nothing(store: Store, stranger: str, acme: Assessment) -> None:
    assert store.language_of(stranger, acme.id) is None
    assert store.language_of(stranger, "nowhere") is None
    store.choose_language(stranger, acme.id, "fr")


def test_what_is_no_language_is_refused(store: Store, device: str, acme: Assessment) -> None:
    with pytest.raises(EntryError):
        store.choose_language(device, acme.id, "x" * 40)
