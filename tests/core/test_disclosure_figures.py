"""No figure, nor any sum or difference of figures, of any views and moments, rests on fewer than the minimum.

Figures are linear in the answers (METHOD 1-8 with the mean of competitors), so that the weight of each answer in each
figure ever shown is found by changing that answer alone, through the product's own scoring: a matrix of figures by
answers. Figures can be made to speak of a few people only where some combination of its rows is zero for all others.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pytest
from campaigns import Campaign
from examples import CI, OE, dimension, item, measured, questionnaire, rule
from isolation import TOLERANCE, isolated, means

from assess.core.disclosure import (
    Cell,
    Released,
    UnknownViewError,
    alike,
    cells_in,
    protect,
    protected_scorecard,
    views,
)
from assess.core.responses import Responses
from assess.core.scorecard import Scorecard, scorecard
from assess.exports.scorecard_json import as_mapping

Matrix = npt.NDArray[np.float64]
Protect = Callable[[Responses, Released, int], Responses]

MISSING, ANSWERED, NA = 0, 1, 2
COMPETITORS = ("Acme", "Zeta")
ASKED = questionnaire(
    dimension("near", item("a", compare=True), item("b", weight=2, compare=True), item("c")),
    dimension("far", item("d", compare=True), item("e", reverse=True)),
    dimension("lean", "f", "g", discipline=OE, weight=2),
    parity={"declared": {str(CI): 60, str(OE): 55}},
    recommendations=[rule("faster", "lean", score_below=90), rule("closer", "near", gap_below=50)],
)
STORIES = (
    "Aaaab.",
    "aabab!bb.",
    "aaa!aaab.",
    "AaaaBb!aaa.",
    "AAaabb!ab.",
    "aaa!aaa!aaa.",
    "AAAaaa!Aaaa.",
    "aabb.ccc.",
)
"""Who finishes: a letter is somebody of that group, a capital one who left much open; ! erases, . closes, reopens."""
SUBJECTS, ITEMS = len(COMPETITORS) + 1, len(ASKED.items)


# --- the answers of a campaign, its moments, and what its owner sees ----------------------------------------------


@dataclass(frozen=True)
class Story:
    """Everybody's answers, shape (people, subjects, items), and each different view of a campaign's moments."""

    minimum: int
    people: tuple[str, ...]
    values: Matrix
    states: npt.NDArray[np.int8]
    shown: tuple[Released, ...]

    def rows(self, view: Released) -> list[int]:
        """The people of a view by number."""
        return sorted(self.people.index(person) for cell in view.cells for person in cell.people)

    def answers(self, view: Released) -> Responses:
        rows = self.rows(view)
        values = np.where(self.states[rows] == ANSWERED, self.values[rows], np.nan)
        return Responses(tuple(self.people[row] for row in rows), COMPETITORS, values, self.states[rows] == NA)

    def figures(self, view: Released, protected: Protect) -> Matrix:
        """Each mean of a view, unrounded; NaN where there is none."""
        return np.array(list(means(scorecard(ASKED, protected(self.answers(view), view, self.minimum)))))


def story(number: int, minimum: int = 3) -> Story:
    """A campaign of one of the courses of `STORIES`, and answers with gaps of several kinds."""
    chance, campaign, shown = random.Random(number), Campaign(minimum), list[Released]()
    for step in STORIES[number % len(STORIES)]:
        campaign = stepped(campaign, step, chance)
        cells = campaign.cells
        for view in (cells_in(cells, view.role_group) for view in views(cells)):
            shown.append(Released(view, frozenset(each for cell in view for each in cell.people) - campaign.held))
    people = tuple(person for person, _ in campaign.groups)
    shape = len(people), SUBJECTS, ITEMS
    values = np.array([chance.uniform(2, 4) for _ in range(int(np.prod(shape)))]).reshape(shape)
    return Story(minimum, people, values, answered(chance, shape), tuple(dict.fromkeys(shown)))


def stepped(campaign: Campaign, step: str, chance: random.Random) -> Campaign:
    if step == "!":
        return campaign.erase(chance.choice(campaign.present))
    return campaign.toggle() if step == "." else campaign.finish(step.lower(), complete=step.islower())


def answered(chance: random.Random, shape: tuple[int, int, int]) -> npt.NDArray[np.int8]:
    """Whole competitors that people do not know, and single items left open or said not to apply."""
    states = np.full(shape, ANSWERED, dtype=np.int8)
    states[:, 1:, [not each.compare for each in ASKED.items]] = MISSING
    for person in range(shape[0]):
        for competitor in range(1, shape[1]):
            if chance.random() < 0.15:
                states[person, competitor] = MISSING
        for place in range(shape[2]):
            if chance.random() < 0.08:
                states[person, 0, place] = chance.choice([MISSING, NA])
    return states


# --- who can be isolated -----------------------------------------------------------------------------------------


def weights(told: Story, protected: Protect) -> Matrix:
    """The weight of each answer in each figure shown, shape (figures, people, answers of one person)."""
    found = [_weights_in(told, view, protected) for view in told.shown]
    return np.vstack(found).reshape(-1, len(told.people), SUBJECTS * ITEMS)


def _weights_in(told: Story, view: Released, protected: Protect) -> Matrix:
    before = told.figures(view, protected)
    matrix = np.zeros((len(before), *told.values.shape))
    for place in np.argwhere(told.states == ANSWERED):
        if place[0] in told.rows(view):
            values = told.values.copy()
            values[tuple(place)] += 0.5
            matrix[:, *place] = replace(told, values=values).figures(view, protected) - before
    return matrix[~np.isnan(before)]


@pytest.mark.parametrize("number", range(2 * len(STORIES)))
def test_no_combination_of_figures_speaks_of_fewer_than_the_minimum(number: int) -> None:
    told = story(number)
    matrix = weights(told, protect)
    assert len(matrix) >= 10, "shows too little to prove anything"
    assert isolated(matrix, told.minimum) is None
    speaks_of = np.abs(matrix).max(axis=2, initial=0) > TOLERANCE
    assert (speaks_of.sum(axis=1) >= told.minimum).all()


# --- the check can fail ------------------------------------------------------------------------------------------


def cells_only(responses: Responses, shown: Released, minimum: int) -> Responses:
    """Everything that people in cells said."""
    inside = [person in {each for cell in shown.cells for each in cell.people} for person in responses.raters]
    return kept(responses, np.array(inside)[:, None, None] & np.ones(responses.values.shape, dtype=bool))


def by_answer(responses: Responses, shown: Released, minimum: int) -> Responses:
    """The answers that at least `minimum` people of the cell gave, of whoever gave them."""
    return masked(responses, shown, lambda states, _: (states > 0) & ((states > 0).sum(axis=0) >= minimum))


def counting_the_held(responses: Responses, shown: Released, minimum: int) -> Responses:
    """The product's own rule, but for counting people of dissolved cells as new ones."""
    return masked(responses, shown, lambda states, fresh: alike(states, np.ones_like(fresh), minimum))


Mask = Callable[[npt.NDArray[np.int8], npt.NDArray[np.bool_]], npt.NDArray[np.bool_]]


def masked(responses: Responses, shown: Released, mask: Mask) -> Responses:
    """Responses with each cell masked by itself; `mask` is given states and fresh people."""
    states = (responses.answered + 2 * responses.not_applicable).astype(np.int8)
    keep = np.zeros(states.shape, dtype=bool)
    for cell in shown.cells:
        rows = [responses.raters.index(person) for person in cell.people]
        fresh = np.array([person in shown.fresh for person in cell.people])
        keep[rows] = mask(states[rows].reshape(len(rows), -1), fresh).reshape(states[rows].shape)
    return kept(responses, keep)


def kept(responses: Responses, keep: npt.NDArray[np.bool_]) -> Responses:
    values = np.where(keep, responses.values, np.nan)
    return replace(responses, values=values, not_applicable=responses.not_applicable & keep)


@pytest.mark.parametrize("broken", [cells_only, by_answer])
def test_protecting_less_is_found_out(broken: Protect) -> None:
    """Also masking each answer by itself: dimensions minus items then give single people's dimensions."""
    assert any(isolated(weights(told, broken), told.minimum) for told in map(story, range(2 * len(STORIES))))


def test_counting_people_of_a_dissolved_cell_as_new_is_found_out() -> None:
    """Of three new people two answer nothing: after minus before would be the third minus the one who erased."""
    told = story(STORIES.index("aaa!aaa!aaa."))
    states = np.full(told.states.shape, ANSWERED, dtype=np.int8)
    states[[4, 5]] = MISSING
    told = replace(told, states=states, shown=told.shown[:2])
    assert isolated(weights(told, protect), told.minimum) is None
    assert isolated(weights(told, counting_the_held), told.minimum)


def test_extremes_and_unrounded_figures_reach_no_protected_scorecard() -> None:
    told = story(0)
    answers, view = told.answers(told.shown[-1]), told.shown[-1]
    card = protected_scorecard(ASKED, answers, view, told.minimum)
    assert card.minimum_group == told.minimum and not revealing(card)
    assert revealing(scorecard(ASKED, protect(answers, view, told.minimum)))
    assert revealing(replace(card, dimensions=(replace(card.dimensions[0], min=20.0), *card.dimensions[1:])))


def revealing(card: Scorecard) -> list[str]:
    """Extremes, which are single people's figures, and figures finer than shown, in what is exported."""
    figures, found = as_mapping(card), []
    for standing in (*figures["disciplines"], *figures["dimensions"]):
        found += [f"{name} of {standing['id']}" for name in ("min", "max") if standing[name] is not None]
        fine = ("score", "gap", "sd", "gap_sd")
        found += [f"{name} of {standing['id']}" for name in fine if (standing[name] or 0) % 1]
    return found


# --- worked by hand ----------------------------------------------------------------------------------------------


def states_of(*people: str) -> npt.NDArray[np.int8]:
    """One row a person, one sign an answer: x answered, n does not apply, . missing."""
    return np.array([[".xn".index(sign) for sign in person] for person in people], dtype=np.int8)


def counted(*people: str, fresh: Sequence[bool] | None = None, minimum: int = 3) -> list[str]:
    """The same signs with what does not count left out."""
    states = states_of(*people)
    keep = alike(states, np.array(fresh or [True] * len(people)), minimum)
    return ["".join(".xn"[state] for state in row) for row in np.where(keep, states, 0)]


def test_in_a_cell_of_the_minimum_the_answers_that_all_gave_count() -> None:
    assert counted("xxx.", "xx.x", "xxnx") == ["xx..", "xx..", "xx.."]


def test_what_does_not_apply_counts_where_all_say_so() -> None:
    assert counted("xn", "xn", "xn") == ["xn", "xn", "xn"]
    assert counted("xn", "xn", "xx") == ["x.", "x.", "x."]


def test_whoever_left_much_open_is_left_out_where_that_keeps_more_answers() -> None:
    # Four of four people by one answer are 4, three by four are 12.
    assert counted("xxxx", "xxxx", "x...", "xxxx") == ["xxxx", "xxxx", "....", "xxxx"]
    # Four by three are 12 as well: then nobody is left out.
    assert counted("xxxx", "xxxx", "xxx.", "xxxx") == ["xxx."] * 4


def test_people_of_a_dissolved_cell_do_not_make_up_the_minimum() -> None:
    assert counted("xx", "xx", "x.", "xx", fresh=[True, True, True, False]) == ["x."] * 4
    assert counted("xx", "xx", "xx", fresh=[True, True, False]) == [".."] * 3


def test_a_cell_with_nothing_in_common_shows_nothing() -> None:
    assert counted("x..", ".x.", "..x") == ["..."] * 3


def test_one_open_item_would_give_that_persons_dimension() -> None:
    """Five say a = b = 2, one says a = 5 and leaves b open: dimension minus items is that person alone (METHOD 2).

    Unprotected: the dimension's sum is 5 * 25 + 100 = 225, items say 5 * 25 + 100 (a) and 5 * 25 (b), so that
    2 * 225 - (225 + 125) = 100 is the sixth person's score. Protected, b is left out for all six.
    """
    of = questionnaire(dimension("near", "a", "b"))
    values = np.array([[[2.0, 2.0]]] * 5 + [[[5.0, np.nan]]])
    people = tuple("pqrstu")
    answers = Responses(people, (), values, np.zeros(values.shape, dtype=bool))
    assert [round((each.mean - 1) * 25 * each.n) for each in scorecard(of, answers).items] == [225, 125]
    protected = protect(answers, Released((Cell("", people),), frozenset(people)), 5)
    card = scorecard(of, protected)
    assert [each.n for each in card.items] in ([6, 0], [5, 5])


def test_order_and_names_and_further_competitors_change_nothing() -> None:
    chance = random.Random(3)
    for _ in range(200):
        states = np.array([[chance.choice([0, 1, 1, 1, 2]) for _ in range(4)] for _ in range(chance.randint(1, 8))])
        fresh = np.array([chance.random() < 0.8 for _ in states])
        keep = alike(states, fresh, 3)
        order = chance.sample(range(len(states)), len(states))
        assert (alike(states[order], fresh[order], 3) == keep[order]).all()
        wider = np.hstack([states, np.zeros_like(states)])
        assert (alike(wider, fresh, 3)[:, :4] == keep).all()
        inside = keep.any(axis=1)
        assert not inside.any() or (inside & fresh).sum() >= 3
        assert len({tuple(row) for row in np.where(keep, states, 0)[inside]}) <= 1


# --- the protected scorecard -------------------------------------------------------------------------------------


def test_a_view_without_a_cell_cannot_be_asked_for() -> None:
    shown = Released((Cell("Sales", tuple("abc")), Cell("", tuple("def"))), frozenset("abcdef"))
    answers = Responses(tuple("abcdef"), (), np.full((6, 1, ITEMS), 3.0), np.zeros((6, 1, ITEMS), dtype=bool))
    assert protected_scorecard(ASKED, answers, shown, 3, role_group="Sales").raters == 3
    assert protected_scorecard(ASKED, answers, shown, 3).raters == 6
    for other in ("", "Service"):
        with pytest.raises(UnknownViewError):
            protected_scorecard(ASKED, answers, shown, 3, role_group=other)


def test_before_the_first_cell_a_protected_scorecard_shows_nothing() -> None:
    answers = Responses(("a",), (), np.full((1, 1, ITEMS), 3.0), np.zeros((1, 1, ITEMS), dtype=bool))
    card = protected_scorecard(ASKED, answers, Released((), frozenset()), 5)
    assert card.raters == 0 and {each.score for each in card.disciplines} == {None} and card.recommendations == ()


def test_a_thousand_people_are_protected_in_well_under_a_second() -> None:
    chance = np.random.default_rng(1)
    people = tuple(f"p{number:04}" for number in range(1000))
    values = chance.uniform(1, 5, (1000, 4, 60))
    values[chance.random(values.shape) < 0.05] = np.nan
    cells = tuple(Cell("", people[start : start + 5]) for start in range(0, 1000, 5))
    answers = Responses(people, ("A", "B", "C"), values, np.zeros(values.shape, dtype=bool))
    begun = time.process_time()
    protected = protect(answers, Released(cells, frozenset(people)), 5)
    assert time.process_time() - begun < 1
    assert len(protected.raters) == 1000  # of 240 answers each five have about 0.95 ** 5 = 77 % in common
    assert protected.answered.sum() == pytest.approx(0.774 * values.size, rel=0.02)


def test_an_outlying_figure_does_not_give_its_person_away() -> None:
    """Four visits of 5 and one of a million: the mean would be that person's; kept within 0..10 it is 6."""
    of = questionnaire(dimension("near", measured("visits", (0, 0), (10, 100))))
    values = np.array([[[5.0]]] * 4 + [[[1e6]]])
    people = tuple("abcde")
    answers = Responses(people, (), values, np.zeros(values.shape, dtype=bool))
    card = protected_scorecard(of, answers, Released((Cell("", people),), frozenset(people)), 5)
    assert card.items[0].mean == 6 and card.dimensions[0].score == 60
