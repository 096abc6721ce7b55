"""What tools that save a page leave in it: a note of its address, or their own address in front of it."""

import re

_NOTES = (
    re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)"),
    re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)"),
    re.compile(r"<meta\s+name=[\"']?savepage-url[\"']?\s+content=[\"']([^\"'\s]+)"),
    re.compile(r"<html\b[^<>]*\sdata-scrapbook-source=[\"']([^\"'\s]+)"),
)
"""SingleFile; browsers that save a complete page; Save Page WE; WebScrapBook."""
_HTTRACK = re.compile(r"<!--\s*Mirrored from (\S+) by HTTrack")
_ARCHIVED = re.compile(r"https?://[^/\s]+/(?:\w{1,20}/){0,2}(?:19|20)\d{12}(?:[a-z]{2}_)?/(?=https?://)")
"""What web archives put before the address of a page: their own, and when they took it."""
HEAD = 20_000
"""Signs of the page among which such a note stands."""


def saved_from(markup: str) -> str:
    """The address of a page as the tool saw it that saved it; empty if none tells."""
    head = markup[:HEAD]
    for note in _NOTES:
        if (match := note.search(head)) and re.match(r"https?://[^/\s]+\.", match[1]):
            return match[1].removesuffix("-->")
    mirrored = _HTTRACK.search(head)
    return f"https://{mirrored[1]}" if mirrored else ""


def as_published(address: str) -> str:
    """The outlet's own address of a page, where it is that of a copy in a web archive."""
    return _ARCHIVED.sub("", address, count=1)
