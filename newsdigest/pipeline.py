"""The whole flow of a build, on one screen."""

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from newsdigest.check.links import BodyOf
from newsdigest.check.runner import check_content, check_links, check_outputs
from newsdigest.check.vanished import too_many_gone
from newsdigest.collect.assemble import collect
from newsdigest.collect.moments import changes_of
from newsdigest.indexing import index_of, made_of, notes_on
from newsdigest.ingest import ingest
from newsdigest.model.listener import Listener
from newsdigest.model.problem import Problem, errors
from newsdigest.model.report import Report
from newsdigest.model.request import Request
from newsdigest.model.rules import in_force
from newsdigest.model.site import Site
from newsdigest.narrow import narrow_build
from newsdigest.outputs.plan import plan
from newsdigest.pictures import look_at_pictures
from newsdigest.quoting import check_quoting
from newsdigest.reading import Content, assets, read_content
from newsdigest.rendering import (
    AT_ONCE,
    LostBodyError,
    Workshop,
    in_time,
    read_stencils,
    render,
    shipped_static,
)
from newsdigest.searching import with_search
from newsdigest.settings import read_settings
from newsdigest.store.cache import Cache
from newsdigest.store.index import Index, NextIndex, index_path
from newsdigest.store.lock import one_at_a_time
from newsdigest.store.manifest import Manifest
from newsdigest.store.pool import rare_collections
from newsdigest.store.publish import ForeignFileError, Staged, changes, not_planned, publish, staging_folder
from newsdigest.store.scan import scan
from newsdigest.store.snapshot import look
from newsdigest.store.stale import Verdict, compare, kept_files, made_again, made_now
from newsdigest.unchanged import Difference, compare_with_last, is_last, remember, sources
from newsdigest.vanishing import tell_vanished

CACHE = "cache.sqlite"


def build(request: Request, listener: Listener, found: Difference | None = None) -> Report:
    """Publish the site. Faults in content are in the report, and then nothing was published.

    `found` is what has changed since the last build, where that is known already.
    Raises OSError for a disk that fails, and BusyError when another build does not end.
    """
    started = time.perf_counter()
    with rare_collections(), _working_folder(request, listener) as folder:
        if found is None or not is_last(request, found):
            found = compare_with_last(request)
        report = _narrow(request, found, folder, listener) if found else None
        try:
            report = report or _build(request, folder, listener)
        except LostBodyError:  # a damaged cache is an empty cache
            report = _build(replace(request, clean=True), folder, listener)
        report = tell_vanished(request, report)
    return replace(report, seconds=time.perf_counter() - started, dry_run=request.dry_run)


def _narrow(request: Request, found: Difference, folder: Path, listener: Listener) -> Report | None:
    """The build of a few changed entries; None where it takes more than that."""
    index = index_path(folder, request.output)
    with Cache(folder / CACHE) as cache, Index(index) as known, _staging(request, folder) as staging:
        return narrow_build(request, found, cache, known, staging, listener)


def _build(request: Request, folder: Path, listener: Listener) -> Report:
    root, jobs = request.root, request.jobs
    index = index_path(folder, request.output)
    with Cache(folder / CACHE, empty=request.clean) as cache:
        settings = read_settings(request)
        config, vocabulary = settings.config, settings.vocabulary
        problems = list(settings.problems)

        seen = look(sources(request))
        files = scan(root, ("content", "templates"), cache)
        drafted: tuple[str, ...] = ()
        settled = True
        if request.ingest and not request.dry_run and not errors(problems):
            known = partial(read_content, root, files, config, cache, listener, jobs)
            ingested = ingest(root, files, config, vocabulary, lambda: known().entries, listener, jobs=jobs)
            problems += ingested.problems
            drafted, settled = ingested.drafted, ingested.settled
            if drafted:
                seen = look(sources(request))
                files = scan(root, ("content", "templates"), cache)

        content = read_content(root, files, config, cache, listener, jobs)
        stencils = read_stencils(root, cache)
        seen_assets = look_at_pictures(assets(files, shipped_static(root)), root, cache)
        collected = collect(
            content.entries,
            content.pages,
            content.bodies,
            seen_assets.assets,
            vocabulary,
            config,
            settings.now,
            pictures=content.pictures,
            drafts=request.drafts,
        )
        indexed = with_search(collected.site, cache, jobs)
        site = indexed.site
        outputs = stencils.dress(plan(site))

        problems += [*content.problems, *stencils.problems, *seen_assets.problems, *indexed.problems]
        problems += check_content(content.entries, vocabulary, config)
        problems += check_outputs(outputs)
        if not errors(settings.problems):  # without its settings, a site's addresses are not known
            problems += check_links(_bodies(content, site), outputs)
        problems += check_quoting(root, files, content.entries, settings, cache, listener, jobs)
        if request.advice:
            from newsdigest.advising import advise
            from newsdigest.check.advice.runner import advise_bodies, advise_files

            problems += advise(root, content.entries, settings, listener, jobs)
            problems += advise_bodies(_bodies(content, site))
        problems = in_force(problems, config.decisions)
        if errors(problems):
            return Report(drafted=drafted, problems=tuple(problems))

        with Index(index, empty=request.clean) as last:
            made = made_of(last)
        verdicts = compare(outputs, made, request.output)
        stale = in_time(verdict.output for verdict in verdicts if verdict.reasons)
        records = partial(index_of, collected, content, settings, stencils, outputs, settled=settled)
        with _staging(request, folder) as staging, NextIndex(index, records) as coming:
            workshop = Workshop(
                root,
                request.output,
                None if request.advice else staging,
                cache.path,
                stencils.fingerprint,
                minify=config.minify == "all",
            )
            rendered: list[Staged | Problem] = []
            # Beside workers of a large site, what the index looks at would be in memory several times.
            waits = request.dry_run or len(stale) > AT_ONCE
            for file in listener.track("rendering", render(site, stale, workshop, jobs), len(stale)):
                rendered.append(file)
                if not waits:
                    coming.go_on()
            staged = [file for file in rendered if isinstance(file, Staged)]
            problems += [fault for fault in rendered if isinstance(fault, Problem)]
            if errors(problems):
                return Report(drafted=drafted, problems=tuple(problems))
            if request.advice:
                sizes = {path: one.stat.size for path, one in made_again(verdicts, made).items()}
                sizes |= {file.path: file.stat.size for file in staged}
                problems = in_force([*problems, *advise_files(sizes)], config.decisions)
            kept, manifest = kept_files(verdicts, made), Manifest(request.output)
            gone = not_planned({output.path for output in outputs}, manifest)
            if not request.allow_removals and (refused := too_many_gone(gone, manifest.files)):
                return Report(drafted=drafted, problems=(*problems, *refused))
            foretold = None
            try:
                if request.dry_run:
                    from newsdigest.foretelling import foretell

                    published = changes(staged, gone, request.output, manifest)
                    foretold = foretell(request, staged, published, staging)
                else:
                    published = publish(staged, kept, gone, request.output, staging, manifest)
            except ForeignFileError as error:
                problems += map(_foreign, error.paths)
                return Report(drafted=drafted, problems=tuple(problems))
            stamp = b""
            if not request.dry_run:
                now_made = made_again(verdicts, made) | made_now(stale, staged)
                stamp = coming.finish(notes_on(outputs, now_made, config.outputs))
    report = Report(
        entries=sum(branch.home.count for branch in site.branches),
        drafted=drafted,
        written=published.written,
        added=published.added,
        kept=len(outputs) - len(published.written),
        removed=published.removed,
        problems=tuple(problems),
        notes=tuple(_why(path, verdicts) for path in request.why),
        foretold=foretold,
    )
    moments = changes_of(
        content.entries,
        config.zone,
        news="news_sitemap" in config.outputs,
        drafts_at=settings.now if request.drafts else None,
    )
    paths = [output.path for output in outputs]
    remember(request, seen, paths, report, moments, settings.now, config.timezone, stamp)
    return report


@contextmanager
def _working_folder(request: Request, listener: Listener) -> Iterator[Path]:
    """Where the cache lives, held against other builds; for a dry run a copy that is thrown away."""
    folder = request.root / ".newsdigest"
    if not request.dry_run:
        with one_at_a_time(folder / "lock", listener.say):
            yield folder
        return
    with TemporaryDirectory(prefix="newsdigest-") as copy:
        for file in (folder / CACHE, index_path(folder, request.output)):
            if file.is_file():
                shutil.copy(file, copy)
        yield Path(copy)


@contextmanager
def _staging(request: Request, folder: Path) -> Iterator[Path]:
    """A folder for rendered files, which is gone in the end whatever happens."""
    staging = staging_folder(folder if request.dry_run else request.output, folder)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


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


def _foreign(path: str) -> Problem:
    message = "a file that no build made stands where the site's must"
    return Problem(path, 0, 0, "foreign-file", message, "move it elsewhere, or delete it")


def _why(path: str, verdicts: Sequence[Verdict]) -> str:
    """What made an output stale, or that it was kept; the output by its path or its address."""
    wanted = path.strip("/")
    for verdict in verdicts:
        if wanted in (verdict.output.path, verdict.output.url.strip("/")):
            reasons = verdict.reasons or ("kept: nothing that it is made from has changed",)
            return "\n  ".join([verdict.output.path, *reasons])
    return f"{path}\n  no output of the site has this path or address"
