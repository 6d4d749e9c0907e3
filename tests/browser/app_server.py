"""The app as a person runs it: Streamlit's server in a process of its own, which tests may kill and start again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 120
"""Long, for a machine with other work; an idle one needs four."""


class AppServer:
    """A server on a free port of this machine, with a data folder of its own."""

    def __init__(self, folder: Path, environ: Mapping[str, str] | None = None) -> None:
        self.data = folder / "data"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "server.log"
        self._environ = {
            **{name: value for name, value in os.environ.items() if name != "ASSESS_DATABASE_URL"},
            "ASSESS_DATA_DIR": str(self.data),
            "PYTHONUNBUFFERED": "1",
            **(environ or {}),
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """What the server has said so far."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    def start(self, *, ready: bool = True) -> None:
        """Starts the server; returns when it answers, and its database too unless `ready` is False."""
        self._log.parent.mkdir(exist_ok=True)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *self.words()],
                cwd=ROOT, env=self._environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        self._wait("/readyz" if ready else "/healthz")

    def words(self) -> list[str]:
        """What Python is told to run."""
        return ["streamlit", "run", "app.py", "--server.address=127.0.0.1", f"--server.port={self.port}"]

    def freeze(self) -> None:
        """Stops the server's clock: it takes what is sent to it, and does nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        """Ends the server as a power cut would: nothing is tidied up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Asks the server to end, and makes it if it does not."""
        try:
            self._end(signal.SIGTERM)
        except subprocess.TimeoutExpired:
            self.kill()

    def status(self, path: str) -> int:
        """The status that a path answers with; 0 where nothing answers."""
        try:
            return httpx.get(f"{self.url}{path}", timeout=5).status_code
        except httpx.TransportError:
            return 0

    def wait_for(self, path: str, status: int, seconds: float = SECONDS_TO_START) -> None:
        """Returns when the path answers with this status."""
        end = time.monotonic() + seconds
        while (found := self.status(path)) != status:
            if time.monotonic() > end:
                raise AssertionError(f"{path} answers {found}, not {status}. The server said:\n{self.log}")
            time.sleep(0.05)

    def _wait(self, path: str) -> None:
        end = time.monotonic() + SECONDS_TO_START
        while self.status(path) != 200:
            if self._process is None or self._process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"The server does not come up. It said:\n{self.log}")
            time.sleep(0.05)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        self._process.wait(10)
        self._process = None


class Served(AppServer):
    """The same by the package's own command, as on a server."""

    def words(self) -> list[str]:
        return ["assess", "serve", "--port", str(self.port)]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
