"""Author: the words of a questionnaire in fields, for who does not want to see its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

import streamlit as st

from assess.core.questionnaire import Item, Questionnaire, Rule
from assess.texts import Translator
from assess.web import session, writing
from assess.web.plain import plain
from assess.web.writing import Page
from assess.yaml_source.editing import Steps

Part = Literal["items", "advice", "levels", "about"]
LONGEST = 2000


@dataclass(frozen=True)
class Field:
    """Words at one place; what is `needed` cannot be empty."""

    label: str
    steps: Steps
    words: str
    needed: bool = False
    long: bool = True
    help: str | None = None


def fields(page: Page, book: Questionnaire, t: Translator) -> None:
    """The part that is to be changed, and its fields. Each is put into the text as it is left."""
    parts: dict[Part, str] = {
        "items": t("Items"), "advice": t("Recommendations"), "levels": t("Answers"), "about": t("Title and version"),
    }  # fmt: skip
    part = st.radio(
        t("What to change"), list(parts), format_func=parts.__getitem__, horizontal=True, key="author-part"
    )
    shown = {"items": _items, "advice": _advice, "levels": _levels, "about": _about}[part]
    for field in shown(book, t):
        _field(page, field, t)


def _field(page: Page, field: Field, t: Translator) -> None:
    mark = sha256(repr((page.draft.id, field.steps, field.words)).encode()).hexdigest()[:16]
    key = f"words-{mark}"  # of these words: where they change, the field shows the new ones
    told: dict[str, Any] = {"max_chars": LONGEST, "key": key, "help": field.help, "on_change": _put}
    told["args"] = (page.draft.id, field, key)
    if field.long:
        st.text_area(field.label, field.words, height="content", **told)
    else:
        st.text_input(field.label, field.words, **told)


def _put(draft_id: str, field: Field, key: str) -> None:
    words = str(session.chosen(key) or "").strip()
    if field.needed and not words:
        writing.refuse(draft_id, "empty")
        session.put(key, field.words)
    elif words != field.words:
        writing.put_words(draft_id, field.steps, words)


# --- items --------------------------------------------------------------------------------------------------------


def _items(book: Questionnaire, t: Translator) -> Iterator[Field]:
    places = [(at, number) for at, each in enumerate(book.dimensions) for number in range(len(each.items))]

    def named(place: int) -> str:
        at, number = places[place]
        return f"{plain(book.dimensions[at].title)}{t.colon} {plain(book.dimensions[at].items[number].text)}"

    place = st.selectbox(t("Item"), range(len(places)), format_func=named, key=f"author-item-{len(places)}")
    at, number = places[place or 0]
    dimension = book.dimensions[at]
    yield Field(t("Dimension"), ("dimensions", at, "title"), dimension.title, needed=True, long=False)
    yield from _item(book, dimension.items[number], ("dimensions", at, "items", number), t)


def _item(book: Questionnaire, item: Item, steps: Steps, t: Translator) -> Iterator[Field]:
    yield Field(t("Question or statement"), (*steps, "text"), item.text, needed=True,
                help=t("One idea, something that can be observed."))  # fmt: skip
    yield Field(t("Remark below it (optional)"), (*steps, "help"), item.help or "", long=False)
    if item.number:
        yield Field(t("Unit"), (*steps, "number", "unit"), item.number.unit, needed=True, long=False)
    scale = book.scale_of(item)
    for level in scale.levels if scale else ():
        if level.value in item.anchors:
            label = t("What “{level}” looks like", level=plain(level.label))
            value = int(level.value) if level.value == int(level.value) else level.value
            yield Field(label, (*steps, "anchors", value), item.anchors[level.value], needed=True)


# --- recommendations ----------------------------------------------------------------------------------------------


def _advice(book: Questionnaire, t: Translator) -> Iterator[Field]:
    rules = book.recommendations
    if not rules:
        st.markdown(t("It has no recommendations yet. They are written in the text."))
        return
    titles = {each.id: each.title for each in book.dimensions}
    place = st.selectbox(
        t("Recommendation"), range(len(rules)),
        format_func=lambda at: f"{plain(titles[rules[at].dimension])}{t.colon} {plain(rules[at].action)}",
        key=f"author-rule-{len(rules)}",
    )  # fmt: skip
    yield from _rule(rules[place or 0], ("recommendations", place or 0), t)


def _rule(rule: Rule, steps: Steps, t: Translator) -> Iterator[Field]:
    yield Field(t("What to do"), (*steps, "action"), rule.action, needed=True)
    yield Field(t("Why"), (*steps, "why"), rule.why or "")
    yield Field(t("First step"), (*steps, "first_step"), rule.first_step or "")
    yield Field(t("Measure"), (*steps, "measure"), rule.measure or "", long=False)
    yield Field(t("Source"), (*steps, "source"), rule.source or "", long=False)


# --- answers, title and version -----------------------------------------------------------------------------------


def _levels(book: Questionnaire, t: Translator) -> Iterator[Field]:
    """The words of each level, scale by scale."""
    for name, scale in book.scales.items():
        for number, level in enumerate(scale.levels):
            label = f"{plain(name)} {t.number(level.value, 0 if level.value == int(level.value) else 2)}"
            yield Field(label, ("scales", name, "levels", number, "label"), level.label, needed=True, long=False)


def _about(book: Questionnaire, t: Translator) -> Iterator[Field]:
    yield Field(t("Title"), ("title",), book.title, needed=True, long=False)
    yield Field(t("Version"), ("version",), book.version, needed=True, long=False,
                help=t("Raise it with each change, such as from 1.0.0 to 1.1.0."))  # fmt: skip
    yield Field(t("Id"), ("id",), book.id, needed=True, long=False,
                help=t("Lower-case letters, digits and hyphens."))  # fmt: skip
