"""Joins extract, draft, load and store: new pages of content/sources become entries in content/entries.

Nothing heavy is imported before there is a page to read: most builds have none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.build.page_drafts import PAGES, SOURCES, page_problem, read_pages
from newsdigest.draft.books import Books
from newsdigest.model.config import Config
from newsdigest.model.entry import Entry
from newsdigest.model.ledger import Ledger, Seen
from newsdigest.model.listener import Listener
from newsdigest.model.problem import Problem, Severity, errors
from newsdigest.model.vocabulary import Vocabulary
from newsdigest.store.files import write_new, write_whole

if TYPE_CHECKING:
    from newsdigest.draft.entry import Draft

LEDGER = "content/ingested.yaml"


class IngestReport(Struct, frozen=True):
    """What became of the pages that were new."""

    drafted: tuple[str, ...] = ()
    """Entries drafted, as files below the site's folder."""
    skipped: tuple[str, ...] = ()
    """Pages, named from content/sources on, from which nothing was drafted though they were new."""
    problems: tuple[Problem, ...] = ()
    settled: bool = True
    """Whether there was nothing to do: no new page, and none that was tried before and cannot be read."""


def ingest(
    root: Path,
    files: Mapping[str, bytes],
    config: Config,
    vocabulary: Vocabulary,
    entries: Callable[[], Iterable[Entry]],
    listener: Listener,
    *,
    asked: Sequence[str] = (),
    severity: Severity = "warning",
    jobs: int = 1,
) -> IngestReport:
    """Draft an entry from each page that the ledger does not know, or from those `asked` for.

    `files` are the site's files with their hashes; `entries` reads those of content/entries
    and is called only when there is something to decide. Pages are named from content/sources on.
    What is wrong with a page is told with the given severity, or as a warning.
    An entry that exists is never written.
    """
    ledger, faults = _read_ledger(root, files)
    if faults:
        return IngestReport(problems=faults)
    pages = source_pages(files)
    problems = _no_page(asked, pages) if asked else _changed(pages, files, ledger)
    missing = {page for page, seen in ledger.items() if seen.entry and seen.entry not in files}
    wanted = _wanted(asked, pages, ledger)
    if wanted or missing:
        books = Books()
        for entry in entries():
            books.enter(entry)
        for page, seen in ledger.items():
            # An entry that was moved still names its page; one that was deleted discards it.
            gone = page in missing
            books.note(page, replace(seen, entry=books.by_page.get(page, "")) if gone else seen)
        report = _draft_all(root, files, config, vocabulary, listener, wanted, books, jobs)
        if books.ledger != ledger:
            write_whole(root / LEDGER, _ledger_text(books.ledger))
        problems += report.problems
        report = replace(report, problems=())
    else:
        report = IngestReport()
    return replace(
        report,
        problems=tuple(
            replace(problem, severity=severity) if problem.severity == "error" else problem
            for problem in sorted(problems)
        ),
        settled=not (wanted or missing),
    )


def source_pages(files: Iterable[str]) -> list[str]:
    """The pages among the site's files, from content/sources on, without what a browser saved beside them, or
    editors wrote about them."""
    found = []
    for file in files:
        page = PurePosixPath(file)
        beside = any(part.endswith("_files") for part in page.parts[:-1]) or page.name.lower() == "readme.md"
        if file.startswith(SOURCES) and not beside and page.suffix.lower() in PAGES:
            found.append(file.removeprefix(SOURCES))
    return sorted(found)


def _draft_all(
    root: Path,
    files: Mapping[str, bytes],
    config: Config,
    vocabulary: Vocabulary,
    listener: Listener,
    wanted: Sequence[str],
    books: Books,
    jobs: int,
) -> IngestReport:
    """Read and draft the wanted pages, in their order, and note them in the books."""
    drafted: list[str] = []
    skipped: list[str] = []
    problems: list[Problem] = []
    to_read: list[str] = []
    for page in wanted:
        if page in books.ledger or page not in books.by_page:
            to_read.append(page)
        else:
            # The run that wrote its entry ended before the ledger was written; or an editor wrote the entry.
            books.note(page, Seen(files[SOURCES + page].hex(), books.by_page[page]))
            skipped.append(page)
    from newsdigest.draft.likeness import Sketches

    texts = Sketches()
    for page, seen in books.ledger.items():
        texts.add(page, seen.text)
    readings = read_pages(root / SOURCES, to_read, config, vocabulary, jobs)
    for reading in listener.track("reading source pages", readings, len(to_read)):
        page, mark = reading.page, files[SOURCES + reading.page].hex()
        problems += reading.problems
        if reading.draft is None:
            skipped.append(page)
        elif twin := books.twin(page, mark):
            books.note(page, Seen(mark, books.ledger[twin].entry, reading.text))
            skipped.append(page)
            if SOURCES + twin in files:
                problems.append(_saved_twice(page, f"`{twin}` is the same page"))
        elif other := books.elsewhere(reading.draft):
            books.note(page, Seen(mark, other, reading.text))
            skipped.append(page)
            problems.append(_saved_twice(page, f"`{other}` cites the same address already"))
        else:
            draft = _written(root, _compared(reading.draft, page, texts.alike(page, reading.text), books))
            books.note(page, Seen(mark, draft.entry.file, reading.text))
            texts.add(page, reading.text)
            books.enter(draft.entry)
            drafted.append(draft.entry.file)
            problems += _told(page, draft)
    return IngestReport(tuple(drafted), tuple(skipped), tuple(problems))


def _compared(draft: "Draft", page: str, same: str, books: Books) -> "Draft":
    """The draft, held where its page has an entry already, or nearly the text of a page read before."""
    if own := books.by_page.get(page):
        return draft.beside(own)
    return draft.like(same, books.ledger[same].entry) if same else draft


def _written(root: Path, draft: "Draft") -> "Draft":
    """The draft under the first name that is free, its file written."""
    from newsdigest.build.schemas import pointing

    number = 1
    while True:
        named = draft.numbered(number)
        file = named.entry.file
        if write_new(root / file, pointing(root, file, named.text).encode()):
            return named
        number += 1


def _changed(pages: Iterable[str], files: Mapping[str, bytes], ledger: Mapping[str, Seen]) -> list[Problem]:
    """Pages whose bytes are no longer those that were drafted from."""
    return [
        page_problem(
            page,
            "page-changed",
            f"the page was changed after `{ledger[page].entry}` was drafted from it",
            f"look whether the entry is still right; `ingest {SOURCES}{page}` drafts anew beside it",
        )
        for page in pages
        if page in ledger and ledger[page].entry and ledger[page].hash != files[SOURCES + page].hex()
    ]


def _wanted(asked: Sequence[str], pages: Sequence[str], ledger: Mapping[str, Seen]) -> list[str]:
    """Those asked for, else those that the ledger does not know."""
    if asked:
        return [page for page in dict.fromkeys(asked) if page in pages]
    return [page for page in pages if page not in ledger]


def _no_page(asked: Iterable[str], pages: Sequence[str]) -> list[Problem]:
    """Pages that were asked for and are not there."""
    hint = f"save pages in {SOURCES}, as {', '.join(PAGES)}"
    return [
        page_problem(page, "no-page", "there is no such page", hint) for page in asked if page not in pages
    ]


def _saved_twice(page: str, why: str) -> Problem:
    return page_problem(
        page,
        "saved-twice",
        f"{why}, so nothing was drafted",
        "delete one of the two pages, or name this page in the entry",
    )


def _told(page: str, draft: "Draft") -> list[Problem]:
    """Why a draft is not published, for its editor."""
    choices = f"candidates: {', '.join(draft.candidates)}" if draft.candidates else ""
    return [
        page_problem(
            page,
            reason.rule,
            f"{reason.text}: `{draft.entry.file}` is a draft",
            (reason.rule == "no-tag" and choices) or reason.hint,
        )
        for reason in draft.reasons
        if reason.rule
    ]


def _read_ledger(root: Path, files: Mapping[str, bytes]) -> tuple[Mapping[str, Seen], tuple[Problem, ...]]:
    """Page -> what became of it. A ledger that cannot be read stops ingest: all would be drafted again."""
    if LEDGER not in files:
        return {}, ()
    from newsdigest.load.ledger import read_ledger

    loaded = read_ledger(LEDGER, (root / LEDGER).read_text("utf-8"))
    return (loaded.value.pages if loaded.value else {}), tuple(errors(loaded.problems))


def _ledger_text(pages: Mapping[str, Seen]) -> bytes:
    from newsdigest.load.ledger import write_ledger

    return write_ledger(Ledger(pages)).encode()
