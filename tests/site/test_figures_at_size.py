"""What a thousand entries make: every page valid, no link dead, no page heavy, as on the sample site."""

import gzip
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest
from links import Walker
from lxml import etree
from nu import html_errors
from tiny_site import TinySite

BASE = "https://digest.example.com/"
WIRE = 14_000
"""Bytes of the first round trip of a new connection."""

pytestmark = pytest.mark.xdist_group("thousand")


@pytest.fixture(scope="module")
def public(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of the benchmark, published with the shipped templates and every default."""
    root = tmp_path_factory.mktemp("thousand")
    generator = shared / "bench/ssg/gen_corpus.py"
    subprocess.run(
        [sys.executable, str(generator), "1000", str(root), "--formats", "newsdigest"],
        check=True,
        capture_output=True,
    )
    site = TinySite(root / "newsdigest")
    site.write("config.yaml", f"site: {{title: The Digest, base_url: '{BASE}'}}\n")
    site.build("--no-ingest")
    return site.root / "public"


def test_every_page_is_valid(public: Path) -> None:
    assert html_errors(public) == []


def test_no_link_and_no_fragment_is_dead(public: Path) -> None:
    walker = Walker(public, BASE)
    assert len(walker.pages) > 2500
    assert walker.dead_links() == []


def test_sitemaps_are_valid_and_name_every_page(public: Path, shared: Path) -> None:
    schema = etree.XMLSchema(etree.parse(shared / "schemas/sitemap.xsd"))
    walker = Walker(public, BASE)
    named: set[str | None] = set()
    for file in public.glob("sitemap-*.xml"):
        root = etree.parse(file).getroot()
        schema.assertValid(root)
        named |= {walker.file_at(address) for address in root.xpath("//*[local-name() = 'loc']/text()")}
    unlisted = {file for file in walker.files if file.endswith(".html")} - named
    assert unlisted == {"404.html", "search/index.html"}
    assert None not in named


def test_feeds_are_read(public: Path) -> None:
    feeds = [public / "rss.xml", *public.rglob("feed.xml")]
    assert len(feeds) > 300
    for file in feeds:
        found = feedparser.parse(file.read_bytes())
        assert not found.bozo, (file, found.get("bozo_exception"))
        assert len({one.id for one in found.entries}) == len(found.entries)


def test_no_entry_is_heavier_than_the_first_round_trip(public: Path) -> None:
    def packed(file: Path) -> int:
        return len(gzip.compress(file.read_bytes(), 9))

    (sheet,) = public.glob("static/style.*.css")
    (icon,) = public.glob("static/icon.*.svg")
    heaviest = max(map(packed, public.glob("20*/*/*/*/index.html")))
    assert heaviest + packed(sheet) + packed(icon) <= WIRE
