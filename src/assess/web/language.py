"""In which language this app speaks: what addresses carry, what an assessment says, what a browser asks for."""

from __future__ import annotations

from starlette.requests import Request

from assess.core.errors import AssessError
from assess.texts import Translator, known, translator
from assess.web.middleware import device_of
from assess.web.resources import store

ASSESSMENT, LANG = "a", "lang"
"""The query parameters that say of which assessment a page is, and which language a person chose."""


def language_of(device: str, assessment_id: str) -> str | None:
    """What an assessment speaks to a device."""
    return store().language_of(device, assessment_id)


def choose_in(device: str, assessment_id: str, chosen: str) -> None:
    """Keeps the language that a person chose in an assessment that they answer."""
    store().choose_language(device, assessment_id, chosen)


def texts_of(request: Request) -> Translator:
    """The translator for whoever asks for a file: decided as for the page that it is linked on."""
    chosen = known(request.query_params.get(LANG))
    return translator(chosen or known(_of_place(request), *_preferred(request)) or "")


def _of_place(request: Request) -> str | None:
    try:
        return language_of(device_of(request.cookies) or "", request.path_params.get("assessment", ""))
    except AssessError:  # who is refused is told so in the browser's language
        return None


def _preferred(request: Request) -> list[str]:
    """The languages that a browser sends, the most wanted first."""
    wanted = [each.partition(";") for each in request.headers.get("accept-language", "").split(",")[:10]]
    return [language for language, _, _ in sorted(wanted, key=_weight, reverse=True)]


def _weight(wanted: tuple[str, str, str]) -> float:
    try:
        return float(wanted[2].strip().removeprefix("q="))
    except ValueError:
        return 1.0
