"""An entry as its readers read it: the prose of its body, line by line, and where each line stands."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape
from typing import NamedTuple

from msgspec import Struct

from newsdigest.model.config import Config
from newsdigest.model.copied import folded_words, plain
from newsdigest.model.entry import Entry
from newsdigest.model.problem import Problem
from newsdigest.model.vocabulary import Vocabulary

_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
_INDENTED = re.compile(r"^(?: {4}|\t)")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)")
_BARE = re.compile(r"<(https?://[^<>\s]+)>|^ {0,3}\[[^\]]+\]:\s+<?(https?://[^\s<>]+)")
_ANCHOR = re.compile(r"""<a\s[^>]*?href\s*=\s*["']?([^"'\s>]+)[^>]*>(.*?)</a\s*>""", re.IGNORECASE)
_PICTURE = re.compile(r"""<img\s[^>]*?alt\s*=\s*["']([^"']*)[^>]*>""", re.IGNORECASE)
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s.*$")


class Context(Struct, frozen=True):
    """What advice on an entry depends on beside the entry."""

    config: Config
    vocabulary: Vocabulary
    now: datetime


class TextLink(NamedTuple):
    """A link as it is written."""

    line: int
    """From 0."""
    address: str
    text: str
    """Of an address alone, the address."""


class Written(Struct, frozen=True):
    """An entry with its words."""

    entry: Entry
    lang: str
    """Of the entry, else the site's own."""
    lines: tuple[str, ...]
    """Of the Markdown; lines of code are empty, so that numbers hold."""
    prose: tuple[str, ...]
    """The same lines without addresses, tags and code."""
    words: tuple[str, ...]
    """Those of the prose, folded."""
    links: tuple[TextLink, ...]
    """Of the body."""

    def body(self, line: int, rule: str, message: str, hint: str) -> Problem:
        """Advice on a line of the body, counted from 0."""
        return Problem(self.entry.file, self.entry.body_line + line, 0, rule, message, hint, "warning")

    def field(self, path: str, rule: str, message: str, hint: str) -> Problem:
        """Advice on a field of the front matter."""
        return advice(self.entry, path, rule, message, hint)


def advice(entry: Entry, path: str, rule: str, message: str, hint: str) -> Problem:
    """A warning at a field of an entry."""
    line, column = entry.place(path)
    return Problem(entry.file, line, column, rule, message, hint, "warning")


def written(entry: Entry, markdown: str, language: str) -> Written:
    """An entry and its Markdown, made ready for rules that look at words."""
    lines = tuple(_without_code(markdown.splitlines()))
    prose = plain("\n".join(map(_prose, lines)))
    words, links = tuple(folded_words(prose)), tuple(_links_of(lines))
    return Written(entry, entry.lang or language, lines, tuple(prose.split("\n")), words, links)


def _links_of(lines: Iterable[str]) -> Iterator[TextLink]:
    for number, line in enumerate(lines):
        if "](" in line:
            for found in _LINK.finditer(line):
                yield TextLink(number, unescape(found[2]), found[1])
        if "<http" in line or "]:" in line:
            for found in _BARE.finditer(line):
                address = found[1] or found[2]
                yield TextLink(number, address, address)
        if "</a" in line or "</A" in line:
            for found in _ANCHOR.finditer(line):
                yield TextLink(number, unescape(found[1]), _TAG.sub("", _PICTURE.sub(r"\1", found[2])))


def _prose(line: str) -> str:
    """A line without tags, and without one that only says where a link leads."""
    if "<" in line:
        line = _TAG.sub("", line)
    return _REFERENCE.sub("", line) if "]:" in line else line


def _without_code(lines: Iterable[str]) -> Iterable[str]:
    """Lines of code emptied: fenced ones, indented ones after a blank line, and what stands in backticks."""
    fence, blank_before = "", True
    for line in lines:
        mark = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            yield ""
        elif mark:
            fence = mark[1]
            yield ""
        elif blank_before and _INDENTED.match(line):
            yield ""
            continue  # more lines of code may follow
        else:
            yield _CODE.sub("", line) if "`" in line else line
        blank_before = not line.strip()
