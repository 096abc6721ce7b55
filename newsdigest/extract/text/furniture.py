"""The known furniture of news pages: what stands beside an article, in many languages."""

import re
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

KINDS = ("comments", "reply", "related", "share", "newsletter", "login", "advert", "legal", "menu")

LONGEST_OPENING = 120
"""Signs of the longest line that its opening words make furniture."""

LONGEST = 400
"""Signs of the longest line that a phrase within makes furniture."""

_OPENERS = " [(（【〔«»›→►▶▸■□◆●•|*>-–—:"
"""Signs that may stand before a phrase: `[Read more: ...]`, `» Related`."""

_NOT_LETTERS = re.compile(r"[\W\d_]+")


class Furniture(Struct, frozen=True):
    """The phrases of furniture.txt, ready to look up."""

    whole: dict[str, str]
    opening: tuple[tuple[str, re.Pattern[str]], ...]
    anywhere: tuple[tuple[str, re.Pattern[str]], ...]
    any_opening: re.Pattern[str]
    any_within: re.Pattern[str]
    """Those of all kinds at once: most lines are of none."""

    def kind(self, text: str) -> str:
        """The kind of furniture that a line is: one of KINDS, or empty."""
        if len(text) > LONGEST:
            return ""
        low = _low(text).lstrip(_OPENERS)
        if len(text) <= LONGEST_OPENING:
            found = self.whole.get(_NOT_LETTERS.sub(" ", low).strip())
            if found:
                return found
            if self.any_opening.match(low):
                return next(kind for kind, pattern in self.opening if pattern.match(low))
        if self.any_within.search(low):
            return next(kind for kind, pattern in self.anywhere if pattern.search(low))
        return ""


@lru_cache(maxsize=1)
def furniture() -> Furniture:
    """The vocabulary, read once from the file beside this module."""
    whole: dict[str, str] = {}
    opening: dict[str, list[str]] = {}
    anywhere: dict[str, list[str]] = {}
    kind = ""
    for row in (files(__package__) / "furniture.txt").read_text(encoding="utf-8").splitlines():
        phrase = _low(row.strip())
        if not phrase or phrase.startswith("#"):
            continue
        if phrase.startswith("["):
            kind = phrase.strip("[]")
        elif phrase.startswith("…"):
            anywhere.setdefault(kind, []).append(re.escape(phrase.strip("…")))
        elif phrase.endswith("…"):
            opening.setdefault(kind, []).append(re.escape(phrase.strip("…")))
        else:
            whole.setdefault(_NOT_LETTERS.sub(" ", phrase).strip(), kind)
    return Furniture(
        whole,
        tuple((kind, _opening(found)) for kind, found in opening.items()),
        tuple((kind, re.compile("|".join(found))) for kind, found in anywhere.items()),
        _opening([phrase for found in opening.values() for phrase in found]),
        re.compile("|".join(phrase for found in anywhere.values() for phrase in found)),
    )


def _low(text: str) -> str:
    """Case folded; the Turkish capital İ as a plain i."""
    return text.casefold().replace("i\u0307", "i")


def _opening(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(phrases)})(?!\w)")
