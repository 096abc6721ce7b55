"""Work that may hang or die, one item at a time: what goes wrong with an item stays with that item."""

import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from msgspec import Struct

from newsdigest.store.pool import context, end_with_parent

Item = TypeVar("Item")
Result = TypeVar("Result")

PATIENCE_S = 120.0
"""For one item: a source page of 20 MB takes some ten seconds."""

AHEAD = 64
"""Results for each worker that may wait for an earlier one: a slow item holds up few others."""


class Lost(Struct, frozen=True):
    """Stands for the result of an item whose worker had to be given up."""

    reason: str


class _Worker(Struct, Generic[Item]):
    process: BaseProcess
    line: Connection
    number: int = -1
    """Of the item in hand; -1 while there is none."""
    until: float = 0.0

    def take(self, number: int, item: Item, patience_s: float) -> None:
        self.number, self.until = number, time.monotonic() + patience_s
        with suppress(OSError):  # A worker that died meanwhile is found out when it is asked.
            self.line.send(item)

    def answer(self, patience_s: float) -> tuple[int, Any]:
        """The number of its item and what it made of it; one that gave no answer is ended."""
        number, self.number = self.number, -1
        if not self.line.poll():
            self.end()
            return number, Lost(f"it took longer than {patience_s:g} s and was given up")
        try:
            return number, self.line.recv()
        except (EOFError, OSError):
            self.end()
            status = self.process.exitcode or 0
            how = f"signal {-status}" if status < 0 else f"status {status}"
            return number, Lost(f"it ended the process that read it ({how})")

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


def guarded(
    work: Callable[[Item], Result], items: Iterable[Item], *, jobs: int, patience_s: float = PATIENCE_S
) -> Iterator[Result | Lost]:
    """Results of `work` in the items' order; `Lost` for an item that takes too long or ends its process.

    `work` and items must be picklable; `work` is expected to catch what it can tell better itself.
    """
    waiting = deque(enumerate(items))
    count, yielded = len(waiting), 0
    done: dict[int, Result | Lost] = {}
    begun = context()
    workers = [_begin(begun, work) for _ in range(min(jobs, count))]
    try:
        while yielded < count:
            workers = [worker if worker.process.is_alive() else _begin(begun, work) for worker in workers]
            for worker in workers:
                if worker.number < 0 and waiting and waiting[0][0] < yielded + AHEAD * jobs:
                    worker.take(*waiting.popleft(), patience_s)
            for worker in _ready([worker for worker in workers if worker.number >= 0]):
                number, answer = worker.answer(patience_s)
                done[number] = answer
            while yielded in done:
                yield done.pop(yielded)
                yielded += 1
    finally:
        for worker in workers:
            worker.end()


def _begin(begun: BaseContext, work: Callable[[Item], Result]) -> _Worker[Item]:
    ours, theirs = begun.Pipe()
    process = begun.Process(target=_serve, args=(work, theirs), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(work: Callable[[Any], Any], line: Connection) -> None:
    """In a worker: an item in, its result out, until the parent ends it."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The parent decides.
    while True:
        line.send(work(line.recv()))


def _ready(busy: list[_Worker[Item]]) -> list[_Worker[Item]]:
    """Those that have answered, died, or are out of time; waits until there is one."""
    lines: dict[Any, _Worker[Item]] = {worker.line: worker for worker in busy}
    answered = wait(list(lines), max(0.0, min(worker.until for worker in busy) - time.monotonic()))
    now = time.monotonic()
    return [lines[line] for line in answered] or [worker for worker in busy if worker.until <= now]
