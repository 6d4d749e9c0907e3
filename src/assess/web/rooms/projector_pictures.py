"""Projector: what the room has found out: the whole, one dimension, what was said, shifts, points and the end."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assess.charts import screen
from assess.charts.figures import Radar, dot_plot, radar
from assess.charts.points import points_plot
from assess.charts.sentences import lead_sentence, profile_sentence, verdict_sentence
from assess.charts.shifts import changes_sentence, rounds_radar, shift_plot, trend_plot, trend_radar
from assess.charts.spreads import Order, item_plot, spread_plot
from assess.charts.style import palette
from assess.core.questionnaire import Dimension
from assess.core.standing import Standing
from assess.core.workshop import Stage
from assess.store import Note
from assess.texts import Translator
from assess.web import addresses
from assess.web.resources import store
from assess.web.rooms.projector_scene import Scene, draw
from assess.web.rooms.projector_stages import qr
from assess.web.wall import Line, rows, words
from assess.web.workshop import Shown

TOP, FEW = 5, 3
BODY = 22.3
"""Root ems of height that the page's head leaves."""
UNDER_TAKEAWAY = 20
"""The same below a heading of three lines."""
HALVES = (0.54, 0.44)
MOST_NOTES = 6
CLOSING_EMS = 13
WIDE, NARROW = 0.58, 0.40
"""The shares of the width of a picture and of what stands beside it."""


def takeaway(scene: Scene) -> str:
    """What the whole picture says, for its heading; empty elsewhere."""
    position = scene.room.position
    seen = scene.shown() if position.stage is Stage.REVEAL and position.dimension is None else None
    return profile_sentence(seen.card, scene.t) if seen else ""


def reveal(scene: Scene) -> None:
    """The whole picture, or the dimension that the facilitator has turned to."""
    seen = scene.shown()
    if seen is None or not seen.card.raters:
        return
    if scene.room.position.dimension:
        _dimension(scene, seen, scene.room.position.dimension)
    elif seen.earlier:
        _since_then(scene, seen)
    else:
        _whole(scene, seen)


def _whole(scene: Scene, seen: Shown) -> None:
    """The radar, the disciplines, and where raters differ most and gaps are largest."""
    picture, told = st.columns([WIDE, NARROW], gap="medium")
    with picture:
        _radar(scene, seen, radar(seen.card, scene.t), UNDER_TAKEAWAY)
    with told:
        _disciplines(scene, seen)
        _ranked(scene, seen, "disagreement")
        _ranked(scene, seen, "gap")


def _disciplines(scene: Scene, seen: Shown) -> None:
    """Score and verdict of each discipline, with its accent."""
    t, accents = scene.t, palette(scene.dark).accents
    lines = [
        Line(t.discipline(each.discipline), _stands(each, t), accents[each.discipline])
        for each in seen.card.disciplines
    ]
    rows("", lines, key="disciplines", size=0.88)


def _stands(standing: Standing, t: Translator) -> str:
    verdict = f"{t.verdict(standing.verdict)} {t.gap(standing.gap)}" if standing.verdict else t.verdict(None)
    return f"{t.number(standing.score)} · {verdict}"


def _radar(scene: Scene, seen: Shown, figure: Radar | None, lines: float, share: float = WIDE) -> None:
    """A radar, or the dot plot where there are too few axes for one."""
    frame = scene.wall.frame(share, lines)
    if figure is not None:
        draw(screen.draw_radar(figure, scene.dark, frame), figure.alt, key="radar")
    else:
        dots = dot_plot(seen.card, scene.t)
        draw(screen.draw_dots(dots, scene.dark), dots.alt, key="dots")


def _profile(scene: Scene, seen: Shown) -> None:
    words(profile_sentence(seen.card, scene.t), key="profile", size=1.1)


def _ranked(scene: Scene, seen: Shown, order: Order) -> None:
    """The first few dimensions of an order, with the figure that puts them there; nothing where none has one."""
    found = {each.id for each in seen.card.dimensions if (each.gap if order == "gap" else each.sd) is not None}
    plot = spread_plot(seen.card, scene.t, order=order, only=found, most=FEW)
    told = [Line(row.label, row.gap_text if order == "gap" else row.deviation_text) for row in plot.rows]
    if told:
        rows(plot.title, told, key=f"ranked-{order}", size=0.88)


def _since_then(scene: Scene, seen: Shown) -> None:
    """Another run of a workshop: the radar and the dumbbells of then and now."""
    t, earlier = scene.t, seen.earlier
    if earlier is None:
        return
    figure = trend_radar(earlier.then, earlier.now, earlier.alike, t)
    plot = trend_plot(earlier.then, earlier.now, earlier.alike, seen.book, t)
    told, picture = st.columns(HALVES, gap="medium")
    with picture:
        _radar(scene, seen, figure, UNDER_TAKEAWAY, HALVES[1])
    with told:
        if plot.rows:
            lines = UNDER_TAKEAWAY - 2 * (bool(plot.not_comparable) + bool(plot.partly))
            draw(screen.draw_shifts(plot, scene.dark, scene.wall.frame(HALVES[0], lines)), plot.alt, key="trend")
        if plot.partly:
            words("; ".join(each.text for each in plot.partly), key="partly", size=0.8)
        if plot.not_comparable:
            words(f"{t('Not comparable')}{t.colon} {'; '.join(plot.not_comparable)}", key="apart", size=0.8)


# --- one dimension -----------------------------------------------------------------------------------------------


def _dimension(scene: Scene, seen: Shown, name: str) -> None:
    """One dimension: its answers item by item, its spread, its verdict, and the role groups beside each other."""
    dimension = seen.book.dimension(name)
    items, told = st.columns([WIDE, NARROW], gap="medium")
    with items:
        _items(scene, seen, dimension)
    with told:
        _one_spread(scene, seen, name)
        _groups(scene, seen, name)


def _items(scene: Scene, seen: Shown, dimension: Dimension) -> None:
    """How many gave which answer; in protected workshops the means alone."""
    t = scene.t
    if seen.spreads:
        plot = item_plot(seen.spreads, seen.book, dimension.id, t)
        draw(screen.draw_items(plot, scene.dark, scene.wall.frame(WIDE, BODY)), plot.alt, key="items")
        return
    means = {each.id: each.mean for each in seen.card.items}
    found = [Line(item.text, t.number(means.get(item.id), 1)) for item in dimension.scored_items]
    rows(t("Mean answer to each item"), found, key="items")


def _one_spread(scene: Scene, seen: Shown, name: str) -> None:
    plot = spread_plot(seen.card, scene.t, seen.marks, only={name})
    words(verdict_sentence(_standing(seen, name), scene.t), key="verdict", size=1.1)
    draw(screen.draw_spreads(plot, scene.dark, scene.wall.frame(NARROW, 7)), plot.alt, key="spread")


def _standing(seen: Shown, name: str) -> Standing:
    return next(each for each in seen.card.dimensions if each.id == name)


def _groups(scene: Scene, seen: Shown, name: str) -> None:
    """The means of the role groups that are large enough, where there are two or more."""
    if len(seen.groups) < 2:
        return
    scores = {
        group: next((each.score for each in card.dimensions if each.id == name), None)
        for group, card in seen.groups.items()
    }
    told = [Line(group, scene.t.number(score)) for group, score in scores.items()]
    rows(scene.t("Role groups"), told, key="groups")


# --- talking -----------------------------------------------------------------------------------------------------


def discuss(scene: Scene) -> None:
    """What is talked about: a dimension with its spread and notes, or where raters differ most."""
    seen, name = scene.shown(), scene.room.position.dimension
    if seen is None:
        return
    notes = [each for each in store().notes(scene.device, scene.room.assessment_id) if each.dimension == name]
    if name is None:
        plot = spread_plot(seen.card, scene.t, seen.marks, most=TOP)
        share = WIDE if notes else 1.0
        picture, told = st.columns([WIDE, NARROW], gap="medium") if notes else (st.container(), st.container())
        with picture:
            draw(screen.draw_spreads(plot, scene.dark, scene.wall.frame(share, BODY)), plot.alt, key="spreads")
    else:
        picture, told = st.columns([WIDE, NARROW], gap="medium")
        with picture:
            _one_spread(scene, seen, name)
            _groups(scene, seen, name)
    with told:
        _notes(scene, notes)


def _notes(scene: Scene, notes: Sequence[Note]) -> None:
    """What was written down, the latest where not all has room."""
    if notes:
        rows(scene.t("Notes"), [Line(each.text) for each in notes[-MOST_NOTES:]], key="notes")
    elif scene.room.position.dimension:
        words(scene.t("What example speaks for a high answer, and what for a low one?"), key="ask", size=1.2)


def shift(scene: Scene) -> None:
    """Both rounds: dumbbells of what was voted on again, and the radar."""
    seen, t = scene.shown(), scene.t
    if seen is None or seen.before is None:
        return
    if scene.room.position.dimension:
        _dimension(scene, seen, scene.room.position.dimension)
        return
    plot = shift_plot(seen.before, seen.card, t, scene.room.plan.again)
    words(f"{changes_sentence(plot.rows, t)} {_revoted(scene, seen)}", key="changes", size=1.1)
    picture, told = st.columns(HALVES, gap="medium")
    with picture:
        draw(screen.draw_shifts(plot, scene.dark, scene.wall.frame(HALVES[0], BODY - 3.6)), plot.alt, key="shift")
    with told:
        _radar(scene, seen, rounds_radar(seen.before, seen.card, t), BODY - 3.6, HALVES[1])


def _revoted(scene: Scene, seen: Shown) -> str:
    if seen.revoted is None:
        return ""
    return scene.t.plural("{n} person voted again.", "{n} people voted again.", seen.revoted)


def stance(scene: Scene) -> None:
    """Stated against lived: the points beside scores and verdicts."""
    seen, t = scene.shown(), scene.t
    if seen is None or seen.points is None:
        return
    if seen.points.withheld or not seen.points.people:
        words(t("Too few people gave points for a picture of them."), key="withheld", size=1.2)
        return
    plot = points_plot(seen.points.means, seen.card, t, people=seen.points.people, chosen=scene.room.lead)
    draw(screen.draw_points(plot, scene.dark, scene.wall.frame(1.0, BODY - 2)), plot.alt, key="points")
    words(plot.people_text, key="people")


def close(scene: Scene) -> None:
    """The end: the profile once more, and where everybody finds what was found out."""
    seen, t = scene.shown(), scene.t
    told, picture = st.columns([WIDE, NARROW], gap="large")
    with told:
        if seen is not None:
            _profile(scene, seen)
        if scene.room.lead:
            words(lead_sentence(scene.room.lead, t), key="lead", size=1.3)
        agreed = len(store().actions(scene.device, scene.room.assessment_id))
        if agreed:
            words(t.plural("{n} action is agreed.", "{n} actions are agreed.", agreed), key="agreed", size=1.3)
    with picture:
        words(t("Results and actions stay on the phone with which you joined."), key="stay")
        qr(scene, addresses.of_room(scene.room.assessment_id), CLOSING_EMS)
