"""The formats of feeds: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1, each with its WebSub hub if it has one.

XML is made by a serialiser and not by templates: it cannot come out ill-formed, whatever an entry
holds, and there is nothing in it that an editor would want to look different.
"""

from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from newsdigest.model.output import Tools, View
from newsdigest.outputs.feed import Feed, Item, content, legal

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def atom(view: View, tools: Tools) -> bytes:
    """Sources are links with the relation `via`."""
    feed: Feed = view["feed"]
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language})
    _text(root, "title", feed.title)
    if feed.description:
        _text(root, "subtitle", feed.description)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.url})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.home})
    if feed.hub:
        SubElement(root, "link", {"rel": "hub", "href": feed.hub})
    _text(root, "id", feed.id)
    _text(root, "updated", timestamp(feed.updated))
    _text(SubElement(root, "author"), "name", feed.author)
    for item in feed.items:
        root.append(_atom_entry(item, tools))
    return xml_bytes(root)


def _atom_entry(item: Item, tools: Tools) -> Element:
    entry = Element("entry", {"xml:lang": item.lang})
    _text(entry, "title", item.title)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": item.url})
    entry.extend(_via(item, "link"))
    _text(entry, "id", item.id)
    _text(entry, "published", timestamp(item.published))
    _text(entry, "updated", timestamp(item.updated))
    for tag in item.tags:
        SubElement(entry, "category", {"term": tag.slug, "label": legal(tag.label)})
    if item.summary:
        _text(entry, "summary", item.summary)
    full = content(item, tools)
    if full:
        _text(entry, "content", full).set("type", "html")
    return entry


def rss(view: View, tools: Tools) -> bytes:
    """Ids and sources stand as in Atom; RSS has no date of change and no language for an item."""
    feed: Feed = view["feed"]
    root = Element(
        "rss",
        {
            "version": "2.0",
            "xmlns:atom": "http://www.w3.org/2005/Atom",
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        },
    )
    channel = SubElement(root, "channel")
    _text(channel, "title", feed.title)
    _text(channel, "link", feed.home)
    _text(channel, "description", feed.description or feed.title)
    _text(channel, "language", feed.language)
    _text(channel, "lastBuildDate", _mail_date(feed.updated))
    SubElement(channel, "atom:link", {"rel": "self", "type": "application/rss+xml", "href": feed.url})
    if feed.hub:
        SubElement(channel, "atom:link", {"rel": "hub", "href": feed.hub})
    for item in feed.items:
        channel.append(_rss_item(item, feed.author, tools))
    return xml_bytes(root)


def _rss_item(item: Item, author: str, tools: Tools) -> Element:
    entry = Element("item")
    _text(entry, "title", item.title)
    _text(entry, "link", item.url)
    _text(entry, "guid", item.id).set("isPermaLink", "false")
    _text(entry, "pubDate", _mail_date(item.published))
    _text(entry, "dc:creator", author)
    _text(entry, "dc:language", item.lang)
    for tag in item.tags:
        _text(entry, "category", tag.label)
    if item.summary:
        _text(entry, "description", item.summary)
    full = content(item, tools)
    if full:
        _text(entry, "content:encoded", full)
    entry.extend(_via(item, "atom:link"))
    return entry


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


def xml_bytes(root: Element) -> bytes:
    """A document as UTF-8."""
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _via(item: Item, name: str) -> list[Element]:
    found = []
    for source in item.sources:
        if source.url:
            title = {"title": legal(source.title)} if source.title else {}
            found.append(Element(name, {"rel": "via", "href": legal(source.url)} | title))
    return found


def _text(parent: Element, name: str, text: str) -> Element:
    child = SubElement(parent, name)
    child.text = legal(text)
    return child
