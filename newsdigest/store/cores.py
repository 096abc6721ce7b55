"""The processor's cores, and a second one for work too short for a pool of workers."""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from select import select
from typing import Any, NoReturn, ParamSpec, Self, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

_LENGTH = 8
"""Bytes before each answer that say how long it is."""

_HELD = 1 << 20
"""Bytes that a pipe may hold: what Linux allows any process."""


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
        self._unread = bytearray()
        if jobs < 2 or not _has_second():
            return
        (theirs, self._asking), (self._back, back) = os.pipe(), os.pipe()
        self._child = os.fork()
        if self._child == 0:
            _serve(theirs, back, (self._asking, self._back))
        os.close(theirs)
        os.close(back)
        os.set_blocking(self._asking, False)
        _widen(self._asking)
        _widen(self._back)

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
            os.close(self._asking)
            os.close(self._back)
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
        self._exchange(pickle.dumps(task, protocol=5), wanted=0)
        return partial(self._outcome, number, task)

    def _outcome(self, number: int, task: Callable[[], Result]) -> Result:
        self._exchange(b"", wanted=number + 1)
        return self._answers[number] if number < len(self._answers) else task()

    def _exchange(self, given: bytes, wanted: int) -> None:
        """Hand over what is given, and take answers until there are as many as are wanted, or no companion.

        Both at once: it may not take anything before its own answer is taken.
        """
        rest = memoryview(given)
        while self._child and (rest or len(self._answers) < wanted):
            come, free, _ = select([self._back], [self._asking] if rest else [], [])
            try:
                if come and not self._take(os.read(self._back, 1 << 20)):
                    self.close()
                elif free:
                    rest = rest[os.write(self._asking, rest) :]
            except BrokenPipeError:
                self.close()

    def _take(self, piece: bytes) -> bool:
        """Put a piece of an answer to what came before; False where nothing will come any more."""
        self._unread += piece
        while len(self._unread) >= _LENGTH:
            end = _LENGTH + int.from_bytes(self._unread[:_LENGTH])
            if len(self._unread) < end:
                break
            self._answers.append(pickle.loads(self._unread[_LENGTH:end]))
            del self._unread[:end]
        return bool(piece)


def _widen(pipe: int) -> None:
    """Let a pipe hold more, so that neither end waits for the other, where that is possible."""
    import fcntl

    with suppress(AttributeError, OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _HELD)


def _serve(asked: int, back: int, others: Iterable[int]) -> NoReturn:
    """In a companion: work until nobody asks any more, which is when the process has gone that did.

    The `others` are that one's ends of the pipes.
    """
    try:
        for end in others:
            os.close(end)
        with os.fdopen(asked, "rb") as tasks, os.fdopen(back, "wb") as answers:
            while True:
                answer = pickle.dumps(pickle.load(tasks)(), protocol=5)
                answers.write(len(answer).to_bytes(_LENGTH) + answer)
                answers.flush()
    finally:
        os._exit(0)


def _has_second() -> bool:
    """Whether there is a second core, and a safe fork: beside other threads one may inherit their locks."""
    threading = sys.modules.get("threading")
    alone = threading is None or threading.active_count() == 1
    return alone and hasattr(os, "fork") and default_jobs() > 1
