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
    from assess.yaml_source import Loaded, LoadedTranslation

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command()
@as_json
def questionnaires(as_json: bool) -> None:
    """List the shipped questionnaires."""
    from assess.yaml_source import shipped

    found = shipped()
    if as_json:
        click.echo(json.dumps([_described(each) for each in found], ensure_ascii=False, indent=2).encode())
        return
    header = ("id", "title", "items", "minutes", "disciplines")
    rows = [header, *(_row(each.questionnaire) for each in found)]
    click.echo("\n".join(aligned(rows, right=(False, False, True, True, False))))


def _described(loaded: Loaded) -> dict[str, Any]:
    """A questionnaire; `texts` counts those that there are in each language."""
    questionnaire = loaded.questionnaire
    return {
        **{name: getattr(questionnaire, name) for name in ("id", "version", "title", "language", "minutes")},
        "items": len(questionnaire.items),
        "disciplines": list(questionnaire.disciplines),
        "texts": loaded.counts,
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
    """Check questionnaires and their translations for problems.

    Every problem of every FILE is told at once, one a line, with line, path and remedy, on standard error, and the
    exit code is 1. With --json the findings go to standard output. A FILE may also be the id of a shipped one.

    With a questionnaire its translations are checked, the files beside it such as mine.de.yaml: what is missing, what
    was translated from an earlier text, what is extra. The file of a translation can be given by itself, too.
    """
    checked = {name: _check(name) for name in files}
    sound = not any(problems for _, problems in checked.values())
    if as_json:
        report = {"valid": sound, "files": [_checked(name, *found) for name, found in checked.items()]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace"))
    else:
        for name, (loaded, problems) in checked.items():
            _tell(name, loaded, problems)
    ctx.exit(0 if sound else 1)


def _check(name: str) -> tuple[Loaded | LoadedTranslation | None, Sequence[Problem]]:
    """What a file holds, with what is to be mended in it and in the translations beside it."""
    from assess.yaml_source import check_file, check_translation_file

    loaded, problems = check_translation_file(name) or check_file(name)
    return loaded, loaded.findings if loaded else problems


def _tell(name: str, loaded: Loaded | LoadedTranslation | None, problems: Sequence[Problem]) -> None:
    if loaded is not None and not problems:
        click.echo(f"{one_line(name)}: sound ({_summary(loaded)})")
    for problem in problems:
        click.echo(one_line(str(problem)), err=True)


def _summary(loaded: Loaded | LoadedTranslation) -> str:
    from assess.yaml_source import LoadedTranslation

    if isinstance(loaded, LoadedTranslation):
        translation = loaded.translation
        return f"{translation.translates} in {translation.language}, {len(translation.texts)} texts"
    asked = loaded.questionnaire
    return f"{asked.id} {one_line(asked.version)}, {len(asked.items)} items"


def _checked(name: str, loaded: Loaded | LoadedTranslation | None, problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "file": name,
        "valid": not problems,
        **_identity(loaded),
        "problems": [
            {"file": each.file, "line": each.line, "path": each.path, "text": str(each.text)} for each in problems
        ],
    }


def _identity(loaded: Loaded | LoadedTranslation | None) -> dict[str, Any]:
    """Which questionnaire, or which translation of one; all null where the file holds neither."""
    from assess.yaml_source import Loaded

    if loaded is None or isinstance(loaded, Loaded):
        asked = loaded and loaded.questionnaire
        return {"id": asked and asked.id, "version": asked and asked.version, "sha256": loaded and loaded.sha256}
    return {"translates": loaded.translation.translates, "language": loaded.translation.language}
