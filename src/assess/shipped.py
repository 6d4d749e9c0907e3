"""Where the files that come with the program lie: the questionnaires, the app's entry and its settings."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The shipped file or folder of this name: inside an installed wheel, else at the root of the repository."""
    installed = _PACKAGE / "shipped" / name
    return installed if installed.exists() else _PACKAGE.parents[1] / name
