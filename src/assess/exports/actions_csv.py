"""What a workshop agreed to do, as CSV for spreadsheets and task lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from assess.core.minutes import Agreed
from assess.core.questionnaire import Questionnaire
from assess.exports.cells import inert

COLUMNS = ("action", "owner", "due", "status", "dimension", "recommendation", "why", "carried_over")


def actions_csv(actions: Iterable[Agreed], questionnaire: Questionnaire) -> bytes:
    """The actions as UTF-8 CSV, one row each, in the order given; no text can act as a formula (`inert`).

    `due` is as in 2026-06-01 or empty, `status` is open or done, `carried_over` yes where the action was open in the
    earlier workshop. Dimension and recommendation are given in words, empty where an action has none.
    """
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([inert(cell) for cell in _cells(each, questionnaire)] for each in actions)
    return written.getvalue().encode("utf-8-sig")


def _cells(agreed: Agreed, questionnaire: Questionnaire) -> tuple[str, ...]:
    titles = {each.id: each.title for each in questionnaire.dimensions}
    rule = next((each for each in questionnaire.recommendations if each.id == agreed.rule), None)
    return (
        agreed.text,
        agreed.owner,
        agreed.due.isoformat() if agreed.due else "",
        "done" if agreed.done else "open",
        titles.get(agreed.dimension or "", ""),
        rule.action if rule else "",
        (rule.why or "") if rule else "",
        "yes" if agreed.carried else "no",
    )
