"""Sitemaps: cut by year, valid, and true about when a page changed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from machine_site import NOW, entry, made, site

from newsdigest.model.output import Output
from newsdigest.outputs import sitemap
from newsdigest.outputs.entries import ENTRIES
from newsdigest.outputs.robots import ROBOTS
from newsdigest.outputs.sitemap import SITEMAP, parts_of, plan_sitemap

SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "schemas" / "sitemap.xsd"
DAY = datetime(2023, 1, 2, 3, 4, 5, tzinfo=UTC)


def page(url: str, lastmod: datetime | None = DAY) -> Output:
    return Output(url.strip("/") + "/index.html", url, "pages", None, (), lastmod=lastmod)


PLANNED = [
    page("/"),
    page("/tags/2024/"),
    page("/2023/01/01/a/"),
    page("/de/2023/01/02/ä & b/"),
    page("/2023/"),
    page("/2024/02/02/c/", DAY.replace(year=2024)),
    page("/404.html", None),
]


def sitemaps(planned=PLANNED, of=None):
    return made(SITEMAP, of or site(), lambda site: plan_sitemap(site, parts_of(site, planned)))


def found(data: bytes) -> list[tuple[str, str]]:
    return [(one[0].text, one[1].text) for one in etree.fromstring(data)]


def test_cut_by_year() -> None:
    built = sitemaps()
    assert sorted(built) == ["/sitemap-2023.xml", "/sitemap-2024.xml", "/sitemap-pages.xml", "/sitemap.xml"]
    assert found(built["/sitemap-pages.xml"]) == [
        ("https://example.com/repo/", "2023-01-02T03:04:05Z"),
        ("https://example.com/repo/tags/2024/", "2023-01-02T03:04:05Z"),
    ]
    assert [url for url, _ in found(built["/sitemap-2023.xml"])] == [
        "https://example.com/repo/2023/",
        "https://example.com/repo/2023/01/01/a/",
        "https://example.com/repo/de/2023/01/02/%C3%A4%20&%20b/",
    ]


def test_index_knows_the_newest_change() -> None:
    assert found(sitemaps()["/sitemap.xml"]) == [
        ("https://example.com/repo/sitemap-2023.xml", "2023-01-02T03:04:05Z"),
        ("https://example.com/repo/sitemap-2024.xml", "2024-01-02T03:04:05Z"),
        ("https://example.com/repo/sitemap-pages.xml", "2023-01-02T03:04:05Z"),
    ]


def test_schema() -> None:
    if not SCHEMA.exists():
        pytest.skip("the shared schemas are not here")
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for url, data in sitemaps().items():
        if url != "/sitemap.xml":
            schema.assertValid(etree.fromstring(data))


def test_a_year_too_large_for_one_file_is_cut(monkeypatch) -> None:
    monkeypatch.setattr(sitemap, "LIMIT", 2)
    built = sitemaps([page(f"/2023/01/0{n}/a/") for n in range(1, 6)])
    assert [len(found(built[url])) for url in sorted(built)] == [2, 1, 2, 3]
    assert "/sitemap-2023-3.xml" in built


def test_a_new_entry_touches_its_year_the_pages_and_the_index() -> None:
    def inputs(planned):
        return {output.url: output.inputs for output in plan_sitemap(site(), parts_of(site(), planned))}

    before = inputs(PLANNED)
    after = inputs([page("/", DAY.replace(year=2025)), *PLANNED[1:], page("/2024/03/01/d/")])
    changed = {url for url in after if after[url] != before.get(url)}
    assert changed == {"/sitemap-2024.xml", "/sitemap-pages.xml", "/sitemap.xml"}


def test_drafts_of_a_preview_are_left_out() -> None:
    preview = site(drafts=True)
    planned = list(ENTRIES.plan(preview))
    listed = [url for url in sitemaps(planned, preview) if url != "/sitemap.xml"]
    assert listed == ["/sitemap-2023.xml", "/sitemap-2024.xml"]
    assert len(found(sitemaps(planned, preview)["/sitemap-2023.xml"])) == 4


def test_robots_names_the_sitemap_if_there_is_one() -> None:
    assert made(ROBOTS, site())["/robots.txt"].decode() == (
        "User-agent: *\nAllow: /\n\nSitemap: https://example.com/repo/sitemap.xml\n"
    )
    with_news = made(ROBOTS, site([entry(1, date=NOW.date())]))["/robots.txt"].decode()
    assert with_news.endswith("\nSitemap: https://example.com/repo/sitemap-news.xml\n")
    without = made(ROBOTS, site(outputs=frozenset({"robots"})))["/robots.txt"]
    assert without == b"User-agent: *\nAllow: /\n"
