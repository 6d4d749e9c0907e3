"""What a workshop shows beyond an assessment: both rounds, where people differ, and role groups beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from babel.lists import format_list

from assess.charts.sentences import title_of
from assess.charts.shifts import ShiftPlot, ShiftRow, changes_sentence, rounds_radar, shift_plot
from assess.charts.spreads import spread_plot
from assess.core.minutes import Minutes
from assess.core.rounds import Shift, shift
from assess.core.scorecard import Scorecard
from assess.core.standing import Standing
from assess.paper.blocks import chart, figures, quiet, row, section, words
from assess.paper.drawing import Drawing, pages_of, radar_drawing
from assess.paper.row_drawing import shift_drawing, spread_drawing
from assess.texts import Translator

MOST_GROUPS = 6
"""So many role groups stand beside each other; more go on in another table."""


def second_vote(minutes: Minutes, t: Translator) -> Drawing | None:
    """Both rounds: radar, dumbbells and the table; None where there was one round only."""
    before, after = minutes.before, minutes.card
    if before is None:
        return None
    plot, both = shift_plot(before, after, t, minutes.again), rounds_radar(before, after, t)
    return section(
        t("Before and after the second vote"),
        [
            words(_voters(minutes, plot.rows, t)),
            words(changes_sentence(plot.rows, t)),
            *dumbbells(plot),
            _shift_table(plot, shift(before, after), t),
            chart(radar_drawing(both)) if both else None,
        ],
    )


def dumbbells(plot: ShiftPlot) -> Iterator[Drawing]:
    """The charts of a plot, a page's worth of rows each."""
    return (chart(shift_drawing(plot, rows)) for rows in pages_of(plot.rows))


def _voters(minutes: Minutes, rows: Sequence[ShiftRow], t: Translator) -> str:
    told = [
        t(
            "Voted on again: {places}.",
            places=format_list([each.label for each in rows], locale=t.language),
        ),
        t.plural("{n} person voted again.", "{n} people voted again.", minutes.revoted) if minutes.revoted else "",
        t("Who did not vote again keeps the first answers."),
    ]
    return " ".join(filter(None, told))


def _shift_table(plot: ShiftPlot, shifts: Sequence[Shift], t: Translator) -> Drawing:
    header = [t("Dimension"), plot.before_name, plot.after_name, plot.change_heading, t("Deviation"), t("Raters")]
    found = {each.id: each for each in shifts}
    rows = [row(each.label, _shift_cells(each, found[each.id], t), each.discipline) for each in plot.rows]
    return figures(header, rows, 66)


def _shift_cells(shown: ShiftRow, figure: Shift, t: Translator) -> list[str]:
    return [
        t.number(figure.before, 1),
        t.number(figure.after, 1),
        t.gap(figure.change, 1),
        shown.deviation_text or "–",
        numbers(figure.n_before, figure.n, t),
    ]


def numbers(before: int, after: int, t: Translator) -> str:
    """How many people a figure rests on, twice where that differs."""
    if before == after:
        return t.number(after)
    return t("{before} to {after}", before=t.number(before), after=t.number(after))


# --- disagreement ------------------------------------------------------------------------------------------------


def disagreement(minutes: Minutes, t: Translator) -> Drawing | None:
    """The dimensions by how far raters are apart, the widest first; None where no two rated the same one."""
    if all(each.sd is None for each in minutes.card.dimensions):
        return None
    plot = spread_plot(minutes.card, t, minutes.scores or None)
    reading = (
        t("A dot is one rater's own score: where dots lie far apart, people see different companies.")
        if any(row.dots for row in plot.rows)
        else t("The wider the standard deviation, the more people see different companies.")
    )
    charts = [chart(spread_drawing(plot, rows)) for rows in pages_of(plot.rows)]
    return section(plot.title, [words(reading), *charts])


# --- role groups -------------------------------------------------------------------------------------------------


def groups(minutes: Minutes, t: Translator) -> Drawing | None:
    """The scores of the role groups that may be shown, beside those of all; None where there is no such group."""
    if not minutes.groups:
        return None
    names = list(minutes.groups)
    parts = [names[first : first + MOST_GROUPS] for first in range(0, len(names), MOST_GROUPS)]
    tables = [_group_table(minutes.card, {name: minutes.groups[name] for name in part}, t) for part in parts]
    return section(
        t("Role groups beside each other"),
        [words(t("Scores from 0 to 100. Groups too small to be shown are counted in the first column only.")),
         *tables, quiet(_sizes(minutes, t))],
    )  # fmt: skip


def _group_table(everybody: Scorecard, shown: Mapping[str, Scorecard], t: Translator) -> Drawing:
    cards = [everybody, *shown.values()]
    rows: list[Drawing] = []
    for place, discipline in enumerate(everybody.disciplines):
        rows.append(_group_row([card.disciplines[place] for card in cards], t, strong=True))
        of_discipline = [card.dimensions_of(discipline.discipline) for card in cards]
        rows.extend(_group_row(standings, t) for standings in zip(*of_discipline, strict=True))
    return figures([t("Dimension"), t("All"), *shown], rows, 50)


def _group_row(standings: Sequence[Standing], t: Translator, *, strong: bool = False) -> Drawing:
    first = standings[0]
    return row(title_of(first, t), [t.number(each.score) for each in standings], first.discipline, strong=strong)


def _sizes(minutes: Minutes, t: Translator) -> str:
    told = [
        t.plural("{group}: {n} rater", "{group}: {n} raters", card.raters, group=name)
        for name, card in minutes.groups.items()
    ]
    return " · ".join(told)
