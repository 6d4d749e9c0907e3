"""What an assessment asks, in its reader's language: made once for each text and language, the same for all files."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from pypdf import PdfReader
from sqlalchemy import event

from assess.core.workshop import Stage, plan_for
from assess.store import KeptQuestionnaire, Settings, Store, new_secret
from assess.web.outcome import GROUP, outcome_of
from assess.web.resources import book_of, library, library_in, questionnaire_of
from assess.web.rooms.fields import kept
from assess.web.workshop import shown

PULSE = library()["pulse"]


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        asked.append(statement)

    event.listen(store._database.reader, "before_cursor_execute", note)
    yield asked
    event.remove(store._database.reader, "before_cursor_execute", note)


def started(store: Store, owner: str, questionnaire: KeptQuestionnaire) -> Any:
    return store.create_assessment(owner, company="Acme", questionnaire=questionnaire)


def test_it_is_read_once_and_made_once_for_each_language(site: Any, owner: str) -> None:
    """The way of a phone in a workshop, at each of its runs."""
    made = started(site.store, owner, kept(PULSE))
    german = questionnaire_of(owner, made, "de")
    assert german.title == PULSE.in_language("de").title != PULSE.questionnaire.title
    assert german.language == "de"
    with statements(site.store) as asked:
        assert questionnaire_of(owner, made, "de") is german
        assert questionnaire_of(owner, made, "fr").language == "fr"
        assert questionnaire_of(owner, made) is book_of(owner, made).questionnaire
    assert asked == []


def test_each_assessment_speaks_as_it_was_started(site: Any, owner: str) -> None:
    """The same original, one without German, one with another German title."""
    german = kept(PULSE).translations["de"]
    other = re.sub(r"(  title: .*text: ).*}", r'\1"Anders"}', german)
    assert other != german
    with_all, without, changed = (
        started(site.store, owner, replace(kept(PULSE), translations=translations))
        for translations in (kept(PULSE).translations, {}, {"de": other})
    )
    titles = [questionnaire_of(owner, made, "de").title for made in (with_all, without, changed)]
    assert titles == [PULSE.in_language("de").title, PULSE.questionnaire.title, "Anders"]


def test_files_come_in_their_readers_language(small_site: Any, owner: str) -> None:
    made = small_site.start(owner)
    token = small_site.link(owner, made.id).token
    for value in (1, 2, 5):
        small_site.respond(token, made.id, value=value)

    def taken(name: str, language: str) -> bytes:
        answer = small_site.get(f"/download/{made.id}/{name}?v=group&lang={language}", owner)
        assert answer.status_code == 200
        return bytes(answer.content)

    for language in ("de", "es", "fr"):
        spoken = library_in(language)["pulse"]
        report = PdfReader(io.BytesIO(taken("report-a4.pdf", language)))
        words = "".join("".join(page.extract_text() for page in report.pages).split())
        radar = taken("radar.svg", language).decode()
        for theirs, english in zip(spoken.dimensions, PULSE.questionnaire.dimensions, strict=True):
            assert "".join(theirs.title.split()) in words and "".join(english.title.split()) not in words
            assert theirs.title.split()[0] in radar and english.title not in radar
        advice = json.loads(taken("scorecard.json", language))["recommendations"]
        actions = {rule.id: rule.action for rule in spoken.recommendations}
        assert advice and all(each["action"] == actions[each["id"]] for each in advice)


def test_figures_do_not_depend_on_the_reader(small_site: Any, owner: str) -> None:
    made = small_site.start(owner)
    token = small_site.link(owner, made.id).token
    for value in (1, 2, 5):
        small_site.respond(token, made.id, value=value)
    german, english = (outcome_of(owner, made.id, GROUP, language).scorecard for language in ("de", "en"))
    assert [replace(each, title="") for each in german.dimensions] == [
        replace(each, title="") for each in english.dimensions
    ]
    assert german.disciplines == english.disciplines


def held(store: Store, owner: str, questionnaire: KeptQuestionnaire, previous: str | None = None) -> str:
    """A workshop of three people up to its reveal; the id."""
    made = store.create_workshop(
        owner, title="Day", company="Acme", questionnaire=questionnaire, plan=plan_for(PULSE.questionnaire),
        settings=Settings(kind="workshop", visible="group"), previous=previous,
    ).id  # fmt: skip
    code = store.open_room(owner, made)
    people = [new_secret() for _ in range(3)]
    for person in people:
        store.follow_code(person, code)
        store.begin(person, made, language="en")
    while (room := store.room(owner, made)).position.stage is not Stage.REVEAL:
        if room.position.stage is Stage.RATE:
            for value, person in enumerate(people, start=1):
                for item in PULSE.questionnaire.items:
                    store.save_answer(person, made, item.id, value=value)
        store.move_to(owner, made, room.revision, "next")
    return made


def test_a_room_is_scored_once_and_read_in_every_language(small_site: Any, owner: str) -> None:
    store = small_site.store
    room = store.room(owner, held(store, owner, kept(PULSE)))
    english, german = (shown(owner, room, language) for language in ("en", "de"))
    assert english and german
    assert [each.title for each in german.card.dimensions] == [
        each.title for each in library_in("de")["pulse"].dimensions
    ]
    assert german.book.language == "de"
    assert [each.score for each in german.card.dimensions] == [each.score for each in english.card.dimensions]
    assert german.spreads is english.spreads
    assert [each.rule.action for each in german.card.recommendations] != [
        each.rule.action for each in english.card.recommendations
    ]


def test_a_run_from_before_the_translations_is_still_compared(small_site: Any, owner: str) -> None:
    """What can be compared is settled on the originals, whatever its reader speaks."""
    store = small_site.store
    first = held(store, owner, replace(kept(PULSE), translations={}))
    room = store.room(owner, held(store, owner, kept(PULSE), previous=first))
    german = shown(owner, room, "de")
    assert german and german.earlier and german.earlier.then
    assert len(german.earlier.alike.dimensions) == 3 and not german.earlier.alike.others
    assert [each.title for each in german.earlier.trends if each.title] == [
        each.title for each in german.book.dimensions
    ]
    assert german.earlier.then.dimensions[0].title == PULSE.questionnaire.dimensions[0].title
