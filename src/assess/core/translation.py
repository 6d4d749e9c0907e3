"""A questionnaire in other languages: its texts by path, their translations, and what of them is current.

A translation says of each text which original it was made from (`of`, a short hash). What was translated from another
original is stale; where a text is missing or stale, the original speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from pydantic import StringConstraints

from assess.core.errors import Problem
from assess.core.messages import Message, message
from assess.core.questionnaire import (
    MOST_CHARACTERS,
    Dimension,
    Item,
    LanguageCode,
    Part,
    Questionnaire,
    ResponseScale,
    Rule,
    Slug,
)
from assess.core.wording import below, nearest

Say = Callable[[str, str], str]
"""What stands at a path instead of its original text."""

RULE_TEXTS = ("action", "why", "first_step", "measure", "source")


class TranslatedText(Part):
    """One text in the other language, and the original that it was made from."""

    of: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
    """The first 8 hexadecimal digits of the SHA-256 of the original text; `assess translate` writes them."""
    text: Annotated[str, StringConstraints(max_length=MOST_CHARACTERS)]
    """The translation; while it is empty, the original is shown."""


class Translation(Part):
    """The texts of one questionnaire in one other language."""

    translates: Slug
    """The id of the questionnaire."""
    language: LanguageCode
    """The language of these texts: de, fr, pt-BR, ...; the file is named by it."""
    texts: dict[str, TranslatedText]
    """The texts by their place in the questionnaire: `title`, `items.tenure.text`, ..."""


@dataclass(frozen=True)
class Completeness:
    """How a translation stands against its original, by paths: what is current, and what is to be mended."""

    current: tuple[str, ...]
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def texts(self) -> int:
        """How many texts the questionnaire has."""
        return len(self.current) + len(self.missing) + len(self.stale)


def hash_of(original: str) -> str:
    """By what a translation names the original text that it was made from."""
    return sha256(original.encode()).hexdigest()[:8]


def texts_of(questionnaire: Questionnaire) -> dict[str, str]:
    """The texts of a questionnaire that people read, by path, in the order in which a translator meets them."""
    found: dict[str, str] = {}

    def note(path: str, text: str) -> str:
        return found.setdefault(path, text)

    _worded(questionnaire, note)
    return found


def completeness(questionnaire: Questionnaire, translation: Translation) -> Completeness:
    """What of a translation is current, missing, stale and extra."""
    originals, texts = texts_of(questionnaire), translation.texts
    given = [path for path in originals if path in texts and texts[path].text.strip()]
    stale = tuple(path for path in given if texts[path].of != hash_of(originals[path]))
    return Completeness(
        current=tuple(path for path in given if path not in stale),
        missing=tuple(path for path in originals if path not in given),
        stale=stale,
        extra=tuple(path for path in texts if path not in originals),
    )


def counts(questionnaire: Questionnaire, translations: Sequence[Translation]) -> dict[str, int]:
    """How many of the questionnaire's texts each language has, its own first."""
    found = {each.language: len(completeness(questionnaire, each).current) for each in translations}
    return {questionnaire.language: len(texts_of(questionnaire))} | found


def count_for(questionnaire: Questionnaire, translations: Sequence[Translation], language: str) -> int:
    """How many of the questionnaire's texts a reader of a language reads in it, or in one that is near to it."""
    if base_of(questionnaire.language) == base_of(language):
        return len(texts_of(questionnaire))
    found = (
        len(completeness(questionnaire, each).current) for each in _suitable(questionnaire, translations, language)
    )
    return next((count for count in found if count), 0)


def translated(questionnaire: Questionnaire, translations: Sequence[Translation], language: str) -> Questionnaire:
    """The questionnaire in a language: `de-AT` falls to `de`, and each text that is not there to its original.

    `language` of what is returned is the one that it speaks; the original itself where nothing of it is translated.
    """
    for translation in _suitable(questionnaire, translations, language):
        said = _Said(translation.texts)
        spoken = _worded(questionnaire, said)
        if said.any:
            return spoken.model_copy(update={"language": translation.language})
    return questionnaire


def base_of(language: str) -> str:
    """A language without its region: `de` of `de-AT`."""
    return language.replace("_", "-").split("-")[0].lower()


def _suitable(
    questionnaire: Questionnaire, translations: Sequence[Translation], language: str
) -> Iterator[Translation]:
    """The translations for a reader of a language, the nearest first; none that is further off than the original."""
    wanted, base = language.replace("_", "-").lower(), base_of(language)
    if questionnaire.language.lower() == wanted:
        return
    yield from (each for each in translations if each.language.lower() == wanted)
    if base_of(questionnaire.language) != base:
        alike = [each for each in translations if base_of(each.language) == base]
        yield from sorted(alike, key=lambda each: (each.language.lower() != base, each.language))


class _Said:
    """Says each text of a translation that is current, else the original; `any` once one was current."""

    def __init__(self, texts: Mapping[str, TranslatedText]) -> None:
        self._texts = texts
        self.any = False

    def __call__(self, path: str, original: str) -> str:
        found = self._texts.get(path)
        if found is None or not found.text.strip() or found.of != hash_of(original):
            return original
        self.any = True
        return found.text


def brought_up_to_date(
    questionnaire: Questionnaire,
    language: str,
    before: Translation | None = None,
    given: Mapping[str, str] | None = None,
) -> Translation:
    """A translation with an entry for each text: `given` ones, else those of `before`, stale ones as they were.

    What is not translated yet is empty; what the questionnaire does not have is left out. `given` are texts by path,
    made from the present originals.
    """
    given, kept = given or {}, before.texts if before else {}
    texts = {
        path: _entry(original, given.get(path), kept.get(path)) for path, original in texts_of(questionnaire).items()
    }
    return Translation(translates=questionnaire.id, language=language, texts=texts)


def _entry(original: str, given: str | None, kept: TranslatedText | None) -> TranslatedText:
    if given is None and kept and kept.text.strip():
        return kept
    return TranslatedText(of=hash_of(original), text=given or "")


# --- problems ----------------------------------------------------------------------------------------------------


def translation_problems(
    questionnaire: Questionnaire, translation: Translation, line_of: Callable[[str], int | None] = lambda path: None
) -> tuple[Problem, ...]:
    """What is missing, stale and extra in a translation, each with its remedy; nothing in a complete one."""
    originals, found = texts_of(questionnaire), completeness(questionnaire, translation)
    told = [
        *((path, _missing(originals[path])) for path in found.missing),
        *((path, _stale(originals[path])) for path in found.stale),
        *((path, _extra(path, found.missing)) for path in found.extra),
    ]
    return tuple(Problem(place, text, line_of(place)) for path, text in told for place in [below("texts", path)])


def _missing(original: str) -> Message:
    said = message("is not translated yet: {original}. Translate it; `assess translate` adds what is missing.")
    return said.filled(original=_short(original))


def _stale(original: str) -> Message:
    said = message(
        "was translated from another text than the present one: {original}. Adapt it, then write its `of` as "
        "'{hash}'."
    )
    return said.filled(original=_short(original), hash=hash_of(original))


def _extra(path: str, missing: Sequence[str]) -> Message:
    near = nearest(path, [each for each in missing if each.split(".")[0] == path.split(".")[0]])
    if near is None:
        return NO_TEXT_OF_IT.filled(remedy=message("Remove it; `assess translate` removes what is extra."))
    remedy = message("Did you mean `{name}`? Else remove it; `assess translate` removes what is extra.", name=near)
    return NO_TEXT_OF_IT.filled(remedy=remedy)


NO_TEXT_OF_IT = message("is no text of the questionnaire. {remedy}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return repr(line if len(line) <= 60 else f"{line[:57]}...")


# --- the walk through all texts ----------------------------------------------------------------------------------


def _worded(questionnaire: Questionnaire, say: Say) -> Questionnaire:
    """The questionnaire with what is said at each path of a text: the one place that knows the paths."""
    return questionnaire.model_copy(
        update={
            "title": say("title", questionnaire.title),
            "scales": {name: _scale(scale, f"scales.{name}", say) for name, scale in questionnaire.scales.items()},
            "dimensions": tuple(_dimension(each, say) for each in questionnaire.dimensions),
            "recommendations": tuple(_rule(each, say) for each in questionnaire.recommendations),
        }
    )


def _scale(scale: ResponseScale, path: str, say: Say) -> ResponseScale:
    levels = tuple(
        level.model_copy(update={"label": say(f"{path}.{_step(level.value)}", level.label)}) for level in scale.levels
    )
    return scale.model_copy(update={"levels": levels})


def _dimension(dimension: Dimension, say: Say) -> Dimension:
    title = say(f"dimensions.{dimension.id}.title", dimension.title)
    items = tuple(_item(item, f"items.{item.id}", say) for item in dimension.items)
    return dimension.model_copy(update={"title": title, "items": items})


def _item(item: Item, path: str, say: Say) -> Item:
    return item.model_copy(
        update={
            "text": say(f"{path}.text", item.text),
            "help": item.help and say(f"{path}.help", item.help),
            "number": item.number and item.number.model_copy(update={"unit": say(f"{path}.unit", item.number.unit)}),
            "anchors": {level: say(f"{path}.anchors.{_step(level)}", text) for level, text in item.anchors.items()},
        }
    )


def _rule(rule: Rule, say: Say) -> Rule:
    given = {name: text for name in RULE_TEXTS if (text := getattr(rule, name)) is not None}
    path = f"recommendations.{rule.id}"
    return rule.model_copy(update={name: say(f"{path}.{name}", text) for name, text in given.items()})


def _step(value: float) -> str:
    """A level's value in a path: as short as it can be without being another one's."""
    short = f"{value:g}"
    return short if float(short) == value else repr(value)
