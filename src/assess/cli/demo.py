"""`assess demo`: the app with everything in it, in a database of its own."""

from __future__ import annotations

import os
from pathlib import Path

import click

from assess.cli.serving import host_option, open_option, passing_data, port_option, serve_at
from assess.cli.terminal import example, working


@click.command(epilog=example("assess demo", "assess demo --port 0 --no-open"))
@host_option
@port_option
@open_option
def demo(host: str, port: int, opens: bool) -> None:
    """Try everything with an invented company.

    Serves the app with sample answers to each shipped questionnaire, a workshop and its next run, in a database of
    its own that is removed at the end: your own data is not touched. Whoever opens the address owns what is there.
    """
    from assess import store
    from assess.cli.staging import staged

    with passing_data() as folder:
        opened = store.Store.open(store.locate(folder))
        with working("Making up a company"):
            tokens = staged(opened)
        opened.close()
        links = Path(folder) / "links"
        links.write_text("\n".join(tokens), encoding="utf-8")
        os.environ["ASSESS_DEMO"] = str(links)
        serve_at(host, port, opens, "demo", f"An invented company, kept until Ctrl-C: {folder}")
