"""What owners did, in words."""

from __future__ import annotations

from collections.abc import Iterator

from assess.store import AuditEntry
from assess.texts import Translator
from assess.web.plain import plain


def deed_words(entry: AuditEntry, t: Translator) -> str:
    """What was done; an action that has no words yet is shown by its name."""
    words = {
        "create": t("Made the assessment"),
        "settings": t("Changed the settings"),
        "extend": t("Set the closing day"),
        "close": t("Closed it"),
        "reopen": t("Opened it again"),
        "delete": t("Deleted it"),
        "restore": t("Brought it back"),
        "add_links": t("Made links"),
        "revoke_link": t("Took a link back"),
        "reissue_link": t("Gave a link a new address"),
        "erase_person": t("Erased a person's answers"),
        "download": t("Took a file away"),
        **_in_a_workshop(t),
    }
    return words.get(entry.action) or plain(entry.action.replace("_", " "))


def _in_a_workshop(t: Translator) -> dict[str, str]:
    return {
        "plan": t("Changed the plan"),
        "open_room": t("Opened the room"),
        "lock_room": t("Locked or opened the door"),
        "set_cap": t("Set how many may come in"),
        "remove_silent": t("Removed who had answered nothing"),
        "move": t("Moved the workshop on"),
        "timer": t("Set the timer"),
        "second_vote": t("Chose the second vote"),
        "lead": t("Chose the discipline to lead"),
        "add_note": t("Wrote a note"),
        "edit_note": t("Changed a note"),
        "delete_note": t("Deleted a note"),
        "add_action": t("Added an action"),
        "edit_action": t("Changed an action"),
        "delete_action": t("Deleted an action"),
    }


def detail_words(entry: AuditEntry, t: Translator) -> str:
    """What it was done to, as far as words add to the deed."""
    return ", ".join(_details(entry, t))


def _details(entry: AuditEntry, t: Translator) -> Iterator[str]:
    roles = {"open": t("open link"), "personal": t("personal invitation"), "viewer": t("result link"),
             "owner": t("owner link")}  # fmt: skip
    detail = entry.detail
    if detail.get("role") in roles:
        yield roles[detail["role"]]
    if isinstance(detail.get("links"), int):
        yield t.plural("{n} link", "{n} links", detail["links"])
    if detail.get("closes"):
        yield plain(str(detail["closes"])[:10])
    if detail.get("file"):
        yield plain(str(detail["file"]))
