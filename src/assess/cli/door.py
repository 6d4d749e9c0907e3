"""How commands end: faults in the input as lines on stderr with exit code 1, an interrupt without a word."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import IO, Any

import click

from assess.cli.terminal import one_line
from assess.core.errors import AssessError, ProblemsError

INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""


class Refused(click.ClickException):
    """What cannot be done, one line a reason: exit code 1."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(map(one_line, lines)))

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=file is None)


class Door(click.Group):
    """A group of commands whose foreseeable faults are said, never shown as a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ProblemsError as error:
            raise Refused(list(map(str, error.problems))) from None
        except AssessError as error:
            raise Refused([str(error)]) from None
        except (KeyboardInterrupt, click.Abort):
            ctx.exit(INTERRUPTED)
        except MemoryError:
            raise Refused(["this needs more memory than there is. Split the input."]) from None
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader has seen enough: click ends quietly
            place = error.filename or "standard output"
            raise Refused([f"{place}: {error.strerror or error}. Mend this or choose another place."]) from None
