"""An assessment keeps the translations that it was started with: no later edit changes what people were asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import func, select, text

from assess.store import Assessment, EntryError, KeptQuestionnaire, Location, Store, new_secret
from assess.store.engine import connect
from assess.store.keys import digest
from assess.store.migrate import configuration
from assess.store.tables import translation

OTHER = "translates: pulse\nlanguage: de\ntexts:\n  title: {of: 00000000, text: Anders}\n"


def test_they_are_kept_letter_by_letter_in_the_order_of_their_languages(
    store: Store, device: str, questionnaire: KeptQuestionnaire
) -> None:
    asked = replace(questionnaire, translations={"fr": "É\n", **questionnaire.translations})
    made = store.create_assessment(device, company="Acme", questionnaire=asked)
    kept = store.questionnaire(device, made.id)
    assert kept == asked
    assert list(kept.translations) == ["de", "fr"]


def test_each_assessment_has_its_own(
    store: Store, device: str, acme: Assessment, questionnaire: KeptQuestionnaire
) -> None:
    """The same original, another translation later: the first one stays as it was."""
    later = replace(questionnaire, translations={"de": OTHER})
    second = store.create_assessment(device, company="Later", questionnaire=later)
    assert store.questionnaire(device, acme.id) == questionnaire
    assert store.questionnaire(device, second.id) == later


def test_follow_ups_templates_and_copies_take_them_along(workshop: Callable[..., Any]) -> None:
    held = workshop()
    store, owner = held.store, held.owner
    asked = store.questionnaire(owner, held.id)
    assert asked.translations
    template = store.duplicate_workshop(owner, held.id, template=True)
    for made in (template, store.duplicate_workshop(owner, held.id, again=True),
                 store.duplicate_workshop(owner, template.id)):  # fmt: skip
        assert store.questionnaire(owner, made.id) == asked


def test_they_go_with_the_assessment(store: Store, device: str, acme: Assessment) -> None:
    store.delete_assessment(device, acme.id)
    store.purge(datetime.now(UTC) + timedelta(days=8))
    with store._database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(translation)) == 0


def test_postgresql_takes_no_samples_of_them(location: Location, acme: Assessment) -> None:
    """Its statistics would outlive the rows."""
    if location.url is None:
        return
    database = connect(location)
    with database.migrating() as connection:
        connection.execute(text("ANALYZE translation"))
    with database.reading() as connection:
        sampled = select(text("attname")).select_from(text("pg_stats")).where(text("tablename = 'translation'"))
        assert set(connection.scalars(sampled)) <= {"assessment_id", "language"}
    database.close()


def test_a_backup_holds_them(
    new_sqlite: Callable[[], Location], questionnaire: KeptQuestionnaire, tmp_path: Path
) -> None:
    store, device = Store.open(new_sqlite()), new_secret()
    made = store.create_assessment(device, company="Acme", questionnaire=questionnaire)
    store.backup(tmp_path / "copy.sqlite3")
    store.close()
    copy = Store.open(Location(file=tmp_path / "copy.sqlite3"))
    assert copy.questionnaire(device, made.id) == questionnaire
    copy.close()


@pytest.mark.parametrize(
    ("translations", "path"),
    [
        ({"de": ""}, "questionnaire.translations.de"),
        ({"de": "x\0"}, "questionnaire.translations.de"),
        ({"de": "x" * 1_000_001}, "questionnaire.translations.de"),
        ({"d" * 36: "x"}, "language"),
        ({f"a{n}": "x" for n in range(51)}, "questionnaire.translations"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_started(
    store: Store, device: str, questionnaire: KeptQuestionnaire, translations: dict[str, str], path: str
) -> None:
    with pytest.raises(EntryError) as refused:
        store.create_assessment(device, company="A", questionnaire=replace(questionnaire, translations=translations))
    assert {problem.path for problem in refused.value.problems} == {path}
    assert store.assessments_of(device) == ()


def test_an_assessment_from_before_has_none(location: Location) -> None:
    database = connect(location)
    row = {"id": "a", "company": "Acme", "questionnaire_id": "pulse", "questionnaire_version": "1",
           "questionnaire_sha256": "0" * 64, "questionnaire_text": "x", "language": "en", "settings": "{}",
           "status": "open", "created": "2026-01-31 12:00:00.000000+00:00"}  # fmt: skip
    with database.migrating() as connection:
        command.upgrade(configuration(connection), "0004")
        names = ", ".join(row)
        connection.execute(text(f"INSERT INTO assessment ({names}) VALUES (:{', :'.join(row)})"), row)
    database.close()
    opened, device = Store.open(location), new_secret()
    with opened._database.migrating() as connection:
        grant = {"h": digest(device), "at": row["created"]}
        connection.execute(
            text("INSERT INTO device_grant (device_hash, assessment_id, role, created, wrong_pins) "
                 "VALUES (:h, 'a', 'owner', :at, 0)"), grant
        )  # fmt: skip
    assert opened.questionnaire(device, "a") == KeptQuestionnaire("pulse", "1", "0" * 64, "x")
    opened.close()
