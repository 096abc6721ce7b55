"""Several addresses at a time: hosts side by side, each asked one thing after another."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TypeVar
from urllib.parse import urlsplit

Found = TypeVar("Found")


def ask_all(
    urls: Sequence[str],
    ask: Callable[[str], Found],
    *,
    at_once: int,
    enough: Callable[[Found], bool] = lambda found: False,
) -> Iterator[tuple[str, Found]]:
    """Each address with what came of asking it, as it comes.

    What is `enough` of a host spares it the rest of its addresses.
    Who stops listening, or is interrupted, waits for nothing that is still on its way.
    """
    hosts: SimpleQueue[Sequence[str]] = SimpleQueue()
    came: SimpleQueue[tuple[str, Found] | Exception | None] = SimpleQueue()
    over = Event()

    def work() -> None:
        with suppress(Empty):
            while True:
                for url in hosts.get_nowait():
                    if over.is_set():
                        return
                    try:
                        found = ask(url)
                    except Exception as error:
                        came.put(error)
                        return
                    came.put((url, found))
                    if enough(found):
                        break
                came.put(None)

    by_host = _by_host(urls)
    for some in by_host:
        hosts.put(some)
    for _ in by_host[:at_once]:
        # A thread that is no daemon would keep the program from ending before its server does.
        Thread(target=work, daemon=True).start()
    left = len(by_host)
    try:
        while left:
            one = came.get()
            if isinstance(one, Exception):
                raise one
            if one is None:
                left -= 1
            else:
                yield one
    finally:
        over.set()


def _by_host(urls: Sequence[str]) -> list[list[str]]:
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[host_of(url)].append(url)
    return list(hosts.values())


def host_of(url: str) -> str:
    """The host of an address; of one that is none, an empty name."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
