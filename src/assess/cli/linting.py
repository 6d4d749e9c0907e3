"""`assess lint`: what a sound questionnaire could do better, from its file and from its answers."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from assess.cli.content import as_json
from assess.cli.files import name_of
from assess.cli.results import checked_responses, text_of_responses
from assess.cli.terminal import example, one_line, working

if TYPE_CHECKING:
    from assess.core.questionnaire import Questionnaire
    from assess.core.reliability import ReliabilityFigures
    from assess.core.translation import Completeness
    from assess.lint import Finding
    from assess.yaml_source import Loaded


@click.command(epilog=example("assess lint our-questions.yaml", "assess lint our-questions.yaml answers.csv --json"))
@click.argument("questionnaire", metavar="QUESTIONNAIRE")
@click.argument("responses", metavar="[RESPONSES]", required=False)
@as_json
@click.pass_context
def lint(ctx: click.Context, questionnaire: str, responses: str | None, as_json: bool) -> None:
    """Find weaknesses of a sound questionnaire.

    Balance, reverse keys, anchors, two ideas in one item, hard words, advice that is missing or overlaps; with
    RESPONSES also Cronbach's alpha, item-rest correlations, floor and ceiling. Each finding is a line on standard
    output: file and line, path, rule, fault, remedy; --json gives reasons and figures too. The exit code is 1 if
    there is any finding. QUESTIONNAIRE and RESPONSES are as for `assess score`.
    """
    from assess.lint import lint as findings_of
    from assess.yaml_source import find
    from assess.yaml_source.places import cut_texts, line_finder

    loaded = find(questionnaire)
    figures = _figures(loaded.questionnaire, responses) if responses is not None else None
    with working("Looking at the questionnaire"):
        found = findings_of(
            loaded.questionnaire,
            line_finder(loaded.text),
            cut=cut_texts(loaded.text),
            translations=_translations(loaded),
            figures=figures,
        )
    if as_json:
        report = {
            "file": questionnaire,
            "findings": [_described(each) for each in found],
            "reliability": figures and asdict(figures),
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace"))
    else:
        for finding in found:
            click.echo(one_line(_line(questionnaire, finding)))
    ctx.exit(1 if found else 0)


def _translations(loaded: Loaded) -> dict[str, Completeness]:
    """How each translation beside a questionnaire stands, by language."""
    from assess.core.translation import completeness

    found = (each.translation for each in loaded.translations)
    return {each.language: completeness(loaded.questionnaire, each) for each in found}


def _figures(questionnaire: Questionnaire, responses: str) -> ReliabilityFigures:
    text = text_of_responses(responses)
    with working(f"Working out {name_of(responses)}"):
        from assess.core.reliability import reliability

        return reliability(questionnaire, checked_responses(text, name_of(responses), questionnaire))


def _line(file: str, finding: Finding) -> str:
    place = f"{file}:{finding.line}" if finding.line else file
    path = f" {finding.path}" if finding.path else ""
    return f"{place}{path} {finding.rule}: {finding.fault} {finding.remedy}"


def _described(finding: Finding) -> dict[str, Any]:
    where = {"line": finding.line, "path": finding.path, "rule": finding.rule}
    return where | {name: str(getattr(finding, name)) for name in ("fault", "reason", "remedy")}
