"""How the program behaves as a program: exit codes, streams, interrupts, quick help, light imports."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import assess as package

Called = Callable[..., Result]
Assess = Callable[..., "subprocess.CompletedProcess[str]"]
COMMANDS = [
    "serve", "demo", "new", "validate", "preview", "score", "chart", "report", "questionnaires", "backup",
]  # fmt: skip


@pytest.mark.parametrize("words", [[], ["score"], ["score", "tiny.yaml"], ["scorn"], ["questionnaires", "--jsn"],
                                   ["chart", "tiny.yaml", "answers.csv"], ["serve", "--port", "70000"],
                                   ["report", "tiny.yaml", "answers.csv", "-o", "r.pdf", "--paper", "a5"],
                                   ["chart", "tiny.yaml", "answers.csv", "-o", "radar.gif"]])  # fmt: skip
def test_wrong_usage_exits_2(called: Called, words: list[str]) -> None:
    result = called(*words)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: ")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(called: Called, command: str) -> None:
    result = called(command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout or command == "questionnaires"


def test_the_list_of_commands_cuts_no_sentence(called: Called) -> None:
    listed = called("--help").stdout.split("Commands:")[1]
    assert all(f"  {command} " in listed for command in COMMANDS) and "..." not in listed


def test_the_version(called: Called) -> None:
    assert called("--version").stdout == f"assess {package.__version__}\n"


def test_json_is_utf8_whatever_the_locale(assess: Assess, folder: Path) -> None:
    with (folder / "answers.csv").open("rb") as answers:
        done = assess(
            "score", "tiny.yaml", "-", "--json", stdin=answers, env=os.environ | {"PYTHONIOENCODING": "cp1252"}
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["raters"] == 2


def test_a_terminal_without_a_character_shows_its_code(assess: Assess) -> None:
    done = assess("score", "tiny.yaml", "answers.csv", env=os.environ | {"PYTHONIOENCODING": "iso-8859-1"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u9867\\u5ba2" in done.stdout  # 顧客


def test_bad_input_is_a_line_and_exit_1_without_a_traceback(assess: Assess) -> None:
    done = assess("score", "tiny.yaml", "absent.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has this file")
def test_what_cannot_be_read_is_named(assess: Assess) -> None:
    done = assess("score", "tiny.yaml", "/proc/self/mem")  # opens, and then refuses to be read, even for root
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("/proc/self/mem: cannot be read (")


@pytest.mark.parametrize("words", [["questionnaires"], ["score", "tiny.yaml", "answers.csv"],
                                   ["score", "tiny.yaml", "answers.csv", "--json"], ["--help"]])  # fmt: skip
def test_a_reader_that_leaves_is_no_error_to_tell(folder: Path, words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([sys.executable, "-m", "assess", *words], stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "assess", "score", "tiny.yaml", "answers.csv"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 1
    assert done.stderr == "standard output: No space left on device. Mend this or choose another place.\n"


def wait_until_read(pipe: int) -> None:
    """Until nothing is left in a pipe: whoever has its other end waits for more."""
    until, left = time.monotonic() + 60, array("i", [1])
    while left[0] and time.monotonic() < until:
        fcntl.ioctl(pipe, termios.FIONREAD, left)
        time.sleep(0.05)
    assert not left[0]


def test_an_interrupt_ends_it_without_a_word(folder: Path) -> None:
    command = [sys.executable, "-m", "assess", "score", "tiny.yaml", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin is not None
        running.stdin.write(b"respondent")
        running.stdin.flush()
        wait_until_read(running.stdin.fileno())
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert (running.returncode, out, err) == (130, b"", b"")


def test_work_on_a_terminal_leaves_only_the_result(folder: Path) -> None:
    """stderr is a terminal here: whatever told of progress is wiped at the end."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "assess", "score", "tiny.yaml", "answers.csv", "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.write(theirs, b"end")
    told = os.read(ours, 10_000).decode().removesuffix("end")
    assert json.loads(done.stdout)["raters"] == 2
    assert told.rsplit("\r", 1)[-1] == ""


HEAVY = ("streamlit", "plotly", "pandas", "scipy", "sqlalchemy", "typst", "babel")


@pytest.mark.parametrize(
    ("words", "kept_out"),
    [(["--help"], (*HEAVY, "pydantic", "yaml")), (["validate", "tiny.yaml"], HEAVY), (["questionnaires"], HEAVY),
     (["score", "tiny.yaml", "answers.csv"], ("streamlit", "plotly", "sqlalchemy", "typst"))],
)  # fmt: skip
def test_a_command_imports_only_what_it_needs(
    folder: Path, words: list[str], kept_out: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ASSESS_DATA_DIR")  # no server's own questionnaires are asked for
    code = f"import sys; from assess.cli import commands; commands({words!r}, standalone_mode=False)"
    asked = f"{code}; sys.exit(' '.join(name for name in {kept_out!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "") or done.stderr == "\n"


def test_help_is_quick(folder: Path) -> None:
    """In seconds of the processor, which other work on the machine does not stretch as it does the clock."""

    def seconds() -> float:
        before = os.times()
        subprocess.run([sys.executable, "-m", "assess", "--help"], capture_output=True, check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds() for _ in range(5)) < 0.3
