"""What of a page is still English: its visible texts against the texts that the source hands to the translator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from visitor import Visitor

from assess.locales.catalogues import catalogue
from assess.web.resources import library

LETTERS = 3
"""A text of the app with more letters than this is looked for."""

OF_STREAMLIT = {"Open"}
"""Labels that Streamlit gives to its widgets' own parts, which no parameter changes: the arrow of a selection."""

_TEXTS = """() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.parentElement.checkVisibility()) found.add(node.textContent.trim());
    } else {
      for (const name of ['aria-label', 'placeholder', 'alt', 'title'])
        if (node.hasAttribute(name)) found.add(node.getAttribute(name).trim());
    }
  }
  return [...found].filter(Boolean);
}"""


def texts_of(visitor: Visitor) -> set[str]:
    """Every text of the page that can be seen or is read aloud."""
    return {" ".join(text.split()) for text in visitor.page.evaluate(_TEXTS)}


def english(visitor: Visitor, language: str) -> list[str]:
    """The page's texts that are the app's English ones, though the page should be in another language."""
    english_ones, translated = _patterns(language)
    return sorted(
        text
        for text in texts_of(visitor) - _of_questionnaires() - OF_STREAMLIT
        if english_ones.fullmatch(text) and not translated.fullmatch(text)
    )


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns that fit each English text, and each translation."""
    entries = [message for message in catalogue(language) if message.id]
    return (
        re.compile("|".join(_fits(text) for each in entries for text in _several(each.id) if _is_told(text))),
        re.compile("|".join(_fits(text) for each in entries for text in _several(each.string))),
    )


def _several(texts: object) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)  # type: ignore[arg-type]


def _is_told(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]", re.sub(r"\{\w+\}", "", text))) > LETTERS


def _fits(text: str) -> str:
    """The text as a pattern, anything in its braces."""
    return re.sub(r"\\\{\w+\\\}", ".+", re.escape(" ".join(text.split())))


@cache
def _of_questionnaires() -> set[str]:
    """The questionnaires' own texts, which have their own language."""
    found: set[str] = set()
    for loaded in library().values():
        found |= set(_texts_in(loaded.questionnaire.model_dump()))
    return found


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ():
        yield from _texts_in(part)
