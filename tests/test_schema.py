"""The JSON schema that editors read: current, as strict as the loader, named by each shipped questionnaire."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from assess.core.questionnaire import Questionnaire
from assess.shipped import folder
from assess.yaml_source import check, shipped_paths
from assess.yaml_source.schema import schema, translation_schema
from assess.yaml_source.translations import check_translation, language_in

SHIPPED = shipped_paths()
TRANSLATIONS = [path for path in sorted(folder("questionnaires").glob("*.yaml")) if language_in(path)]
SMALL: dict[str, Any] = {
    "id": "small",
    "version": "1",
    "title": "Small",
    "scales": {"two": {"levels": [{"value": 1, "label": "Low"}, {"value": 2, "label": "High"}]}},
    "dimensions": [
        {
            "id": "d",
            "discipline": "customer_intimacy",
            "title": "D",
            "items": [{"id": "i", "text": "How?", "scale": "two", "anchors": {"1": "So."}}],
        }
    ],
}


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))
    return jsonschema.Draft202012Validator(json.loads(schema()))


def test_the_file_is_what_the_model_gives() -> None:
    written = (folder("questionnaires") / "schema.json").read_text(encoding="utf-8")
    assert written == schema(), "run: make schema"


@pytest.mark.parametrize("path", SHIPPED.values(), ids=SHIPPED)
def test_a_shipped_questionnaire_is_valid_and_names_the_schema_for_editors(
    path: Path, validator: jsonschema.Draft202012Validator
) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schema.json\n")
    as_json = json.loads(json.dumps(yaml.safe_load(text)))  # keys become text, as editors see them
    assert [error.message for error in validator.iter_errors(as_json)] == []


def test_every_key_is_explained() -> None:
    described = json.loads(schema())
    other = json.loads(translation_schema())
    parts = [described, other, *described["$defs"].values(), *other["$defs"].values()]
    parts = [part for part in parts if "properties" in part]
    unexplained = [key for part in parts for key, value in part["properties"].items() if not value.get("description")]
    assert unexplained == []
    assert set(described["properties"]) == set(Questionnaire.model_fields)


# --- translations ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def translations() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(json.loads(translation_schema()))
    return jsonschema.Draft202012Validator(json.loads(translation_schema()))


def test_the_file_for_translations_is_what_the_model_gives() -> None:
    written = (folder("questionnaires") / "translation.schema.json").read_text(encoding="utf-8")
    assert written == translation_schema(), "run: make schema"


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_a_shipped_translation_is_valid_and_names_its_schema_for_editors(
    path: Path, translations: jsonschema.Draft202012Validator
) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=translation.schema.json\n")
    assert [error.message for error in translations.iter_errors(yaml.safe_load(text))] == []


@pytest.mark.parametrize(
    "changed",
    [
        {"translates": "Small"},
        {"language": "German"},
        {"texts": []},
        {"text": {}},
        {"texts": {"title": "Klein"}},
        {"texts": {"title": {"text": "Klein"}}},
        {"texts": {"title": {"of": "1234567", "text": "Klein"}}},
        {"texts": {"title": {"of": "1234567g", "text": "Klein"}}},
        {"texts": {"title": {"of": "12345678", "text": None}}},
        {"texts": {"title": {"of": "12345678", "text": "x" * 2001}}},
        {"texts": {"title": {"of": "12345678", "text": "Klein", "by": "Ann"}}},
    ],
)
def test_what_editors_underline_in_a_translation_the_loader_refuses_too(
    changed: dict[str, Any], translations: jsonschema.Draft202012Validator
) -> None:
    book, _ = check(as_yaml(SMALL))
    sound = {"translates": "small", "language": "de", "texts": {"title": {"of": "12345678", "text": "Klein"}}}
    assert book is not None and translations.is_valid(sound)
    assert check_translation(json.dumps(sound), book.questionnaire, "small.de.yaml")[1] == ()
    assert not translations.is_valid(sound | changed)
    assert check_translation(json.dumps(sound | changed), book.questionnaire, "small.de.yaml")[0] is None


FAULTS: list[tuple[list[str | int], Any]] = [
    (["id"], "Upper"),
    (["titel"], "x"),
    (["version"], 1.0),
    (["minutes"], "12"),
    (["minimum_coverage"], 0),
    (["scales", "two", "levels"], []),
    (["scales", "a b"], {"levels": [{"value": 1, "label": "a"}, {"value": 2, "label": "b"}]}),
    (["parity"], {"band": 101}),
    (["parity"], {"declared": {"intimacy": 1}}),
    (["parity"], {"reference": "worst"}),
    (["dimensions", 0, "discipline"], "intimacy"),
    (["dimensions", 0, "items"], []),
    (["dimensions", 0, "items", 0, "weight"], 0),
    (["dimensions", 0, "items", 0, "text"], " "),
    (["dimensions", 0, "items", 0, "reverse"], "no"),
    (["dimensions", 0, "items", 0, "anchors"], {"one": "So."}),
    (["dimensions", 0, "items", 0, "number"], {"unit": "years", "points": [[0, 0], [1, 1]]}),
    (["dimensions", 0, "items", 0], {"id": "i", "text": "How?"}),
    (["dimensions", 0, "items", 0], {"id": "i", "text": "?", "number": {"unit": "y", "points": [[0, 0], [1]]}}),
    (["recommendations"], [{"id": "r", "dimension": "d", "when": {"score": 1}, "action": "Do.", "effort": 1}]),
    (["recommendations"], [{"id": "r", "dimension": "d", "when": {}, "action": "Do.", "effort": 9}]),
    (["recommendations"], [{"id": "r", "dimension": "d", "when": {}, "action": "Do.", "effort": 1, "kinds": ["x"]}]),
]


def test_what_is_sound_is_sound_for_editors_and_for_the_loader(validator: jsonschema.Draft202012Validator) -> None:
    assert validator.is_valid(SMALL)
    assert check(as_yaml(SMALL))[1] == ()


@pytest.mark.parametrize(("place", "value"), FAULTS)
def test_what_editors_underline_the_loader_refuses_too(
    place: list[str | int], value: object, validator: jsonschema.Draft202012Validator
) -> None:
    faulty = json.loads(json.dumps(SMALL))
    part = faulty
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    assert not validator.is_valid(faulty)
    assert check(as_yaml(faulty))[0] is None


def as_yaml(mapping: dict[str, Any]) -> str:
    """JSON is YAML, but for anchors: their keys are numbers."""
    return json.dumps(mapping).replace('{"1": "So."}', '{1: "So."}')
