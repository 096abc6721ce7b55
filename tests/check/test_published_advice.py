"""Advice on files of the site, as `check` gives it."""

import pytest
from tiny_site import TinySite


@pytest.mark.parametrize("settings, told", [("", True), ("feeds: {content: summary}\n", False)])
def test_a_feed_that_is_too_large_is_told(site: TinySite, settings: str, told: bool) -> None:
    site.write("config.yaml", (site.root / "config.yaml").read_text("utf-8") + settings)
    site.entry("long", date="2026-03-07", body="The crane stood still, and still it stood. " * 14_000)
    site.build()
    for _ in ("kept", "kept still"):
        said = site.run("--date", "2026-06-01", "check").err
        assert ("warning[feed-size] the feed `feed.xml` has " in said) == told
        assert ("the feed `tags/harbour/feed.xml`" in said) == told
    site.entry("cranes-return", body="Made anew.")
    assert ("`feed.xml`" in site.run("--date", "2026-06-01", "check").err) == told


@pytest.mark.parametrize("settings, told", [("", True), ("feeds: {content: summary}\n", False)])
def test_an_entry_that_mail_programs_would_cut_is_told(site: TinySite, settings: str, told: bool) -> None:
    site.write("config.yaml", (site.root / "config.yaml").read_text("utf-8") + settings)
    site.entry("long", date="2026-03-07", body="The crane stood on one leg.\n" * 3_700)
    site.entry("shorter", date="2026-03-08", body="The heron stood on the other.\n" * 3_400)
    said = site.run("--date", "2026-06-01", "check").err
    assert ("warning[mail-size] 101 kB" in said) == told
    assert said.count("mail-size") == told


def test_headings_of_other_pages_are_looked_for_after_they_changed(full: TinySite) -> None:
    assert "fragment-dead" not in full.run("--date", "2026-06-01", "check").err
    full.build()
    full.entry("cranes-return", body="## The storks\n\nBack they come.", more="aliases: [/cranes/]\n")
    said = full.run("--date", "2026-06-01", "check").err
    assert said.count("warning[fragment-dead] the page has no heading `#the-cranes`") == 7
