"""`assess translate`: a translation's file, new or brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.cli.files import write_whole
from assess.cli.terminal import Language, example, one_line

if TYPE_CHECKING:
    from assess.core.translation import Completeness, Translation
    from assess.yaml_source import Loaded, LoadedTranslation


@click.command(
    epilog=example(
        "assess translate our-questions.yaml de", "assess translate our-questions.yaml de --texts from-agency.yaml"
    )
)
@click.argument("questionnaire", metavar="QUESTIONNAIRE")
@click.argument("language", type=Language(), metavar="LANGUAGE")
@click.option("--texts", metavar="FILE", help="Take translations from a YAML file of lines `path: text`.")
@click.option("-o", "--output", metavar="FILE", help="Write here. [default: beside the questionnaire]")
def translate(questionnaire: str, language: str, texts: str | None, output: str | None) -> None:
    """Write the file of a translation, or bring it up to date.

    QUESTIONNAIRE is a YAML file or the id of a shipped one, LANGUAGE a code such as de or pt-BR. The file lies beside
    the questionnaire, mine.de.yaml beside mine.yaml. A text that is to be translated stands there with its original
    above it; what is current stays, what was translated from an earlier text is marked, what is extra goes.
    """
    from assess.core.errors import AssessError
    from assess.core.translation import brought_up_to_date, completeness
    from assess.yaml_source import find_original, path_of
    from assess.yaml_source.writing import translation_text

    loaded, path = find_original(questionnaire), path_of(questionnaire)
    if path is None or language.lower() == loaded.questionnaire.language.lower():
        raise AssessError(f"{questionnaire} is in {language} itself. Name the language to translate it into.")
    target = Path(output) if output else path.with_name(f"{path.stem}.{language}{path.suffix}")
    before = _before(target, loaded)
    given = _given(texts, loaded) if texts else {}
    earlier = before.translation if before else None
    now = brought_up_to_date(loaded.questionnaire, language, earlier, given)
    content = translation_text(loaded.questionnaire, now, before.remarks if before else None)
    write_whole(str(target), content.encode())
    click.echo(f"{one_line(str(target))}: {_said(completeness(loaded.questionnaire, now), earlier)}")


def _before(target: Path, loaded: Loaded) -> LoadedTranslation | None:
    """The translation that is there already; one with faults is told of, and not written over."""
    from assess.core.errors import QuestionnaireError
    from assess.yaml_source.text import bounded
    from assess.yaml_source.translations import check_translation

    if not target.is_file():
        return None
    found, problems = check_translation(bounded(target), loaded.questionnaire, str(target))
    if found is None:
        raise QuestionnaireError(problems)
    return found


def _given(texts: str, loaded: Loaded) -> dict[str, str]:
    from assess.core.errors import QuestionnaireError
    from assess.yaml_source.text import bounded
    from assess.yaml_source.translations import check_texts

    found, problems = check_texts(bounded(Path(texts)), loaded.questionnaire, texts)
    if found is None:
        raise QuestionnaireError(problems)
    return found


def _said(found: Completeness, before: Translation | None) -> str:
    """How far the translation is, in one line."""
    gone = len(set(before.texts) - {*found.current, *found.missing, *found.stale}) if before else 0
    parts = [
        f"{len(found.current)} of {found.texts} texts are translated",
        f"{len(found.missing)} to translate" if found.missing else "",
        f"{len(found.stale)} to adapt" if found.stale else "",
        f"{gone} extra removed" if gone else "",
    ]
    return ", ".join(part for part in parts if part)
