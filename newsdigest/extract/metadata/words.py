"""How alike two short texts are, by their words."""

import re
import unicodedata

_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|\w+")

LONGEST = 1000
"""Signs that are looked at: headlines and names are short."""


def words(text: str) -> list[str]:
    """Words in lower case; signs of scripts without spaces one by one."""
    return _WORD.findall(unicodedata.normalize("NFKC", text[:LONGEST]).replace("\u00ad", "").casefold())


def overlap(one: str, other: str) -> float:
    """Shared words against all words, 0 to 1 (Dice); order does not count."""
    first, second = words(one), words(other)
    if not first or not second:
        return 0.0
    left = list(second)
    shared = 0
    for word in first:
        if word in left:
            left.remove(word)
            shared += 1
    return 2 * shared / (len(first) + len(second))


def same(one: str, other: str) -> bool:
    """Equal but for case, width and punctuation."""
    return bool(one) and words(one) == words(other)
