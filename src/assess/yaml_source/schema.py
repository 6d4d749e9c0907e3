"""The JSON schemas of questionnaires and translations, by which editors complete keys and explain them."""

from __future__ import annotations

import json
from typing import Any

from assess.core.questionnaire import Questionnaire
from assess.core.translation import Translation


def schema() -> str:
    """The JSON schema (2020-12) of a questionnaire, as the text of `questionnaires/schema.json`."""
    described = _simplified(Questionnaire.model_json_schema())
    item = described["$defs"]["Item"]
    item["oneOf"] = [{"required": ["scale"]}, {"required": ["number"]}]
    item["properties"]["anchors"]["propertyNames"] = {"pattern": r"^[-+]?[0-9]*\.?[0-9]+$"}
    return _written(described)


def translation_schema() -> str:
    """The JSON schema (2020-12) of a translation, as the text of `questionnaires/translation.schema.json`."""
    return _written(_simplified(Translation.model_json_schema()))


def _written(described: dict[str, Any]) -> str:
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **described}, indent=2) + "\n"


def _simplified(node: Any) -> Any:
    """The schema as an editor shows it best: no titles that repeat a key, no `null` where a key can be left out."""
    if isinstance(node, list):
        return [_simplified(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _simplified(each) for key, each in node.items() if key != "default" or each not in (None, {}, [])}
    for each in kept.get("properties", {}).values():
        each.pop("title", None)
    if "patternProperties" in kept:
        kept["additionalProperties"] = False
    choices = [each for each in kept.get("anyOf", []) if each != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        kept.update(choices[0])
    return kept
