"""A small invented site in three languages, as collecting would make it, for tests of the outputs."""

import datetime as dt
import pickle
from collections.abc import Collection
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from newsdigest.collect.assemble import collect
from newsdigest.model.config import Config, Link
from newsdigest.model.entry import Correction, Entry, Image, Source
from newsdigest.model.output import Output, View
from newsdigest.model.page import Page
from newsdigest.model.site import Asset, SearchIndex, SearchPart, Site
from newsdigest.model.vocabulary import Publisher, Tag, Vocabulary
from newsdigest.outputs.plan import KIND_BY_NAME, plan
from newsdigest.outputs.templates import Templates

NOW = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung" * 2

VOCABULARY = Vocabulary(
    tags=(
        Tag("environment", "Environment", "Land, water and air.", labels={"de": "Umwelt", "ar": "البيئة"}),
        Tag(
            "rivers", "Rivers", "From the spring to the sea.", parent="environment", labels={"ar": "الأنهار"}
        ),
        Tag("cities", "Cities", labels={"ar": "المدن", "ja": "都市"}),
        Tag("transport", "Transport", "How people and goods get about.", parent="cities"),
    ),
    publishers=(
        Publisher("harbour-post", "Harbour Post", url="https://harbour.example.com/"),
        Publisher("northern-wire", "Northern Wire", agency=True),
    ),
)

CONFIG = Config(
    title="The Evening Sieve",
    description="What mattered, read and told by a few careful people",
    base_url="https://digest.example.com/",
    id_host="digest.example.com",
    languages=("en", "ar", "ja"),
    navigation=(Link("Write to us", "https://digest.example.com/write"),),
    per_page=5,
)


def entry(number: int, day: dt.date, **fields: object) -> Entry:
    """An entry with all that publishing asks for."""
    slug = str(fields.pop("slug", f"entry-{number}"))
    given = {
        "title": f"Council number {number} votes to reopen the old ferry line",
        "date": day,
        "tags": ("rivers", "transport") if number % 3 else ("cities",),
        "summary": "After nine years of quarrels the boats return in spring; fares stay where they were, "
        "and the piers on both banks are to be rebuilt by local yards.",
        "sources": (
            Source(
                title="Ferry to sail again, council decides",
                url=f"https://harbour.example.com/ferry-{number}",
                publisher="Harbour Post",
                agency="Northern Wire" if number % 2 else "",
                authors=("Ada Quill", "Ben Lode"),
                published=day,
                rights="© Harbour Post. All rights reserved.",
                archived="https://archive.example.com/ferry",
            ),
        ),
    }
    return Entry(file=f"content/entries/{slug}.md", slug=slug, **{**given, **fields})  # type: ignore[arg-type]


def entries() -> list[Entry]:
    """Two years of entries; some with everything that an entry may have."""
    first = dt.date(2022, 11, 3)
    plain = [entry(n, first + dt.timedelta(days=23 * n, hours=0)) for n in range(23)]
    full = entry(
        90,
        dt.date(2024, 5, 30),
        slug="lock-keepers",
        title="Lock keepers walk out <over> “night shifts” & pay",
        updated=dt.datetime(2024, 5, 31, 8, tzinfo=dt.UTC),
        section="Work",
        dateline="PORT ELLERY",
        story="The ferry line",
        tags=("rivers", "transport", "Night work"),
        image=Image("/media/lock.png", "A lock at dusk", "The upper lock, closed since Monday.", "Ada Quill"),
        corrections=(
            Correction(dt.date(2024, 5, 31), "The strike began on Monday, not on Sunday as we first said."),
        ),
        extra={"note": 1},
    )
    same_day = [
        entry(91, dt.date(2024, 5, 30), slug="bridge", title="A bridge in the fog", story="The ferry line"),
        entry(92, dt.date(2024, 5, 30), slug="long-word", title=LONG_WORD, summary=LONG_WORD),
        entry(
            93, dt.date(2024, 5, 29), slug="older-ferry", title="Ferry line: the vote", story="The ferry line"
        ),
    ]
    arabic = [
        entry(
            n,
            dt.date(2024, 5, 28) + dt.timedelta(days=n - 100),
            slug=f"عبّارة-{n}",
            lang="ar",
            title="المجلس يصوّت لإعادة تشغيل خط العبّارة القديم",
            summary="بعد تسع سنوات من الخلاف تعود القوارب في الربيع، وتبقى الأجرة كما كانت.",
            translates="bridge" if n == 100 else "",
        )
        for n in range(100, 103)
    ]
    japanese = entry(
        110,
        dt.date(2024, 5, 30),
        slug="渡し船",
        lang="ja",
        title="市議会、古い渡し船の航路再開を決定",
        summary="九年にわたる論争の末、春には船が戻ってくる。運賃は据え置かれる。",
        translates="bridge",
    )
    french = entry(120, dt.date(2024, 5, 20), slug="bac", lang="fr", title="Le bac reprend du service")
    return [*plain, full, *same_day, *arabic, japanese, french]


PAGES = [Page(file="content/pages/about.md", slug="about", title="About", summary="Who we are.")]

ASSETS = [
    Asset("templates/static/style.css", "/static/style.css", b"style"),
    Asset("templates/static/icon.svg", "/static/icon.svg", b"icon"),
    Asset("content/media/lock.png", "/media/lock.png", b"lock"),
]


SEARCH = SearchIndex(
    (SearchPart("en-2024", "en", 2024), SearchPart("ja-2024", "ja", 2024)),
    (Asset("pagefind.js", "/pagefind/pagefind.js", b"engine"),),
)


def site(
    written: list[Entry] | None = None,
    *,
    vocabulary: Vocabulary = VOCABULARY,
    pages: list[Page] = PAGES,
    drafts: bool = False,
    bodies: dict[str, bytes] | None = None,
    **settings: object,
) -> Site:
    """The site at a fixed moment; `settings` change its configuration, `bodies` fingerprints of bodies."""
    written = entries() if written is None else written
    rendered = {item.file: item.file.encode() for item in [*written, *pages]} | (bodies or {})
    config = replace(CONFIG, **settings)  # type: ignore[arg-type]
    made = collect(written, pages, rendered, ASSETS, vocabulary, config, NOW, drafts=drafts).site
    return replace(made, search=SEARCH)


def edited(slug: str, **fields: object) -> list[Entry]:
    """The entries, one of them with other fields."""
    return [replace(e, **fields) if e.slug == slug else e for e in entries()]  # type: ignore[arg-type]


class Rendering:
    """Tools for rendering without a store: the shipped templates, and bodies that name their fingerprint."""

    def __init__(self, own: dict[str, str] | None = None) -> None:
        self.templates = Templates(own or {}, shipped_templates())

    def template(self, name: str, view: View) -> str:
        return self.templates.render(name, view)

    def body(self, fingerprint: bytes) -> str:
        return f"<p>Body {fingerprint.hex()} with <em>markup</em>.</p>"

    def record(self, fingerprint: bytes) -> bytes:
        return fingerprint

    def read(self, file: str) -> bytes:
        return file.encode()


@cache
def shipped_templates() -> dict[str, str]:
    """The templates of this repository by name."""
    folder = Path(__file__).resolve().parents[2] / "templates"
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in folder.rglob("*.html")}


def rendered(
    site: Site, tools: Rendering | None = None, paths: Collection[str] | None = None
) -> dict[str, bytes]:
    """Every output of the site by path, or those of some paths."""
    tools = tools or Rendering()
    wanted = [output for output in plan(site) if paths is None or output.path in paths]
    return {output.path: rendered_output(site, output, tools) for output in wanted}


def rendered_output(site: Site, output: Output, tools: Rendering) -> bytes:
    kind = KIND_BY_NAME[output.kind]
    return kind.render(pickle.loads(pickle.dumps(kind.view(site, output))), tools)
