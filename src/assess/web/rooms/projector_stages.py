"""Projector: the stages in which people do something: join, rate, vote, give points, agree on actions."""

from __future__ import annotations

import streamlit as st

from assess.core.conditions import never_asked
from assess.core.questionnaire import Discipline
from assess.core.workshop import Stage
from assess.exports.invitations import qr_png
from assess.store import Action, Counts, Room
from assess.texts import Translator
from assess.web import addresses
from assess.web.pulse import Pulse, minutes, seconds_left
from assess.web.resources import store
from assess.web.rooms.projector_scene import Live, Scene
from assess.web.wall import Line, picture, rows, words

QR_EMS = 18.5
MOST_ACTIONS = 7
MOST_DIMENSIONS = 7


def lobby(scene: Scene, live: Live) -> None:
    """The way in: QR, address and code, and how many people are here."""
    t, code = scene.t, scene.room.code
    if code is None:
        words(t("The room opens in a moment."), key="soon", size=1.4)
        live()
        return
    code_to_scan, told = st.columns([5, 7], gap="large", vertical_alignment="center")
    with code_to_scan:
        qr(scene, addresses.of_code(code), QR_EMS)
    with told:
        words(t("Scan the code with your phone, or open"), key="scan")
        words(host(), key="address", size=1.7)
        words(t("and type"), key="type")
        words(addresses.spoken(code).upper(), key="code", size=4.6)
        live()
        if scene.room.locked:
            words(t("The door is closed: nobody else comes in now."), key="locked")


def host() -> str:
    """The app's address as people type it."""
    return addresses.base().partition("://")[2]


def qr(scene: Scene, address: str, ems: float) -> None:
    """The QR code of an address, so many root ems wide."""
    picture(qr_png(address), scene.t("QR code of the way into the workshop"), key="qr", size=ems)


def rate(scene: Scene, live: Live) -> None:
    """What is rated now, and how many people are done; they answer on their phones."""
    t, position = scene.t, scene.room.position
    asked = scene.room.plan.asked_at(position)
    if scene.room.collecting is None:
        words(t("Paused") if position.state == "paused" else t("Rating is closed."), key="state", size=2.4)
    else:
        words(_told(scene), key="told", size=1.3)
        if position.dimension is None and len(asked) <= MOST_DIMENSIONS:
            rows("", [Line(scene.book.dimension(each.id).title) for each in asked], key="asked", size=1.2)
    live()


def _told(scene: Scene) -> str:
    t, stage = scene.t, scene.room.position.stage
    first = t("Answer on your phone, each for yourself.")
    second = t("Answer again on your phone, after what you have heard.")
    return f"{second if stage is Stage.VOTE else first} {_questions(scene)}."


def _questions(scene: Scene) -> str:
    """How many questions people are asked; at most, where that follows from what they answer."""
    t, asked = scene.t, scene.room.plan.asked_at(scene.room.position)
    never = never_asked(scene.book)
    items = [item for each in asked for item in scene.book.dimension(each.id).items if item not in never]
    if any(item.show_if for item in items):
        return t.plural("{n} question at most", "{n} questions at most", len(items))
    return t.plural("{n} question", "{n} questions", len(items))


def lead(scene: Scene, live: Live) -> None:
    """The question of the lead; people divide their points on their phones."""
    t = scene.t
    if scene.room.collecting_points:
        words(t("Divide 100 points on your phone, as you would lead the company."), key="told", size=1.3)
        rows("", [Line(t.discipline(each)) for each in Discipline], key="disciplines", size=1.6)
    else:
        paused = scene.room.position.state == "paused"
        words(t("Paused") if paused else t("No more points are taken."), key="state", size=2.4)
    live()


def counts(scene: Scene, now: Pulse) -> None:
    """How many people are done, as words and as a bar, and what is left of the time."""
    t, people = scene.t, now.counts
    told, aside = st.columns([3, 1], vertical_alignment="center")
    with told:
        words(_done(people, t), key="counts", size=4.4)
    with aside:
        time_left(now.room, t, size=4.4)
    if people.owed:
        st.progress(min(people.done / people.joined, 1.0) if people.joined else 0.0)


def _done(people: Counts, t: Translator) -> str:
    """How many are done, or here where nobody owes an answer, as all that is asked stands under conditions."""
    if not people.owed:
        return t.plural("{n} person is here", "{n} people are here", people.joined)
    return t("{done} of {joined} done", done=t.number(people.done), joined=t.number(people.joined))


def joined(scene: Scene, now: Pulse) -> None:
    """How many people are in the room."""
    if now.room.code:
        people = scene.t.plural("{n} person is here", "{n} people are here", now.counts.joined)
        words(people, key="joined", size=1.7)


def time_left(room: Room, t: Translator, size: float = 2.6) -> None:
    """What is left of the time, if a timer runs."""
    left = seconds_left(room)
    if left is not None:
        words(minutes(left) if left else t("Time is up"), key="clock", size=size)


def actions(scene: Scene) -> None:
    """What was agreed: what, who, until when."""
    t = scene.t
    agreed = [each for each in store().actions(scene.device, scene.room.assessment_id) if each.status == "open"]
    if not agreed:
        words(t("Which few things change most? Who does them, and until when?"), key="ask", size=1.4)
        return
    shown = agreed[:MOST_ACTIONS]
    rows("", [Line(each.text, _who(each, t)) for each in shown], key="actions", size=1.15)
    if len(agreed) > len(shown):
        st.markdown(t.plural("and {n} more", "and {n} more", len(agreed) - len(shown)))


def _who(action: Action, t: Translator) -> str:
    due = t.date(action.due) if action.due else ""
    return " · ".join(part for part in (action.owner, due) if part)
