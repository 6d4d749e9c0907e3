"""Our own HTTP routes beside Streamlit's: is the server well, and the files to take away."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from assess.core.errors import AssessError
from assess.exports.answers_csv import answers_csv
from assess.store import NotAllowed, NotFound, StoreUnavailable, new_secret
from assess.texts import known
from assess.web.downloads import BY_NAME
from assess.web.failures import words
from assess.web.language import LANG, texts_of
from assess.web.links import REASONS
from assess.web.live import LIVE
from assess.web.middleware import DEVICE, device_of
from assess.web.outcome import Outcome, outcome_of
from assess.web.resources import store
from assess.web.streamlit_words import SAID
from assess.web.throttle import seconds_after_failure

log = logging.getLogger(__name__)

DEMO = "ASSESS_DEMO"
MY_ANSWERS = "my-answers.csv"
PERSON_ANSWERS = "person.csv"
"""What is written down of a person's answers that were taken: not whose."""


def healthz(request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


def readyz(request: Request) -> Response:
    """The database answers too; 503 where it does not."""
    try:
        store().ping()
    except StoreUnavailable as error:
        log.warning("Not ready: %s", error)
        return PlainTextResponse("the database cannot be reached\n", 503, headers={"cache-control": "no-store"})
    return PlainTextResponse("ok\n", headers={"cache-control": "no-store"})


def download(request: Request) -> Response:
    """One file of an assessment, for a device that may see its outcome."""
    t = texts_of(request)
    found = BY_NAME.get(request.path_params["name"])
    try:
        view = request.query_params.get("v", "")
        outcome = outcome_of(_device(request), request.path_params["assessment"], view, t.language)
        if found is None or not found.offered(outcome):
            return _refusal(t("There is no such file."), 404)
        content = found.made(outcome, t)
        _note(request, outcome, found.name)
        return _file(content, f"{outcome.assessment.company} {found.name}", found.media_type)
    except AssessError as error:
        return _refusal(words(error, t), _status(error))


def _note(request: Request, outcome: Outcome, file: str) -> None:
    """Writes down what an owner takes of other people's answers."""
    if "owner" in outcome.assessment.roles and not outcome.is_own:
        store().note_download(_device(request), outcome.assessment.id, file, view=outcome.view)


def own_answers(request: Request) -> Response:
    """The answers of the person at this device."""
    try:
        answers = store().own_responses(_device(request), request.path_params["assessment"])
        return _file(answers_csv(answers), MY_ANSWERS, "text/csv")
    except AssessError as error:
        return _refusal(words(error, texts_of(request)), _status(error))


def person_answers(request: Request) -> Response:
    """The answers of one person of a named assessment, for its owner."""
    place, person, t = request.path_params["assessment"], request.path_params["person"], texts_of(request)
    try:
        people = {each.id for each in store().people(_device(request), place)}
        answers = store().responses(_device(request), place)
        if person not in people:
            return _refusal(t("There is no such file."), 404)
        store().note_download(_device(request), place, PERSON_ANSWERS)
    except AssessError as error:
        return _refusal(words(error, t), _status(error))
    return _file(answers_csv(answers[answers["respondent"] == person]), f"{person}.csv", "text/csv")


def _device(request: Request) -> str:
    return device_of(request.cookies) or ""


def _file(content: bytes, name: str, media_type: str) -> Response:
    headers = {"content-disposition": _attachment(name), "cache-control": "private, no-store"}
    return Response(content, media_type=media_type, headers=headers)


async def follow(request: Request) -> Response:
    """Binds this browser to what a link opens and leads to a page whose address holds no secret.

    A preview or a scanner that fetches the link spends nothing. Wrong tokens are slowed.
    """
    return await _led(request, "follow", request.path_params["token"])


async def enter(request: Request) -> Response:
    """Binds this browser to the workshop of a code, as `follow` does to what a link opens."""
    return await _led(request, "follow_code", request.path_params["code"])


async def demo(request: Request) -> Response:
    """Makes this browser the owner of all that `assess demo` has made up; nothing anywhere else.

    The file of links is named by whoever started the server.
    """
    file, t = os.environ.get(DEMO, ""), texts_of(request)
    if not file:
        return _refusal(t("There is no such file."), 404)
    device = getattr(request.state, DEVICE, None) or device_of(request.cookies) or new_secret()
    for token in Path(file).read_text(encoding="utf-8").split():
        await run_in_threadpool(store().follow, device, token)
    return _to("/?from=demo", request)


async def _led(request: Request, verb: Literal["follow", "follow_code"], secret: str) -> Response:
    device = getattr(request.state, DEVICE, None) or device_of(request.cookies) or new_secret()
    try:
        found = await run_in_threadpool(lambda: getattr(store(), verb)(device, secret))
    except AssessError as error:
        why = REASONS.get(type(error), "unknown")
        if why == "unknown":
            await anyio.sleep(seconds_after_failure(device, request.client.host if request.client else "here"))
        return _to(f"/link?why={why}", request)
    room = {"owner": "board", "viewer": "results", "participant": "respond", "invited": "join"}[found.role]
    return _to(f"/{room}?a={found.assessment_id}", request)


def _to(place: str, request: Request) -> Response:
    """Leads to a page; a language that the link names goes along."""
    chosen = known(request.query_params.get(LANG))
    place = f"{place}&{LANG}={chosen}" if chosen else place
    return RedirectResponse(place, 303, headers={"cache-control": "no-store", "referrer-policy": "no-referrer"})


def _refusal(text: str, status: int) -> Response:
    return PlainTextResponse(f"{text}\n", status, headers={"cache-control": "no-store"})


def _status(error: AssessError) -> int:
    if isinstance(error, NotAllowed):
        return 403
    if isinstance(error, NotFound):
        return 404
    return 503 if isinstance(error, StoreUnavailable) else 400


def _attachment(name: str) -> str:
    """The header that names a file, in any script; marks that file systems refuse become hyphens."""
    safe = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+', "-", name).strip(". ")
    ascii_only = re.sub(r"[^A-Za-z0-9._ -]+", "_", safe)
    return f"attachment; filename=\"{ascii_only}\"; filename*=UTF-8''{quote(safe, safe='')}"


ROUTES = [
    Route("/healthz", healthz),
    Route("/readyz", readyz),
    Route(f"/download/{{assessment}}/{MY_ANSWERS}", own_answers),
    Route("/download/{assessment}/people/{person}.csv", person_answers),
    Route("/download/{assessment}/{name}", download),
    Route("/a/{token}", follow),
    Route("/j/{code}", enter),
    Route("/demo", demo),
    *LIVE,
    *SAID,
]
