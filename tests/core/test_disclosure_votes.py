"""No combination of what a workshop shows before and after its second vote speaks of fewer than the minimum.

As in `test_disclosure_figures`, over the answers of both rounds: after minus before is what people changed, and must
not be what one of them changed. Late joiners, erasures and people who vote again on a part are all in the stories.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from campaigns import Campaign, Room
from examples import CI, OE, dimension, item, questionnaire
from isolation import TOLERANCE, Matrix, isolated, means

from assess.core.disclosure import Cell, cells_in, protect, released, views
from assess.core.responses import Responses, responses_from_answers
from assess.core.scorecard import scorecard
from assess.core.second_votes import counted_votes

Counted = Callable[[pd.DataFrame, int], pd.DataFrame]

ASKED = questionnaire(
    dimension("near", item("a", compare=True), item("b", weight=2)),
    dimension("lean", "c", "d", discipline=OE),
    parity={"declared": {str(CI): 60, str(OE): 55}},
)
ITEMS, SUBJECTS = tuple(each.id for each in ASKED.items), ("us", "Acme")
MISSING, ANSWERED, NA = 0, 1, 2
STATES = ("dk", "answered", "na")
STORIES = (
    "aaaa|=.",
    "aaaaa|=!.",
    "aaaAab|!bbb=.",
    "aaabb|b=!.",
    "aaaaaab|aab=.",
    "aaaa|!aaa=.",
    "aab|aab=!.",
    "aaaaaaaa|=!.!",
)
"""Letters are people of that group who come, before the first reveal (|), or the second (=); ! erases, . ends."""


@dataclass(frozen=True)
class Moment:
    """What can be looked at: the cells of a view, who is fresh in them, and the rounds that are shown."""

    cells: tuple[Cell, ...]
    fresh: frozenset[str]
    rounds: int


@dataclass(frozen=True)
class Story:
    """Everybody's answers of both rounds, shape (people, rounds, subjects, items), and all moments."""

    minimum: int
    people: tuple[str, ...]
    states: npt.NDArray[np.int8]
    moments: tuple[Moment, ...]

    def frame(self, moment: Moment) -> pd.DataFrame:
        """The rows that the store reads for a moment, with a column `place` in the array of all answers."""
        rows = [row for cell in moment.cells for person in cell.people for row in self._rows(moment, cell, person)]
        columns = ["respondent", "round", "subject", "item", "state", "cell", "role", "fresh", "place"]
        return pd.DataFrame(rows, columns=columns).astype({"fresh": bool})

    def _rows(self, moment: Moment, cell: Cell, person: str) -> Iterator[tuple[object, ...]]:
        who = self.people.index(person)
        for of_round, subject, item_ in np.argwhere(self.states[who] != MISSING):
            if of_round < moment.rounds:
                place = np.ravel_multi_index((who, of_round, subject, item_), self.states.shape)
                state = STATES[self.states[who, of_round, subject, item_]]
                cell_key, fresh = "+".join(cell.people), person in moment.fresh
                yield (
                    person, of_round + 1, SUBJECTS[subject], ITEMS[item_], state, cell_key, cell.role_group, fresh,
                    place,
                )  # fmt: skip


def story(number: int, minimum: int = 3) -> Story:
    chance, room, at = random.Random(number), Room(minimum), 0
    moments, came = list[Moment](), list[int]()
    for step in STORIES[number % len(STORIES)]:
        at += step in "|="
        room = stepped(room, step, chance)
        came += [at] * (len(room.groups) - len(came))
        for cells in (cells_in(room.cells, view.role_group) for view in views(room.cells)):
            inside = frozenset(person for cell in cells for person in cell.people)
            moments += [Moment(cells, inside - room.held, rounds) for rounds in range(1, min(at, 2) + 1)]
    return Story(minimum, tuple(who for who, _ in room.groups), given(chance, came), tuple(dict.fromkeys(moments)))


def stepped(room: Room, step: str, chance: random.Random) -> Room:
    done: Campaign
    if step == "!":
        done = room.erase(chance.choice(room.present))
    elif step in "|=.":
        done = room.reveal()
    else:
        done = room.finish(step.lower(), complete=step.islower())
    assert isinstance(done, Room)
    return done


def given(chance: random.Random, came: list[int]) -> npt.NDArray[np.int8]:
    """Who came late has no first round; most vote again, on some of the items; some answers are `na` or left open."""
    states = np.full((len(came), 2, len(SUBJECTS), len(ITEMS)), MISSING, dtype=np.int8)
    for person, late in enumerate(came):
        rounds = [1] if late else [0] + [1] * (chance.random() < 0.75)
        for of_round in rounds:
            for item_ in range(len(ITEMS)):
                odds = (0.04, 0.92 if of_round == 0 else 0.8)
                states[person, of_round, 0, item_] = chance.choices((NA, ANSWERED, MISSING), (*odds, 1 - sum(odds)))[
                    0
                ]
        states[person, rounds, 1, 0] = ANSWERED if chance.random() < 0.8 else MISSING
    return states


def kept_places(told: Story, moment: Moment, counted: Counted) -> npt.NDArray[np.bool_]:
    keep = np.zeros(told.states.size, dtype=bool)
    keep[counted(told.frame(moment), told.minimum)["place"].to_numpy(int)] = True
    return keep.reshape(told.states.shape)


def cube(told: Story, moment: Moment, keep: npt.NDArray[np.bool_], values: Matrix) -> Responses:
    """The latest kept answer of each person, as `responses_from_answers` takes it."""
    inside = [person for person in told.people if any(person in cell.people for cell in moment.cells)]
    rows = [told.people.index(person) for person in inside]
    states = np.where(keep, told.states, MISSING)[rows]
    last = np.where(states[:, 1] != MISSING, 1, 0)
    state = np.where(last == 1, states[:, 1], states[:, 0])
    value = np.where(last == 1, values[rows, 1], values[rows, 0])
    return Responses(tuple(inside), SUBJECTS[1:], np.where(state == ANSWERED, value, np.nan), state == NA)


def figures(told: Story, moment: Moment, keep: npt.NDArray[np.bool_], values: Matrix) -> Matrix:
    shown = released(told.frame(moment))
    return np.array(list(means(scorecard(ASKED, protect(cube(told, moment, keep, values), shown, told.minimum)))))


def answers_to(told: Story) -> Matrix:
    chance = np.random.default_rng(len(told.people))
    return chance.uniform(2, 4, told.states.shape)


def weights(told: Story, counted: Counted) -> Matrix:
    """The weight of each answer of either round in each figure shown, shape (figures, people, answers)."""
    found, base = [], answers_to(told)
    for moment in told.moments:
        keep = kept_places(told, moment, counted)
        before = figures(told, moment, keep, base)
        matrix = np.zeros((len(before), *base.shape))
        for place in np.argwhere(keep & (told.states == ANSWERED)):
            values = base.copy()
            values[tuple(place)] += 0.5
            matrix[:, *place] = figures(told, moment, keep, values) - before
        found.append(matrix[~np.isnan(before)])
    return np.vstack(found).reshape(-1, len(told.people), base[0].size)


@pytest.mark.parametrize("number", range(len(STORIES)))
def test_no_combination_of_both_rounds_speaks_of_fewer_than_the_minimum(number: int) -> None:
    told = story(number)
    matrix = weights(told, counted_votes)
    assert isolated(matrix, told.minimum) is None
    speaks_of = np.abs(matrix).max(axis=2, initial=0) > TOLERANCE
    assert (speaks_of.sum(axis=1) >= told.minimum).all()


def test_the_stories_show_first_and_second_rounds() -> None:
    told = [weights(story(number), counted_votes) for number in range(len(STORIES))]
    second = [matrix.reshape(*matrix.shape[:2], 2, -1)[:, :, 1] for matrix in told]
    assert all(len(matrix) >= 5 for matrix in told)
    assert sum(bool((np.abs(each) > TOLERANCE).any()) for each in second) >= len(STORIES) // 2


# --- the check can fail ------------------------------------------------------------------------------------------


def every_vote(answers: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """All second votes count."""
    return answers


def by_answer(answers: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Second votes count on the items on which enough people of the cell voted again, of whoever did."""
    again = answers[answers["round"] == 2]
    people = again.groupby(["cell", "subject", "item"])["respondent"].transform("nunique")
    return answers.drop(index=again.index[people < minimum])


def test_counting_every_vote_is_found_out() -> None:
    told = map(story, range(len(STORIES)))
    assert any(isolated(weights(each, every_vote), each.minimum) for each in told)


def test_counting_each_item_by_itself_is_found_out() -> None:
    """Three answered everything, the fourth left b, c and d open, so the three count. Then all four vote again on
    those: if that brings the fourth in, after minus before is what the fourth said on a."""
    told = story(STORIES.index("aaaa|=."))
    states = np.full(told.states.shape, ANSWERED, dtype=np.int8)
    states[:, 1] = MISSING
    states[:, 1, 0, 1:] = ANSWERED
    states[3, 0, 0, 1:] = MISSING
    told = replace(told, states=states)
    assert isolated(weights(told, counted_votes), told.minimum) is None
    assert isolated(weights(told, by_answer), told.minimum)


# --- the way through the store's table ---------------------------------------------------------------------------


def test_the_arrays_of_this_test_are_what_the_table_gives() -> None:
    for number in range(len(STORIES)):
        told = story(number)
        values = answers_to(told).round()
        for moment in told.moments:
            frame = counted_votes(told.frame(moment), told.minimum)
            table = frame.assign(value=values.reshape(-1)[frame["place"].to_numpy(int)])
            table["value"] = table["value"].where(table["state"] == "answered")
            read = responses_from_answers(table, ASKED, SUBJECTS[1:])
            mine = cube(told, moment, kept_places(told, moment, counted_votes), values)
            rows = [mine.raters.index(each) for each in read.raters]
            np.testing.assert_array_equal(read.values, mine.values[rows])
            np.testing.assert_array_equal(read.not_applicable, mine.not_applicable[rows])


# --- worked by hand ----------------------------------------------------------------------------------------------


def votes(*people: str, minimum: int = 3, fresh: bool = True) -> list[str]:
    """Which answers of a cell are second votes: `x` first only, `2` voted again, `.` missing, `n` first `na`, then
    answered, `l` second round only; what counts comes back, a `2` that does not count as `x`."""
    rows = []
    for who, signs in enumerate(people):
        for at, sign in enumerate(signs):
            first = {"x": "answered", "2": "answered", "n": "na"}.get(sign)
            rows += [(f"p{who}", 1, f"i{at}", first)] if first else []
            rows += [(f"p{who}", 2, f"i{at}", "answered")] if sign in "2nl" else []
    frame = pd.DataFrame(rows, columns=["respondent", "round", "item", "state"]).assign(
        subject="us", cell="c", fresh=fresh
    )
    kept = counted_votes(frame, minimum)
    second = {(row.respondent, row.item) for row in kept.itertuples() if row.round == 2}
    return [
        "".join("2" if (f"p{who}", f"i{at}") in second else "-" for at in range(len(signs)))
        for who, signs in enumerate(people)
    ]


def test_second_votes_count_from_the_minimum_on() -> None:
    assert votes("2x", "2x", "xx", "xx") == ["--"] * 4
    assert votes("2x", "2x", "2x", "xx") == ["2-", "2-", "2-", "--"]


def test_those_who_vote_again_count_on_the_same_answers() -> None:
    """Three on both items are 6; a fourth on the first item alone would leave 4 on one: the three count."""
    assert votes("22", "22", "22", "2x") == ["22", "22", "22", "--"]
    assert votes("22", "2x", "2x", "2x") == ["2-"] * 4


def test_a_second_vote_brings_no_answer_in() -> None:
    assert votes("2l", "2x", "2x") == ["2-"] * 3
    assert votes("2l", "2x", "2x", "2x") == ["--", "2-", "2-", "2-"]  # the first did not count before
    assert votes("2n", "22", "22", "22") == ["2-"] * 4  # what did not apply to one counts of none, in either round


def test_people_who_came_for_the_second_vote_keep_theirs() -> None:
    assert votes("l", "l", "l") == ["2"] * 3


def test_people_of_a_dissolved_cell_do_not_make_up_the_minimum() -> None:
    assert votes("2", "2", "2", fresh=False) == ["2"] * 3  # nothing of them is shown, so nothing is dropped


def test_a_table_without_second_votes_stays_as_it_is() -> None:
    assert votes("xx", "xx", "x.") == ["--"] * 3
