"""Pages of content/sources become entries: once, never over an entry, with what is wrong told."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from newsdigest.build.ingest import IngestReport, ingest, source_pages
from newsdigest.load.entry import read_entry
from newsdigest.model.config import Config
from newsdigest.model.entry import Entry
from newsdigest.model.vocabulary import Publisher, Tag, Vocabulary
from newsdigest.store.files import walk
from newsdigest.store.scan import hash_bytes

Item = TypeVar("Item")

VOCABULARY = Vocabulary(
    (Tag("harbour", "Harbour", aliases=("port", "quay")), Tag("weather", "Weather")),
    (Publisher("courier", "Harbour Courier", domains=("courier.example.com",)),),
)

PAGE = """<!doctype html><html lang="en"><head><title>{title} | Harbour Courier</title>
<link rel="canonical" href="{url}">
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Harbour Courier">
<meta name="description" content="Divers found the old harbour chain in nine pieces and laid it on the quay.">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}",
"datePublished": "{date}", "author": {{"name": "Ida Quist"}},
"publisher": {{"name": "Harbour Courier"}}}}</script>
<meta property="article:published_time" content="{date}">
</head><body><main><article><h1>{title}</h1><p>By Ida Quist, <time datetime="{date}">{date}</time></p>
<p>Nine rusty pieces of the chain that once closed the harbour of Ellery lay on the quay on Monday evening,
after a crew of four divers had spent the whole week in the mud below the customs house.</p>
<p>“We thought that it was an anchor, and then it would not end at all,” said Runa Falk, who led the crew.
The town wants to show the chain in the old rope works from the spring on, if the museum finds the money.</p>
<p>The chain was last drawn across the mouth of the harbour in the year of the great storm, when the ferry
crews refused to sail, and nobody had seen it since that night in the winter.</p>
</article></main></body></html>"""


DUMP = """\
Harbour Courier
Menu
News
Sport

Ferry turns back in heavy fog

By Ida Quist
3 March 2026

The evening ferry to the outer islands turned back half way on Tuesday, when fog so thick that the bow
could not be seen from the bridge came down on the sound within a few minutes.

All sixty passengers were taken back to the quay of Ellery, where the harbour master had tea made for them
and opened the waiting room for the night. Nobody was hurt.

The ferry is to sail again on Wednesday morning, if the fog has gone by then, the company wrote on its board.

Comments
Login to comment
"""


class Silent:
    """Nobody listens."""

    def say(self, text: str) -> None:
        pass

    def track(self, label: str, items: Iterable[Item], count: int) -> Iterator[Item]:
        return iter(items)


class Desk:
    """A site's folder with an editor who saves pages and runs ingest."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.entries_read = 0

    def save(
        self, name: str, title: str = "Harbour chain found", *, date: str = "2026-03-02", url: str = ""
    ) -> None:
        address = url or f"https://courier.example.com/{name}"
        self.write(f"content/sources/{name}", PAGE.format(title=title, date=date, url=address))

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def files(self) -> Mapping[str, bytes]:
        return {
            name: hash_bytes((self.root / name).read_bytes())
            for name, _ in walk(self.root / "content", "content/")
        }

    def entries(self) -> list[Entry]:
        self.entries_read += 1
        names = [name for name in self.files() if name.startswith("content/entries/")]
        loaded = [read_entry(name, self.read(name), Config().zone) for name in names]
        return [one.value for one in loaded if one.value is not None]

    def ingest(self, *asked: str, config: Config | None = None) -> IngestReport:
        severity = "error" if asked else "warning"
        return ingest(
            self.root,
            self.files(),
            config or Config(),
            VOCABULARY,
            self.entries,
            Silent(),
            asked=asked,
            severity=severity,  # type: ignore[arg-type]
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


ENTRY = "content/entries/2026/03/harbour-chain-found.md"


def rules(report: IngestReport) -> list[str]:
    return [problem.rule for problem in report.problems]


def test_a_page_becomes_a_complete_entry(desk: Desk) -> None:
    desk.save("chain.html")
    report = desk.ingest()
    assert report.drafted == (ENTRY,)
    assert report.problems == ()
    (entry,) = desk.entries()
    assert not entry.draft
    assert entry.title == "Harbour chain found"
    assert entry.tags == ("harbour",)
    assert entry.summary.startswith("Divers found the old harbour chain")
    assert entry.sources[0].publisher == "Harbour Courier"
    assert entry.sources[0].page == "chain.html"
    assert entry.id == "tag:localhost,2026-03-02:harbour-chain-found"
    text = desk.read(ENTRY)
    assert "[Harbour Courier](https://courier.example.com/chain.html) reports:" in text
    assert "> Nine rusty pieces" in text
    assert "Runa Falk:\n\n> “We thought that it was an anchor" in text


def test_nothing_is_drafted_twice(desk: Desk) -> None:
    desk.save("chain.html")
    desk.ingest()
    before = desk.files()
    read = desk.entries_read
    assert desk.ingest() == IngestReport()
    assert desk.files() == before
    assert desk.entries_read == read, "with nothing new, no entry is read"


def test_a_run_killed_before_the_ledger_was_written_drafts_nothing_again(desk: Desk) -> None:
    desk.save("chain.html")
    desk.ingest()
    ledger = desk.read("content/ingested.yaml")
    (desk.root / "content/ingested.yaml").unlink()
    report = desk.ingest()
    assert report.drafted == ()
    # the page was not read again, so the sketch of its text is not known
    kept = [line for line in ledger.splitlines() if not line.startswith("  text: ")]
    assert desk.read("content/ingested.yaml").splitlines() == kept


def test_deleting_an_entry_discards_its_page(desk: Desk) -> None:
    desk.save("chain.html")
    desk.ingest()
    (desk.root / ENTRY).unlink()
    assert desk.ingest().drafted == ()
    assert "discarded: true" in desk.read("content/ingested.yaml")
    assert desk.ingest().drafted == ()
    assert desk.ingest("chain.html").drafted == (ENTRY,), "unless it is asked for"
    assert "discarded" not in desk.read("content/ingested.yaml").split("chain.html:")[1]


def test_a_moved_entry_is_still_the_page_s(desk: Desk) -> None:
    desk.save("chain.html")
    desk.ingest()
    moved = "content/entries/2026/03/chain.md"
    (desk.root / ENTRY).rename(desk.root / moved)
    assert desk.ingest().drafted == ()
    assert f"entry: {moved}" in desk.read("content/ingested.yaml")


def test_a_page_asked_for_again_is_a_draft_beside_its_entry(desk: Desk) -> None:
    desk.save("chain.html")
    desk.ingest()
    before = desk.read(ENTRY)
    report = desk.ingest("chain.html")
    assert report.drafted == (ENTRY.replace(".md", "-2.md"),)
    assert desk.read(ENTRY) == before
    assert "draft: true" in desk.read(report.drafted[0])


def test_a_taken_name_gets_a_number(desk: Desk) -> None:
    desk.write(ENTRY, "---\ntitle: An editor's own\n---\n")
    desk.save("chain.html")
    report = desk.ingest()
    assert report.drafted == (ENTRY.replace(".md", "-2.md"),)
    assert "An editor's own" in desk.read(ENTRY)
    assert "tag:localhost,2026-03-02:harbour-chain-found-2" in desk.read(report.drafted[0])


def test_a_page_saved_twice_is_told_and_drafted_once(desk: Desk) -> None:
    desk.save("a.html", url="https://courier.example.com/chain?utm_source=feed")
    desk.save("b.html", "Chain of the harbour", url="https://courier.example.com/chain")
    report = desk.ingest()
    assert report.drafted == (ENTRY,)
    assert report.skipped == ("b.html",)
    (problem,) = report.problems
    assert str(problem) == (
        f"content/sources/b.html: warning[saved-twice] `{ENTRY}` cites the same address already, "
        "so nothing was drafted\n  hint: delete one of the two pages, or name this page in the entry"
    )
    assert desk.ingest() == IngestReport()


def test_a_page_under_a_new_name_is_the_same_page(desk: Desk) -> None:
    desk.write("content/sources/dump.txt", DUMP)
    (entry,) = desk.ingest().drafted
    (desk.root / "content/sources/dump.txt").rename(desk.root / "content/sources/renamed.txt")
    assert desk.ingest() == IngestReport(skipped=("renamed.txt",), settled=False)
    assert f"renamed.txt:\n  hash: {hash_bytes(DUMP.encode()).hex()}\n  entry: {entry}" in desk.read(
        "content/ingested.yaml"
    )


def test_two_copies_of_a_page_without_address_are_one(desk: Desk) -> None:
    desk.write("content/sources/a.txt", DUMP)
    desk.write("content/sources/b.txt", DUMP)
    report = desk.ingest()
    assert len(report.drafted) == 1
    assert [problem.message for problem in report.problems if problem.rule == "saved-twice"] == [
        "`a.txt` is the same page, so nothing was drafted"
    ]


def test_a_page_whose_address_an_editor_cites_is_not_drafted(desk: Desk) -> None:
    desk.write(
        "content/entries/own.md",
        "---\ntitle: Own\nsources:\n  - url: https://courier.example.com/chain.html\n---\n",
    )
    desk.save("chain.html")
    assert rules(desk.ingest()) == ["saved-twice"]


def test_a_page_changed_after_drafting_is_told(desk: Desk) -> None:
    desk.save("chain.html")
    desk.ingest()
    desk.save("chain.html", "Another headline for the chain")
    report = desk.ingest()
    assert report.drafted == ()
    assert rules(report) == ["page-changed"]


def test_what_is_written_beside_the_page_wins(desk: Desk) -> None:
    desk.save("chain.html")
    desk.write(
        "content/sources/chain.html.yaml",
        "title: The chain, at last\ndate: 2026-03-09\ntags: [weather]\nsources:\n  agency: Coastal Wire\n",
    )
    report = desk.ingest()
    assert report.drafted == ("content/entries/2026/03/the-chain-at-last.md",)
    (entry,) = desk.entries()
    assert entry.tags == ("weather",)
    assert entry.sources[0].agency == "Coastal Wire"
    assert entry.sources[0].publisher == "Harbour Courier", "what it does not say was found"


def test_a_fault_beside_the_page_is_told_and_nothing_drafted(desk: Desk) -> None:
    desk.save("chain.html")
    desk.write("content/sources/chain.html.yaml", "titel: The chain\n")
    report = desk.ingest()
    assert report.drafted == ()
    assert [(problem.file, problem.line, problem.rule) for problem in report.problems] == [
        ("content/sources/chain.html.yaml", 1, "unknown-key")
    ]
    assert report.problems[0].severity == "warning"
    assert desk.ingest("chain.html").problems[0].severity == "error"


def test_no_date_is_guessed(desk: Desk) -> None:
    desk.save("chain.html", date="")
    report = desk.ingest()
    assert report.drafted == ("content/entries/undated/harbour-chain-found.md",)
    assert rules(report) == ["no-date"]
    (entry,) = desk.entries()
    assert entry.draft
    assert entry.date is None


def test_no_tag_that_fits_makes_a_draft_with_candidates(desk: Desk) -> None:
    desk.write(
        "content/sources/bread.html",
        PAGE.format(title="Bread from the beach", url="https://x.example.com/", date="2026-03-02")
        .replace("harbour", "bakery")
        .replace("Harbour", "Bakery")
        .replace("quay", "oven")
        .replace("</head>", '<meta name="keywords" content="baking, sea salt"></head>'),
    )
    report = desk.ingest()
    (problem,) = report.problems
    assert problem.rule == "no-tag"
    assert "baking" in problem.hint
    assert "candidates: baking" in desk.read(report.drafted[0])


def test_review_publishes_nothing_and_complains_of_nothing(desk: Desk) -> None:
    desk.save("chain.html")
    report = desk.ingest(config=Config(ingest_publish="review"))
    assert report.problems == ()
    assert desk.entries()[0].draft


def test_large_empty_and_missing_pages_are_told(desk: Desk) -> None:
    desk.write("content/sources/empty.html", "")
    desk.write("content/sources/large.txt", "word " * 250_000)
    report = desk.ingest("empty.html", "large.txt", "nowhere.html", config=Config(ingest_max_mb=1))
    assert rules(report) == ["no-headline", "page-too-large", "no-page"]
    assert report.drafted == ()


def test_a_page_that_the_disk_does_not_give_is_told_and_stops_no_other(desk: Desk) -> None:
    desk.save("chain.html")
    desk.save("other.html", title="Quay crane sold")
    (desk.root / "content/sources/other.html.yaml").mkdir()
    report = desk.ingest()
    assert rules(report) == ["page-unreadable"]
    assert "Is a directory" in report.problems[0].message
    assert report.drafted == (ENTRY,)


def test_a_date_of_which_the_reader_is_unsure_is_left_to_an_editor(desk: Desk) -> None:
    desk.save("chain.html", date="")
    text = desk.read("content/sources/chain.html").replace("</h1>", "</h1><p>2 March 2026</p>")
    desk.write("content/sources/chain.html", text)
    report = desk.ingest()
    assert rules(report) == ["unsure-date"]
    (entry,) = desk.entries()
    assert entry.draft and str(entry.date) == "2026-03-02"


def test_a_broken_ledger_stops_ingest(desk: Desk) -> None:
    desk.save("chain.html")
    desk.write("content/ingested.yaml", "chain.html: [\n")
    report = desk.ingest()
    assert report.drafted == ()
    assert report.problems[0].file == "content/ingested.yaml"


def test_which_files_are_pages() -> None:
    names = [
        "a.html", "b.HTM", "c.xhtml", "d.txt", "d.txt.yaml", "e.pdf",
        "a_files/frame.html", "deep/er/f.html", "deep/f_files/x/y.html",
        "clipped.md", "README.md",
    ]  # fmt: skip
    files = [f"content/sources/{name}" for name in names] + ["content/pages/about.html"]
    assert source_pages(files) == ["a.html", "b.HTM", "c.xhtml", "clipped.md", "d.txt", "deep/er/f.html"]


def test_the_same_story_from_another_outlet_is_drafted_held_back_and_told(desk: Desk) -> None:
    desk.save("chain.html")
    (first,) = desk.ingest().drafted
    reprint = PAGE.replace("Harbour Courier", "Ellery Post").replace("a crew of four divers", "four divers")
    reprint = reprint.replace("nobody had seen it", "no one had seen it").replace("Runa Falk,", "Falk,")
    desk.write(
        "content/sources/reprint.html",
        reprint.format(title="Divers find a chain", date="2026-03-03", url="https://post.example.com/chain"),
    )
    desk.write("content/sources/fog.txt", DUMP)
    report = desk.ingest()
    assert len(report.drafted) == 2
    told = [problem for problem in report.problems if problem.rule == "same-story"]
    assert [problem.file for problem in told] == ["content/sources/reprint.html"]
    assert f"its text is nearly that of chain.html, from which {first} was drafted" in told[0].message
    (entry,) = [file for file in report.drafted if "divers-find" in file]
    assert "draft: true  # its text is nearly that of chain.html" in desk.read(entry)
    assert desk.ingest() == IngestReport()


def test_a_page_asked_for_again_is_not_like_itself(desk: Desk) -> None:
    desk.save("chain.html")
    desk.ingest()
    assert "same-story" not in {problem.rule for problem in desk.ingest("chain.html").problems}
