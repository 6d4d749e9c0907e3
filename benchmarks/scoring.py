"""Scoring many answers: ours against a plain loop over rows and against a bare matrix product of the same cube.

`python benchmarks/scoring.py` measures each way in a fresh process: the best time of several runs, as other work on
the machine only ever adds, and the peak memory with the input in it. It checks that all ways give the same figures,
prints tables and exits 1 on a missed target. The parent imports nothing heavy: on Linux a child's peak memory starts
from its parent's.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from assess.core.questionnaire import Questionnaire
    from assess.core.scorecard import Scorecard

DIMENSIONS, ITEMS_EACH, COMPETITORS = 12, 5, 3
SUBJECTS = COMPETITORS + 1
SIZES = {"240,000 answers": 1_000, "1,000,000 answers": 4_167}
MOST_RUNS, SECONDS_OF_RUNS = 15, 3.0
SECONDS, GIGABYTES, TIMES_FASTER = 2.0, 1.0, 5.0
DISCIPLINES = ("customer_intimacy", "operational_excellence", "product_leadership")


# --- what is scored ----------------------------------------------------------------------------------------------


def questionnaire() -> Questionnaire:
    """60 items in 12 dimensions, with uneven weights, reverse keys and one measured figure a dimension."""
    from assess.core.parsing import parse

    levels = [{"value": value, "label": f"Level {value}"} for value in (1, 2, 3, 4, 6)]
    parsed, problems = parse({
        "id": "bench", "version": "1", "title": "Bench", "scales": {"practice": {"levels": levels}},
        "dimensions": [_dimension(place) for place in range(DIMENSIONS)],
    })  # fmt: skip
    if parsed is None:
        raise SystemExit("\n".join(map(str, problems)))
    return parsed


def _dimension(place: int) -> dict[str, Any]:
    items = [_item(place, number) for number in range(ITEMS_EACH)]
    discipline = DISCIPLINES[place % len(DISCIPLINES)]
    return {"id": f"d{place}", "discipline": discipline, "title": f"D {place}", "weight": 1 + place, "items": items}


def _item(place: int, number: int) -> dict[str, Any]:
    item = {"id": f"d{place}-{number}", "text": "?", "weight": 1 + number, "reverse": number == 1, "compare": True}
    if number == ITEMS_EACH - 1:
        return {**item, "number": {"unit": "years", "points": [[0, 0], [3, 40], [10, 100]]}}
    return {**item, "scale": "practice"}


def answers(asked: Questionnaire, raters: int) -> pd.DataFrame:
    """Every rater's answer to every item about us and three competitors, 3 % na, 4 % do not know, in no order."""
    import numpy as np
    import pandas as pd

    chance = np.random.default_rng(7)
    size = raters * SUBJECTS * len(asked.items)
    rater, subject, item = np.unravel_index(chance.permutation(size), (raters, SUBJECTS, len(asked.items)))
    state = np.array(["answered", "na", "dk"])[chance.choice(3, size, p=[0.93, 0.03, 0.04])]
    measured = np.array([each.number is not None for each in asked.items])[item]
    value = np.where(measured, chance.uniform(-1, 12, size), np.array([1, 2, 3, 4, 6])[chance.integers(5, size=size)])
    return pd.DataFrame({
        "respondent": pd.Series(np.array([f"rater-{number:05}" for number in range(raters)])[rater], dtype="str"),
        "round": np.ones(size, dtype="int64"),
        "subject": pd.Series(np.array(["us", "Alpha", "Beta", "Gamma"])[subject], dtype="str"),
        "item": pd.Series(np.array([each.id for each in asked.items])[item], dtype="str"),
        "value": np.where(state == "answered", value, np.nan),
        "state": pd.Series(state, dtype="str"),
    })  # fmt: skip


# --- the ways ----------------------------------------------------------------------------------------------------


def ours(asked: Questionnaire, raters: int) -> Any:
    """Stored answers to scorecard, as the app does it."""
    from assess.core.responses import responses_from_answers
    from assess.core.scorecard import scorecard

    frame = answers(asked, raters)
    return lambda: _figures(scorecard(asked, responses_from_answers(frame, asked)))


def ours_from_csv(asked: Questionnaire, raters: int) -> Any:
    """CSV text to scorecard, as `assess score` does it."""
    from assess.core.responses import responses_from_table
    from assess.core.scorecard import scorecard
    from assess.exports.answers_csv import read_answers

    text = _csv(asked, raters)
    return lambda: _figures(scorecard(asked, responses_from_table(read_answers(text, asked), asked)))


def _csv(asked: Questionnaire, raters: int) -> str:
    from assess.exports.answers_csv import answers_csv

    return answers_csv(answers(asked, raters)).decode("utf-8-sig")


def _figures(card: Scorecard) -> dict[str, list[float | None]]:
    return {each.id: [each.score, each.gap] for each in (*card.dimensions, *card.disciplines)}


Rows = Iterable[tuple[str, str, str, float, str]]
"""Respondent, subject, item, value and state of each answer."""


def loop(asked: Questionnaire, raters: int) -> Any:
    """Rows to figures in plain Python, one row after the other, with dictionaries; checks nothing."""
    frame = answers(asked, raters)
    names = ("respondent", "subject", "item", "value", "state")
    rows = list(zip(*(frame[name].tolist() for name in names), strict=True))
    return lambda: _by_loop(asked, rows)


def loop_from_csv(asked: Questionnaire, raters: int) -> Any:
    """The same loop over the rows of the csv module."""
    text = _csv(asked, raters)
    return lambda: _by_loop(asked, _rows(text))


def _rows(text: str) -> Rows:
    for row in islice(csv.reader(io.StringIO(text, newline="")), 1, None):
        value = row[3]
        is_figure = value not in ("na", "dk")
        yield row[0], row[1], row[2], float(value) if is_figure else 0.0, "answered" if is_figure else value


def _by_loop(asked: Questionnaire, rows: Rows) -> dict[str, list[float | None]]:
    items = {item.id: item for item in asked.items}
    lowest, span = asked.scales["practice"].lowest, asked.scales["practice"].highest - asked.scales["practice"].lowest
    kept: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    excluded: dict[str, set[str]] = defaultdict(set)
    for respondent, subject, name, value, state in rows:
        if state == "answered":
            item = items[name]
            score = _interpolated(item.number.points, value) if item.number else 100 * (value - lowest) / span
            kept[respondent][subject][name] = 100 - score if item.reverse else score
        elif state == "na" and subject == "us":
            excluded[respondent].add(name)
    of_raters = [_rater(asked, subjects, excluded[name]) for name, subjects in kept.items()]
    names = [*(each.id for each in asked.dimensions), *asked.disciplines]
    return {str(name): [_mean([rater[kind].get(name) for rater in of_raters]) for kind in (0, 1)] for name in names}


def _interpolated(points: Any, figure: float) -> float:
    if figure <= points[0][0]:
        return float(points[0][1])
    for (left, low), (right, high) in pairwise(points):
        if figure <= right:
            return float(low + (high - low) * (figure - left) / (right - left))
    return float(points[-1][1])


def _rater(asked: Questionnaire, subjects: dict[str, dict[str, float]], excluded: set[str]) -> tuple[Any, Any]:
    """Scores and gaps of one rater by dimension and discipline id (METHOD 1-7)."""
    own = subjects.get("us", {})
    rivals = [answered for name, answered in subjects.items() if name != "us"]
    scores, gaps = {}, {}
    for dimension in asked.dimensions:
        held = applicable = total = 0.0
        for item in dimension.items:
            if item.id not in excluded:
                applicable += item.weight
            if item.id in own:
                held += item.weight
                total += item.weight * own[item.id]
        if held and held >= asked.minimum_coverage * applicable:
            scores[dimension.id] = total / held
        to_each = [gap for rival in rivals if (gap := _gap(dimension, own, rival)) is not None]
        if to_each:
            gaps[dimension.id] = sum(to_each) / len(to_each)
    return _with_disciplines(asked, scores), _with_disciplines(asked, gaps)


def _gap(dimension: Any, own: dict[str, float], rival: dict[str, float]) -> float | None:
    held = total = 0.0
    for item in dimension.items:
        if item.id in own and item.id in rival:
            held += item.weight
            total += item.weight * (own[item.id] - rival[item.id])
    return total / held if held else None


def _with_disciplines(asked: Questionnaire, figures: dict[str, float]) -> dict[str, float]:
    found = dict(figures)
    for discipline in asked.disciplines:
        held = whole = total = 0.0
        for dimension in asked.dimensions_of(discipline):
            whole += dimension.weight
            if dimension.id in figures:
                held += dimension.weight
                total += dimension.weight * figures[dimension.id]
        if held and held >= asked.minimum_coverage * whole:
            found[discipline] = total / held
    return found


def _mean(figures: list[float | None]) -> float | None:
    present = [figure for figure in figures if figure is not None]
    return sum(present) / len(present) if present else None


def bare(asked: Questionnaire, raters: int) -> Any:
    """The limit: a cube of item scores times the weights, with nothing read, checked, counted or missing."""
    import numpy as np

    from assess.core.scoring import item_weights

    cube = np.random.default_rng(7).uniform(0, 100, (raters * SUBJECTS, len(asked.items)))
    weights = item_weights(asked)
    return lambda: (cube @ weights, {})[1]


WAYS = {
    "ours": ours,
    "plain loop": loop,
    "bare product": bare,
    "ours, from CSV text": ours_from_csv,
    "loop, from CSV text": loop_from_csv,
}


# --- measuring ---------------------------------------------------------------------------------------------------


def measured(way: str, raters: int) -> dict[str, Any]:
    """Seconds and gigabytes of one way, in this process."""
    work = WAYS[way](questionnaire(), raters)
    seconds: list[float] = []
    figures, peak = {}, 0.0
    while not seconds or (len(seconds) < MOST_RUNS and sum(seconds) < SECONDS_OF_RUNS):
        start = time.perf_counter()
        figures = work()
        seconds.append(time.perf_counter() - start)
        peak = peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {"seconds": min(seconds), "gigabytes": peak, "figures": figures}


def _in_a_fresh_process(way: str, raters: int) -> dict[str, Any]:
    done = subprocess.run([sys.executable, __file__, way, str(raters)], stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


def _same(left: dict[str, list[float]], right: dict[str, list[float]]) -> bool:
    return left.keys() == right.keys() and all(
        abs(a - b) <= 1e-9 for name in left for a, b in zip(left[name], right[name], strict=True)
    )


def _table(size: str, raters: int, found: dict[str, dict[str, Any]]) -> str:
    limit, mine = found["bare product"]["seconds"], found["ours"]["seconds"]
    lines = io.StringIO()
    print(
        f"\n{size}: {raters:,} raters x {DIMENSIONS * ITEMS_EACH} items x us + {COMPETITORS} competitors", file=lines
    )
    print(f"{'':22}{'seconds':>10}{'peak GB':>10}{'against ours':>15}{'against bare':>15}", file=lines)
    for way, one in found.items():
        ratios = f"{one['seconds'] / mine:14.2f}x{one['seconds'] / limit:14.0f}x"
        print(f"{way:22}{one['seconds']:10.4f}{one['gigabytes']:10.2f}{ratios}", file=lines)
    return lines.getvalue()


def _targets(found: dict[str, dict[str, dict[str, Any]]]) -> list[tuple[str, bool]]:
    most = found["1,000,000 answers"]["ours"]
    speed = {size: ways["plain loop"]["seconds"] / ways["ours"]["seconds"] for size, ways in found.items()}
    same = all(
        _same(ways["ours"]["figures"], ways[other]["figures"])
        for ways in found.values()
        for other in ways
        if other != "bare product"
    )
    return [
        ("all ways give the same scores and gaps to 1e-9", same),
        (f"1,000,000 answers in {most['seconds']:.2f} s, under {SECONDS:g} s", most["seconds"] < SECONDS),
        (f"1,000,000 answers in {most['gigabytes']:.2f} GB, under {GIGABYTES:g} GB", most["gigabytes"] < GIGABYTES),
        *(
            (f"{size}: {times:.1f} times the speed of the loop, at least {TIMES_FASTER:g}", times >= TIMES_FASTER)
            for size, times in speed.items()
        ),
    ]


def main() -> int:
    """Prints the tables and the targets; 1 if a target is missed."""
    found = {}
    for size, raters in SIZES.items():
        found[size] = {way: _in_a_fresh_process(way, raters) for way in WAYS}
        print(_table(size, raters, found[size]), flush=True)
    targets = _targets(found)
    for words, met in targets:
        print(f"{'pass' if met else 'FAIL'}  {words}")
    return 0 if all(met for _, met in targets) else 1


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measured(sys.argv[1], int(sys.argv[2]))))
    else:
        sys.exit(main())
