"""/healthz says that the process answers; /readyz that the database does, too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from app_server import AppServer

from assess.store import Location


def test_ready_follows_the_database(
    tmp_path: Path, new_lasting_postgresql: Callable[[], Location], postgres: Any
) -> None:
    url = new_lasting_postgresql().url
    assert url is not None
    server = AppServer(tmp_path, {"ASSESS_DATABASE_URL": url.render_as_string(hide_password=False)})
    try:
        with postgres.stopped():  # the app comes up without its database, and says so
            server.start(ready=False)
            refused = httpx.get(f"{server.url}/readyz", timeout=30)
            assert (refused.status_code, refused.text) == (503, "the database cannot be reached\n")
        server.wait_for("/readyz", 200)
        with postgres.stopped():
            server.wait_for("/readyz", 503)
            assert server.status("/healthz") == 200
        server.wait_for("/readyz", 200)
    finally:
        server.stop()
    assert "Traceback" not in server.log
    assert str(url.password or "no password") not in server.log


def test_health_is_never_cached(running: Any) -> None:
    for path in ("/healthz", "/readyz"):
        answer = running.get(path)
        assert (answer.status_code, answer.text, answer.headers["cache-control"]) == (200, "ok\n", "no-store")


def test_a_database_that_is_none_is_told_and_left_alone(tmp_path: Path) -> None:
    server = AppServer(tmp_path)
    server.data.mkdir()
    file = server.data / "assess.sqlite3"
    file.write_bytes(b"no database" * 1000)
    try:
        server.start(ready=False)
        assert server.status("/readyz") == 503
    finally:
        server.stop()
    assert file.read_bytes() == b"no database" * 1000
