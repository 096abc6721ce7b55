"""One build of a site at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_S = 600.0
"""How long a build waits for another one before it gives up."""


class BusyError(Exception):
    """Another build of the same site goes on and on."""


@contextmanager
def one_at_a_time(path: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the site's lock; the system lets go of it when a process dies. Says so when it has to wait.

    Raises BusyError when another build does not end within `PATIENCE_S`.
    """
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say("another build of this site is running; waiting for it")
            lock.acquire(timeout=PATIENCE_S)
    except Timeout as error:
        raise BusyError(f"another build of this site still holds {path}") from error
    try:
        yield
    finally:
        lock.release()
