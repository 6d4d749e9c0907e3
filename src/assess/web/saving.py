"""From a widget to the database and back: each choice is committed before it is called saved."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime

import streamlit as st
from streamlit.errors import StreamlitAPIException

from assess.core.allocation import ALL_POINTS, points_text, refused_points
from assess.core.errors import AssessError
from assess.core.questionnaire import Item
from assess.core.responses import NOT_APPLICABLE, UNKNOWN, US
from assess.store import Answer, NotCollecting, State, StoreUnavailable
from assess.web import dividing, session
from assess.web.resources import asked_in, store
from assess.web.session import Unsaved
from assess.web.turns import TURNS

ANSWER, COMMENT, WRITTEN = "answer", "comment", "text"
ENTRIES = (f"{ANSWER}/", f"{COMMENT}/", f"{WRITTEN}/")
"""How the keys of entries begin."""
TOO_LATE, NOT_TOLD = "late", ""
REASONS = (NOT_APPLICABLE, UNKNOWN)
"""Why there is no level, figure or points."""
Choice = float | str | None


def choice_of(answer: Answer | None) -> Choice:
    """What a widget shows for a stored answer: a level or figure, `na`, `dk`, or None."""
    if answer is None or answer.state == "blank":
        return None
    return answer.value if answer.state == "answered" else answer.state


def shown_first(place: Place, answer: Answer | None) -> Choice:
    """What a widget begins with: what waits to be saved, else what is stored."""
    waiting = session.waiting(entry_key(place))
    return waiting.choice if waiting else choice_of(answer)


@dataclass(frozen=True)
class Place:
    """Where an answer belongs."""

    assessment: str
    item: str
    subject: str = US
    round: int = 1


def save_choice(key: str, place: Place, seen: str, empties: str | None = None, after: str = "") -> None:
    """Saves what the widget of this key holds; where the database does not take it, keeps it for another try.

    `seen` is when the answer that the page showed was saved, in ISO form; `empties` is the key of a widget that holds
    the other way to answer the same question. `after` names the fragment that is all that must be shown anew then,
    unless another widget was emptied or the room has gone on.
    """
    if empties is not None:
        session.put(empties, None)
    seen = max(seen, session.saved(entry_key(place)))
    _try(_entry(place, ANSWER, _as_choice(session.chosen(key)), seen))
    if after and empties is None and not session.is_known(TOO_LATE):
        _show_again(after)


def _show_again(fragment: str) -> None:
    """Asks for one fragment alone; where the page has lost it meanwhile, for what the widget stands in."""
    with suppress(StreamlitAPIException):
        st.rerun(fragment)


def hold_choice(key: str, place: Place, seen: str, empties: str | None = None) -> None:
    """In a preview: keeps nothing, and empties the other way to answer as `save_choice` does."""
    if empties is not None:
        session.put(empties, None)


def hold_points(key: str, place: Place, seen: str) -> None:
    """In a preview: keeps nothing, and takes back why no points are given as `save_points` does."""
    dividing.forget_reason(key)


def hold_no_points(key: str, place: Place, seen: str) -> None:
    """In a preview: keeps nothing, and empties the points as `save_no_points` does."""
    dividing.forget_points(key)


def hold_comment(key: str, place: Place) -> None:
    """In a preview: keeps nothing."""


def save_comment(key: str, place: Place) -> None:
    """Saves the comment that the widget of this key holds."""
    _try(_entry(place, COMMENT, str(session.chosen(key) or "")))


def save_points(key: str, place: Place, seen: str) -> None:
    """Saves the points that the numbers of this key hold, once they make a hundred.

    Until then points that were saved before stay; a reason for none does not, as it is no longer what is shown.
    """
    points, had_reason = dividing.held(key), dividing.forget_reason(key)
    if sum(points.values()) == ALL_POINTS:
        _try(_entry(place, WRITTEN, points_text(list(points.values())), max(seen, session.saved(key))))
    elif had_reason:
        _try(_entry(place, WRITTEN, None, max(seen, session.saved(key))))


def save_no_points(key: str, place: Place, seen: str) -> None:
    """Saves why no points are given, which the choice beside the numbers of this key holds, and empties them."""
    dividing.forget_points(key)
    _try(_entry(place, WRITTEN, dividing.reason(key), max(seen, session.saved(key))))


def save_words(key: str, place: Place, seen: str) -> None:
    """Saves the words that the widget of this key holds; none take the answer back."""
    words = str(session.chosen(key) or "")
    _try(_entry(place, WRITTEN, words if words.strip() else None, max(seen, session.saved(key))))


def try_again(assessment_id: str) -> None:
    """Saves what could not be saved before."""
    for entry in session.unsaved(assessment_id):
        _try(entry)


def put_too_late() -> None:
    """Remembers, for the page that follows, that a workshop had gone on before an answer came."""
    session.put(TOO_LATE, NOT_TOLD)


def forget_too_late() -> None:
    """A later answer was in time."""
    session.take(TOO_LATE)


def was_too_late(stage: str) -> bool:
    """Whether the last answer came too late; until another is taken, or the stage is over on which this was told."""
    told = session.chosen(TOO_LATE)
    if told not in (NOT_TOLD, stage):
        forget_too_late()
        return False
    session.put(TOO_LATE, stage)
    return True


def entry_key(place: Place, field: str = ANSWER) -> str:
    """The key of one question or comment; keys of widgets begin with it."""
    return f"{field}/{place.assessment}/{place.round}/{place.item}/{place.subject}"


def is_entry(key: str) -> bool:
    """Whether a widget with this key takes an answer or comment, or a part of one."""
    return key.startswith(ENTRIES)


def _entry(place: Place, field: str, choice: Choice, seen: str = "") -> Unsaved:
    return Unsaved(**asdict(place), field=field, choice=choice, seen=seen)


def _place(entry: Unsaved) -> Place:
    return Place(entry.assessment, entry.item, entry.subject, entry.round)


def _as_choice(held: object) -> Choice:
    return held if held is None or isinstance(held, float | str) else float(str(held))


def _try(entry: Unsaved) -> None:
    key = entry_key(_place(entry), entry.field)
    try:
        with TURNS.answer():
            _save(entry)
    except StoreUnavailable:
        session.keep_unsaved(key, entry)
    except NotCollecting:
        put_too_late()
        session.forget_unsaved(key)
        session.forget_chosen(key)  # the page may show the question again by now, and must not show this answer
    else:
        session.forget_unsaved(key)
        forget_too_late()


def _save(entry: Unsaved) -> None:
    device, place = session.device(), (entry.assessment, entry.item)
    item = _asked(device, entry)
    if entry.field == COMMENT:
        store().save_comment(device, *place, str(entry.choice), round=entry.round)
    else:
        state, value, text = _state_of(entry, item)
        seen = datetime.fromisoformat(entry.seen) if entry.seen else None
        saved = store().save_answer(
            device, *place, subject=entry.subject, round=entry.round, state=state, value=value, text=text, seen=seen
        )
        session.keep_saved(entry_key(_place(entry), entry.field), saved.saved.isoformat())
        if saved.replaced:
            session.put(session.REPLACED, entry.item)


def _state_of(entry: Unsaved, item: Item) -> tuple[State, float | None, str | None]:
    """State, value and text of an entry; of what is written, only points can be left out with a reason."""
    choice = entry.choice
    if choice is None:
        return "blank", None, None
    if entry.field == WRITTEN and not (item.allocation and choice in REASONS):
        return "answered", None, str(choice)
    if isinstance(choice, str):
        return ("na" if choice == NOT_APPLICABLE else "dk"), None, None
    return "answered", choice, None


def _asked(device: str, entry: Unsaved) -> Item:
    """The item of an entry; refuses what the page does not ask: a browser can send anything."""
    book = asked_in(device, entry.assessment)
    if entry.item not in book.dimension_of:
        raise AssessError(f"{entry.item!r} is no item of this questionnaire. Load the page again.")
    item = book.item(entry.item)
    scale = book.scale_of(item)
    foreign_value = scale is not None and isinstance(entry.choice, float) and entry.choice not in scale.values
    if foreign_value and entry.field == ANSWER:
        raise AssessError(f"{entry.choice} is not on the scale of {entry.item!r}. Load the page again.")
    if entry.field != COMMENT and item.is_scored != (entry.field == ANSWER):
        raise AssessError(f"{entry.item!r} is answered in another way. Load the page again.")
    are_points = item.allocation and entry.field == WRITTEN and entry.choice not in (None, *REASONS)
    if are_points and (words := refused_points(str(entry.choice))):
        raise AssessError(words)
    if entry.subject != US and not item.compare:
        raise AssessError(f"{entry.item!r} is not asked about competitors. Load the page again.")
    return item
