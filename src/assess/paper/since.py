"""What has become of the earlier run of a workshop: its open actions, and the trend of what can be compared."""

from __future__ import annotations

from collections.abc import Iterable

from assess.charts.sentences import title_of
from assess.charts.shifts import changes_sentence, trend_plot, trend_radar
from assess.core.minutes import EarlierRun, Minutes
from assess.core.trend import Trend, trend
from assess.paper.blocks import bullets, chart, figures, quiet, row, section, title, words
from assess.paper.decisions import actions_table
from assess.paper.drawing import Drawing, radar_drawing
from assess.paper.rounds import dumbbells, numbers
from assess.texts import Translator


def since(minutes: Minutes, t: Translator) -> Drawing | None:
    """Open actions then and now, then the trend; None where the workshop is the first."""
    carried = [each for each in minutes.actions if each.carried]
    if minutes.earlier is None and not carried:
        return None
    actions = [title(t("Actions open then")), actions_table(carried, minutes.questionnaire, t)] if carried else []
    trends = _trend(minutes, minutes.earlier, t) if minutes.earlier else ()
    return section(t("Since the earlier workshop"), [*actions, *trends])


def _trend(minutes: Minutes, earlier: EarlierRun, t: Translator) -> Iterable[Drawing | None]:
    then = t.date(earlier.held) if earlier.held else ""
    alike = earlier.alike
    plot = trend_plot(earlier.then, earlier.now, alike, minutes.questionnaire, t, then_name=then)
    yield title(t("Trend"))
    yield words(" · ".join(filter(None, [t("Earlier workshop: {title}", title=earlier.title), then])))
    if earlier.then is None or earlier.now is None or not plot.rows:
        yield words(t("Nothing can be compared with it."))
    else:
        yield words(changes_sentence(plot.rows, t))
        yield from dumbbells(plot)
        both = trend_radar(earlier.then, earlier.now, alike, t, then_name=then)
        yield chart(radar_drawing(both)) if both else None
        yield _table(trend(earlier.then, earlier.now, alike), minutes, t)
        yield quiet(
            t(
                "A change of the gap may come from other competitors or another declared parity as much as from the "
                "company."
            )
        )
    if plot.partly:
        yield title(t("Compared over the same items only"))
        yield words(
            t("Both runs are scored over the items that were asked alike, so figures differ from those above.")
        )
        yield bullets([line for each in plot.partly for line in (each.text, *each.left_out)])
    if plot.not_comparable:
        yield title(t("Not comparable"))
        yield bullets(plot.not_comparable)


def _table(trends: Iterable[Trend], minutes: Minutes, t: Translator) -> Drawing:
    """Disciplines first, then dimensions, as they can be compared."""
    header = [t("Dimension"), t("Then"), t("Now"), t("Change"), t("Gap then"), t("Gap now"), t("Raters")]
    names = {each.id: title_of(each, t) for each in (*minutes.card.disciplines, *minutes.card.dimensions)}
    disciplines = {each.id for each in minutes.card.disciplines}
    rows = [row(names[each.id], _cells(each, t), each.discipline, strong=each.id in disciplines) for each in trends]
    return figures(header, rows, 50)


def _cells(figure: Trend, t: Translator) -> list[str]:
    return [
        t.number(figure.then, 1),
        t.number(figure.now, 1),
        t.gap(figure.change, 1),
        t.gap(figure.gap_then, 1),
        t.gap(figure.gap_now, 1),
        numbers(figure.n_then, figure.n_now, t),
    ]
