"""Pieces of views that several kinds of page share: cards, days, dates, pagers."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from newsdigest.model.entry import Image, Moment
from newsdigest.model.output import View
from newsdigest.model.site import Card, Listing
from newsdigest.outputs.frame import Frame, language_attributes
from newsdigest.outputs.pictures import SIZES, smaller_address

DESCRIBED = 4
"""Headlines by which a list that no editor described tells what is in it."""

KEPT_CARDS = 1 << 12
"""Views of cards that are kept: some 10 MB."""


def cards_input(cards: Iterable[Card]) -> tuple[str, bytes]:
    """The input of a list: what lists see of the entries on it, in order."""
    return ("cards", b"".join(card.fingerprint for card in cards))


def newest_change(cards: Iterable[Card]) -> dt.datetime | None:
    """When any of the entries last changed."""
    return max((card.updated for card in cards), default=None)


def card_view(frame: Frame, card: Card) -> View:
    """An entry as a list shows it; made once for the lists that a worker makes one after the other."""
    known = frame.cards.get(card.file)
    if known is None:
        if len(frame.cards) == KEPT_CARDS:
            frame.cards.clear()
        known = frame.cards[card.file] = _card_view(frame, card)
    return known


def _card_view(frame: Frame, card: Card) -> View:
    return {
        "title": card.title,
        "href": frame.href(card.url),
        "summary": card.summary,
        "lang": card.lang,
        "attributes": language_attributes(card.lang, frame.branch.language),
        "date": date_view(frame, card.day, card.date),
        "section": card.section,
        "dateline": card.dateline,
        "tags": [frame.tag(term) for term in card.tags],
        "sources": [
            {"publisher": frame.publisher(source.publisher), "agency": frame.publisher(source.agency)}
            for source in card.sources
            if source.publisher or source.agency
        ],
        "image": image_view(frame, card.image),
        "corrected": card.corrections > 0,
        "draft": card.draft,
        "scheduled": card.scheduled,
    }


def date_view(frame: Frame, day: dt.date, moment: Moment | None = None) -> View:
    """A date: `iso` for machines (the instant where it is known), `text` for people, and its day's page."""
    return {
        "iso": (moment or day).isoformat(),
        "text": frame.words.day(day),
        "href": day_href(frame, day),
    }


def moment_view(frame: Frame, moment: Moment) -> View:
    """A date of a source or correction, which has no page; its day is that of its own time zone."""
    day = moment.date() if isinstance(moment, dt.datetime) else moment
    return {"iso": moment.isoformat(), "text": frame.words.day(day), "href": ""}


def day_href(frame: Frame, day: dt.date) -> str:
    """The link to a day's page, if days have pages."""
    return frame.own(f"/{day:%Y/%m/%d}/") if frame.has("days") else ""


def image_view(frame: Frame, image: Image | None) -> View | None:
    """A picture of the site itself; one that stands elsewhere is not shown, the page's policy forbids it."""
    address = picture_address(frame, image)
    if image is None or not address:
        return None
    return {
        "src": frame.href(address),
        "alt": image.alt,
        "caption": image.caption,
        "credit": image.credit,
    }


def measured_view(frame: Frame, address: str) -> View:
    """How large a picture is, and its smaller copies; 0 and nothing for one of which that is not known."""
    asset = frame.picture(address)
    if asset is None or asset.picture is None:
        return {"width": 0, "height": 0, "smaller": "", "sizes": ""}
    there = asset.picture.widths if frame.has("pictures") else ()
    copies = (f"{frame.href(smaller_address(asset, width))} {width}w" for width in there)
    return {
        "width": asset.picture.width,
        "height": asset.picture.height,
        "smaller": ", ".join(copies),
        "sizes": SIZES,
    }


def picture_address(frame: Frame, image: Image | None) -> str:
    """Where a picture stands below the site's root; empty for one that stands elsewhere."""
    return image.address if image is not None and frame.has("media") else ""


def day_groups(frame: Frame, cards: Sequence[Card]) -> list[View]:
    """Cards (newest first) under the days they belong to."""
    return [
        {**_day_view(frame, day), "cards": [card_view(frame, card) for card in group]}
        for day, group in groupby(cards, key=attrgetter("day"))
    ]


def _day_view(frame: Frame, day: dt.date) -> View:
    """What stands above a day's entries; kept, for a day heads a group in many lists."""
    known = frame.days.get(day)
    if known is None:
        known = frame.days[day] = {
            "day": day.day,
            "weekday": frame.words.weekday(day),
            "month": frame.words.month(day.year, day.month),
            "date": date_view(frame, day),
        }
    return known


def pager_view(frame: Frame, listing: Listing, number: int) -> View:
    """Links from one page of a list to the newer and the older page; empty where there is none."""
    newest = len(listing.pages) - 1
    newer = "" if number == 0 else listing.page_url(number + 1 if number < newest else 0)
    older = listing.page_url(newest if number == 0 else number - 1) if newest and number != 1 else ""
    return {
        "newer": frame.href(newer) if newer else "",
        "older": frame.href(older) if older else "",
    }


def headlines(cards: Sequence[Card]) -> str:
    """A list in a line, as search engines show it below the page's name."""
    return " · ".join(card.title for card in cards[:DESCRIBED])


def span_text(frame: Frame, cards: Sequence[Card]) -> str:
    """The days that a page of a list covers: `November 1, 2019 – November 27, 2019`."""
    if not cards:
        return ""
    first, last = cards[-1].day, cards[0].day
    texts = dict.fromkeys((frame.words.day(first), frame.words.day(last)))
    return " – ".join(texts)


def web_address(url: str) -> str:
    """The address if it is one of the web, else nothing: no other scheme becomes a link."""
    return url if url.lower().startswith(("http://", "https://")) else ""
