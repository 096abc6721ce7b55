"""Work spread over the cores, with the results of one core."""

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH_A_POOL = 64
"""Items from which starting workers (some 30 ms each) pays."""

WAITING = 4
"""Chunks in flight for each worker: enough to keep it busy, few enough to bound memory."""

SHARES, LEAST, MOST = 16, 16, 256
"""Chunks for each worker, and how many items one has at least and at most."""


def spread(
    work: Callable[[Sequence[Item]], Sequence[Result]],
    items: Iterable[Item],
    *,
    count: int,
    jobs: int,
    chunk: int = 0,
) -> Iterator[Result]:
    """Results of `work` on chunks of `count` items, in the items' order, whatever the number of workers.

    Chunks grow with the count, unless `chunk` says how many items each has: a chunk has a cost of its own,
    and a few for each worker are enough to share the work evenly.

    `work` reaches each worker once, and a forked one as it is: it may hold a whole site. Items and results
    are pickled, and so should be small; items are drawn as workers take them.
    One worker, or few items, run here without a pool.
    """
    chunks = _chunks(items, chunk or min(max(count // (jobs * SHARES), LEAST), MOST))
    if jobs <= 1 or count < WORTH_A_POOL:
        return chain.from_iterable(map(work, chunks))
    return _spread(work, chunks, jobs)


def _spread(
    work: Callable[[Sequence[Item]], Sequence[Result]], chunks: Iterator[list[Item]], jobs: int
) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor

    waiting: deque[Future[Sequence[Result]]] = deque()
    with (
        _frozen_garbage(),
        ProcessPoolExecutor(jobs, mp_context=context(), initializer=_begin, initargs=(work,)) as pool,
    ):
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_do, chunk))
                if len(waiting) >= jobs * WAITING:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


_work: Callable[[Sequence[Any]], Sequence[Any]]
"""In a worker: what it does with each chunk, for as long as it lives."""


def _begin(work: Callable[[Sequence[Any]], Sequence[Any]]) -> None:
    """In a worker: keep its work, and watch that the parent lives."""
    global _work
    _work = work
    end_with_parent()


def _do(chunk: Sequence[Any]) -> Sequence[Any]:
    return _work(chunk)


SELDOM = (100_000, 50, 100)
"""When to look for garbage that refers to itself: a build makes little of it, and much that stays."""


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look seldom for garbage, in a process that lives on."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _frozen_garbage() -> Iterator[None]:
    """Leave what there is out of collections while workers share its memory: to look at it is to copy it."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def forks() -> bool:
    """Whether workers are forked, which start at once and have all that the parent has.

    Beside other threads (a preview's) none are: a fork may inherit a lock that nobody will release.
    """
    return hasattr(os, "fork") and threading.active_count() == 1


def context() -> "BaseContext":
    """How workers are begun."""
    import multiprocessing

    return multiprocessing.get_context("fork" if forks() else "spawn")


def end_with_parent() -> None:
    """In a worker: go when the build is killed, which would else leave its workers waiting for ever."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
