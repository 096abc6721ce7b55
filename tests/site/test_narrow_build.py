"""The narrow build: a few changed entries cost little, and make what a clean build would make."""

import io
import json
import os
import pickle
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tiny_site import CONFIG, TAGS, Result, TinySite

from newsdigest.build import pipeline, unchanged
from newsdigest.cli.console import Console
from newsdigest.model.report import Report
from newsdigest.model.request import Request

EXAMPLES = int(os.environ.get("NEWSDIGEST_EXAMPLES", "5"))
STEPS = 8
NOW = "2026-06-01"

TAG_LISTS = ("[harbour]", "[storms, port]", "[storms]", "[weather, fish]", "[fish]", "[harbour, fish, ropes]")
TITLES = ("Tide", "Ebb & flow", "<b>Sluice</b>", "潮", "Flood")
DAYS = (
    "2024-03-04", "2025-12-31", "2026-02-03", "2026-03-04", "2026-03-05T23:30:00-08:00", "2026-05-09",
    "2026-05-30", "2027-02-03",
)  # fmt: skip
PUBLISHERS = ("Harbour Courier", "Ærø Times", "New Outlet", "Fourth Estate")
EXTRAS = (
    "", "", "", "lang: de\n", "draft: true\n", "draft: true\ndate: 2026-05-30\n", "expires: 2026-08-01\n",
    "story: The long repair\n", "story: Another thread\nlang: de\n", "id: tag:tiny.example.com,2020:an-id\n",
    "corrections:\n  - {date: 2026-03-08, note: It was three.}\n", "updated: 2026-05-05\nsection: World\n",
    "aliases: [/old/]\n", "translates: report-3\nlang: de\n",
)  # fmt: skip
SITES = (
    "lists:\n  per_page: 3\n",
    "lists:\n  per_page: 2\n  related: 2\n",
    "lists:\n  per_page: 4\n  related: 0\nfeeds:\n  entries: 3\n",
    "lists:\n  per_page: 5\noutputs: [home, entries, tags, years, months, atom, rss, sitemap]\n",
    "lists:\n  per_page: 3\ndelivery: {headers: [netlify, nginx], compress: [gzip], minify: all}\n",
    "lists:\n  per_page: 3\ntheme: {social_cards: true}\n",
)

outcomes: Counter[str] = Counter()
"""How many builds with a change were narrow, and how many had to be whole."""


@pytest.fixture(autouse=True, scope="module")
def counted() -> Iterator[None]:
    """Count the builds that had something to build upon."""
    narrow = pipeline._narrow

    def count(*arguments, **options):
        report = narrow(*arguments, **options)
        outcomes["narrow" if report else "whole"] += 1
        return report

    pipeline._narrow = count
    yield
    pipeline._narrow = narrow


def archive(root: Path, number: int, config: str) -> TinySite:
    """A site of so many entries, every fifth German, that share tags, publishers, stories and addresses."""
    site = TinySite(root)
    site.write("config.yaml", CONFIG + config)
    site.write("content/tags.yaml", TAGS)
    site.write("content/pages/about.md", "---\ntitle: About\n---\nSee [the first](/2026/02/02/report-1/).\n")
    draws = random.Random(number)
    for one in range(1, number + 1):
        site.entry(
            f"report-{one}",
            date=f"2026-0{1 + one % 5}-{1 + one % 27:02}",
            tags=draws.choice(TAG_LISTS),
            publisher=draws.choice(PUBLISHERS),
            body=f"Word {one}.",
            more=("lang: de\n" if one % 5 == 0 else "")
            + ("story: The long repair\n" if one % 7 == 0 else "")
            + ("corrections:\n  - {date: 2026-04-08, note: So.}\n" if one % 11 == 0 else ""),
        )
    return site


def glance(site: TinySite, *, drafts: bool = False) -> Report | None:
    """Show an edit in its pages."""
    root = site.root
    config, output = root / "config.yaml", root / "public"
    asked = Request(root, config, output, moment=NOW, drafts=drafts, ingest=False, jobs=1)
    return pipeline.glance(asked, Console(io.StringIO()))


def problems(result: Result) -> list[str]:
    """What a build found in content; that an address has gone is told by the build that sees it go alone."""
    lines = [line for line in result.err.splitlines() if re.search(r": (error|warning)\[", line)]
    return sorted(line for line in lines if "[vanished-address]" not in line)


class Editing(RuleBasedStateMachine):
    """An editor who changes one to three entries before each build."""

    @initialize(config=st.sampled_from(SITES), number=st.integers(1, 23), drafts=st.booleans())
    def begin(self, config: str, number: int, drafts: bool) -> None:
        self.options = ("--no-ingest", *(["--drafts"] if drafts else []))
        self.folder = Path(tempfile.mkdtemp(prefix="narrow-"))
        self.site = archive(self.folder / "site", number, config)
        self.waits = 0
        self.made = 0
        self.site.build(*self.options, date=NOW)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def entries(self) -> list[Path]:
        return sorted((self.site.root / "content/entries").rglob("*.md"))

    @rule(
        title=st.sampled_from(TITLES), date=st.sampled_from(DAYS), tags=st.sampled_from(TAG_LISTS),
        publisher=st.sampled_from(PUBLISHERS), more=st.sampled_from(EXTRAS), waits=st.booleans(),
    )  # fmt: skip
    def add(self, title: str, date: str, tags: str, publisher: str, more: str, waits: bool) -> None:
        self.made += 1
        if "date:" in more:
            date = "2026-05-30"
            more = "draft: true\n"
        self.site.entry(
            f"fresh-{self.made}", date=date, title=f'"{title}"', tags=tags, publisher=publisher, more=more
        )
        self.waits = waits * 2

    @precondition(lambda self: self.entries())
    @rule(data=st.data(), title=st.sampled_from(TITLES), waits=st.booleans(), glances=st.booleans())
    def edit(self, data: st.DataObject, title: str, waits: bool, glances: bool) -> None:
        file = data.draw(st.sampled_from(self.entries()), "entry")
        what = data.draw(st.sampled_from(("title", "body", "tags", "date", "slug", "publisher", "draft")))
        text = file.read_text("utf-8")
        lines = text.split("\n")
        value = {
            "title": f'"{title}"',
            "tags": data.draw(st.sampled_from(TAG_LISTS)),
            "date": data.draw(st.sampled_from(DAYS)),
            "slug": f"renamed-{title.lower() if title.isalpha() else 'x'}-{file.stem}",
            "draft": data.draw(st.sampled_from(("true", "false"))),
        }.get(what)
        if what == "body":
            file.write_text(f"{text}\n{title}, and [more](/2026/02/02/report-1/).\n", "utf-8")
        elif what == "publisher":
            now = f"  - publisher: {data.draw(st.sampled_from(PUBLISHERS))}"
            file.write_text("\n".join(now if "- publisher" in line else line for line in lines), "utf-8")
        else:
            rest = [line for line in lines if not line.startswith(f"{what}:")]
            file.write_text("\n".join([rest[0], f"{what}: {value}", *rest[1:]]), "utf-8")
        self.waits = waits * 2
        if glances:
            self.glance()

    def glance(self) -> None:
        """As a preview does: the build that follows has to make the same of what was shown already."""
        glance(self.site, drafts="--drafts" in self.options)

    @precondition(lambda self: len(self.entries()) > 1)
    @rule(data=st.data(), waits=st.booleans())
    def delete(self, data: st.DataObject, waits: bool) -> None:
        data.draw(st.sampled_from(self.entries()), "entry").unlink()
        self.waits = waits * 2

    @rule()
    def break_something(self) -> None:
        """A fault that stands for one build, and is then put right."""
        file = self.site.write("content/entries/2026/02/broken.md", "---\ntitle: T\ndate: 2026-13-01\n---\n")
        before = self.site.published()
        assert self.site.run(*self.options, "--date", NOW).status == 1
        assert self.site.published() == before
        file.unlink()

    @precondition(lambda self: hasattr(self, "site"))
    @rule(data=st.data(), harm=st.sampled_from(("delete", "overwrite")))
    def meddle(self, data: st.DataObject, harm: str) -> None:
        """With one of the pages that the next change is likely to make."""
        name = data.draw(st.sampled_from(("index.html", "feed.xml", "sitemap.xml")))
        page = self.site.root / "public" / name
        if harm == "delete":
            page.unlink(missing_ok=True)
        else:
            page.write_text("not what the build wrote", "utf-8")

    @invariant()
    def equals_a_clean_build(self) -> None:
        if not hasattr(self, "site"):
            return
        self.waits -= 1
        if self.waits > 0:
            return
        before, stats = self.site.published(), self.site.stats()
        result = self.site.run(*self.options, "--date", NOW, "--jobs", "1")
        if result.status == 1:
            assert self.site.published() == before
            return
        assert result.status == 0, result.err
        after, stats_after = self.site.published(), self.site.stats()
        same = [path for path in after if after[path] == before.get(path)]
        assert [path for path in same if stats[path] != stats_after[path]] == [], "written though unchanged"
        clean, told = self.site.clean(*self.options, date=NOW)
        assert after == clean
        assert problems(result) == problems(told)
        again = self.site.build(*self.options, date=NOW)
        assert " 0 pages written" in again.out
        assert self.site.stats() == stats_after


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)


def test_edits_by_a_process_of_its_own(full: TinySite) -> None:
    """With a companion, which a test's process cannot have: it has threads."""
    full.build_apart("--jobs", "2")
    for number in range(3):
        full.entry(
            "report-5", date="2026-02-05", title=f"Edited {number}", body="![A crane](/media/crane.png)"
        )
        full.entry(f"fresh-{number}", date="2026-03-09", tags="[storms]", publisher="Fresh Outlet")
        full.build_apart("--jobs", "2")
        assert full.published() == full.built_clean()
    before = full.published()
    file = full.entry("report-5", date="2026-02-05", more="colour: red\nlang: [\n")
    with full.start("--jobs", "2") as process:
        _, err = process.communicate()
    assert process.returncode == 1
    assert "report-5.md:" in err
    assert full.published() == before
    file.unlink()
    full.build_apart("--jobs", "2")
    assert full.published() == full.built_clean()


def test_most_edits_are_narrow(tmp_path: Path) -> None:
    """Each kind of change that editors make every day, by itself."""
    site = archive(tmp_path / "site", 30, SITES[1])
    site.build("--no-ingest")
    outcomes.clear()
    file = site.root / "content/entries/2026/04/report-3.md"

    def edit(old: str, new: str) -> None:
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
        site.build("--no-ingest")
        assert site.published() == site.built_clean("--no-ingest")

    edit("Word 3.", "Another word.")
    edit("title: Report 3", "title: Another title")
    edit("tags: ", "tags: [fish, ropes] #")
    edit("date: 2026-04-04", "date: 2026-04-09")
    edit("date: 2026-04-09", "slug: new-slug\ndate: 2026-04-09")
    edit("date: 2026-04-09", "draft: true\ndate: 2026-04-09")
    edit("draft: true", "draft: false")
    site.entry("fresh", date="2026-05-30", publisher="Ærø Times", tags="[a tag of its own]")
    site.build("--no-ingest")
    file.unlink()
    site.build("--no-ingest")
    assert site.published() == site.built_clean("--no-ingest")
    assert outcomes == {"narrow": 9}


@pytest.mark.parametrize(
    "config", ["", "outputs: [home, entries, tags, years, months, atom, rss, sitemap]\n"]
)
def test_a_new_entry_writes_as_many_files_in_a_larger_archive(tmp_path: Path, config: str) -> None:
    written = []
    for number in (40, 400):
        site = archive(tmp_path / str(number), number, f"lists:\n  per_page: 5\n{config}")
        site.build("--no-ingest")
        site.entry("fresh", date="2026-05-30", publisher="Ærø Times")
        files = json.loads(site.build("--no-ingest", "--json").out)["written"]
        written.append([file for file in files if not file.startswith("pagefind/")])  # a part has its limit
    few, many = written
    assert len(many) <= len(few) + 2, "a page of a list that has become full, at most"


def test_a_narrow_build_can_be_asked_for_and_told_of(tmp_path: Path) -> None:
    site = archive(tmp_path / "site", 20, SITES[0])
    site.build("--no-ingest")
    before, stats = site.published(), site.stats(".newsdigest")
    page = site.entry("report-3", date="2026-04-04", title="Edited")
    said = json.loads(site.build("--no-ingest", "--dry-run", "--json").out)
    assert "2026/04/04/report-3/index.html" in said["written"]
    assert site.published() == before
    assert site.stats(".newsdigest").keys() == stats.keys()
    why = site.build("--no-ingest", "--dry-run", "--why", "2026/04/04/report-3/").err
    assert "card changed" in why
    site.build("--no-ingest")
    warned = site.root / "content/entries/2026/03/report-2.md"
    warned.write_text(warned.read_text("utf-8") + "\n![](/media/none.png)\n", "utf-8")
    told = site.build("--no-ingest").err
    assert "report-2.md" in told
    page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
    assert site.build("--no-ingest").err == told, "warnings of other files are told again"


def test_what_another_version_left_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its records may be of classes that have other fields now."""
    site = archive(tmp_path / "site", 5, SITES[0])
    site.build("--no-ingest")
    before = site.published()
    monkeypatch.setattr(unchanged, "program_fingerprint", lambda: b"another version")

    def read(data: bytes) -> None:
        raise KeyboardInterrupt  # what nothing on the way takes for a damaged record

    monkeypatch.setattr(unchanged, "pickle", SimpleNamespace(loads=read, dumps=pickle.dumps))
    site.build("--no-ingest")
    assert site.published() == before


def test_a_glance_shows_an_edit_in_its_pages_and_leaves_the_rest_to_the_build(tmp_path: Path) -> None:
    site = archive(tmp_path / "site", 12, "lists:\n  per_page: 3\n")
    site.build("--no-ingest")
    index, search = site.stats(".newsdigest"), site.stats("public/pagefind")
    assert search
    assert glance(site) is None, "nothing has changed"
    file = site.root / "content/entries/2026/04/report-3.md"
    file.write_text(file.read_text("utf-8").replace("Word 3.", "Another word."), "utf-8")
    shown = glance(site)
    assert shown is not None and "2026/04/04/report-3/index.html" in shown.written
    assert "Another word." in site.public("2026/04/04/report-3/index.html")
    assert site.stats("public/pagefind") == search
    kept = site.stats(".newsdigest")
    assert {name: kept[name] for name in index if name.startswith(("index", "last"))} == {
        name: stat for name, stat in index.items() if name.startswith(("index", "last"))
    }
    pages = site.stats()
    outcomes.clear()
    site.build("--no-ingest")
    assert outcomes == {"narrow": 1}
    assert site.stats("public/pagefind") != search, "the build makes the search"
    assert all(site.stats()[name] == pages[name] for name in shown.written), "and none of the pages again"
    for broken in ("title: [torn", "title: Report 3\ndate: 2027-01-01"):
        was = file.read_text("utf-8")
        file.write_text(was.replace("title: Report 3", broken), "utf-8")
        before = site.published()
        assert glance(site) is None and site.published() == before
        file.write_text(was, "utf-8")


def test_a_search_knows_of_no_year_that_has_drafts_alone(tmp_path: Path) -> None:
    site = archive(tmp_path / "site", 6, SITES[0])
    site.entry("ahead", date="2027-02-03")
    site.build("--no-ingest", "--drafts")
    page = site.root / "content/entries/2026/03/report-2.md"
    page.write_text(page.read_text("utf-8").replace("Word 2.", "Another word."), "utf-8")
    search = site.stats()["search/index.html"]
    site.build("--no-ingest", "--drafts")
    assert "Another word." in site.public("2026/03/03/report-2/index.html")
    assert site.stats()["search/index.html"] == search
    assert "en-2027" not in site.public("search/index.html")
    assert (site.root / "public/pagefind/en-2026/pagefind-worker.js").is_file(), (
        "what runs it is in the newest"
    )


def test_a_new_entry_comes_after_an_older_one_that_is_edited_with_it(tmp_path: Path) -> None:
    site = archive(tmp_path / "site", 9, SITES[3])
    site.build("--no-ingest")
    edited = site.root / "content/entries/2026/02/report-1.md"
    edited.write_text(edited.read_text("utf-8").replace("title: Report 1", "title: Edited"), "utf-8")
    site.entry("fresh", date="2026-02-03")
    site.build("--no-ingest")
    assert site.published() == site.built_clean("--no-ingest")


def test_what_an_unchanged_entry_was_told_for_another_goes_with_it(tmp_path: Path) -> None:
    site = archive(tmp_path / "site", 9, SITES[0])
    site.entry("one", tags="[Rope works]")
    site.entry("two", tags="[rope works]")
    assert "tag-spelling" in site.build("--no-ingest").err
    site.entry("one", tags="[rope works]")
    assert "tag-spelling" not in site.build("--no-ingest").err


def test_a_draft_without_a_date_stands_under_the_day_of_the_build(tmp_path: Path) -> None:
    site = archive(tmp_path / "site", 5, SITES[0])
    site.write("content/entries/2026/06/sketch.md", "---\ntitle: A sketch\ndraft: true\n---\nText.\n")
    for day in ("2026-06-01T22:00:00Z", "2026-06-01T23:00:00Z", "2026-06-02T22:00:00Z"):
        site.build("--no-ingest", "--drafts", date=day)
        assert site.published() == site.built_clean("--no-ingest", "--drafts", date=day)
    assert "2026/06/02/sketch/index.html" in site.published()
