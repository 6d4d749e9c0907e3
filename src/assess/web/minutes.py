"""A workshop's minutes for its report and files: what the room has shown, and what it decided."""

from __future__ import annotations

from assess.core.minutes import Agreed, EarlierRun, Minutes, PointsGiven, Remark
from assess.store import Action, Assessment, Room
from assess.web.resources import store
from assess.web.workshop import Earlier, Shown, shown


def minutes_of(device: str, assessment: Assessment, language: str = "") -> Minutes | None:
    """The minutes of a workshop as revealed so far, in their reader's language.

    None before that, and for an assessment that is no workshop.

    Owners and viewers may have them at any time, other people of the room once it has ended.
    """
    if assessment.settings.kind != "workshop":
        return None
    room = store().room(device, assessment.id)
    if not assessment.roles & {"owner", "viewer"} and room.ended is None:
        return None
    seen = shown(device, room, language)
    return _minutes(device, room, assessment, seen) if seen else None


def _minutes(device: str, room: Room, assessment: Assessment, seen: Shown) -> Minutes:
    points = seen.points
    return Minutes(
        title=room.title,
        held=(room.opened or assessment.created).date(),
        questionnaire=seen.book,
        card=seen.card,
        before=seen.before,
        again=room.plan.again,
        revoted=seen.revoted,
        groups=seen.groups,
        scores=seen.marks,
        points=PointsGiven(points.people, points.means, points.withheld) if points else None,
        lead=room.lead,
        remarks=tuple(Remark(each.dimension, each.text) for each in store().notes(device, room.assessment_id)),
        actions=tuple(_agreed(each) for each in store().actions(device, room.assessment_id)),
        earlier=_earlier(seen.earlier) if seen.earlier else None,
    )


def _agreed(action: Action) -> Agreed:
    return Agreed(
        text=action.text,
        owner=action.owner,
        due=action.due,
        done=action.status == "done",
        dimension=action.dimension,
        rule=action.rule,
        carried=action.carried_from is not None,
    )


def _earlier(run: Earlier) -> EarlierRun:
    return EarlierRun(run.title, run.opened.date() if run.opened else None, run.alike, run.then, run.now)
