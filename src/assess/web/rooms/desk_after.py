"""Desk: what stays when a workshop is over: results to share, files, and running it again."""

from __future__ import annotations

import streamlit as st

from assess.charts.sentences import lead_sentence, profile_sentence
from assess.core.workshop import plan_again
from assess.exports.invitations import qr_png
from assess.web import addresses, navigation
from assess.web.copying import copy_button
from assess.web.facilitating import Desk, tried
from assess.web.navigation import ASSESSMENT, Room
from assess.web.plain import plain
from assess.web.resources import questionnaire_of, store
from assess.web.rooms import desk_actions
from assess.web.rooms.fields import kept
from assess.web.shelf import shelf

QR_WIDTH = 200


def ended(desk: Desk) -> None:
    """The result in a sentence, what was agreed, links and files, and the next run."""
    t, seen = desk.t, desk.shown()
    if seen is not None:
        st.markdown(f"**{plain(profile_sentence(seen.card, t))}**")
    if desk.room.lead:
        st.markdown(lead_sentence(desk.room.lead, t))
    st.caption(t("Participants keep the result and the actions on the page that they have open."))
    _take_away(desk)
    _share(desk)
    _again(desk)
    agreed = store().actions(desk.device, desk.id)
    if agreed:
        st.subheader(t("What we will do"), anchor=False)
    for each in agreed:
        with st.container(border=True, gap=None):
            st.text(each.text)
            if words := desk_actions.told(each, t):
                st.caption(words)


def _take_away(desk: Desk) -> None:
    t = desk.t
    with st.container(horizontal=True, vertical_alignment="center"):
        if desk.room.revealed:
            for name, label in (("report-a4.pdf", t("Report, PDF")), ("answers.csv", t("Answers, CSV"))):
                if name.endswith("pdf") or not desk.assessment.settings.protected:
                    st.link_button(label, navigation.file(f"{desk.id}/{name}"), icon=":material/download:")
            navigation.link(Room.RESULTS, t("All results and files"), ":material/radar:", **{ASSESSMENT: desk.id})


def _share(desk: Desk) -> None:
    """A link that shows the group's results to people who were not here."""
    t = desk.t
    st.subheader(t("Share the results"), anchor=False)
    if not st.button(t("Make a result link"), icon=":material/add_link:", key="share"):
        st.caption(t("It shows the group's results, and nothing else."))
        return
    (made,) = store().add_links(desk.device, desk.id, "viewer", [t("Result link")])
    url = addresses.of_token(made.token)
    st.code(url, language=None, wrap_lines=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        copy_button(url, t, key="copy-share")
        st.caption(t("Shown only this once."))
    st.image(qr_png(url), width=QR_WIDTH, alt=t("QR code of the link"))


def _again(desk: Desk) -> None:
    t = desk.t
    st.subheader(t("Next time"), anchor=False)
    with st.container(horizontal=True):
        if st.button(t("Prepare the follow-up"), icon=":material/event_repeat:",
                     help=t("The same workshop again: open actions come first, then what has changed.")):  # fmt: skip
            made = store().duplicate_workshop(desk.device, desk.id, again=True)
            navigation.go(Room.DESK, **{ASSESSMENT: made.id})
        _newer(desk)
        if st.button(t("Save as a template"), icon=":material/bookmark_add:") and tried(
            lambda: store().duplicate_workshop(desk.device, desk.id, template=True)
        ):
            st.toast(t("Saved. It is offered when you run a workshop."), icon=":material/check:")


def _newer(desk: Desk) -> None:
    """The next run with the questionnaire as it is offered now, where that is another version."""
    t, then = desk.t, desk.assessment
    book = shelf().get(then.questionnaire_id)
    if book is None or book.loaded.sha256 == then.questionnaire_sha256:
        return
    now = book.loaded.questionnaire
    told = t("The questionnaire has changed since. What was asked alike is compared, the rest is named.")
    label = t("Follow-up with version {version}", version=plain(now.version))
    if st.button(label, icon=":material/update:", key="follow-up-newer", help=told):
        plan = plan_again(desk.room.plan, questionnaire_of(desk.device, then), now)
        made = store().duplicate_workshop(
            desk.device, desk.id, again=True, questionnaire=kept(book.loaded), plan=plan
        )
        navigation.go(Room.DESK, **{ASSESSMENT: made.id})


def template(desk: Desk) -> None:
    """A template is not run itself."""
    st.markdown(desk.t("This is a template. Start a workshop from it under “Run a workshop”."))
    navigation.link(Room.PREPARE, desk.t("Run a workshop"), ":material/co_present:")
