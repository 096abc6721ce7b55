"""Joins outputs and store: what publishing would change for readers, told before it is done."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

from newsdigest.model.report import FeedNews, Foretold
from newsdigest.model.request import Request
from newsdigest.outputs.feed_items import items_of
from newsdigest.outputs.readable import readable
from newsdigest.store.publish import Published, Staged

FEEDS = ("feed.xml", "rss.xml", "feed.json")
"""Names under which feeds stand."""


def foretell(request: Request, staged: Iterable[Staged], change: Published, staging: Path) -> Foretold | None:
    """What a build that is only tried would bring; None for a check, which tells of the content alone.

    `staged` are its files, not yet moved into place.
    """
    if request.advice:
        return None
    output = request.output
    waiting = {file.path: staging / file.waits for file in staged if file.waits}
    added, changed = frozenset(change.added), sorted({*change.written} - {*change.added})
    return Foretold(
        lost=tuple(_address(path) for path in sorted(change.removed) if path.endswith(".html")),
        feeds=tuple(_feed_news(waiting, added, output)),
        diffs=dict(_diffs(changed, waiting, output)) if request.diff else {},
    )


def _address(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def _feed_news(waiting: Mapping[str, Path], added: frozenset[str], output: Path) -> Iterator[FeedNews]:
    for path, file in sorted(waiting.items()):
        if path.rpartition("/")[2] not in FEEDS:
            continue
        now = items_of(file.read_bytes())
        before = {} if path in added else items_of((output / path).read_bytes())
        enters = tuple(title for one, title in now.items() if one not in before)
        leaves = tuple(title for one, title in before.items() if one not in now)
        if enters or leaves:
            yield FeedNews(path, enters, leaves)


def _diffs(changed: Iterable[str], waiting: Mapping[str, Path], output: Path) -> Iterator[tuple[str, str]]:
    """Of what is read in each changed file; empty where only what no reader sees is other."""
    for path in changed:
        before = readable(path, (output / path).read_bytes())
        now = readable(path, waiting[path].read_bytes())
        if before is not None and now is not None:
            yield path, "\n".join(unified_diff(before, now, f"a/{path}", f"b/{path}", n=1, lineterm=""))
