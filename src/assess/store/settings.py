"""What an owner decides about an assessment: who answers, what is shown to whom, and from how many people on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from assess.core.disclosure import FLOOR, MINIMUM_GROUP
from assess.core.errors import Problem
from assess.store.texts import LIMITS, clean, length_problem

Kind = Literal["self", "links", "workshop"]
Anonymity = Literal["named", "confidential", "anonymous"]
Visible = Literal["own", "group", "nothing"]

ROLE_GROUPS = 20
LARGEST_GROUP = 1000
MOST_RESPONDENTS = 100_000
CHOICES = {"kind": get_args(Kind), "anonymity": get_args(Anonymity), "visible": get_args(Visible)}


@dataclass(frozen=True)
class Settings:
    """The settings of one assessment.

    `kind` is `self` (the owner answers), `links` or `workshop`. `visible` is what respondents see once they have
    finished: their own result, that and the group's, or nothing. `may_change`: they may open their answers again
    until the closing.
    In confidential and anonymous assessments nothing is shown about fewer than `minimum_group` people.
    """

    kind: Kind = "self"
    anonymity: Anonymity = "named"
    minimum_group: int = MINIMUM_GROUP
    role_groups: tuple[str, ...] = ()
    visible: Visible = "own"
    may_change: bool = True
    respondent_limit: int | None = None
    intro: str = ""
    thanks: str = ""

    @property
    def protected(self) -> bool:
        """Results are shown of groups only, never of a person."""
        return self.anonymity != "named"


PROMISED = ("kind", "anonymity", "minimum_group")
"""What people were told before they answered; it stands from the first of them on."""


def cleaned(settings: Settings) -> Settings:
    """The settings with their texts as both databases can hold them."""
    kept = asdict(settings) | {"intro": clean(settings.intro), "thanks": clean(settings.thanks)}
    return Settings(**kept | {"role_groups": tuple(clean(name).strip() for name in settings.role_groups)})


def settings_problems(settings: Settings) -> list[Problem | None]:
    """Every problem of the settings, each by its field."""
    return [
        *_choice_problems(settings),
        *_group_problems(settings.role_groups),
        _count_problem("minimum_group", settings.minimum_group, FLOOR, LARGEST_GROUP),
        _limit_problem(settings.respondent_limit),
        length_problem("intro", settings.intro, LIMITS["intro"]),
        length_problem("thanks", settings.thanks, LIMITS["thanks"]),
    ]


def promise_problems(before: Settings, after: Settings) -> list[Problem | None]:
    """What people were told before they answered cannot change any more."""
    return [
        Problem(name, "People have begun, and were told otherwise. Start a new assessment for another rule.")
        for name in PROMISED
        if getattr(before, name) != getattr(after, name)
    ]


def changed(before: Settings, after: Settings) -> list[str]:
    """The names of the settings that differ."""
    return [each.name for each in fields(Settings) if getattr(before, each.name) != getattr(after, each.name)]


def to_json(settings: Settings) -> dict[str, Any]:
    """The settings as they are kept."""
    return asdict(settings) | {"role_groups": list(settings.role_groups)}


def from_json(kept: Mapping[str, Any]) -> Settings:
    """The settings of a row; what an older program did not write is as if nothing had been decided."""
    known = {each.name: kept[each.name] for each in fields(Settings) if each.name in kept}
    return Settings(**known | {"role_groups": tuple(known.get("role_groups", ()))})


def _choice_problems(settings: Settings) -> list[Problem | None]:
    problems: list[Problem | None] = [
        Problem(name, f"Not a choice. Use one of {', '.join(choices)}.")
        for name, choices in CHOICES.items()
        if getattr(settings, name) not in choices
    ]
    if settings.kind == "self" and settings.protected:
        problems.append(Problem("anonymity", "One person's own assessment is theirs by name. Use named."))
    return problems


def _group_problems(names: Sequence[str]) -> list[Problem | None]:
    """Up to 20 role groups, each with a name of its own."""
    problems: list[Problem | None] = []
    if len(names) > ROLE_GROUPS:
        problems.append(Problem("role_groups", f"{len(names)} named; at most {ROLE_GROUPS} are kept apart."))
    taken = {""}
    for place, name in enumerate(names):
        problems.append(length_problem(f"role_groups[{place}]", name, LIMITS["role_group"]))
        if name.casefold() in taken:
            problems.append(Problem(f"role_groups[{place}]", "Empty or named twice. Give each its own name."))
        taken.add(name.casefold())
    return problems


def _limit_problem(limit: int | None) -> Problem | None:
    return None if limit is None else _count_problem("respondent_limit", limit, 1, MOST_RESPONDENTS)


def _count_problem(field: str, count: object, least: int, most: int) -> Problem | None:
    if isinstance(count, int) and not isinstance(count, bool) and least <= count <= most:
        return None
    return Problem(field, f"Not a whole number from {least:,} to {most:,}.")
