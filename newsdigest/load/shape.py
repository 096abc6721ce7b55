"""What a reader takes, in the words of JSON Schema: said beside the reader, used by schema.py."""

from collections.abc import Callable
from typing import Any, Final

from newsdigest.load.findings import Reader

TEXT: Final = ["string", "number", "boolean"]
"""Text as editors write it: YAML takes `2024` and `true` for other things, and the readers for text."""

WORD: Final = "string"
"""Text that no other type of YAML's could be meant to be."""


def shaped(like: Reader | None = None, /, **shape: Any) -> Callable[[Reader], Reader]:
    """Say what a reader takes: all that `like` does, within what the keywords say."""

    def say(read: Reader) -> Reader:
        vars(read).update(like=like, shape=shape)
        return read

    return say
