"""The parts of a questionnaire that may still have faults, so that one fault does not hide another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from pydantic import ValidationError

from assess.core.questionnaire import Item, ParitySettings, Part, ResponseScale

AnyPart = TypeVar("AnyPart", bound=Part)


@dataclass(frozen=True)
class Placed:
    """A raw part of the draft with its path."""

    path: str
    raw: Mapping[Any, Any]

    def get(self, key: str) -> Any:
        return self.raw.get(key)

    def as_part(self, kind: type[AnyPart]) -> AnyPart | None:
        """The part if its own shape is sound."""
        try:
            return kind.model_validate(self.raw)
        except ValidationError:
            return None


@dataclass(frozen=True)
class Draft:
    """A raw questionnaire taken apart."""

    dimensions: tuple[Placed, ...]
    items: tuple[tuple[Placed, Placed], ...]
    """Pairs of a dimension and one of its items."""
    rules: tuple[Placed, ...]
    scales: Mapping[Any, ResponseScale | None] | None
    """The scales by name, None for one with faults; None altogether where `scales` is no mapping."""
    parity: ParitySettings | None
    """None where the settings have faults."""

    @classmethod
    def of(cls, mapping: Mapping[Any, Any]) -> Draft:
        dimensions = tuple(_entries(mapping, "dimensions", "dimensions"))
        parity = mapping.get("parity", {})
        return cls(
            dimensions=dimensions,
            items=tuple((d, item) for d in dimensions for item in _entries(d, "items", f"{d.path}.items")),
            rules=tuple(_entries(mapping, "recommendations", "recommendations")),
            scales=_scales(mapping.get("scales", {})),
            parity=Placed("parity", parity).as_part(ParitySettings) if isinstance(parity, Mapping) else None,
        )

    @cached_property
    def item_named(self) -> dict[str, Placed]:
        """The first item of each id."""
        return _by_id(item for _, item in self.items)

    @cached_property
    def dimension_named(self) -> dict[str, Placed]:
        """The first dimension of each id."""
        return _by_id(self.dimensions)

    @cached_property
    def compared(self) -> frozenset[str]:
        """The paths of the dimensions that are also rated for competitors."""
        return frozenset(owner.path for owner, item in self.items if item.get("compare") is True)

    @cached_property
    def sound_items(self) -> dict[str, tuple[Item | None, ...]]:
        """The items of each dimension by its path, None for an item with faults."""
        owned: dict[str, list[Item | None]] = {}
        for owner, item in self.items:
            owned.setdefault(owner.path, []).append(item.as_part(Item))
        return {path: tuple(items) for path, items in owned.items()}

    def declared_parity(self, dimension: Placed) -> float | None:
        """The parity declared for a dimension (METHOD 9), where the settings are sound."""
        declared = self.parity.declared if self.parity else {}
        own, discipline = dimension.get("parity"), dimension.get("discipline")
        if own is not None:
            sound = isinstance(own, int | float) and not isinstance(own, bool) and 0 <= own <= 100
            return float(own) if sound else None
        return next((points for name, points in declared.items() if name == discipline), None)


def _entries(parent: Any, key: str, path: str) -> Iterator[Placed]:
    children = parent.get(key)
    for index, raw in enumerate(children if isinstance(children, list | tuple) else ()):
        if isinstance(raw, Mapping):
            yield Placed(f"{path}[{index}]", raw)


def _scales(raw: object) -> Mapping[Any, ResponseScale | None] | None:
    if not isinstance(raw, Mapping):
        return None
    return {
        name: Placed("", scale).as_part(ResponseScale) if isinstance(scale, Mapping) else None
        for name, scale in raw.items()
    }


def _by_id(parts: Iterable[Placed]) -> dict[str, Placed]:
    named: dict[str, Placed] = {}
    for part in parts:
        if isinstance(name := part.get("id"), str):
            named.setdefault(name, part)
    return named
