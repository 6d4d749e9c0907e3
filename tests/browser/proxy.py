"""Two app processes behind HAProxy, with the configuration that docs/deploying.md gives."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from app_server import ROOT, AppServer, Served, free_port

from assess.store import Location

CONFIGURATION = ROOT / "docs" / "haproxy.cfg"
SECONDS_TO_START = 30
PROCESS = "assess_process"
"""The cookie that keeps a browser with its process."""
NAMES = "subjectAltName=IP:127.0.0.1,DNS:localhost"


@dataclass(frozen=True)
class Behind:
    """A proxy, the processes behind it by the proxy's names for them, and their database."""

    proxy: Proxy
    processes: dict[str, Served]
    location: Location


@contextmanager
def behind_proxy(folder: Path, location: Location) -> Iterator[Behind]:
    """Two processes by `assess serve` on one PostgreSQL, and the proxy before them."""
    programs()
    assert location.url is not None
    environ = {"ASSESS_DATABASE_URL": location.url.render_as_string(hide_password=False)}
    processes = {name: Served(folder / name, environ) for name in ("one", "two")}
    proxy = Proxy(folder, *processes.values())
    try:
        with ThreadPoolExecutor() as pool:
            list(pool.map(Served.start, processes.values()))
        proxy.start()
        yield Behind(proxy, processes, location)
    finally:
        proxy.stop()
        for each in processes.values():
            each.stop()
    for each in processes.values():
        assert "Traceback" not in each.log, each.log


def programs() -> tuple[str, str]:
    """HAProxy and OpenSSL. Missing, it fails in CI and skips elsewhere, saying so."""
    found = shutil.which("haproxy") or shutil.which("haproxy", path="/usr/sbin"), shutil.which("openssl")
    if found[0] and found[1]:
        return found[0], found[1]
    if os.environ.get("CI"):
        pytest.fail("CI runs the app behind HAProxy, and it is missing. Install Debian's `haproxy` and `openssl`.")
    pytest.skip("NOTHING IS TESTED BEHIND A PROXY: haproxy or openssl is missing. Install both and run again.")


class Proxy:
    """HAProxy with TLS on a free port, before two processes; its certificate is made for it."""

    def __init__(self, folder: Path, one: AppServer, two: AppServer) -> None:
        self._program, openssl = programs()
        self._log, self._process = folder / "haproxy.log", None
        ports = free_port(), free_port()
        self.plain_url, self.url = f"http://127.0.0.1:{ports[0]}", f"https://127.0.0.1:{ports[1]}"
        self.certificate = _certificate(folder, openssl)
        self.trust = ssl.create_default_context(cafile=str(self.certificate))
        self._environ = os.environ | {
            "ASSESS_HTTP": f"127.0.0.1:{ports[0]}",
            "ASSESS_HTTPS": f"127.0.0.1:{ports[1]}",
            "ASSESS_CERTIFICATE": str(self.certificate),
            "ASSESS_ONE": f"127.0.0.1:{one.port}",
            "ASSESS_TWO": f"127.0.0.1:{two.port}",
            "ASSESS_USER": pwd.getpwuid(os.getuid()).pw_name,
            "ASSESS_GROUP": grp.getgrgid(os.getgid()).gr_name,
        }

    @property
    def log(self) -> str:
        """What HAProxy has said."""
        return self._log.read_text("utf-8", errors="replace") if self._log.exists() else ""

    def start(self) -> None:
        """Starts it; returns when a process behind it is ready."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, "-db", "-f", str(CONFIGURATION)],
                env=self._environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        end = time.monotonic() + SECONDS_TO_START
        while not self._is_ready():
            assert self._process.poll() is None and time.monotonic() < end, f"HAProxy is not up. It said:\n{self.log}"
            time.sleep(0.1)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(f"{self.url}{path}", headers=headers, verify=self.trust, timeout=30)

    def _is_ready(self) -> bool:
        try:
            return self.get("/readyz").status_code == 200
        except httpx.TransportError:
            return False


def _certificate(folder: Path, openssl: str) -> Path:
    """A certificate for this machine and its key, in one file as HAProxy reads it."""
    key, certificate, both = folder / "key.pem", folder / "certificate.pem", folder / "assess.pem"
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    names = ["-subj", "/CN=assess", "-addext", NAMES]
    made = [openssl, "req", "-x509", *kind, "-keyout", str(key), "-out", str(certificate), "-days", "2", *names]
    subprocess.run(made, check=True, capture_output=True)
    both.write_bytes(certificate.read_bytes() + key.read_bytes())
    return both
