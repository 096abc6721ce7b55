"""Feeds: RSS, Atom and JSON Feed -> the items that they offer."""

import calendar
import json
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct

from newsdigest.model.printable import printable

_XML = re.compile(
    rb"(?>\s*(?><\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>))*+\s*<(?:\w+:)?(?:rss|feed|RDF)[\s>]", re.DOTALL | re.I
)
"""What was read is never read otherwise: a page of many comments would take for ever."""
_DECLARED = re.compile(rb"\A<\?xml[^>]*\?>")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")
HEAD = 4_000
"""Bytes among which a feed shows that it is one."""


class Item(Struct, frozen=True):
    """What a feed offers."""

    url: str
    title: str
    published: datetime | None


def items_of(data: bytes, url: str) -> list[Item] | None:
    """The items of a feed that lies at `url`, in its order; None where it is no feed."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        data = _DECLARED.sub(b"", data.decode("utf-16", "replace").encode(), count=1)
    start = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return _of_json(data, url)
    return _of_xml(data, url) if _XML.match(start) else None


def _of_xml(data: bytes, url: str) -> list[Item]:
    import feedparser

    found = feedparser.parse(data, response_headers={"content-location": url}).entries
    return [
        Item(address, printable(_MARKUP.sub("", one.get("title", ""))), _moment(one))
        for one in found
        if (address := _address(url, one.get("link")))
    ]


def _of_json(data: bytes, url: str) -> list[Item] | None:
    """https://www.jsonfeed.org/version/1.1/"""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or "jsonfeed.org/version" not in str(feed.get("version")):
        return None
    items = feed.get("items")
    listed = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    return [
        Item(address, printable(str(one.get("title") or "")), _iso(one))
        for one in listed
        if (address := _address(url, one.get("external_url") or one.get("url")))
    ]


def _address(feed: str, link: object) -> str:
    """Where a link of the feed leads on the web; empty where it leads nowhere."""
    try:
        address = printable(urljoin(feed, link)) if isinstance(link, str) and link else ""
    except ValueError:
        return ""
    return address if address.startswith(("http://", "https://")) else ""


def _moment(one: Any) -> datetime | None:
    parsed = one.get("published_parsed") or one.get("updated_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError):
        return None


def _iso(one: dict[str, object]) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(one.get("date_published")))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
