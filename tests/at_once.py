"""Acts that are started at one moment, and what they leave in the database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import func, select

from assess.core.errors import AssessError
from assess.store import Store


def together(acts: list[Callable[[], Any]]) -> list[Any]:
    """What all acts return, or the refusal each meets, started at one moment."""
    gate = Barrier(len(acts))

    def act(one: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return one()
        except AssessError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(act, acts))


def count(store: Store, table: Any) -> int:
    """How many rows a table has."""
    with store._database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
