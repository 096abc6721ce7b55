"""From saves to builds: bursts become one build, and no save is lost.

Builds run in a thread of their own, one at a time. A save during a build makes another build follow,
so the last save always wins. A build of several steps is left after any of them.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from watchfiles import watch

STEP_MS = 20
"""Quiet after which changes are told; a file is written in less."""

PAUSE_S = 0.4
"""Between two steps of a build: who saves that soon again need not wait for the second."""


@contextmanager
def building(paths: Sequence[Path], build: Callable[[], Iterator[None]]) -> Iterator[None]:
    """Call `build` at once and after every change to files and folders, which need not exist yet.

    It yields after each of its steps, and is left there when the next is due.
    On leaving, a build that runs is waited for.
    """
    watched = frozenset(path.resolve() for path in paths)
    due, renew, stop = Event(), Event(), Event()
    due.set()
    threads = [
        Thread(target=_build_when_due, args=(build, due, stop), name="builds"),
        Thread(target=_watch_inside, args=(watched, due, renew, stop), name="watch inside", daemon=True),
        Thread(target=_watch_beside, args=(watched, due, renew, stop), name="watch beside", daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for event in (stop, renew, due):
            event.set()
        for thread in threads:
            thread.join()


def _build_when_due(build: Callable[[], Iterator[None]], due: Event, stop: Event) -> None:
    while due.wait() and not stop.is_set():
        # Cleared before the build reads anything: what is saved from now on is due again.
        due.clear()
        for _ in build():
            if due.wait(PAUSE_S):
                break


def _watch_inside(watched: frozenset[Path], due: Event, renew: Event, stop: Event) -> None:
    """Changes below folders, until `renew` says that one of them came or went."""
    while not stop.is_set():
        renew.clear()
        folders = [path for path in watched if path.is_dir()]
        if stop.is_set():
            return
        if not folders:
            renew.wait()
            continue
        with suppress(FileNotFoundError):
            for _ in watch(*folders, step=STEP_MS, stop_event=renew, raise_interrupt=False):
                due.set()


def _watch_beside(watched: frozenset[Path], due: Event, renew: Event, stop: Event) -> None:
    """Changes to files, and folders that come and go, seen from the folders that they stand in.

    A file watched by itself is lost when an editor saves by renaming a new file over it.
    """
    parents = {path.parent for path in watched if path.parent.is_dir()}
    if not parents:
        return
    for changes in watch(*parents, step=STEP_MS, recursive=False, stop_event=stop, raise_interrupt=False):
        if watched.intersection(Path(path) for _, path in changes):
            renew.set()
            due.set()
