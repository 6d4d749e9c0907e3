"""Answers of everybody for those who may see the group, and of one person for themselves, in METHOD's long form."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Select, bindparam, case, exists, func, literal, not_, or_, select

from assess.core.second_votes import counted_votes
from assess.store.cells import CHANCE
from assess.store.entries import ROUNDS
from assess.store.errors import NotAllowed, NotRevealed
from assess.store.rights import (
    AS_PARTICIPANT,
    ASSESSMENT,
    EMPTY,
    HELD_HERE,
    IS_WORKSHOP,
    MINE,
    OWNER,
    PARTICIPANT,
    PRESENT,
    VIEWER,
    Found,
    Keys,
    granted,
    keys_of,
    setting,
)
from assess.store.settings import from_json
from assess.store.tables import answer, assessment, cell, device_grant, participant
from assess.store.verbs import Verbs
from assess.store.workshop_tables import workshop
from assess.store.workshops import plan_from_json

COLUMNS = {
    "respondent": "str",
    "round": "int64",
    "subject": "str",
    "item": "str",
    "value": "float64",
    "state": "str",
    "role": "str",
    "evidence": "str",
    "comment": "str",
    "text": "str",
}
COLUMNS_OF_CELLS = {**COLUMNS, "cell": "str", "fresh": "bool"}
POINTS = r"\d+\|\d+\|\d+"
"""Of the texts of answers, what takes part in a result; words do not."""

_ME = participant.alias()
SEES_THE_GROUP = or_(
    granted(OWNER, VIEWER),
    exists().where(
        HELD_HERE,
        device_grant.c.role == PARTICIPANT,
        device_grant.c.participant_id == _ME.c.id,
        _ME.c.finished.is_not(None),
        setting("visible", "own") == "group",
    ),
)
REVEALED = (
    select(workshop.c.revealed)
    .where(workshop.c.assessment_id == assessment.c.id)
    .correlate(assessment)
    .scalar_subquery()
)
PLAN = (
    select(workshop.c.plan).where(workshop.c.assessment_id == assessment.c.id).correlate(assessment).scalar_subquery()
)
ROUNDS_ASKED = bindparam("rounds_asked", type_=answer.c.round.type)
SHOWN = (answer.c.round <= ROUNDS_ASKED) & or_(not_(IS_WORKSHOP), answer.c.round <= REVEALED)
COUNTS = or_(
    setting("kind", "self") == "self",
    participant.c.finished.is_not(None) & (setting("anonymity", "named") == "named"),
    participant.c.cell_id.is_not(None),
)
ANSWER_FIELDS = [
    answer.c.participant_id,
    answer.c.round,
    answer.c.subject,
    answer.c.item,
    answer.c.value,
    case((answer.c.state == "blank", "dk"), else_=answer.c.state),
]
TEXT = func.coalesce(answer.c.text, EMPTY)
ORDER = (answer.c.participant_id, answer.c.round, answer.c.subject, answer.c.item)
ROLE = func.coalesce(participant.c.role_group, EMPTY)
OF_NAMED: Select[Any] = (
    select(*ANSWER_FIELDS, ROLE, answer.c.evidence, answer.c.comment, TEXT)
    .select_from(assessment.join(participant).join(answer, answer.c.participant_id == participant.c.id))
    .where(assessment.c.id == ASSESSMENT, PRESENT, SEES_THE_GROUP, COUNTS, SHOWN)
    .order_by(*ORDER)
)
OF_PROTECTED: Select[Any] = (
    select(
        *ANSWER_FIELDS,
        func.coalesce(cell.c.role_group, EMPTY),
        literal(EMPTY),
        literal(EMPTY).label("no_comment"),
        literal(EMPTY).label("no_text"),
        cell.c.id,
        ~participant.c.held,
    )
    .select_from(
        assessment.join(participant, participant.c.assessment_id == assessment.c.id)
        .join(cell, cell.c.id == participant.c.cell_id)
        .join(answer, answer.c.participant_id == participant.c.id)
    )
    .where(assessment.c.id == ASSESSMENT, PRESENT, SEES_THE_GROUP, COUNTS, SHOWN, answer.c.text.is_(None))
    .order_by(*ORDER)
)
OWN: Select[Any] = (
    select(*ANSWER_FIELDS, ROLE, answer.c.evidence, answer.c.comment, TEXT)
    .select_from(MINE.join(answer, answer.c.participant_id == participant.c.id))
    .where(AS_PARTICIPANT)
    .order_by(*ORDER)
)
SEEN: Select[Any] = select(
    assessment.c.settings, granted(OWNER).label("owns_it"), REVEALED.label("revealed"), PLAN.label("plan")
).where(assessment.c.id == ASSESSMENT, PRESENT, SEES_THE_GROUP)


class Results(Verbs):
    """Reading answers as a table."""

    def responses(self, device: str, assessment_id: str, *, rounds: int = ROUNDS) -> pd.DataFrame:
        """All answers that count, in METHOD's long form: one row an answer.

        For owners, viewers, and finished respondents where they may see the group's result. Columns respondent,
        subject (`us` or a competitor), item, state (answered, na, dk), role, evidence, comment, text (points and
        words): str; round: int64; value: float64, NaN where no level or figure is answered. A comment without an
        answer counts as dk. Viewers and respondents get no texts but points, and no respondent's id.

        Protected assessments (docs/anonymity.md) give only people in cells, to anybody without texts and ids, and
        two columns more: `cell` and `fresh` (bool, in no cell before). `role` is then the cell's group, "" if mixed.
        Such rows are for `protected_scorecard`, never to be shown or exported.

        A workshop gives the rounds that were revealed, to its facilitator too, and raises NotRevealed before the
        first; of a protected one without the second votes that do not count. `rounds=1` gives the first round alone.
        """
        keys = keys_of(device, assessment_id)
        rows = self._read(SEEN, keys, OWNER, VIEWER)
        if not rows:  # a respondent who has not finished, or is shown their own result only
            raise not_shown_error()
        settings, owns_it = from_json(rows[0].settings), rows[0].owns_it
        if rows[0].revealed == 0:
            raise not_revealed_error()
        keys |= {"rounds_asked": rounds}
        if settings.protected:
            self._settle_if_due(keys)
            frame = _frame(self._rows(OF_PROTECTED, keys), COLUMNS_OF_CELLS)
            return _without_ids(_votes(frame, rows[0].plan, settings.minimum_group) if rows[0].revealed else frame)
        frame = _frame(self._rows(OF_NAMED, keys), COLUMNS)
        return frame if owns_it else _without_ids(_without_words(frame))

    def own_responses(self, device: str, assessment_id: str) -> pd.DataFrame:
        """The device's own answers in METHOD's long form, with their texts, at any time."""
        return _frame(self._read(OWN, keys_of(device, assessment_id), PARTICIPANT), COLUMNS)

    def _rows(self, statement: Select[Any], keys: Keys) -> list[Found]:
        with self._database.reading() as connection:
            return list(connection.execute(statement, keys))


def not_revealed_error() -> NotRevealed:
    """What is said before a workshop's reveal, to everybody."""
    return NotRevealed("Nobody sees this before it is revealed. Go on to the reveal.")


def not_shown_error() -> NotAllowed:
    """What is said to a respondent who may not see the group's result, or not yet."""
    return NotAllowed("The group's result is not shown here. Ask the assessment's owner.")


def _frame(rows: list[Found], columns: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame([tuple(row) for row in rows], columns=list(columns)).astype(columns)


def _votes(frame: pd.DataFrame, plan: dict[str, Any], minimum: int) -> pd.DataFrame:
    """The answers of both rounds that count, to items that everybody is asked.

    Others, under conditions, are present or not by what was said, and that must not choose whose votes count.
    """
    items = [item for each in plan_from_json(plan).dimensions for item in each.items]
    return counted_votes(frame[frame["item"].isin(items)].reset_index(drop=True), minimum)


def _without_words(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without what people wrote; points stay, as the result shows their means."""
    points = frame["text"].where(frame["text"].str.fullmatch(POINTS), "")
    return frame.assign(evidence="", comment="", text=points).astype(COLUMNS)


def _without_ids(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with numbers for respondents, given by chance and anew at each reading, and sorted by them."""
    people = list(frame["respondent"].unique())
    CHANCE.shuffle(people)
    numbers = {person: f"{number:06d}" for number, person in enumerate(people, start=1)}
    named = frame.assign(respondent=frame["respondent"].map(numbers).astype("str"))
    return named.sort_values(["respondent", "round", "subject", "item"], ignore_index=True)
