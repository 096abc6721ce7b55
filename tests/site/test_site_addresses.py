"""Every address of the design stands where it should, and nothing links to what is not built."""

from pathlib import Path

import pytest
from links import Walker, xml_addresses
from lxml import html
from tiny_site import CONFIG, TinySite, full_site

from newsdigest.model.config import KINDS

ADDRESS_TABLE = """
    /  /page/1/  /page/2/  /page/3/
    /2026/  /2026/02/  /2026/02/01/  /2026/02/01/report-1/  /2025/12/31/sails-in-2025/
    /tags/  /tags/harbour/  /tags/harbour/page/1/  /tags/harbour/feed.xml
    /tags/渡し船/  /tags/渡し船/feed.xml
    /publishers/  /publishers/harbour-courier/  /publishers/harbour-courier/page/1/
    /publishers/harbour-courier/feed.xml  /publishers/ærø-times/  /publishers/ærø-times/feed.xml
    /stories/the-long-repair/  /archive/  /corrections/  /corrections/feed.xml  /about/  /404.html
    /de/  /de/2026/  /de/2026/03/  /de/2026/03/05/  /de/2026/03/05/sturm-zieht-ab/
    /de/tags/  /de/tags/storms/  /de/tags/weather/feed.xml  /de/publishers/  /de/publishers/harbour-courier/
    /de/stories/die-flut/  /de/archive/  /de/feed.xml  /de/rss.xml  /de/feed.json
    /feed.xml  /rss.xml  /feed.json  /opml.xml  /sitemap.xml  /sitemap-2026.xml  /sitemap-2025.xml
    /follow/  /de/follow/  /search/  /de/search/  /pagefind/pagefind.js
    /robots.txt  /static/style.css  /media/crane.png
    /cranes/  /imprint/  /tags/port/  /tags/docks/  /de/tags/gales/
"""

NOT_THERE = ["/de/corrections/", "/page/4/", "/page/0/"]
"""What no entry of this site gives a reason for."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    site = full_site(tmp_path_factory.mktemp("addresses") / "site")
    site.build()
    return site


@pytest.mark.parametrize("address", ADDRESS_TABLE.split())
def test_the_address_is_there(built: TinySite, address: str) -> None:
    file = f"{address}index.html" if address.endswith("/") else address
    assert (built.root / "public" / file.lstrip("/")).is_file()


@pytest.mark.parametrize("address", NOT_THERE)
def test_the_address_is_not_there(built: TinySite, address: str) -> None:
    assert not (built.root / "public" / address.strip("/") / "index.html").exists()


def test_every_page_is_reached_from_the_front_page(built: TinySite) -> None:
    walker = Walker(built.root / "public")
    reached, waiting = set[str](), ["index.html"]
    while waiting:
        file = waiting.pop()
        if file not in reached:
            reached.add(file)
            targets = (walker.file_at(address) for _, address in walker.links(file) if walker.is_own(address))
            waiting += [target for target in targets if target in walker.pages]
    redirects = {
        f"{old}/index.html" for old in ("cranes", "imprint", "tags/port", "tags/docks", "de/tags/gales")
    }
    assert set(walker.pages) - reached == {"404.html", "de/404.html"} | redirects


def test_no_link_leads_nowhere(built: TinySite) -> None:
    assert Walker(built.root / "public").dead_links() == []


def test_the_walker_finds_dead_links(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<p id="here"><a href="#here">a</a><a href="#there">b</a><a href="/gone/">c</a><img src="x.png">'
        '<a href="https://tiny.example.com/lost/">d</a><a href="https://example.org/">e</a>',
        "utf-8",
    )
    dead = ["#there", "/gone/", "x.png", "https://tiny.example.com/lost/"]
    assert Walker(tmp_path).dead_links() == [f"index.html -> {link}" for link in dead]


ALWAYS = ("home", "entries")
"""Kinds without which there is no site to link in."""

IN_BODIES = {"/about/", "/media/crane.png", "/2026/03/04/cranes-return/#the-cranes"}
"""Links of the bodies, which are their editors' to mend: a build warns of them."""


@pytest.mark.parametrize("off", [kind for kind in KINDS if kind not in ALWAYS])
def test_nothing_links_to_a_kind_that_is_off(full: TinySite, off: str) -> None:
    kinds = ", ".join(kind for kind in KINDS if kind != off)
    full.write("config.yaml", f"{CONFIG}lists:\n  per_page: 2\noutputs: [{kinds}]\n")
    full.build()
    assert dead_links(full) == []


@pytest.mark.parametrize("only", [kind for kind in KINDS if kind not in ALWAYS])
def test_nothing_links_to_a_kind_that_is_off_when_one_is_on(full: TinySite, only: str) -> None:
    full.write("config.yaml", f"{CONFIG}outputs: [home, entries, {only}]\n")
    full.build()
    assert dead_links(full) == []


def dead_links(site: TinySite) -> list[str]:
    """Of pages, feeds and sitemaps, but those that an editor wrote into a body."""
    walker = Walker(site.root / "public")
    dead = [line for line in walker.dead_links() if line.partition(" -> ")[2] not in IN_BODIES]
    for file in sorted(file for file in walker.files if file.endswith(".xml")):
        addresses = xml_addresses(walker.folder / file)
        dead += [f"{file} -> {one}" for one in addresses if walker.is_own(one) and not walker.file_at(one)]
    return dead


def test_a_site_without_entries(site: TinySite) -> None:
    for file in (site.root / "content/entries").rglob("*.md"):
        file.unlink()
    site.build()
    assert Walker(site.root / "public").dead_links() == []


def test_a_day_recalls_the_same_day_of_earlier_years(site: TinySite) -> None:
    for year in (2023, 2024, 2025):
        site.entry(f"pier-{year}", date=f"{year}-03-04")
    site.build()

    def recalled(year: int) -> list[str]:
        page = html.fromstring(site.public(f"{year}/03/04/index.html"))
        return page.xpath("//ul[@class='lines']/li/a/@href")

    assert recalled(2023) == []
    assert recalled(2025) == ["/2024/03/04/pier-2024/", "/2023/03/04/pier-2023/"]
    site.entry("pier-2022", date="2022-03-04")
    site.build()
    assert recalled(2023) == ["/2022/03/04/pier-2022/"]
    assert site.published() == site.built_clean()
