"""`assess questionnaires` and `assess validate`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from assess.cli.terminal import aligned, example, one_line

if TYPE_CHECKING:
    from assess.core.errors import Problem
    from assess.core.questionnaire import Questionnaire
    from assess.yaml_source import Loaded

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command()
@as_json
def questionnaires(as_json: bool) -> None:
    """List the shipped questionnaires."""
    from assess.yaml_source import shipped

    found = [loaded.questionnaire for loaded in shipped()]
    if as_json:
        click.echo(json.dumps([_described(each) for each in found], ensure_ascii=False, indent=2).encode())
        return
    rows = [("id", "title", "items", "minutes", "disciplines"), *map(_row, found)]
    click.echo("\n".join(aligned(rows, right=(False, False, True, True, False))))


def _described(questionnaire: Questionnaire) -> dict[str, Any]:
    return {
        **{name: getattr(questionnaire, name) for name in ("id", "version", "title", "language", "minutes")},
        "items": len(questionnaire.items),
        "disciplines": list(questionnaire.disciplines),
    }


def _row(questionnaire: Questionnaire) -> Sequence[str]:
    minutes = "" if questionnaire.minutes is None else str(questionnaire.minutes)
    title, count = one_line(questionnaire.title), str(len(questionnaire.items))
    return questionnaire.id, title, count, minutes, ", ".join(questionnaire.disciplines)


@click.command(epilog=example("assess validate our-questions.yaml && echo sound"))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@as_json
@click.pass_context
def validate(ctx: click.Context, files: Sequence[str], as_json: bool) -> None:
    """Check questionnaires for problems.

    Every problem of every FILE is told at once, one a line, with line, path and remedy, on standard error, and the
    exit code is 1. With --json the findings go to standard output. A FILE may also be the id of a shipped one.
    """
    from assess.yaml_source import check_file

    checked = {name: check_file(name) for name in files}
    sound = all(loaded for loaded, _ in checked.values())
    if as_json:
        report = {"valid": sound, "files": [_checked(name, *found) for name, found in checked.items()]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace"))
    else:
        for name, (loaded, problems) in checked.items():
            _tell(name, loaded, problems)
    ctx.exit(0 if sound else 1)


def _tell(name: str, loaded: Loaded | None, problems: Sequence[Problem]) -> None:
    if loaded is not None:
        asked = loaded.questionnaire
        click.echo(f"{one_line(name)}: sound ({asked.id} {one_line(asked.version)}, {len(asked.items)} items)")
    for problem in problems:
        click.echo(one_line(str(problem)), err=True)


def _checked(name: str, loaded: Loaded | None, problems: Sequence[Problem]) -> dict[str, Any]:
    asked = loaded.questionnaire if loaded else None
    return {
        "file": name,
        "valid": loaded is not None,
        "id": asked and asked.id,
        "version": asked and asked.version,
        "sha256": loaded and loaded.sha256,
        "problems": [{"line": each.line, "path": each.path, "text": each.text} for each in problems],
    }
