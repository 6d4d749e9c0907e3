"""`assess new` and `assess preview`: beginning a questionnaire of one's own, and seeing it while it is written."""

from __future__ import annotations

import os
from pathlib import Path

import click

from assess.cli.serving import open_option, passing_data, port_option, serve_at
from assess.cli.terminal import example, one_line
from assess.core.errors import AssessError


@click.command(epilog=example("assess new our-questions.yaml", "assess new our-pulse.yaml --from pulse"))
@click.argument("file", required=False, metavar="[FILE]")
@click.option("--from", "source", metavar="NAME", help="Copy this questionnaire: a shipped id, or a file.")
def new(file: str | None, source: str | None) -> None:
    """Write a questionnaire to begin with.

    A short one with a comment on each part, or with --from a copy of another under an id of its own. FILE is never
    overwritten; without FILE it goes to standard output.
    """
    from assess.yaml_source import find
    from assess.yaml_source.starting import copy_of, own_id, slug
    from assess.yaml_source.starting import example as commented

    copied = find(source) if source else None
    text = copied.text if copied else commented()
    if file or copied:
        text = copy_of(text, slug(Path(file).stem) if file else own_id(copied.questionnaire.id if copied else ""))
    if file is None:
        click.echo(text.encode(), nl=False)
        return
    _write_new(file, text)
    click.echo(f"{one_line(file)} is written. See it: assess preview {one_line(file)}")


def _write_new(file: str, text: str) -> None:
    try:
        with Path(file).open("x", encoding="utf-8", newline="") as made:
            made.write(text)
    except FileExistsError:
        raise AssessError(f"{file}: is there already. Choose another name, or move it away.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AssessError(f"{file}: cannot be written ({reason}). Choose another place or name.") from None


@click.command(epilog=example("assess preview our-questions.yaml"))
@click.argument("file", metavar="FILE")
@port_option
@open_option
def preview(file: str, port: int, opens: bool) -> None:
    """See a questionnaire as people will.

    Serves the app on this machine until Ctrl-C, opened at a preview of what is asked and of a result. The page
    follows FILE as it is saved, and tells its problems with line and remedy. Nothing that is tried there is saved.
    FILE may be a shipped id.
    """
    from assess.yaml_source import check_file

    path = Path(file)
    loaded, problems = check_file(file)
    if loaded is None and not path.is_file():
        raise AssessError(str(problems[0]))
    os.environ["ASSESS_PREVIEW"] = str(path.absolute()) if path.is_file() else file
    with passing_data():
        serve_at("127.0.0.1", port, opens, "preview", f"Preview: {one_line(file)}")
