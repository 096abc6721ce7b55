"""How a dry run shows what publishing would change."""

from collections.abc import Iterator
from itertools import groupby

import click

from newsdigest.model.report import FeedNews, Foretold, Report

COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def would_change(report: Report) -> Iterator[str]:
    """Lines for people: files added, changed and removed, what enters which feed, and the differences."""
    told = report.foretold or Foretold()
    added = frozenset(report.added)
    for path in sorted(report.written):
        yield click.style(f"added   {path}", fg="green") if path in added else f"changed {path}"
        if path in told.diffs:
            yield from map(_coloured, told.diffs[path].splitlines() or ["        (reads the same)"])
    yield from (click.style(f"removed {path}", fg="red") for path in sorted(report.removed))
    yield from (
        click.style(f"lost    {address}, from which nothing leads on", fg="red") for address in told.lost
    )
    for (enters, leaves), feeds in groupby(sorted(told.feeds, key=_news), _news):
        yield f"feeds   {', '.join(feed.path for feed in feeds)}"
        yield from (_coloured(f"      + {title or '(no title)'}") for title in enters)
        yield from (_coloured(f"      - {title or '(no title)'}") for title in leaves)


def _news(feed: FeedNews) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return feed.enters, feed.leaves


def _coloured(line: str) -> str:
    return click.style(line, fg=COLOURS.get(line.lstrip()[:1]))
