"""Joins outputs and store: planned outputs in, the published site out, and an index of what is in it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec import Struct

from newsdigest.build.indexing import index_of, made_of, notes_on
from newsdigest.build.reading import Content
from newsdigest.build.rendering import AT_ONCE, Stencils, Workshop, in_time, render
from newsdigest.check.vanished import too_many_gone
from newsdigest.collect.assemble import Collected
from newsdigest.model.listener import Listener
from newsdigest.model.output import Output
from newsdigest.model.problem import Problem, errors
from newsdigest.model.report import Report
from newsdigest.model.request import Request
from newsdigest.model.rules import in_force
from newsdigest.model.settings import Settings
from newsdigest.model.site import Site
from newsdigest.store.files import remove_tree
from newsdigest.store.index import Index, NextIndex, index_path
from newsdigest.store.manifest import Manifest
from newsdigest.store.publish import ForeignFileError, Staged, changes, not_planned, publish, staging_folder
from newsdigest.store.stale import Verdict, compare, kept_files, made_again, made_now


class Planned(Struct, frozen=True):
    """A site before any file of it is made."""

    settings: Settings
    content: Content
    settled: bool
    """Whether ingest left nothing undone."""
    collected: Collected
    site: Site
    """What was collected, with what the search will find."""
    stencils: Stencils
    outputs: Sequence[Output]
    problems: tuple[Problem, ...]


def publish_site(
    request: Request,
    planned: Planned,
    problems: Sequence[Problem],
    folder: Path,
    cache: Path,
    listener: Listener,
) -> tuple[Report, bytes]:
    """Make what is stale, and publish it; or tell what would be published, or what is in the way.

    `folder` is where the index is kept. Returns the stamp of the new one, empty where there is none.
    """
    config, outputs = planned.settings.config, planned.outputs
    index = index_path(folder, request.output)
    with Index(index, empty=request.clean) as last:
        made = made_of(last)
    verdicts = compare(outputs, made, request.output)
    stale = in_time(verdict.output for verdict in verdicts if verdict.reasons)
    with staging_for(request, folder) as staging, NextIndex(index, partial(_records, planned)) as coming:
        workshop = Workshop(
            request.root,
            request.output,
            None if request.advice else staging,
            cache,
            planned.stencils.fingerprint,
            minify=config.minify == "all",
        )
        rendered: list[Staged | Problem] = []
        # Beside workers of a large site, what the index looks at would be in memory several times.
        waits = request.dry_run or len(stale) > AT_ONCE
        files = render(planned.site, stale, workshop, request.jobs)
        for file in listener.track("rendering", files, len(stale)):
            rendered.append(file)
            if not waits:
                coming.go_on()
        staged = [file for file in rendered if isinstance(file, Staged)]
        problems = [*problems, *(fault for fault in rendered if isinstance(fault, Problem))]
        if errors(problems):
            return Report(problems=tuple(problems)), b""
        if request.advice:
            from newsdigest.check.advice.runner import advise_files

            sizes = {path: one.stat.size for path, one in made_again(verdicts, made).items()}
            sizes |= {file.path: file.stat.size for file in staged}
            problems = in_force([*problems, *advise_files(sizes)], config.decisions)
        kept, manifest = kept_files(verdicts, made), Manifest(request.output)
        gone = not_planned({output.path for output in outputs}, manifest)
        if not request.allow_removals and (refused := too_many_gone(gone, manifest.files)):
            return Report(problems=(*problems, *refused)), b""
        foretold = None
        stamp = b""
        try:
            if request.dry_run:
                from newsdigest.build.foretelling import foretell

                published = changes(staged, gone, request.output, manifest)
                foretold = foretell(request, staged, published, staging)
            else:
                published = publish(staged, kept, gone, request.output, staging, manifest)
                notes = made_again(verdicts, made) | made_now(stale, staged)
                stamp = coming.finish(notes_on(outputs, notes, config.outputs))
        except ForeignFileError as error:
            return Report(problems=(*problems, *map(_foreign, error.paths))), b""
    report = Report(
        entries=sum(branch.home.count for branch in planned.site.branches),
        written=published.written,
        added=published.added,
        kept=len(outputs) - len(published.written),
        removed=published.removed,
        problems=tuple(problems),
        notes=tuple(_why(path, verdicts) for path in request.why),
        foretold=foretold,
    )
    return report, stamp


def _records(planned: Planned) -> Iterator[tuple[str, object]]:
    return index_of(
        planned.collected,
        planned.content,
        planned.settings,
        planned.stencils,
        planned.outputs,
        settled=planned.settled,
    )


@contextmanager
def staging_for(request: Request, folder: Path) -> Iterator[Path]:
    """A folder for rendered files, which is gone in the end whatever happens."""
    staging = staging_folder(folder if request.dry_run else request.output, folder)
    try:
        yield staging
    finally:
        remove_tree(staging)


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
