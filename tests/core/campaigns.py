"""Protected campaigns as their owner sees them, and how few people the views shown can be made to speak of.

A `Campaign` keeps what the store keeps. Whoever wants to know about single people may add and subtract all views of
all moments, with any weights: `least_isolated` finds the smallest group that any such sum speaks of, exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from assess.core.disclosure import Cell, Waiting, cells_in, dissolve, form_cells, views

People = frozenset[str]
Row = tuple[Fraction, ...]


@dataclass(frozen=True)
class Campaign:
    """What has happened so far: `shown` holds each different view that the owner ever saw, in order."""

    minimum: int
    groups: tuple[tuple[str, str], ...] = ()
    waiting: tuple[Waiting, ...] = ()
    cells: tuple[Cell, ...] = ()
    formed: tuple[Cell, ...] = ()
    held: People = frozenset()
    shown: tuple[People, ...] = ()
    closed: bool = False

    def finish(self, group: str, complete: bool = True) -> Campaign:
        person = f"{group}{len(self.groups)}"
        added = replace(self, groups=(*self.groups, (person, group)))
        return added.wait(Waiting(person, group, fresh=True, complete=complete))

    def wait(self, *people: Waiting) -> Campaign:
        return replace(self, waiting=(*self.waiting, *people)).settle()

    def toggle(self) -> Campaign:
        """Closes an open campaign and opens a closed one again."""
        return replace(self, closed=not self.closed).settle()

    def erase(self, person: str) -> Campaign:
        """A finished person's answers go; where a cell held them, the others wait again."""
        cell = next((cell for cell in self.cells if person in cell.people), None)
        if cell is None:
            return replace(self, waiting=tuple(each for each in self.waiting if each.person != person)).settle()
        back = dissolve(cell, person)
        left = replace(
            self, cells=tuple(each for each in self.cells if each is not cell), held=self.held | frozenset(back)
        )
        return left.wait(*(Waiting(each, dict(self.groups)[each], fresh=False) for each in back))

    def settle(self) -> Campaign:
        """Cells are made of those who wait, and the owner looks at every view."""
        new = self.form()
        taken = {person for cell in new for person in cell.people}
        waiting = tuple(each for each in self.waiting if each.person not in taken)
        settled = replace(self, waiting=waiting, cells=(*self.cells, *new), formed=(*self.formed, *new))
        return replace(settled, shown=tuple(dict.fromkeys([*self.shown, *settled.seen()])))

    def form(self) -> tuple[Cell, ...]:
        return form_cells(self.waiting, self.minimum, self.closed)

    def seen(self) -> Iterator[People]:
        """The people of each view that can be asked for now."""
        for view in views(self.cells):
            people = frozenset(person for cell in cells_in(self.cells, view.role_group) for person in cell.people)
            assert len(people) == view.people
            yield people

    @property
    def present(self) -> tuple[str, ...]:
        """Everybody finished whose answers are not erased."""
        return (*(each.person for each in self.waiting), *(person for cell in self.cells for person in cell.people))

    def likeness(self) -> tuple[object, ...]:
        """Equal for campaigns that differ in people's names only."""
        return self.closed, frozenset(Counter(self.kind(person) for person, _ in self.groups).items())

    def kind(self, person: str) -> tuple[object, ...]:
        """Equal for people of whom one could stand for the other, in the past and from now on."""
        status = next((each for each in self.waiting if each.person == person), None)
        place = next((at for at, cell in enumerate(self.cells) if person in cell.people), -1)
        seen = tuple(person in view for view in self.shown)
        return dict(self.groups)[person], status and (status.fresh, status.complete), place, seen


@dataclass(frozen=True)
class Room(Campaign):
    """A workshop: cells are formed at its reveals alone, as on closing; `toggle` there and back is one."""

    def form(self) -> tuple[Cell, ...]:
        return super().form() if self.closed else ()

    def reveal(self) -> Campaign:
        return self.toggle().toggle()


def broken_rules(campaign: Campaign) -> list[str]:
    """What the proof rests on, checked on all that happened: cells stay whole, and each brings enough new people."""
    faults, known = [], set[str]()
    for cell in campaign.formed:
        if len(set(cell.people) - known) < campaign.minimum:
            faults.append(f"{cell} brings too few new people")
        known |= set(cell.people)
    faults += [f"{cell} has changed" for cell in campaign.cells if cell not in campaign.formed]
    whole = [set(cell.people) for cell in campaign.cells]
    for view in campaign.seen():
        inside = [cell for cell in whole if cell <= view]
        if set().union(*inside) != view or any(cell & view for cell in whole if not cell <= view):
            faults.append(f"{sorted(view)} is no union of whole cells")
    return faults


# --- the fewest people that sums and differences of views can speak of, in exact arithmetic ----------------------


def least_isolated(views: Iterable[People]) -> int | None:
    """The least number of people that a combination of views, other than nothing, speaks of; None without views."""
    seen = tuple(views)
    alike = Counter(tuple(person in view for view in seen) for person in frozenset().union(*seen))
    return _least(tuple(sorted(alike.items())), len(seen))


@lru_cache(maxsize=100_000)
def _least(alike: tuple[tuple[tuple[bool, ...], int], ...], rows: int) -> int | None:
    matrix = [tuple(Fraction(member[row]) for member, _ in alike) for row in range(rows)]
    weights = [count for _, count in alike]
    return min((_least_of_part(part, weights) for part in _parts(reduced(matrix))), default=None)


def _least_of_part(basis: Sequence[Row], weights: Sequence[int]) -> int:
    """A vector of the span with fewest entries is zero on some columns that leave no other one, up to its length."""
    columns = [at for at in range(len(weights)) if any(row[at] for row in basis)]
    least = sum(weights[at] for at in columns)
    for chosen in combinations(columns, len(basis) - 1):
        for combined in _vanishing(basis, chosen):
            least = min(least, sum(weights[at] for at in columns if combined[at]))
    return least


def _vanishing(basis: Sequence[Row], chosen: Sequence[int]) -> Iterator[Row]:
    """The vector of the span that is zero on the chosen columns, where there is but one."""
    first = [tuple(row[at] for at in chosen) + row for row in basis]
    rows = [row for row in reduced(first) if not any(row[: len(chosen)])]
    if len(rows) == 1:
        yield rows[0][len(chosen) :]


def reduced(matrix: Sequence[Row]) -> list[Row]:
    """The reduced row echelon form, without rows of zeros."""
    rows, done = list(matrix), 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(done, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        head = rows[done] = tuple(entry / rows[done][column] for entry in rows[done])
        for at, row in enumerate(rows):
            if at != done and row[column]:
                factor = row[column]
                rows[at] = tuple(entry - factor * top for entry, top in zip(row, head, strict=True))
        done += 1
    return rows[:done]


def _parts(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that share no column with those of another part: what is smallest is smallest within one part."""
    parts: list[list[Row]] = []
    for row in rows:
        touching = [part for part in parts if any(map(_touch, part, [row] * len(part)))]
        joined = [row, *(each for part in touching for each in part)]
        parts = [*(part for part in parts if part not in touching), joined]
    return parts


def _touch(one: Row, other: Row) -> bool:
    return any(a and b for a, b in zip(one, other, strict=True))
