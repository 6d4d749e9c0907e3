"""What is wrong with the conditions of `show_if` in a draft (METHOD 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assess.core.draft import Draft, Placed
from assess.core.errors import Problem
from assess.core.messages import Message, message
from assess.core.questionnaire import Item, ResponseScale
from assess.core.wording import DID_YOU_MEAN, NO_ITEM, below, nearest, shown


def show_if_problems(draft: Draft) -> Iterator[Problem]:
    """Conditions on what is unknown, not answered before or no number, and those that never or always hold."""
    earlier: dict[str, Placed] = {}
    for _, item in draft.items:
        for key in ("item_below", "item_at_least"):
            for name, limit in _conditions(item, key):
                path = below(f"{item.path}.show_if.{key}", name)
                if words := _fault(draft, earlier, name) or _limit_fault(draft, name, key, limit):
                    yield Problem(path, words)
        yield from _apart(item)
        if isinstance(name := item.get("id"), str):
            earlier.setdefault(name, item)


def no_number(item: Placed) -> Message | None:
    """Why nothing can be said of an item's number, None where it has one."""
    kind = next((key for key in ("allocation", "free_text") if item.get(key) is True), None)
    said = message("{name} has `{kind}`, so its answer is no number. Name an item that is scored.")
    return said.filled(name=shown(item.get("id")), kind=kind) if kind else None


def _conditions(item: Placed, key: str) -> list[tuple[str, object]]:
    show_if = item.get("show_if")
    limits = show_if.get(key) if isinstance(show_if, Mapping) else None
    return (
        [(name, limit) for name, limit in limits.items() if isinstance(name, str)]
        if isinstance(limits, Mapping)
        else []
    )


def _fault(draft: Draft, earlier: Mapping[str, Placed], name: str) -> Message | None:
    """What is wrong with the item that a condition names."""
    if name in earlier:
        return no_number(earlier[name])
    if name in draft.item_named:
        said = message("{name} is not asked before this item. Name an earlier item, or move this one below it.")
        return said.filled(name=shown(name))
    near = nearest(name, earlier)
    remedy = DID_YOU_MEAN.filled(name=near) if near else message("Name an earlier item.")
    return NO_ITEM.filled(name=shown(name), remedy=remedy)


def _limit_fault(draft: Draft, name: str, key: str, limit: object) -> Message | None:
    """Whether a limit parts no answers on the named item's scale."""
    scale = _scale(draft, name)
    if scale is None or isinstance(limit, bool) or not isinstance(limit, int | float):
        return None
    if key == "item_below":
        never, always, answers = limit <= scale.lowest, limit > scale.highest, message("below {limit}")
    else:
        never, always, answers = limit > scale.highest, limit <= scale.lowest, message("at least {limit}")
    fault = _NEVER if never else _ALWAYS if always else None
    return fault and fault.filled(
        limit=answers.filled(limit=f"{limit:g}"), lowest=f"{scale.lowest:g}", highest=f"{scale.highest:g}"
    )


_NEVER = message(
    "no answer is {limit} (the scale goes from {lowest} to {highest}), so the item is never asked. Change the limit."
)
_ALWAYS = message(
    "every answer is {limit} (the scale goes from {lowest} to {highest}), so the condition says nothing. Change or "
    "remove it."
)


def _scale(draft: Draft, name: str) -> ResponseScale | None:
    chosen = draft.item_named[name].get("scale")
    return draft.scales.get(chosen) if isinstance(chosen, str) and draft.scales else None


def _apart(item: Placed) -> Iterator[Problem]:
    """Limits of one item that no answer meets together."""
    sound = item.as_part(Item)
    if sound is None or sound.show_if is None:
        return
    for name, limit in sound.show_if.item_at_least.items():
        highest = sound.show_if.item_below.get(name)
        if highest is not None and highest <= limit:
            path = below(f"{item.path}.show_if.item_at_least", name)
            said = message(
                "no answer is at least {limit} and below {highest}, so the item is never asked. Change one."
            )
            yield Problem(path, said.filled(limit=f"{limit:g}", highest=f"{highest:g}"))
