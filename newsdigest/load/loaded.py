"""What reading a text gives: the value, and all that was wrong with the text."""

from typing import Generic, TypeVar

from msgspec import Struct

from newsdigest.model.problem import Problem

Value = TypeVar("Value")


class Loaded(Struct, Generic[Value], frozen=True):
    """A value and the problems found on the way, in the order of their lines.

    The value is None where nothing could be made of the text.
    With errors it holds what could be read, so that further rules may still find more to tell at once.
    """

    value: Value | None
    problems: tuple[Problem, ...] = ()
    body: str = ""
    """The Markdown after the front matter, of files that have one."""
