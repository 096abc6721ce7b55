"""The command `tags`: one change of the vocabulary in every file, and old addresses lead on."""

import re

import pytest
from tiny_site import TinySite


def page(site: TinySite, path: str) -> str:
    return (site.root / "public" / path / "index.html").read_text("utf-8")


@pytest.fixture
def port(site: TinySite) -> TinySite:
    """A site with entries that spell one tag in several ways."""
    head = (
        "title: Ebb\ndate: 2026-03-05\ntags:\n  - docks   # as the paper says\n  - 'weather'\nsummary: Low.\n"
    )
    site.write("content/entries/2026/03/ebb.md", f"---\n{head}sources: {{publisher: A}}\n---\nA  low ebb.\n")
    site.entry("flood", date="2026-03-06", tags="[Harbour, storms, sluices]")
    return site


def test_tags_are_listed_with_counts_and_hierarchy(port: TinySite) -> None:
    result = port.run("tags")
    rows = [line.split() for line in result.out.splitlines()]
    assert ["harbour", "3", "▇" * 24] in rows
    assert "  storms" in result.out and result.out.index("weather") < result.out.index("  storms")
    assert rows[-1] == ["sluices", "1", "▇" * 8, "(not", "listed)"]
    assert result.err == "3 tags listed, 1 not listed\n"


def test_a_tag_is_renamed_everywhere_and_its_address_leads_on(port: TinySite) -> None:
    port.build()
    path = port.root / "content/entries/2026/03/ebb.md"
    before = path.read_text("utf-8")
    shown = port.run("tags", "rename", "harbour", "Ports", "--dry-run")
    assert "-  - docks   # as the paper says\n+  - ports   # as the paper says\n" in shown.err
    assert path.read_text("utf-8") == before
    assert port.run("tags", "rename", "harbour", "Ports").out == "4 files changed\n"
    assert path.read_text("utf-8") == before.replace("docks", "ports")
    port.build()
    assert 'href="/tags/ports/"' in page(port, "2026/03/05/ebb")
    assert "/tags/ports/" in page(port, "tags/harbour")
    assert port.run("tags", "rename", "harbour", "Ports").out == "0 files changed\n"


def test_a_tag_is_merged_and_children_follow(port: TinySite) -> None:
    assert port.run("tags", "merge", "weather", "harbour").status == 0
    tags = (port.root / "content/tags.yaml").read_text("utf-8")
    assert "weather:" not in tags and "parent: harbour" in tags
    assert "tags: [docks]\n" in (port.root / "content/entries/2026/03/ebb.md").read_text("utf-8")
    port.build()
    assert "/tags/harbour/" in page(port, "tags/weather")


def test_an_unlisted_tag_is_merged_into_an_unlisted_one(port: TinySite) -> None:
    port.entry("locks", date="2026-03-07", tags="[Locks]")
    assert port.run("tags", "merge", "sluices", "Locks").status == 0
    tags = (port.root / "content/tags.yaml").read_text("utf-8")
    assert tags.endswith("locks:\n  label: Locks\n  aliases: [sluices]\n")
    port.build()
    assert "/tags/locks/" in page(port, "tags/sluices")


def test_a_retired_tag_stays_listed(port: TinySite) -> None:
    assert port.run("tags", "retire", "storms", "weather").status == 0
    tags = (port.root / "content/tags.yaml").read_text("utf-8")
    assert "  parent: weather\n  retired_into: weather\n" in tags
    assert "[Harbour, weather, sluices]" in (port.root / "content/entries/2026/03/flood.md").read_text(
        "utf-8"
    )
    port.build()
    assert "/tags/weather/" in page(port, "tags/storms")


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("rename", "gulls", "terns"), "no entry has the tag `gulls`"),
        (("rename", "storms", "weather"), "`weather` is a tag already"),
        (("merge", "docks", "port"), "are one tag already"),
        (("rename", "harbour", "🌊"), "gives no address"),
    ],
)
def test_what_cannot_be_meant_is_told(port: TinySite, arguments: tuple[str, ...], said: str) -> None:
    result = port.run("tags", *arguments)
    assert result.status == 1
    assert said in result.err


def test_a_vocabulary_that_cannot_be_read_is_told(port: TinySite) -> None:
    port.write("content/tags.yaml", "harbour: [\n")
    result = port.run("tags")
    assert result.status == 1
    assert "content/tags.yaml:1: error[yaml]" in result.err


def test_other_tags_of_an_entry_stay_as_they_are_spelt(port: TinySite) -> None:
    path = port.entry("odd", tags="[Tall Crane, docks, tall-crane, harbour, Gulls]")
    assert port.run("tags", "merge", "docks", "harbour").status in (0, 1)
    assert port.run("tags", "retire", "harbour", "quays").status == 0
    assert "tags: [Tall Crane, quays, tall-crane, Gulls]" in path.read_text("utf-8")


def test_nothing_is_written_where_one_file_cannot_be(port: TinySite) -> None:
    port.write("content/entries/2026/03/odd.md", "---\n{title: Odd, tags: [docks, harbour]}\n---\n")
    port.write("content/entries/2026/03/bad.md", "---\ntitle: [\n---\n")
    before = (port.root / "content/tags.yaml").read_text("utf-8")
    result = port.run("tags", "rename", "harbour", "Ports")
    assert result.status == 1 and "bad.md" in result.err
    (port.root / "content/entries/2026/03/bad.md").unlink()
    before = "{harbour: {label: Harbour}, docks: {label: Docks}}\n"
    port.write("content/tags.yaml", before)
    result = port.run("tags", "merge", "docks", "harbour")
    assert result.status == 1 and "content/tags.yaml: error[not-rewritten]" in result.err
    assert (port.root / "content/tags.yaml").read_text("utf-8") == before
    assert "docks" in (port.root / "content/entries/2026/03/odd.md").read_text("utf-8")


def test_tags_are_suggested_with_the_reason(port: TinySite) -> None:
    port.entry("gale", tags="[]", summary="A gale over the port, and storms.", body="Port, port and port.")
    result = port.run("tags", "suggest")
    assert result.out.startswith("content/entries/2026/03/gale.md\n")
    assert "  harbour: `port` in the summary\n" in result.out
    assert result.err == "1 entry without a tag\n"


HIERARCHY = """\
weather:
  label: Weather
storms:
  label: Storms
  parent: weather
squalls:
  label: Squalls
  parent: storms
gales:
  label: Gales
  parent: weather
harbour:
  label: Harbour
"""


@pytest.fixture
def nested(port: TinySite) -> TinySite:
    """A site with tags three deep, each with an entry of its own but the topmost."""
    port.write("content/tags.yaml", HIERARCHY)
    port.entry("squall", date="2026-03-09", tags="[squalls]")
    port.entry("gale", date="2026-03-10", tags="[gales]")
    (port.root / "content/entries/2026/03/ebb.md").unlink()
    return port


def lists(site: TinySite, tag: str) -> list[str]:
    """The slugs of the entries that a tag's page and its feed list."""
    feed = (site.root / "public/tags" / tag / "feed.xml").read_text("utf-8")
    shown = re.findall(r'href="/2026/\d\d/\d\d/([\w-]+)/"', page(site, f"tags/{tag}"))
    fed = re.findall(r'<link[^>]*href="https://tiny.example.com/2026/\d\d/\d\d/([\w-]+)/"', feed)
    assert sorted(set(shown)) == sorted(set(fed))
    return sorted(set(shown))


def test_a_tags_page_and_feed_include_what_is_below_it(nested: TinySite) -> None:
    nested.build()
    assert lists(nested, "weather") == ["flood", "gale", "squall"]
    assert lists(nested, "storms") == ["flood", "squall"]
    assert lists(nested, "squalls") == ["squall"]
    said = nested.run("tags").out
    assert re.search(r"^weather +0 +\(and 4 below it\)$", said, re.M)
    assert re.search(r"^  storms +2  ▇+  \(and 1 below it\)$", said, re.M)
    assert re.search(r"^    squalls +1  ▇+$", said, re.M)


def test_what_is_below_a_retired_tag_stands_below_its_heir(nested: TinySite) -> None:
    nested.build()
    retired = HIERARCHY.replace("storms:\n  label: Storms", "storms:\n  retired_into: gales\n  label: Storms")
    nested.write("content/tags.yaml", retired)
    nested.build()
    assert lists(nested, "gales") == ["flood", "gale", "squall"]
    assert "url=/tags/gales/" in page(nested, "tags/storms")
    said = nested.run("tags").out
    assert "storms" not in said
    assert re.search(r"^  gales +3  ▇+  \(and 1 below it\)$", said, re.M)
    assert re.search(r"^    squalls +1", said, re.M)
    assert nested.published() == nested.built_clean()


def test_a_broader_tag_is_renamed_retired_and_merged_with_what_is_below_it(nested: TinySite) -> None:
    nested.build()
    shown = nested.run("tags", "rename", "weather", "The sky", "--dry-run")
    assert "-  parent: weather" in shown.err and "+  parent: the-sky" in shown.err
    assert shown.out == "1 file changed; dry run, nothing was written\n"
    nested.run("tags", "rename", "weather", "The sky")
    nested.build()
    assert lists(nested, "the-sky") == ["flood", "gale", "squall"]
    assert "url=/tags/the-sky/" in page(nested, "tags/weather")
    nested.run("tags", "retire", "storms", "gales")
    nested.run("tags", "merge", "gales", "harbour")
    nested.build()
    assert {"flood", "gale", "squall"} <= set(lists(nested, "harbour"))
    for old in ("storms", "gales"):
        assert "url=/tags/harbour/" in page(nested, f"tags/{old}")
    assert nested.published() == nested.built_clean()


def test_an_edit_below_shows_above(nested: TinySite) -> None:
    nested.build("--no-ingest")
    nested.entry("squall", date="2026-03-09", tags="[harbour]")
    nested.entry("gust", date="2026-03-11", tags="[squalls]")
    nested.build("--no-ingest")
    assert lists(nested, "weather") == ["flood", "gale", "gust"]
    assert nested.published() == nested.built_clean("--no-ingest")
