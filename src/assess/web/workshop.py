"""What a workshop may show now, worked out once for everybody who watches it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from threading import Lock

import pandas as pd

from assess.core.disclosure import FLOOR
from assess.core.questionnaire import Questionnaire
from assess.core.responses import Responses
from assess.core.rounds import ItemSpread, Shift, Stance, item_spread, shift, stated_against_lived
from assess.core.scorecard import Scorecard, worded
from assess.core.scoring import dimension_scores
from assess.core.trend import Comparable, Reason, Trend, comparable, trend
from assess.core.workshop import FIRST, SECOND, asked_of
from assess.store import Assessment, NotAllowed, NotFound, PointsShown, Room
from assess.web.resources import questionnaire_of, store
from assess.web.scored import Answers

MOST_KEPT = 32


@dataclass(frozen=True)
class Earlier:
    """The run before this one: what can be compared, how both runs stand there, and how that has changed.

    `then` and `now` are the scorecards over the items that are the same in both, absent where there are none.
    """

    assessment: Assessment
    title: str
    alike: Comparable
    then: Scorecard | None
    now: Scorecard | None
    trends: tuple[Trend, ...]
    opened: datetime | None = None


@dataclass(frozen=True)
class Shown:
    """What everybody in a workshop may see once it is revealed; no person's name, text or id is in it.

    `card` is the latest result, `before` that of the first round where a second vote was revealed too. `groups` are
    the role groups that are large enough. `marks` are the raters' own scores of each dimension in rising order, and
    `spreads` the answers to each item; both are empty in protected workshops. `revoted` is how many voted again.
    """

    assessment: Assessment
    book: Questionnaire
    card: Scorecard
    before: Scorecard | None
    groups: Mapping[str, Scorecard]
    marks: Mapping[str, tuple[float, ...]]
    spreads: tuple[ItemSpread, ...]
    revoted: int | None
    points: PointsShown | None
    stances: tuple[Stance, ...]
    earlier: Earlier | None

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """How the second vote changed each dimension."""
        return shift(self.before, self.card) if self.before else ()


Key = tuple[str, int, bool]
"""A room, its revision, and whether the earlier run is in it."""

_kept: dict[Key, Shown] = {}
_working = Lock()


def shown(device: str, room: Room, language: str = "") -> Shown | None:
    """What a room shows to a device that is in it, in its reader's language; None before the first reveal.

    It is worked out once for each revision of the room, by whoever asks first; `room` is proof of the right to be in.
    """
    if not room.revealed:
        return None
    before = _before(device, room)
    key = (room.assessment_id, room.revision, before is not None)
    with _working:
        if key not in _kept:
            found = _shown(device, room, before)
            _forget(room)
            _kept[key] = found
        found = _kept[key]
    return _in_language(device, found, room, language) if language else found


def seen_by(device: str, room: Room, language: str = "") -> Shown | None:
    """What a phone shows of the room; None, too, for who has answered nothing and asks before anybody else."""
    try:
        return shown(device, room, language)
    except NotAllowed:
        return None


def _before(device: str, room: Room) -> Room | None:
    """The run before, for those who may see its whole result at any time: its facilitators and viewers."""
    if room.previous_id is None:
        return None
    try:
        if not store().assessment(device, room.previous_id).roles & {"owner", "viewer"}:
            return None
        before = store().room(device, room.previous_id)
    except (NotAllowed, NotFound):
        return None
    return before if before.revealed else None


def _forget(room: Room) -> None:
    """Drops what the room showed before, and the oldest of many rooms."""
    for key in [each for each in _kept if each[0] == room.assessment_id and each[1] != room.revision]:
        del _kept[key]
    while len(_kept) >= MOST_KEPT:
        del _kept[next(iter(_kept))]


def _in_language(device: str, found: Shown, room: Room, language: str) -> Shown:
    """The same figures in a reader's words; figures, and what can be compared, are worked out on the original."""
    book = asked_of(questionnaire_of(device, found.assessment, language), room.plan)
    if book.language == found.book.language:
        return found
    card = worded(found.card, book)
    return replace(
        found,
        book=book,
        card=card,
        before=found.before and worded(found.before, book),
        groups={name: worded(card, book) for name, card in found.groups.items()},
        earlier=found.earlier and _earlier_in_language(device, found.earlier, book, language),
    )


def _earlier_in_language(device: str, run: Earlier, book: Questionnaire, language: str) -> Earlier:
    """The run before, in the words of its own questionnaire where the later one does not have them."""
    before, then = questionnaire_of(device, run.assessment), questionnaire_of(device, run.assessment, language)
    titles = {each.title: other.title for each, other in zip(before.dimensions, then.dimensions, strict=True)}
    alike = replace(
        run.alike,
        left_out={
            name: tuple(replace(each, item=(then if each.reason is Reason.GONE else book).item(each.item.id))
                        for each in items)
            for name, items in run.alike.left_out.items()
        },
        gone=tuple(titles[title] for title in run.alike.gone),
    )  # fmt: skip
    if run.then is None or run.now is None:
        return replace(run, alike=alike)
    cards = worded(run.then, then), worded(run.now, book)
    return replace(run, alike=alike, then=cards[0], now=cards[1], trends=trend(*cards, alike))


def _shown(device: str, room: Room, before: Room | None = None) -> Shown:
    """What a room shows; nobody's rights or person stay in it, as others are shown it too."""
    return _showing(device, room, before).shown()


def _showing(device: str, room: Room, before: Room | None = None) -> _Showing:
    assessment = replace(store().assessment(device, room.assessment_id), roles=frozenset(), me=None)
    return _Showing(device, room, assessment, before)


@dataclass(frozen=True)
class _Showing:
    """A room's answers on their way to what is shown."""

    device: str
    room: Room
    assessment: Assessment
    before: Room | None

    def shown(self) -> Shown:
        book, latest, twice = self.book, self.latest, self.room.revealed >= SECOND
        named, card, points = not self.assessment.settings.protected, latest.card(), self._points()
        return Shown(
            assessment=self.assessment,
            book=book,
            card=card,
            before=self._answers(book, FIRST).card() if twice else None,
            groups={name: latest.card(name) for name in latest.role_groups(least=FLOOR)},
            marks=_marks(book, latest.responses) if named else {},
            spreads=item_spread(latest.asked, book) if named else (),
            revoted=_revoted(latest.asked) if twice and named else None,
            points=points,
            stances=stated_against_lived(points.means, card) if points else (),
            earlier=self._earlier(),
        )

    @cached_property
    def book(self) -> Questionnaire:
        """What is asked in the room."""
        return asked_of(questionnaire_of(self.device, self.assessment), self.room.plan)

    @cached_property
    def latest(self) -> Answers:
        """The answers that the latest result rests on."""
        return self._answers(self.book, self.room.revealed)

    def _answers(self, book: Questionnaire, rounds: int) -> Answers:
        """The answers of the rounds up to one, as they may be read; what people wrote is left aside."""
        answers = store().responses(self.device, self.assessment.id, rounds=rounds)
        return Answers(self.assessment, book, answers)

    def _points(self) -> PointsShown | None:
        return store().points(self.device, self.assessment.id) if self.room.points_revealed else None

    def _earlier(self) -> Earlier | None:
        """The run before, over what was asked alike; not the one before that."""
        if self.before is None:
            return None
        before = _showing(self.device, self.before)
        alike, opened = comparable(before.book, self.book), self.before.opened
        run = Earlier(before.assessment, self.before.title, alike, None, None, (), opened)
        if alike.then is None or alike.now is None:
            return run
        then, now = before.latest.card_over(alike.then), self.latest.card_over(alike.now)
        return replace(run, then=then, now=now, trends=trend(then, now, alike))


def _marks(book: Questionnaire, responses: Responses) -> dict[str, tuple[float, ...]]:
    """The raters' own scores of each dimension in rising order, so that no place says whose one is."""
    scores = dimension_scores(book, responses)
    return {
        dimension.id: tuple(sorted(float(score) for score in scores[:, place] if score == score))
        for place, dimension in enumerate(book.dimensions)
    }


def _revoted(answers: pd.DataFrame) -> int:
    return int(answers.loc[answers["round"] == SECOND, "respondent"].nunique())
