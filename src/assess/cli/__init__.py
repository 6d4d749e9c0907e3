"""The command line: `assess COMMAND`. Commands import what they need when they run, so that `--help` is quick."""

from __future__ import annotations

import io
import sys

import click

from assess import __version__
from assess.cli.content import questionnaires, validate
from assess.cli.demo import demo
from assess.cli.door import Door
from assess.cli.linting import lint
from assess.cli.results import chart, report, score
from assess.cli.serving import serve
from assess.cli.terminal import example
from assess.cli.translating import translate
from assess.cli.upkeep import backup, purge
from assess.cli.writing import new, preview

EXAMPLES = example(
    "assess serve --open",
    "assess questionnaires",
    'assess score value-disciplines answers.csv --company "Acme Ltd"',
    "assess report value-disciplines answers.csv -o report.pdf",
    "assess new our-questions.yaml",
    "assess validate our-questions.yaml",
    "assess translate our-questions.yaml de",
    "assess preview our-questions.yaml",
    "assess demo",
)


@click.group(
    cls=Door,
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="assess", message="%(prog)s %(version)s")
def commands() -> None:
    """Score a company on customer intimacy, operational excellence and product leadership.

    Serves the app to browsers, and does its work on files without a browser: checks questionnaires, scores answers,
    draws charts, writes reports, keeps backups. Exit codes: 0 done, 1 something in the input to mend, 2 wrong usage.
    """


for command in (
    serve, demo, questionnaires, new, validate, lint, translate, preview, score, chart, report, backup, purge
):  # fmt: skip
    commands.add_command(command)


def main() -> None:
    """Runs the command that the program was called with."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a name shows its code
    commands(prog_name="assess")
