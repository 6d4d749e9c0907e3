"""`assess questionnaires` and `assess validate`."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import Result

from assess.store import KeptQuestionnaire, Location, Store, new_secret

Called = Callable[..., Result]
FOLDER = Path(__file__).parents[2] / "questionnaires"
SHIPPED = sorted(path.stem for path in FOLDER.glob("*.yaml") if "." not in path.stem)


def test_the_shipped_questionnaires_are_listed(called: Called) -> None:
    result = called("questionnaires")
    assert (result.exit_code, result.stderr) == (0, "")
    header, *rows = result.stdout.splitlines()
    assert header.split() == ["id", "title", "items", "minutes", "from", "disciplines"]
    assert [row.split()[0] for row in rows] == SHIPPED
    [full] = [row for row in rows if row.startswith("value-disciplines")]
    assert full.split()[1:] == [
        *("Value", "disciplines", "36", "12", "shipped"),
        *("customer_intimacy,", "operational_excellence,", "product_leadership"),
    ]


def test_the_list_as_json(called: Called) -> None:
    found = json.loads(called("questionnaires", "--json").stdout_bytes)
    [pulse] = [each for each in found if each["id"] == "pulse"]
    assert (pulse["items"], pulse["minutes"], pulse["language"]) == (9, 3, "en")
    assert pulse["from"] == "shipped"
    assert pulse["texts"] == dict.fromkeys(("en", "de", "es", "fr"), 122)
    assert pulse["disciplines"] == ["customer_intimacy", "operational_excellence", "product_leadership"]


@pytest.mark.parametrize("named", ["option", "variable"])
def test_a_servers_own_are_listed_where_its_data_is_named(named: str, called: Called, folder: Path) -> None:
    """The data folder of `called` is named by ASSESS_DATA_DIR; what was retired is not offered."""
    place = folder / ("elsewhere" if named == "option" else "data")
    store, device = Store.open(Location(file=place / "assess.sqlite3")), new_secret()
    text = (folder / "tiny.yaml").read_text(encoding="utf-8")
    german = 'translates: tiny\nlanguage: de\ntexts: {title: {of: "0badc0de", text: Winzig}}\n'
    store.publish(device, KeptQuestionnaire("tiny", "1.0.0", sha256(text.encode()).hexdigest(), text, {"de": german}))
    gone = text.replace("id: tiny", "id: gone")
    store.publish(device, KeptQuestionnaire("gone", "1.0.0", sha256(gone.encode()).hexdigest(), gone))
    store.retire(device, "gone")
    store.close()
    words = ("questionnaires", "--data-dir", str(place)) if named == "option" else ("questionnaires",)
    result = called(*words)
    assert (result.exit_code, result.stderr) == (0, "")
    rows = result.stdout.splitlines()[1:]
    assert [row.split()[0] for row in rows] == [*SHIPPED, "tiny"] and " server " in rows[-1]
    tiny = json.loads(called(*words, "--json").stdout_bytes)[-1]
    assert (tiny["from"], tiny["texts"]["de"]) == ("server", 0)


def test_no_database_is_made_by_listing(called: Called, folder: Path) -> None:
    assert called("questionnaires").exit_code == 0
    refused = called("questionnaires", "--data-dir", "nowhere")
    assert refused.exit_code == 1 and "there is no database yet. Check --data-dir." in refused.stderr
    assert not (folder / "data").exists() and not (folder / "nowhere").exists()


def test_sound_files_are_silent_on_stderr(called: Called) -> None:
    result = called("validate", "tiny.yaml", *(str(FOLDER / f"{name}.yaml") for name in SHIPPED))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[0] == "tiny.yaml: sound (tiny 1.0.0, 3 items)"


BROKEN = "id: a\nversion: 1\ntitle: T\ntitel: T\ndimensions: []\n"


def test_every_problem_of_every_file_is_told(called: Called, folder: Path) -> None:
    (folder / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    result = called("validate", "broken.yaml", "tiny.yaml", "absent.yaml")
    assert result.exit_code == 1
    assert result.stdout == "tiny.yaml: sound (tiny 1.0.0, 3 items)\n"
    places = [line.split(":")[0] for line in result.stderr.splitlines()]
    assert places == [
        *("broken.yaml, line 2, version", "broken.yaml, line 4, titel", "broken.yaml, line 5, dimensions"),
        "absent.yaml",
    ]


def test_problems_as_json(called: Called, folder: Path) -> None:
    (folder / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    result = called("validate", "broken.yaml", "tiny.yaml", "--json")
    assert (result.exit_code, result.stderr) == (1, "")
    found = json.loads(result.stdout_bytes)
    broken, tiny = found["files"]
    assert (found["valid"], broken["valid"], tiny["valid"]) == (False, False, True)
    assert [(each["line"], each["path"]) for each in broken["problems"]] == [
        (2, "version"),
        (4, "titel"),
        (5, "dimensions"),
    ]
    assert (tiny["id"], tiny["version"], tiny["problems"]) == ("tiny", "1.0.0", [])


@pytest.mark.parametrize("content", [b"\x00", b"\xff\xfe", b"- a\n", b"", b"a: &x 1\n", b"[" * 5_000])
def test_hostile_files_are_refused_in_lines(called: Called, folder: Path, content: bytes) -> None:
    (folder / "hostile.yaml").write_bytes(content)
    result = called("validate", "hostile.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert all(line.startswith("hostile.yaml") for line in result.stderr.splitlines())
