"""METHOD.md once more, in plain Python: dicts, loops and exact fractions, slow, without a line of `assess`.

`scorecard(questionnaire, rows, stated_lead)` takes a questionnaire as its file gives it and answers one row at a
time, and gives what `scorecard_json` should. Sums, limits and coverage are exact; only square roots and t are floats.
"""

from __future__ import annotations

import math
import statistics
from fractions import Fraction
from itertools import pairwise
from typing import Any

from scipy import stats

DISCIPLINES = ("customer_intimacy", "operational_excellence", "product_leadership")
NA = "na"
Row = dict[str, Any]


def exact(number: Any) -> Fraction:
    return Fraction(str(number))


def scorecard(questionnaire: dict[str, Any], rows: list[Row], stated_lead: str | None = None) -> dict[str, Any]:
    raters = sorted({row["respondent"] for row in rows})
    competitors = sorted({row["subject"] for row in rows} - {"", "us"})
    answers = latest(rows)
    dimensions = questionnaire["dimensions"]
    scores = {d["id"]: {r: dimension_score(questionnaire, d, answers, r) for r in raters} for d in dimensions}
    gaps = {d["id"]: {r: rater_gap(questionnaire, d, answers, r, competitors) for r in raters} for d in dimensions}
    covered = [name for name in DISCIPLINES if any(d["discipline"] == name for d in dimensions)]
    by_dimension = [
        {"id": d["id"], "discipline": d["discipline"]}
        | standing(questionnaire, scores[d["id"]], gaps[d["id"]], dimension_parity(questionnaire, d))
        for d in dimensions
    ]
    by_discipline = [
        {"id": name}
        | standing(
            questionnaire,
            {r: discipline_mean(questionnaire, name, {d: scores[d][r] for d in scores}) for r in raters},
            {r: discipline_mean(questionnaire, name, {d: gaps[d][r] for d in gaps}) for r in raters},
            declared(questionnaire, name),
        )
        for name in covered
    ]
    return {
        "raters": len(raters),
        "disciplines": by_discipline,
        "dimensions": by_dimension,
        "profile": profile(by_discipline, stated_lead),
        "recommendations": recommendations(questionnaire, answers, by_dimension, by_discipline, stated_lead),
    }


# --- answers: a level or figure, or NA; what is missing is not there ---------------------------------------------


def latest(rows: list[Row]) -> dict[tuple[str, str, str], Fraction | str]:
    """The answer of each rater for each subject and item, of the latest round in which the cell was not blank."""
    answers: dict[tuple[str, str, str], Fraction | str] = {}
    for row in sorted(rows, key=lambda row: int(row.get("round", 1))):
        key = (row["respondent"], row["subject"] or "us", row["item"])
        value = row["value"].strip().lower()
        if value == "dk":
            answers.pop(key, None)
        elif value:
            answers[key] = NA if value == NA else exact(value)
    return answers


# --- METHOD 1-5: scores ------------------------------------------------------------------------------------------


def item_score(questionnaire: dict[str, Any], item: dict[str, Any], value: Fraction) -> Fraction:
    if "number" in item:
        score = between([(exact(x), exact(y)) for x, y in item["number"]["points"]], value)
    else:
        levels = [exact(level["value"]) for level in questionnaire["scales"][item["scale"]]["levels"]]
        score = 100 * (value - levels[0]) / (levels[-1] - levels[0])
    return 100 - score if item.get("reverse") else score


def between(points: list[tuple[Fraction, Fraction]], value: Fraction) -> Fraction:
    if value <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if value <= right:
            return low + (high - low) * (value - left) / (right - left)
    return points[-1][1]


def weight(part: dict[str, Any]) -> Fraction:
    return exact(part.get("weight", 1))


def minimum_coverage(questionnaire: dict[str, Any]) -> Fraction:
    return exact(questionnaire.get("minimum_coverage", 0.5))


def dimension_score(questionnaire: dict[str, Any], dimension: dict[str, Any], answers: Any, rater: str) -> Any:
    total = answered = applicable = Fraction(0)
    for item in dimension["items"]:
        answer = answers.get((rater, "us", item["id"]))
        if answer == NA:
            continue
        applicable += weight(item)
        if answer is not None:
            answered += weight(item)
            total += weight(item) * item_score(questionnaire, item, answer)
    if answered == 0 or answered < minimum_coverage(questionnaire) * applicable:
        return None
    return total / answered


def discipline_mean(questionnaire: dict[str, Any], name: str, figures: dict[str, Fraction | None]) -> Fraction | None:
    """METHOD 4 for scores, METHOD 7 for gaps."""
    total = held = whole = Fraction(0)
    for dimension in questionnaire["dimensions"]:
        if dimension["discipline"] == name:
            whole += weight(dimension)
            figure = figures[dimension["id"]]
            if figure is not None:
                held += weight(dimension)
                total += weight(dimension) * figure
    return None if held == 0 or held < minimum_coverage(questionnaire) * whole else total / held


def group(figures: dict[str, Fraction | None]) -> dict[str, Any]:
    known = [figure for figure in figures.values() if figure is not None]
    if not known:
        return {"mean": None, "n": 0, "sd": None, "min": None, "max": None}
    mean = sum(known, Fraction(0)) / len(known)
    sd = math.sqrt(statistics.variance(known)) if len(known) > 1 else None
    return {"mean": mean, "n": len(known), "sd": sd, "min": min(known), "max": max(known)}


# --- METHOD 6-12: gap, parity, verdict ---------------------------------------------------------------------------


def parity_of(questionnaire: dict[str, Any]) -> dict[str, Any]:
    return {"reference": "mean", "band": 5, "declared": {}} | questionnaire.get("parity", {})


def declared(questionnaire: dict[str, Any], discipline: str) -> Fraction | None:
    level = parity_of(questionnaire)["declared"].get(discipline)
    return None if level is None else exact(level)


def dimension_parity(questionnaire: dict[str, Any], dimension: dict[str, Any]) -> Fraction | None:
    own = dimension.get("parity")
    return exact(own) if own is not None else declared(questionnaire, dimension["discipline"])


def rater_gap(
    questionnaire: dict[str, Any], dimension: dict[str, Any], answers: Any, rater: str, competitors: list[str]
) -> Fraction | None:
    gaps = []
    for competitor in competitors:
        own = other = shared = Fraction(0)
        for item in dimension["items"]:
            ours = answers.get((rater, "us", item["id"]))
            theirs = answers.get((rater, competitor, item["id"]))
            if item.get("compare") and isinstance(ours, Fraction) and isinstance(theirs, Fraction):
                shared += weight(item)
                own += weight(item) * item_score(questionnaire, item, ours)
                other += weight(item) * item_score(questionnaire, item, theirs)
        if shared:
            gaps.append(own / shared - other / shared)
    if not gaps:
        return None
    return min(gaps) if parity_of(questionnaire)["reference"] == "best" else sum(gaps, Fraction(0)) / len(gaps)


def standing(
    questionnaire: dict[str, Any],
    scores: dict[str, Fraction | None],
    gaps: dict[str, Fraction | None],
    level: Fraction | None,
) -> dict[str, Any]:
    source = "declared" if level is not None else None
    if any(gap is not None for gap in gaps.values()):
        source, level = "competitors", None
    elif level is not None:
        gaps = {rater: None if score is None else score - level for rater, score in scores.items()}
    score, gap, band = group(scores), group(gaps), exact(parity_of(questionnaire)["band"])
    if source == "competitors" and score["mean"] is not None:
        level = score["mean"] - gap["mean"]
    limits = interval(gap)
    return {
        "score": score["mean"],
        "n": score["n"],
        "sd": score["sd"],
        "min": score["min"],
        "max": score["max"],
        "parity": level,
        "parity_source": source,
        "gap": gap["mean"],
        "gap_n": gap["n"],
        "gap_sd": gap["sd"],
        "interval": limits,
        "verdict": None if gap["mean"] is None else verdict(gap["mean"], band),
        "firmness": None if gap["mean"] is None else firmness(limits, band),
    }


def interval(gap: dict[str, Any]) -> list[Any] | None:
    if gap["n"] < 2:
        return None
    if gap["sd"] == 0:
        return [gap["mean"], gap["mean"]]
    half = stats.t.ppf(0.95, gap["n"] - 1) * gap["sd"] / math.sqrt(gap["n"])
    return [float(gap["mean"]) - half, float(gap["mean"]) + half]


def verdict(gap: Any, band: Fraction) -> str:
    if gap < -band:
        return "lags"
    return "leads" if gap > band else "at_parity"


def firmness(limits: list[Any] | None, band: Fraction) -> str:
    if limits is None:
        return "single_rater"
    return "shown" if verdict(limits[0], band) == verdict(limits[1], band) else "not_shown"


# --- METHOD 13: profile ------------------------------------------------------------------------------------------


def profile(by_discipline: list[dict[str, Any]], stated_lead: str | None) -> dict[str, Any]:
    verdicts = {each["id"]: each["verdict"] for each in by_discipline}
    all_three = [verdicts.get(name) for name in DISCIPLINES]
    leads, lags = all_three.count("leads"), all_three.count("lags")
    if None in all_three:
        name = "incomplete"
    elif leads >= 2:
        name = "several_leads"
    elif leads == 1:
        name = "leader_with_lag" if lags else "focused_leader"
    elif lags == 3:
        name = "behind"
    else:
        name = "no_lead_with_lag" if lags else "at_parity"
    leaders = [each for each in by_discipline if each["verdict"] == "leads"]
    return {"id": name, "stated_lead": stated_lead, "measured_lead": highest(leaders)}


def highest(by_discipline: list[dict[str, Any]]) -> str | None:
    known = [each for each in by_discipline if each["gap"] is not None]
    return max(known, key=lambda each: each["gap"])["id"] if known else None


# --- METHOD 14-16: recommendations -------------------------------------------------------------------------------


def recommendations(
    questionnaire: dict[str, Any], answers: Any, by_dimension: list[Any], by_discipline: list[Any], stated: str | None
) -> list[dict[str, Any]]:
    lead = stated or highest(by_discipline)
    band = exact(parity_of(questionnaire)["band"])
    listed: dict[str, list[dict[str, Any]]] = {"close_gap": [], "extend_lead": [], "ease_off": []}
    for rule in questionnaire.get("recommendations", []):
        dimension = next(d for d in questionnaire["dimensions"] if d["id"] == rule["dimension"])
        figures = next(each for each in by_dimension if each["id"] == rule["dimension"])
        discipline = next(each for each in by_discipline if each["id"] == dimension["discipline"])
        because = reasons(rule["when"], figures, answers)
        kind = list_of(discipline, discipline["id"] == lead, band)
        if because is None or kind is None or kind not in rule.get("kinds", listed):
            continue
        whole = sum(weight(d) for d in questionnaire["dimensions"] if d["discipline"] == dimension["discipline"])
        shortfall = max(Fraction(0), -(figures["gap"] or Fraction(0))) * weight(dimension) / whole
        behind = [each["id"] for each in dimension["items"]]
        behind += [name for name in rule["when"].get("item_below", {}) if name not in behind]
        advice = {
            "id": rule["id"],
            "dimension": rule["dimension"],
            "discipline": discipline["id"],
            "kind": kind,
            "priority": shortfall / rule["effort"],
            "because": because,
            "items": [{"id": name, **mean_answer(answers, name)} for name in behind],
        }
        listed[kind].append(advice)
    in_order = [sorted(advice, key=lambda each: (-each["priority"], each["id"])) for advice in listed.values()]
    return [each for advice in in_order for each in advice]


def list_of(discipline: dict[str, Any], is_lead: bool, band: Fraction) -> str | None:
    if discipline["verdict"] == "lags":
        return "close_gap"
    if is_lead:
        return None if discipline["verdict"] == "leads" else "extend_lead"
    return "ease_off" if discipline["gap"] is not None and discipline["gap"] > 3 * band else None


def mean_answer(answers: Any, item: str) -> dict[str, Any]:
    values = [
        answer for (_, subject, name), answer in answers.items()
        if subject == "us" and name == item and answer != NA
    ]  # fmt: skip
    return {"mean": sum(values, Fraction(0)) / len(values) if values else None, "n": len(values)}


def reasons(when: dict[str, Any], figures: dict[str, Any], answers: Any) -> list[dict[str, Any]] | None:
    """The conditions with their figures, or None where one does not hold."""
    found: list[dict[str, Any]] = []
    for condition in ("score_below", "score_at_least", "gap_below", "gap_at_least"):
        if condition in when:
            figure, limit = figures[condition.split("_")[0]], exact(when[condition])
            if figure is None or (figure < limit) != condition.endswith("below"):
                return None
            found.append({"condition": condition, "limit": limit, "figure": figure})
    if "verdict" in when:
        if figures["verdict"] != when["verdict"]:
            return None
        found.append({"condition": "verdict", "limit": when["verdict"], "figure": when["verdict"]})
    for item, limit in when.get("item_below", {}).items():
        mean = mean_answer(answers, item)["mean"]
        if mean is None or not mean < exact(limit):
            return None
        found.append({"condition": "item_below", "limit": exact(limit), "figure": mean, "item": item})
    return found
