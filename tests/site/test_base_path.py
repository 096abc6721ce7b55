"""A site works below a path as it does at the root of a host."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from links import Walker, xml_addresses
from tiny_site import TinySite, full_site, sample_site

BASE = "https://example.org/repo/"


@pytest.fixture(scope="module", params=["tiny", "sample"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Walker, Walker]:
    """A site as config.yaml says, at the root of a host, and the same below /repo/."""
    root = tmp_path_factory.mktemp("base") / "site"
    site = full_site(root) if request.param == "tiny" else sample_site(root)
    date = "2026-06-01" if request.param == "tiny" else "2026-11-24"
    host = "https://tiny.example.com/" if request.param == "tiny" else "https://digest.example.com/"
    site.build(date=date)
    site.build("--output", str(root / "below"), "--base-url", BASE, date=date)
    return Walker(root / "public", host), Walker(root / "below", BASE)


def test_no_link_leads_nowhere_at_the_root(both: tuple[Walker, Walker]) -> None:
    assert both[0].dead_links() == []


def test_no_link_leads_nowhere_below_a_path(both: tuple[Walker, Walker]) -> None:
    assert both[1].dead_links() == []


def test_links_of_the_site_have_its_path(both: tuple[Walker, Walker]) -> None:
    below = both[1]
    wrong = [
        f"{file} -> {link}"
        for file in below.pages
        for link, address in below.links(file)
        if below.is_own(address) and not link.startswith(("/repo/", BASE, "#"))
    ]
    assert wrong == []


def test_the_other_host_is_named_nowhere_but_in_ids(both: tuple[Walker, Walker]) -> None:
    at_root, below = both
    host = at_root.base.removeprefix("https://").strip("/")
    address = re.compile(rb"https?://" + re.escape(host.encode()))
    assert [file for file in sorted(below.files) if address.search((below.folder / file).read_bytes())] == []


def test_addresses_in_feeds_and_sitemaps_are_absolute_and_lead_somewhere(both: tuple[Walker, Walker]) -> None:
    for walker in both:
        files = [file for file in sorted(walker.files) if file.endswith(".xml")]
        assert len(files) > 10
        for file in files:
            for address in xml_addresses(walker.folder / file):
                assert address.startswith(("https://", "http://")), (file, address)
                assert not walker.is_own(address) or walker.file_at(address), (file, address)


def test_links_in_the_bodies_of_feeds_are_absolute(both: tuple[Walker, Walker]) -> None:
    for walker in both:
        text = "".join(
            (walker.folder / name).read_text("utf-8") for name in ("feed.xml", "rss.xml", "feed.json")
        )
        links = re.findall(r"""(?:href|src)=(?:\\?["']|&quot;)([^"'&\\]*)""", text)
        assert links
        assert [link for link in links if not link.startswith(("http://", "https://", "#", "mailto:"))] == []


def test_ids_outlive_a_new_address(both: tuple[Walker, Walker]) -> None:
    one, other = (ids(walker.folder) for walker in both)
    assert one == other
    assert len(one) > 10


def ids(folder: Path) -> list[str]:
    """Of every feed and its entries, in the three formats."""
    found = []
    for file in sorted(folder.rglob("*.xml")):
        elements = ElementTree.parse(file).iter()
        found += [e.text or "" for e in elements if e.tag.rpartition("}")[2] in ("id", "guid")]
    items = json.loads((folder / "feed.json").read_text("utf-8"))["items"]
    return found + [item["id"] for item in items]


def test_a_base_without_its_last_slash(site: TinySite) -> None:
    site.build("--base-url", BASE)
    before = site.published()
    site.build("--base-url", BASE.rstrip("/"))
    assert site.published() == before
