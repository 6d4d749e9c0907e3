"""The shipped questionnaires in the app's four languages.

1. Each is there in each language, with nothing missing, stale or extra.
2. What two questionnaires share has one translation: an item, a level, advice.
3. Figures, brackets and the disciplines' names are kept; nothing is left in English but what is reviewed below.
4. People are addressed as the app addresses them: Sie, vous, usted; texts fit a phone, titles the radar.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import product

import pytest

from assess.charts.labels import ELLIPSIS, wrap
from assess.core.questionnaire import Discipline
from assess.core.translation import Translation, texts_of
from assess.texts import languages, translator
from assess.yaml_source import find, shipped_paths

FOREIGN = [language for language in languages() if language != "en"]
BOTH = list(product(shipped_paths(), FOREIGN))

SAME = {
    "de": set(),
    "es": set(),
    "fr": set(),
}
"""Texts that are the same in English and in a language, looked at one by one."""


@cache
def originals(name: str) -> dict[str, str]:
    return texts_of(find(name).questionnaire)


@cache
def translation(name: str, language: str) -> Translation:
    [found] = [each.translation for each in find(name).translations if each.translation.language == language]
    return found


def pairs(name: str, language: str) -> list[tuple[str, str, str]]:
    """Path, English text, translation."""
    texts = translation(name, language).texts
    return [(path, original, texts[path].text) for path, original in originals(name).items()]


# --- 1. ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", shipped_paths())
def test_each_is_complete_in_each_language(name: str) -> None:
    loaded = find(name)
    assert loaded.findings == ()
    assert loaded.counts == dict.fromkeys(languages(), len(originals(name)))


# --- 2. ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", FOREIGN)
def test_what_questionnaires_share_by_path_is_translated_alike(language: str) -> None:
    """An item's text, help, unit and anchors; so that answers can be set side by side in any language."""
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for name in shipped_paths():
        for path, original, text in pairs(name, language):
            if path.startswith("items."):
                said[path, original][name] = text
    assert any(len(each) > 1 for each in said.values())
    assert {place: each for place, each in said.items() if len(set(each.values())) > 1} == {}


@pytest.mark.parametrize("language", FOREIGN)
def test_the_levels_of_a_scale_are_the_same_everywhere(language: str) -> None:
    said: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for name in shipped_paths():
        for scale in find(name).questionnaire.scales:
            found = [each for each in pairs(name, language) if each[0].startswith(f"scales.{scale}.")]
            said[tuple(original for _, original, _ in found)].add(tuple(text for _, _, text in found))
    assert {levels: each for levels, each in said.items() if len(each) > 1} == {}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_source_of_advice_has_one_name(language: str) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for name in shipped_paths():
        for path, original, text in pairs(name, language):
            if path.endswith(".source"):
                said[original].add(text)
    assert {source: each for source, each in said.items() if len(each) > 1} == {}


# --- 3. ----------------------------------------------------------------------------------------------------------


def figures(text: str) -> Counter[str]:
    """The numbers in digits, whatever parts their thousands and decimals."""
    plain = re.sub(r"(?<=\d)[ .,\u00a0\u202f](?=\d{3}\b)", "", text)
    return Counter(re.findall(r"\d+(?:\.\d+)?", plain.replace(",", ".")))


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_figures_are_kept(name: str, language: str) -> None:
    lost = [
        (path, original, text) for path, original, text in pairs(name, language) if figures(original) - figures(text)
    ]
    assert lost == []


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_brackets_and_braces_are_kept(name: str, language: str) -> None:
    def marks(text: str) -> Counter[str]:
        return Counter(re.findall(r"[(){}\[\]%]", text))

    assert [each for each in pairs(name, language) if marks(each[1]) != marks(each[2])] == []


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_nothing_is_left_in_english(name: str, language: str) -> None:
    same = {original for _, original, text in pairs(name, language) if text == original}
    assert same - SAME[language] == set()


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_disciplines_bear_the_names_that_the_app_gives_them(name: str, language: str) -> None:
    t = translator(language)
    wrong = []
    for discipline, (path, original, text) in product(Discipline, pairs(name, language)):
        english = translator("en").discipline(discipline)
        stem = min(t.discipline(discipline).lower().split(), key=lambda word: -len(word))[:8]
        if english.lower() in original.lower() and stem not in text.lower():
            wrong.append((path, original, text))
    assert wrong == []


# --- 4. ----------------------------------------------------------------------------------------------------------

FAMILIAR = {
    "de": r"\b(du|dich|dir|dein\w*|euch|euer\w*|eure\w*)\b",
    "es": r"\b(tú|ti|contigo|vosotr[oa]s|vuestr\w*)\b",
    "fr": r"\b(tu|te|toi|tes)\b",
}


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_nobody_is_addressed_familiarly(name: str, language: str) -> None:
    found = [(path, text) for path, _, text in pairs(name, language) if re.search(FAMILIAR[language], text)]
    assert found == []


@pytest.mark.parametrize(("name", "language"), BOTH)
def test_texts_fit_a_phone_as_the_originals_do(name: str, language: str) -> None:
    """Levels and titles stay short; no text is much longer than a language needs."""
    long = [each for each in pairs(name, language) if len(each[2]) > max(40, 1.8 * len(each[1]))]
    assert long == []


@pytest.mark.parametrize(("name", "language"), list(product(shipped_paths(), languages())))
def test_titles_are_whole_around_the_narrowest_radar(name: str, language: str) -> None:
    """Two lines of about 13 characters, as on the wall and where axes are many."""
    titles = [dimension.title for dimension in find(name).in_language(language).dimensions]
    assert [title for title in titles if wrap(title, 13, lines=2)[-1].endswith(ELLIPSIS)] == []
