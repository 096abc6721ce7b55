"""What stands in a feed that was made: read back, to tell what a build lets in and what falls out."""

import json
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"


def items_of(data: bytes) -> Mapping[str, str]:
    """Id -> title of each item, in the feed's order; nothing where it cannot be read."""
    try:
        return dict(_json(data) if data.startswith(b"{") else _xml(data))
    except (ValueError, KeyError, TypeError, ElementTree.ParseError):
        return {}


def _json(data: bytes) -> Iterator[tuple[str, str]]:
    for item in json.loads(data)["items"]:
        yield item["id"], item.get("title", "")


def _xml(data: bytes) -> Iterator[tuple[str, str]]:
    root = ElementTree.fromstring(data)
    for entry in root.iter(f"{ATOM}entry"):
        yield entry.findtext(f"{ATOM}id", ""), entry.findtext(f"{ATOM}title", "")
    for item in root.iter("item"):
        yield item.findtext("guid", ""), item.findtext("title", "")
