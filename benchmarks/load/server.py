"""A server under load: Streamlit in a process of its own on a free port, which can be killed, and what it uses."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).resolve().parents[2]
APP, BARE = ROOT / "app.py", Path(__file__).with_name("bare.py")
SECONDS_TO_START = 120


@dataclass(frozen=True)
class Used:
    """What a process has used up: seconds of processor time, and bytes of memory now."""

    seconds: float
    memory: int


class Server:
    """Streamlit serving one script. It reads `.streamlit/config.toml` of the folder it runs in, if there is one."""

    def __init__(self, script: Path, folder: Path, environ: Mapping[str, str] | None = None) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._script, self._folder = script, folder
        self._log = Path(tempfile.mkdtemp(prefix="load-")) / "server.log"
        self._environ = os.environ | {"PYTHONUNBUFFERED": "1"} | dict(environ or {})
        self._process: psutil.Popen | None = None
        self._seconds_before = 0.0

    @property
    def log(self) -> str:
        """What the server has said."""
        return self._log.read_text("utf-8", errors="replace") if self._log.exists() else ""

    def start(self) -> None:
        """Starts the server; returns when it answers. Raises RuntimeError with what it said if it does not."""
        flags = [f"--server.port={self.port}", "--server.address=127.0.0.1", "--server.headless=true"]
        with self._log.open("ab") as log:
            self._process = psutil.Popen(
                [sys.executable, "-m", "streamlit", "run", str(self._script), *flags],
                cwd=self._folder, env=self._environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        end = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"The server does not come up. It said:\n{self.log}")
            time.sleep(0.1)

    def kill(self) -> None:
        """Ends the server as a power cut would: nothing is tidied up."""
        if self._process is not None:
            self._seconds_before = self.used().seconds
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Asks the server to end, and makes it if it does not."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
            self._process = None
        except psutil.TimeoutExpired:
            self.kill()

    def used(self) -> Used:
        """What this server has used, of all its lives; a memory of 0 while it is down."""
        try:
            if self._process is not None:
                spent = self._process.cpu_times()
                return Used(self._seconds_before + spent.user + spent.system, self._process.memory_info().rss)
        except psutil.NoSuchProcess:  # it is being killed
            pass
        return Used(self._seconds_before, 0)

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/_stcore/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@dataclass(frozen=True)
class Elsewhere:
    """A server that somebody else started, perhaps behind a proxy; what it uses is not known."""

    url: str

    def start(self) -> None:
        """It runs already."""

    def kill(self) -> None:
        """Not ours to kill. Raises RuntimeError."""
        raise RuntimeError(f"{self.url} was not started here, and is not killed from here.")

    def stop(self) -> None:
        """It runs on."""

    def used(self) -> Used:
        return Used(0, 0)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
