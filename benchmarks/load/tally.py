"""What was measured: times by what they are of, errors by what they say, and how they are printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

JOIN, ANSWER, NEXT, STAGE, BACK = "join", "answer", "next page", "stage seen", "back again"


@dataclass
class Tally:
    """The times in seconds and the errors of one crowd on one server."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    reconnects: int = 0

    def add(self, kind: str, seconds: float) -> None:
        self.times[kind].append(seconds)

    def fail(self, error: BaseException | str) -> None:
        words = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
        self.errors[words[:200]] += 1

    def milliseconds(self, kind: str, percent: float) -> float:
        """A percentile by the nearest rank, NaN where nothing was measured."""
        taken = sorted(self.times.get(kind, ()))
        rank = max(1, -(-len(taken) * percent // 100))
        return 1000 * taken[int(rank) - 1] if taken else float("nan")

    def lines(self) -> list[str]:
        """A line for each kind of time: how many, then the median, 95th and 99th percentile and the longest."""
        return [
            f"  {kind:<12}{len(taken):>8}"
            + "".join(f"{self.milliseconds(kind, percent):>9.0f}" for percent in (50, 95, 99, 100))
            for kind, taken in self.times.items()
        ]


HEAD = f"  {'milliseconds':<12}{'n':>8}{'p50':>9}{'p95':>9}{'p99':>9}{'longest':>9}"
