"""A translation as YAML: one text a line, with a hint for the translator where something is to be done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from assess.core.messages import ENGLISH, Message, Teller, message
from assess.core.questionnaire import Questionnaire
from assess.core.translation import TranslatedText, Translation, hash_of, texts_of
from assess.yaml_source.scalars import resolved, trap
from assess.yaml_source.translations import OWN_MARK

SCHEMA = "translation.schema.json"


def translation_text(
    questionnaire: Questionnaire,
    translation: Translation,
    remarks: Mapping[str, tuple[str, ...]] | None = None,
    reader: Teller = ENGLISH,
) -> str:
    """The file of a translation, its texts in the order of the questionnaire; people's remarks stay above theirs.

    Hints are told in the language of who reads the file.
    """
    originals = texts_of(questionnaire)
    lines = [
        f"# yaml-language-server: $schema={SCHEMA}",
        f"translates: {translation.translates}",
        f"language: {_word(translation.language)}",
        "texts:",
    ]
    for path, entry in translation.texts.items():
        lines += [f"  {remark}" for remark in (remarks or {}).get(path, ())]
        lines += [f"  {OWN_MARK} {hint.told(reader)}" for hint in _hints(entry, originals[path])]
        lines.append(f"  {path}: {{of: {_word(entry.of)}, text: {_quoted(entry.text)}}}")
    return "\n".join(lines) + "\n"


def _hints(entry: TranslatedText, original: str) -> Iterator[Message]:
    """What a translator is told of a text that is missing or stale."""
    words = " ".join(original.split())
    if not entry.text.strip():
        yield message("To translate: {words}", words=words)
    elif entry.of != hash_of(original):
        key = f"of: {_word(hash_of(original))}"
        yield message("The original has changed. Adapt the text and write {key}", key=key)
        yield message("Original now: {words}", words=words)


def _word(word: str) -> str:
    """A word as it is, between quotes where YAML would take it for something else: 12345678, no."""
    return word if resolved(word) == word and trap(word) is None else f'"{word}"'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")
