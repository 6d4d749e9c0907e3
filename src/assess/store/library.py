"""The questionnaires that this server offers beside the shipped ones, each version as it was made available.

Whoever made a version available keeps the questionnaire: only they put further versions or retire it. `proved` says
that the person has proved to be an owner of this server (ASSESS_OWNERS); owners keep each other's. Where nobody is
named, the browser alone says who somebody is. An assessment keeps the text it was started with.

A version has the translations that came with it last: better ones of the same text are no other version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    tuple_,
    update,
)

from assess.store.assessments import UNDO
from assess.store.entries import questionnaire_problems
from assess.store.errors import NotAllowed, NotFound, VersionUsed
from assess.store.keys import digest
from assess.store.library_tables import library, library_translation
from assess.store.rights import Found, now
from assess.store.texts import clean, raise_any
from assess.store.values import KeptQuestionnaire, Offered
from assess.store.verbs import Verbs

NAME = bindparam("name", type_=library.c.questionnaire_id.type)
DEVICE = bindparam("device_key", type_=library.c.device_hash.type)
PROVED = bindparam("proved", type_=Boolean())
_other = library.alias()
KEEPS = or_(
    PROVED,
    exists().where(_other.c.questionnaire_id == library.c.questionnaire_id, _other.c.device_hash == DEVICE),
)
_LAST = (
    select(_other.c.questionnaire_id, func.max(_other.c.number).label("number"))
    .group_by(_other.c.questionnaire_id)
    .subquery()
)
LATEST: Select[Any] = (
    select(
        library.c.questionnaire_id, library.c.version, library.c.sha256, library.c.text, library.c.number,
        library.c.published, library.c.retired, KEEPS.label("keeps"),
    )
    .join(_LAST, and_(_LAST.c.questionnaire_id == library.c.questionnaire_id, _LAST.c.number == library.c.number))
    .order_by(library.c.questionnaire_id)
)  # fmt: skip
ON_OFFER = LATEST.where(library.c.retired.is_(None))
RETIRED = LATEST.where(library.c.retired > bindparam("since", type_=library.c.retired.type), KEEPS)
TRANSLATIONS: Select[Any] = (
    select(library_translation)
    .where(
        tuple_(library_translation.c.questionnaire_id, library_translation.c.number).in_(
            bindparam("versions", expanding=True)
        )
    )
    .order_by(library_translation.c.language)
)
VERSIONS: Select[Any] = (
    select(library.c.number, library.c.version, library.c.sha256, KEEPS.label("keeps"))
    .where(library.c.questionnaire_id == NAME)
    .order_by(library.c.number)
)

Keys = dict[str, Any]


class Library(Verbs):
    """Making questionnaires available, and taking them back."""

    def publish(self, device: str, questionnaire: KeptQuestionnaire, *, proved: bool = False) -> Offered:
        """Offers the first version of a questionnaire, or its next; the latest text again is the latest version.

        Its translations are those that are given now. Raises EntryError, NotAllowed for an id that somebody else
        keeps, VersionUsed where this version was offered before with other words. A retired questionnaire is offered
        again.
        """
        raise_any(questionnaire_problems(questionnaire))
        keys = _keys(device, questionnaire.id, proved)

        def put(connection: Connection) -> None:
            versions = _held(connection, keys)
            number = versions[-1].number if versions else 0
            if not versions or versions[-1].sha256 != questionnaire.sha256:
                number += 1
                connection.execute(insert(library), _row(questionnaire, versions, keys) | {"number": number})
            _translate(connection, questionnaire, number)
            _set(connection, keys, retired=None, retired_by=None)

        self._database.write(put)
        return next(each for each in self.offered(device, proved=proved) if each.id == questionnaire.id)

    def offered(self, device: str, *, proved: bool = False) -> tuple[Offered, ...]:
        """The latest version of each questionnaire on offer, by id."""
        return self._on_shelf(ON_OFFER, device, proved)

    def retired(self, device: str, *, proved: bool = False) -> tuple[Offered, ...]:
        """What the device may offer again: retired in the last seven days and kept by it."""
        return self._on_shelf(RETIRED, device, proved)

    def retire(self, device: str, questionnaire_id: str, *, proved: bool = False) -> None:
        """Offers it no more. `offer_again` undoes that for seven days, then `purge` removes it for good."""
        self._keep(
            device, questionnaire_id, proved, lambda keys: {"retired": now(), "retired_by": keys["device_key"]}
        )

    def offer_again(self, device: str, questionnaire_id: str, *, proved: bool = False) -> None:
        """Undoes `retire`. Raises NotFound after seven days."""
        self._keep(device, questionnaire_id, proved, lambda _: {"retired": None, "retired_by": None})

    def _on_shelf(self, statement: Select[Any], device: str, proved: bool) -> tuple[Offered, ...]:
        keys = _keys(device, "", proved) | {"since": now() - UNDO}
        with self._database.reading() as connection:
            return offers(connection, statement, keys)

    def _keep(
        self, device: str, questionnaire_id: str, proved: bool, values: Callable[[Keys], dict[str, Any]]
    ) -> None:
        keys = _keys(device, questionnaire_id, proved)

        def change(connection: Connection) -> None:
            if not _held(connection, keys):
                raise NotFound("There is no such questionnaire on this server. It may have been removed for good.")
            _set(connection, keys, **values(keys))

        self._database.write(change)


def offers(connection: Connection, statement: Select[Any], keys: Keys) -> tuple[Offered, ...]:
    """What a statement finds on the shelf, each with its translations."""
    found = connection.execute(statement, keys).all()
    spoken = _translations(connection, [(row.questionnaire_id, row.number) for row in found])
    return tuple(
        replace(Offered(*row), translations=spoken.get((row.questionnaire_id, row.number), {})) for row in found
    )


def _translations(
    connection: Connection, versions: Sequence[tuple[str, int]]
) -> Mapping[tuple[str, int], Mapping[str, str]]:
    """The translations of versions by language; of each version all that were put at one moment."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for row in connection.execute(TRANSLATIONS, {"versions": versions}) if versions else ():
        found.setdefault((row.questionnaire_id, row.number), {})[row.language] = row.text
    return found


def remove_retired(connection: Connection, before: Any) -> None:
    """Removes for good what was retired before a moment."""
    connection.execute(delete(library).where(library.c.retired <= before))


def _keys(device: str, questionnaire_id: str, proved: bool) -> Keys:
    return {"device_key": digest(device), "name": clean(questionnaire_id), "proved": proved}


def _held(connection: Connection, keys: Keys) -> list[Found]:
    """All versions of a questionnaire, held until the transaction ends; NotAllowed where somebody else keeps it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE library IN EXCLUSIVE MODE"))
    versions = list(connection.execute(VERSIONS, keys))
    if versions and not versions[-1].keeps:
        raise NotAllowed("Somebody else keeps the questionnaire of this id. Give yours another id.")
    return versions


def _row(questionnaire: KeptQuestionnaire, versions: list[Found], keys: Keys) -> dict[str, Any]:
    """The next version of a questionnaire, but for its number. Raises VersionUsed."""
    used = tuple(each.version for each in versions)
    if questionnaire.version in used:
        raise VersionUsed(questionnaire.version, used)
    return {
        "questionnaire_id": questionnaire.id,
        "version": questionnaire.version,
        "sha256": questionnaire.sha256,
        "text": questionnaire.text,
        "device_hash": keys["device_key"],
        "published": now(),
    }


def _translate(connection: Connection, questionnaire: KeptQuestionnaire, number: int) -> None:
    """Puts a version's translations in the place of those that it had."""
    version = {"questionnaire_id": questionnaire.id, "number": number}
    of_version = and_(*(library_translation.c[name] == value for name, value in version.items()))
    connection.execute(delete(library_translation).where(of_version))
    rows = [version | {"language": language, "text": text} for language, text in questionnaire.translations.items()]
    if rows:
        connection.execute(insert(library_translation), rows)


def _set(connection: Connection, keys: Keys, **values: Any) -> None:
    connection.execute(update(library).where(library.c.questionnaire_id == keys["name"]).values(**values))
