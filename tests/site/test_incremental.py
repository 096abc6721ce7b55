"""Promise 1: whatever an editor does, in whatever order, an incremental build equals a clean one."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tiny_site import CONFIG, TAGS, TinySite, full_site

EXAMPLES = int(os.environ.get("NEWSDIGEST_EXAMPLES", "7"))
"""Days of work that are tried; a search for faults tries hundreds."""

STEPS = 10
COMPARED = 3
"""Every how many steps the site is built clean too, which takes longest; and at the end."""

SLUGS = ("cranes-return", "report-1", "report-2", "report-7", "pegel-steigt", "fresh", "ébauche", "nebel")
DAYS = ("2025-12-31", "2026-02-03", "2026-03-04", "2026-03-05T23:30:00-08:00", "2026-07-01")
WORDS = ("Tide", "Ebb & flow", "<b>Sluice</b>", "潮", "Flood")
TAG_LISTS = ("[harbour]", "[storms, port]", "[渡し船, Weather]", "[unlisted thing]")
EXTRAS = (
    "",
    "lang: de\n",
    "draft: true\n",
    "expires: 2026-05-01\n",
    "expires: 2026-06-15\n",
    "aliases: [/old/, /older/]\n",
    "story: The long repair\n",
    "story: Another thread\nlang: de\n",
    "corrections:\n  - {date: 2026-03-08, note: It was three.}\n",
    "image: {src: crane.png, alt: A crane}\n",
    "updated: 2026-05-05\nsection: World\ndateline: PORT\n",
    "slug: renamed-by-slug\n",
    "translates: report-1\nlang: de\n",
    "id: tag:tiny.example.com,2020:an-id\n",
)
TEMPLATES = {
    "home.html": '{% extends "default/home.html" %}{% block heading %}<h1>Ours WORD</h1>{% endblock %}',
    "macros.html": '{% from "default/macros.html" import breadcrumbs, listing, named %}<!-- WORD -->',
    "entry.html": '{% extends "default/entry.html" %}{% block head %}<!-- WORD -->{% endblock %}',
    "base.html": '{% extends "default/base.html" %}{% block footer %}WORD{% endblock %}',
    "static/style.css": "/* WORD */",
    "static/extra.js": "// WORD",
}
CONFIGS = (
    "",
    "lists:\n  per_page: 2\n",
    "lists:\n  per_page: 3\n  related: 1\n",
    "outputs: [home, entries, tags, static, atom, sitemap]\n",
    "outputs: [home, entries, publishers, years, days, rss, corrections]\n",
    "feeds:\n  entries: 2\n  content: summary\n",
    "extra:\n  motto: WORD\n",
    "theme:\n  social_cards: true\n",
)
SITES = (
    CONFIG,
    CONFIG.replace("The Tiny Digest", "The Other Digest"),
    CONFIG.replace("https://tiny.example.com/", "https://tiny.example.com/repo/"),
    CONFIG.replace("[en, de]", "[de, en]"),
    CONFIG.replace("[en, de]", "[en]"),
    CONFIG + "  timezone: Asia/Tokyo\n",
    CONFIG + "  navigation: [{label: About us, url: /about/}]\n",
)
TAG_FILES = (
    TAGS,
    TAGS.replace("label: Harbour", "label: Haven"),
    TAGS.replace("[port, docks]", "[quay]"),
    TAGS.replace("parent: weather", "retired_into: weather"),
    TAGS + "渡し船:\n  label: Ferry\n",
)
PUBLISHERS = (
    "",
    "harbour-courier:\n  name: The Harbour Courier\n  aliases: [Harbour Courier]\n",
    "courier:\n  name: Harbour Courier\n  url: https://courier.example.com/\n",
)
NOW = ("2026-06-01", "2026-02-05", "2026-06-20T12:00:00Z", "2026-08-01")


def index_of(stats: Mapping[str, tuple[int, int, int]]) -> dict[str, tuple[int, int, int]]:
    """What of a site is the index of its search."""
    return {path: stat for path, stat in stats.items() if path.startswith("pagefind/")}


class Editing(RuleBasedStateMachine):
    """An editor at work, who builds after every change."""

    steps = 0

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="editing-"))
        self.site = full_site(self.folder / "site")
        self.config = [SITES[0], CONFIGS[1]]
        self.now = NOW[0]
        self.faulty = False
        self.site.build("--no-ingest", date=self.now)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            try:
                self.equals_a_clean_build()
            finally:
                shutil.rmtree(self.folder)

    def entries(self) -> list[Path]:
        return sorted((self.site.root / "content/entries").rglob("*.md"))

    @rule(
        slug=st.sampled_from(SLUGS), date=st.sampled_from(DAYS), title=st.sampled_from(WORDS),
        tags=st.sampled_from(TAG_LISTS), summary=st.sampled_from(WORDS), body=st.sampled_from(WORDS),
        more=st.sampled_from(EXTRAS),
    )  # fmt: skip
    def write_entry(
        self, slug: str, date: str, title: str, tags: str, summary: str, body: str, more: str
    ) -> None:
        """A new entry, or one that was there with another date, title, tags, body, ..."""
        title, summary = f'"{title}"', f'"{summary}"'
        for old in self.entries():
            if old.stem == slug:
                old.unlink()
        self.site.entry(slug, date=date, title=title, tags=tags, summary=summary, body=body, more=more)

    @precondition(lambda self: self.entries())
    @rule(data=st.data(), word=st.sampled_from(WORDS))
    def edit_body(self, data: st.DataObject, word: str) -> None:
        file = data.draw(st.sampled_from(self.entries()), "entry")
        file.write_text(file.read_text("utf-8") + f"\n## {word}\n", "utf-8")

    @precondition(lambda self: len(self.entries()) > 1)
    @rule(data=st.data())
    def delete_entry(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self.entries()), "entry").unlink()

    @precondition(lambda self: self.entries())
    @rule(data=st.data(), name=st.sampled_from(("moved", "nebel-2", "ÜBER")))
    def rename_entry(self, data: st.DataObject, name: str) -> None:
        file = data.draw(st.sampled_from(self.entries()), "entry")
        file.rename(file.with_name(f"{name}.md"))

    @rule(name=st.sampled_from(("about", "imprint-page")), word=st.sampled_from(("", *WORDS)))
    def write_page(self, name: str, word: str) -> None:
        file = self.site.write(f"content/pages/{name}.md", f'---\ntitle: "{word}"\n---\n{word}\n')
        if not word:
            file.unlink()

    @rule(text=st.sampled_from(TAG_FILES))
    def write_tags(self, text: str) -> None:
        self.site.write("content/tags.yaml", text)

    @rule(text=st.sampled_from(PUBLISHERS))
    def write_publishers(self, text: str) -> None:
        self.site.write("content/publishers.yaml", text)

    @rule(name=st.sampled_from(sorted(TEMPLATES)), word=st.sampled_from(("", "One", "Two")))
    def override_template(self, name: str, word: str) -> None:
        file = self.site.write(f"templates/{name}", TEMPLATES[name].replace("WORD", word))
        if not word:
            file.unlink()

    @rule(name=st.sampled_from(("crane.png", "new.png")), data=st.sampled_from((b"", b"one", b"two")))
    def write_media(self, name: str, data: bytes) -> None:
        file = self.site.write(f"content/media/{name}", data)
        if not data:
            file.unlink()

    @rule(part=st.integers(0, 1), data=st.data())
    def write_config(self, part: int, data: st.DataObject) -> None:
        self.config[part] = data.draw(st.sampled_from((SITES, CONFIGS)[part]), "config")
        self.site.write("config.yaml", "".join(self.config))

    @rule(now=st.sampled_from(NOW))
    def wait(self, now: str) -> None:
        self.now = now

    @rule(data=st.data(), harm=st.sampled_from(("delete", "overwrite")))
    def meddle_with_public(self, data: st.DataObject, harm: str) -> None:
        files = sorted(self.site.published())
        file = self.site.root / "public" / data.draw(st.sampled_from(files), "output")
        if harm == "delete":
            file.unlink()
        elif not file.name.startswith("."):
            file.write_text("not what the build wrote", "utf-8")

    @rule(harm=st.sampled_from(("delete", "delete all", "truncate", "flip", "foreign")), at=st.floats(0, 1))
    def harm_cache(self, harm: str, at: float) -> None:
        folder = self.site.root / ".newsdigest"
        cache = folder / "cache.sqlite"
        if harm == "delete all":
            shutil.rmtree(folder)
            return
        if not cache.is_file():  # deleted before, and no build has needed one since
            return
        data = bytearray(cache.read_bytes())
        place = int(at * (len(data) - 1))
        if harm == "delete":
            cache.unlink()
        elif harm == "truncate":
            cache.write_bytes(data[:place])
        elif harm == "foreign":
            cache.write_bytes(b"This is no database at all.")
        else:
            data[place] ^= 0x10
            cache.write_bytes(data)

    @rule(
        fault=st.sampled_from(
            (
                ("content/entries/2026/02/broken.md", "---\ntitle: [\n---\n"),
                ("content/entries/2026/02/broken.md", "---\ntitle: T\ndate: 2026-13-01\n---\n"),
                ("templates/tag.html", "{{ nobody_gave_this }}"),
                ("templates/tag.html", "{% block"),
                ("content/tags.yaml", "harbour: {label: Harbour, labl: x}"),
                ("config.yaml", "site: {title: T, colour: red}"),
            )
        )
    )
    def break_something(self, fault: tuple[str, str]) -> None:
        """A fault that stands for one build, and is then put right."""
        path, text = fault
        file, before = self.site.root / path, self.site.published()
        was = file.read_bytes() if file.exists() else None
        self.site.write(path, text)
        # A site without tag pages has no use for the template, and never sees its fault.
        needless = "nobody" in text and not any("tags/" in name for name in before)
        assert self.site.run("--no-ingest", "--date", self.now).status == 1 or needless
        if not needless:
            assert self.site.published() == before
        if was is None:
            file.unlink()
        else:
            file.write_bytes(was)

    @invariant()
    def builds_what_changed_and_no_more(self) -> None:
        if not hasattr(self, "site"):
            return
        before, stats = self.site.published(), self.site.stats()
        result = self.site.run("--no-ingest", "--date", self.now, "--jobs", "1")
        self.faulty = result.status == 1
        if self.faulty:  # two entries at one address, say
            assert self.site.published() == before
            return
        assert result.status == 0, result.err
        after, stats_after = self.site.published(), self.site.stats()
        same = [path for path in after if after[path] == before.get(path)]
        anew = {path for path in same if stats[path] != stats_after[path]}
        if index_of(stats) != index_of(stats_after):  # no two runs make it alike, and the list names it
            anew.discard(".newsdigest-manifest")
        assert anew == set(), "written though unchanged"
        self.steps += 1
        if self.steps % COMPARED == 0:
            self.equals_a_clean_build()
            self.site.build("--no-ingest", date=self.now)
            assert self.site.stats() == stats_after, "a second build has nothing to do"

    def equals_a_clean_build(self) -> None:
        if not self.faulty:
            assert self.site.published() == self.site.built_clean("--no-ingest", date=self.now)


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)


def test_an_edited_body_leaves_lists_alone(full: TinySite) -> None:
    full.build()
    before = full.published()
    file = full.root / "content/entries/2026/02/report-3.md"
    file.write_text(file.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    full.build()
    after = full.published()
    changed = {path for path in after if after[path] != before.get(path)} - {".newsdigest-manifest"}
    assert {path for path in changed if path.endswith(".html")} == {"2026/02/03/report-3/index.html"}
    assert before.keys() == after.keys()


def test_a_new_entry_touches_few_pages(full: TinySite) -> None:
    full.build()
    before = full.published()
    full.entry("report-8", date="2026-03-09", tags="[fresh]", publisher="New Outlet")
    full.build()
    after = full.published()
    changed = {path for path in before if after.get(path) != before[path]}
    old_entries = [path for path in changed if "/report-" in path]
    assert old_entries == [], "the entry before it, cranes-return, alone gets a neighbour"
    assert not [path for path in changed if "page/" in path and not path.startswith(("page/3/", "page/4/"))]


def test_an_edit_within_the_tick_of_a_clock_is_seen(site: TinySite) -> None:
    """Two edits of one size and one time stamp: stat cannot tell them apart."""
    file = site.entry("cranes-return", body="One crane.")
    site.build()
    stat = file.stat()
    file.write_text(file.read_text("utf-8").replace("One crane.", "Two cranes"[:10]), "utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (stat.st_size, stat.st_mtime_ns)
    site.build()
    assert "Two cranes" in site.public("2026/03/04/cranes-return/index.html")


def test_a_template_of_the_site_comes_and_goes(site: TinySite) -> None:
    site.build()
    before = site.published()
    site.write("templates/home.html", dedent(TEMPLATES["home.html"]).replace("WORD", "front page"))
    site.build()
    assert "<h1>Ours front page</h1>" in site.public("index.html")
    (site.root / "templates/home.html").unlink()
    site.build()
    assert site.published() == before
