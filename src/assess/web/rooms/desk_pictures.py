"""Desk: the charts and figures of what was revealed."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import streamlit as st
from plotly.graph_objects import Figure

from assess.charts import screen
from assess.charts.figures import radar
from assess.charts.points import points_plot
from assess.charts.shifts import changes_sentence, shift_plot, trend_plot
from assess.charts.spreads import Order, item_plot, spread_plot
from assess.core.rounds import by_gap, disagreement
from assess.core.standing import Standing
from assess.texts import Translator
from assess.web import session
from assess.web.facilitating import Desk
from assess.web.plain import plain
from assess.web.workshop import Shown


def spread(desk: Desk, seen: Shown) -> None:
    """The dimensions by disagreement or by gap: how far raters are apart, and the figures."""
    t = desk.t
    words: dict[Order, str] = {"disagreement": t("Widest disagreement first"), "gap": t("Furthest behind first")}
    order = st.radio(t("Order"), list(words), format_func=words.__getitem__, horizontal=True, key="order",
                     label_visibility="collapsed")  # fmt: skip
    plot = spread_plot(seen.card, t, seen.marks, order=order)
    _draw(screen.draw_spreads(plot, session.is_dark()), plot.alt, f"spread-{order}")
    with st.expander(t("Figures"), key="figures"):
        _table(by_gap(seen.card) if order == "gap" else disagreement(seen.card), t)
    if figure := radar(seen.card, t):
        with st.expander(t("Radar"), key="radar-open"):
            _draw(screen.draw_radar(figure, session.is_dark()), figure.alt, "radar")


def one(desk: Desk, seen: Shown, dimension: str) -> None:
    """One dimension: its figures, and the answers to each item where they may be seen."""
    _table([each for each in seen.card.dimensions if each.id == dimension], desk.t)
    if seen.spreads:
        plot = item_plot(seen.spreads, seen.book, dimension, desk.t)
        _draw(screen.draw_items(plot, session.is_dark()), plot.alt, f"items-{dimension}")


def shift(desk: Desk, seen: Shown) -> None:
    """What the second vote has changed."""
    if seen.before is None:
        return
    t, plot = desk.t, shift_plot(seen.before, seen.card, desk.t, desk.room.plan.again)
    if told := changes_sentence(plot.rows, t):
        st.markdown(f"**{plain(told)}**")
    if seen.revoted is not None:
        st.caption(t.plural("{n} person voted again", "{n} people voted again", seen.revoted))
    _draw(screen.draw_shifts(plot, session.is_dark()), plot.alt, "shift")


def points(desk: Desk, seen: Shown) -> None:
    """The points that the disciplines were given beside what ratings say."""
    t, given = desk.t, seen.points
    if given is None or given.withheld or not given.people:
        st.markdown(t("Too few people gave points for a picture of them."))
        return
    plot = points_plot(given.means, seen.card, t, people=given.people, chosen=desk.room.lead)
    _draw(screen.draw_points(plot, session.is_dark()), plot.alt, f"points-{desk.room.lead}")
    st.caption(plot.people_text)


def trend(desk: Desk, seen: Shown) -> None:
    """Then and now, and which dimensions cannot be compared and why; nothing where there is no earlier run."""
    earlier = seen.earlier
    if earlier is None:
        return
    t = desk.t
    st.subheader(t("Since the earlier workshop"), anchor=False)
    plot = trend_plot(earlier.then, earlier.now, earlier.alike, seen.book, t, then_name=earlier.title)
    if plot.rows:
        _draw(screen.draw_shifts(plot, session.is_dark()), plot.alt, "trend")
    if plot.partly:
        with st.expander(t("Compared over the same items only"), key="partly"):
            for each in plot.partly:
                st.markdown("\n".join([plain(each.text), "", *(f"- {plain(line)}" for line in each.left_out)]))
    for line in plot.not_comparable:
        st.caption(plain(line))


def _draw(figure: Figure, alt: str, key: str) -> None:
    st.plotly_chart(figure, config=screen.CONFIG, theme=None, alt=alt, key=key)


def _table(standings: Collection[Standing], t: Translator) -> None:
    rows = [_row(each, t) for each in standings]
    st.table(pd.DataFrame(rows).set_index(t("Dimension")), border="horizontal")


def _row(each: Standing, t: Translator) -> dict[str, str]:
    score = t.number(each.score) if each.sd is None else f"{t.number(each.score)} ± {t.number(each.sd)}"
    return {
        t("Dimension"): plain(each.title),
        t("Score"): score,
        t("Gap"): t.gap(each.gap),
        t("Verdict"): t.verdict(each.verdict),
    }
