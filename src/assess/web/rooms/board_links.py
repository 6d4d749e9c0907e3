"""The board's links: make them, hand them out with QR codes, take them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Literal

import streamlit as st

from assess.exports.invitations import Invitation, invitations_csv, invitations_zip, qr_png
from assess.store import LIMITS, Assessment, EntryError, Link, NewLink, Spent
from assess.texts import Translator
from assess.web import addresses, session
from assess.web.copying import copy_button
from assess.web.plain import plain
from assess.web.resources import store
from assess.web.rooms import fields
from assess.web.rooms.invite import end_of

MOST_AT_ONCE = 500
SHORT_LIST = 5
"""So many new links are shown; all of them are copied and in the files."""
CODES_A_PAGE = 12
CODE_WIDTH = 128
"""In pixels: two codes stand beside each other on a phone."""
Role = Literal["owner", "viewer", "open", "personal"]
ROLES: list[Role] = ["open", "personal", "viewer", "owner"]


def part(assessment: Assessment, t: Translator) -> None:
    """Forms for new links, then all links that there are."""
    role = st.radio(
        t("New link"),
        ROLES,
        format_func=lambda each: _role_words(each, t)[0],
        captions=[_role_words(each, t)[1] for each in ROLES],
    )
    made = _form(assessment, role, t)
    if made:
        _hand_out(assessment, made, t)
    _all(assessment, t)


def _role_words(role: str, t: Translator) -> tuple[str, str]:
    words = {
        "open": (t("Open link"), t("One link for everybody, one response a browser.")),
        "personal": (t("Personal invitations"), t("One link a person, good for one response.")),
        "viewer": (t("Result link"), t("Shows the group's results, and nothing else.")),
        "owner": (t("Owner link"), t("Opens this board. Whoever has it owns the assessment.")),
    }
    return words[role]


def _form(assessment: Assessment, role: Role, t: Translator) -> Sequence[NewLink]:
    """The links just made; their addresses are shown now and never again."""
    with st.form(f"link-{role}", border=False, clear_on_submit=True):
        labels = _labels(role, t)
        answers = role in ("open", "personal")
        pin = (
            st.text_input(t("PIN (optional)"), max_chars=12, help=t("Sent another way than the link."))
            if answers
            else ""
        )
        group = None
        if answers and assessment.settings.role_groups:
            group = st.selectbox(
                t("Role group (optional)"), assessment.settings.role_groups, index=None, placeholder=t("None")
            )
        day = st.date_input(t("Last day of the link (optional)"), value=None, format=t.date_pattern)
        if not st.form_submit_button(t("Make"), type="primary", icon=":material/add_link:"):
            return ()
    try:
        return store().add_links(
            session.device(), assessment.id, role, labels, pin=pin or None, role_group=group,
            expires=end_of(day) if isinstance(day, date) else None,
        )  # fmt: skip
    except EntryError as error:
        fields.show_problems(error, t)
        return ()


def _labels(role: Role, t: Translator) -> list[str]:
    """What the links are called: one label a line for people, one for the others."""
    if role != "personal":
        return [st.text_input(t("Label"), value=_role_words(role, t)[0], max_chars=LIMITS["label"])]
    count = st.number_input(t("How many"), 1, MOST_AT_ONCE, 5)
    listed = st.text_area(
        t("Or one name or address a line"),
        help=t("A label tells you whose link it is. It is shown to nobody else."),
        max_chars=MOST_AT_ONCE * LIMITS["label"],
    )
    uploaded = st.file_uploader(t("Or a text or CSV file, one a line"), type=["txt", "csv"], max_upload_size=1)
    text = uploaded.getvalue().decode("utf-8-sig", "replace") if uploaded else listed
    named = [line.split(",")[0].strip().strip('"') for line in text.splitlines() if line.strip()]
    numbered = [t("Invitation {n}", n=place + 1) for place in range(int(count))]
    return named[:MOST_AT_ONCE] or numbered


def _hand_out(assessment: Assessment, made: Sequence[NewLink], t: Translator) -> None:
    """The new links, once, with what is needed to send them."""
    invitations = [Invitation(each.link.label, addresses.of_token(each.token)) for each in made]
    with st.container(border=True):
        st.subheader(t("Copy now: shown only this once"), anchor=False)
        if len(invitations) == 1:
            st.code(invitations[0].url, language=None, wrap_lines=True)
            copy_button(invitations[0].url, t, key="copy-links")
            st.image(qr_png(invitations[0].url), width=200, alt=t("QR code of the link"))
            return
        lines = [f"{each.label}\t{each.url}" for each in invitations]
        st.code("\n".join(lines[:SHORT_LIST]), language=None, wrap_lines=True)
        if len(lines) > SHORT_LIST:
            st.caption(t.plural("and {n} more", "and {n} more", len(lines) - SHORT_LIST))
        copy_button("\n".join(lines), t, key="copy-links")
        with st.container(horizontal=True):
            _file(assessment, t("CSV"), "invitations.csv", "text/csv", lambda: invitations_csv(invitations))
            _file(
                assessment, t("CSV and QR codes, ZIP"), "invitations.zip", "application/zip",
                lambda: invitations_zip(invitations),
            )  # fmt: skip
        st.fragment(_codes)(invitations, made[0].link.id, t)


def _file(assessment: Assessment, label: str, name: str, media_type: str, made: Callable[[], bytes]) -> None:
    """A file of the new links, made when it is asked for and written down then; the page stays as it is."""
    device = session.device()

    def taken() -> bytes:
        store().note_download(device, assessment.id, name)
        return made()

    st.download_button(label, taken, name, media_type, on_click="ignore", icon=":material/download:")


def _codes(invitations: Sequence[Invitation], batch: str, t: Translator) -> None:
    """The QR codes of new links, each with its label; many of them page by page."""
    if len(invitations) <= SHORT_LIST:
        _tiles(invitations, t)
        return
    with st.expander(t("QR codes"), icon=":material/qr_code_2:", key=f"codes-{batch}"):
        pages = -(-len(invitations) // CODES_A_PAGE)
        page = st.pagination(pages, key=f"codes-page-{batch}") if pages > 1 else 1
        _tiles(invitations[(page - 1) * CODES_A_PAGE : page * CODES_A_PAGE], t)


def _tiles(invitations: Sequence[Invitation], t: Translator) -> None:
    with st.container(horizontal=True):
        for each in invitations:
            with st.container(width=CODE_WIDTH):
                st.image(qr_png(each.url), width="stretch", alt=t("QR code of the link of {label}", label=each.label))
                st.caption(plain(each.label), text_alignment="center")


def _all(assessment: Assessment, t: Translator) -> None:
    links = store().links(session.device(), assessment.id)
    if not links:
        return
    st.subheader(t.plural("{n} link", "{n} links", len(links)), anchor=False)
    for link in links:
        with st.container(border=True, key=f"link-{link.id}"):
            _one(assessment, link, t)


def _one(assessment: Assessment, link: Link, t: Translator) -> None:
    role = _role_words(link.role, t)[0]
    st.markdown(f"**{plain(link.label)}**" if link.label == role else f"**{plain(link.label)}** · {role}")
    st.caption(_link_state(link, t))
    with st.container(horizontal=True):
        if link.revoked is None:
            st.button(
                t("Take back"), key=f"revoke-{link.id}", icon=":material/link_off:", type="tertiary",
                on_click=_revoke, args=(assessment.id, link.id),
            )  # fmt: skip
        if link.state != "finished" and st.button(
            t("New address"), key=f"reissue-{link.id}", icon=":material/refresh:", type="tertiary",
            help=t("The old address stops working."),
        ):  # fmt: skip
            _reissue(assessment, link, t)


def _link_state(link: Link, t: Translator) -> str:
    states = {
        "new": t("not opened"), "opened": t("opened"), "started": t("started"), "finished": t("finished"),
    }  # fmt: skip
    parts = [
        t("taken back") if link.revoked else "",
        states[link.state] if link.role == "personal" else "",
        t.plural("{n} person", "{n} people", link.uses) if link.role == "open" else "",
        t("with PIN") if link.has_pin else "",
        t("until {date}", date=t.date(link.expires)) if link.expires else "",
        plain(link.role_group) if link.role_group else "",
    ]
    return " · ".join(part for part in parts if part) or t("made {date}", date=t.date(link.created))


def _revoke(assessment_id: str, link_id: str) -> None:
    store().revoke_link(session.device(), assessment_id, link_id)


def _reissue(assessment: Assessment, link: Link, t: Translator) -> None:
    try:
        still = link.expires if link.expires and link.expires > datetime.now(UTC) else None
        made = store().reissue_link(session.device(), assessment.id, link.id, expires=still)
    except Spent:
        st.warning(t("This person has finished."))
        return
    _hand_out(assessment, [made], t)
