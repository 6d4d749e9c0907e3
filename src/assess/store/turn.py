"""One writer at a time on a SQLite file, in the order of asking.

SQLite before 3.51.3 can corrupt its write-ahead log when two connections write or checkpoint at the same instant.
Threads queue here first come, first served; other processes of ours are kept out by a lock beside the file.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from pathlib import Path
from threading import Lock
from types import TracebackType

from assess.store.errors import StoreUnavailable

PATIENCE = 10.0  # seconds that another process may write
PAUSE = 0.002


class FairLock:
    """A lock that is handed on in the order in which it was asked for."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Lock] = deque()
        self._held = False

    def acquire(self) -> None:
        """Returns when it is this thread's turn."""
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()

    def release(self) -> None:
        """Hands the lock to the thread that has waited longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False


class WriteTurn:
    """The right to write one SQLite file, as a context: fair among threads, exclusive among processes.

    Raises StoreUnavailable if another process writes for longer than 10 seconds.
    """

    def __init__(self, database: Path) -> None:
        self._threads = FairLock()
        self._place = database
        lock_file = database.with_name(database.name + ".lock")
        self._file = os.fdopen(os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o600), "r+")

    def __enter__(self) -> None:
        self._threads.acquire()
        try:
            self._wait_for_processes()
        except BaseException:
            self._threads.release()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _unlock(self._file.fileno())
        self._threads.release()

    def close(self) -> None:
        """Gives the lock file back; nobody can write after that."""
        self._file.close()

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._file.closed

    def _wait_for_processes(self) -> None:
        if self.closed:
            raise StoreUnavailable(f"{self._place}: is closed, as the program is stopping. Start it again.")
        patience = time.monotonic() + PATIENCE
        while not _lock(self._file.fileno()):
            if time.monotonic() > patience:
                raise StoreUnavailable(
                    f"{self._place}: another process has been writing for {PATIENCE:.0f} seconds. Try again, "
                    "and stop the other process if it hangs."
                )
            time.sleep(PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        os.lseek(file, 0, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
