"""A questionnaire in other languages.

1. Each text that people read has one path; nothing else of a questionnaire can change by a translation.
2. A translation names its original by a hash. Missing or stale: the original speaks. Extra: nothing happens.
3. `de-AT` falls to `de`; a reader of the original's language reads the original.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from assess.core.parsing import parse
from assess.core.questionnaire import Questionnaire
from assess.core.responses import read_table, responses_from_table
from assess.core.scorecard import Scorecard, scorecard, worded
from assess.core.translation import (
    TranslatedText,
    Translation,
    brought_up_to_date,
    completeness,
    count_for,
    counts,
    hash_of,
    texts_of,
    translated,
    translation_problems,
)

MAPPING: dict[str, Any] = {
    "id": "small",
    "version": "1",
    "title": "Small",
    "scales": {"two": {"levels": [{"value": 1, "label": "Low"}, {"value": 2.5, "label": "High"}]}},
    "parity": {"declared": {"customer_intimacy": 60}},
    "dimensions": [
        {
            "id": "knowing",
            "discipline": "customer_intimacy",
            "title": "Knowing",
            "items": [
                {"id": "needs", "text": "Needs are known.", "help": "All.", "scale": "two",
                 "anchors": {1: "No.", 2.5: "Yes."}},
                {"id": "tenure", "text": "How long?", "number": {"unit": "years", "points": [[0, 0], [10, 100]]}},
            ],
        }
    ],
    "recommendations": [
        {"id": "ask", "dimension": "knowing", "when": {"score_below": 60}, "action": "Ask.", "why": "It helps.",
         "first_step": "One.", "measure": "Count", "source": "Practice", "effort": 1}
    ],
}  # fmt: skip
TEXTS = {
    "title": "Small",
    "scales.two.1": "Low",
    "scales.two.2.5": "High",
    "dimensions.knowing.title": "Knowing",
    "items.needs.text": "Needs are known.",
    "items.needs.help": "All.",
    "items.needs.anchors.1": "No.",
    "items.needs.anchors.2.5": "Yes.",
    "items.tenure.text": "How long?",
    "items.tenure.unit": "years",
    "recommendations.ask.action": "Ask.",
    "recommendations.ask.why": "It helps.",
    "recommendations.ask.first_step": "One.",
    "recommendations.ask.measure": "Count",
    "recommendations.ask.source": "Practice",
}


@pytest.fixture
def small() -> Questionnaire:
    questionnaire, problems = parse(MAPPING)
    assert questionnaire is not None, problems
    return questionnaire


def made(texts: dict[str, str], language: str = "de", of: dict[str, str] | None = None) -> Translation:
    """A translation of texts, each made from its present original unless `of` names another."""
    originals = TEXTS | (of or {})
    kept = {path: TranslatedText(of=hash_of(originals.get(path, "")), text=text) for path, text in texts.items()}
    return Translation(translates="small", language=language, texts=kept)


WHOLE = made({path: f"<{text}>" for path, text in TEXTS.items()})


def test_each_text_has_a_path_in_the_order_that_a_translator_meets_it(small: Questionnaire) -> None:
    """Rule 1."""
    assert list(texts_of(small).items()) == list(TEXTS.items())


def test_a_hash_is_the_beginning_of_sha256() -> None:
    assert hash_of("Größe") == sha256("Größe".encode()).hexdigest()[:8]


def test_a_whole_translation_changes_every_text_and_nothing_else(small: Questionnaire) -> None:
    """Rule 1: the texts replaced in the plain mapping by hand are the same questionnaire."""

    def by_hand(part: Any, key: object = None) -> Any:
        if isinstance(part, dict):
            return {name: by_hand(each, name) for name, each in part.items()}
        if isinstance(part, list):
            return [by_hand(each, key) for each in part]
        shown = key in {"title", "label", "text", "help", "unit", "action", "why", "first_step", "measure", "source",
                        1, 2.5}  # fmt: skip
        return f"<{part}>" if shown and isinstance(part, str) else part

    expected, _ = parse(by_hand(MAPPING) | {"language": "de"})
    assert translated(small, [WHOLE], "de") == expected


def test_what_was_worked_out_of_the_original_is_not_taken_along(small: Questionnaire) -> None:
    assert small.item("needs").text == "Needs are known."
    spoken = translated(small, [WHOLE], "de")
    assert spoken.item("needs").text == "<Needs are known.>"
    assert spoken.dimension_of["tenure"].title == "<Knowing>"


def test_missing_stale_and_extra(small: Questionnaire) -> None:
    """Rule 2."""
    found = completeness(small, made(
        {"title": "Klein", "scales.two.1": "  ", "items.needs.text": "Alt", "items.gone.text": "Weg"},
        of={"items.needs.text": "Needs were known."},
    ))  # fmt: skip
    assert found.current == ("title",)
    assert found.stale == ("items.needs.text",)
    assert found.extra == ("items.gone.text",)
    assert "scales.two.1" in found.missing and len(found.missing) == len(TEXTS) - 2
    assert found.texts == len(TEXTS)


def test_what_is_missing_or_stale_is_said_in_the_original(small: Questionnaire) -> None:
    """Rule 2."""
    spoken = translated(
        small, [made({"title": "Klein", "items.needs.text": "Alt"}, of={"items.needs.text": "Was."})], "de"
    )
    assert (spoken.title, spoken.item("needs").text, spoken.language) == ("Klein", "Needs are known.", "de")


def test_nothing_current_is_the_original(small: Questionnaire) -> None:
    stale = made({"title": "Klein"}, of={"title": "Tiny"})
    for translations in ([], [made({})], [stale], [made({"items.gone.text": "Weg"})]):
        assert translated(small, translations, "de") is small


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("de", "Klein"),
        ("de-AT", "Klein"),
        ("DE_at", "Klein"),
        ("de-CH", "Chli"),
        ("pt", "Pequeno"),
        ("pt-PT", "Pequeno"),
        ("fr", "Small"),
        ("en", "Small"),
        ("en-US", "Small"),
        ("en-GB", "Wee"),
    ],
)
def test_a_region_falls_to_its_language(wanted: str, title: str, small: Questionnaire) -> None:
    """Rule 3."""
    translations = [
        made({"title": "Chli"}, "de-CH"),
        made({"title": "Klein"}, "de"),
        made({"title": "Pequeno"}, "pt-BR"),
        made({"title": "Wee"}, "en-GB"),
    ]
    assert translated(small, translations, wanted).title == title


def test_texts_are_counted(small: Questionnaire) -> None:
    translations = [made({"title": "Klein", "items.gone.text": "Weg"}), made({}, "fr")]
    assert counts(small, translations) == {"en": 15, "de": 1, "fr": 0}
    assert [count_for(small, translations, each) for each in ("en", "en-US", "de-AT", "fr", "es")] == [
        15,
        15,
        1,
        0,
        0,
    ]


# --- problems ----------------------------------------------------------------------------------------------------


def test_a_whole_translation_has_no_problem(small: Questionnaire) -> None:
    assert translation_problems(small, WHOLE) == ()


def test_each_finding_names_place_and_remedy(small: Questionnaire) -> None:
    texts = {path: entry.text for path, entry in WHOLE.texts.items() if path != "items.needs.text"}
    translation = made(texts | {"items.need.text": "Bedarf"}, of={"title": "Tiny"})
    missing, stale, extra = map(str, translation_problems(small, translation, {"texts.title": 5}.get))
    assert missing == (
        "texts.items.needs.text: is not translated yet: 'Needs are known.'. Translate it; "
        "`assess translate` adds what is missing."
    )
    assert stale == (
        "line 5, texts.title: was translated from another text than the present one: 'Small'. Adapt it, then write "
        f"its `of` as '{hash_of('Small')}'."
    )
    assert extra == (
        "texts.items.need.text: is no text of the questionnaire. Did you mean `items.needs.text`? Else remove it; "
        "`assess translate` removes what is extra."
    )


# --- bringing up to date -----------------------------------------------------------------------------------------


def test_bringing_up_to_date_loses_no_words(small: Questionnaire) -> None:
    before = made(
        {"title": "Klein", "items.needs.text": "Alt", "items.gone.text": "Weg"}, of={"items.needs.text": "W"}
    )
    now = brought_up_to_date(small, "de", before, {"items.needs.help": "Alle."})
    assert list(now.texts) == list(TEXTS)
    assert now.texts["title"] == before.texts["title"]
    assert now.texts["items.needs.text"] == before.texts["items.needs.text"]  # still stale, for a person to adapt
    assert now.texts["items.needs.help"] == TranslatedText(of=hash_of("All."), text="Alle.")
    assert now.texts["scales.two.1"] == TranslatedText(of=hash_of("Low"), text="")
    found = completeness(small, now)
    assert (found.current, found.stale, found.extra) == (("title", "items.needs.help"), ("items.needs.text",), ())


def test_given_texts_go_before_those_that_were_there(small: Questionnaire) -> None:
    before = made({"title": "Alt"}, of={"title": "Tiny"})
    assert completeness(small, brought_up_to_date(small, "de", before, {"title": "Neu"})).current == ("title",)


def test_levels_that_look_alike_when_shortened_have_paths_of_their_own() -> None:
    levels = [{"value": 1_000_001, "label": "Low"}, {"value": 1_000_002, "label": "High"}]
    item = {"id": "i", "text": "T", "scale": "two"}
    dimension = {"id": "d", "discipline": "customer_intimacy", "title": "D", "items": [item]}
    changed = {"scales": {"two": {"levels": levels}}, "dimensions": [dimension], "recommendations": []}
    questionnaire, problems = parse(MAPPING | changed)
    assert questionnaire is not None, problems
    assert len([path for path in texts_of(questionnaire) if path.startswith("scales.")]) == 2


# --- results -----------------------------------------------------------------------------------------------------


def scored(questionnaire: Questionnaire) -> Scorecard:
    table = read_table("respondent,subject,item,value\nann,us,needs,1\nann,us,tenure,3\n", questionnaire)
    return scorecard(questionnaire, responses_from_table(table, questionnaire), company="Acme")


def test_a_scorecard_in_other_words_is_the_one_scored_in_them(small: Questionnaire) -> None:
    spoken = translated(small, [WHOLE], "de")
    card = scored(small)
    assert card.recommendations and card.recommendations[0].rule.action == "Ask."
    assert worded(card, spoken) == scored(spoken) != card
