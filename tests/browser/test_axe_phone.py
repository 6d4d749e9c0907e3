"""axe finds no serious or critical violation on any page, in any state, on a phone, light and dark."""

from __future__ import annotations

import pytest
from accessible import violations
from states import states
from visitor import PHONE, PHONE_DARK, Screen


@pytest.mark.parametrize("screen", [PHONE, PHONE_DARK], ids=str)
def test_every_state_is_accessible(screen: Screen, new_visitor) -> None:
    found = {
        state: faults
        for state, visitor in states(new_visitor(screen), new_visitor(screen))
        if (faults := violations(visitor))
    }
    assert found == {}
