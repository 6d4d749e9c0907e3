"""A questionnaire cut down to some of its dimensions knows nothing of the others."""

from assess.core.workshop import asked_of, plan_for
from assess.yaml_source import find


def test_a_part_is_a_part_whatever_was_looked_up_before() -> None:
    whole = find("pulse").questionnaire
    first = whole.dimensions[0]
    assert len(whole.dimension_of) > len(first.items) and len(whole.disciplines) == 3  # worked out and kept
    part = asked_of(whole, plan_for(whole, dimensions=[first.id]))
    assert part.items == first.items and set(part.dimension_of) == {item.id for item in first.items}
    assert part.disciplines == (first.discipline,)
    assert len(whole.dimension_of) == len(whole.items)
