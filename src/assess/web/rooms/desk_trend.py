"""Desk: what has changed since the earlier run of the same workshop."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from assess.charts.sentences import title_of
from assess.charts.shifts import reason_words
from assess.core.trend import Trend
from assess.texts import Translator
from assess.web.facilitating import Desk
from assess.web.plain import plain
from assess.web.workshop import Shown


def since(desk: Desk, seen: Shown) -> None:
    """Then and now where the two compare, and why the other dimensions do not."""
    t, earlier = desk.t, seen.earlier
    if earlier is None:
        return
    st.subheader(t("Since the earlier workshop"), anchor=False)
    st.caption(plain(earlier.title))
    if earlier.trends:
        standings = {each.id: each for each in (*seen.card.disciplines, *seen.card.dimensions)}
        rows = [_row(each, plain(title_of(standings[each.id], t)), t) for each in earlier.trends]
        st.table(pd.DataFrame(rows).set_index(t("Then and now")), border="horizontal")
    for name, reason in earlier.alike.others.items():
        st.caption(f"{desk.title_of(name)}: {reason_words(reason, t)}")


def _row(each: Trend, title: str, t: Translator) -> dict[str, str]:
    return {
        t("Then and now"): title,
        t("Earlier"): t.number(each.then),
        t("Now"): t.number(each.now),
        t("Change"): t.gap(each.change),
    }
