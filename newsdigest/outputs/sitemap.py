"""Sitemaps: an index over one of each year's pages and one of all other pages.

They list what the other kinds have planned, so `plan.py` calls `plan_sitemap(site, outputs)` last;
an output stands in it when it has a `lastmod`. A new entry touches its year, the other pages and the index.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Site
from newsdigest.outputs.feed_formats import timestamp, xml_bytes

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LIMIT = 50_000
"""Addresses in one sitemap, by the protocol; a year with more is cut into `-2`, `-3`, ..."""

Address = tuple[str, datetime]
"""An address below the site's root, and when what stands there last changed."""


def plan_sitemap(site: Site, outputs: Iterable[Output]) -> Iterator[Output]:
    """The sitemaps of what was planned."""
    settings = ("site.base_url", fingerprint(site.config.base_url))
    parts: list[Address] = []
    for name, addresses in sorted(_by_year(site, outputs).items()):
        addresses.sort()
        for number, start in enumerate(range(0, len(addresses), LIMIT), 1):
            part = tuple(addresses[start : start + LIMIT])
            url = f"/sitemap-{name}.xml" if number == 1 else f"/sitemap-{name}-{number}.xml"
            yield Output(url[1:], url, "sitemap", part, (settings, ("pages", _hash(part))))
            parts.append((url, max(lastmod for _, lastmod in part)))
    yield Output(
        "sitemap.xml", "/sitemap.xml", "sitemap", tuple(parts), (settings, ("sitemaps", _hash(parts)))
    )


def _by_year(site: Site, outputs: Iterable[Output]) -> dict[str, list[Address]]:
    """Addresses by the year in them, all others under `pages`; an address begins with its day's year."""
    prefixes = "|".join(re.escape(branch.prefix) for branch in site.branches)
    dated = re.compile(rf"(?:{prefixes})/(\d{{4}})/")
    found: dict[str, list[Address]] = defaultdict(list)
    for output in outputs:
        if output.lastmod is not None:
            year = dated.match(output.url)
            found[year[1] if year else "pages"].append((output.url, output.lastmod))
    return found


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
    root = Element("sitemapindex" if view["index"] else "urlset", {"xmlns": NAMESPACE})
    for url, lastmod in view["addresses"]:
        item = SubElement(root, "sitemap" if view["index"] else "url")
        SubElement(item, "loc").text = url
        SubElement(item, "lastmod").text = lastmod
    return xml_bytes(root)


SITEMAP = Kind("sitemap", lambda site: (), _view, _render)
"""Plans nothing by itself: see `plan_sitemap`."""
