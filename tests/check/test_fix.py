"""check --fix: what is safe is mended, told, and nothing beside it changes; addresses that vanish lead on."""

import json

from tiny_site import TinySite


def test_an_entry_that_moved_leads_on(site: TinySite) -> None:
    site.build()
    old = site.root / "content/entries/2026/03/cranes-return.md"
    text = old.read_text("utf-8").replace("date: 2026-03-04", "date: 2026-03-07   # at last")
    old.write_text(text, "utf-8")
    told = site.build().err
    assert "cranes-return.md: warning[vanished-address] no page is at /2026/03/04/cranes-return/" in told
    assert "hint: add `aliases: [/2026/03/04/cranes-return/]`" in told
    check = site.run("--date", "2026-06-01", "check")
    assert "vanished-address" in check.err
    fixed = site.run("--date", "2026-06-01", "check", "--fix")
    assert "mended[vanished-address]" in fixed.err
    assert "warning[vanished-address]" not in fixed.err
    added = 'aliases: ["/2026/03/04/cranes-return/"]\n'
    assert old.read_text("utf-8").replace(added, "") == text
    site.build()
    page = (site.root / "public/2026/03/04/cranes-return/index.html").read_text("utf-8")
    assert "/2026/03/07/cranes-return/" in page
    assert site.run("--date", "2026-06-01", "check").err == ""


def test_an_entry_with_another_slug_is_known_by_its_id(site: TinySite) -> None:
    site.entry("ebb", date="2026-03-05", more="id: tag:tiny.example.com,2026-03-05:ebb\n")
    site.build()
    folder = site.root / "content/entries/2026/03"
    (folder / "ebb.md").rename(folder / "the-long-ebb.md")
    assert "aliases: [/2026/03/05/ebb/]" in site.build().err


def test_an_entry_that_was_deleted_is_told(site: TinySite) -> None:
    site.entry("ebb", date="2026-03-05")
    site.build()
    (site.root / "content/entries/2026/03/ebb.md").unlink()
    assert "warning[vanished-address] no page is at /2026/03/05/ebb/" in site.build().err
    assert "vanished-address" not in site.run("check", "--fix").err


def test_an_entry_that_expired_is_not_told(site: TinySite) -> None:
    site.entry("ebb", date="2026-03-05", more="expires: 2026-04-01\n")
    site.build(date="2026-03-10")
    assert site.build(date="2026-04-02").err == ""
    assert not (site.root / "public/2026/03/05/ebb").exists()


def test_retired_tags_and_tracking_are_mended_in_place(site: TinySite) -> None:
    site.write(
        "content/tags.yaml",
        "harbour:\nweather:\nstorms:\nquay:\n  retired_into: harbour\n  aliases: [pier]\n",
    )
    head = "title: Ebb\ndate: 2026-03-05\ntags:\n  - pier  # for now\n  - weather\nsummary: Low.\n"
    source = "sources:\n  - publisher: A\n    url: https://a.example.com/e?utm_source=x&p=1#s  # as sent\n"
    body = "See [it](https://b.example.com/?fbclid=1), and\n[that](https://c.example.com/?a=b)."
    path = site.write("content/entries/2026/03/ebb.md", f"---\n{head}{source}---\n{body}\n")
    before = path.read_text("utf-8")
    result = site.run("--date", "2026-06-01", "check", "--fix")
    assert result.err.count("mended[") == 3
    assert path.read_text("utf-8") == before.replace("pier", "harbour").replace(
        "?utm_source=x&p=1", "?p=1"
    ).replace("?fbclid=1", "")


def test_an_address_in_html_keeps_what_it_asks_for(site: TinySite) -> None:
    kept = '<a href="https://c.example.com/?a=b&amp;c=d">kept</a>'
    body = f'<a href="https://b.example.com/?utm_source=x&amp;id=3">The report</a> and {kept}.'
    path = site.entry("ebb", body=body)
    site.run("--date", "2026-06-01", "check", "--fix")
    text = path.read_text("utf-8")
    assert '<a href="https://b.example.com/?id=3">The report</a>' in text
    assert kept in text


def test_annotations_for_github(site: TinySite) -> None:
    site.write("content/entries/2026/03/broken.md", "---\ntitle: x\ndate: 2026-02-30\n---\n")
    result = site.run("check", "--github")
    assert result.status == 1
    assert result.out.startswith("::error file=content/entries/2026/03/broken.md,line=")
    assert "title=date::" in result.out and "%0A" in result.out


def test_what_is_turned_off_is_off_in_builds_of_every_kind(site: TinySite) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    off = "check:\n  rules:\n    dead-link: {level: off, reason: The old site still stands.}\n"
    site.write("config.yaml", config + off)
    site.entry("ebb", date="2026-03-05", body="See [it](/nowhere/).")
    assert site.build().err == ""
    site.entry("ebb", date="2026-03-05", body="See [it](/nowhere/) again.")
    assert site.build().err == ""
    assert json.loads(site.run("check", "--json").out)["problems"] == []


def test_entries_of_one_slug_are_told_apart_by_their_days(site: TinySite) -> None:
    """A series: one goes, another moves, the third stays."""
    for day in (5, 6, 7):
        site.entry("weekly", date=f"2026-03-0{day}", folder=f"2026/03/0{day}", title=f"Weekly {day}")
    site.build()
    entries = site.root / "content/entries/2026/03"
    (entries / "05/weekly.md").unlink()
    assert "no page is at /2026/03/05/weekly/" in site.build().err
    moved = entries / "06/weekly.md"
    moved.write_text(moved.read_text("utf-8").replace("2026-03-06", "2026-03-08"), "utf-8")
    told = site.build().err
    assert "06/weekly.md: warning[vanished-address] no page is at /2026/03/06/weekly/" in told


def test_a_whole_archive_may_move(site: TinySite) -> None:
    """Another time zone gives every entry another day; each is told with the alias that leads on."""
    for number in range(30):
        site.entry(f"late-{number}", date=f"2026-03-{number % 28 + 1:02}T23:30:00Z")
    site.build()
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", config.replace("site:\n", "site:\n  timezone: Asia/Tokyo\n"))
    told = site.build("--allow-removals").err
    assert told.count("hint: add `aliases: [/2026/03/") == 30
