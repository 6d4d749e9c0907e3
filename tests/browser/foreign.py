"""What of a page is still English: its visible texts against those of the app and of the shipped questionnaires."""

from __future__ import annotations

import re
from functools import cache

from playwright.sync_api import expect
from visitor import Visitor

from assess.core.translation import texts_of as texts_asked
from assess.locales.catalogues import catalogue
from assess.web.resources import library

LETTERS = 3
"""A text of the app with more letters than this is looked for."""
WORDS = 3
"""A text of a questionnaire with so many words is looked for within other texts, too."""

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
    """The page's texts that are the app's or a questionnaire's English ones, though it is in another language."""
    expect(visitor.page.locator(f"html[lang={language}]")).to_be_attached()  # once Streamlit's own words are known
    shown = texts_of(visitor) - OF_STREAMLIT
    english_ones, translated = _patterns(language)
    of_app = {text for text in shown if english_ones.fullmatch(text) and not translated.fullmatch(text)}
    return sorted((of_app - _asked_in(language)) | _asked_in_english(shown, language))


def _asked_in_english(shown: set[str], language: str) -> set[str]:
    """The texts that are one of a questionnaire's in English, or have one in them."""
    asked = _asked_in("en") - _asked_in(language)
    long = [text for text in asked if len(text.split()) >= WORDS]
    return {text for text in shown if text in asked or any(each in text for each in long)}


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns that fit each English text, and each translation."""
    entries = [message for message in catalogue(language) if message.id]
    return (
        re.compile("|".join(_fits(text) for each in entries for text in _several(each.id) if _is_told(text))),
        re.compile("|".join(_fits(text) for each in entries for text in _several(each.string) if _is_told(text))),
    )


def _several(texts: object) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)  # type: ignore[arg-type]


def _is_told(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]", re.sub(r"\{\w+\}", "", text))) > LETTERS


def _fits(text: str) -> str:
    """The text as a pattern, anything in its braces."""
    return re.sub(r"\\\{\w+\\\}", ".+", re.escape(" ".join(text.split())))


@cache
def _asked_in(language: str) -> frozenset[str]:
    """The texts of the shipped questionnaires in a language."""
    books = [loaded.in_language(language) for loaded in library().values()]
    return frozenset(" ".join(text.split()) for book in books for text in texts_asked(book).values())
