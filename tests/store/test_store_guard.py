"""Guarded work: an item that hangs or kills its worker is lost, the others are not."""

import os
import signal
import time
from pathlib import Path

import pytest

from newsdigest.store.guard import Lost, guarded


def work(item: str) -> str:
    if item == "hangs":
        time.sleep(600)
    if item == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "ends":
        os._exit(3)
    if item == "is slow":
        time.sleep(0.3)
    return item.upper()


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_hangs_or_dies_is_lost_and_the_rest_comes_in_order(jobs: int) -> None:
    items = ["is slow", "a", "dies", "b", "hangs", "c", "ends", "d"]
    results = list(guarded(work, items, jobs=jobs, patience_s=2))
    assert results == [
        "IS SLOW",
        "A",
        Lost("it ended the process that read it (signal 9)"),
        "B",
        Lost("it took longer than 2 s and was given up"),
        "C",
        Lost("it ended the process that read it (status 3)"),
        "D",
    ]


def test_more_items_than_may_wait_all_come() -> None:
    items = ["is slow", *map(str, range(500))]
    assert list(guarded(work, items, jobs=2)) == ["IS SLOW", *map(str, range(500))]


def test_results_come_while_later_items_are_still_to_do() -> None:
    results = guarded(work, ["a", "hangs"], jobs=2)
    assert next(results) == "A"
    results.close()  # type: ignore[attr-defined]  # a generator, which ends its workers


def test_workers_end_with_the_run() -> None:
    results = list(guarded(pid, range(6), jobs=2))
    assert not [number for number in results if Path(f"/proc/{number}").exists()]


def pid(_: int) -> int:
    return os.getpid()


def test_nothing_to_do_is_nothing() -> None:
    assert list(guarded(work, [], jobs=4)) == []
