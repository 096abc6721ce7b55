"""Feeds: well-formed, valid, absolute, and without anything that is not published."""

import json
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from machine_site import ENTRIES, entry, made, site
from msgspec.structs import replace

from newsdigest.model.entry import Image
from newsdigest.outputs import feed_formats, feeds
from newsdigest.outputs.follow import FOLLOW
from newsdigest.outputs.opml import OPML

SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "schemas" / "atom.rnc"
ATOM_KINDS = (feeds.ATOM, feeds.TAG_FEEDS, feeds.PUBLISHER_FEEDS, feeds.CORRECTIONS_FEED)
XML_KINDS = (*ATOM_KINDS, feeds.RSS)


def parsed(data: bytes) -> feedparser.FeedParserDict:
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_addresses() -> None:
    urls = [url for kind in (*XML_KINDS, feeds.JSON) for url in made(kind, site())]
    assert sorted(urls) == sorted([
        "/feed.xml", "/rss.xml", "/feed.json", "/de/feed.xml", "/de/rss.xml", "/de/feed.json",
        "/tags/trade/feed.xml", "/tags/übersee/feed.xml", "/de/tags/trade/feed.xml",
        "/publishers/harbour-post/feed.xml", "/publishers/coast-wire/feed.xml",
        "/de/publishers/harbour-post/feed.xml", "/de/publishers/coast-wire/feed.xml",
        "/corrections/feed.xml", "/de/corrections/feed.xml",
    ])  # fmt: skip


@pytest.mark.parametrize("kind", XML_KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("content", ["full", "summary"])
def test_parses_without_bozo(kind, content) -> None:
    for data in made(kind, site(feed_content=content)).values():
        assert parsed(data).feed.title


@pytest.mark.parametrize("kind", ATOM_KINDS, ids=lambda kind: kind.name)
def test_atom_schema(kind, atom_schema) -> None:
    for of in (site(), site(()), site(feed_content="summary", author="An Editor", description="")):
        for data in made(kind, of).values():
            atom_schema.assertValid(etree.fromstring(data))


def test_atom_schema_can_fail(atom_schema) -> None:
    good = made(feeds.ATOM, site())["/feed.xml"]
    for bad in (good.replace(b"<id>", b"<id2>").replace(b"</id>", b"</id2>"), good.replace(b"Z<", b"<")):
        assert not atom_schema.validate(etree.fromstring(bad))


@pytest.fixture(scope="module")
def atom_schema() -> etree.RelaxNG:
    rnc2rng = pytest.importorskip("rnc2rng", reason="rnc2rng is not installed")
    if not SCHEMA.exists():
        pytest.skip("the shared schemas are not here")
    converted = rnc2rng.dumps(rnc2rng.load(str(SCHEMA)))
    # The compact syntax may bind a prefix to no namespace, XML may not; ns="" on the names stays.
    return etree.RelaxNG(etree.fromstring(converted.replace('xmlns:local=""', "").encode()))


@pytest.mark.parametrize("kind", XML_KINDS, ids=lambda kind: kind.name)
def test_every_address_is_absolute(kind) -> None:
    for data in made(kind, site()).values():
        root = etree.fromstring(data)
        addresses = [value for one in root.iter() for value in (one.get("href"), one.get("url")) if value]
        addresses += [one.text for one in root.iter("link") if one.text]
        fragments = [one.text for one in root.iter("{*}content", "{*}encoded")]
        for fragment in fragments:
            addresses += [link for _, _, link, _ in html.fromstring(fragment).iterlinks()]
        assert addresses
        assert all(urlsplit(one).scheme == "https" and urlsplit(one).netloc for one in addresses)
        assert all(one.isascii() for one in addresses)


def test_own_addresses_stand_below_the_base() -> None:
    newest = parsed(made(feeds.ATOM, site())["/feed.xml"]).entries[0]
    assert newest.link == "https://example.com/repo/2024/02/02/story-31/"
    content = newest.content[0].value
    assert 'href="https://example.com/repo/about/"' in content
    assert 'href="https://example.com/repo/2024/02/02/story-31/#note"' in content


def test_ids_are_the_entries_own_and_outlive_the_address() -> None:
    here, there = site(), site(base_url="https://elsewhere.example.net/")
    ids = [[one.id for one in parsed(made(feeds.ATOM, of)["/feed.xml"]).entries] for of in (here, there)]
    assert ids[0] == ids[1] == [page.id for page in here.branches[0].entries]
    own = [parsed(made(feeds.ATOM, of)["/feed.xml"]).feed.id for of in (here, there)]
    assert own[0] == own[1] == "tag:tide.example.com,2025:/feed.xml"


def test_updated_is_that_of_the_newest_change() -> None:
    feed = parsed(made(feeds.ATOM, site())["/feed.xml"])
    assert feed.feed.updated == "2024-02-09T08:30:00Z"
    assert feed.entries[0].published == "2024-02-02T00:00:00Z"
    rss = parsed(made(feeds.RSS, site())["/rss.xml"])
    assert parsedate_to_datetime(rss.feed.updated).isoformat() == "2024-02-09T08:30:00+00:00"


def test_sources_categories_and_language() -> None:
    data = made(feeds.ATOM, site())["/feed.xml"]
    one = next(e for e in parsed(data).entries if "whistles" in e.title)
    assert [link.href for link in one.links if link.rel == "via"] == ["https://news.example.org/2?a=1&b=2"]
    assert [(tag.term, tag.label) for tag in one.tags] == [("übersee", "Übersee & Küste"), ("trade", "Trade")]
    german = etree.fromstring(made(feeds.ATOM, site())["/de/feed.xml"])
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [german.get(xml_lang), german.find("{*}entry").get(xml_lang)] == ["de", "de"]


@pytest.mark.parametrize("kind", [*XML_KINDS, feeds.JSON], ids=lambda kind: kind.name)
def test_no_control_characters(kind) -> None:
    for data in made(kind, site()).values():
        text = data.decode()
        assert not [sign for sign in text if sign < " " and sign != "\n"]
        assert "\\u0007" not in text


def test_text_that_looks_like_markup_stays_text() -> None:
    one = next(e for e in parsed(made(feeds.RSS, site())["/rss.xml"]).entries if "whistles" in e.title)
    assert one.title == "Bells & <b>whistles</b>"
    assert 'href="/x"' in one.content[0].value


@pytest.mark.parametrize("kind", [*XML_KINDS, feeds.JSON, OPML], ids=lambda kind: kind.name)
def test_nothing_unpublished_even_in_a_preview(kind) -> None:
    preview = site(drafts=True)
    assert any(page.card.draft for page in preview.branches[0].entries)
    for data in made(kind, preview).values():
        assert b"secret" not in data


def test_json_feed() -> None:
    feed = json.loads(made(feeds.JSON, site())["/feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://example.com/repo/feed.json"
    pictured = next(item for item in feed["items"] if item["title"] == "Story 4")
    assert pictured["image"] == "https://example.com/repo/media/quay.jpg"
    assert pictured["external_url"] == "https://news.example.org/4?a=1&b=2"
    assert pictured["content_html"].startswith('<p><img src="https://example.com/repo/media/quay.jpg"')
    assert all(("content_html" in item) != ("content_text" in item) for item in feed["items"])


@given(st.datetimes(datetime(1000, 1, 1), timezones=st.just(UTC)))
def test_dates_of_rss_are_those_of_mail(moment: datetime) -> None:
    assert feed_formats._mail_date(moment) == format_datetime(moment, usegmt=True)


def test_summaries_alone() -> None:
    feed = json.loads(made(feeds.JSON, site(feed_content="summary"))["/feed.json"])
    assert feed["items"][0]["content_text"] == "What happened on day 31."
    assert b"<content" not in made(feeds.ATOM, site(feed_content="summary"))["/feed.xml"]


def test_every_feed_names_the_hub_if_there_is_one(atom_schema) -> None:
    hub = "https://hub.example.com/"
    for kind in XML_KINDS:
        for data in made(kind, site(feed_hub=hub)).values():
            assert [one.href for one in parsed(data).feed.links if one.rel == "hub"] == [hub]
            if kind in ATOM_KINDS:
                atom_schema.assertValid(etree.fromstring(data))
        assert all(b"hub" not in data for data in made(kind, site()).values())
    feed = json.loads(made(feeds.JSON, site(feed_hub=hub))["/feed.json"])
    assert feed["hubs"] == [{"type": "WebSub", "url": hub}]
    assert "hubs" not in json.loads(made(feeds.JSON, site())["/feed.json"])


def test_corrections_have_ids_of_their_own() -> None:
    feed = parsed(made(feeds.CORRECTIONS_FEED, site())["/corrections/feed.xml"])
    assert len({one.id for one in feed.entries}) == len(feed.entries) == 2
    assert {one.summary for one in feed.entries} == {
        "An earlier version named the wrong port.",
        "The quay is older than we wrote.",
    }
    assert feed.feed.updated == "2023-02-01T00:00:00Z"
    assert not parsed(made(feeds.CORRECTIONS_FEED, site())["/de/corrections/feed.xml"]).entries


def test_a_feed_carries_the_newest_alone() -> None:
    many = [entry(number) for number in range(1, 29)]
    for kind in (feeds.ATOM, feeds.TAG_FEEDS, feeds.RSS):
        for url, data in made(kind, site(many, feed_entries=12, per_page=5)).items():
            titles = [one.title for one in parsed(data).entries]
            assert titles == ([f"Story {n}" for n in range(28, 16, -1)] if "/de/" not in url else [])


def test_inputs_change_with_what_is_carried() -> None:
    def inputs(entries=ENTRIES, **settings):
        return {output.url: output.inputs for output in feeds.TAG_FEEDS.plan(site(entries, **settings))}

    before = inputs()
    assert inputs() == before
    edited = inputs([replace(ENTRIES[0], title="New title"), *ENTRIES[1:]])
    assert {url for url in before if edited[url] != before[url]} == {"/tags/trade/feed.xml"}
    for settings in (
        {"feed_content": "summary"},
        {"author": "A"},
        {"feed_hub": "https://h.example.com/"},
        {"base_url": "https://example.com/"},
    ):
        assert all(one != before[url] for url, one in inputs(**settings).items())


def test_opml_lists_the_feeds_that_are_built() -> None:
    root = etree.fromstring(made(OPML, site())["/opml.xml"])
    listed = {one.get("xmlUrl") for one in root.iter("outline")}
    built = {f"https://example.com/repo{url}" for kind in ATOM_KINDS for url in made(kind, site())}
    assert {one.replace("%C3%BC", "ü") for one in listed} == built
    without = etree.fromstring(made(OPML, site(outputs=frozenset({"atom", "opml"})))["/opml.xml"])
    assert len(list(without.iter("outline"))) == 2


def test_the_page_of_a_feed_is_one_that_is_built() -> None:
    def home(**settings):
        feed = made(feeds.TAG_FEEDS, site(**settings))["/tags/trade/feed.xml"]
        return parsed(feed).feed.link

    assert home() == "https://example.com/repo/tags/trade/"
    assert home(outputs=frozenset({"home", "tag_feeds"})) == "https://example.com/repo/"


def test_a_picture_from_elsewhere_is_not_carried() -> None:
    far = entry(1, image=Image("https://cdn.example.net/x.jpg", alt="Far"))
    assert b"cdn.example.net" not in made(feeds.JSON, site([far]))["/feed.json"]


def test_the_page_on_following_lists_every_feed_of_its_language() -> None:
    kinds = (*ATOM_KINDS, feeds.RSS, feeds.JSON)
    built = {f"https://example.com/repo{url}" for kind in kinds for url in made(kind, site())}
    listed = set()
    for output in FOLLOW.plan(site()):
        view = FOLLOW.view(site(), output)
        listed |= {feed["feed"].replace("%C3%BC", "ü") for group in view["groups"] for feed in group["feeds"]}
        assert view["opml"] == "https://example.com/repo/opml.xml"
    assert listed == built
    assert not list(FOLLOW.plan(site(outputs=frozenset({"home", "entries", "follow"}))))
