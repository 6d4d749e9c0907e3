"""Dividing: a hundred points over the three disciplines, what is left to give, or why none are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from assess.core.allocation import ALL_POINTS
from assess.core.questionnaire import Discipline
from assess.texts import Translator
from assess.web import session

STEP = 5


def divide(
    key: str, given: Mapping[Discipline, int], t: Translator, save: Callable[..., None], args: tuple[Any, ...]
) -> None:
    """Three numbers that begin with the points `given`; `save` is called on each change with `args`."""
    for discipline in Discipline:
        session.seed(_key(key, discipline), given.get(discipline, 0))
        st.number_input(
            t.discipline(discipline), 0, ALL_POINTS, step=STEP, key=_key(key, discipline), on_change=save, args=args
        )


def why_none(
    key: str, given: str | None, reasons: Mapping[str, str], t: Translator, save: Callable[..., None],
    args: tuple[Any, ...],
) -> None:  # fmt: skip
    """Why no points are given, one of `reasons` in words; choosing one empties the numbers, and the other way."""
    session.seed(_why(key), given)
    st.radio(
        t("No points"),
        list(reasons),
        index=None,
        horizontal=True,
        key=_why(key),
        format_func=reasons.__getitem__,
        label_visibility="collapsed",
        on_change=save,
        args=args,
    )


def tell_left(key: str, t: Translator) -> None:
    """How many points are left to give, or that they make a hundred, and are saved where nothing waits for that."""
    if reason(key):
        return
    left = ALL_POINTS - sum(held(key).values())
    if left > 0:
        words = t.plural("{n} point left to give", "{n} points left to give", left)
        st.info(words, icon=":material/balance:")
    elif left < 0:
        st.info(t.plural("{n} point too many", "{n} points too many", -left), icon=":material/balance:")
    elif session.waiting(key):
        st.info(t("100 points given."), icon=":material/balance:")
    else:
        st.success(t("100 points given and saved. You can still change them."), icon=":material/check_circle:")


def held(key: str) -> dict[Discipline, int]:
    """The points that the three numbers hold now."""
    return {each: int(str(session.chosen(_key(key, each)) or 0)) for each in Discipline}


def reason(key: str) -> str | None:
    """Why no points are given, as chosen; None where it was not."""
    chosen = session.chosen(_why(key))
    return str(chosen) if chosen else None


def forget_points(key: str) -> None:
    """Empties the three numbers, as no points are given."""
    for each in Discipline:
        session.put(_key(key, each), 0)


def forget_reason(key: str) -> bool:
    """Takes back why no points are given, as some are; whether there was a reason."""
    had = reason(key) is not None
    session.put(_why(key), None)
    return had


def _why(key: str) -> str:
    return f"{key}/why"


def _key(key: str, discipline: Discipline) -> str:
    return f"{key}/{discipline}"
