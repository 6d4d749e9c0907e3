"""`assess serve`: says where things are, serves from any folder, ends on a signal, refuses what cannot be served."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result

from assess.cli.serving import free_port, url_of
from assess.core.errors import AssessError

Called = Callable[..., Result]


@contextmanager
def served(*words: str) -> Iterator[tuple[subprocess.Popen[str], list[str], str]]:
    """A running server, the lines that it said first, and its URL; it is up."""
    command = [sys.executable, "-m", "assess", "serve", "--port", "0", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            said = [server.stdout.readline(), server.stdout.readline()]
            url = re.findall(r"http://\S+", said[1])[0]
            wait_for(f"{url}/healthz")
            yield server, said, url
        finally:
            server.kill()


def wait_for(url: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            assert urllib.request.urlopen(url, timeout=5).status == 200
            return
        except OSError:
            assert time.monotonic() < end, f"{url} did not answer"
            time.sleep(0.1)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_it_serves_says_where_and_ends_on_a_signal(folder: Path, sent: signal.Signals, code: int) -> None:
    with served("--data-dir", "kept") as (server, said, url):
        assert said[0] == f"Data: {folder / 'kept' / 'assess.sqlite3'}\n"
        assert (folder / "kept" / "assess.sqlite3").exists()
        assert b"<title>" in urllib.request.urlopen(url, timeout=5).read()
        server.send_signal(sent)
        out, err = server.communicate(timeout=20)
    assert (server.returncode, out, err.strip()) == (code, "", "")


def test_the_settings_beside_the_app_are_used(folder: Path) -> None:
    """Streamlit's own answers tell its settings: without ours, this folder's would be in force."""
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "config.toml").write_text("[server]\nmaxUploadSize = 77\n", encoding="utf-8")
    code = (
        "import sys; from assess.cli import serving; from streamlit.web import bootstrap\n"
        "def show(*_):\n    from streamlit import config\n"
        "    print(config.get_option('server.maxUploadSize'), config.get_option('runner.postScriptGC'))\n"
        "bootstrap.run_asgi_app = bootstrap.run = show\n"
        "serving._run('127.0.0.1', 8501)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "2 False\n"


def test_a_taken_port_is_said(called: Called) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = called("serve", "--port", str(port))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"port {port}: is taken by another program. Stop that, or choose another with --port.\n"


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid", "a" * 300, "", "1.2.3.4.5", "\x1b"])
def test_a_host_that_is_not_this_machine_is_said(host: str) -> None:
    with pytest.raises(AssessError, match=r"is no address of this machine\. Use 127\.0\.0\.1, or") as refused:
        free_port(host, 0)
    assert "\x1b" not in str(refused.value)


def test_port_0_is_any_free_one() -> None:
    assert free_port("127.0.0.1", 0) > 1023


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("0.0.0.0", "http://localhost:8501"),
        ("::1", "http://[::1]:8501"),
        ("::", "http://localhost:8501"),
    ],
)
def test_the_url_to_open(host: str, url: str) -> None:
    assert url_of(host, 8501) == url


def test_data_that_cannot_be_kept_stops_it_before_it_serves(called: Called, folder: Path) -> None:
    (folder / "file").write_text("not a folder", encoding="utf-8")
    result = called("serve", "--port", "0", "--data-dir", "file")
    assert (result.exit_code, result.stdout) == (1, "")
    assert str(folder / "file") in result.stderr and "--data-dir" in result.stderr


def test_it_opens_a_browser_if_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "browser").write_text(f'#!/bin/sh\necho "$1" > "{folder}/opened"\n', encoding="utf-8")
    (folder / "browser").chmod(0o755)
    monkeypatch.setenv("BROWSER", str(folder / "browser"))
    with served("--open") as (_, _, url):
        end = time.monotonic() + 20
        while not (folder / "opened").exists() and time.monotonic() < end:
            time.sleep(0.1)
    assert (folder / "opened").read_text(encoding="utf-8") == f"{url}\n"
