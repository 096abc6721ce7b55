"""What feeds offer, whatever their format."""

import json
from datetime import UTC, datetime

import pytest

from newsdigest.fetch.feed import items_of

RSS = """<?xml version="1.0"?><!-- a feed --><rss version="2.0"><channel><title>Courier</title>
<item><title>Fog</title><link>https://courier.example.com/fog</link>
<pubDate>Tue, 03 Mar 2026 09:00:00 GMT</pubDate></item><item><title>No link</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Fog</title>
<link href="/fog"/><published>2026-03-03T10:00:00+01:00</published></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"url": "/fog", "title": "Fog", "date_published": "2026-03-03T09:00:00Z"},
            7,
            {},
        ],
    }
)


@pytest.mark.parametrize("feed", [RSS, ATOM, JSON], ids=["rss", "atom", "json"])
def test_items_have_address_title_and_time(feed: str) -> None:
    found = items_of(feed.encode(), "https://courier.example.com/feed")
    assert found is not None
    told = [(item.url, item.title, item.published) for item in found]
    assert told == [("https://courier.example.com/fog", "Fog", datetime(2026, 3, 3, 9, tzinfo=UTC))]


@pytest.mark.parametrize(
    "page", ["<!doctype html><p>How <rss> looked", "{}", "{not json", "[1]", "", "<html><body><feed>"]
)
def test_what_is_no_feed_is_none(page: str) -> None:
    assert items_of(page.encode(), "https://courier.example.com/") is None
