"""The processor's cores, and a second one for work too short for a pool of workers."""

import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, NoReturn, ParamSpec, Self, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


def default_jobs() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def beside(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """Begin work in a forked process; what is returned waits for its outcome.

    Where there is no second core, or no safe fork, the work is done when it is waited for.
    """
    if not _has_second():
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


class Companion:
    """A forked process that works beside this one, so long as there is something to do for it.

    Forked once and early, when there is little in memory that the two would have to part.
    Where there is no second core, or no safe fork, or where it fails, its work is done here.
    """

    def __init__(self, jobs: int) -> None:
        self._child = 0
        self._given = 0
        self._answers: list[Any] = []
        if jobs < 2 or not _has_second():
            return
        (theirs, asking), (answers, back) = os.pipe(), os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(asking)
            os.close(answers)
            _serve(theirs, back)
        os.close(theirs)
        os.close(back)
        self._asking, self._back = os.fdopen(asking, "wb", 0), os.fdopen(answers, "rb")

    @property
    def there(self) -> bool:
        """Whether anything is done beside."""
        return bool(self._child)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let it go, with all that it has not done yet."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
            self._asking.close()
            self._back.close()
            self._child = 0

    def begin(
        self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
    ) -> Callable[[], Result]:
        """Begin work, when all that was begun before is done; what is returned waits for its outcome.

        The work is a function that can be pickled, as are what it is given and its outcome.
        """
        task = partial(work, *given, **named)
        if not self._child:
            return task
        number, self._given = self._given, self._given + 1
        with suppress(BrokenPipeError):  # it has gone, and will not answer
            rest = memoryview(pickle.dumps(task, protocol=5))
            while rest:
                rest = rest[self._asking.write(rest) :]
        return partial(self._outcome, number, task)

    def _outcome(self, number: int, task: Callable[[], Result]) -> Result:
        with suppress(EOFError, pickle.UnpicklingError, ValueError):
            while len(self._answers) <= number:
                self._answers.append(pickle.load(self._back))
            outcome: Result = self._answers[number]
            return outcome
        return task()


def _serve(asked: int, back: int) -> NoReturn:
    """In a companion: work until nobody asks any more, which is when the process has gone that did."""
    try:
        with os.fdopen(asked, "rb") as tasks, os.fdopen(back, "wb") as answers:
            while True:
                pickle.dump(pickle.load(tasks)(), answers, protocol=5)
                answers.flush()
    finally:
        os._exit(0)


def _has_second() -> bool:
    """Whether there is a second core, and a safe fork: beside other threads one may inherit their locks."""
    threading = sys.modules.get("threading")
    alone = threading is None or threading.active_count() == 1
    return alone and hasattr(os, "fork") and default_jobs() > 1
