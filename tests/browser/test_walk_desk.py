"""The whole way on a desk, light and dark: from home to every download, a reload and a killed server on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_server import AppServer
from visitor import DESK, DESK_DARK, Screen, Visitor
from walk import whole_way


@pytest.mark.parametrize("screen", [DESK, DESK_DARK], ids=str)
def test_whole_way(screen: Screen, new_visitor, server: AppServer, tmp_path: Path) -> None:
    visitor: Visitor = new_visitor(screen)
    whole_way(visitor, server, tmp_path)
