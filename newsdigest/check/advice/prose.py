"""Advice on words: doubled ones, too many, places still to be filled, quotation marks of two kinds."""

import re
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import eq

from newsdigest.check.advice.written import Context, Written
from newsdigest.model.copied import folded_words
from newsdigest.model.problem import Problem

_DOUBLED = re.compile(r"(?<![\w'’\-])([^\W\d_]{2,})(?:[ \t]+|[ \t]*\n[ \t]*)\1(?![\w'’\-])")

MEANT = frozenset((
    "that", "had", "bye", "very", "so", "no", "ha", "bla", "blah",
    "die", "der", "das", "den", "dem", "sie", "ihr", "wenn", "was",
    "nous", "vous", "que", "si", "la", "lo", "se", "via", "di", "och",
))  # fmt: skip
"""Words that a sentence may well have twice in a row, in one language or another."""

REDUPLICATING = ("id", "ms", "tl", "fil", "sw", "haw", "mi", "vi", "zh", "ja", "ko", "th")
"""Languages in which a word said twice is a word, or in which blanks do not part words."""

_PLACEHOLDER = re.compile(r"\bTKTK\b|\bFIXME\b|\bTODO:|\bXXXX+\b|\?{4}|\b(?i:lorem ipsum)\b")
_PARTS = ("????", "TKTK", "FIXME", "TODO:", "XXXX", "orem ipsum", "orem Ipsum", "OREM IPSUM")
"""Of which a placeholder has one: looked for in a tenth of the time."""
_BRACKETED = re.compile(r"\[(?i:TK|TODO|insert|to come|tbd|tba)\b[^\]]*\](?![(\[:])")
_TK = re.compile(r"\bTK\b")
_NOT_TO_COME = ("de", "et")
"""Languages in which TK abbreviates something else."""

MAILED = frozenset(("atom", "rss", "json"))
"""Outputs whose items a service may mail to readers."""

MAIL_KB = 100
"""Gmail shows the first 102 kB of a message, its frame and markup included, and cuts the rest off."""

_STRAIGHT = re.compile(r"(?<!\d)\"")
_CURLY = re.compile("[“”„‟]")
_STRAIGHT_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_CURLY_APOSTROPHE = re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])")


def doubled_words(text: Written, site: Context) -> Iterator[Problem]:
    """A word stands twice in a row, or at the end of a line and the beginning of the next: `the the`."""
    if text.lang.partition("-")[0] in REDUPLICATING:
        return
    for path, value in (("title", text.entry.title), ("summary", text.entry.summary)):
        for _, word in _doubled(value, folded_words(value)):
            yield text.field(path, "doubled-word", f"`{word} {word}`: a word twice in a row", "delete one")
    for number, word in _doubled("\n".join(text.prose), text.words):
        yield text.body(number, "doubled-word", f"`{word} {word}`: a word twice in a row", "delete one")


def _doubled(text: str, words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The line (from 0) of each word that stands twice, and the word; `words` are all, folded."""
    if MEANT.issuperset(compress(words, map(eq, words, words[1:]))):
        return
    for found in _DOUBLED.finditer(text):
        if found[1].islower() and found[1] not in MEANT:
            yield text.count("\n", 0, found.start()), found[1]


def mail_size(text: Written, site: Context) -> Iterator[Problem]:
    """An entry that feeds carry in full fits into a message, where a service mails the feed's items."""
    if sum(map(len, text.lines)) < MAIL_KB * 1024 // 4:  # signs, of which none has more than four bytes
        return
    size = sum(len(line.encode()) + 1 for line in text.lines) // 1024
    if size >= MAIL_KB and site.config.feed_content == "full" and site.config.outputs & MAILED:
        message = f"{size:,} kB of text: mail programs cut off what is over {MAIL_KB}"
        hint = "part it in several entries, or set `feeds.content: summary`"
        yield text.body(0, "mail-size", message, hint)


def placeholders(text: Written, site: Context) -> Iterator[Problem]:
    """Something is still to come: TK, FIXME, `[insert quote]`, lorem ipsum."""
    told = {"title": text.entry.title, "summary": text.entry.summary}
    hint = "fill it in, or make the entry a draft: `draft: true`"
    for path, value in told.items():
        if mark := _placeholder(value, text.lang):
            yield text.field(path, "placeholder", f"`{path}` still has a place to be filled: `{mark}`", hint)
    if not _placeholder("\n".join(text.prose), text.lang):
        return
    for number, line in enumerate(text.prose):
        if mark := _placeholder(line, text.lang):
            yield text.body(number, "placeholder", f"a place is still to be filled: `{mark}`", hint)


def _placeholder(value: str, lang: str) -> str:
    found = _PLACEHOLDER.search(value) if any(part in value for part in _PARTS) else None
    if found is None and "[" in value:
        found = _BRACKETED.search(value)
    if found is None and "TK" in value and lang.partition("-")[0] not in _NOT_TO_COME:
        found = _TK.search(value)
    return found[0] if found else ""


def quotes_mixed(text: Written, site: Context) -> Iterator[Problem]:
    """Straight quotation marks beside curly ones, or apostrophes of two kinds, in one text."""
    whole = "\n".join(text.prose)
    for straight, curly, marks, noun in (
        (_STRAIGHT, _CURLY, ('"', "“”„‟"), "quotation marks"),
        (_STRAIGHT_APOSTROPHE, _CURLY_APOSTROPHE, ("'", "’"), "apostrophes"),
    ):
        if not all(any(mark in whole for mark in some) for some in marks):
            continue
        first = {
            kind: next((number for number, line in enumerate(text.prose) if pattern.search(line)), None)
            for kind, pattern in (("straight", straight), ("curly", curly))
        }
        at, other = first["straight"], first["curly"]
        if at is not None and other is not None:
            there = text.entry.body_line + other
            message = f"straight {noun} here, and curly ones on line {there}"
            yield text.body(at, "quotes-mixed", message, "choose one kind for the text")
