"""Words that stand in two texts alike, in runs long enough to be copied rather than chosen."""

import html
import re
import unicodedata
from collections.abc import Sequence, Set
from itertools import accumulate, groupby
from typing import NamedTuple

from msgspec import Struct

RUN_WORDS = 6
"""Fewer words in a row may be anybody's: names, titles, phrases."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u200c\u200d"
)
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_UNSPACED_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u3099\u309a"
_WORD = re.compile(
    rf"(?P<sign>(?![{_UNSPACED_MARKS}])[{_UNSPACED}][{_UNSPACED_MARKS}]*)"
    rf"|(?:[^\W_{_UNSPACED}]|[{_MARKS}])+(?:['\u2019](?:[^\W_{_UNSPACED}]|[{_MARKS}])+)*"
)
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
"""The same in a text of small ASCII letters, which most are, once folded: found in a third of the time."""

_UNCOMMON, _SPACED_WORD = re.compile(f"[{_UNSPACED}{_MARKS}]"), re.compile(r"[^\W_]+(?:'[^\W_]+)*")
"""Where a text has nothing of the first, the second finds its words in a fraction of the time."""

_DESTINATION = re.compile(r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)|<[^<>\n]*>|\\")


class Word(NamedTuple):
    """A word as it is compared, and where it stands; in scripts without spaces a single sign."""

    folded: str
    start: int
    end: int
    halves: int
    """Two for a word; one for a sign, since two signs count as a word."""


class Run(Struct, frozen=True):
    """Words that stand one after another in both texts."""

    words: int
    start: int
    """Offset of the first sign in the text that copies."""
    end: int


class Copied(Struct, frozen=True):
    """How much of a text stands in another."""

    total: int
    """Words in any run, each counted once."""
    runs: tuple[Run, ...]
    """Runs that share no word, in the order of the text; the longest of all is among them."""

    @property
    def longest(self) -> int:
        """Words of the longest run."""
        return max((run.words for run in self.runs), default=0)


def words(text: str) -> list[Word]:
    """The words of a text, folded in case, width and punctuation."""
    return [
        Word(_fold(match[0]), match.start(), match.end(), 1 if match.lastgroup else 2)
        for match in _WORD.finditer(text)
    ]


def folded_words(text: str) -> list[str]:
    """The words alone, for whoever need not know where they stand."""
    found: list[str] = []
    for line in text.split("\n"):
        if line.isascii():
            some = _ASCII_WORD.findall(line.casefold())
            found += [word.replace("'", "") for word in some] if "'" in line else some
        else:
            folded = unicodedata.normalize("NFKC", line).replace("\u2019", "'").casefold()
            pattern = _WORD if _UNCOMMON.search(folded) else _SPACED_WORD
            found += [match[0].replace("'", "") for match in pattern.finditer(folded)]
    return found


def _fold(word: str) -> str:
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).replace("\u2019", "'")
    return word.casefold().replace("'", "")


def count_words(text: str) -> int:
    """Words as the limits on copied words count them."""
    if text.isascii():
        return len(_ASCII_WORD.findall(text.casefold()))
    return sum(word.halves for word in words(text)) // 2


def plain(markdown: str) -> str:
    """Markdown without what no reader sees: addresses of links, tags, backslashes; each line stays one."""
    lines = (html.unescape(_seen(line)) for line in markdown.split("\n"))
    return "\n".join(line.replace("\n", " ") for line in lines)


def _seen(line: str) -> str:
    return _DESTINATION.sub("", line) if "](" in line or "<" in line or "\\" in line else line


def copied(text: str, source: str | Sequence[Word]) -> Copied:
    """The words of `text` that stand in `source` in runs of six or more. Linear in both lengths.

    Whoever compares several texts with one source may hand over its words.
    """
    mine = words(text)
    theirs = words(source) if isinstance(source, str) else source
    stretches = _stretches(theirs, {word.folded for word in mine})
    if not stretches:
        return Copied(0, ())
    lengths = _longest_matches(mine, stretches)
    halves_before = [0, *accumulate(word.halves for word in mine)]
    found: list[tuple[int, int, int]] = []
    total = reach = 0
    for last, length in enumerate(lengths):
        first, end = last + 1 - length, last + 1
        goes_on = end < len(mine) and lengths[end] == length + 1
        halves = halves_before[end] - halves_before[first]
        if not goes_on and halves >= 2 * RUN_WORDS:
            found.append((halves, first, end))
            total += halves_before[end] - halves_before[max(first, reach)]
            reach = end
    return Copied(total // 2, _disjoint(mine, found))


def _disjoint(mine: Sequence[Word], found: list[tuple[int, int, int]]) -> tuple[Run, ...]:
    """The longest runs first, so that one which overlaps a longer one is not told as a second."""
    taken = bytearray(len(mine))
    kept: list[Run] = []
    for halves, first, end in sorted(found, key=lambda run: (-run[0], run[1])):
        if not taken[first] and not taken[end - 1]:
            taken[first:end] = b"\1" * (end - first)
            kept.append(Run(halves // 2, mine[first].start, mine[end - 1].end))
    return tuple(sorted(kept, key=lambda run: run.start))


def _stretches(source: Sequence[Word], known: Set[str]) -> list[str]:
    """The parts of the source that are long enough and all of known words, an empty word between them.

    Most of a page shares no six words in a row with its entry; what follows is slower than this.
    """
    stretches: list[str] = []
    for is_known, group in groupby(source, key=lambda word: word.folded in known):
        stretch = list(group) if is_known else []
        if sum(word.halves for word in stretch) >= 2 * RUN_WORDS:
            stretches += [*(word.folded for word in stretch), ""]
    return stretches


def _longest_matches(mine: Sequence[Word], source: Sequence[str]) -> list[int]:
    """For each word of `mine`, how many words up to and with it stand so in the source.

    By a suffix automaton of the source: one state for all places that go on alike,
    so that repetitive text costs no more than any other.
    """
    follow: list[dict[str, int]] = [{}]
    shorter = [-1]
    longest = [0]
    last = 0
    for word in source:
        state = len(follow)
        follow.append({})
        longest.append(longest[last] + 1)
        shorter.append(0)
        at = last
        while at >= 0 and word not in follow[at]:
            follow[at][word] = state
            at = shorter[at]
        if at >= 0:
            target = follow[at][word]
            if longest[at] + 1 == longest[target]:
                shorter[state] = target
            else:
                clone = len(follow)
                follow.append(dict(follow[target]))
                longest.append(longest[at] + 1)
                shorter.append(shorter[target])
                while at >= 0 and follow[at].get(word) == target:
                    follow[at][word] = clone
                    at = shorter[at]
                shorter[target] = shorter[state] = clone
        last = state
    lengths: list[int] = []
    state = length = 0
    for item in mine:
        while state and item.folded not in follow[state]:
            state = shorter[state]
            length = longest[state]
        if item.folded in follow[state]:
            state = follow[state][item.folded]
            length += 1
        lengths.append(length)
    return lengths
