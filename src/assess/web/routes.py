"""Our own HTTP routes beside Streamlit's: is the server well, and the files to take away."""

from __future__ import annotations

import logging
import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assess.core.errors import AssessError
from assess.store import NotAllowed, NotFound, StoreUnavailable
from assess.texts import Translator, translator
from assess.web.downloads import BY_NAME
from assess.web.failures import words
from assess.web.middleware import device_of
from assess.web.outcome import outcome_of
from assess.web.resources import store

log = logging.getLogger(__name__)


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
    t = _texts(request)
    found = BY_NAME.get(request.path_params["name"])
    if found is None:
        return _refusal(t("There is no such file."), 404)
    try:
        outcome = outcome_of(device_of(request.cookies) or "", request.path_params["assessment"])
        content = found.made(outcome, t)
    except AssessError as error:
        return _refusal(words(error, t), _status(error))
    name = f"{outcome.assessment.company} {found.name}"
    headers = {"content-disposition": _attachment(name), "cache-control": "private, no-store"}
    return Response(content, media_type=found.media_type, headers=headers)


def _texts(request: Request) -> Translator:
    wanted = request.headers.get("accept-language", "en").split(",")[0].split(";")[0].strip()
    return translator(wanted if re.fullmatch(r"[A-Za-z-]{2,20}", wanted) else "en")


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
    Route("/download/{assessment}/{name}", download),
]
