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


class Finished(AssessError):  # noqa: N818
    """The participant has finished; `unfinish` opens their answers again."""


class EntryError(ProblemsError):
    """Entered text or figures that cannot be kept; each problem's `path` names the field."""
