"""Dividing: a hundred points over the three disciplines, and what is left to give, said plainly."""

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


def tell_left(key: str, t: Translator) -> None:
    """How many points are left to give, or that they make a hundred, and are saved where nothing waits for that."""
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


def _key(key: str, discipline: Discipline) -> str:
    return f"{key}/{discipline}"
