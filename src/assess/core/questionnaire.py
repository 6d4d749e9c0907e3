"""The questionnaire: disciplines, dimensions, items, response scales, rules of advice (METHOD, The questionnaire)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assess.core.messages import message


class Discipline(StrEnum):
    """A way to lead a market, after Treacy and Wiersema; the order here is the order everywhere."""

    CUSTOMER_INTIMACY = "customer_intimacy"
    OPERATIONAL_EXCELLENCE = "operational_excellence"
    PRODUCT_LEADERSHIP = "product_leadership"


class Verdict(StrEnum):
    """Where a gap stands against the band around parity (METHOD 11)."""

    LAGS = "lags"
    AT_PARITY = "at_parity"
    LEADS = "leads"


class Kind(StrEnum):
    """The list that a recommendation stands in (METHOD 15); the order here is the order of the lists."""

    CLOSE_GAP = "close_gap"
    EXTEND_LEAD = "extend_lead"
    EASE_OFF = "ease_off"


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]
MOST_CHARACTERS = 2000
"""No text is longer."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=MOST_CHARACTERS, pattern=r"\S")]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Points = Annotated[float, Field(ge=0, le=100)]
GapPoints = Annotated[float, Field(ge=-100, le=100)]
Weight = Annotated[float, Field(gt=0, le=1e6)]
Figure = Annotated[float, Field(ge=-1e12, le=1e12)]
"""Levels and measured figures stay where arithmetic is exact to far more digits than are shown."""
DisciplineName = Annotated[Discipline, Field(strict=False)]
VerdictName = Annotated[Verdict, Field(strict=False)]
KindName = Annotated[Kind, Field(strict=False)]


class Part(BaseModel):
    """A frozen piece of a questionnaire that refuses unknown keys and values of another type."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, allow_inf_nan=False, use_attribute_docstrings=True
    )


class Level(Part):
    """One answer option of a response scale."""

    value: Figure
    """The number that stands for the level in responses."""
    label: Text
    """What respondents read, short enough for a phone."""


def _ascending(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    values = [level.value for level in levels]
    if (twice := _given_twice(values)) is not None:
        raise ValueError(message("two levels have the value {value}. Give each its own.", value=f"{twice:g}"))
    for lower, upper in pairwise(values):
        if upper < lower:
            said = message("levels must ascend, but {upper} follows {lower}. Sort them.")
            raise ValueError(said.filled(upper=f"{upper:g}", lower=f"{lower:g}"))
    return levels


def _given_twice(values: Sequence[float]) -> float | None:
    """The first value that stands there twice: sorting does not help it."""
    return next((value for place, value in enumerate(values) if value in values[:place]), None)


class ResponseScale(Part):
    """Levels in ascending order, not necessarily evenly spaced."""

    levels: Annotated[
        tuple[Level, ...], Field(min_length=2, max_length=101, strict=False), AfterValidator(_ascending)
    ]
    """At least two levels, their values ascending."""

    @property
    def lowest(self) -> float:
        return self.levels[0].value

    @property
    def highest(self) -> float:
        return self.levels[-1].value

    @property
    def values(self) -> tuple[float, ...]:
        return tuple(level.value for level in self.levels)


def _rising(points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    figures = [figure for figure, _ in points]
    if (twice := _given_twice(figures)) is not None:
        raise ValueError(message("two points have the figure {figure}. Give each its own.", figure=f"{twice:g}"))
    for left, right in pairwise(figures):
        if right < left:
            said = message("figures must ascend, but {right} follows {left}. Sort them.")
            raise ValueError(said.filled(right=f"{right:g}", left=f"{left:g}"))
    return points


class MeasuredFigure(Part):
    """A figure with its unit and the points that turn it into a score: piecewise linear, clamped outside."""

    unit: Text
    """What is counted: years, visits a year, per cent, ..."""
    points: Annotated[
        tuple[Annotated[tuple[Figure, Points], Field(strict=False)], ...],
        Field(min_length=2, max_length=100, strict=False),
        AfterValidator(_rising),
    ]
    """Pairs of figure and score, figures ascending: linear between them, clamped outside."""


class ShowIf(Part):
    """When an item is asked: all of the conditions hold for the rater's own answers about the company (METHOD 2)."""

    item_below: Annotated[dict[Identifier, Figure], Field(max_length=20)] = {}
    """Earlier items whose answer (a level's value or a figure) is below a limit, by item id."""
    item_at_least: Annotated[dict[Identifier, Figure], Field(max_length=20)] = {}
    """Earlier items whose answer is a limit or more, by item id."""

    @model_validator(mode="after")
    def _says_something(self) -> ShowIf:
        if not self.named:
            said = message("names no item. Give `item_below` or `item_at_least`, or remove `show_if`.")
            raise ValueError(said)
        return self

    @property
    def named(self) -> frozenset[str]:
        """The ids of the items that it looks at."""
        return frozenset((*self.item_below, *self.item_at_least))


_ONE_WAY = message(
    "an item has either `scale`, `number`, `allocation: true` or `free_text: true`; give exactly one of them."
)
_NO_LEVELS = message("`anchors` describe levels of a scale; an item with `number` has none. Remove them.")
_NOT_SCORED = message("`{key}` is for items that are scored; one with `{kind}` is not. Remove it.")


class Item(Part):
    """One question of a dimension: a level of a scale, a measured figure, points over the disciplines, or words."""

    id: Identifier
    """Unique in the questionnaire; responses name it."""
    text: Text
    """The question: one idea, observable."""
    help: Text | None = None
    """A remark below the question."""
    scale: Identifier | None = None
    """The name of one of the `scales`; an item has this, `number`, `allocation` or `free_text`."""
    number: MeasuredFigure | None = None
    """A measured figure instead of a level."""
    allocation: bool = False
    """Whether 100 points are divided over the three disciplines; not scored."""
    free_text: bool = False
    """Whether the answer is in the rater's own words; not scored, and shown to nobody else."""
    show_if: ShowIf | None = None
    """Conditions on earlier items; where they do not hold, the item does not apply and is not asked."""
    anchors: dict[float, Text] = {}
    """What a level looks like for this item, by the value of the level."""
    weight: Weight = 1.0
    """The share within the dimension, above 0."""
    reverse: bool = False
    """Whether the highest level is the worst: the score is then 100 minus the score."""
    compare: bool = False
    """Whether it is also asked about each named competitor."""

    @model_validator(mode="after")
    def _answered_one_way(self) -> Item:
        ways = (self.scale is not None, self.number is not None, self.allocation, self.free_text)
        if sum(ways) != 1:
            raise ValueError(_ONE_WAY)
        if self.number is not None and self.anchors:
            raise ValueError(_NO_LEVELS)
        if not self.is_scored and (found := self._for_scores()):
            kind = "allocation" if self.allocation else "free_text"
            raise ValueError(_NOT_SCORED.filled(key=found[0], kind=kind))
        return self

    @property
    def is_scored(self) -> bool:
        """Whether its answers are levels or figures, which make scores; points and words do not."""
        return not (self.allocation or self.free_text)

    def _for_scores(self) -> list[str]:
        """The keys given that mean something for a scored item only."""
        given = {"anchors": bool(self.anchors), "weight": "weight" in self.model_fields_set}
        return [
            key for key, is_given in (given | {"reverse": self.reverse, "compare": self.compare}).items() if is_given
        ]


class Dimension(Part):
    """A practice area within one discipline."""

    id: Identifier
    """Unique among the dimensions."""
    discipline: DisciplineName
    """The discipline that this practice area belongs to."""
    title: Text
    """The name at the axis of the radar, two to four words."""
    weight: Weight = 1.0
    """The share within the discipline, above 0."""
    parity: Points | None = None
    """The parity declared for this dimension, in place of its discipline's."""
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=200, strict=False)]
    """The questions, in the order in which they are asked."""

    @property
    def scored_items(self) -> tuple[Item, ...]:
        """The items whose answers are levels or figures, in the order in which they are asked."""
        return tuple(item for item in self.items if item.is_scored)


class ParitySettings(Part):
    """How parity is found: from competitors (mean or best of them), else as declared."""

    reference: Literal["mean", "best"] = "mean"
    """Parity is the mean of the named competitors or the best of them."""
    band: Points = 5.0
    """Points around parity that still count as parity."""
    declared: dict[DisciplineName, Points] = {}
    """Parity on 0..100 for a discipline where no competitor was rated."""


class Conditions(Part):
    """What must hold for a rule to fire: all of the conditions given, on the dimension's group figures."""

    score_below: Points | None = None
    """The dimension's score is below this, on 0..100."""
    score_at_least: Points | None = None
    """The dimension's score is this or more, on 0..100."""
    gap_below: GapPoints | None = None
    """The dimension's gap to parity is below this, on -100..100."""
    gap_at_least: GapPoints | None = None
    """The dimension's gap to parity is this or more, on -100..100."""
    verdict: VerdictName | None = None
    """The dimension lags, is at parity, or leads."""
    item_below: dict[Identifier, float] = {}
    """Items whose mean answer (a level's value or a figure) is below a limit, by item id."""


class Rule(Part):
    """Advice for one dimension, with the conditions under which it is given (METHOD 14-16)."""

    id: Identifier
    """Unique among the recommendations."""
    dimension: Identifier
    """The id of the dimension whose figures are looked at."""
    when: Conditions
    """The conditions; all that are given must hold."""
    kinds: Annotated[tuple[KindName, ...], Field(min_length=1, strict=False)] = tuple(Kind)
    """The lists in which the advice may stand; all three if not given."""
    action: Text
    """What to do."""
    why: Text | None = None
    """Why it helps."""
    first_step: Text | None = None
    """What can be done this week."""
    measure: Text | None = None
    """The figure that shows it works."""
    effort: Annotated[int, Field(ge=1, le=5)]
    """From 1 (days) to 5 (a year)."""
    horizon_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    """Days until it shows."""
    source: Text | None = None
    """What the advice stands on."""


class Questionnaire(Part):
    """Everything that is asked and how it is judged."""

    id: Slug
    """Lower-case letters, digits and hyphens; the name of the file."""
    version: Text
    """Raise it with each change, such as 1.0.0 (between quotes if it could be a number)."""
    title: Text
    """What people see."""
    language: LanguageCode = "en"
    """The language of the texts: en, de, pt-BR, ..."""
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    """How long answering takes."""
    minimum_coverage: Annotated[float, Field(gt=0, le=1)] = 0.5
    """The share of weight that must be answered for a score (METHOD 3, 4)."""
    scales: dict[Identifier, ResponseScale] = {}
    """The response scales by name."""
    parity: ParitySettings = ParitySettings()
    """How own scores are set against competitors."""
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1, max_length=100, strict=False)]
    """The practice areas, each with its items."""
    recommendations: Annotated[tuple[Rule, ...], Field(max_length=1000, strict=False)] = ()
    """Advice and the conditions under which it is given."""

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields changed; what was worked out from the fields before is left behind."""
        copied = super().model_copy(update=update, deep=deep)
        for name in set(vars(copied)) - set(type(self).model_fields):
            del vars(copied)[name]
        return copied

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in the order in which they are asked."""
        return tuple(item for dimension in self.dimensions for item in dimension.items)

    @cached_property
    def scored_items(self) -> tuple[Item, ...]:
        """The items whose answers are levels or figures, in the order in which they are asked."""
        return tuple(item for item in self.items if item.is_scored)

    @cached_property
    def allocations(self) -> tuple[Item, ...]:
        """The items that divide points over the disciplines, in the order in which they are asked."""
        return tuple(item for item in self.items if item.allocation)

    @cached_property
    def conditional(self) -> tuple[Item, ...]:
        """The items that are asked under conditions, in the order in which they are asked."""
        return tuple(item for item in self.items if item.show_if is not None)

    @cached_property
    def dimension_of(self) -> dict[str, Dimension]:
        """The dimension of each item, by item id."""
        return {item.id: dimension for dimension in self.dimensions for item in dimension.items}

    @cached_property
    def disciplines(self) -> tuple[Discipline, ...]:
        """The disciplines covered, in their fixed order."""
        covered = {dimension.discipline for dimension in self.dimensions}
        return tuple(discipline for discipline in Discipline if discipline in covered)

    def item(self, item_id: str) -> Item:
        """The item of this id; KeyError if there is none."""
        return self._items_by_id[item_id]

    def dimension(self, dimension_id: str) -> Dimension:
        """The dimension of this id; KeyError if there is none."""
        return self._dimensions_by_id[dimension_id]

    def scale_of(self, item: Item) -> ResponseScale | None:
        """The response scale of an item, None for one of another type."""
        return None if item.scale is None else self.scales[item.scale]

    def dimensions_of(self, discipline: Discipline) -> Iterator[Dimension]:
        """The dimensions of one discipline, in their order."""
        return (dimension for dimension in self.dimensions if dimension.discipline == discipline)

    def share(self, dimension: Dimension) -> float:
        """The dimension's share of its discipline's weight, in (0, 1]."""
        return dimension.weight / sum(each.weight for each in self.dimensions_of(dimension.discipline))

    def declared_parity(self, dimension: Dimension) -> float | None:
        """The parity declared for a dimension, its own before its discipline's (METHOD 9)."""
        return dimension.parity if dimension.parity is not None else self.parity.declared.get(dimension.discipline)

    @cached_property
    def _items_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def _dimensions_by_id(self) -> dict[str, Dimension]:
        return {dimension.id: dimension for dimension in self.dimensions}
