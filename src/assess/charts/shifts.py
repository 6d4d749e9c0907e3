"""What has changed: before and after the second vote, or an earlier workshop and this one; dumbbells and radar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assess.charts.figures import By, Radar, Role, Series, clipped, disciplines_of, radar
from assess.charts.sentences import apart, listed, title_of
from assess.core.questionnaire import Discipline, Questionnaire
from assess.core.rounds import difference, shift
from assess.core.scorecard import Scorecard
from assess.core.standing import Standing
from assess.core.trend import Comparable, LeftOut, Reason, trend
from assess.texts import Translator

MOST_NAMED = 3


@dataclass(frozen=True)
class ShiftRow:
    """One dimension or discipline before and after, all levels in 0..100, None where there is none.

    `deviation_text` is what has become of the standard deviation ("± 18 to ± 9"), empty where it is not known.
    """

    id: str
    label: str
    discipline: Discipline
    before: float | None
    after: float | None
    parity: float | None
    change: float | None
    change_text: str
    deviation_text: str
    text: str
    """What the row says when pointed at."""


@dataclass(frozen=True)
class Partly:
    """A dimension that is compared over some of its items only: how many, and the others with their reasons."""

    text: str
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class ShiftPlot:
    """Dumbbells on a fixed scale from 0 to 100, one row a dimension or discipline, grouped by discipline.

    `not_comparable` names the dimensions that are left out, each with its reason; `partly` those of which items are.
    """

    title: str
    rows: tuple[ShiftRow, ...]
    before_name: str
    after_name: str
    parity_name: str
    change_heading: str
    disciplines: tuple[tuple[Discipline, str], ...]
    not_comparable: tuple[str, ...]
    partly: tuple[Partly, ...]
    alt: str


def shift_plot(before: Scorecard, after: Scorecard, t: Translator, again: Sequence[str] = ()) -> ShiftPlot:
    """The shift of each dimension between the first and the second vote; of those in `again` if it names any."""
    found = {each.id: each for each in shift(before, after)}
    standings = [each for each in _grouped(after.dimensions) if not again or each.id in again]
    rows = tuple(
        _row(
            each,
            found[each.id].before,
            found[each.id].change,
            t,
            deviation_text=_deviations(found[each.id].sd_before, found[each.id].sd, t),
        )
        for each in standings
    )
    return _plot(t("Before and after the second vote"), rows, standings, _round_names(t), t)


def trend_plot(
    earlier: Scorecard | None,
    later: Scorecard | None,
    alike: Comparable,
    questionnaire: Questionnaire,
    t: Translator,
    *,
    then_name: str = "",
    by: By = "dimension",
) -> ShiftPlot:
    """The trend of each comparable dimension (or discipline) from an earlier workshop to this one.

    Both scorecards are over the items that are the same, absent where there are none. `questionnaire` is the later
    one, whose dimensions that cannot be compared are named beneath. `then_name` says when the earlier one was.
    """
    found = {each.id: each for each in trend(earlier, later, alike)} if earlier and later else {}
    of = (later.disciplines if by == "discipline" else later.dimensions) if later else ()
    standings = [each for each in _grouped(of) if each.id in found]
    rows = tuple(_row(each, found[each.id].then, found[each.id].change, t) for each in standings)
    names = (then_name or t("Earlier"), t("Now"))
    left_out = _not_comparable(alike, questionnaire, t) if by == "dimension" else ()
    return _plot(
        t("Since the earlier workshop"), rows, standings, names, t, left_out, _partly(alike, questionnaire, t)
    )


def rounds_radar(before: Scorecard, after: Scorecard, t: Translator, by: By = "dimension") -> Radar | None:
    """The radar after the second vote with the first one's line behind it; None below three axes."""
    levels = {each.id: each.score for each in (*before.dimensions, *before.disciplines)}
    return _two_lines(after, levels, _round_names(t), t, by)


def trend_radar(
    earlier: Scorecard | None,
    later: Scorecard | None,
    alike: Comparable,
    t: Translator,
    *,
    then_name: str = "",
    by: By = "dimension",
) -> Radar | None:
    """The radar of now with the earlier line behind it, over the items that are the same; None below three axes."""
    if earlier is None or later is None:
        return None
    levels = {each.id: each.then for each in trend(earlier, later, alike)}
    return _two_lines(later, levels, (then_name or t("Earlier"), t("Now")), t, by)


# --- dumbbells ---------------------------------------------------------------------------------------------------


def _round_names(t: Translator) -> tuple[str, str]:
    return t("First vote"), t("Second vote")


def _grouped(standings: Sequence[Standing]) -> list[Standing]:
    order = list(Discipline)
    return sorted(standings, key=lambda each: order.index(each.discipline))


def _row(
    after: Standing, before: float | None, change: float | None, t: Translator, deviation_text: str = ""
) -> ShiftRow:
    return ShiftRow(
        id=after.id,
        label=title_of(after, t),
        discipline=after.discipline,
        before=before,
        after=after.score,
        parity=clipped(after.parity),
        change=change,
        change_text=t.gap(change),
        deviation_text=deviation_text,
        text=_row_text(title_of(after, t), before, after.score, change, t),
    )


def _row_text(dimension: str, before: float | None, after: float | None, change: float | None, t: Translator) -> str:
    if change is None:
        return t("{dimension}: nothing to compare", dimension=dimension)
    return t(
        "{dimension}: from {before} to {after}, change {change}",
        dimension=dimension,
        before=t.number(before),
        after=t.number(after),
        change=t.gap(change),
    )


def _deviations(before: float | None, after: float | None, t: Translator) -> str:
    if before is None or after is None:
        return ""
    return t("± {before} to ± {after}", before=t.number(before), after=t.number(after))


def _plot(
    title: str,
    rows: tuple[ShiftRow, ...],
    standings: Sequence[Standing],
    names: tuple[str, str],
    t: Translator,
    not_comparable: tuple[str, ...] = (),
    partly: tuple[Partly, ...] = (),
) -> ShiftPlot:
    return ShiftPlot(
        title=title,
        rows=rows,
        before_name=names[0],
        after_name=names[1],
        parity_name=t("Parity"),
        change_heading=t("Change"),
        disciplines=disciplines_of(standings, t),
        not_comparable=not_comparable,
        partly=partly,
        alt=_alt(rows, names, [*not_comparable, *(each.text for each in partly)], t),
    )


def _alt(rows: Sequence[ShiftRow], names: tuple[str, str], left_out: Sequence[str], t: Translator) -> str:
    """What has risen and what has fallen, the largest changes by name."""
    opening = t.plural("{n} dumbbell from {before} to {after}, from 0 to 100.",
                       "{n} dumbbells from {before} to {after}, from 0 to 100.",
                       len(rows), before=apart(names[0]), after=apart(names[1]))  # fmt: skip
    return " ".join([opening, changes_sentence(rows, t), *left_out])


def changes_sentence(rows: Sequence[ShiftRow], t: Translator) -> str:
    """The largest changes by name: "Up: Speed (+12). Down: Cost (−8)."; what rounds to 0 is no change."""
    changed = sorted((row for row in rows if round(row.change or 0.0)), key=lambda row: -abs(row.change or 0.0))
    up, down = (
        listed([f"{apart(row.label)} ({row.change_text})" for row in found[:MOST_NAMED]], t)
        for found in (
            [row for row in changed if (row.change or 0.0) > 0],
            [row for row in changed if (row.change or 0.0) < 0],
        )
    )
    told = [up and t("Up: {places}.", places=up), down and t("Down: {places}.", places=down)]
    return " ".join(filter(None, told)) or t("No change.")


def _not_comparable(alike: Comparable, questionnaire: Questionnaire, t: Translator) -> tuple[str, ...]:
    told = [(each.title, alike.others[each.id]) for each in questionnaire.dimensions if each.id in alike.others]
    told += [(title, Reason.GONE) for title in alike.gone]
    return tuple(
        t("{dimension}: {reason}", dimension=apart(title), reason=reason_words(reason, t)) for title, reason in told
    )


def _partly(alike: Comparable, questionnaire: Questionnaire, t: Translator) -> tuple[Partly, ...]:
    """The dimensions that are compared over some of their items only, then each of the others with its reason."""
    return tuple(
        Partly(
            t(
                "{dimension}: over {kept} of {asked} items",
                dimension=apart(each.title),
                kept=t.number(len(alike.now.dimension(each.id).items)),
                asked=t.number(len(each.items)),
            ),
            tuple(_left_out(item, t) for item in alike.left_out[each.id]),
        )
        for each in questionnaire.dimensions
        if each.id in alike.left_out and alike.now
    )


def _left_out(each: LeftOut, t: Translator) -> str:
    return t("“{item}” is left out: {reason}", item=apart(each.item.text), reason=_item_words(each.reason, t))


def reason_words(reason: Reason, t: Translator) -> str:
    """Why a dimension cannot be compared with an earlier run."""
    words = {
        Reason.NEW: t("not asked before"),
        Reason.GONE: t("not asked any more"),
        Reason.WORDS: t("items in other words than before"),
        Reason.SCALE: t("answered on another scale than before"),
        Reason.FEW: t("too few of its items are as before"),
    }
    return words[reason]


def _item_words(reason: Reason, t: Translator) -> str:
    return t("in other words than before") if reason is Reason.WORDS else reason_words(reason, t)


# --- radar -------------------------------------------------------------------------------------------------------


def _two_lines(
    card: Scorecard, levels: Mapping[str, float | None], names: tuple[str, str], t: Translator, by: By
) -> Radar | None:
    """Parity, the earlier line and the own one; competitors are left out, so that the two lines can be read."""
    found = radar(card, t, by)
    if found is None:
        return None
    standings = _grouped(card.disciplines if by == "discipline" else card.dimensions)
    points = [levels.get(each.id) for each in standings]
    parity = [each for each in found.series if each.role is Role.PARITY]
    own = replace(found.own, name=names[1])
    earlier = _earlier(names[0], points, standings, t)
    pairs = zip(standings, points, strict=True)
    changes = [_row(each, level, difference(each.score, level), t) for each, level in pairs]
    return replace(found, series=(*parity, earlier, own), alt=f"{found.alt} {changes_sentence(changes, t)}")


def _earlier(name: str, points: Sequence[float | None], standings: Sequence[Standing], t: Translator) -> Series:
    texts = tuple(
        t("{name}, {dimension}: {score}", name=name, dimension=title_of(each, t), score=t.number(level))
        for each, level in zip(standings, points, strict=True)
    )
    return Series(Role.EARLIER, name, tuple(points), texts)
