"""Promise 8: drafts, scheduled and expired entries appear nowhere in a published site."""

import pytest
from tiny_site import TinySite

HIDDEN = {
    "a draft": "draft: true\n",
    "a scheduled entry": "date: 2026-06-02T00:30:00+00:00\n",
    "an expired entry": "expires: 2026-05-31\n",
}
"""Each has words of its own in every field; none may be found in any file."""

WORDS = ("zephyrs", "quorlish", "vantrick", "umbellow", "Gazettrix", "wimplore", "Drockling")


def hide(site: TinySite, more: str) -> None:
    date = "2026-03-04" if "date:" not in more else more.removeprefix("date: ").strip()
    site.entry(
        "zephyrs-over-town",
        date=date,
        title="A quorlish headline",
        tags="[vantrick]",
        summary="An umbellow summary.",
        body="The wimplore body.\n\n## Wimplore heading",
        publisher="Gazettrix",
        more=("" if "date:" in more else more)
        + "story: Drockling\naliases: [/old-zephyrs/]\nsection: Quorlish\nimage: {src: zephyrs.png, alt: Z}\n"
        "corrections:\n  - {date: 2026-03-05, note: Vantrick indeed.}\n",
    )


def found(site: TinySite) -> set[str]:
    """Which of the words stand in any published file, or its name."""
    top = site.root / "public"
    files = [(str(file.relative_to(top)), file.read_bytes()) for file in top.rglob("*") if file.is_file()]
    everything = b"\n".join(name.encode() + b"\n" + data for name, data in files).lower()
    return {word for word in WORDS if word.lower().encode() in everything}


@pytest.mark.parametrize("more", HIDDEN.values(), ids=list(HIDDEN))
def test_hidden_entries_are_in_no_file(full: TinySite, more: str) -> None:
    full.build()
    without = full.published()
    hide(full, more)
    full.build()
    assert found(full) == set()
    assert full.published() == without, "not a count, a neighbour or a page number tells of it"


@pytest.mark.parametrize("more", ["draft: true\n", HIDDEN["a scheduled entry"]], ids=["draft", "scheduled"])
def test_a_preview_shows_and_marks_them_but_not_in_feeds(full: TinySite, more: str) -> None:
    hide(full, more)
    full.build("--drafts")
    assert found(full) == set(WORDS)
    pages = [file for file in (full.root / "public").rglob("*") if file.suffix in (".xml", ".json")]
    telling = [file.name for file in pages if b"quorlish" in file.read_bytes().lower()]
    assert telling == []
    full.build()
    assert found(full) == set(), "the next build takes them away again"


def test_expired_entries_are_in_no_preview_either(full: TinySite) -> None:
    hide(full, HIDDEN["an expired entry"])
    full.build("--drafts")
    assert found(full) == set()


def test_an_entry_falls_due_and_expires_as_time_passes(full: TinySite) -> None:
    full.entry("brief", date="2026-06-02T09:00:00+02:00", more="expires: 2026-06-03\n", tags="[brief]")
    page = full.root / "public/2026/06/02/brief/index.html"
    for now, there in (
        ("2026-06-02T06:59:59Z", False),
        ("2026-06-02T07:00:00Z", True),
        ("2026-06-02T23:59:59Z", True),
        ("2026-06-03T00:00:00Z", False),
    ):
        full.build(date=now)
        assert page.exists() == there, now
        assert ("brief" in full.public("index.html")) == there
        assert ("brief" in full.public("feed.xml")) == there
        assert (full.root / "public/tags/brief").exists() == there
        assert full.published() == full.built_clean(date=now)


def test_a_bare_day_begins_at_midnight_in_the_sites_zone(site: TinySite) -> None:
    config = (site.root / "config.yaml").read_text("utf-8")
    site.write("config.yaml", f"{config}  timezone: Asia/Tokyo\n")
    site.entry("early", date="2026-06-02")
    site.build(date="2026-06-01T14:59:59Z")
    assert not (site.root / "public/2026/06/02").exists()
    site.build(date="2026-06-01T15:00:00Z")
    assert (site.root / "public/2026/06/02/early/index.html").exists()


def test_a_full_list_page_keeps_its_number_when_an_entry_falls_due(full: TinySite) -> None:
    full.build()
    first = full.public("page/1/index.html")
    full.entry("tomorrow", date="2026-06-02")
    full.build(date="2026-06-02")
    assert full.public("page/1/index.html") == first


def test_what_is_deleted_is_gone_from_everywhere(full: TinySite) -> None:
    full.build()
    before = full.published()
    hide(full, "")
    full.build()
    assert found(full) == set(WORDS)
    (full.root / "content/entries/2026/03/zephyrs-over-town.md").unlink()
    full.build()
    assert found(full) == set()
    assert full.published() == before
    assert not (full.root / "public/tags/vantrick").exists(), "no empty folder stays"
