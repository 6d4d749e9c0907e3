"""`assess serve`: the app for browsers, by Streamlit's own `run` in this process, so that signals reach it."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
import tempfile
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from assess.cli.terminal import example, one_line
from assess.cli.upkeep import data_dir_option
from assess.core.errors import AssessError
from assess.shipped import folder

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - chosen by the person, never by us
SECONDS_TO_START = 60
TERMINATED = 143
"""128 and the number of SIGTERM, as shells have it."""


port_option = click.option(
    "--port", type=click.IntRange(0, 65535), default=8501, show_default=True, help="0 takes any free port."
)
host_option = click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
    help="The address to listen on; 0.0.0.0 lets other devices in.",
)  # fmt: skip
open_option = click.option(
    "--open/--no-open", "opens", default=True, show_default=True, help="Open a browser once it is up."
)


@click.command(epilog=example("assess serve --open", "assess serve --host 0.0.0.0 --data-dir ./data"))
@host_option
@port_option
@data_dir_option
@click.option("--open/--no-open", "opens", default=False, show_default=True, help="Open a browser once it is up.")
def serve(host: str, port: int, data_dir: str | None, opens: bool) -> None:
    """Serve the app until Ctrl-C.

    Says where the data lies and where to point a browser. Answers are on disk before they count as saved, so the
    server may be stopped at any time.
    """
    port = free_port(host, port)
    serve_at(host, port, opens, "", f"Data: {open_data(data_dir)}")


def serve_at(host: str, port: int, opens: bool, page: str, told: str) -> None:
    """Serves the app until it is stopped, opened at a page; `told` is said first."""
    port = free_port(host, port)
    url = f"{url_of(host, port)}/{page}".rstrip("/")
    click.echo(f"{told}\nOpen {url} (stop with Ctrl-C)")
    if host in EVERYWHERE and (address := _own_address()):
        click.echo(f"From other devices: {url_of(address, port)}/{page}".rstrip("/"))
    if opens:
        threading.Thread(target=_open_when_up, args=(host, port, url), daemon=True).start()
    _run(host, port)


def free_port(host: str, port: int) -> int:
    """The port, or a free one for 0, if this machine can listen there; AssessError with the reason if not."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host.strip() or " ", port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            if os.name != "nt":
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen()
            return int(listener.getsockname()[1])
    except (OSError, UnicodeError) as error:
        raise AssessError(_why_not(host, port, error)) from None


def _why_not(host: str, port: int, error: OSError | UnicodeError) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return f"port {port}: is taken by another program. Stop that, or choose another with --port."
    if number == errno.EACCES:
        return f"port {port}: this user may not listen there. Choose one above 1023: --port 8501."
    if isinstance(error, socket.gaierror | UnicodeError) or number == errno.EADDRNOTAVAIL:
        return f"host {one_line(host)}: is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of them."
    return f"host {one_line(host)}, port {port}: cannot be listened on ({error}). Choose others."


def url_of(host: str, port: int) -> str:
    """The address to type into a browser."""
    shown = "localhost" if host in EVERYWHERE else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def open_data(data_dir: str | None) -> str:
    """Where the data lies, once it is known to be usable; the app finds it by the environment."""
    from assess.store import Store, locate

    if data_dir:
        os.environ["ASSESS_DATA_DIR"] = str(Path(data_dir).expanduser().absolute())
        os.environ.pop("ASSESS_DATABASE_URL", None)
    store = Store.open(locate())
    store.close()
    return store.place


@contextmanager
def passing_data() -> Iterator[Path]:
    """A data folder for this run alone, whatever the environment says; it is removed at the end, on SIGTERM too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    with tempfile.TemporaryDirectory(prefix="assess-", ignore_cleanup_errors=True) as folder:
        open_data(folder)
        yield Path(folder)


def _own_address() -> str | None:
    """This machine's address towards other networks; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # an address for documentation
        return str(probe.getsockname()[0])
    return None


def _open_when_up(host: str, port: int, url: str) -> None:
    reached = "localhost" if host in EVERYWHERE else host
    for _ in range(SECONDS_TO_START * 5):
        with suppress(OSError), socket.create_connection((reached, port), timeout=1):
            webbrowser.open(url)
            return
        time.sleep(0.2)


def _run(host: str, port: int) -> None:
    from streamlit.web.cli import main as streamlit

    settings = {
        "server.address": host,
        "server.port": str(port),
        "server.headless": "true",  # without it, Streamlit asks for an e-mail address
        "logger.hideWelcomeMessage": "true",  # it would look up this machine's public address
    }
    flags = [f"--{name}={value}" for name, value in settings.items()]
    streamlit.main(["run", str(folder("app.py")), *flags], prog_name="assess serve", standalone_mode=False)
