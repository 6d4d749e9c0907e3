"""Who may be shown together: cells of finished people that never split and never change (docs/anonymity.md).

In protected modes every view is a union of whole cells. A person is *fresh* until a cell takes them in, and never
again: each cell holds at least `minimum` fresh people, so that of all views ever shown, added or subtracted in any
way, the youngest cell that remains still speaks of at least `minimum` people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MINIMUM_GROUP = 5
"""How many people a figure speaks of at least, where the owner does not say."""
FLOOR = 3
"""The least that an owner may say."""
MIXED = ""
"""The role group of a cell of several groups, or of people without one: it counts in the overall result only."""


@dataclass(frozen=True)
class Waiting:
    """A finished person whom no cell holds; not `fresh`: a cell that was dissolved held them once.

    `complete` tells who answered enough to be worth waiting for; a cell takes the others along, beyond its minimum.
    """

    person: str
    role_group: str = MIXED
    fresh: bool = True
    complete: bool = True

    @property
    def counts(self) -> bool:
        """Whether this person brings a cell nearer to its minimum."""
        return self.fresh and self.complete


@dataclass(frozen=True)
class Cell:
    """People of one role group, or of several (MIXED), who are only ever shown together."""

    role_group: str
    people: tuple[str, ...]


def form_cells(waiting: Sequence[Waiting], minimum: int, closing: bool) -> tuple[Cell, ...]:
    """The cells that the waiting people make; whoever is in none goes on waiting.

    In each role group all become cells once `minimum` fresh people wait; a crowd makes several cells, each below
    twice the minimum. On closing those left over, of all groups, make one mixed cell, or stay out where fewer than
    `minimum` of them are fresh. Raises ValueError below the floor.
    """
    check_minimum(minimum)
    groups: dict[str, list[Waiting]] = {}
    for each in waiting:
        groups.setdefault(each.role_group, []).append(each)
    formed = [cell for group, people in groups.items() for cell in _cells(group, people, minimum)]
    if closing:
        taken = {person for cell in formed for person in cell.people}
        formed += _cells(MIXED, [each for each in waiting if each.person not in taken], minimum)
    return tuple(formed)


def _cells(role_group: str, people: Sequence[Waiting], minimum: int) -> list[Cell]:
    """Cells of all these people, none where too few of them count; those who do not count join the last cell."""
    counted = [each.person for each in people if each.counts]
    others = [each.person for each in people if not each.counts]
    last = len(counted) // minimum - 1
    crowds = [counted[at * minimum : (at + 1) * minimum if at < last else None] for at in range(last + 1)]
    return [Cell(role_group, (*crowd, *(others if at == last else ()))) for at, crowd in enumerate(crowds)]


def dissolve(cell: Cell, erased: str) -> tuple[str, ...]:
    """The people of a cell that one leaves by erasing their answers: they wait again, and are never fresh again.

    Without this, the result before minus the result after would speak of the erased person alone.
    """
    return tuple(person for person in cell.people if person != erased)


def check_minimum(minimum: int) -> None:
    """Raises ValueError for a minimum group below the floor: a programming fault, settings are checked before."""
    if minimum < FLOOR:
        raise ValueError(f"a minimum group of {minimum} is below {FLOOR}")
