"""One build of a site at a time."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

PATIENCE_S = 600.0
"""How long a build waits for another one before it gives up."""


class BusyError(Exception):
    """Another build of the same site goes on and on."""


@contextmanager
def one_at_a_time(path: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the site's lock; the system lets go of it when a process dies. Says so when it has to wait.

    Raises BusyError when another build does not end within `PATIENCE_S`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = _FileLock(path) if fcntl else _library_lock(path)
    if not lock.acquire(0):
        say("another build of this site is running; waiting for it")
        if not lock.acquire(PATIENCE_S):
            raise BusyError(f"another build of this site still holds {path}")
    try:
        yield
    finally:
        lock.release()


class _Lock(Protocol):
    def acquire(self, patience_s: float) -> bool: ...
    def release(self) -> None: ...


class _FileLock:
    """The lock that the library takes on such systems, without its import, as long as a small build."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)

    def acquire(self, patience_s: float) -> bool:
        """Whether it was free in time."""
        assert fcntl is not None
        end = time.monotonic() + patience_s
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= end:
                    return False
                time.sleep(0.05)
            else:
                return True

    def release(self) -> None:
        """Let go of it."""
        os.close(self._file)


def _library_lock(path: Path) -> _Lock:
    from filelock import FileLock, Timeout

    class Library:
        """The library's lock, on all other systems."""

        def __init__(self) -> None:
            self._lock = FileLock(path)

        def acquire(self, patience_s: float) -> bool:
            """Whether it was free in time."""
            try:
                self._lock.acquire(timeout=patience_s)
            except Timeout:
                return False
            return True

        def release(self) -> None:
            """Let go of it."""
            self._lock.release()

    return Library()
