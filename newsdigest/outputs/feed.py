"""A feed, whatever its format: what every reader of it learns, as plain values."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from newsdigest.model.output import Tools
from newsdigest.model.site import Citation, Term

_ILLEGAL = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids or discourages: control characters, surrogates, non-characters."""

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without an entry was updated: the build instant would make it new at every build."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry, or a correction, in a feed; addresses are absolute."""

    id: str
    url: str
    title: str
    summary: str
    lang: str
    published: datetime
    updated: datetime
    tags: tuple[Term, ...]
    sources: tuple[Citation, ...]
    image: str = ""
    image_alt: str = ""
    body: bytes | None = None
    """Fingerprint of the rendered body, where the feed carries it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A channel with its items, newest first; addresses are absolute."""

    id: str
    url: str
    home: str
    """The page whose feed it is."""
    title: str
    description: str
    language: str
    author: str
    items: tuple[Item, ...]
    hub: str = ""
    """A WebSub hub, which tells subscribers at once of what is new."""

    @property
    def updated(self) -> datetime:
        """Of the newest change to any item."""
        return max((item.updated for item in self.items), default=NEVER)


def legal(text: str) -> str:
    """A text without the signs that an XML document must not hold."""
    return _ILLEGAL.sub("", text)


def content(item: Item, tools: Tools) -> str:
    """The full content as HTML: picture, body, and what it draws on; empty in a feed of summaries."""
    if item.body is None:
        return ""
    from lxml import html

    root = html.fragment_fromstring(f"<div>{legal(tools.body(item.body))}</div>")
    root.make_links_absolute(item.url, handle_failures="ignore")
    if item.image:
        picture = html.Element("p")
        picture.append(html.Element("img", {"src": item.image, "alt": legal(item.image_alt)}))
        root.insert(0, picture)
    if item.sources:
        credits = html.fragment_fromstring("".join(map(_credit, item.sources)), create_parent="ul")
        root.append(credits)
    return str(html.tostring(root, encoding="unicode")).removeprefix("<div>").removesuffix("</div>")


def _credit(source: Citation) -> str:
    """A source as an item of a list, in no language: title, publisher, agency."""
    title = escape(legal(source.title or source.url))
    cited = f'<a href="{escape(legal(source.url))}">{title}</a>' if source.url else title
    names = [escape(legal(term.label)) for term in (source.publisher, source.agency) if term]
    return f"<li>{', '.join(filter(None, [cited, *names]))}</li>"
