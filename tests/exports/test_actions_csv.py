"""Actions in a spreadsheet: every cell where it belongs, none that acts."""

import csv
import io
from datetime import date

from assess.core.minutes import Agreed
from assess.exports.actions_csv import COLUMNS, actions_csv
from assess.yaml_source import find

BOOK = find("value-disciplines").questionnaire


def rows(*actions: Agreed) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(actions_csv(actions, BOOK).decode("utf-8-sig"))))


def test_an_action_names_what_it_came_from() -> None:
    rule = BOOK.recommendations[0]
    (row,) = rows(Agreed("Do it", "Ann", date(2026, 6, 1), True, rule.dimension, rule.id, True))
    assert tuple(row) == COLUMNS
    assert (row["action"], row["owner"], row["due"], row["status"]) == ("Do it", "Ann", "2026-06-01", "done")
    assert row["dimension"] == BOOK.dimension(rule.dimension).title
    assert (row["recommendation"], row["why"], row["carried_over"]) == (rule.action, rule.why or "", "yes")


def test_what_is_not_known_is_empty() -> None:
    (row,) = rows(Agreed("Do it", dimension="no such", rule="no such"))
    assert [row[name] for name in ("owner", "due", "dimension", "recommendation", "why")] == [""] * 5
    assert (row["status"], row["carried_over"]) == ("open", "no")


def test_no_text_acts_as_a_formula_nor_leaves_its_cell() -> None:
    (row,) = rows(Agreed("=1+1", '@owner "quoted", and\nmore'))
    assert row["action"] == "'=1+1" and row["owner"] == '\'@owner "quoted", and\nmore'
    assert rows() == []
