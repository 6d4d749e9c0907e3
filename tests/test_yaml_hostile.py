"""Hostile texts are refused within a second of computing and 150 MB, one line a problem, without a traceback.

Each runs in a process of its own, whose memory is measured and limited by the system.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assess.yaml_source import check_file

MEGABYTE = 1_000_000
SECONDS, MEGABYTES = 1.0, 150

HEAD = 'id: a\nversion: "1"\ntitle: t\nscales: {s: {levels: [{value: 1, label: a}, {value: 2, label: b}]}}\n'
DIMENSION = f"{HEAD}dimensions:\n- id: d\n  title: t\n  discipline: customer_intimacy\n  items:\n"
SCALES = "".join(f"  scale{n}: {{levels: [{{value: 1, label: a}}, {{value: 2, label: b}}]}}\n" for n in range(90))
ANCHORED = "{id: i, text: t, scale: s, anchors: {"
MANY_SCALES = DIMENSION.replace("scales: {s: ", f"scales:\n{SCALES}  s: ").replace("}]}}", "}]}")


def many(entry: str, size: int, head: str = "", tail: str = "") -> str:
    """So many entries between head and tail as the size allows; `#` in an entry is its number."""
    room, entries = size - len(head) - len(tail), []
    while room > 0:
        entries.append(entry.replace("#", str(len(entries))))
        room -= len(entries[-1])
    return head + "".join(entries[:-1]) + tail


HOSTILE: dict[str, Callable[[], str | bytes]] = {
    # more than is read at all
    "ten megabytes": lambda: "a: b\n" * (2 * MEGABYTE),
    "ten megabytes of bytes": lambda: b"\xff" * (10 * MEGABYTE),
    # deep
    "lists in lists": lambda: "[" * 100_000,
    "mappings in mappings": lambda: "{a: " * 100_000,
    "lists in lists, indented": lambda: "- " * 100_000,
    "mappings in lists": lambda: "[a: b, " * 100_000,
    "keys of keys": lambda: "? " * 400_000,
    "steps": lambda: "".join(f"{' ' * depth}a:\n" for depth in range(1400)),
    # many
    "aliases of aliases": lambda: many("a#: &a# [*b, *b]\n", MEGABYTE, "b: &b x\n"),
    "ten to the nine words": lambda: "".join(f"b{n}: &b{n} [{f'*b{n - 1},' * 10}]\n" for n in range(1, 10)),
    "a list of numbers": lambda: many("1,", MEGABYTE, "a: [", "]"),
    "a list of mappings": lambda: many("{},", MEGABYTE, "a: [", "]"),
    "one key": lambda: many("a: b\n", MEGABYTE),
    "unknown keys": lambda: many("k#: b\n", 79_000),
    "misspelled keys": lambda: many("titl#: b\n", 109_000),
    "no keys": lambda: many("?\n", MEGABYTE),
    "odd keys": lambda: many("? [a]\n: b\n", MEGABYTE),
    "merge keys": lambda: many("<<: {a: b}\n", MEGABYTE),
    "yes and no": lambda: many("no,", MEGABYTE, "a: [", "]"),
    "yes and no as keys": lambda: many("no: no\n", MEGABYTE),
    "tags": lambda: many("!!x y,", MEGABYTE, "a: [", "]"),
    "anchors": lambda: many("&a b,", MEGABYTE, "a: [", "]"),
    "documents": lambda: many("---\n", MEGABYTE),
    "remarks": lambda: "#\n" * 500_000,
    # faults of shape and between parts, as many as are read
    "numbers as dimensions": lambda: many("1,", 39_000, f"{HEAD}dimensions: [", "]"),
    "empty dimensions": lambda: many("{},", 59_000, f"{HEAD}dimensions: [", "]"),
    "empty rules": lambda: many("{},", 59_000, f"{HEAD}dimensions: []\nrecommendations: [", "]"),
    "misspelled rules": lambda: many("- {tit: #}\n", 79_000, f"{HEAD}recommendations:\n"),
    "items of one id": lambda: many("  - {id: i, text: t, scale: s}\n", 79_000, DIMENSION),
    "items of no scale": lambda: many("  - {id: i#, text: t, scale: scala#}\n", 90_000, MANY_SCALES),
    "rules about nothing": lambda: many(
        "- {id: r#, dimension: d#, when: {item_below: {i#: 1}}, action: a, effort: 1}\n",
        100_000,
        many("  - {id: i#, text: t, scale: s}\n", 4000, DIMENSION, "recommendations:\n"),
    ),
    "rules about many items": lambda: many(
        "- {id: r#, dimension: d, when: {gap_below: 1, item_below: {i1: 2}}, action: a, effort: 1}\n",
        100_000,
        many("  - {id: i#, text: t, scale: s}\n", 40_000, DIMENSION, "recommendations:\n"),
    ),
    "levels": lambda: many("{value: #, label: a}, ", 99_000, "scales: {s: {levels: [", "]}}"),
    "anchors of no level": lambda: many("#: x, ", 79_000, f"{DIMENSION}  - {ANCHORED}", "}}"),
    # long
    "a long word": lambda: "a: " + "x " * 400_000,
    "an open quote": lambda: 'a: "' + "x\n" * 400_000,
    "digits": lambda: "a: " + "9" * 900_000,
    "a time of times": lambda: "a: " + "1:" * 400_000,
    "underscores": lambda: "a: " + "1_" * 400_000,
    "points": lambda: "a: 1" + "." * 900_000,
    "colons": lambda: "a:" * 400_000,
    "a long text": lambda: "a: |\n" + " \n" * 400_000,
    "spaces": lambda: " " * MEGABYTE,
    "tabs": lambda: "\t" * MEGABYTE,
    # not text
    "NUL": lambda: "\0" * MEGABYTE,
    "controls": lambda: many("\x01\n", MEGABYTE),
    "halves of characters": lambda: "\ud800" * 300_000,
    "directives": lambda: many("%TAG !a#! b\n", MEGABYTE),
    "invalid UTF-8": lambda: b"a" * (MEGABYTE - 1) + b"\xff",
    "UTF-16": lambda: ("a: b\n" * 1000).encode("utf-16"),
}  # fmt: skip

# Is given files; checks each in a process of its own and prints what was found, the seconds of computing and the
# memory at its peak (from the kernel's record of this process: getrusage would count the one that started it).
CHECKING = f"""
import json, os, re, resource, sys, time
from pathlib import Path
from assess.yaml_source import check

def checked(path):
    resource.setrlimit(resource.RLIMIT_AS, ({4 * MEGABYTES} << 20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    taken = path.read_bytes()
    source = taken if path.suffix == ".bytes" else taken.decode(errors="surrogatepass")
    begun = time.process_time()
    loaded, problems = check(source, "hostile.yaml")
    seconds = time.process_time() - begun
    peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024
    return [loaded is None, list(map(str, problems)), seconds, peak]

for path in map(Path, sys.argv[1:]):
    if os.fork() == 0:
        print(json.dumps([path.stem, *checked(path)]), flush=True)
        os._exit(0)
    os.wait()
"""

Found = tuple[bool, list[str], float, float]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    """What a check of each hostile text found, by its name."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = [written(folder, name, make()) for name, make in HOSTILE.items()]
    ended = subprocess.run([sys.executable, "-c", CHECKING, *paths], capture_output=True, check=False, text=True)
    assert ended.stderr == ""
    return {name: tuple(rest) for name, *rest in map(json.loads, ended.stdout.splitlines())}


def written(folder: Path, name: str, source: str | bytes) -> Path:
    path = folder / f"{name}.{'bytes' if isinstance(source, bytes) else 'text'}"
    path.write_bytes(source if isinstance(source, bytes) else source.encode(errors="surrogatepass"))
    return path


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_refused_within_a_second_and_150_megabytes(found: dict[str, Found], name: str) -> None:
    refused, problems, seconds, peak = found[name]
    assert refused and 1 <= len(problems) <= 201
    assert all(len(problem.splitlines()) == 1 and len(problem) < 500 for problem in problems)
    assert all(problem.startswith("hostile.yaml") for problem in problems)
    assert seconds <= SECONDS and peak <= MEGABYTES, (seconds, peak)


@pytest.mark.parametrize("name", [name for name in HOSTILE if "mega" in name])
def test_a_file_is_not_read_beyond_what_is_allowed(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, HOSTILE[name]())
    assert [str(problem.text) for problem in check_file(path)[1]] == ["is larger than 1,000,000 bytes. Shorten it."]
