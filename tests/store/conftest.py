"""What most store tests start from: a questionnaire, a browser, an assessment it owns and answers."""

from __future__ import annotations

from hashlib import sha256

import pytest

from assess.store import Assessment, KeptQuestionnaire, Store, new_secret

TEXT = "id: pulse\nversion: 1.0.0\ntitle: Пульс – παλμός 😀\n"


@pytest.fixture
def questionnaire() -> KeptQuestionnaire:
    return KeptQuestionnaire("pulse", "1.0.0", sha256(TEXT.encode()).hexdigest(), TEXT)


@pytest.fixture
def device() -> str:
    """The secret in one browser's cookie."""
    return new_secret()


@pytest.fixture
def stranger() -> str:
    """The secret of a browser that has no part in the assessment."""
    return new_secret()


@pytest.fixture
def acme(store: Store, device: str, questionnaire: KeptQuestionnaire) -> Assessment:
    """Acme against Bolt and Zed, owned and answered by `device`."""
    return store.create_assessment(
        device,
        company="Acme",
        questionnaire=questionnaire,
        competitors=["Bolt", "Zed"],
        stated_lead="customer_intimacy",
    )
