"""The fields that every assessment is made from: questionnaire, company, competitors, stated lead."""

from __future__ import annotations

import streamlit as st

from assess.core.disclosure import FLOOR, MINIMUM_GROUP
from assess.core.questionnaire import Discipline, Questionnaire
from assess.store import LIMITS, EntryError, KeptQuestionnaire
from assess.store.settings import Anonymity
from assess.texts import Translator, language_name, languages
from assess.web import navigation
from assess.web.plain import plain
from assess.web.privacy import anonymity_words
from assess.web.shelf import Book, origin_words, shelf
from assess.yaml_source import Loaded

COMPETITORS = 4
MOST_IN_GROUP = 50
MODES: list[Anonymity] = ["named", "confidential", "anonymous"]


def facts(book: Questionnaire, t: Translator) -> str:
    """Minutes, items and disciplines of a questionnaire, in one line."""
    covers_all = len(book.disciplines) == len(Discipline)
    parts = [
        t.plural("{n} minute", "{n} minutes", book.minutes) if book.minutes else "",
        t.plural("{n} item", "{n} items", len(book.items)),
        t("all three disciplines") if covers_all else ", ".join(t.discipline(each) for each in book.disciplines),
    ]
    return " · ".join(part for part in parts if part)


def about(book: Book, t: Translator) -> str:
    """The facts of a questionnaire that can be chosen, the languages it speaks, and whose it is."""
    told = (facts(book.in_language(t.language), t), spoken(book.loaded, t), origin_words(book, t))
    return " · ".join(filter(None, told))


def spoken(loaded: Loaded, t: Translator) -> str:
    """The languages of a questionnaire, its own first; of one that it does not speak wholly, how much of it.

    Their number says enough where it speaks all of the app's.
    """
    texts = loaded.counts[loaded.questionnaire.language]
    if all(count == texts for count in loaded.counts.values()) and set(languages()) <= set(loaded.counts):
        return t.plural("{n} language", "{n} languages", len(loaded.counts)).replace(" ", "\u00a0")
    return ", ".join(
        language_name(language)
        if count == texts
        else t("{language} ({count} of {texts})", language=language_name(language), count=t.number(count),
               texts=t.number(texts))
        for language, count in loaded.counts.items()
    )  # fmt: skip


def questionnaire(t: Translator) -> Loaded:
    """The choice of a questionnaire; the address may name one."""
    books = shelf()
    ids = list(books)
    asked = navigation.asked(navigation.QUESTIONNAIRE)
    chosen = st.radio(
        t("Questionnaire"),
        ids,
        index=ids.index(asked) if asked in ids else 0,
        format_func=lambda name: plain(books[name].in_language(t.language).title),
        captions=[about(book, t) for book in books.values()],
    )
    return books[chosen if chosen in books else ids[0]].loaded


def kept(loaded: Loaded) -> KeptQuestionnaire:
    """A questionnaire as an assessment keeps it."""
    book = loaded.questionnaire
    translations = {each.translation.language: each.text for each in loaded.translations}
    return KeptQuestionnaire(book.id, book.version, loaded.sha256, loaded.text, translations)


def company(t: Translator) -> str:
    """The company's name."""
    return st.text_input(t("Company"), max_chars=LIMITS["company"], placeholder=t("The company to be rated"))


def competitors(t: Translator) -> list[str]:
    """Up to four competitors by name."""
    st.markdown(f"**{t('Competitors')}**")
    st.caption(
        t("Name up to four. They are rated on the same practices, and parity is where they stand. Leave all of them "
          "empty to compare with the parity that the questionnaire declares.")
    )  # fmt: skip
    columns = [column for _ in range(COMPETITORS // 2) for column in st.columns(2)]
    names = [
        column.text_input(t("Competitor {n}", n=place), max_chars=LIMITS["competitor"])
        for place, column in enumerate(columns, start=1)
    ]
    return [name.strip() for name in names if name.strip()]


def stated_lead(t: Translator) -> Discipline | None:
    """The discipline in which the company says that it leads, None where it has not decided."""
    options: list[Discipline | None] = [None, *Discipline]
    return st.radio(
        t("Which discipline does the company say it leads in?"),
        options,
        format_func=lambda lead: t("Not decided") if lead is None else t.discipline(lead),
        captions=[
            "",
            t("Knows its customers and serves each of them best."),
            t("Delivers reliably, at the lowest total cost, without hassle."),
            t("Brings out the best products, one after another."),
        ],
    )


def role_groups(t: Translator) -> tuple[str, ...]:
    """The role groups that people choose from."""
    groups = st.text_area(
        t("Role groups, one a line (optional)"),
        placeholder=t("Management\nSales\nOperations"),
        help=t("People choose theirs, and results can be split by group."),
        max_chars=2000,
    )
    return tuple(line.strip() for line in groups.splitlines() if line.strip())


def anonymity(t: Translator) -> Anonymity:
    """What the owner sees of a person."""
    return st.radio(
        t("What you see of a person"),
        MODES,
        format_func=lambda mode: anonymity_words(mode, t)[0],
        captions=[anonymity_words(mode, t)[1] for mode in MODES],
    )


def minimum_group(t: Translator) -> int:
    """The smallest group of which anything is shown in a protected assessment."""
    return int(
        st.number_input(
            t("Smallest group that is shown, unless people are named"), FLOOR, MOST_IN_GROUP, MINIMUM_GROUP
        )
    )


def language(t: Translator) -> str:
    """The language that the assessment speaks to people who have not chosen theirs."""
    names = languages()
    return st.selectbox(
        t("Language"),
        names,
        index=names.index(t.language),
        format_func=language_name,
        help=t("The language that people are met in. Each may choose another."),
    )


def show_problems(error: EntryError, t: Translator) -> None:
    """What cannot be kept, field by field."""
    for problem in error.problems:
        st.error(_problem_words(problem.path, t), icon=":material/error:")


def _problem_words(path: str, t: Translator) -> str:
    """What is wrong with a field, in a person's words."""
    if path == "company":
        return t("Enter the name of the company.")
    if path.startswith("competitors"):
        return t("Give each competitor a name of its own, none of them the company's.")
    if path.startswith("settings.role_groups"):
        return t("Give each role group a short name of its own, at most 20 of them.")
    if path == "title":
        return t("Enter a title for the workshop.")
    if path == "closes":
        return t("The closing date has passed. Choose a later one.")
    if path.startswith("pin"):
        return t("A PIN has 4 to 12 letters or digits.")
    return t("This cannot be kept. Shorten or correct it.")
