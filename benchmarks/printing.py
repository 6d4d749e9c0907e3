"""Printing one radar and one report: ours in process against Kaleido with its browser kept warm, and matplotlib.

`python benchmarks/printing.py` draws the same 12-axis radar, with parity and competitors, at the same size in every
way, taking turns so that other work on the machine troubles all alike. It prints medians, says pass or FAIL against
the targets and exits 1 on a missed one. Kaleido needs a Chromium or Chrome on the path, or in BROWSER_PATH.
"""

from __future__ import annotations

import io
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import kaleido
from PIL import Image

from assess.charts.figures import Radar, Role, radar
from assess.charts.screen import draw_radar
from assess.charts.style import PRINT
from assess.core.questionnaire import Questionnaire
from assess.core.responses import read_table, responses_from_table
from assess.core.scorecard import Scorecard, scorecard
from assess.paper import chart, report
from assess.shipped import folder
from assess.texts import Translator, translator
from assess.yaml_source import find

RUNS = 21
TARGETS = {"PDF": 30.0, "SVG": 30.0, "PNG": 6.0}
REPORT_MILLISECONDS = 100.0
PPI = 200
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WHEN = datetime(2026, 1, 1, tzinfo=UTC)

Way = Callable[[], bytes]


@dataclass(frozen=True)
class Sample:
    """What is printed: the shipped questionnaire with its sample answers."""

    scorecard: Scorecard
    questionnaire: Questionnaire
    radar: Radar
    t: Translator
    pixels: tuple[int, int]


def sample() -> Sample:
    loaded, t = find("value-disciplines"), translator("en")
    text = (folder("questionnaires") / "samples" / "value-disciplines.csv").read_text("utf-8")
    responses = responses_from_table(read_table(text, loaded.questionnaire), loaded.questionnaire)
    card = scorecard(loaded.questionnaire, responses, company="Sample", sha256=loaded.sha256)
    figure = radar(card, t)
    if figure is None or len(figure.axes) != 12:
        raise SystemExit("The shipped questionnaire has no 12 dimensions any more; this benchmark needs them.")
    size = Image.open(io.BytesIO(chart(figure, t, "png", PPI))).size
    return Sample(card, loaded.questionnaire, figure, t, size)


# --- the ways ----------------------------------------------------------------------------------------------------


def ours(of: Sample) -> dict[str, Way]:
    """From the figure to bytes, drawing included; nothing is kept between runs but the compiler itself."""
    return {
        "PDF": lambda: chart(of.radar, of.t, "pdf"),
        "SVG": lambda: chart(of.radar, of.t, "svg"),
        "PNG": lambda: chart(of.radar, of.t, "png", PPI),
    }


@contextmanager
def warm_kaleido(of: Sample) -> Iterator[dict[str, Way]]:
    """Kaleido's server with its browser open; the Plotly figure is made beforehand, which favours Kaleido."""
    figure = draw_radar(of.radar)
    size = {"width": of.pixels[0] * 72 / PPI, "height": of.pixels[1] * 72 / PPI}

    def way(kind: str, scale: float) -> Way:
        return lambda: bytes(kaleido.calc_fig_sync(figure, {"format": kind, "scale": scale, **size}))

    kaleido.start_sync_server(n=1, mathjax=False)
    try:
        yield {"PDF": way("pdf", 1), "SVG": way("svg", 1), "PNG": way("png", PPI / 72)}
    finally:
        kaleido.stop_sync_server()


def with_matplotlib(of: Sample) -> dict[str, Way]:
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt
    import numpy as np

    angles = np.linspace(0, 2 * np.pi, len(of.radar.axes), endpoint=False)

    def drawn(kind: str) -> bytes:
        figure = plt.figure(figsize=(of.pixels[0] / PPI, of.pixels[1] / PPI), dpi=PPI)
        axes = figure.add_subplot(projection="polar", theta_offset=np.pi / 2, theta_direction=-1)
        for series in of.radar.series:
            levels = np.array([np.nan if level is None else level for level in [*series.points, series.points[0]]])
            colour = PRINT.ink if series.role is Role.OWN else PRINT.parity
            axes.plot([*angles, angles[0]], levels, color=colour, marker="o", label=series.name)
        axes.set_xticks(angles, [axis.label for axis in of.radar.axes])
        axes.set_ylim(0, 100)
        figure.legend(loc="lower center", ncols=4)
        target = io.BytesIO()
        figure.savefig(target, format=kind)
        plt.close(figure)
        return target.getvalue()

    return {kind: lambda kind=kind: drawn(kind.lower()) for kind in ("PDF", "SVG", "PNG")}


# --- measuring ---------------------------------------------------------------------------------------------------


def medians(ways: dict[str, Way]) -> dict[str, float]:
    """Median milliseconds of each way; the ways take turns, after a round that is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for run in range(RUNS + 1):
        for name, way in ways.items():
            before = time.perf_counter()
            way()
            if run:
                taken[name].append(1000 * (time.perf_counter() - before))
    return {name: statistics.median(times) for name, times in taken.items()}


def find_browser() -> None:
    """Kaleido looks in BROWSER_PATH; a browser on the path is put there where nothing is."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None and "BROWSER_PATH" not in os.environ:
        raise SystemExit("Kaleido needs a browser: install Debian's chromium, or set BROWSER_PATH.")
    os.environ.setdefault("BROWSER_PATH", str(found))


def main() -> int:
    find_browser()
    of = sample()
    met = [*_radars(of), _report(of)]
    return 0 if all(met) else 1


def _radars(of: Sample) -> list[bool]:
    with warm_kaleido(of) as browser:
        others = {"warm Kaleido": browser, "matplotlib": with_matplotlib(of)}
        times = {kind: medians({"ours": ours(of)[kind], **{name: ways[kind] for name, ways in others.items()}})
                 for kind in TARGETS}  # fmt: skip
    print(f"Radar of 12 axes, {of.pixels[0]} x {of.pixels[1]} pixels at {PPI} ppi, median of {RUNS} runs in ms\n")
    print(f"{'':6}{'ours':>8}{'Kaleido':>10}{'ratio':>8}{'target':>8}{'matplotlib':>13}{'ratio':>8}")
    return [_line(kind, times[kind]) for kind in TARGETS]


def _line(kind: str, taken: dict[str, float]) -> bool:
    mine, browser, library = taken["ours"], taken["warm Kaleido"], taken["matplotlib"]
    met = browser / mine >= TARGETS[kind]
    print(
        f"{kind:6}{mine:8.1f}{browser:10.1f}{browser / mine:7.1f}x{TARGETS[kind]:7.0f}x{library:13.1f}"
        f"{library / mine:7.1f}x  {'pass' if met else 'FAIL'}"
    )
    return met


def _report(of: Sample) -> bool:
    """A report for another company each time, as people ask for them."""
    taken = []
    for run in range(RUNS + 1):
        card = scorecard_of(of, f"Company {run}")
        before = time.perf_counter()
        made = report(card, of.questionnaire, of.t, when=WHEN)
        taken.append(1000 * (time.perf_counter() - before))
    later = statistics.median(taken[1:])
    met = later < REPORT_MILLISECONDS
    print(
        f"\nReport of {len(made) // 1000} kB: first {taken[0]:.0f} ms, then {later:.0f} ms in the median and "
        f"{max(taken[1:]):.0f} ms at most; target under {REPORT_MILLISECONDS:.0f} ms: {'pass' if met else 'FAIL'}"
    )
    return met


def scorecard_of(of: Sample, company: str) -> Scorecard:
    from dataclasses import replace

    return replace(of.scorecard, company=company)


if __name__ == "__main__":
    sys.exit(main())
