"""Names that stand over several lines: one to a line, a word to a line, or run together on one."""

import re
from collections.abc import Callable

from newsdigest.extract.given import is_given
from newsdigest.extract.names import clean_names, person_name
from newsdigest.extract.text.lines import Line
from newsdigest.extract.text.roles import is_role, without_role
from newsdigest.extract.text.words import folded

ROWS = 12
"""Lines below a lone `By` that may be its rows."""
HALVES = 6
"""Lines that may be the words of names, one or two on each."""

_JOINER = r"(?:,|/|&|·|\||and|und|et|y|e|og|och|en|i|и|ve|…|\.\.\.)"
_MORE = re.compile(rf"(?:,|/|&|\b(?:and|und|et|y|e|og|och|en))\s*$|^{_JOINER}$", re.I)
_OPEN_END = re.compile(r"(?:\s*,|\s+(?:&|and|und|et|y|e|og|och|en))+\s*$", re.I)
_DASHES = ("— ", "– ", "-- ")


def is_joiner(text: str) -> bool:
    """Whether a line is what joins the names above and below it: `and`, `,`."""
    return bool(_MORE.fullmatch(text))


def names_below(
    lines: list[Line], start: int, known: tuple[str, ...] = (), above: str = "and"
) -> tuple[str, ...]:
    """Names one to a line, as text nodes below a lone `By` have them: `Jo Roe,`, `and`, `Al Poe`."""
    names: tuple[str, ...] = ()
    roles = False
    for line in lines[start : start + ROWS]:
        joined = bool(_MORE.search(above))
        above = line.text
        if is_joiner(line.text):
            continue
        if line.text.startswith(_DASHES):
            break  # where it was written: `— Exford`
        if names + known and is_role(line.text):
            continue
        whole = _OPEN_END.sub("", line.text)
        text = without_role(whole)
        if names and not joined and not roles and text != whole and "," not in whole:
            break  # what the one above does: `Science writer`, `EdTech content editor`
        roles = roles or text != whole
        found = clean_names(text) if len(text) < 60 else ()
        if joined and not found and (single := person_name(text)) and len(text) < 30:
            found = (single,)
        if not found or (not joined and len(found[0]) < len(text) - 4):
            break
        if not joined and known:
            break
        names += tuple(name for name in found if name not in names + known)
    return names


def halves(lines: list[Line], index: int) -> tuple[str, ...]:
    """Names whose words stand on lines of their own: `Ida`, `Kern`, `Anna Lena`, `Voss`."""
    words: list[str] = []
    names: tuple[str, ...] = ()
    for line in lines[index : index + HALVES]:
        own = line.text.split()
        if len(own) > 2 or not all(word[0].isupper() and word.isalpha() for word in own):
            break
        words += own
        if len(words) > 1 and (cut := _cut(words, _opens_with_given_name)):
            names = tuple(cut)
    return names if all(clean_names(name) == (name,) for name in names) else ()


def names_apart(text: str, shown: set[str]) -> tuple[str, ...]:
    """Names run together, apart: where the page has each alone, a given name opens each, or all are pairs."""
    words = text.split()
    if not 4 <= len(words) <= 10 or not all(word[:1].isupper() and word[-1:].isalpha() for word in words):
        return ()
    names = _cut(words, lambda name: folded(" ".join(name)) in shown) or _cut(words, _opens_with_given_name)
    if not names and not len(words) % 2:
        names = [" ".join(words[at : at + 2]) for at in range(0, len(words), 2)]
    return tuple(names) if len(names) > 1 and all(clean_names(name) == (name,) for name in names) else ()


def _cut(words: list[str], is_name: Callable[[list[str]], bool]) -> list[str]:
    """Words cut into names of two to four each, the shortest first; empty where it does not come out even."""
    if not words:
        return []
    for size in (2, 3, 4):
        if size <= len(words) and is_name(words[:size]):
            rest = _cut(words[size:], is_name)
            if rest or size == len(words):
                return [" ".join(words[:size]), *rest]
    return []


def _opens_with_given_name(name: list[str]) -> bool:
    return len(name) < 4 and is_given(name[0]) and not is_given(name[-1])
