"""Who may fetch what: each role at each route; what a link's address answers to scanners, guesses and people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from assess.store import NotAllowed, new_secret
from assess.store.rights import now
from assess.texts import translator
from assess.web.downloads import DOWNLOADS
from assess.web.links import REASONS, reasons
from assess.web.middleware import COOKIE
from assess.web.routes import MY_ANSWERS

OK, REFUSED, MISSING = 200, 403, 404
FILES = tuple(each.name for each in DOWNLOADS)
CHEAP = ("radar.svg", "scorecard.json", "answers.csv")
"""One file of each way of being made; the others come out of the same outcome."""


OF_WORKSHOPS = ("actions.csv", "rounds.png", "rounds.svg", "rounds.pdf")


@dataclass(frozen=True)
class Cast:
    """One browser a role, in one assessment."""

    assessment: str
    owner: str
    viewer: str
    invited: str
    participant: str
    finished: str
    stranger: str
    nobody: str = ""


def cast(site: Any, owner: str, **settings: Any) -> Cast:
    made = site.start(owner, **settings).id
    open_link, result = site.link(owner, made), site.link(owner, made, "viewer")
    viewer, invited = new_secret(), new_secret()
    site.store.follow(viewer, result.token)
    site.store.follow(invited, open_link.token)
    finished = [site.respond(open_link.token, made, value=1 + n, comment=f"secret {n}") for n in range(5)]
    return Cast(made, owner, viewer, invited, site.come(open_link.token), finished[0], new_secret())


ROLES = ("owner", "viewer", "finished", "participant", "invited", "stranger", "nobody")
EXPECTED = {
    # anonymity, visible: what each role gets of the group's scorecard, of rows of answers, of its own answers
    ("named", "own"): {"scorecard.json": "OOORRRR", "answers.csv": "OMORRRR", MY_ANSWERS: "RROORRR"},
    ("named", "nothing"): {"scorecard.json": "OORRRRR", "answers.csv": "OMRRRRR", MY_ANSWERS: "RROORRR"},
    ("named", "group"): {"scorecard.json": "OOORRRR", "answers.csv": "OMORRRR", MY_ANSWERS: "RROORRR"},
    ("confidential", "own"): {"scorecard.json": "OOORRRR", "answers.csv": "MMORRRR", MY_ANSWERS: "RROORRR"},
    ("confidential", "group"): {"scorecard.json": "OOORRRR", "answers.csv": "MMORRRR", MY_ANSWERS: "RROORRR"},
    ("anonymous", "nothing"): {"scorecard.json": "OORRRRR", "answers.csv": "MMRRRRR", MY_ANSWERS: "RROORRR"},
}
"""By role in the order of ROLES: O what was asked for, R refused (403), M no such file for it (404)."""


@pytest.mark.parametrize(("anonymity", "visible"), list(EXPECTED))
def test_each_role_gets_its_files_and_no_others(anonymity: str, visible: str, site: Any, owner: str) -> None:
    people = cast(site, owner, anonymity=anonymity, visible=visible)
    for name, signs in EXPECTED[anonymity, visible].items():
        wanted = ["ORM".index(sign) for sign in signs]
        path = f"/download/{people.assessment}/{name}"
        found = [site.get(path, getattr(people, role)) for role in ROLES]
        statuses = [answer.status_code for answer in found]
        assert statuses == [(OK, REFUSED, MISSING)[each] for each in wanted], name
        for role, answer in zip(ROLES, found, strict=True):
            assert answer.headers["cache-control"].endswith("no-store")
            assert COOKIE not in answer.headers.get("set-cookie", "") or getattr(people, role)
            if answer.status_code != OK:
                assert "Acme" not in answer.text and "secret" not in answer.text


@pytest.mark.parametrize("anonymity", ["named", "confidential", "anonymous"])
def test_single_people_are_for_the_owner_of_a_named_assessment(anonymity: str, small_site: Any, owner: str) -> None:
    people = cast(small_site, owner, anonymity=anonymity)
    person = small_site.store.assessment(people.finished, people.assessment).me.id
    path = f"/download/{people.assessment}/people/{person}.csv"
    statuses = [small_site.get(path, getattr(people, role)).status_code for role in ROLES]
    first = OK if anonymity == "named" else REFUSED
    assert statuses == [first, *[REFUSED] * 6]
    if anonymity == "named":
        table = small_site.get(path, owner).text
        assert "secret 0" in table and "secret 1" not in table
        assert small_site.get(f"/download/{people.assessment}/people/nobody.csv", owner).status_code == MISSING


def test_what_owners_take_is_written_down_and_nobody_elses(small_site: Any, owner: str) -> None:
    people = cast(small_site, owner, anonymity="named", visible="group")
    store, path = small_site.store, f"/download/{people.assessment}"
    person = store.assessment(people.finished, people.assessment).me.id
    for device in (owner, people.viewer, people.finished, people.stranger):
        for name in (
            "scorecard.json?v=group",
            f"people/{person}.csv",
            MY_ANSWERS,
            "nothing.csv",
            "people/nobody.csv",
        ):
            small_site.get(f"{path}/{name}", device)
    assert [entry.detail for entry in store.audit(owner, people.assessment) if entry.action == "download"] == [
        {"file": "scorecard.json", "view": "group"},
        {"file": "person.csv"},
    ]
    with pytest.raises(NotAllowed):
        store.note_download(people.viewer, people.assessment, "scorecard.json")


def test_an_owner_who_answers_takes_their_own_without_a_note(small_site: Any, owner: str) -> None:
    made = small_site.start(owner, anonymity="named").id
    small_site.store.follow(owner, small_site.link(owner, made).token)
    small_site.store.begin(owner, made, language="en")
    small_site.answer(owner, made)
    small_site.store.finish(owner, made)
    for view in ("me", "group"):
        assert small_site.get(f"/download/{made}/answers.csv?v={view}", owner).status_code == OK
    noted = [entry.detail for entry in small_site.store.audit(owner, made) if entry.action == "download"]
    assert noted == [{"file": "answers.csv", "view": "group"}]


def test_what_one_person_sees_of_the_group_holds_no_word_of_others(small_site: Any, owner: str) -> None:
    people = cast(small_site, owner, anonymity="named", visible="group")
    path = f"/download/{people.assessment}/answers.csv"
    own = small_site.get(path, people.finished).text
    assert "secret 0" in own and "secret 1" not in own
    assert small_site.get(f"{path}?v=group", people.finished).status_code == MISSING
    assert (
        "secret" not in small_site.get(f"/download/{people.assessment}/scorecard.json?v=group", people.finished).text
    )


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_made_for_a_viewer_or_is_not_there(name: str, small_site: Any, owner: str) -> None:
    people = cast(small_site, owner, anonymity="confidential")
    found = small_site.get(f"/download/{people.assessment}/{name}", people.viewer)
    assert found.status_code == (MISSING if name in ("answers.csv", *OF_WORKSHOPS) else OK)
    for role in ("participant", "invited", "stranger", "nobody"):
        assert small_site.get(f"/download/{people.assessment}/{name}", getattr(people, role)).status_code == REFUSED


@pytest.mark.parametrize("path", ["nothing/scorecard.json", "nothing/my-answers.csv", "nothing/people/x.csv"])
def test_an_assessment_that_is_not_there(path: str, small_site: Any, owner: str) -> None:
    assert small_site.get(f"/download/{path}", owner).status_code == MISSING


def test_rights_end_with_the_link_the_deletion_and_the_date(small_site: Any, owner: str) -> None:
    made = small_site.start(owner).id
    site, viewer = small_site, new_secret()
    shared = site.link(owner, made, "viewer")
    person = site.respond(site.link(owner, made).token, made)
    site.store.follow(viewer, shared.token)
    path = f"/download/{made}/scorecard.json"
    assert site.get(path, viewer).status_code == OK
    site.store.revoke_link(owner, made, shared.link.id)
    assert site.get(path, viewer).status_code == REFUSED
    site.store.leave(person, made)
    assert site.get(path, person).status_code == REFUSED
    assert site.get(f"/download/{made}/{MY_ANSWERS}", person).status_code == REFUSED
    site.store.delete_assessment(owner, made)
    refused = site.get(path, owner)
    assert refused.status_code >= 400 and "deleted" in refused.text
    site.store.restore_assessment(owner, made)
    assert site.get(path, owner).status_code == OK


# --- the address of a link ------------------------------------------------------------------------------------------


ROOMS = {"owner": "board", "viewer": "results", "open": "join", "personal": "join"}


@pytest.mark.parametrize("role", list(ROOMS))
def test_a_link_leads_to_a_page_whose_address_holds_no_secret(role: str, site: Any, owner: str) -> None:
    made = site.start(owner).id
    token = site.link(owner, made, role).token
    answer = site.get(f"/a/{token}", new_secret(), accept="text/html")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{ROOMS[role]}?a={made}")
    assert answer.headers["referrer-policy"] == "no-referrer" and answer.headers["cache-control"] == "no-store"
    assert token not in answer.text and token not in str(answer.headers)


def test_previews_and_scanners_spend_and_mark_nothing(site: Any, owner: str) -> None:
    made = site.start(owner).id
    link = site.link(owner, made, "personal", label="Ann")
    for _ in range(20):
        for method in ("GET", "HEAD"):
            assert site.get(f"/a/{link.token}", method=method).status_code in (303, 405)
    (kept,) = site.store.links(owner, made)
    assert (kept.state, kept.opens, kept.uses, kept.opened) == ("new", 0, 0, None)
    person = site.respond(link.token, made)
    assert site.get(f"/a/{link.token}", new_secret()).headers["location"] == "/link?why=spent"
    assert site.get(f"/a/{link.token}", person).headers["location"] == f"/respond?a={made}"


def test_each_way_a_link_fails_has_its_page(site: Any, owner: str) -> None:
    made = site.start(owner, respondent_limit=1).id
    links = {name: site.link(owner, made, "personal", label=name) for name in ("revoked", "spent", "full", "closed")}
    site.store.revoke_link(owner, made, links["revoked"].link.id)
    assert site.get("/a/" + links["revoked"].token).headers["location"] == "/link?why=revoked"
    site.respond(links["spent"].token, made)
    assert site.get("/a/" + links["spent"].token).headers["location"] == "/link?why=spent"
    assert site.get("/a/" + links["full"].token).headers["location"] == "/link?why=full"
    site.store.close_assessment(owner, made)
    assert site.get("/a/" + links["closed"].token).headers["location"] == "/link?why=closed"
    site.store.delete_assessment(owner, made)
    assert site.get("/a/" + links["closed"].token).headers["location"] == "/link?why=deleted"
    for wrong in ("x", "x" * 22, "%00" * 22, "a" * 5000, "é" * 22):
        assert site.get(f"/a/{wrong}").headers["location"] == "/link?why=unknown"


def test_each_reason_says_what_happened_and_what_to_do() -> None:
    words = reasons(translator("en"))
    assert set(words) == set(REASONS.values())
    assert all(title and remedy.endswith(".") for title, remedy in words.values())


def test_a_link_with_a_date_ends_the_rights_it_gave(small_site: Any, owner: str) -> None:
    site, viewer = small_site, new_secret()
    made = site.start(owner).id
    soon = site.link(owner, made, "viewer", expires=now() + timedelta(seconds=2))
    site.respond(site.link(owner, made).token, made)
    site.store.follow(viewer, soon.token)
    path, end = f"/download/{made}/scorecard.json", soon.link.expires
    while now() <= end:
        if (status := site.get(path, viewer).status_code) != OK:
            assert now() > end and status == REFUSED
    assert site.get(path, viewer).status_code == REFUSED
    assert site.get(f"/a/{soon.token}", new_secret()).headers["location"] == "/link?why=expired"
