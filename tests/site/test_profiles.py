"""What an editor says of an outlet in content/publishers.yaml, from a saved page to what is published."""

import json

import pytest
from tiny_site import TinySite

PUBLISHERS = """\
brack-daily:
  name: The Brack Daily
  domains: [daily.example.com]
  default_agency: Tidewire
  licence: CC BY 4.0
  selectors:
    title: .top b
    authors: .who span
    date: .who i
    body: .text
    drop: .teaser
house:
  name: Brack Media House
  domains: [example.com]
"""
TEXT = (
    "The harbour of Brackwater froze over on Tuesday, for the first time in forty years of records. "
    "Boats lay fast along the whole quay, and the port authority called in an ice breaker from Ellery."
)
PAGE = f"""\
<html lang="en"><head><title>Daily - Start</title><meta property="og:site_name" content="Brack Media House">
<link rel="canonical" href="https://www.daily.example.com/frozen"></head><body>
<div class="top"><b>Harbour of Brackwater freezes over</b></div>
<div class="who"><span>Ines Falk</span> <span>Odile Brandt</span> <i>3 February 2026</i></div>
<div class="text"><p>{TEXT}</p><div class="teaser"><p>Ten recipes for a cold evening at home.</p></div>
<h2>What comes next</h2><p>{TEXT.replace("Tuesday", "Wednesday").replace("forty", "fifty")}</p></div>
</body></html>
"""


@pytest.fixture
def outlet(site: TinySite) -> TinySite:
    site.write("content/publishers.yaml", PUBLISHERS)
    site.write("content/sources/frozen.html", PAGE)
    return site


def test_a_profile_says_where_to_read(outlet: TinySite) -> None:
    result = outlet.run("extract", "--json", str(outlet.root / "content/sources/frozen.html"))
    read = json.loads(result.out)
    assert read["title"] == "Harbour of Brackwater freezes over"
    assert read["authors"] == ["Ines Falk", "Odile Brandt"]
    assert read["date"] == "2026-02-03"
    assert read["source"] == "The Brack Daily"
    assert read["agency"] == "Tidewire"
    assert read["markdown"].split("\n\n")[1] == "## What comes next"
    assert "recipes" not in read["markdown"]
    assert read["found_in"]["title"] == "profile, .top b (sure)"
    assert read["found_in"]["markdown"] == "profile, .text (sure)"
    assert read["found_in"]["source"] == "publishers.yaml, by address (sure)"
    assert (result.status, result.err) == (0, "1 page read, 0 failed\n")


def test_what_is_published_follows_the_profile(outlet: TinySite) -> None:
    outlet.build()
    draft = (outlet.root / "content/entries/2026/02/harbour-of-brackwater-freezes-over.md").read_text("utf-8")
    for line in ("publisher: The Brack Daily", "agency: Tidewire", "licence: CC BY 4.0", "date: 2026-02-03"):
        assert line in draft
    assert "The Brack Daily" in outlet.public("2026/02/03/harbour-of-brackwater-freezes-over/index.html")


def test_a_selector_that_no_longer_fits_is_a_warning(outlet: TinySite) -> None:
    outlet.write("content/publishers.yaml", PUBLISHERS.replace(".who i", ".when").replace(".text", ".copy"))
    page = outlet.root / "content/sources/frozen.html"
    ingested = outlet.run("ingest", str(page))
    told = "content/sources/frozen.html: warning[selector-unmatched] `selectors."
    assert (
        f"{told}body` of The Brack Daily gives nothing on this page: `.copy`; read instead: " in ingested.err
    )
    assert f"{told}date` of The Brack Daily gives nothing on this page: `.when`; " in ingested.err
    assert "1 entry drafted" in ingested.out
    shown = outlet.run("extract", "--json", str(page))
    assert shown.err.count("warning[selector-unmatched]") == 2 and shown.status == 0
    assert TEXT.partition(",")[0] in json.loads(shown.out)["markdown"]


def test_a_page_without_address_is_known_by_the_name_it_gives(outlet: TinySite) -> None:
    page = PAGE.replace('<link rel="canonical" href="https://www.daily.example.com/frozen">', "")
    named = outlet.write("content/sources/frozen.html", page.replace("Brack Media House", "The Brack Daily"))
    read = json.loads(outlet.run("extract", "--json", str(named)).out)
    assert read["title"] == "Harbour of Brackwater freezes over"
    assert read["found_in"]["source"] == "publishers.yaml, by name (sure)"


def test_a_fault_in_a_profile_is_told_where_it_stands(outlet: TinySite) -> None:
    outlet.write("content/publishers.yaml", PUBLISHERS.replace(".top b", "'.top['"))
    told = outlet.run("extract", str(outlet.root / "content/sources/frozen.html"))
    assert "content/publishers.yaml:7:12: error[selector] `brack-daily.selectors.title` is no CSS" in told.err
    assert outlet.run().status == 1
