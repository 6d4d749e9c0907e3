"""Every shipped questionnaire in turn."""

from __future__ import annotations

import pytest

from assess.core.questionnaire import Questionnaire
from assess.yaml_source import find, shipped_paths


@pytest.fixture(params=list(shipped_paths()))
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    return find(request.param).questionnaire
