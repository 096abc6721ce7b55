"""The processor's cores, and a second one for work too short for a pool of workers."""

import os
import sys
from collections.abc import Callable


def default_jobs() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def beside(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """Begin work in a forked process; what is returned waits for its outcome.

    Where there is no second core, or no safe fork, the work is done when it is waited for.
    """
    if default_jobs() < 2 or not hasattr(os, "fork") or _has_threads():
        return work
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reads)
            with os.fdopen(writes, "wb") as pipe:
                pipe.write(work())
            status = 0
        finally:
            os._exit(status)
    os.close(writes)

    def outcome() -> bytes:
        with os.fdopen(reads, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(child, 0)
        return work() if status else data

    return outcome


def _has_threads() -> bool:
    """Beside other threads a fork may inherit a lock that one of them holds."""
    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1
