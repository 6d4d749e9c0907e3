"""Respond: one dimension a page, saved answer by answer."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from assess.core.questionnaire import Dimension, Item, Questionnaire
from assess.core.responses import NOT_APPLICABLE, UNKNOWN, US
from assess.store import LIMITS, NEVER, Assessment
from assess.texts import Translator
from assess.web import navigation, saving, session
from assess.web.navigation import ASSESSMENT, DIMENSION, Room
from assess.web.plain import plain
from assess.web.progress import Answers, first_open, progress_of, subjects_of
from assess.web.resources import questionnaire_of, store
from assess.web.saving import COMMENT, choice_of, entry_key
from assess.web.unsaved import saved_state


@dataclass(frozen=True)
class Sheet:
    """One person's page: whose assessment, what is asked, what they answered so far."""

    assessment: Assessment
    book: Questionnaire
    answers: Answers
    t: Translator

    @property
    def is_finished(self) -> bool:
        return self.assessment.me is not None and self.assessment.me.finished is not None


def sheet_of(t: Translator) -> Sheet:
    """The sheet of the assessment in the page's address; raises what the store refuses."""
    device = session.device()
    assessment = store().assessment(device, navigation.asked(ASSESSMENT))
    return Sheet(assessment, questionnaire_of(device, assessment), store().answers_of(device, assessment.id), t)


def body() -> None:
    """The questions of the dimension in the address, or of the first that has an open one."""
    sheet = sheet_of(session.texts())
    if sheet.is_finished:
        navigation.go(Room.RESULTS, **{ASSESSMENT: sheet.assessment.id})
    dimension = _dimension(sheet)
    _head(sheet, dimension)
    for item in dimension.items:
        with st.container(border=True, key=f"item-{item.id}"):
            _item(sheet, item)
    _foot(sheet, dimension)


def _dimension(sheet: Sheet) -> Dimension:
    asked = navigation.asked(DIMENSION)
    found = next((each for each in sheet.book.dimensions if each.id == asked), None)
    if found is None:
        found = first_open(sheet.book, sheet.assessment, sheet.answers) or sheet.book.dimensions[0]
        st.query_params[DIMENSION] = found.id
    return found


def _head(sheet: Sheet, dimension: Dimension) -> None:
    t, place = sheet.t, sheet.book.dimensions.index(dimension) + 1
    done = progress_of(sheet.book, sheet.assessment, sheet.answers)
    st.progress(
        done.share, text=t("{done} of {asked} answered", done=t.number(done.given), asked=t.number(done.asked))
    )
    st.caption(
        f"{plain(sheet.assessment.company)} · {t.discipline(dimension.discipline)} · "
        + t("{place} of {count}", place=t.number(place), count=t.number(len(sheet.book.dimensions)))
    )
    st.title(plain(dimension.title), anchor=False)


def _item(sheet: Sheet, item: Item) -> None:
    st.markdown(f"**{plain(item.text)}**")
    if item.help:
        st.caption(plain(item.help))
    for subject in subjects_of(item, sheet.assessment):
        _question(sheet, item, subject)
    _comment(sheet, item)


def _question(sheet: Sheet, item: Item, subject: str) -> None:
    key, answer = entry_key(sheet.assessment.id, item.id, subject), sheet.answers.get((subject, item.id))
    arguments = (key, sheet.assessment.id, item.id, subject, (answer.saved if answer else NEVER).isoformat())
    if item.number is not None:
        _figure(sheet, item, subject, arguments)
        return
    session.seed(key, choice_of(sheet.answers.get((subject, item.id))))
    if subject == US:
        _levels(sheet, item, arguments)
    else:
        _levels_of_competitor(sheet, item, subject, arguments)


def _options(sheet: Sheet, item: Item) -> list[float | str]:
    scale = sheet.book.scale_of(item)
    return [*(scale.values if scale else ()), NOT_APPLICABLE, UNKNOWN]


def _label(sheet: Sheet, item: Item, option: float | str) -> str:
    if option in (NOT_APPLICABLE, UNKNOWN):
        return sheet.t("Does not apply") if option == NOT_APPLICABLE else sheet.t("Do not know")
    scale = sheet.book.scale_of(item)
    levels = scale.levels if scale else ()
    return next((plain(level.label) for level in levels if level.value == option), str(option))


def _levels(sheet: Sheet, item: Item, arguments: tuple[str, ...]) -> None:
    """The company's own level, each with what it looks like."""
    options = _options(sheet, item)
    is_compared = item.compare and bool(sheet.assessment.competitors)
    st.radio(
        plain(sheet.assessment.company if is_compared else item.text),
        options,
        index=None,
        key=arguments[0],
        format_func=lambda option: _label(sheet, item, option),
        captions=[plain(item.anchors[option]) if option in item.anchors else "" for option in options],
        label_visibility="visible" if is_compared else "collapsed",
        on_change=saving.save_choice,
        args=arguments,
    )


def _levels_of_competitor(sheet: Sheet, item: Item, subject: str, arguments: tuple[str, ...]) -> None:
    """A competitor's level on the same anchors, close together: the anchors stand above."""
    st.radio(
        plain(subject),
        _options(sheet, item),
        index=None,
        horizontal=True,
        key=arguments[0],
        format_func=lambda option: _label(sheet, item, option),
        on_change=saving.save_choice,
        args=arguments,
    )


def _figure(sheet: Sheet, item: Item, subject: str, arguments: tuple[str, ...]) -> None:
    """A measured figure with its unit, or why there is none; choosing one empties the other."""
    key, why = arguments[0], f"{arguments[0]}/why"
    stored = choice_of(sheet.answers.get((subject, item.id)))
    session.seed(key, stored if isinstance(stored, float) else None)
    session.seed(why, stored if isinstance(stored, str) else None)
    unit = plain(item.number.unit) if item.number else ""
    name = sheet.assessment.company if subject == US else subject
    st.number_input(
        f"{plain(name)}, {unit}",
        value=None,
        key=key,
        placeholder=unit,
        on_change=saving.save_choice,
        args=(*arguments, why),
    )
    st.radio(
        sheet.t("No figure"),
        [NOT_APPLICABLE, UNKNOWN],
        index=None,
        horizontal=True,
        key=why,
        format_func=lambda option: _label(sheet, item, option),
        label_visibility="collapsed",
        on_change=saving.save_choice,
        args=(why, *arguments[1:], key),
    )


def _comment(sheet: Sheet, item: Item) -> None:
    answer = sheet.answers.get((US, item.id))
    stored = answer.comment if answer else ""
    key = entry_key(sheet.assessment.id, item.id, US, COMMENT)
    session.seed(key, stored)
    label = sheet.t("Comment (written)") if stored else sheet.t("Comment")
    with st.expander(label, icon=":material/edit_note:", type="compact", key=f"comment-{item.id}"):
        st.text_area(
            sheet.t("Comment"),
            key=key,
            max_chars=LIMITS["comment"],
            placeholder=sheet.t("What did you have in mind? Examples help."),
            label_visibility="collapsed",
            on_change=saving.save_comment,
            args=(key, sheet.assessment.id, item.id),
        )


def _foot(sheet: Sheet, dimension: Dimension) -> None:
    t, order = sheet.t, sheet.book.dimensions
    place = order.index(dimension)
    with st.bottom:
        saved_state(sheet.assessment.id, t)
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            if st.button(t("Back"), icon=":material/arrow_back:", disabled=place == 0):
                _turn_to(sheet, order[place - 1])
            if st.button(t("Overview"), icon=":material/checklist:"):
                navigation.go(Room.REVIEW, **{ASSESSMENT: sheet.assessment.id})
            last = place == len(order) - 1
            if st.button(t("Review") if last else t("Next"), type="primary", icon=":material/arrow_forward:"):
                if last:
                    navigation.go(Room.REVIEW, **{ASSESSMENT: sheet.assessment.id})
                _turn_to(sheet, order[place + 1])


def _turn_to(sheet: Sheet, dimension: Dimension) -> None:
    navigation.go(Room.RESPOND, **{ASSESSMENT: sheet.assessment.id, DIMENSION: dimension.id})
