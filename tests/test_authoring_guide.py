"""docs/authoring.md: every key of the schema is in it with an example, and what it shows is sound."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assess.yaml_source import check
from assess.yaml_source.tree import grown

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "questionnaires" / "schema.json").read_text(encoding="utf-8"))
HEADINGS = {
    "Questionnaire": ["The questionnaire"],
    "ResponseScale": ["Scales and levels"],
    "Level": ["Scales and levels"],
    "ParitySettings": ["Parity"],
    "Dimension": ["Dimensions"],
    "Item": ["Items"],
    "MeasuredFigure": ["Measured figures"],
    "Rule": ["Recommendations"],
    "Conditions": ["Conditions"],
}
"""Under which heading the keys of a part of the schema are told; those of other parts are looked for everywhere."""
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
WHOLE = next(each for each in EXAMPLES if each.startswith("id: small"))


def keys_of_the_schema() -> list[tuple[str, str]]:
    parts: dict[str, Any] = {"Questionnaire": SCHEMA, **SCHEMA["$defs"]}
    return [(part, key) for part, node in parts.items() for key in node.get("properties", {})]


def section(heading: str) -> str:
    """The text under a heading up to the next one."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#)", GUIDE, re.DOTALL | re.MULTILINE)
    assert found, heading
    return found[1]


@pytest.mark.parametrize(("part", "key"), keys_of_the_schema(), ids=lambda each: str(each))
def test_each_key_is_told_with_an_example(part: str, key: str) -> None:
    told = "".join(map(section, HEADINGS[part])) if part in HEADINGS else GUIDE
    assert re.search(rf"^\| `{key}` \|.+\| `.*\b{key}: .+` \|$", told, re.MULTILINE), (part, key)


def test_the_whole_example_is_sound_and_uses_most_keys() -> None:
    loaded, problems = check(WHOLE)
    assert loaded is not None and problems == ()
    written = set(re.findall(r"(\w+):", WHOLE))
    shared = {key for part, key in keys_of_the_schema() if part not in ("Conditions", "ShowIf")}
    assert {"allocation", "free_text", "show_if"} >= shared - written


@pytest.mark.parametrize("text", EXAMPLES)
def test_each_example_is_readable(text: str) -> None:
    assert grown(text).problems == ()


def test_links_and_pictures_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)", GUIDE):
        assert (ROOT / "docs" / target).exists(), target


def test_there_are_ten_steps() -> None:
    assert re.findall(r"^(\d+)\. ", section("Ten steps"), re.MULTILINE) == [str(step) for step in range(1, 11)]
