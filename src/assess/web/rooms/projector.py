"""Projector: a workshop on the wall; no controls, nothing secret, nobody's name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from assess.core.errors import AssessError
from assess.core.workshop import Stage, asked_of
from assess.store import NotAllowed, StoreUnavailable
from assess.web import navigation, session
from assess.web.navigation import ASSESSMENT
from assess.web.pulse import EVERY_SECONDS, pulse
from assess.web.resources import questionnaire_of, store
from assess.web.rooms import projector_pictures as pictures
from assess.web.rooms import projector_stages as stages
from assess.web.rooms.projector_scene import Live, Scene
from assess.web.wall import heading, wall

TAKEAWAY = 1.2
"""Root ems of a heading that is a sentence."""
MAY_WATCH = {"owner", "viewer"}


def body() -> None:
    """The workshop in the address, as it stands; one small part looks every second whether it has gone on."""
    scene = _scene(navigation.asked(ASSESSMENT))
    stage = scene.room.position.stage
    live = partial(st.fragment(run_every=EVERY_SECONDS)(_live), scene)
    with st.container(gap="small"):
        if stage in DOING:
            _head(scene, 3)
            DOING[stage](scene, live)
            return
        title, aside = st.columns([6, 1], vertical_alignment="center")
        with title:
            _head(scene)
        with aside:
            live()
        SEEING[stage](scene)


def _scene(assessment_id: str) -> Scene:
    device = session.device()
    room, assessment = store().seat(device, assessment_id)
    if not assessment.roles & MAY_WATCH:
        raise NotAllowed("The projector is its facilitators' and viewers'. Open it by their link.")
    t = session.texts()
    book = asked_of(questionnaire_of(device, assessment, t.language), room.plan)
    return Scene(device, room, assessment, book, t, wall(), session.is_dark())


def _head(scene: Scene, size: float = 2.1) -> None:
    found = pictures.takeaway(scene)
    above = f"{scene.assessment.company} · {scene.room.title}"
    heading(above, found or _title(scene), key="head", size=TAKEAWAY if found else size)


def _title(scene: Scene) -> str:
    t, position = scene.t, scene.room.position
    if position.dimension and position.stage is not Stage.LEAD:
        return scene.book.dimension(position.dimension).title
    titles = {
        Stage.LOBBY: t("Welcome"),
        Stage.RATE: t("How do we work today?"),
        Stage.REVEAL: t("The picture of the room"),
        Stage.DISCUSS: t("Talk about it"),
        Stage.VOTE: t("Second vote"),
        Stage.SHIFT: t("Before and after"),
        Stage.LEAD: t("Which discipline should we lead?"),
        Stage.STANCE: t("Said and lived"),
        Stage.ACTIONS: t("What we will do"),
        Stage.CLOSE: t("Thank you"),
    }
    return titles[position.stage]


# --- each second -------------------------------------------------------------------------------------------------


def _live(scene: Scene) -> None:
    """Counts and clock; the page is drawn anew once the room has changed, or may no longer be watched."""
    try:
        now = pulse(scene.device, scene.room.assessment_id)
    except StoreUnavailable:
        st.caption(scene.t("The connection is interrupted. This goes on by itself."))
        return
    except AssessError:
        st.rerun()
    if now.room.revision != scene.room.revision:
        st.rerun()
    if scene.room.position.stage is Stage.LOBBY:
        stages.joined(scene, now)
    elif scene.room.position.stage in DOING:
        stages.counts(scene, now)
    else:
        stages.time_left(now.room, scene.t)


DOING: dict[Stage, Callable[[Scene, Live], None]] = {
    Stage.LOBBY: stages.lobby,
    Stage.RATE: stages.rate,
    Stage.VOTE: stages.rate,
    Stage.LEAD: stages.lead,
}
"""The stages in which people do something: how many have is told in the middle."""
SEEING: dict[Stage, Callable[[Scene], None]] = {
    Stage.REVEAL: pictures.reveal,
    Stage.DISCUSS: pictures.discuss,
    Stage.SHIFT: pictures.shift,
    Stage.STANCE: pictures.stance,
    Stage.ACTIONS: stages.actions,
    Stage.CLOSE: pictures.close,
}
