"""Promise 5, end to end: what a build does with source pages, and what it never does."""

from pathlib import Path

import pytest
from tiny_site import DATE, TinySite, hashes, sample_site

PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Lock gates at {place} reopen | Harbour Courier</title>
<link rel="canonical" href="https://courier.example.com/{place}/gates">
<meta property="og:site_name" content="Harbour Courier">
<meta name="description" content="The lock gates at {place} opened again after a winter of repairs.">
<meta property="article:published_time" content="2026-05-04T10:00:00+00:00">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Lock gates at {place} reopen", "datePublished": "2026-05-04T10:00:00+00:00",
"author": {{"@type": "Person", "name": "Mara Quill"}}, "publisher": {{"@type": "Organization",
"name": "Harbour Courier"}}}}</script></head>
<body><article><h1>Lock gates at {place} reopen</h1>
<p>The lock gates at {place} opened again on Monday after a winter of repairs, and the first barge of the
year went through the harbour before noon with flags on every line.</p>
<p>“We had hoped for March, and May it has become,” said Ines Vale, who keeps the lock. Two of the oak beams
had to be replaced, and the mason found a third that nobody had known about.</p>
<p>The harbour office expects forty boats a day until the autumn, when the gates close again for paint.</p>
</article></body></html>
"""


def drafted(site: TinySite) -> list[str]:
    """Entries that no test wrote itself."""
    files = (site.root / "content/entries").rglob("*.md")
    return sorted(file.name for file in files if "page: " in file.read_text("utf-8"))


@pytest.fixture
def fed(site: TinySite) -> TinySite:
    """A site whose editors have saved one page."""
    site.write("content/sources/gates.html", PAGE.format(place="Ketterby"))
    return site


def test_a_page_is_drafted_and_published_once(fed: TinySite) -> None:
    first = fed.build()
    assert "1 draft" in first.out
    (name,) = drafted(fed)
    assert "Lock gates at Ketterby reopen" in fed.public(f"2026/05/04/{name.removesuffix('.md')}/index.html")
    assert "gates.html" in (fed.root / "content/ingested.yaml").read_text("utf-8")
    content, stats = hashes(fed.root / "content"), fed.stats()
    second = fed.build()
    assert "draft" not in second.out
    assert (hashes(fed.root / "content"), fed.stats()) == (content, stats)


def test_a_draft_that_was_deleted_is_not_drafted_again(fed: TinySite) -> None:
    fed.build()
    (file,) = (fed.root / "content/entries/2026/05").glob("*.md")
    file.unlink()
    for _ in range(2):
        fed.build()
        assert drafted(fed) == []
        assert "discarded: true" in (fed.root / "content/ingested.yaml").read_text("utf-8")
    assert not (fed.root / "public/2026/05").exists()
    result = fed.run("ingest", str(fed.root / "content/sources/gates.html"))
    assert (result.status, len(drafted(fed))) == (0, 1), "unless an editor asks for it"


def test_an_entry_that_exists_is_never_written(fed: TinySite) -> None:
    mine = fed.write(
        "content/entries/2026/05/lock-gates-at-ketterby-reopen.md", "---\ntitle: Mine\ndraft: true\n---\n"
    )
    fed.build()
    assert mine.read_text("utf-8") == "---\ntitle: Mine\ndraft: true\n---\n"
    assert drafted(fed) == ["lock-gates-at-ketterby-reopen-2.md"]


def test_an_edited_entry_stays_as_edited(fed: TinySite) -> None:
    fed.build()
    (file,) = (fed.root / "content/entries/2026/05").glob("*.md")
    file.write_text(file.read_text("utf-8") + "\nAn editor's line.\n", "utf-8")
    before = file.read_bytes()
    for options in ((), ("--clean",)):
        fed.build(*options)
    fed.run("ingest", str(fed.root / "content/sources/gates.html"))
    assert file.read_bytes() == before


def test_source_pages_are_never_written_nor_published(fed: TinySite) -> None:
    file = fed.root / "content/sources/gates.html"
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    fed.build()
    fed.build("--clean")
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert not [path for path in fed.published() if "gates.html" in path]


def test_one_address_saved_twice_is_reported(fed: TinySite) -> None:
    twice = (
        PAGE.format(place="Ketterby").replace("/gates", "/gates?utm_source=mail").replace("Monday", "Tuesday")
    )
    fed.write("content/sources/gates-again.html", twice)
    result = fed.build()
    assert len(drafted(fed)) == 1
    assert "warning[saved-twice]" in result.err
    assert "draft" not in fed.build().out


def test_a_page_without_a_date_becomes_a_draft_with_a_warning(site: TinySite) -> None:
    site.write(
        "content/sources/undated.html",
        "<title>Bells</title><h1>The bells of Ketterby ring</h1><p>They ring.</p>",
    )
    result = site.build()
    assert "warning[no-date]" in result.err
    (file,) = (site.root / "content/entries/undated").glob("*.md")
    assert "draft: true" in file.read_text("utf-8") and "\ndate:" not in file.read_text("utf-8")
    assert "bells" not in site.public("index.html").lower()


def test_pages_that_cannot_be_read_do_not_stop_a_build(fed: TinySite) -> None:
    fed.write("content/sources/empty.html", "")
    fed.write("content/sources/noise.html", bytes(range(256)) * 40)
    fed.write("content/sources/deep.html", "<div>" * 5000)
    fed.write("content/sources/empty.txt", "")
    result = fed.build()
    assert len([name for name in drafted(fed) if "gates" in name]) == 1
    assert "content/sources/empty.html: warning[" in result.err


def test_without_ingest_and_in_a_dry_run_nothing_is_drafted(fed: TinySite) -> None:
    before = hashes(fed.root)
    assert fed.run("--dry-run", "--date", DATE).status == 0
    assert hashes(fed.root) == before, "a dry run writes nothing at all"
    assert fed.run("check").status == 0
    assert hashes(fed.root) == before, "nor does check"
    fed.build("--no-ingest")
    assert hashes(fed.root / "content") == {
        path.removeprefix("content/"): mark for path, mark in before.items() if path.startswith("content/")
    }


def test_the_pages_of_the_sample_site(tmp_path: Path) -> None:
    site = sample_site(tmp_path / "site")
    sources = hashes(site.root / "content/sources")
    entries = hashes(site.root / "content/entries")
    site.build(date="2026-11-24")
    made = {path for path in hashes(site.root / "content/entries") if path not in entries}
    assert len(made) == len(list((site.root / "content/sources").glob("*.html"))) + len(
        list((site.root / "content/sources").glob("*.txt"))
    )
    assert hashes(site.root / "content/sources") == sources
    now = hashes(site.root / "content/entries")
    assert {path: now[path] for path in entries} == entries
    assert "0 pages written" in site.build(date="2026-11-24").out


def test_a_clipped_page_gives_an_entry_with_what_the_clipper_noted(site: TinySite) -> None:
    site.write(
        "content/sources/bells.md",
        "---\ntitle: The bells of Ketterby ring\nsource: https://courier.example.com/bells\n"
        'author: ["[[Jane Roe]]"]\npublished: 2024-05-12\n---\n'
        "The bells of Ketterby rang on Sunday for the first time in nine years, and [all of the town]"
        "(https://courier.example.com/town) came to hear them.\n\n"
        "Nobody had thought that the old frame would bear them again, said the warden.\n",
    )
    site.build()
    (name,) = drafted(site)
    entry = next((site.root / "content/entries").rglob(name)).read_text("utf-8")
    for told in ("title: The bells of Ketterby ring", "date: 2024-05-12", "Jane Roe", "example.com/bells"):
        assert told in entry
