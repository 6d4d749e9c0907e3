"""The words of items: two ideas in one, length, reading ease, near-duplicates, texts that YAML cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assess.core.messages import Figure, Message, message
from assess.core.questionnaire import Questionnaire
from assess.core.wording import quoted
from assess.lint.finding import Finding, placed_items

MOST_WORDS = 20
"""Payne, The Art of Asking Questions (1951): no more words in a question than this."""
HARD_ITEM, HARD_WHOLE = 60, 50
"""Bjoernsson (1968): a readability index above 60 is very difficult, above 50 difficult."""
FEWEST_WORDS = 10
"""An item of fewer words is judged with the others only: one long word more would move it by ten."""
ALIKE = 0.8
"""Items that share so much of their words are near-duplicates (Dice's coefficient)."""
MOST_COMPARED = 1000
"""Each item is compared with so many before it: the time must stay bounded."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_JOINED = {
    "en": r"and|or|and/or|as well as|but also",
    "de": r"und|oder|sowie|und/oder",
    "fr": r"et|ou|ainsi que|et/ou",
    "es": r"y|e|o|u|así como|y/o",
}
_ONE_IDEA = re.compile(
    r"\bbetween\b[^,.;]*?\band\b"
    r"|\b(?:research and development|terms and conditions|health and safety|profit and loss|trial and error"
    r"|supply and demand|pros and cons|wear and tear|back and forth|time and again|again and again|more and more"
    r"|over and over|through and through|by and large|now and then|up and running|questions and answers|yes or no"
    r"|sooner or later|more or less|once or twice|day and night|day or night)\b"
    r"|\b(?:\d+|one|two|three|four|five|six)\s+(?:or|and)\s+(?:\d+|two|three|four|five|six|more|a half)\b",
    re.IGNORECASE,
)
"""Where a joining word joins no two ideas: fixed phrases, ranges, numbers."""


def word_findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    """What makes an item hard to answer or says it twice; language-bound rules only for languages they know."""
    language = questionnaire.language.split("-")[0].lower()
    joined, in_english = _JOINED.get(language), language == "en"
    for path, item in placed_items(questionnaire):
        if joined:
            yield from _two_ideas(f"{path}.text", item.text, joined)
        yield from _long(f"{path}.text", item.text)
        if in_english:
            yield from _hard(f"{path}.text", item.text)
    if in_english:
        yield from _hard_as_a_whole(questionnaire)
    yield from _near_duplicates(questionnaire)


def _two_ideas(path: str, text: str, joined: str) -> Iterator[Finding]:
    rest = _ONE_IDEA.sub(" ", text)
    found = re.search(rf"(?<![\w-])(?:{joined})(?![\w-])|\s&\s|;", rest, re.IGNORECASE)
    twice = message("two question marks") if text.count("?") > 1 else None
    sign = quoted(found[0].strip())[1:-1] if found else twice
    if sign:
        yield Finding(
            "two-ideas",
            path,
            message("may ask two things at once ({sign}).", sign=sign),
            message("Who would say yes to one and no to the other cannot answer."),
            message("Ask one of them only, or make two items of it."),
        )


def _long(path: str, text: str) -> Iterator[Finding]:
    if (count := len(text.split())) > MOST_WORDS:
        yield Finding(
            "long-item",
            path,
            message("has {count} words.", count=count),
            message("People misread questions of more than {most} words (Payne 1951).", most=MOST_WORDS),
            message("Shorten it; what explains it belongs in `help`."),
        )


def lix(text: str) -> float:
    """Bjoernsson's readability index: words a sentence, plus per cent of words of more than six letters."""
    words = _WORD.findall(text)
    sentences = max(1, len(re.findall(r"[.?!:](?=\s|$)", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words) if words else 0.0


def _hard(path: str, text: str) -> Iterator[Finding]:
    if len(_WORD.findall(text)) >= FEWEST_WORDS and (index := lix(text)) > HARD_ITEM:
        said = message("reads very hard (LIX {index}).", index=Figure(index))
        yield _too_hard(path, said, HARD_ITEM, message("very difficult"))


def _hard_as_a_whole(questionnaire: Questionnaire) -> Iterator[Finding]:
    texts = [item.text.strip() for item in questionnaire.items]
    whole = " ".join(text if text[-1] in ".?!" else f"{text}." for text in texts)
    if (index := lix(whole)) > HARD_WHOLE:
        said = message("the items together read hard (LIX {index}).", index=Figure(index))
        yield _too_hard("dimensions", said, HARD_WHOLE, message("difficult"))


def _too_hard(path: str, fault: Message, limit: int, called: Message) -> Finding:
    reason = message(
        "Readability index above {limit}: {called} (Björnsson 1968). Hard items are answered by guess.",
        limit=limit,
        called=called,
    )
    return Finding("hard-words", path, fault, reason, message("Use short everyday words, and fewer of them."))


def _near_duplicates(questionnaire: Questionnaire) -> Iterator[Finding]:
    seen: list[tuple[str, frozenset[str]]] = []
    for path, item in placed_items(questionnaire):
        words = frozenset(word.lower() for word in _WORD.findall(item.text))
        near = next((name for name, known in seen[-MOST_COMPARED:] if _alike(words, known)), None)
        if near:
            yield Finding(
                "near-duplicate",
                f"{path}.text",
                message("says nearly the same as '{item}'.", item=near),
                message("Asked twice, one idea counts twice and people feel tested."),
                message("Remove one of them, or word them so that the difference stands out."),
            )
        seen.append((item.id, words))


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    together = len(words) + len(others)
    return together > 0 and 2 * len(words & others) >= ALIKE * together


def cut_findings(cut: Mapping[str, str]) -> Iterator[Finding]:
    """Texts whose end YAML takes for a comment; `cut` has what is lost, by path."""
    for path, lost in cut.items():
        yield Finding(
            "cut-text",
            path,
            message("ends before {lost}: YAML takes that for a comment.", lost=quoted(lost)),
            message("Nobody sees the rest of the text."),
            message("Write the whole text between quotes; if it is a comment, give it a line of its own."),
        )
