"""The formats of feeds: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1, each with its WebSub hub if it has one.

They are made by functions and not by templates: there is nothing in them that an editor would want to look
different.
"""

from collections.abc import Iterator
from datetime import datetime

from newsdigest.model.output import Tools, View
from newsdigest.outputs.feed import Feed, Item, content, legal
from newsdigest.outputs.xml import Xml, document, element, text

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def atom(view: View, tools: Tools) -> bytes:
    """Sources are links with the relation `via`."""
    feed: Feed = view["feed"]
    about = [
        text("title", feed.title),
        *([text("subtitle", feed.description)] if feed.description else []),
        element("link", {"rel": "self", "type": "application/atom+xml", "href": feed.url}),
        element("link", {"rel": "alternate", "type": "text/html", "href": feed.home}),
        *([element("link", {"rel": "hub", "href": feed.hub})] if feed.hub else []),
        text("id", feed.id),
        text("updated", timestamp(feed.updated)),
        element("author", inside=[text("name", feed.author)]),
    ]
    namespace = {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language}
    return document(element("feed", namespace, about + [_atom_entry(item, tools) for item in feed.items]))


def _atom_entry(item: Item, tools: Tools) -> Xml:
    full = content(item, tools)
    parts = [
        text("title", item.title),
        element("link", {"rel": "alternate", "type": "text/html", "href": item.url}),
        *_via(item, "link"),
        text("id", item.id),
        text("published", timestamp(item.published)),
        text("updated", timestamp(item.updated)),
        *(element("category", {"term": tag.slug, "label": tag.label}) for tag in item.tags),
        *([text("summary", item.summary)] if item.summary else []),
        *([text("content", full, {"type": "html"})] if full else []),
    ]
    return element("entry", {"xml:lang": item.lang}, parts)


def rss(view: View, tools: Tools) -> bytes:
    """Ids and sources stand as in Atom; RSS has no date of change and no language for an item."""
    feed: Feed = view["feed"]
    about = [
        text("title", feed.title),
        text("link", feed.home),
        text("description", feed.description or feed.title),
        text("language", feed.language),
        text("lastBuildDate", _mail_date(feed.updated)),
        element("atom:link", {"rel": "self", "type": "application/rss+xml", "href": feed.url}),
        *([element("atom:link", {"rel": "hub", "href": feed.hub})] if feed.hub else []),
    ]
    namespaces = {
        "version": "2.0",
        "xmlns:atom": "http://www.w3.org/2005/Atom",
        "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    }
    items = [_rss_item(item, feed.author, tools) for item in feed.items]
    return document(element("rss", namespaces, [element("channel", inside=about + items)]))


def _rss_item(item: Item, author: str, tools: Tools) -> Xml:
    full = content(item, tools)
    parts = [
        text("title", item.title),
        text("link", item.url),
        text("guid", item.id, {"isPermaLink": "false"}),
        text("pubDate", _mail_date(item.published)),
        text("dc:creator", author),
        text("dc:language", item.lang),
        *(text("category", tag.label) for tag in item.tags),
        *([text("description", item.summary)] if item.summary else []),
        *([text("content:encoded", full)] if full else []),
        *_via(item, "atom:link"),
    ]
    return element("item", inside=parts)


def json_feed(view: View, tools: Tools) -> bytes:
    """An entry's first source is its `external_url`."""
    import json

    feed: Feed = view["feed"]
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else "",
        "items": [_json_item(item, tools) for item in feed.items],
    }
    kept = {key: value for key, value in document.items() if value != ""}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(item: Item, tools: Tools) -> dict[str, object]:
    full = content(item, tools)
    fields = {
        "id": item.id,
        "url": item.url,
        "external_url": next((source.url for source in item.sources if source.url), ""),
        "title": legal(item.title),
        "summary": legal(item.summary),
        "content_html": full,
        "content_text": "" if full else legal(item.summary or item.title),
        "image": item.image,
        "date_published": timestamp(item.published),
        "date_modified": timestamp(item.updated),
        "tags": [legal(tag.label) for tag in item.tags],
        "language": item.lang,
    }
    return {key: value for key, value in fields.items() if value}


def timestamp(moment: datetime) -> str:
    """A moment in UTC as RFC 3339 writes it: `2019-11-27T00:30:00Z`."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _mail_date(moment: datetime) -> str:
    """The same as RFC 822 writes it: `Wed, 27 Nov 2019 00:30:00 GMT`.

    `email.utils` writes this too, but brings sockets and codecs along that a build has no use for.
    """
    day, month = _DAYS[moment.weekday()], _MONTHS[moment.month - 1]
    return f"{day}, {moment:%d} {month} {moment:%Y %H:%M:%S} GMT"


def _via(item: Item, name: str) -> Iterator[Xml]:
    for source in item.sources:
        if source.url:
            title = {"title": source.title} if source.title else {}
            yield element(name, {"rel": "via", "href": source.url, **title})
