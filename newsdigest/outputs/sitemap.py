"""Sitemaps: an index over one of each year's pages and one of all other pages.

They list what the other kinds have planned, so `plan.py` calls `plan_sitemap` last;
an output stands in it when it has a `lastmod`. A new entry touches its year, the other pages and the index.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Site
from newsdigest.outputs.feed_formats import timestamp
from newsdigest.outputs.xml import document, element, text

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LIMIT = 50_000
"""Addresses in one sitemap, by the protocol; a year with more is cut into `-2`, `-3`, ..."""

Address = tuple[str, datetime]
"""An address below the site's root, and when what stands there last changed."""


def parts_of(site: Site, outputs: Iterable[Output]) -> dict[str, list[Address]]:
    """Addresses by the part of the sitemap in which they stand, sorted."""
    found: dict[str, list[Address]] = defaultdict(list)
    part = part_in(site)
    for output in outputs:
        if output.lastmod is not None:
            found[part(output.url)].append((output.url, output.lastmod))
    return {name: sorted(addresses) for name, addresses in found.items()}


def part_in(site: Site) -> Callable[[str], str]:
    """The part of an address: the year in it, for it begins with its day's; all others are `pages`."""
    prefixes = "|".join(re.escape(branch.prefix) for branch in site.branches)
    dated = re.compile(rf"(?:{prefixes})/(\d{{4}})/")

    def part(url: str) -> str:
        year = dated.match(url)
        return year[1] if year else "pages"

    return part


def files_of(name: str, addresses: Sequence[Address]) -> list[Address]:
    """The files into which a part is cut, and when what each lists last changed."""
    return [
        (
            f"/sitemap-{name}.xml" if number == 1 else f"/sitemap-{name}-{number}.xml",
            max(lastmod for _, lastmod in addresses[start : start + LIMIT]),
        )
        for number, start in enumerate(range(0, len(addresses), LIMIT), 1)
    ]


def plan_sitemap(
    site: Site, parts: Mapping[str, Sequence[Address]], others: Mapping[str, Sequence[Address]] | None = None
) -> Iterator[Output]:
    """The sitemaps of parts, and the index over them and the files of all other parts."""
    settings = ("site.base_url", fingerprint(site.config.base_url))
    files = dict(others or {})
    for name, addresses in sorted(parts.items()):
        files[name] = files_of(name, addresses)
        for number, (url, _) in enumerate(files[name]):
            piece = tuple(addresses[number * LIMIT : (number + 1) * LIMIT])
            yield Output(url[1:], url, "sitemap", piece, (settings, ("pages", _hash(piece))))
    listed = tuple(file for _, some in sorted(files.items()) for file in some)
    yield Output("sitemap.xml", "/sitemap.xml", "sitemap", listed, (settings, ("sitemaps", _hash(listed))))


def _hash(addresses: Sequence[Address]) -> bytes:
    """One string for all: hashing pair by pair would cost a large site a second."""
    return fingerprint("\n".join(f"{url} {lastmod.timestamp()}" for url, lastmod in addresses))


def _view(site: Site, output: Output) -> View:
    assert isinstance(output.subject, tuple)
    absolute = site.config.base.absolute
    return {
        "index": output.url == "/sitemap.xml",
        "addresses": tuple((absolute(url), timestamp(lastmod)) for url, lastmod in output.subject),
    }


def _render(view: View, tools: Tools) -> bytes:
    root, name = ("sitemapindex", "sitemap") if view["index"] else ("urlset", "url")
    items = [element(name, inside=(text("loc", url), text("lastmod", day))) for url, day in view["addresses"]]
    return document(element(root, {"xmlns": NAMESPACE}, items))


SITEMAP = Kind("sitemap", lambda site: (), _view, _render, narrow=True)
"""Plans nothing by itself: see `plan_sitemap`."""
