"""/sitemap-news.xml: what was published yesterday and today, and nothing a day later."""

from lxml import etree
from tiny_site import CONFIG, TinySite

NEWS = {"n": "http://www.google.com/schemas/sitemap-news/0.9"}

MOMENTS = (
    "2026-06-01T12:00:00+09:00", "2026-06-02T12:00:00+09:00", "2026-06-02T23:59:59+09:00",
    "2026-06-03T00:00:00+09:00", "2026-06-03T23:59:59+09:00", "2026-06-04T00:00:00+09:00",
)  # fmt: skip


def titles(site: TinySite) -> list[str]:
    """Those in the file; without news there is none, and robots.txt names none."""
    there = (site.root / "public/sitemap-news.xml").is_file()
    assert there == ("sitemap-news.xml" in site.public("robots.txt"))
    if not there:
        return []
    return etree.fromstring(site.public("sitemap-news.xml").encode()).xpath(
        "//n:title/text()", namespaces=NEWS
    )


def test_an_entry_is_news_for_two_days(site: TinySite) -> None:
    site.write("config.yaml", CONFIG.replace("site:\n", "site:\n  timezone: Asia/Tokyo\n"))
    site.entry("early", date="2026-06-01T00:10:00+09:00", title="Early & <bold>")
    site.entry("german", date="2026-06-01", title="Spät", more="lang: de\n")
    site.entry("later", date="2026-06-02T09:00:00+09:00", title="Later")
    site.entry("draft", date="2026-06-01", title="Draft", more="draft: true\n")
    seen = {}
    for moment in MOMENTS:
        site.build(date=moment)  # nothing but the time has changed
        seen[moment] = titles(site)
        assert site.published() == site.built_clean(date=moment)
    assert list(seen.values()) == [
        ["Early & <bold>", "Spät"], ["Later", "Early & <bold>", "Spät"], ["Later", "Early & <bold>", "Spät"],
        ["Later"], ["Later"], [],
    ]  # fmt: skip


def test_what_it_tells_of_an_entry(site: TinySite) -> None:
    site.entry("german", date="2026-06-01", title="Spät", more="lang: de\n")
    site.build(date="2026-06-01T12:00:00Z")
    root = etree.fromstring(site.public("sitemap-news.xml").encode())
    (told,) = root
    texts = ["".join(part.itertext()).strip() for part in told.iter() if len(part) == 0]
    address, published = "https://tiny.example.com/de/2026/06/01/german/", "2026-06-01T00:00:00Z"
    assert texts == [address, "The Tiny Digest", "de", published, "Spät"]
