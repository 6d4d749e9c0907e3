"""The guide to writing questionnaires: it explains every key, and its example is sound and uses them all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.yaml_source import check

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "questionnaires" / "schema.json").read_text(encoding="utf-8"))
(EXAMPLE,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


def keys() -> Iterator[str]:
    yield from SCHEMA["properties"]
    for part in SCHEMA["$defs"].values():
        yield from part.get("properties", part.get("enum", ()))


@pytest.mark.parametrize("key", sorted(set(keys())))
def test_every_key_is_explained_and_used(key: str) -> None:
    assert f"`{key}`" in GUIDE
    assert re.search(rf"\b{key}\b", EXAMPLE) or key in ("lags", "at_parity", "extend_lead")


def test_the_example_is_sound() -> None:
    loaded, problems = check(EXAMPLE, "docs/authoring.md")
    assert problems == () and loaded is not None
