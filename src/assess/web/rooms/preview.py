"""How a questionnaire looks before it is used: as people answer it, and as a result of invented answers.

Both by the code of the real pages. Nothing is saved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal

import streamlit as st

from assess.core.invented import RATERS, invented_answers
from assess.core.questionnaire import Item, Questionnaire
from assess.store import Assessment, Settings
from assess.texts import Translator, known, language_name, translator
from assess.web.asking import HELD, Sheet, ask
from assess.web.outcome import outcome_of_answers
from assess.web.plain import plain
from assess.web.rooms import results
from assess.yaml_source import Loaded

Side = Literal["asked", "result"]


def preview(loaded: Loaded, t: Translator) -> None:
    """The two sides of a questionnaire, one at a time."""
    sides: dict[Side, tuple[str, Callable[[Loaded, Translator], None]]] = {
        "asked": (t("As people answer it"), _asked),
        "result": (t("As a result"), _result),
    }
    side = st.radio(
        t("Preview"), list(sides), format_func=lambda each: sides[each][0], horizontal=True, key="preview-side",
        label_visibility="collapsed",
    )  # fmt: skip
    language = _language(loaded, t)
    if language == loaded.questionnaire.language:
        sides[side][1](loaded, t)
    else:
        spoken = replace(loaded, questionnaire=loaded.in_language(language))
        sides[side][1](spoken, translator(known(language) or t.language))


def _language(loaded: Loaded, t: Translator) -> str:
    """The language to look at it in: its own, unless the person chooses one that it is translated into."""
    spoken = list(loaded.counts)
    if len(spoken) == 1:
        return spoken[0]
    chosen = st.selectbox(t("Language"), spoken, format_func=language_name, key=f"preview-{'-'.join(spoken)}")
    return chosen if chosen in spoken else spoken[0]


def _asked(loaded: Loaded, t: Translator) -> None:
    """One dimension at a time, as on the page where people answer; everything can be tried."""
    book = loaded.questionnaire
    st.caption(t("Try it: nothing is saved here."))
    titles = [plain(each.title) for each in book.dimensions]
    place = st.selectbox(
        t("Dimension"), range(len(titles)), format_func=lambda at: titles[at] if at < len(titles) else "",
        key=f"preview-dimension-{len(titles)}",
    )  # fmt: skip
    dimension = book.dimensions[place or 0]
    sheet = Sheet(_assessment(loaded, t), book, {}, t, keeping=HELD)
    st.subheader(plain(dimension.title), anchor=False)
    for item in dimension.items:
        with st.container(border=True, key=f"item-{item.id}"):
            _condition(item, book, t)
            ask(sheet, item)


def _condition(item: Item, book: Questionnaire, t: Translator) -> None:
    """After which answers an item is asked; nothing where everybody is asked."""
    if item.show_if is None:
        return
    items = {each.id: each for each in book.items}
    answers = [
        *((name, t("lower than {limit}", limit=_limit(items[name], book, limit, t)))
          for name, limit in item.show_if.item_below.items()),
        *((name, t("{limit} or higher", limit=_limit(items[name], book, limit, t)))
          for name, limit in item.show_if.item_at_least.items()),
    ]  # fmt: skip
    listed = "\n".join(f"- {plain(items[name].text)} **{words}**" for name, words in answers)
    st.caption(f":material/alt_route: {t('Asked only after these answers:')}\n\n{listed}")


def _limit(item: Item, book: Questionnaire, limit: float, t: Translator) -> str:
    """A limit in an item's own words: a level's, or a figure with its unit."""
    decimals = len(f"{limit:.12g}".partition(".")[2])
    figure = t.number(limit, decimals)
    if item.number:
        return f"{figure} {plain(item.number.unit)}"
    scale = book.scale_of(item)
    labels = {level.value: plain(level.label) for level in (scale.levels if scale else ())}
    return labels.get(limit, figure)


def _result(loaded: Loaded, t: Translator) -> None:
    assessment = _assessment(loaded, t)
    st.info(t("Invented answers of {n} people, to show what a result looks like. The figures mean nothing.",
              n=t.number(RATERS)), icon=":material/science:")  # fmt: skip
    answers = invented_answers(loaded.questionnaire, assessment.competitors)
    results.shown(outcome_of_answers(assessment, loaded.questionnaire, answers), t)


def _assessment(loaded: Loaded, t: Translator) -> Assessment:
    """An assessment that is in no database: a company against two competitors where any item compares."""
    book = loaded.questionnaire
    compares = any(item.compare for item in book.items)
    return Assessment(
        id=f"preview-{_shape(book)}",
        company=t("Your company"),
        questionnaire_id=book.id,
        questionnaire_version=book.version,
        questionnaire_sha256=loaded.sha256,
        competitors=tuple(t("Competitor {n}", n=t.number(n)) for n in (1, 2)) if compares else (),
        stated_lead=None,
        language=book.language,
        settings=Settings(kind="links"),
        status="open",
        created=datetime.now(UTC),
        closes=None,
        closed=None,
        deleted=None,
        roles=frozenset(),
        me=None,
    )


def _shape(book: Questionnaire) -> str:
    """What a choice that was tried rests on: where scales or figures change, it is forgotten; other words keep it."""
    shape = [(item.id, item.scale, item.number is None) for item in book.items]
    scales = {name: scale.values for name, scale in book.scales.items()}
    return sha256(repr((shape, scales)).encode()).hexdigest()[:12]
