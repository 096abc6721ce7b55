"""What feeds offer, whatever their format."""

import json
import time
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


def test_a_page_of_many_comments_is_no_feed_and_known_at_once() -> None:
    page = b"<!---->" * 400 + b"<html>"
    started = time.process_time()
    assert items_of(page, "https://courier.example.com/") is None
    assert time.process_time() - started < 1


def test_a_feed_cannot_write_on_the_terminal_and_bad_links_are_no_items() -> None:
    listed = [
        {"url": "/fog", "title": "Fog\x1b]0;gone\x07\u202e\nLine"},
        {"url": "http://[/", "title": "No address"},
        {"url": {"a": 1}, "title": "No text"},
    ]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": listed})
    found = items_of(feed.encode(), "https://courier.example.com/feed")
    assert found is not None
    assert [(item.url, item.title) for item in found] == [
        ("https://courier.example.com/fog", "Fog ]0;gone Line")
    ]


RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
OLD = {
    "RSS 0.90": f"<rdf:RDF {RDF} xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>C</title></channel>"
    "<item><title>Fog</title><link>https://courier.example.com/fog</link></item></rdf:RDF>",
    "RSS 0.91": "<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://my.netscape.com/rss-0.91.dtd'>"
    "<rss version='0.91'><channel><item><title>Fog</title><link>https://courier.example.com/fog</link></item>"
    "</channel></rss>",
    "RSS 1.0": f"<rdf:RDF {RDF} xmlns='http://purl.org/rss/1.0/'><item rdf:about='x'><title>Fog</title>"
    "<link>https://courier.example.com/fog</link></item></rdf:RDF>",
    "a guid alone": "<rss version='2.0'><channel><item><title>Fog</title><guid>https://courier.example.com/fog</guid>"
    "</item><item><title>Not</title><guid isPermaLink='false'>abc</guid></item></channel></rss>",
    "blanks and line ends": "<rss version='2.0'><channel><item><title>\n Fog\n</title>"
    "<link>\n https://courier.example.com/fog\n</link></item></channel></rss>",
    "never closed": "<rss version='2.0'><channel><item><title>Fog</title><link>https://courier.example.com/fog</link>",
    "a base and an enclosure": "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://courier.example.com/a/'>"
    "<entry><title type='html'>&lt;b&gt;Fog&lt;/b&gt;</title><link rel='enclosure' href='x.mp3'/>"
    "<link href='../fog'/></entry></feed>",
    "with a prefix": "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>Fog</a:title>"
    "<a:link href='/fog'/></a:entry></a:feed>",
    "links that are none": "<rss version='2.0'><channel>"
    "<item><title>x</title><link>javascript:alert(1)</link></item>"
    "<item><title>y</title><link>file:///etc/passwd</link></item>"
    "<item><title>Fog</title><link>/fog</link></item></channel></rss>",
}


@pytest.mark.parametrize("feed", OLD.values(), ids=list(OLD))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_feeds_of_all_times_and_encodings(feed: str, encoding: str) -> None:
    found = items_of(feed.encode(encoding), "https://courier.example.com/feed")
    assert found is not None
    assert [(item.url, item.title) for item in found] == [("https://courier.example.com/fog", "Fog")]


@pytest.mark.parametrize(
    "page", ["<!doctype html><p>How <rss> looked", "{}", "{not json", "[1]", "", "<html><body><feed>"]
)
def test_what_is_no_feed_is_none(page: str) -> None:
    assert items_of(page.encode(), "https://courier.example.com/") is None
