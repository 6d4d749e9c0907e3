"""The questionnaire: disciplines, dimensions, items, response scales, rules of advice (METHOD, The questionnaire)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator


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
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"\S")]
Points = Annotated[float, Field(ge=0, le=100)]
GapPoints = Annotated[float, Field(ge=-100, le=100)]
Weight = Annotated[float, Field(gt=0)]
DisciplineName = Annotated[Discipline, Field(strict=False)]
VerdictName = Annotated[Verdict, Field(strict=False)]
KindName = Annotated[Kind, Field(strict=False)]


class Part(BaseModel):
    """A frozen piece of a questionnaire that refuses unknown keys and values of another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Level(Part):
    """One answer option of a response scale."""

    value: float
    label: Text


def _ascending(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    for lower, upper in pairwise(levels):
        if upper.value <= lower.value:
            raise ValueError(f"levels must ascend, but {upper.value:g} follows {lower.value:g}")
    return levels


class ResponseScale(Part):
    """Levels in ascending order, not necessarily evenly spaced."""

    levels: Annotated[
        tuple[Level, ...], Field(min_length=2, max_length=101, strict=False), AfterValidator(_ascending)
    ]

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
    for (left, _), (right, _) in pairwise(points):
        if right <= left:
            raise ValueError(f"figures must ascend, but {right:g} follows {left:g}")
    return points


class MeasuredFigure(Part):
    """A figure with its unit and the points that turn it into a score: piecewise linear, clamped outside."""

    unit: Text
    points: Annotated[
        tuple[Annotated[tuple[float, Points], Field(strict=False)], ...],
        Field(min_length=2, max_length=100, strict=False),
        AfterValidator(_rising),
    ]


class Item(Part):
    """One question of a dimension, answered on a response scale or by a measured figure."""

    id: Identifier
    text: Text
    help: Text | None = None
    scale: Identifier | None = None
    number: MeasuredFigure | None = None
    anchors: dict[float, Text] = {}
    weight: Weight = 1.0
    reverse: bool = False
    compare: bool = False

    @model_validator(mode="after")
    def _answered_one_way(self) -> Item:
        if (self.scale is None) == (self.number is None):
            raise ValueError("an item has either `scale` or `number`; give exactly one of them")
        if self.number is not None and self.anchors:
            raise ValueError("`anchors` describe levels of a scale; an item with `number` has none")
        return self


class Dimension(Part):
    """A practice area within one discipline."""

    id: Identifier
    discipline: DisciplineName
    title: Text
    weight: Weight = 1.0
    parity: Points | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=200, strict=False)]


class ParitySettings(Part):
    """How parity is found: from competitors (mean or best of them), else as declared."""

    reference: Literal["mean", "best"] = "mean"
    band: Points = 5.0
    declared: dict[DisciplineName, Points] = {}


class Conditions(Part):
    """What must hold for a rule to fire: all of the conditions given, on the dimension's group figures."""

    score_below: Points | None = None
    score_at_least: Points | None = None
    gap_below: GapPoints | None = None
    gap_at_least: GapPoints | None = None
    verdict: VerdictName | None = None
    item_below: dict[Identifier, float] = {}


class Rule(Part):
    """Advice for one dimension, with the conditions under which it is given (METHOD 14-16)."""

    id: Identifier
    dimension: Identifier
    when: Conditions
    kinds: Annotated[tuple[KindName, ...], Field(min_length=1, strict=False)] = tuple(Kind)
    action: Text
    why: Text | None = None
    first_step: Text | None = None
    measure: Text | None = None
    effort: Annotated[int, Field(ge=1, le=5)]
    horizon_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    source: Text | None = None


class Questionnaire(Part):
    """Everything that is asked and how it is judged."""

    id: Slug
    version: Text
    title: Text
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    minimum_coverage: Annotated[float, Field(gt=0, le=1)] = 0.5
    scales: dict[Identifier, ResponseScale] = {}
    parity: ParitySettings = ParitySettings()
    dimensions: Annotated[tuple[Dimension, ...], Field(min_length=1, max_length=100, strict=False)]
    recommendations: Annotated[tuple[Rule, ...], Field(max_length=1000, strict=False)] = ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in the order in which they are asked."""
        return tuple(item for dimension in self.dimensions for item in dimension.items)

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
        """The response scale of an item, None for a measured figure."""
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
