"""Several addresses at a time: hosts side by side, each asked one thing after another."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Thread
from urllib.parse import urlsplit

from newsdigest.fetch.web import Fetched, Web
from newsdigest.model.problem import Problem

AT_ONCE = 4
"""Hosts."""


def get_all(web: Web, urls: Sequence[str]) -> Iterator[tuple[str, Fetched | Problem]]:
    """Each address with what is there, as it comes.

    Who stops listening, or is interrupted, waits for nothing that is still on its way.
    """
    hosts: SimpleQueue[Sequence[str]] = SimpleQueue()
    came: SimpleQueue[tuple[str, Fetched | Problem | Exception]] = SimpleQueue()
    over = Event()

    def work() -> None:
        with suppress(Empty):
            while True:
                for url in hosts.get_nowait():
                    if over.is_set():
                        return
                    try:
                        came.put((url, web.get(url)))
                    except Exception as error:
                        came.put((url, error))

    by_host = _by_host(urls)
    for some in by_host:
        hosts.put(some)
    for _ in by_host[:AT_ONCE]:
        # A thread that is no daemon would keep the program from ending before its server does.
        Thread(target=work, daemon=True).start()
    try:
        for _ in urls:
            url, found = came.get()
            if isinstance(found, Exception):
                raise found
            yield url, found
    finally:
        over.set()


def _by_host(urls: Sequence[str]) -> list[list[str]]:
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            host = ""
        hosts[host].append(url)
    return list(hosts.values())
