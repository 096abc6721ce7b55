"""What people at a terminal see while a command runs; all of it on standard error."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

Item = TypeVar("Item")

PATIENCE_S = 0.7
"""Work shorter than this shows no progress: a bar that flashes by is noise."""

REFRESH_S = 0.1
"""Between two pictures of a bar."""


class Console:
    """Lines as they come; progress only where someone watches."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr

    def say(self, text: str) -> None:
        """Write a line."""
        self._stream.write(f"{text}\n")
        self._stream.flush()

    def track(self, label: str, items: Iterable[Item], count: int) -> Iterator[Item]:
        """Show a bar on a terminal once the work has gone on for a while; anywhere else, nothing."""
        if not self._stream.isatty():
            yield from items
            return
        rest, started = iter(items), time.monotonic()
        done = 0
        for item in rest:
            done += 1
            yield item
            if time.monotonic() - started > PATIENCE_S and done < count:
                break
        else:
            return
        from rich.console import Console as Terminal
        from rich.progress import Progress

        # Without a thread of its own: beside one, no worker could be forked.
        with Progress(console=Terminal(file=self._stream), transient=True, auto_refresh=False) as progress:
            task = progress.add_task(label, total=count, completed=done)
            shown = started
            for item in rest:
                yield item
                progress.advance(task)
                if time.monotonic() - shown > REFRESH_S:
                    progress.refresh()
                    shown = time.monotonic()
