"""Cutting what is quoted so that it stays within the limits on copied words."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from newsdigest.draft.prose import joined, sentences
from newsdigest.model.copied import Word, copied, words

SENTENCES = 2
"""Of a summary or lead, at most."""

LEAST_WORDS = 8
"""Fewer words of a sentence say nothing."""


class Limits(Struct, frozen=True):
    """On words that a draft may share with its source page."""

    total: int
    run: int
    source: Sequence[Word]
    """Words of all that the page shows."""

    def allow(self, text: str) -> bool:
        """Whether a text could be published."""
        found = copied(text, self.source)
        return found.total <= self.total and found.longest <= self.run


def longest_fitting(text: str, language: str, fits: Callable[[str], bool]) -> str:
    """One or two whole sentences of a text, as many as fit; or the words of the first that do, and `…`."""
    parts = sentences(text, language)
    for count in range(min(len(parts), SENTENCES), 0, -1):
        if fits(whole := joined(parts[:count])):
            return whole
    return _cut(parts[0], fits) if parts else ""


def _cut(sentence: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning that fits, found by halving; empty where not even a few words do."""
    ends = [word.end for word in words(sentence)]
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(sentence[: ends[middle]]) else (low, middle - 1)
    return f"{sentence[: ends[low]]} …" if low >= LEAST_WORDS and fits(sentence[: ends[low]]) else ""
