"""The whole flow of a build, on one screen."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.build.ingest import ingest
from newsdigest.build.narrow import narrow_build, show_pages
from newsdigest.build.pictures import look_at_pictures
from newsdigest.build.publishing import Planned, publish_site, staging_for
from newsdigest.build.quoting import check_quoting
from newsdigest.build.reading import Content, assets, misnamed_file, read_content
from newsdigest.build.rendering import LostBodyError, read_stencils, shipped_static
from newsdigest.build.retouching import retouch_pages
from newsdigest.build.searching import with_search
from newsdigest.build.settings import read_settings
from newsdigest.build.unchanged import Difference, compare_with_last, is_last, remember, sources
from newsdigest.build.vanishing import tell_vanished
from newsdigest.check.links import BodyOf
from newsdigest.check.runner import check_content, check_links, check_outputs
from newsdigest.collect.assemble import collect
from newsdigest.collect.moments import changes_of
from newsdigest.model.listener import Listener
from newsdigest.model.problem import Problem, errors
from newsdigest.model.report import Report
from newsdigest.model.request import Request
from newsdigest.model.rules import in_force
from newsdigest.model.settings import Settings
from newsdigest.model.site import Site
from newsdigest.outputs.plan import plan
from newsdigest.store.cache import Cache
from newsdigest.store.cores import Companion
from newsdigest.store.index import Index, index_path
from newsdigest.store.lock import one_at_a_time
from newsdigest.store.pool import rare_collections
from newsdigest.store.scan import scan
from newsdigest.store.snapshot import Snapshot, look

CACHE = "cache.sqlite"

FOLDERS = ("content", "templates")
"""What is hashed."""


def build(
    request: Request,
    listener: Listener,
    found: Difference | None = None,
    companion: Companion | None = None,
) -> Report:
    """Publish the site. Faults in content are in the report, and then nothing was published.

    `found` is what has changed since the last build, where that is known already.
    Raises OSError for a disk that fails, and BusyError when another build does not end.
    """
    started = time.perf_counter()
    companion = companion or Companion(jobs=1)
    with rare_collections(), _working_folder(request, listener) as folder:
        if found is None or not is_last(request, found):
            found = compare_with_last(request)
        edit = partial(narrow_build, companion=companion)
        report = _narrow(request, found, folder, listener, edit, retouch_pages) if found else None
        companion.close()
        try:
            report = report or _build(request, folder, listener)
        except LostBodyError:  # a damaged cache is an empty cache
            report = _build(replace(request, clean=True), folder, listener)
        report = tell_vanished(request, report)
    return replace(report, seconds=time.perf_counter() - started, dry_run=request.dry_run)


def glance(request: Request, listener: Listener) -> Report | None:
    """Show an edit in its pages, before `build` does all else that it takes, the search above all.

    None, and nothing done, where that is not all in one.
    """
    with rare_collections(), _working_folder(request, listener) as folder:
        found = compare_with_last(request, published=False)
        return _narrow(request, found, folder, listener, show_pages) if found else None


def _narrow(
    request: Request,
    found: Difference,
    folder: Path,
    listener: Listener,
    *ways: Callable[..., Report | None],
) -> Report | None:
    """The build of a small change, or a part of it, in the first way that serves; None where none does."""
    index = index_path(folder, request.output)
    with Cache(folder / CACHE) as cache, Index(index) as known, staging_for(request, folder) as staging:
        made = (way(request, found, cache, known, staging, listener) for way in ways if not cache.overgrown)
        return next(filter(None, made), None)


def _build(request: Request, folder: Path, listener: Listener) -> Report:
    with Cache(folder / CACHE, empty=request.clean) as cache:
        if cache.overgrown:
            cache.clear()
        source = _read(request, cache, listener)
        planned = _plan(request, source, cache)
        problems = _faults(request, source, planned, cache, listener)
        if errors(problems):
            return Report(drafted=source.drafted, problems=tuple(problems))
        report, stamp = publish_site(request, planned, problems, folder, cache.path, listener)
        cache.weigh()
    report = replace(report, drafted=source.drafted)
    if not report.failed:
        config, now = source.settings.config, source.settings.now
        moments = changes_of(
            source.content.entries,
            config.zone,
            news="news_sitemap" in config.outputs,
            drafts_at=now if request.drafts else None,
        )
        paths = [output.path for output in planned.outputs]
        remember(request, source.seen, paths, report, moments, now, config.timezone, stamp)
    return report


class _Source(Struct, frozen=True):
    """What a build finds: the site as its editors wrote it."""

    settings: Settings
    seen: Snapshot
    """Taken before anything was read."""
    files: Mapping[str, bytes]
    """Path -> hash."""
    content: Content
    drafted: tuple[str, ...]
    """Entries that ingest has just written."""
    settled: bool
    """Whether ingest left nothing undone."""
    problems: tuple[Problem, ...]


def _read(request: Request, cache: Cache, listener: Listener) -> _Source:
    """Settings, then source pages, which become entries, then all entries and pages."""
    root, jobs = request.root, request.jobs
    settings = read_settings(request)
    config, problems = settings.config, list(settings.problems)
    seen = look(sources(request))
    files, misnamed = scan(root, FOLDERS, cache)
    problems += map(misnamed_file, misnamed)
    drafted: tuple[str, ...] = ()
    settled = True
    if request.ingest and not request.dry_run and not errors(problems):
        known = partial(read_content, root, files, config, cache, listener, jobs)
        ingested = ingest(
            root, files, config, settings.vocabulary, lambda: known().entries, listener, jobs=jobs
        )
        problems += ingested.problems
        drafted, settled = ingested.drafted, ingested.settled
        if drafted:
            seen = look(sources(request))
            files = scan(root, FOLDERS, cache).files
    content = read_content(root, files, config, cache, listener, jobs)
    return _Source(settings, seen, files, content, drafted, settled, (*problems, *content.problems))


def _plan(request: Request, source: _Source, cache: Cache) -> Planned:
    """The site as data, and every file of it, before any is made."""
    content, settings = source.content, source.settings
    stencils = read_stencils(request.root, cache)
    pictures = look_at_pictures(assets(source.files, shipped_static(request.root)), request.root, cache)
    collected = collect(
        content.entries,
        content.pages,
        content.bodies,
        pictures.assets,
        settings.vocabulary,
        settings.config,
        settings.now,
        pictures=content.pictures,
        drafts=request.drafts,
    )
    indexed = with_search(collected.site, cache, request.jobs, make=not request.advice)
    return Planned(
        settings=settings,
        content=content,
        settled=source.settled,
        collected=collected,
        site=indexed.site,
        stencils=stencils,
        outputs=stencils.dress(plan(indexed.site)),
        problems=(*stencils.problems, *pictures.problems, *indexed.problems),
    )


def _faults(
    request: Request, source: _Source, planned: Planned, cache: Cache, listener: Listener
) -> list[Problem]:
    """What is wrong with the site, by the rules as its settings have them."""
    settings, entries = source.settings, source.content.entries
    bodies = _bodies(source.content, planned.site)
    problems = [*source.problems, *planned.problems]
    problems += check_content(entries, settings.vocabulary, settings.config)
    problems += check_outputs(planned.outputs)
    if not errors(settings.problems):  # without its settings, a site's addresses are not known
        problems += check_links(bodies, entries, planned.outputs, settings.config)
    problems += check_quoting(request.root, source.files, entries, settings, cache, listener, request.jobs)
    if request.advice:
        from newsdigest.build.advising import advise
        from newsdigest.check.advice.runner import advise_bodies

        problems += advise(request.root, entries, settings, listener, request.jobs)
        problems += advise_bodies(bodies)
    return in_force(problems, settings.config.decisions)


@contextmanager
def _working_folder(request: Request, listener: Listener) -> Iterator[Path]:
    """Where the cache lives, held against other builds; for a dry run a copy that is thrown away."""
    folder = request.root / ".newsdigest"
    if not request.dry_run:
        with one_at_a_time(folder / "lock", listener.say):
            yield folder
        return
    from shutil import copy2
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="newsdigest-") as copy:
        for file in (folder / CACHE, index_path(folder, request.output)):
            if file.is_file():
                copy2(file, copy)
        yield Path(copy)


def _bodies(content: Content, site: Site) -> list[BodyOf]:
    """The bodies of what is published, each with the address of its page."""
    addresses = {page.card.file: page.card.url for branch in site.branches for page in branch.home.newest}
    addresses |= {page.file: page.url for page in site.pages}
    values = ((record.value, record.body) for record in content.records if record.value is not None)
    return [
        (value.file, value.body_line, addresses[value.file], body)
        for value, body in values
        if value.file in addresses
    ]
