"""Asking: one item as a person answers it, on the company and on competitors, each answer saved as it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from assess.core.allocation import points_of
from assess.core.questionnaire import Dimension, Discipline, Item, Questionnaire
from assess.core.responses import NOT_APPLICABLE, UNKNOWN, US
from assess.store import LIMITS, NEVER, Assessment
from assess.texts import Translator
from assess.web import saving, session
from assess.web.dividing import divide, tell_left, why_none
from assess.web.plain import plain
from assess.web.progress import Answers, hidden_from, subjects_of
from assess.web.saving import COMMENT, WRITTEN, Place, entry_key, shown_first

Arguments = tuple[str, Place, str]
"""Of a callback: the widget's key, where its answer belongs, when the shown answer was saved."""

Labels = dict[float | str, str]
"""The words of each answer that a question can be given."""


AS_GIVEN = "%.12g"
"""A measured figure as it was given: 2 years, not 2.00."""


@dataclass(frozen=True)
class Keeping:
    """What becomes of a choice, of a comment, of points and of words: callbacks of their widgets."""

    choice: Callable[..., None]
    comment: Callable[..., None] = saving.save_comment
    points: Callable[..., None] = saving.save_points
    no_points: Callable[..., None] = saving.save_no_points
    words: Callable[..., None] = saving.save_words


SAVED = Keeping(saving.save_choice)
HELD = Keeping(saving.hold_choice, saving.hold_comment, saving.hold_points, saving.hold_no_points, saving.hold_choice)
"""In a preview nothing is saved, and everything can be tried."""


@dataclass(frozen=True)
class Sheet:
    """One person's page: whose assessment, what is asked, what they answered so far in this round."""

    assessment: Assessment
    book: Questionnaire
    answers: Answers
    t: Translator
    round: int = 1
    keeping: Keeping = SAVED
    earlier: Answers = field(default_factory=dict)
    """The answers of the round before, which conditions look at where this round has none."""

    @property
    def is_finished(self) -> bool:
        return self.assessment.me is not None and self.assessment.me.finished is not None

    @property
    def hidden(self) -> frozenset[str]:
        """The items that are not asked after what was answered so far (METHOD 2)."""
        return hidden_from(self.book, self.earlier, self.answers)

    def place(self, item: Item, subject: str = US) -> Place:
        """Where an answer of this sheet belongs."""
        return Place(self.assessment.id, item.id, subject, self.round)


def ask_all(sheet: Sheet, dimension: Dimension, between: Callable[[], None] = lambda: None) -> None:
    """The items of a dimension that are asked of this person, each in a box; `between` them others may go first."""
    hidden = sheet.hidden
    asked = [item for item in dimension.items if item.id not in hidden]
    for item in asked:
        between()
        with st.container(border=True, key=f"item-{item.id}"):
            ask(sheet, item)
    if not asked:
        st.markdown(sheet.t("After what you said before, nothing is asked here. Go on."))


def ask(sheet: Sheet, item: Item) -> None:
    """The item with its levels or figure for each subject, and a comment."""
    st.markdown(f"**{plain(item.text)}**")
    if item.help:
        st.caption(plain(item.help))
    if not item.is_scored:
        _unscored(sheet, item)
        return
    labels = _labels(sheet, item)
    for subject in subjects_of(item, sheet.assessment):
        _question(sheet, item, subject, labels)
    _comment(sheet, item)


def _question(sheet: Sheet, item: Item, subject: str, labels: Labels) -> None:
    place, answer = sheet.place(item, subject), sheet.answers.get((subject, item.id))
    key = f"{entry_key(place)}/{sheet.t.language}"  # a widget forgets its choice when its options change their names
    arguments = (key, place, (answer.saved if answer else NEVER).isoformat())
    if item.number is not None:
        _figure(sheet, item, subject, labels, arguments)
        return
    session.seed(key, shown_first(place, answer))
    if subject == US:
        _levels(sheet, item, labels, arguments)
    else:
        _levels_of_competitor(sheet, subject, labels, arguments)


def _unscored(sheet: Sheet, item: Item) -> None:
    """Points over the disciplines with a comment, or the person's own words."""
    place, answer = sheet.place(item), sheet.answers.get((US, item.id))
    key, text = entry_key(place, WRITTEN), (answer and answer.text) or ""
    arguments = (key, place, (answer.saved if answer else NEVER).isoformat())
    if item.allocation:
        _points(sheet, item, key, text, arguments)
        return
    session.seed(key, text)
    st.text_area(
        plain(item.text),
        key=key,
        max_chars=LIMITS["text"],
        placeholder=sheet.t("In your own words, if you like."),
        label_visibility="collapsed",
        on_change=sheet.keeping.words,
        args=arguments,
    )


def _points(sheet: Sheet, item: Item, key: str, text: str, arguments: Arguments) -> None:
    """Three numbers, what is left to give, or why there are no points, and a comment."""
    answer = sheet.answers.get((US, item.id))
    reason = answer.state if answer and answer.state in saving.REASONS else None
    points = dict(zip(Discipline, points_of(text), strict=True)) if text else {}
    divide(key, points, sheet.t, sheet.keeping.points, arguments)
    why_none(key, reason, _reasons(sheet.t), sheet.t, sheet.keeping.no_points, arguments)
    tell_left(key, sheet.t)
    _comment(sheet, item)


def _labels(sheet: Sheet, item: Item) -> Labels:
    """What can be answered, with its words; made once an item, as Streamlit asks for each many times."""
    scale = sheet.book.scale_of(item)
    levels: Labels = {level.value: plain(level.label) for level in (scale.levels if scale else ())}
    return levels | _reasons(sheet.t)


def _reasons(t: Translator) -> dict[str, str]:
    """What is said instead of an answer."""
    return {NOT_APPLICABLE: t("Does not apply"), UNKNOWN: t("Do not know")}


def _levels(sheet: Sheet, item: Item, labels: Labels, arguments: Arguments) -> None:
    """The company's own level, each with what it looks like."""
    is_compared = item.compare and bool(sheet.assessment.competitors)
    st.radio(
        plain(sheet.assessment.company if is_compared else item.text),
        list(labels),
        index=None,
        key=arguments[0],
        format_func=labels.__getitem__,
        captions=[plain(item.anchors[option]) if option in item.anchors else "" for option in labels],
        label_visibility="visible" if is_compared else "collapsed",
        on_change=sheet.keeping.choice,
        args=arguments,
    )


def _levels_of_competitor(sheet: Sheet, subject: str, labels: Labels, arguments: Arguments) -> None:
    """A competitor's level on the same anchors, close together: the anchors stand above."""
    st.radio(
        plain(subject),
        list(labels),
        index=None,
        horizontal=True,
        key=arguments[0],
        format_func=labels.__getitem__,
        on_change=sheet.keeping.choice,
        args=arguments,
    )


def _figure(sheet: Sheet, item: Item, subject: str, labels: Labels, arguments: Arguments) -> None:
    """A measured figure with its unit, or why there is none; choosing one empties the other."""
    key, why = arguments[0], f"{arguments[0]}/why"
    stored = shown_first(arguments[1], sheet.answers.get((subject, item.id)))
    session.seed(key, stored if isinstance(stored, float) else None)
    session.seed(why, stored if isinstance(stored, str) else None)
    unit = plain(item.number.unit) if item.number else ""
    name = sheet.assessment.company if subject == US else subject
    st.number_input(
        f"{plain(name)}, {unit}",
        value=None,
        format=AS_GIVEN,
        key=key,
        placeholder=unit,
        on_change=sheet.keeping.choice,
        args=(*arguments, why),
    )
    st.radio(
        sheet.t("No figure"),
        [NOT_APPLICABLE, UNKNOWN],
        index=None,
        horizontal=True,
        key=why,
        format_func=labels.__getitem__,
        label_visibility="collapsed",
        on_change=sheet.keeping.choice,
        args=(why, *arguments[1:], key),
    )


def _comment(sheet: Sheet, item: Item) -> None:
    answer = sheet.answers.get((US, item.id))
    stored = answer.comment if answer else ""
    place = sheet.place(item)
    key = entry_key(place, COMMENT)
    session.seed(key, stored)
    label = sheet.t("Comment (written)") if stored else sheet.t("Comment")
    with st.expander(label, icon=":material/edit_note:", type="compact", key=f"comment-{item.id}"):
        st.text_area(
            sheet.t("Comment"),
            key=key,
            max_chars=LIMITS["comment"],
            placeholder=sheet.t("What did you have in mind? Examples help."),
            label_visibility="collapsed",
            on_change=sheet.keeping.comment,
            args=(key, place),
        )
