"""The one door to the session: who is here, in which language, and what this browser has not yet got saved.

The database is the truth; the session only caches, and a new one must find everything again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import streamlit as st

from assess.core.errors import AssessError
from assess.store import NotAllowed
from assess.texts import Translator, known, translator
from assess.web.language import ASSESSMENT, LANG, language_of
from assess.web.middleware import device_of

UNSAVED, REPLACED, SAVED = "unsaved", "replaced", "saved"
CHOSEN, SPOKEN = "language", "languages"
"""The language that the person chose; what each assessment speaks to this browser."""


def device() -> str:
    """This browser's secret; NotAllowed where the browser keeps no cookies."""
    secret = device_of(dict(st.context.cookies))
    if secret is None:
        raise NotAllowed("This browser sent no device key. Allow cookies for this site and load the page again.")
    return secret


def address() -> str:
    """Where this browser comes from, for slowing floods; many people may share one."""
    return st.context.ip_address or "here"


def texts() -> Translator:
    """The translator of the language to speak here.

    That is the person's choice, which the address carries along and assessments keep; else the assessment's in the
    address; else the browser's.
    """
    return translator(known(language(), _spoken(str(st.query_params.get(ASSESSMENT, ""))), st.context.locale) or "")


def language() -> str | None:
    """The language that the person chose in this session, None where they leave it to the app."""
    if asked := known(str(st.query_params.get(LANG, ""))):
        st.session_state[CHOSEN] = asked
    return known(st.session_state.get(CHOSEN))


def choose(chosen: str) -> None:
    """Speaks another language from now on; only from a callback, or before the page is left."""
    st.session_state[CHOSEN] = st.query_params[LANG] = chosen


def carried() -> dict[str, str]:
    """What addresses of other pages carry of this session: the language, if the person chose one."""
    chosen = language()
    return {LANG: chosen} if chosen else {}


def _spoken(assessment_id: str) -> str | None:
    """What an assessment speaks to this browser, asked once a session; None where that cannot be known."""
    kept = st.session_state.setdefault(SPOKEN, {})
    if assessment_id and assessment_id not in kept:
        try:
            kept[assessment_id] = language_of(device(), assessment_id)
        except AssessError:  # the page itself says what is wrong, in the browser's language
            return None
    return known(kept.get(assessment_id))


def is_dark() -> bool:
    """The person looks at a dark page."""
    return bool(st.context.theme.type == "dark")


@dataclass(frozen=True)
class Unsaved:
    """A choice that the database did not take; kept as plain data until it does."""

    assessment: str
    item: str
    subject: str
    round: int
    field: str
    """`answer`, `comment` or, for points and words, `text`."""
    choice: float | str | None
    seen: str = ""
    """When the answer that the page showed was saved, in ISO form; empty where that does not matter."""


def unsaved(assessment_id: str) -> list[Unsaved]:
    """What this browser chose in an assessment and is not saved yet."""
    kept = st.session_state.get(UNSAVED, {})
    return [found for each in kept.values() if (found := Unsaved(**each)).assessment == assessment_id]


def waiting(key: str) -> Unsaved | None:
    """What waits to be saved under a key."""
    kept = st.session_state.get(UNSAVED, {}).get(key)
    return Unsaved(**kept) if kept else None


def keep_unsaved(key: str, entry: Unsaved) -> None:
    st.session_state.setdefault(UNSAVED, {})[key] = asdict(entry)


def forget_unsaved(key: str) -> None:
    st.session_state.get(UNSAVED, {}).pop(key, None)


def keep_saved(key: str, moment: str) -> None:
    """Keeps when this session saved an answer: the page that stands there may be older."""
    st.session_state.setdefault(SAVED, {})[key] = moment


def saved(key: str) -> str:
    """When this session last saved an answer, in ISO form and UTC; empty where it did not."""
    return str(st.session_state.get(SAVED, {}).get(key, ""))


def seed(key: str, stored: object) -> None:
    """A widget shows what is stored, unless the person has changed it in this session."""
    if key not in st.session_state:
        st.session_state[key] = stored


def chosen(key: str) -> object:
    """What a widget holds now."""
    return st.session_state.get(key)


def is_known(key: str) -> bool:
    """Whether anything is held under a key."""
    return key in st.session_state


def put(key: str, value: object) -> None:
    """Sets what a widget shows; only from a callback or before the widget."""
    st.session_state[key] = value


def forget_chosen(key: str) -> None:
    """Forgets what the widgets of a key hold, so that they begin anew with what is stored; only from a callback."""
    for each in [str(each) for each in st.session_state]:
        if each == key or each.startswith(f"{key}/"):
            del st.session_state[each]


def forget_all() -> None:
    """Empties the session: somebody else may sit down here."""
    st.session_state.clear()


def take(key: str) -> object:
    """What was put under a key, once."""
    return st.session_state.pop(key, None)
