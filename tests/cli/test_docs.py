"""docs/command-line.md: every command and option is in it, and every example in it works."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from assess.cli import commands
from assess.store import Location, Store

Called = Callable[..., Result]
ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
SERVING = {"serve", "preview", "demo"}
"""What serves until it is stopped is looked at in test_serving.py and test_writing.py."""
EXAMPLES = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]
TABLES = re.findall(r"```csv\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_the_guide_names_each_command_with_its_options(name: str) -> None:
    assert f"`assess {name}" in GUIDE
    for parameter in commands.commands[name].params:
        if isinstance(parameter, click.Option):
            assert any(option in GUIDE for option in parameter.opts), parameter.opts


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_works(example: str, folder: Path, called: Called) -> None:
    shutil.copy(ROOT / "questionnaires" / "samples" / "value-disciplines.csv", folder / "answers.csv")
    Store.open(Location(file=folder / "data" / "assess.sqlite3")).close()
    program, *words = shlex.split(example)
    if program == "assess" and not {"<", ">"} & set(words):
        result = called(*words, *(["--help"] if words[0] in SERVING else []))
        assert (result.exit_code, result.stderr) == (0, "")
        return
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", example], env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_in_the_guide_can_be_scored(table: str, called: Called) -> None:
    result = called("score", "value-disciplines", "-", "--json", given=table)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout_bytes)["raters"] == 2
