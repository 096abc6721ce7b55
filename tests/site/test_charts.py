"""Pictures of counts: they say what the lists say, and the table behind says it in words."""

from pathlib import Path

import pytest
from lxml import html
from tiny_site import TinySite, tiny_site


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    site = tiny_site(tmp_path / "site")
    for month, count in (("2025-11", 4), ("2026-01", 1), ("2026-02", 2)):
        for number in range(count):
            site.entry(f"haul-{month}-{number}", date=f"{month}-{number + 3:02}", tags="[fish]")
    return site


def tree(site: TinySite, path: str) -> html.HtmlElement:
    return html.fromstring((site.root / "public" / path).read_bytes())


def test_a_tag_shows_its_entries_by_month(site: TinySite) -> None:
    site.build()
    page = tree(site, "tags/fish/index.html")
    (chart,) = page.xpath("//figure[@class='chart']")
    assert chart.xpath("string(.//title)") == "fish: Entries by month"
    assert chart.xpath("string(.//desc)") == "November 2025 – February 2026"
    assert [bar.get("height") for bar in chart.xpath(".//rect")] == ["60", "0", "15", "30"]
    rows = [[cell.text_content() for cell in row.xpath("th | td")] for row in chart.xpath(".//tbody/tr")]
    assert rows == [
        ["February 2026", "2"],
        ["January 2026", "1"],
        ["December 2025", "0"],
        ["November 2025", "4"],
    ]
    assert chart.xpath(".//tbody//a/@href") == ["/2026/02/", "/2026/01/", "/2025/11/"]
    told = set(chart.xpath("string(./*[local-name()='svg']/@aria-labelledby)").split())
    assert told == set(chart.xpath(".//*[@id]/@id"))


def test_a_new_entry_changes_the_pictures_of_its_own_lists_alone(site: TinySite) -> None:
    site.build()
    before = site.published()
    site.entry("one-more", date="2026-03-09", tags="[fish]")
    site.build()
    after = site.published()
    tags = {path for path in after if path.startswith("tags/") and before.get(path) != after[path]}
    assert "tags/fish/index.html" in tags and "tags/harbour/index.html" not in tags
    assert after == site.built_clean()


def test_few_entries_make_no_picture(site: TinySite) -> None:
    site.build()
    assert not tree(site, "tags/harbour/index.html").xpath("//figure[@class='chart']")


def test_who_is_cited_most_comes_first(site: TinySite) -> None:
    site.entry("a-wire", date="2026-02-20", publisher="Ærø Times")
    site.entry("b-wire", date="2026-02-21", publisher="New Outlet")
    site.build()
    cited = tree(site, "publishers/index.html").xpath("//section[@class='cited']//li")
    shown = [(one.xpath("string(a)"), one.xpath("string(.//rect/@width)")) for one in cited]
    assert shown[0] == ("Harbour Courier", "100") and len(shown) == 3
    assert {width for _, width in shown[1:]} == {str(100 // int(cited[0].xpath("string(span)")))}


def test_a_year_shows_its_days_and_the_calendars_say_the_same(site: TinySite) -> None:
    for number in range(3):
        site.entry(f"full-{number}", date="2025-11-30")
    site.build()
    page = tree(site, "2025/index.html")
    (chart,) = page.xpath("//figure[@class='chart days']")
    assert chart.xpath("string(.//title)") == "2025: Entries by day"
    assert chart.xpath("string(.//desc)") == "Fullest day: November 30, 2025 (3 entries)"
    squares = {path.get("class"): path.get("d").count("M") for path in chart.xpath(".//path")}
    tinted = page.xpath("//table[@class='calendar']//td[a]/@class")
    for level in range(1, 5):
        assert squares.pop(f"tint-{level}", 0) == tinted.count(f"level-{level}")
    assert squares == {"tint-0": 365 - len(tinted)}


@pytest.mark.parametrize(("year", "first"), [(2024, "M0 0h"), (2025, "M0 20h"), (2023, "M0 60h")])
def test_a_year_begins_on_its_weekday(site: TinySite, year: int, first: str) -> None:
    """The first of January was a Monday, a Wednesday and a Sunday; weeks of this site begin on Monday."""
    site.entry("first", date=f"{year}-01-01")
    site.build()
    (path,) = tree(site, f"{year}/index.html").xpath("//path[@class='tint-1']")
    assert path.get("d").startswith(first)
