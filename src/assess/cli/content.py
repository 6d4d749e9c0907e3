"""`assess questionnaires` and `assess validate`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assess.cli.terminal import aligned, example, one_line
from assess.cli.upkeep import data_dir_option

if TYPE_CHECKING:
    from assess.core.errors import Problem
    from assess.core.questionnaire import Questionnaire
    from assess.yaml_source import Loaded, LoadedTranslation

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command(epilog=example("assess questionnaires", "assess questionnaires --data-dir data"))
@as_json
@data_dir_option
def questionnaires(as_json: bool, data_dir: str | None) -> None:
    """List the shipped questionnaires, and a server's own.

    Those that a server offers beside the shipped ones are listed after them where its data is named: by --data-dir,
    ASSESS_DATABASE_URL or ASSESS_DATA_DIR.
    """
    from assess.yaml_source import shipped

    found = [("shipped", each) for each in shipped()]
    found += [("server", each) for each in _own(data_dir, {each.questionnaire.id for _, each in found})]
    if as_json:
        described = [_described(loaded, origin) for origin, loaded in found]
        click.echo(json.dumps(described, ensure_ascii=False, indent=2).encode())
        return
    header = ("id", "title", "items", "minutes", "from", "disciplines")
    rows = [header, *(_row(loaded.questionnaire, origin) for origin, loaded in found)]
    click.echo("\n".join(aligned(rows, right=(False, False, True, True, False, False))))


def _own(data_dir: str | None, taken: Set[str]) -> Iterator[Loaded]:
    """What the server with this data offers of its own; nothing where no data is named or there is none yet."""
    if not (data_dir or os.environ.get("ASSESS_DATABASE_URL") or os.environ.get("ASSESS_DATA_DIR")):
        return
    from assess import store
    from assess.core.errors import QuestionnaireError
    from assess.yaml_source import load, with_sound

    location = store.locate(Path(data_dir) if data_dir else None)
    if location.file and not location.file.exists():
        if data_dir:
            raise store.StoreUnavailable(f"{location}: there is no database yet. Check --data-dir.")
        return
    opened = store.Store.open(location)
    offered = opened.offered_by_server()
    opened.close()
    for each in offered:
        try:
            if each.id not in taken:
                yield with_sound(load(each.text, each.id), each.translations)[0]
        except QuestionnaireError as error:  # an earlier version took it; the app does not offer it either
            click.echo(one_line(f"{each.id} is not offered any more: {error}"), err=True)


def _described(loaded: Loaded, origin: str) -> dict[str, Any]:
    """A questionnaire; `texts` counts those that there are in each language, `from` is `shipped` or `server`."""
    questionnaire = loaded.questionnaire
    return {
        **{name: getattr(questionnaire, name) for name in ("id", "version", "title", "language", "minutes")},
        "items": len(questionnaire.items),
        "disciplines": list(questionnaire.disciplines),
        "texts": loaded.counts,
        "from": origin,
    }


def _row(questionnaire: Questionnaire, origin: str) -> Sequence[str]:
    minutes = "" if questionnaire.minutes is None else str(questionnaire.minutes)
    title, count = one_line(questionnaire.title), str(len(questionnaire.items))
    return questionnaire.id, title, count, minutes, origin, ", ".join(questionnaire.disciplines)


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
