"""What a page says of itself to machines: schema.org as JSON-LD.

The digest is ours and so is its author; the original reporting stands under `isBasedOn` and `citation`,
with its own authors and publisher.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsdigest.model.entry import Source
from newsdigest.model.site import Card, EntryPage
from newsdigest.outputs.frame import Frame
from newsdigest.outputs.social_cards import shared_address
from newsdigest.outputs.views import web_address

Thing = Mapping[str, Any]


def article(frame: Frame, page: EntryPage) -> Thing:
    """An entry: a NewsArticle with its sources and corrections."""
    card, entry, absolute = page.card, page.entry, frame.absolute
    sources = [_source(source) for source in entry.sources]
    picture = shared_address(frame, card)
    return _told(
        {
            "@type": "NewsArticle",
            "@id": page.id,
            "headline": card.title,
            "description": card.summary,
            "url": absolute(card.url),
            "mainEntityOfPage": absolute(card.url),
            "inLanguage": card.lang,
            "datePublished": card.instant.isoformat(),
            "dateModified": card.updated.isoformat(),
            "articleSection": card.section,
            "keywords": [tag.label for tag in card.tags],
            "image": absolute(picture) if picture else "",
            "author": _editors(frame),
            "publisher": _editors(frame),
            "isBasedOn": sources,
            "citation": sources,
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "text": correction.note,
                    "datePublished": correction.date.isoformat(),
                }
                for correction in entry.corrections
            ],
        }
    )


def collection(frame: Frame, url: str, title: str, cards: Sequence[Card]) -> Thing:
    """A list: a CollectionPage over its entries, in their order."""
    absolute = frame.absolute
    return {
        "@type": "CollectionPage",
        "name": title,
        "url": absolute(url),
        "inLanguage": frame.branch.language,
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(cards),
            "itemListElement": _items((card.title, absolute(card.url)) for card in cards),
        },
    }


def _items(named: Iterable[tuple[str, str]]) -> list[Thing]:
    return [
        {"@type": "ListItem", "position": number, "name": name, "url": url}
        for number, (name, url) in enumerate(named, 1)
    ]


def _source(source: Source) -> Thing:
    """The original report."""
    outlet = source.publisher or source.agency
    return _told(
        {
            "@type": "NewsArticle",
            "headline": source.title,
            "url": web_address(source.url),
            "inLanguage": source.lang,
            "datePublished": source.published.isoformat() if source.published else "",
            "author": [{"@type": "Person", "name": name} for name in source.authors],
            "publisher": {"@type": "NewsMediaOrganization", "name": outlet} if outlet else None,
            "license": web_address(source.licence),
            "archivedAt": web_address(source.archived),
            "copyrightNotice": source.rights,
        }
    )


def _editors(frame: Frame) -> Thing:
    config = frame.config
    return {
        "@type": "Organization",
        "name": config.author or config.title,
        "url": frame.absolute("/"),
    }


def _told(thing: Thing) -> Thing:
    """Without what is not known."""
    return {name: value for name, value in thing.items() if value}
