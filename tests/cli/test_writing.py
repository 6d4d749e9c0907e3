"""`assess new`, `assess preview` and `assess demo`."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result

from assess.cli.staging import staged
from assess.store import Location, Store, new_secret
from assess.yaml_source import find, load, shipped_paths

sys.path.insert(0, str(Path(__file__).parent))  # in importlib mode pytest puts no folder on the path

from test_serving import wait_for

Called = Callable[..., Result]


def test_new_writes_a_commented_questionnaire_that_is_sound(folder: Path, called: Called) -> None:
    result = called("new", "Our Questions.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Our Questions.yaml is written. See it: assess preview Our Questions.yaml\n"
    loaded = load((folder / "Our Questions.yaml").read_bytes())
    assert loaded.questionnaire.id == "our-questions" and loaded.text.count("#") > 10
    assert called("validate", "Our Questions.yaml").exit_code == 0


def test_new_goes_to_standard_output_without_a_file(called: Called) -> None:
    assert load(called("new").stdout_bytes).questionnaire.id == "our-questions"
    assert load(called("new", "--from", "pulse").stdout_bytes).questionnaire.id == "our-pulse"


@pytest.mark.parametrize("name", [*shipped_paths(), "tiny.yaml"])
def test_new_copies_a_shipped_one_or_a_file(name: str, folder: Path, called: Called) -> None:
    assert called("new", "mine.yaml", "--from", name).exit_code == 0
    copied, original = find("mine.yaml").questionnaire, find(name).questionnaire
    assert (copied.id, copied.version) == ("mine", "1.0.0")
    assert (copied.dimensions, copied.recommendations) == (original.dimensions, original.recommendations)


def test_new_overwrites_nothing_and_says_what_to_do(folder: Path, called: Called) -> None:
    before = (folder / "tiny.yaml").read_text(encoding="utf-8")
    for words, told in (
        (("tiny.yaml",), "tiny.yaml: is there already. Choose another name, or move it away.\n"),
        (("no/such/folder.yaml",), "cannot be written"),
        (("mine.yaml", "--from", "puls"), "Did you mean `pulse`?"),
    ):
        result = called("new", *words)
        assert result.exit_code == 1 and told in result.stderr and result.stdout == ""
    assert (folder / "tiny.yaml").read_text(encoding="utf-8") == before and not (folder / "mine.yaml").exists()


# --- serving -----------------------------------------------------------------------------------------------------


@contextmanager
def running(*words: str) -> Iterator[tuple[subprocess.Popen[str], list[str], str]]:
    """A server that a command has started, what it said first, and its address."""
    command = [sys.executable, "-m", "assess", *words, "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            said = [server.stdout.readline(), server.stdout.readline()]
            (url,) = re.findall(r"http://\S+", said[1])
            wait_for(f"{url.rpartition('/')[0]}/readyz")
            yield server, said, url
        finally:
            server.kill()


def test_preview_serves_the_file_and_touches_no_data(folder: Path) -> None:
    with running("preview", "tiny.yaml") as (server, said, url):
        assert said[0] == "Preview: tiny.yaml\n" and url.endswith("/preview")
        assert b"<title>" in urllib.request.urlopen(url, timeout=5).read()
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{url.rpartition('/')[0]}/demo", timeout=5)
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=20)
    assert (server.returncode, out, err.strip()) == (130, "", "")
    assert not (folder / "data").exists()


def test_preview_of_nothing_is_refused(called: Called) -> None:
    result = called("preview", "puls")
    assert result.exit_code == 1 and "Did you mean `pulse`?" in result.stderr


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_demo_has_a_folder_of_its_own_and_leaves_nothing(sent: signal.Signals, code: int, folder: Path) -> None:
    with running("demo") as (server, said, url):
        place = Path(said[0].rstrip("\n").rpartition(": ")[2])
        assert (place / "assess.sqlite3").exists() and url.endswith("/demo")
        request = urllib.request.Request(url, headers={"accept": "text/html"})
        answer = urllib.request.urlopen(request, timeout=10)
        assert answer.url.endswith("/?from=demo")
        device = re.findall(r"assess_device=([^;]+)", str(answer.headers["set-cookie"]))
        assert device
        server.send_signal(sent)
        _, err = server.communicate(timeout=20)
    assert (server.returncode, err.strip()) == (code, "")
    assert not place.exists() and not (folder / "data").exists()


def test_the_demo_holds_each_shipped_questionnaire_and_a_workshop_with_its_next_run(tmp_path: Path) -> None:
    store = Store.open(Location(file=tmp_path / "assess.sqlite3"))
    device = new_secret()
    for token in staged(store):
        store.follow(device, token)
    asked = [each for each in store.assessments_of(device) if each.settings.kind == "links"]
    assert {each.questionnaire_id for each in asked} == set(shipped_paths())
    assert all(len(store.responses(device, each.id)) > 80 for each in asked)
    assert all({*store.questionnaire(device, each.id).translations} == {"de", "es", "fr"} for each in asked)
    workshops = {each.title: each for each in store.workshops_of(device)}
    first, again = workshops["Strategy day"], workshops["Strategy day, half a year on"]
    assert first.ended is not None and again.ended is None
    room = store.room(device, again.assessment.id)
    assert room.previous_id == first.assessment.id and room.revealed == 1
    assert len(store.actions(device, first.assessment.id)) == len(store.actions(device, again.assessment.id)) == 2
    store.close()
