"""The writers' queue: first come, first served; one at a time; other processes kept out."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from assess.store import StoreUnavailable, turn
from assess.store.turn import FairLock, WriteTurn


def test_the_lock_is_handed_on_in_the_order_of_asking() -> None:
    lock, served = FairLock(), []
    lock.acquire()

    def wait(number: int) -> None:
        lock.acquire()
        served.append(number)
        lock.release()

    threads = [threading.Thread(target=wait, args=(number,)) for number in range(20)]
    for place, thread in enumerate(threads):
        thread.start()
        while len(lock._waiting) <= place:
            time.sleep(0.001)
    lock.release()
    for thread in threads:
        thread.join()
    assert served == list(range(20))


def test_one_at_a_time(tmp_path: Path) -> None:
    inside, most = 0, 0
    queue = WriteTurn(tmp_path / "x.sqlite3")

    def write() -> None:
        nonlocal inside, most
        for _ in range(50):
            with queue:
                inside += 1
                most = max(most, inside)
                time.sleep(0)
                inside -= 1

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (inside, most) == (0, 1)
    queue.close()


def test_an_error_while_writing_gives_the_turn_back(tmp_path: Path) -> None:
    queue = WriteTurn(tmp_path / "x.sqlite3")
    with pytest.raises(ZeroDivisionError), queue:
        raise ZeroDivisionError
    with queue:
        pass
    queue.close()


def test_who_hangs_with_the_file_is_waited_for_but_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "PATIENCE", 0.05)
    mine, another = WriteTurn(tmp_path / "x.sqlite3"), WriteTurn(tmp_path / "x.sqlite3")
    with another, pytest.raises(StoreUnavailable, match="another process has been writing"), mine:
        pass
    with mine:  # neither lock was kept
        pass
    mine.close()
    another.close()
