"""/sitemap-news.xml: the entries of yesterday and today, for services that look for news.

An entry leaves it at midnight, when `collect.moments` says that the site changes by itself.
Without any there is no file: a sitemap of nothing is not valid.

Google's format, which others read too: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import islice, takewhile

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.output import Kind, Output, Tools, View
from newsdigest.model.site import Card, Site
from newsdigest.outputs.feed_formats import timestamp
from newsdigest.outputs.feeds import is_public
from newsdigest.outputs.sitemap import NAMESPACE
from newsdigest.outputs.xml import Xml, document, element, text

NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
LIMIT = 1000
"""Addresses, by the format."""


def plan_news(site: Site) -> Iterator[Output]:
    """The one file, where there is any news."""
    cards = tuple(_news(site))
    if not cards:
        return
    settings = ("settings", fingerprint(site.config.title, site.config.base_url))
    inputs = (settings, ("entries", b"".join(card.fingerprint for card in cards)))
    yield Output("sitemap-news.xml", "/sitemap-news.xml", "news_sitemap", cards, inputs)


def _news(site: Site) -> Iterator[Card]:
    """The newest of each language, from yesterday on."""
    zone = site.config.zone
    yesterday = site.moment.astimezone(zone).date() - timedelta(days=1)
    since = datetime.combine(yesterday, time(), zone).astimezone(UTC)
    for branch in site.branches:
        cards = (filed.card for filed in branch.home.newest)
        recent = takewhile(lambda card: card.instant >= since, cards)
        yield from islice(filter(is_public, recent), LIMIT // len(site.branches))


def _view(site: Site, output: Output) -> View:
    assert isinstance(output.subject, tuple)
    absolute = site.config.base.absolute
    return {
        "name": site.config.title,
        "entries": [
            (absolute(card.url), card.lang, timestamp(card.instant), card.title) for card in output.subject
        ],
    }


def _render(view: View, tools: Tools) -> bytes:
    items = [_item(view["name"], *entry) for entry in view["entries"]]
    return document(element("urlset", {"xmlns": NAMESPACE, "xmlns:news": NEWS}, items))


def _item(name: str, url: str, language: str, published: str, title: str) -> Xml:
    publication = (text("news:name", name), text("news:language", language.lower()))
    news = (
        element("news:publication", inside=publication),
        text("news:publication_date", published),
        text("news:title", title),
    )
    return element("url", inside=(text("loc", url), element("news:news", inside=news)))


NEWS_SITEMAP = Kind("news_sitemap", plan_news, _view, _render)
