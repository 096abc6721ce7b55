"""What tools that save a page note in it: the address that it was saved from."""

import re

_NOTES = (
    re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)"),
    re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)"),
    re.compile(r"<meta\s+name=[\"']?savepage-url[\"']?\s+content=[\"']([^\"'\s]+)"),
    re.compile(r"<html\b[^<>]*\sdata-scrapbook-source=[\"']([^\"'\s]+)"),
)
"""SingleFile; browsers that save a complete page; Save Page WE; WebScrapBook."""
_HTTRACK = re.compile(r"<!--\s*Mirrored from (\S+) by HTTrack")
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
