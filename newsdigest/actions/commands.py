"""Joins for the small commands of the desk: pages ingested by name, entries begun by hand."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import count
from pathlib import Path

from newsdigest.build.ingest import IngestReport, ingest
from newsdigest.build.page_drafts import SOURCES
from newsdigest.build.reading import front_matters, read_content
from newsdigest.build.schemas import pointing
from newsdigest.build.settings import read_settings
from newsdigest.collect.moments import changes_of
from newsdigest.draft.frontmatter import write_entry
from newsdigest.draft.tags import reasons
from newsdigest.model.article import Article
from newsdigest.model.entry import Entry
from newsdigest.model.listener import Listener
from newsdigest.model.problem import Problem, errors
from newsdigest.model.request import Request
from newsdigest.model.slug import slugify
from newsdigest.model.yaml_text import yaml_value
from newsdigest.store.cache import Cache
from newsdigest.store.files import write_new
from newsdigest.store.lock import one_at_a_time
from newsdigest.store.scan import scan

FIRST_STEPS = """\
summary:
sources:
  - title:
    url:
    publisher:
"""
"""What a new entry needs and only its editor knows."""


def ingest_pages(request: Request, pages: Sequence[Path], listener: Listener) -> IngestReport:
    """Draft entries from the named pages, known or not; one from elsewhere is first saved with the others."""
    folder = request.root / ".newsdigest"
    with one_at_a_time(folder / "lock", listener.say), Cache(folder / "cache.sqlite") as cache:
        settings = read_settings(request)
        if errors(settings.problems):
            return IngestReport(problems=settings.problems)
        named = [_among_sources(request.root, page) for page in pages]
        faults = tuple(name for name in named if isinstance(name, Problem))
        files = scan(request.root, ("content",), cache).files

        def entries() -> list[Entry]:
            return read_content(request.root, files, settings.config, cache, listener, request.jobs).entries

        asked = [name for name in named if isinstance(name, str)]
        if not asked:
            return IngestReport(problems=faults)
        report = ingest(
            request.root, files, settings.config, settings.vocabulary, entries, listener,
            asked=asked, severity="error", jobs=request.jobs,
        )  # fmt: skip
        return IngestReport(report.drafted, report.skipped, faults + report.problems)


def _among_sources(root: Path, page: Path) -> str | Problem:
    """A page's name below content/sources; one from elsewhere is copied there, never over another."""
    page, sources = page.resolve(), (root / SOURCES).resolve()
    if page.is_relative_to(sources):
        return page.relative_to(sources).as_posix()
    data = page.read_bytes()
    copy = sources / page.name
    if write_new(copy, data) or copy.read_bytes() == data:
        return page.name
    message = f"another page of this name is in {SOURCES} already"
    return Problem(str(page), 0, 0, "page-name", message, "rename one of the two")


def new_entry(request: Request, title: str) -> Path | Problem:
    """Write an entry with what is known of it: today's date, tags that its title names. Returns its path."""
    settings = read_settings(request)
    if not request.config.is_file():
        return settings.problems[0]
    slug = slugify(title)
    if not slug:
        hint = "an entry's address is made of its title's letters and digits"
        return Problem("content/entries", 0, 0, "empty-slug", f"no address can be made of `{title}`", hint)
    today = settings.now.astimezone(settings.config.zone).date()
    tags = tuple(tag for tag, _ in reasons(Article(page="", title=title), "", settings.vocabulary))
    folder = request.root / f"content/entries/{today:%Y/%m}"
    for name in _free_names(slug):
        path = folder / f"{name}.md"
        text = _first_text(title, name, today, tags, settings.config.id_host)
        file = path.relative_to(request.root).as_posix()
        if write_new(path, pointing(request.root, file, text).encode()):
            return path
    raise AssertionError("there is always another name")


def next_change(request: Request) -> tuple[datetime | None, tuple[Problem, ...]]:
    """The next instant, in the site's zone, at which an entry comes out, expires or is no longer news."""
    settings = read_settings(request)
    zone = settings.config.zone
    entries, faults = front_matters(request.root, settings.config)
    news = "news_sitemap" in settings.config.outputs
    coming = [moment for moment in changes_of(entries, zone, news=news) if moment > settings.now]
    return min(coming).astimezone(zone) if coming else None, (*settings.problems, *faults)


def _free_names(slug: str) -> Iterator[str]:
    """The slug, then `-2`, `-3`, ..."""
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))


def _first_text(title: str, slug: str, day: date, tags: Sequence[str], id_host: str) -> str:
    """The front matter that is known, with places for what only the editor knows."""
    uri = f"tag:{id_host},{day}:{slug}"
    entry = Entry(file=f"{slug}.md", title=title, slug=slug, date=day, id=uri, draft=True)
    head, date_line, rest = write_entry(entry, "").partition(f"date: {day}\n")
    return f"{head}{date_line}tags: [{', '.join(map(yaml_value, tags))}]\n{FIRST_STEPS}{rest}"
