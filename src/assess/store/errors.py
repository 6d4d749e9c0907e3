"""What the store refuses, each with its remedy.

The web tells people by the class (and translates); the text is for the command line and the log. No text holds
a password, a token or anybody's answer.
"""

from __future__ import annotations

from assess.core.errors import AssessError, ProblemsError


class StoreUnavailable(AssessError):  # noqa: N818 - a state of the store, named as such
    """The database cannot be opened, read or written now. A change is not acknowledged; repeating it is safe."""


class NotFound(AssessError):  # noqa: N818
    """There is no such assessment."""


class Deleted(NotFound):
    """The assessment was deleted; its owner can still restore it."""


class NotAllowed(AssessError):  # noqa: N818
    """This browser holds no right to do this."""


class Closed(AssessError):  # noqa: N818
    """The assessment takes no more answers."""


class NotCollecting(Closed):
    """The workshop takes no answers to this now: the facilitator has not opened it, has paused it or revealed it."""


class RoomLocked(NotAllowed):
    """The facilitator has closed the door to newcomers, or has not opened it yet."""


class NotRevealed(NotAllowed):
    """Nobody sees this before the facilitator reveals it, the facilitator neither."""


class Moved(AssessError):  # noqa: N818
    """Somebody else has changed the room since; nothing was done."""


class NotPossible(AssessError):  # noqa: N818
    """The workshop is at a point where this cannot be done."""


class Finished(AssessError):  # noqa: N818
    """The participant has finished; `unfinish` opens their answers again."""


class Released(Finished):
    """The answers count in results that are shown, and cannot be changed any more; only erased."""


class Protected(NotAllowed):
    """This assessment shows groups only, never a person."""


class UnknownLink(NotFound):
    """No link has this token."""


class Revoked(NotAllowed):
    """The owner has taken the link back."""


class Expired(NotAllowed):
    """The link's date has passed."""


class Spent(NotAllowed):
    """The personal link's person has finished."""


class Full(AssessError):  # noqa: N818
    """As many people as the owner wanted have begun."""


class WrongPin(NotAllowed):
    """The PIN is not the link's. `attempts` counts this browser's wrong ones, `of_link` those of all browsers."""

    def __init__(self, attempts: int, of_link: int) -> None:
        self.attempts, self.of_link = attempts, of_link
        super().__init__("This is not the PIN of the link. Ask whoever sent the link for it.")


class WrongCode(NotAllowed):
    """The link's person has begun, and this is not the code they were given. `of_link` counts all wrong tries."""

    def __init__(self, of_link: int) -> None:
        self.of_link = of_link
        super().__init__("This is not the code of these answers. Go on on the device on which you began.")


class VersionUsed(AssessError):  # noqa: N818
    """The version was offered before with other words. `used` are all versions so far, the first first."""

    def __init__(self, version: str, used: tuple[str, ...]) -> None:
        self.version, self.used = version, used
        super().__init__(f"Version {version} was made available before with other words. Raise `version`.")


class EntryError(ProblemsError):
    """Entered text or figures that cannot be kept; each problem's `path` names the field."""
