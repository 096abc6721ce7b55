"""Work spread over the cores, with the results of one core."""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing.connection import wait
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_POOL = 64
"""Items from which starting workers (some 30 ms each) pays."""

WAITING = 4
"""Chunks in flight for each worker: enough to keep it busy, few enough to bound memory."""


def default_jobs() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Sequence[Item]], Sequence[Result]],
    items: Iterable[Item],
    *,
    count: int,
    jobs: int,
    chunk: int = 32,
) -> Iterator[Result]:
    """Results of `work` on chunks of `count` items, in the items' order, whatever the number of workers.

    `work` and all it holds must be picklable; items are drawn as workers take them.
    One worker, or few items, run here without a pool.
    """
    chunks = _chunks(items, chunk)
    if jobs <= 1 or count < WORTH_A_POOL:
        return chain.from_iterable(map(work, chunks))
    return _spread(work, chunks, jobs)


def _spread(
    work: Callable[[Sequence[Item]], Sequence[Result]], chunks: Iterator[list[Item]], jobs: int
) -> Iterator[Result]:
    waiting: deque[Future[Sequence[Result]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=_context(), initializer=_end_with_parent) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(work, chunk))
                if len(waiting) >= jobs * WAITING:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _context() -> multiprocessing.context.BaseContext:
    """Forked workers start at once; beside other threads (a preview's) a fork may inherit a held lock."""
    forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


def _end_with_parent() -> None:
    """In a worker: go when the build is killed, which would else leave its workers waiting for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
