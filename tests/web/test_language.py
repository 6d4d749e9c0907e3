"""Which language a file comes in, and what a link carries: the choice, then the assessment's, then the browser's."""

from __future__ import annotations

from typing import Any

import pytest

from assess.store import new_secret
from assess.texts import known


def told(site: Any, device: str, assessment: str, query: str = "", accept: str = "fr-CH, de;q=0.7") -> str:
    """What the app says of a file that there is not."""
    answer = site.get(f"/download/{assessment}/nothing.pdf{query}", device, **{"accept-language": accept})
    return str(answer.text.strip())


WORDS = {
    "en": "There is no such file.",
    "de": "Diese Datei gibt es nicht.",
    "fr": "Ce fichier n’existe pas.",
    "es": "Este archivo no existe.",
}


def test_the_browsers_most_wanted_language_that_there_is(small_site: Any, owner: str) -> None:
    made = small_site.start(owner)
    assert told(small_site, owner, made.id) == WORDS["fr"]
    assert told(small_site, owner, made.id, accept="pt, es;q=0.2, de;q=0.9") == WORDS["de"]
    assert told(small_site, owner, made.id, accept="pt") == told(small_site, owner, made.id, accept="") == WORDS["en"]


def test_a_persons_own_goes_before_the_browsers_and_the_address_before_both(small_site: Any, owner: str) -> None:
    made = small_site.start(owner)
    person = small_site.respond(small_site.link(owner, made.id).token, made.id, language="es")
    assert told(small_site, person, made.id) == WORDS["es"]
    assert told(small_site, person, made.id, "?lang=de") == WORDS["de"]
    assert told(small_site, person, made.id, "?lang=../de") == WORDS["es"]


@pytest.mark.parametrize(("query", "carried"), [("?lang=de", "&lang=de"), ("?lang=xx", ""), ("", "")])
def test_a_link_carries_a_language_to_its_page(query: str, carried: str, small_site: Any, owner: str) -> None:
    made = small_site.start(owner)
    link = small_site.link(owner, made.id)
    answer = small_site.get(f"/a/{link.token}{query}", new_secret())
    assert answer.headers["location"] == f"/join?a={made.id}{carried}"
    assert small_site.get(f"/a/unknown{query}").headers["location"] == f"/link?why=unknown{carried}"


def test_the_region_of_a_language_does_not_matter() -> None:
    assert known("pt-BR", None, "", "de_CH", "fr") == "de"
    assert known("xx", None) is None
