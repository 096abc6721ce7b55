"""A small site in two languages, and the machine-read outputs made from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from newsdigest.collect.assemble import collect
from newsdigest.model.config import Config
from newsdigest.model.entry import Correction, Entry, Image, Source
from newsdigest.model.output import Kind, Output
from newsdigest.model.site import Asset, Site
from newsdigest.model.vocabulary import Publisher, Tag, Vocabulary

BASE = "https://example.com/repo/"
NOW = datetime(2024, 6, 1, tzinfo=UTC)

VOCABULARY = Vocabulary(
    tags=(Tag("trade", "Trade", aliases=("commerce",)), Tag("übersee", "Übersee & Küste")),
    publishers=(
        Publisher("harbour-post", "Harbour Post"),
        Publisher("coast-wire", "Coast Wire", agency=True),
    ),
)
BODIES = {
    "plain": '<p>The port <a href="/repo/about/">reopened</a>. <a href="#note">Note</a></p>',
    "awkward": '<p>5 &lt; 6 &amp; a bell\x07 ]]&gt; <code>href="/x"</code></p>\n<p>Second.</p>',
}


def entry(number: int, **changes: Any) -> Entry:
    slug = changes.pop("slug", f"story-{number}")
    given: dict[str, Any] = {
        "title": f"Story {number}",
        "date": date(2023, 1, number) if number < 30 else date(2024, 2, number - 29),
        "tags": ("trade",),
        "summary": f"What happened on day {number}.",
        "sources": (
            Source(
                title="Port reopens",
                url=f"https://news.example.org/{number}?a=1&b=2",
                publisher="Harbour Post",
                agency="Coast Wire",
            ),
        ),
    }
    return Entry(f"content/entries/2023/01/{slug}.md", slug=slug, **{**given, **changes})


ENTRIES = (
    entry(1),
    entry(2, title="Bells\x07 & <b>whistles</b>", tags=("Übersee & Küste", "trade"), slug="glocken-ü"),
    entry(3, lang="de", title="Hafen wieder offen"),
    entry(
        4,
        corrections=(
            Correction(date(2023, 2, 1), "An earlier version named the wrong port."),
            Correction(date(2023, 2, 1), "The quay is older than we wrote."),
        ),
        image=Image("/media/quay.jpg", alt="The quay"),
        aliases=("/old/story/", "/old.html"),
    ),
    entry(31, updated=datetime(2024, 2, 9, 8, 30, tzinfo=UTC)),
    entry(5, draft=True, title="A secret draft"),
    entry(6, date=date(2030, 1, 1), title="A scheduled secret"),
)


def site(entries: Iterable[Entry] = ENTRIES, *, drafts: bool = False, **settings: Any) -> Site:
    config = Config(
        **{
            "title": "The Tide Table",
            "description": "News of the coast, in short.",
            "base_url": BASE,
            "id_host": "tide.example.com",
            "languages": ("en", "de"),
            **settings,
        }
    )
    entries = tuple(entries)
    bodies = {one.file: b"awkward" if "glocken" in one.slug else b"plain" for one in entries}
    assets = (
        Asset("templates/static/style.css", "/static/style.css", b"1"),
        Asset("content/media/quay.jpg", "/media/quay.jpg", b"2"),
    )
    return collect(entries, (), bodies, assets, VOCABULARY, config, NOW, drafts=drafts).site


@dataclass(frozen=True)
class FakeTools:
    bodies: Mapping[str, str] = field(default_factory=lambda: BODIES)

    def template(self, name: str, view: Mapping[str, Any]) -> str:
        raise AssertionError("machine-read outputs use no template")

    def body(self, fingerprint: bytes) -> str:
        return self.bodies[fingerprint.decode()]

    def read(self, file: str) -> bytes:
        return f"bytes of {file}".encode()


def made(kind: Kind, of: Site, plan: Callable[[Site], Iterable[Output]] | None = None) -> dict[str, bytes]:
    """Address -> bytes of every output of a kind."""
    outputs = (plan or kind.plan)(of)
    return {output.url: kind.render(kind.view(of, output), FakeTools()) for output in outputs}
