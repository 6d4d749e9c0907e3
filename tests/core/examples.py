"""Small questionnaires and answers, as short to read as they are to work through by hand."""

from __future__ import annotations

from typing import Any

from assess.core.parsing import parse
from assess.core.questionnaire import Discipline, Questionnaire
from assess.core.responses import Responses, read_table, responses_from_table
from assess.core.scorecard import Scorecard, scorecard

CI, OE, PL = Discipline
FIVE = (1, 2, 3, 4, 5)
"""Levels that score 0, 25, 50, 75 and 100."""


def scale(*values: float) -> dict[str, Any]:
    return {"levels": [{"value": value, "label": f"Level {value}"} for value in values]}


def item(name: str, **more: Any) -> dict[str, Any]:
    """An item on the scale `five`, unless it has another scale or a `number`."""
    return {"id": name, "text": f"How about {name}?"} | ({} if "number" in more else {"scale": "five"}) | more


def measured(name: str, *points: tuple[float, float], **more: Any) -> dict[str, Any]:
    return item(name, number={"unit": "years", "points": [list(point) for point in points]}, **more)


def dimension(name: str, *items: dict[str, Any] | str, discipline: str = CI, **more: Any) -> dict[str, Any]:
    """A dimension, of customer intimacy unless said otherwise; an item may be given by its id."""
    asked = [item(each) if isinstance(each, str) else each for each in items]
    return {"id": name, "discipline": str(discipline), "title": name.title(), "items": asked, **more}


def points(name: str, discipline: str = CI, **more: Any) -> dict[str, Any]:
    """A dimension of one measured figure that is its own score, 0..100."""
    return dimension(name, measured(name, (0, 0), (100, 100)), discipline=discipline, **more)


def rule(name: str, of: str, effort: int = 1, kinds: list[str] | None = None, **when: Any) -> dict[str, Any]:
    listed = {} if kinds is None else {"kinds": kinds}
    return {"id": name, "dimension": of, "when": when, "action": f"Do {name}.", "effort": effort, **listed}


def mapping(*dimensions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A questionnaire as its file gives it; `scales` are added to `five`."""
    scales = {"five": scale(*FIVE), **more.pop("scales", {})}
    return {
        "id": "example", "version": "1", "title": "Example", "scales": scales, "dimensions": list(dimensions), **more,
    }  # fmt: skip


def parsed(raw: dict[str, Any]) -> Questionnaire:
    questionnaire, problems = parse(raw)
    assert questionnaire is not None, problems
    return questionnaire


def questionnaire(*dimensions: dict[str, Any], **more: Any) -> Questionnaire:
    return parsed(mapping(*dimensions, **more))


def table(*lines: str) -> str:
    """A long table of lines such as `Ann us speed 4`: respondent, subject, item, value."""
    rows = (",".join(line.split()) for line in lines)
    return "\n".join(["respondent,subject,item,value", *rows, ""])


def responses(of: Questionnaire, text: str) -> Responses:
    return responses_from_table(read_table(text, of), of)


def scored(of: Questionnaire, *lines: str, lead: Discipline | None = None) -> Scorecard:
    return scorecard(of, responses(of, table(*lines)), stated_lead=lead)


METHODS_EXAMPLE: dict[str, Any] = {
    "id": "value-disciplines",
    "version": "1.0.0",
    "title": "Value disciplines",
    "language": "en",
    "minutes": 12,
    "minimum_coverage": 0.5,
    "scales": {"practice": scale(1, 2, 3, 4, 5)},
    "parity": {
        "reference": "mean",
        "band": 5,
        "declared": {"customer_intimacy": 60, "operational_excellence": 60, "product_leadership": 60},
    },
    "dimensions": [
        {
            "id": "knowing",
            "discipline": "customer_intimacy",
            "title": "Knowing the customer",
            "weight": 1,
            "parity": 55,
            "items": [
                {
                    "id": "knowing-needs",
                    "text": "We know what each customer needs.",
                    "help": "Think of the last ten customers.",
                    "scale": "practice",
                    "anchors": {1: "Nobody asked.", 3: "Some are known.", 5: "All are written down."},
                    "weight": 1,
                    "reverse": False,
                    "compare": True,
                },
                {
                    "id": "tenure",
                    "text": "How long does an average customer stay?",
                    "number": {"unit": "years", "points": [[0, 0], [3, 40], [10, 100]]},
                },
            ],
        }
    ],
    "recommendations": [
        {
            "id": "preference-centre",
            "dimension": "knowing",
            "when": {"score_below": 60},
            "action": "Ask what customers wish to hear, and how often.",
            "why": "An address is not a relationship.",
            "first_step": "Ask ten customers this week.",
            "measure": "Share of customers with a known preference",
            "effort": 2,
            "horizon_days": 90,
            "source": "Data is not a relationship",
        }
    ],
}
"""The questionnaire of METHOD, with its dots filled in."""
