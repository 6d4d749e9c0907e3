"""What is kept of people and who sees it, in plain words, told before they answer."""

from __future__ import annotations

from collections.abc import Iterator

from assess.store import Invitation, Settings
from assess.store.retention import retention_days
from assess.texts import Translator


def anonymity_words(mode: str, t: Translator) -> tuple[str, str]:
    """A mode's name and what it means to the owner."""
    words = {
        "named": (t("Named"), t("You see who answered what.")),
        "confidential": (
            t("Confidential"),
            t("You see groups only, never a person. The database still knows who answered what."),
        ),
        "anonymous": (
            t("Anonymous"),
            t("You see groups only. Once somebody has finished, nothing ties answers to an invitation or a name."),
        ),
    }
    return words[mode]


def visible_words(what: str, t: Translator) -> str:
    """What respondents see when they have finished."""
    words = {
        "own": t("Their own result"),
        "group": t("Their own result and the group's"),
        "nothing": t("Thanks, and no result"),
    }
    return words[what]


def notice(invitation: Invitation, t: Translator) -> Iterator[str]:
    """The privacy notice of an assessment, sentence by sentence."""
    settings = invitation.settings
    yield t("Kept: your answers and comments, your role group if you give one, and when you saved them.")
    if settings.kind == "workshop":
        yield t("Nobody sees any answer before the facilitator reveals the picture of the whole room.")
    yield _who_sees(settings, t)
    if settings.anonymity != "named":
        yield t(
            "Nothing is shown about fewer than {n} people. Results grow by whole groups of at least {n}, so that "
            "nobody can be told apart by comparing before and after.",
            n=t.number(settings.minimum_group),
        )
        yield t("Comments are not shown to the owner.")
    if invitation.needs_code:
        yield t("Your link alone opens your answers to nobody. For another device you are given a code.")
    if invitation.closes is not None:
        yield t("Answers are taken until {date}.", date=t.date(invitation.closes))
    yield _until_when(t)
    yield t("You can download and erase your answers at any time, from this browser.")


def _who_sees(settings: Settings, t: Translator) -> str:
    if settings.anonymity == "named":
        return t("Seen by: the owner of this assessment, who sees your name, if you give one, beside your answers.")
    if settings.anonymity == "confidential":
        return t("Seen by: nobody but you. The owner sees results of groups only.")
    return t(
        "Seen by: nobody but you. The owner sees results of groups only. When you finish, the tie between your "
        "invitation and your answers is cut, and times are kept to the day."
    )


def _until_when(t: Translator) -> str:
    if days := retention_days():
        return t("Removed {n} days after the assessment has ended, or when its owner deletes it.", n=t.number(days))
    return t("Kept until the owner deletes the assessment.")
