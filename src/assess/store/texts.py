"""Texts that both databases can hold, and how long each may be."""

from __future__ import annotations

from collections.abc import Sequence

from assess.core.errors import Problem
from assess.core.messages import message
from assess.store.errors import EntryError

# Characters, as Python and PostgreSQL both count them.
LIMITS = {
    "action": 500,
    "action.owner": 80,
    "company": 200,
    "competitor": 80,
    "comment": 2000,
    "evidence": 2000,
    "intro": 2000,
    "dimension": 80,
    "item": 100,
    "label": 200,
    "language": 35,
    "name": 80,
    "note": 2000,
    "role_group": 80,
    "rule": 80,
    "stated_lead": 30,
    "text": 2000,
    "thanks": 2000,
    "title": 200,
    "questionnaire.id": 100,
    "questionnaire.version": 50,
    "questionnaire.text": 1_000_000,
}


def clean(text: str) -> str:
    """The text as both databases can hold it: without NUL, lone surrogates shown as U+FFFD, else verbatim."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def length_problem(field: str, text: str, limit: int) -> Problem | None:
    """A problem if the text is longer than the limit; the text itself is not repeated."""
    if len(text) <= limit:
        return None
    said = message("{count} characters; at most {limit} are kept. Shorten it.", count=len(text), limit=limit)
    return Problem(field, said)


def key_problem(field: str, text: str, limit: int) -> Problem | None:
    """A key is looked up as it is, so it is refused where other text would be cleaned."""
    if not text or clean(text) != text:
        return Problem(field, f"Not the name of a {field}. Use one that the assessment has.")
    return length_problem(field, text, limit)


def checked(field: str, text: str) -> str:
    """The cleaned text of one field; raises EntryError if it is too long."""
    kept = clean(text)
    raise_any([length_problem(field, kept, LIMITS[field])])
    return kept


def raise_any(problems: Sequence[Problem | None]) -> None:
    """Raises EntryError with all problems at once, if there are any."""
    found = [problem for problem in problems if problem]
    if found:
        raise EntryError(found)
