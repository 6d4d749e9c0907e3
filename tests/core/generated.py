"""Random questionnaires and answers, coarse enough that figures often fall exactly on bands, limits and coverages."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from examples import dimension, item, mapping, parsed, rule, scale
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from assess.core.parsing import parse
from assess.core.questionnaire import Discipline, Kind, Questionnaire
from assess.core.responses import Responses, read_table, responses_from_table
from assess.core.scorecard import scorecard
from assess.exports.scorecard_json import as_mapping

SCALES = {"five": (1, 2, 3, 4, 5), "yes-no": (0, 1), "uneven": (-2, 0, 3), "small": (0.1, 0.25, 0.7)}
POINTS = (((0, 0), (3, 40), (10, 100)), ((-5, 100), (0, 50), (2.5, 0)), ((0, 20), (1, 20), (2, 80)))
FIGURES = ("-10", "0", "0.3", "1.25", "3", "7", "12", "1e2")
WEIGHTS = (1, 1, 2, 3, 0.1, 0.2, 0.3, 0.6)
COVERAGES = (0.1, 0.25, 0.5, 0.5, 0.6, 0.75, 1)
COMPETITORS = ("Acme", "Zeta", "Bolt & Sons, Ltd")
LIMITS = (0, 5, 25, 50, 62.5, 75, 100)

Row = dict[str, str]


def examples_of(number: int) -> settings:
    """So many random cases; one may take its time on a busy machine."""
    return settings(max_examples=number, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def items(draw: st.DrawFn, name: str) -> dict[str, Any]:
    more = {
        "weight": draw(st.sampled_from(WEIGHTS)), "reverse": draw(st.booleans()), "compare": draw(st.booleans()),
    }  # fmt: skip
    kind = draw(st.sampled_from([*SCALES, *POINTS]))
    if isinstance(kind, str):
        return item(name, scale=kind, **more)
    return item(name, number={"unit": "years", "points": [list(point) for point in kind]}, **more)


@st.composite
def dimensions(draw: st.DrawFn, name: str, discipline: Discipline) -> dict[str, Any]:
    asked = [draw(items(f"{name}-{place}")) for place in range(draw(st.integers(1, 3)))]
    parity = draw(st.sampled_from([None, None, 25, 55]))
    more = {"weight": draw(st.sampled_from(WEIGHTS))} | ({} if parity is None else {"parity": parity})
    return dimension(name, *asked, discipline=discipline, **more)


@st.composite
def rules(draw: st.DrawFn, name: str, asked: list[dict[str, Any]]) -> dict[str, Any]:
    of = draw(st.sampled_from(asked))
    limits = st.sampled_from(LIMITS)
    conditions: dict[str, st.SearchStrategy[Any]] = {
        "score_below": limits,
        "score_at_least": limits,
        "gap_below": limits.map(lambda limit: limit - 50),
        "gap_at_least": limits.map(lambda limit: limit - 50),
        "verdict": st.sampled_from(["lags", "at_parity", "leads"]),
        "item_below": st.dictionaries(st.sampled_from([each["id"] for each in of["items"]]), limits, max_size=1),
    }
    when = {name: draw(conditions[name]) for name in draw(st.sets(st.sampled_from(sorted(conditions)), max_size=2))}
    some_kinds = st.sets(st.sampled_from(list(map(str, Kind))), min_size=1).map(sorted)
    kinds = draw(st.none() | some_kinds)
    return rule(name, of["id"], effort=draw(st.integers(1, 5)), kinds=kinds, **when)


@st.composite
def questionnaires(draw: st.DrawFn) -> dict[str, Any]:
    """A questionnaire as its file gives it, with rules that can hold."""
    every = tuple(Discipline)
    covered = draw(st.sampled_from([every, every, every, every[1:], every[1:2]]))
    asked = [draw(dimensions(f"d{place}", covered[place % len(covered)])) for place in range(draw(st.integers(1, 6)))]
    names = list(map(str, Discipline))
    some_declared = st.dictionaries(st.sampled_from(names), st.sampled_from([50, 60]))
    parity = {
        "reference": draw(st.sampled_from(["mean", "best"])),
        "band": draw(st.sampled_from([0, 5, 5, 12.5, 25])),
        "declared": draw(some_declared | st.just(dict.fromkeys(names, 60))),
    }
    raw = mapping(
        *asked,
        scales={name: scale(*values) for name, values in SCALES.items()},
        parity=parity,
        minimum_coverage=draw(st.sampled_from(COVERAGES)),
    )
    advice = [draw(rules(f"r{place}", asked)) for place in range(draw(st.integers(0, 5)))]
    _, problems = parse(raw | {"recommendations": advice})
    never = {place for place in range(len(advice)) for each in problems if f"[{place}].when" in each.path}
    return raw | {"recommendations": [each for place, each in enumerate(advice) if place not in never]}


def _said(chance: random.Random, asked: dict[str, Any], tilt: str, dense: bool) -> str | None:
    """What a rater says to an item, leaning low or high by `tilt`; None is no row at all."""
    if chance.random() < (0.05 if dense else 0.3):
        return chance.choice(["na", "dk", "DK ", "", None])
    values = FIGURES if "number" in asked else [f"{value:g}" for value in SCALES[asked["scale"]]]
    half = len(values) // 2
    return chance.choice({"low": values[:half], "high": values[half:], "any": values}[tilt])


def _rows_of(chance: random.Random, asked: list[dict[str, Any]], rater: str, subjects: list[str]) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, chance.choice([1, 1, 1, 2]) + 1):
        for subject in subjects:
            tilt, dense = chance.choice(["low", "high", "any", "any"]), chance.random() < 0.7
            for each in asked if chance.random() < 0.8 else ():
                value = _said(chance, each, tilt, dense)
                if value is not None:
                    cells = {"respondent": rater, "subject": subject, "round": str(number)}
                    rows.append(cells | {"item": each["id"], "value": value})
    return rows or [{"respondent": rater, "subject": "", "round": "1", "item": asked[0]["id"], "value": ""}]


@st.composite
def answer_rows(draw: st.DrawFn, raw: dict[str, Any]) -> list[Row]:
    """Rows of a long table, each rater, subject, item and round at most once; every rater has at least one row."""
    asked = [each for dimension in raw["dimensions"] for each in dimension["items"]]
    subjects = ["us", *COMPETITORS[: draw(st.integers(0, 3))]]
    raters = range(draw(st.integers(1, 6)))
    chance = random.Random(draw(st.integers(0, 1_000_000)))
    return [row for rater in raters for row in _rows_of(chance, asked, f"rater {rater}", subjects)]


@dataclass(frozen=True)
class Case:
    """A questionnaire, answers of at least one rater and perhaps a stated lead."""

    raw: dict[str, Any]
    rows: list[Row]
    lead: Discipline | None = None

    @cached_property
    def questionnaire(self) -> Questionnaire:
        return parsed(self.raw)

    @property
    def responses(self) -> Responses:
        return read(self.questionnaire, long_table(self.rows))

    @property
    def figures(self) -> dict[str, Any]:
        return as_mapping(scorecard(self.questionnaire, self.responses, stated_lead=self.lead))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    raw = draw(questionnaires())
    return Case(raw, draw(answer_rows(raw)), draw(st.sampled_from([None, *Discipline])))


def read(questionnaire: Questionnaire, text: str) -> Responses:
    return responses_from_table(read_table(text, questionnaire), questionnaire)


def long_table(rows: list[Row]) -> str:
    return written(["respondent", "subject", "item", "value", "round"], rows)


def wide_table(rows: list[Row]) -> str:
    """The same rows with one row a rater and round, `item@Competitor` for a competitor."""
    by_rater: dict[tuple[str, str], Row] = {}
    for row in rows:
        subject = "" if row["subject"] in ("", "us") else f"@{row['subject']}"
        key = (row["respondent"], row["round"])
        by_rater.setdefault(key, {"respondent": key[0], "round": key[1]})[f"{row['item']}{subject}"] = row["value"]
    names = dict.fromkeys(name for row in by_rater.values() for name in row)
    return written(list(names), list(by_rater.values()))


def written(names: list[str], rows: list[Row]) -> str:
    text = io.StringIO()
    table = csv.DictWriter(text, names, restval="")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()
