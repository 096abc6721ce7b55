"""Joins extract, draft and load: source pages in, drafts of entries out; nothing is written.

Nothing heavy is imported before there is a page to read: most builds have none.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newsdigest.model.config import Config
from newsdigest.model.problem import Problem, errors
from newsdigest.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from newsdigest.draft.entry import Draft

SOURCES = "content/sources/"

PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".txt", ".md")
"""Endings of source pages."""


class Reading(Struct, frozen=True):
    """What a page gave: a draft, or the problems that kept us from one."""

    page: str
    draft: "Draft | None" = None
    problems: tuple[Problem, ...] = ()
    text: str = ""
    """A sketch of the page's text."""


def read_pages(
    folder: Path, pages: Sequence[str], config: Config, vocabulary: Vocabulary, jobs: int
) -> Iterator[Reading]:
    """What each page gives, in their order. A worker that hangs over a page, or dies of it, is given up."""
    from newsdigest.store.guard import Lost, guarded

    readings = guarded(partial(_read_one, folder, config, vocabulary), pages, jobs=jobs)
    for page, reading in zip(pages, readings, strict=True):
        if isinstance(reading, Lost):
            reading = _unread(page, "page-unreadable", f"reading the page failed: {reading.reason}")
        yield reading


def _read_one(folder: Path, config: Config, vocabulary: Vocabulary, page: str) -> Reading:
    beside = folder / f"{page}.yaml"
    try:
        megabytes = (folder / page).stat().st_size / 1e6
        if megabytes > config.ingest_max_mb:
            message = f"the page has {megabytes:.1f} MB, more than the {config.ingest_max_mb} allowed"
            return _unread(page, "page-too-large", message, "raise `ingest.max_mb` in config.yaml")
        data = (folder / page).read_bytes()
        sidecar = beside.read_text("utf-8", errors="replace") if beside.exists() else None
    except OSError as error:
        return _unread(page, "page-unreadable", f"the page cannot be read: {error.strerror}")
    try:
        return draft_page(page, data, sidecar, config, vocabulary)
    except Exception as error:  # Pages come from anywhere: one that we fail on must not stop the others.
        return _unread(page, "page-unreadable", f"reading the page failed: {type(error).__name__}: {error}")


def _unread(page: str, rule: str, message: str, hint: str = "") -> Reading:
    return Reading(page, problems=(page_problem(page, rule, message, hint),))


def draft_page(
    page: str, data: bytes, sidecar: str | None, config: Config, vocabulary: Vocabulary
) -> Reading:
    """The draft of one page from its bytes and the text of the file beside it; writes nothing."""
    from newsdigest.draft.entry import draft_entry
    from newsdigest.draft.likeness import sketch_of
    from newsdigest.extract.page import read_page, selectors_missed, visible_text
    from newsdigest.load.sidecar import read_sidecar

    given: Mapping[str, Any] = {}
    told: tuple[Problem, ...] = ()
    if sidecar is not None:
        loaded = read_sidecar(f"{SOURCES}{page}.yaml", sidecar, config.zone)
        if errors(loaded.problems) or loaded.value is None:
            return Reading(page, problems=loaded.problems)
        given, told = loaded.value.values, loaded.problems
    name = PurePosixPath(page).name
    article = read_page(name, data, vocabulary.publishers)
    told = (*told, *selectors_missed(article, f"{SOURCES}{page}"))
    if not (given.get("title") or article.title):
        hint = f"write its `title` into {SOURCES}{page}.yaml"
        return _unread(page, "no-headline", "no headline was found", hint)
    draft = draft_entry(article, given, page, visible_text(name, data), vocabulary, config)
    return Reading(page, draft, told, sketch_of(article))


def page_problem(page: str, rule: str, message: str, hint: str = "") -> Problem:
    """An error about a source page."""
    return Problem(SOURCES + page, 0, 0, rule, message, hint)
