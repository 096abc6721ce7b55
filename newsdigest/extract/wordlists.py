"""The word lists of words.txt: what bylines and dates are made of, in many languages."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


def alternatives(section: str) -> str:
    """A section as one group of a regular expression, longest first."""
    return "(?:" + "|".join(sorted(_sections()[section], key=len, reverse=True)) + ")"


def terms(section: str) -> tuple[str, ...]:
    """The entries of a section, in the order of the file."""
    return _sections()[section]


@lru_cache(maxsize=1)
def _sections() -> Mapping[str, tuple[str, ...]]:
    sections: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in (files(__package__) / "words.txt").read_text(encoding="utf-8").splitlines():
        if header := re.fullmatch(r"\[([\w ]+)\]", line):
            name = header[1]
            sections[name] = ()
        elif line and not line.startswith("#"):
            sections[name] += tuple(line.split(" | "))
    return sections
