"""Why a link leads nowhere, for its page, for pages that find out later, and for the route that follows links."""

from __future__ import annotations

from assess.store import (
    Closed,
    Deleted,
    Expired,
    Full,
    Revoked,
    RoomLocked,
    Spent,
    StoreUnavailable,
    UnknownLink,
)
from assess.texts import Translator

REASONS: dict[type[Exception], str] = {
    UnknownLink: "unknown",
    Revoked: "revoked",
    Expired: "expired",
    Spent: "spent",
    Closed: "closed",
    Full: "full",
    RoomLocked: "locked",
    Deleted: "deleted",
    StoreUnavailable: "unavailable",
}


def reasons(t: Translator) -> dict[str, tuple[str, str]]:
    """What happened and what to do, by the reason."""
    return {
        "unknown": (
            t("This link is not known"),
            t("Links are long: check that it was copied whole, or ask whoever sent it for a new one."),
        ),
        "revoked": (
            t("This link was taken back"),
            t("Ask whoever sent it for a new one. Answers that you gave are kept."),
        ),
        "expired": (t("This link has expired"), t("Ask whoever sent it for a new one.")),
        "spent": (
            t("You have finished"),
            t("This invitation was for one response, and it has been given. Thank you. Your result opens in the "
              "browser in which you finished."),
        ),
        "closed": (
            t("This assessment is closed"),
            t("It takes no more answers. Ask whoever sent the link whether it will be opened again."),
        ),
        "full": (
            t("This assessment is full"),
            t("As many people as were wanted have begun. Ask whoever sent the link to make room."),
        ),
        "locked": (
            t("The door is closed"),
            t("The facilitator lets nobody else in now. Ask them to open the door, then use the code again."),
        ),
        "unavailable": (
            t("The database cannot be reached now"),
            t("What was saved is safe. Wait a moment, then try again."),
        ),
        "deleted": (t("This assessment was deleted"), t("Ask whoever sent the link what comes in its place.")),
    }  # fmt: skip
