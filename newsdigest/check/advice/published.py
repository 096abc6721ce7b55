"""Advice on what is published: links to headings of other pages, and the size of feeds."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from newsdigest.check.links import BodyOf, address_of, is_elsewhere, is_heading
from newsdigest.model.problem import Problem

MAX_FEED = 512 * 1024
"""Bytes: readers fetch a feed whole, many times a day, and some give up on one beyond half a megabyte."""

FEEDS = ("feed.xml", "rss.xml", "feed.json")
"""Names under which feeds stand."""


def fragment_dead(bodies: Sequence[BodyOf]) -> Iterator[Problem]:
    """A link to a heading of another entry or page finds it there."""
    anchors = {page: body.anchors for _, _, page, body in bodies}
    for file, first, page, body in bodies:
        for href, line in body.links:
            if "#" not in href or is_elsewhere(href):
                continue
            parts = _parts(href)
            target = address_of(unquote(parts[0]), page) if parts and parts[0] else ""
            there = anchors.get(target) or anchors.get(f"{target}/")
            known = target in anchors or f"{target}/" in anchors
            if parts and known and not is_heading(unquote(parts[1]), there or ()):
                near = get_close_matches(unquote(parts[1]), there or (), 1, 0.6)
                hint = (
                    f"did you mean `{parts[0]}#{near[0]}`?"
                    if near
                    else "link to the page, or to a heading that it has"
                )
                message = f"the page has no heading `#{unquote(parts[1])}`: `{href}`"
                yield Problem(file, first + line - 1, 0, "fragment-dead", message, hint, "warning")


def _parts(href: str) -> tuple[str, str] | None:
    """Path and fragment of an address of this site; None for one that leads elsewhere."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc or not parts.fragment else (parts.path, parts.fragment)


def feed_size(sizes: Mapping[str, int]) -> Iterator[Problem]:
    """A feed is of a size that all readers take; `sizes` has every file of the site, in bytes."""
    for path, size in sorted(sizes.items()):
        if size > MAX_FEED and path.rpartition("/")[2] in FEEDS:
            message = f"the feed `{path}` has {size / 1024:,.0f} kB, more than {MAX_FEED // 1024}"
            hint = "set `feeds.content: summary`, or lower `feeds.entries`"
            yield Problem("config.yaml", 0, 0, "feed-size", message, hint, "warning")
