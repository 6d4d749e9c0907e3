"""A scorecard as JSON (METHOD, Scorecard as JSON)."""

from __future__ import annotations

import json
from typing import Any

from assess.core.allocation import Allocation
from assess.core.recommendations import Because, Recommendation
from assess.core.scorecard import Scorecard
from assess.core.standing import Standing


def scorecard_json(scorecard: Scorecard) -> bytes:
    """The scorecard as UTF-8 JSON: figures at full precision, absent ones null, never NaN."""
    return _written(as_mapping(scorecard))


def rounds_json(first: Scorecard, *later: Scorecard) -> bytes:
    """The scorecard of the latest round as `scorecard_json` has it, and under `rounds` that of each, numbered from 1.

    The scorecard of a later round counts the latest answer of each rater, so it holds the first answers of those who
    did not vote again.
    """
    cards = (first, *later)
    rounds = [{"round": place, **as_mapping(card)} for place, card in enumerate(cards, start=1)]
    return _written({**as_mapping(cards[-1]), "rounds": rounds})


def _written(values: dict[str, Any]) -> bytes:
    text = json.dumps(values, ensure_ascii=False, allow_nan=False, indent=2)
    return f"{text}\n".encode()


def as_mapping(scorecard: Scorecard) -> dict[str, Any]:
    """The scorecard as plain values, with the keys of METHOD's example."""
    reference, profile = scorecard.questionnaire, scorecard.profile
    return {
        "questionnaire": {"id": reference.id, "version": reference.version, "sha256": reference.sha256},
        "raters": scorecard.raters,
        "minimum_group": scorecard.minimum_group,
        "disciplines": [{"id": each.id, **_figures(each)} for each in scorecard.disciplines],
        "dimensions": [
            {"id": each.id, "discipline": each.discipline, **_figures(each)} for each in scorecard.dimensions
        ],
        "profile": {"id": profile.id, "stated_lead": profile.stated_lead, "measured_lead": profile.measured_lead},
        "recommendations": [_recommendation(each) for each in scorecard.recommendations],
        **_allocations(scorecard),
    }


def _figures(standing: Standing) -> dict[str, Any]:
    names = (
        *("score", "n", "sd", "min", "max", "parity", "parity_source"),
        *("gap", "gap_n", "gap_sd", "interval", "verdict", "firmness"),
    )
    return {name: getattr(standing, name) for name in names}


def _allocations(scorecard: Scorecard) -> dict[str, Any]:
    """The points over the disciplines, where any are shown."""
    shown = [_allocation(each) for each in scorecard.allocations]
    return {"allocations": shown} if shown else {}


def _allocation(allocation: Allocation) -> dict[str, Any]:
    """Mean points and their deviation by discipline."""
    points = [{"id": each.discipline, "mean": each.mean, "sd": each.sd} for each in allocation.disciplines]
    return {"item": allocation.id, "n": allocation.n, "disciplines": points}


def _recommendation(advice: Recommendation) -> dict[str, Any]:
    rule = advice.rule
    return {
        "id": advice.id,
        "dimension": advice.dimension.id,
        "discipline": advice.discipline,
        "kind": advice.kind,
        "priority": advice.priority,
        "action": rule.action,
        "why": rule.why,
        "first_step": rule.first_step,
        "measure": rule.measure,
        "effort": rule.effort,
        "horizon_days": rule.horizon_days,
        "source": rule.source,
        "because": [_because(each) for each in advice.because],
        "items": [{"id": item.id, "mean": item.mean, "n": item.n} for item in advice.items],
    }


def _because(reason: Because) -> dict[str, Any]:
    plain = {"condition": reason.condition, "limit": reason.limit, "figure": reason.figure}
    return plain if reason.item is None else {**plain, "item": reason.item}
