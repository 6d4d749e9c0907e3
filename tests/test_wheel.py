"""The wheel carries everything: installed elsewhere, `assess` works from any folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the repository by its own build backend."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [built] = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed in, without its dependencies, which are here already."""
    target = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*command, str(wheel)], capture_output=True, check=True)
    return target


def environment(installed: Path, folder: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(installed), "ASSESS_DATA_DIR": str(folder / "data")}


def test_all_files_of_the_package_are_in_the_wheel(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    source = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "assess").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    shipped = {f"assess/shipped/questionnaires/{path.name}" for path in (ROOT / "questionnaires").glob("*.*")}
    assert source | shipped | {"assess/shipped/app.py", "assess/shipped/.streamlit/config.toml"} <= packed


def test_the_wheel_names_no_machine_and_no_registry(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    [metadata] = [name for name in archive.namelist() if name.endswith("METADATA")]
    text = archive.read(metadata).decode()
    assert str(ROOT) not in text and "index-url" not in text
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Version: {project['version']}\n" in text and "License-Expression: Apache-2.0\n" in text


def test_the_installed_command_knows_its_questionnaires(installed: Path, tmp_path: Path) -> None:
    script = [sys.executable, str(installed / "bin" / "assess")]
    done = subprocess.run(
        [*script, "questionnaires"],
        cwd=tmp_path, env=environment(installed, tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "value-disciplines" in done.stdout and "pulse" in done.stdout
    code = "import assess, assess.shipped as s; print(assess.__file__); print(s.folder('app.py'))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(installed, tmp_path), capture_output=True, text=True, check=True
    )
    assert all(line.startswith(str(installed)) for line in done.stdout.splitlines())


def test_the_installed_app_serves_from_any_folder(installed: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assess", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(installed, tmp_path),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        try:
            assert server.stdout
            said = server.stdout.readline() + server.stdout.readline()
            url = re.findall(r"http://\S+", said)[0]
            assert answered(f"{url}/healthz", server) == 200
            assert answered(f"{url}/readyz", server) == 200
        finally:
            server.terminate()
            _, told = server.communicate(timeout=20)
    assert told == ""
    assert f"Data: {tmp_path / 'data' / 'assess.sqlite3'}" in said


def answered(url: str, server: subprocess.Popen[str]) -> int:
    for _ in range(300):
        assert server.poll() is None, "the server ended"
        try:
            return int(urllib.request.urlopen(url, timeout=5).status)
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{url} did not answer")
