"""No sum or difference of views, of any moments, speaks of fewer than `minimum_group` people (docs/anonymity.md).

Every campaign up to some size is walked through, in every order in which people can finish and erase and the owner
can close and reopen; larger ones at random. The same checks find the fault in campaigns that break one rule each.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations_with_replacement, product

import pandas as pd
import pytest
from campaigns import Campaign, People, Room, broken_rules, least_isolated

from assess.core.disclosure import (
    MIXED,
    Cell,
    Released,
    View,
    Waiting,
    dissolve,
    form_cells,
    released,
    views,
)

GROUPS = "ABC"
Sizes = tuple[int, ...]


def people(count: int, group: str = "A", *, fresh: bool = True, complete: bool = True) -> list[Waiting]:
    return [Waiting(f"{group}{fresh:d}{complete:d}{at}", group, fresh, complete) for at in range(count)]


def finished(campaign: Campaign, count: int, group: str = "A") -> Campaign:
    for _ in range(count):
        campaign = campaign.finish(group)
    return campaign


# --- forming, dissolving, viewing --------------------------------------------------------------------------------


def test_people_become_a_cell_when_the_minimum_of_their_group_waits() -> None:
    waiting = [*people(5, "A"), *people(4, "B")]
    assert form_cells(waiting[1:], 5, False) == ()
    assert form_cells(waiting, 5, False) == (Cell("A", tuple(each.person for each in waiting[:5])),)


def test_a_crowd_makes_several_cells_below_twice_the_minimum() -> None:
    cells = form_cells(people(23), 5, False)
    assert [len(cell.people) for cell in cells] == [5, 5, 5, 8]
    assert len({person for cell in cells for person in cell.people}) == 23


def test_held_and_sparse_people_come_along_but_bring_no_cell_nearer() -> None:
    others = [*people(4, fresh=False), *people(6, complete=False)]
    assert form_cells([*others, *people(4)], 5, False) == ()
    assert [len(cell.people) for cell in form_cells([*others, *people(5)], 5, False)] == [15]


def test_on_closing_the_rest_of_all_groups_becomes_one_mixed_cell_or_stays_out() -> None:
    assert form_cells([*people(2, "A"), *people(2, "B")], 5, True) == ()
    assert form_cells([*people(4, "A"), *people(4, "B", fresh=False)], 5, True) == ()
    (cell,) = form_cells([*people(2, "A"), *people(2, "B"), *people(1, "C", complete=False)], 5, True)
    assert cell.role_group == MIXED and len(cell.people) == 5


def test_everybody_of_a_dissolved_cell_waits_again_but_the_one_who_erased() -> None:
    assert dissolve(Cell("A", ("ann", "bob", "cy")), "bob") == ("ann", "cy")


def test_a_minimum_below_the_floor_is_refused() -> None:
    with pytest.raises(ValueError, match="below 3"):
        form_cells(people(5), 2, False)


def test_views_are_the_overall_one_and_each_group_with_a_cell_of_its_own() -> None:
    cells = (Cell("Sales", tuple("abcde")), Cell(MIXED, tuple("fghijk")), Cell("Sales", tuple("lmnop")))
    assert views(cells) == (View(None, 16), View("Sales", 10))
    assert views(()) == ()


def test_cells_are_read_from_a_table_of_answers() -> None:
    rows = [
        ("a", "c1", "Sales", True),
        ("a", "c1", "Sales", True),
        ("b", "c1", "Sales", False),
        ("c", None, "", True),
    ]
    table = pd.DataFrame(rows, columns=["respondent", "cell", "role", "fresh"])
    assert released(table) == Released((Cell("Sales", ("a", "b")),), frozenset({"a"}))
    assert released(table[:0]) == Released((), frozenset())


# --- every campaign ----------------------------------------------------------------------------------------------


def every(start: Campaign, sizes: Sizes, toggles: int, erasures: int) -> Iterator[Campaign]:
    """All that can happen: up to so many people of each group finish, the owner closes or reopens, people erase.

    Campaigns that differ in names only are walked through once.
    """
    known, todo = set(), [(start, sizes, toggles, erasures)]
    while todo:
        now, left, turns, leavers = todo.pop()
        likeness = now.likeness(), left, turns, leavers
        if likeness in known:
            continue
        known.add(likeness)
        yield now
        if not now.closed:
            able = [at for at, size in enumerate(left) if size]
            fewer = {at: (*left[:at], left[at] - 1, *left[at + 1 :]) for at in able}
            todo += [(now.finish(GROUPS[at]), fewer[at], turns, leavers) for at in able]
        if turns:
            todo.append((now.toggle(), left, turns - 1, leavers))
        if leavers:
            different = {now.kind(person): person for person in now.present}
            todo += [(now.erase(person), left, turns, leavers - 1) for person in different.values()]


EVERY = (
    *((minimum, (12,), 3, 2) for minimum in (3, 4, 5)),
    *((minimum, (12, 12), 0, 0) for minimum in (4, 5)),
    (3, (12, 12), 0, 0),
    (3, (6, 6), 1, 1),
    (3, (4, 4), 2, 2),
    (3, (4, 4, 4), 1, 1),
    (4, (6, 6), 2, 1),
    (5, (6, 6), 2, 1),
    (5, (4, 4, 4), 2, 0),
)


@pytest.mark.parametrize(("minimum", "sizes", "toggles", "erasures"), EVERY)
def test_every_campaign_isolates_nobody(minimum: int, sizes: Sizes, toggles: int, erasures: int) -> None:
    fewest = set()
    for campaign in every(Campaign(minimum), sizes, toggles, erasures):
        assert broken_rules(campaign) == []
        fewest.add(least_isolated(campaign.shown))
    assert min(found for found in fewest if found is not None) == minimum


@pytest.mark.parametrize(
    ("minimum", "sizes", "toggles", "erasures"), [(3, (9,), 4, 2), (3, (5, 4), 4, 1), (4, (6, 5), 4, 1)]
)
def test_every_workshop_isolates_nobody(minimum: int, sizes: Sizes, toggles: int, erasures: int) -> None:
    """Two reveals, each followed by more people, with erasures at any moment."""
    fewest = set()
    for room in every(Room(minimum), sizes, toggles, erasures):
        assert broken_rules(room) == []
        fewest.add(least_isolated(room.shown))
    assert min(found for found in fewest if found is not None) == minimum


@pytest.mark.parametrize("minimum", [3, 4, 5])
def test_groups_of_1_to_12_people_isolate_nobody(minimum: int) -> None:
    """All sizes of one to three groups, with people finishing, erasing and owners closing at random."""
    for sizes in (sizes for count in (1, 2, 3) for sizes in combinations_with_replacement(range(1, 13), count)):
        if len(sizes) == 3 and sum(sizes) % 3 != minimum - 3:
            continue  # each choice of three sizes for one minimum
        campaign = at_random(Campaign(minimum), sizes, random.Random(f"{minimum} {sizes}"))
        assert (least_isolated(campaign.shown) or minimum) >= minimum, campaign


def at_random(campaign: Campaign, sizes: Sizes, chance: random.Random) -> Campaign:
    """Two people erase, one of them while the campaign is closed; it is closed twice in all."""
    order = [group for group, size in zip(GROUPS, sizes, strict=False) for _ in range(size)]
    chance.shuffle(order)
    closes, erases = chance.randrange(len(order)), chance.randrange(len(order))
    for at, group in enumerate(order):
        campaign = campaign.finish(group, complete=chance.random() < 0.9)
        if at == closes:
            campaign = campaign.toggle()
            campaign = campaign.erase(chance.choice(campaign.present)).toggle()
        if at == erases and campaign.present:
            campaign = campaign.erase(chance.choice(campaign.present))
        assert broken_rules(campaign) == []
    return campaign.toggle()


# --- the checks can fail -----------------------------------------------------------------------------------------


class GrowsAtOnce(Campaign):
    """Shows a group from the minimum on, and each further person at once."""

    def seen(self) -> Iterator[People]:
        for group in GROUPS:
            members = frozenset(each.person for each in self.waiting if each.role_group == group)
            if len(members) >= self.minimum:
                yield members

    def form(self) -> tuple[Cell, ...]:
        return ()


class Subtractable(Campaign):
    """Shows everybody overall and each group that is large enough, so that the difference is a small group."""

    def seen(self) -> Iterator[People]:
        everybody = frozenset(self.present)
        groups = [frozenset(each for each in everybody if dict(self.groups)[each] == group) for group in GROUPS]
        yield from (view for view in (everybody, *groups) if len(view) >= self.minimum)

    def form(self) -> tuple[Cell, ...]:
        return ()


class ErasesFromCells(Campaign):
    """Takes the one who erased out of the cell and goes on showing the others."""

    def erase(self, person: str) -> Campaign:
        cells = tuple(Cell(cell.role_group, dissolve(cell, person)) for cell in self.cells)
        return replace(self, cells=cells).settle()


class ForgetsTheHeld(Campaign):
    """Counts people of a dissolved cell as new ones."""

    def wait(self, *back: Waiting) -> Campaign:
        return super().wait(*(replace(each, fresh=True) for each in back))


class SplitsMixedCells(Campaign):
    """Shows the people of a mixed cell in their own groups' results too."""

    def seen(self) -> Iterator[People]:
        yield from super().seen()
        in_cells = [person for cell in self.cells for person in cell.people]
        for group in {cell.role_group for cell in self.cells}:
            yield frozenset(person for person in in_cells if dict(self.groups)[person] == group)


class LetsTheRestIn(Campaign):
    """Shows on closing whoever is left, however few."""

    def form(self) -> tuple[Cell, ...]:
        rest = tuple(each.person for each in self.waiting)
        return super().form() or ((Cell(MIXED, rest),) if self.closed and rest else ())


class MixesAnew(Campaign):
    """On reopening, gives the people of mixed cells back to their groups."""

    def toggle(self) -> Campaign:
        mixed = [cell for cell in self.cells if cell.role_group == MIXED and self.closed]
        back = [Waiting(person, dict(self.groups)[person]) for cell in mixed for person in cell.people]
        cells = tuple(cell for cell in self.cells if cell not in mixed)
        opened = replace(self, closed=not self.closed, cells=cells, waiting=(*self.waiting, *back))
        return opened.settle()


@pytest.mark.parametrize(
    "broken",
    [GrowsAtOnce, Subtractable, ErasesFromCells, ForgetsTheHeld, SplitsMixedCells, LetsTheRestIn, MixesAnew],
)
def test_a_campaign_that_breaks_a_rule_is_found_out(broken: type[Campaign]) -> None:
    assert any((least_isolated(campaign.shown) or 3) < 3 for campaign in every(broken(3), (6, 4), 2, 1))
    assert any(broken_rules(campaign) for campaign in every(broken(3), (6, 4), 2, 1))


def test_the_fewest_people_are_found_as_by_trying_all_weights() -> None:
    """`least_isolated` against all whole weights of -4..4, which reach each smallest combination of three views."""
    chance = random.Random(5)
    for _ in range(40):
        shown = list({frozenset(person for person in "abcdefg" if chance.random() < 0.5) for _ in range(3)})
        tried = [
            people_in(dict(zip(shown, weights, strict=True))) for weights in product(range(-4, 5), repeat=len(shown))
        ]
        assert least_isolated(shown) == min((count for count in tried if count), default=None), shown


def people_in(weighted: dict[People, int]) -> int:
    """How many people a sum of weighted views speaks of."""
    everybody = frozenset().union(*weighted)
    return sum(1 for person in everybody if sum(weight for view, weight in weighted.items() if person in view))


def test_before_minus_after_an_erasure_speaks_of_six_people_worked_by_hand() -> None:
    """Five in a cell, one erases, five new: after minus before is five new people minus the one erased."""
    campaign = finished(finished(Campaign(5), 5).erase("A0"), 5)
    before, after = campaign.shown
    assert len(before) == 5 and len(after) == 9 and len(before ^ after) == 6
    assert least_isolated(campaign.shown) == 5  # the four who stayed cancel at no other weights than these
