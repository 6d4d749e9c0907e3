"""`assess score`, `assess chart` and `assess report`: from a questionnaire and its answers to results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from assess.cli.files import name_of, text_of, write_whole
from assess.cli.terminal import Language, example, one_line, working

if TYPE_CHECKING:
    from assess.core.questionnaire import Discipline, Questionnaire
    from assess.core.responses import Responses
    from assess.core.scorecard import Scorecard
    from assess.texts import Translator
    from assess.yaml_source import Loaded

Command = TypeVar("Command", bound=Callable[..., Any])

LEADS = ("customer_intimacy", "operational_excellence", "product_leadership")
FORMATS = ("png", "svg", "pdf")
MOST_SIGNS = 20


class Lead(click.ParamType[str]):
    """A discipline by its id, in any case, with hyphens or blanks as well."""

    name = "discipline"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        wanted = re.sub(r"[-\s]+", "_", value.strip().lower())
        if wanted not in LEADS:
            self.fail(f"'{one_line(value)}' is no discipline. Use one of {', '.join(LEADS)}.", param, ctx)
        return wanted


class Picture(click.ParamType[str]):
    """A file name whose ending says which kind of picture it is."""

    name = "file"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if _format(value) not in FORMATS:
            self.fail(f"'{one_line(value)}' does not end in .png, .svg or .pdf.", param, ctx)
        return value


def _format(file: str) -> Literal["png", "svg", "pdf"]:
    return Path(file).suffix.lower().removeprefix(".")  # type: ignore[return-value]


@dataclass(frozen=True)
class Scored:
    """A questionnaire and what its answers show, in the reader's language."""

    questionnaire: Questionnaire
    scorecard: Scorecard
    t: Translator


def answers(command: Command) -> Command:
    """The arguments and options of all commands that score answers."""
    for option in (
        click.option(
            "--lead", type=Lead(), help=f"The discipline that the company says it leads: {', '.join(LEADS)}."
        ),
        click.option(
            "--language",
            type=Language(),
            default="en",
            show_default=True,
            help="The language of the reader: of the result, and of the questionnaire if translated.",
        ),
        click.option("--company", default="", metavar="NAME", help="The company's name, for headings and sentences."),
        click.argument("responses", metavar="RESPONSES"),
        click.argument("questionnaire", metavar="QUESTIONNAIRE"),
    ):
        command = option(command)
    return command


@click.command(
    epilog=example("assess score value-disciplines answers.csv", "assess score ours.yaml - --json < answers.csv")
)
@answers
@click.option("--json", "as_json", is_flag=True, help="Print the scorecard as JSON, every figure in full.")
def score(questionnaire: str, responses: str, company: str, lead: str | None, language: str, as_json: bool) -> None:
    """Score answers: a table or JSON.

    QUESTIONNAIRE is a YAML file or the id of a shipped one (see `assess questionnaires`). RESPONSES is a CSV file in
    UTF-8, long (respondent, subject, item, value) or wide (a column an item, item@Competitor for a competitor), or -
    for standard input.
    """
    scored = _scored(questionnaire, responses, company, lead, language)
    if as_json:
        from assess.exports.scorecard_json import scorecard_json

        click.echo(scorecard_json(scored.scorecard), nl=False)
        return
    from assess.cli.summary import summary

    click.echo("\n".join(summary(scored.scorecard, scored.questionnaire, scored.t)))


@click.command(epilog=example("assess chart value-disciplines answers.csv -o radar.png"))
@answers
@click.option(
    "-o", "--output", required=True, type=Picture(), metavar="FILE", help="radar.png, radar.svg or radar.pdf."
)
@click.option("--by", type=click.Choice(["dimension", "discipline"]), default="dimension", show_default=True,
              help="What the axes are.")  # fmt: skip
@click.option("--dots", is_flag=True, help="Draw the dot plot of scores, parity and gaps instead of the radar.")
def chart(
    questionnaire: str,
    responses: str,
    company: str,
    lead: str | None,
    language: str,
    output: str,
    by: Literal["dimension", "discipline"],
    dots: bool,
) -> None:
    """Draw the radar of answers.

    Own scores against parity and competitors; with one or two axes, a dot plot. The ending of the output FILE chooses
    PNG (200 ppi), SVG or PDF. QUESTIONNAIRE and RESPONSES are as for `assess score`.
    """
    scored = _scored(questionnaire, responses, company, lead, language)
    with working("Drawing"):
        from assess import paper
        from assess.charts.figures import dot_plot, picture

        figure = (dot_plot if dots else picture)(scored.scorecard, scored.t, by)
        drawn = paper.chart(figure, scored.t, _format(output))
        missing = paper.unprintable(" ".join(_names(scored.scorecard)))
    write_whole(output, drawn)
    _tell_unprintable(missing)


@click.command(epilog=example("assess report value-disciplines answers.csv -o report.pdf --company 'Acme Ltd'"))
@answers
@click.option("-o", "--output", required=True, metavar="FILE", help="The PDF to write.")
@click.option("--paper", "paper_size", type=click.Choice(["a4", "letter"], case_sensitive=False), default="a4",
              show_default=True, help="The size of the pages.")  # fmt: skip
def report(
    questionnaire: str,
    responses: str,
    company: str,
    lead: str | None,
    language: str,
    output: str,
    paper_size: Literal["a4", "letter"],
) -> None:
    """Write the report of answers.

    A tagged PDF with profile, charts, table and recommendations with their reasons. QUESTIONNAIRE and RESPONSES are
    as for `assess score`.
    """
    scored = _scored(questionnaire, responses, company, lead, language)
    with working("Printing"):
        from assess import paper

        now = datetime.now(UTC).astimezone()
        printed = paper.report(scored.scorecard, scored.questionnaire, scored.t, when=now, paper=paper_size)
        missing = paper.unprintable(scored.scorecard)
    write_whole(output, printed)
    _tell_unprintable(missing)


def _scored(questionnaire: str, responses: str, company: str, lead: str | None, language: str) -> Scored:
    """The scorecard of two sources; a fault names its file."""
    from assess.yaml_source import find

    loaded = find(questionnaire)
    t = _translator(language, loaded)
    text = text_of_responses(responses)
    with working(f"Scoring {name_of(responses)}"):
        from assess.core.questionnaire import Discipline
        from assess.core.scorecard import scorecard

        stated: Discipline | None = Discipline(lead) if lead else None
        book = loaded.in_language(language)
        checked = checked_responses(text, name_of(responses), book)
        card = scorecard(book, checked, company=company, stated_lead=stated, sha256=loaded.sha256)
    return Scored(book, card, t)


def text_of_responses(responses: str) -> str:
    """The text of a file of answers or of standard input, read with a sign of life. Raises AssessError."""
    with working(f"Reading {name_of(responses)}"):
        return text_of(responses)


def checked_responses(text: str, name: str, questionnaire: Questionnaire) -> Responses:
    """The answers in a text; ResponsesError names the file with each fault."""
    from assess.core.errors import ResponsesError
    from assess.core.responses import responses_from_table
    from assess.exports.answers_csv import read_answers

    try:
        return responses_from_table(read_answers(text, questionnaire), questionnaire)
    except ResponsesError as error:
        raise ResponsesError([replace(problem, file=name) for problem in error.problems]) from None


def _translator(language: str, loaded: Loaded) -> Translator:
    """The translator of a language; AssessError where neither the app nor the questionnaire speaks it."""
    from assess.core.errors import AssessError
    from assess.texts import known, languages, translator

    if known(language) is None and not loaded.count_for(language):
        speaks = ", ".join(dict.fromkeys([*languages(), *loaded.counts]))
        raise AssessError(f"--language {language}: there are no texts in it. Use one of {speaks}.")
    return translator(language)


def _names(card: Scorecard) -> Iterator[str]:
    """The texts of somebody's own that a chart shows."""
    yield card.company
    yield from (competitor.name for competitor in card.competitors)
    yield from (dimension.title for dimension in card.dimensions)


def _tell_unprintable(signs: Sequence[str]) -> None:
    """Says on stderr what could not be printed; the file is there all the same."""
    if signs:
        shown = " ".join(signs[:MOST_SIGNS]) + (" ..." if len(signs) > MOST_SIGNS else "")
        click.echo(f"Printed as □, for want of a font: {shown}. Install a font that has them.", err=True)
