"""Whoever wants to know how a long command is getting on."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Listener(Protocol):
    """Told of what goes on; the command line's shows it, a test's may keep it."""

    def say(self, text: str) -> None:
        """A line worth reading now: a wait, a choice made."""

    def track(self, label: str, items: Iterable[Item], count: int) -> Iterator[Item]:
        """The items themselves, counted as they pass."""
