"""The command line, called in the test's own process (`called`) or as a program (`assess`); a folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assess.cli import commands

QUESTIONS = """\
id: tiny
version: 1.0.0
title: Tiny questionnaire
minutes: 1
scales:
  practice:
    levels: [{value: 1, label: Absent}, {value: 3, label: Partly}, {value: 5, label: Fully}]
parity:
  declared: {customer_intimacy: 60}
dimensions:
  - id: knowing
    discipline: customer_intimacy
    title: Knowing the customer
    items:
      - {id: needs, text: Needs are known., scale: practice, compare: true}
      - {id: history, text: History is known., scale: practice}
  - id: serving
    discipline: operational_excellence
    title: 顧客に仕える
    items:
      - {id: speed, text: Service is quick., scale: practice, compare: true}
recommendations:
  - id: ask
    dimension: knowing
    when: {score_below: 60}
    action: Ask ten customers.
    first_step: Choose the ten.
    measure: Answers a week
    effort: 2
    horizon_days: 90
"""
ANSWERS = """\
respondent,subject,item,value
ann,us,needs,1
ann,us,history,3
ann,us,speed,5
ann,Acme,speed,3
bob,us,needs,3
bob,us,history,dk
"""
"""Knowing: ann (0 + 50) / 2 = 25, bob 50, so 37.5 and 22.5 below the declared 60. Speed: 100 against Acme's 50."""

Called = Callable[..., Result]
Assess = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """What a shell runs in the background ignores interrupts, and so does all that it starts; not so here."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a questionnaire and its answers, which the test runs in."""
    (tmp_path / "tiny.yaml").write_text(QUESTIONS, encoding="utf-8")
    (tmp_path / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSESS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("ASSESS_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def called(folder: Path) -> Called:
    """Calls a command: `called("score", "tiny.yaml", "answers.csv")`; only an exit is let through."""

    def call(*words: str, given: bytes | str | None = None) -> Result:
        result = CliRunner().invoke(commands, words, input=given)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def assess(folder: Path) -> Assess:
    """Runs the program `assess` in a process of its own."""

    def run(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "assess", *words]
        settings = {"capture_output": True, "text": True, "encoding": "utf-8", "env": os.environ.copy()} | options
        return subprocess.run(command, check=False, timeout=60, **settings)

    return run
