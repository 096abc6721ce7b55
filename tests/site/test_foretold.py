"""What a dry run tells before anything is published."""

import json

from tiny_site import TinySite

OPTIONS = ("--date", "2026-06-01", "--jobs", "1", "--dry-run")


def test_what_enters_and_leaves_each_feed_is_told(site: TinySite) -> None:
    site.write("config.yaml", (site.root / "config.yaml").read_text("utf-8") + "feeds: {entries: 2}\n")
    for number in (1, 2):
        site.entry(f"report-{number}", date=f"2026-03-0{number}")
    site.build()
    site.entry("flood", date="2026-03-06", tags="[storms]")
    told = site.run(*OPTIONS)
    assert "feeds   feed.json, feed.xml, publishers/harbour-courier/feed.xml, rss.xml\n" in told.err
    assert "      + Flood\n      - Report 2\n" in told.err
    assert "feeds   tags/storms/feed.xml" in told.err
    found = json.loads(site.run(*OPTIONS, "--json").out)["foretold"]["feeds"]
    news = {feed["path"]: (feed["enters"], feed["leaves"]) for feed in found}
    assert news["rss.xml"] == news["feed.json"] == (["Flood"], ["Report 2"])
    assert news["tags/storms/feed.xml"] == (["Flood"], [])
    assert "tags/harbour/feed.xml" not in news


def test_a_feed_that_is_new_lets_all_of_it_in(site: TinySite) -> None:
    site.build()
    site.entry("flood", date="2026-03-06", tags="[floods]")
    found = json.loads(site.run(*OPTIONS, "--json").out)["foretold"]["feeds"]
    assert {"path": "tags/floods/feed.xml", "enters": ["Flood"], "leaves": []} in found


def test_what_goes_without_leading_on_is_told_apart(site: TinySite) -> None:
    site.entry("ebb", date="2026-03-06", tags="[weather]")
    site.entry("slack", date="2026-03-07")
    site.build()
    (site.root / "content/entries/2026/03/ebb.md").unlink()
    (site.root / "content/entries/2026/03/slack.md").unlink()
    site.entry("slack-water", date="2026-03-07", more="aliases: [/2026/03/07/slack/]\n")
    told = site.run(*OPTIONS, "--diff").err
    assert "lost    /2026/03/06/ebb/, from which nothing leads on\n" in told
    assert "changed 2026/03/07/slack/index.html\n" in told
    assert "+leads to: 0; url=/2026/03/07/slack-water/\n" in told
    lost = json.loads(site.run(*OPTIONS, "--json").out)["foretold"]["lost"]
    assert "/2026/03/06/ebb/" in lost
    assert "/2026/03/07/slack/" not in lost


def test_the_difference_is_that_of_what_is_read(site: TinySite) -> None:
    site.build()
    site.entry("cranes-return", body="Two cranes stood still.\n\nSee [the port](https://port.example.com/).")
    told = site.run(*OPTIONS, "--diff").err
    page = told.partition("--- a/2026/03/04/cranes-return/index.html\n")[2].partition("\nchanged ")[0]
    assert "-A crane stood still.\n+Two cranes stood still.\n" in page
    assert "+See the port <https://port.example.com/>.\n" in page
    assert "<p>" not in page
    assert "Two cranes" not in site.run(*OPTIONS).err


def test_a_change_that_no_reader_sees_is_said_to_be_none(site: TinySite) -> None:
    site.build()
    page = site.root / "public/404.html"
    page.write_bytes(page.read_bytes().replace(b"<body", b"<body data-old", 1))
    assert "changed 404.html\n        (reads the same)\n" in site.run(*OPTIONS, "--diff").err


def test_a_difference_needs_a_dry_run(site: TinySite) -> None:
    result = site.run("--diff")
    assert result.status == 2
    assert "give both" in result.err
