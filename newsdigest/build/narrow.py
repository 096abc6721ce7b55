"""The narrow build: few entries changed, and no more is read, planned and compared than they can alter.

It makes what a whole build would make, by the same functions, or nothing at all.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from newsdigest.build.amending import Sites, TooWideError, entry_of
from newsdigest.build.indexing import (
    CITED,
    FILE,
    OUTPUT,
    Buckets,
    Facts,
    shelves_changed,
)
from newsdigest.build.narrow_change import Change, change_of
from newsdigest.build.narrow_plan import NarrowPlan
from newsdigest.build.rendering import LostBodyError, Workshop, render
from newsdigest.build.unchanged import Difference, remember_narrow
from newsdigest.collect.amended import NoRoomError
from newsdigest.collect.moments import changes_of, instant
from newsdigest.model.listener import Listener
from newsdigest.model.output import Output
from newsdigest.model.report import Report
from newsdigest.model.request import Request
from newsdigest.outputs.plan import KIND_BY_NAME
from newsdigest.store.cache import Cache
from newsdigest.store.cores import Companion
from newsdigest.store.index import Index, LostRecordError
from newsdigest.store.manifest import NAME as MANIFEST
from newsdigest.store.publish import ForeignFileError, Staged, changes, publish, replace_changed
from newsdigest.store.snapshot import restated
from newsdigest.store.stale import Made, made_now

TOO_WIDE = (
    TooWideError,
    NoRoomError,
    LostRecordError,
    LostBodyError,
    ForeignFileError,
    FileNotFoundError,
)
"""What tells that a whole build must find out."""


def narrow_build(
    request: Request,
    found: Difference,
    cache: Cache,
    index: Index,
    staging: Path,
    listener: Listener,
    companion: Companion,
) -> Report | None:
    """Publish a small change of the site; None, and nothing done, where a whole build must find out.

    Raises OSError for a disk that fails.
    """
    try:
        change = change_of(request, found, cache, index, listener, companion)
        staged = _made(request, change, cache, staging, companion) if change else None
        if change is None or staged is None:
            return None
        return _publish(request, found, change, staged, index, staging)
    except TOO_WIDE:
        return None


def show_pages(
    request: Request, found: Difference, cache: Cache, index: Index, staging: Path, listener: Listener
) -> Report | None:
    """Publish the pages that an edit alters, and neither make its search nor note anything.

    The build that follows finds all still to do, and these files as it would make them. None, and nothing
    done, where the change is none, or one of more than the bytes of files that are there.
    """
    try:
        alone = Companion(jobs=1)
        change = (
            change_of(request, found, cache, index, listener, alone, search=False) if found.changed else None
        )
        if change is None or change.comes_or_goes:
            return None
        staged = _made(request, change, cache, staging, alone)
        if staged is None:
            return None
        return Report(written=replace_changed(staged, request.output, staging), problems=change.problems)
    except TOO_WIDE:
        return None


def _made(
    request: Request, change: Change, cache: Cache, staging: Path, companion: Companion
) -> list[Staged] | None:
    """The files of what is stale; None at a template's fault, which a whole build tells."""
    facts = change.facts
    workshop = Workshop(
        request.root,
        request.output,
        staging,
        cache.path,
        facts.stencils.fingerprint,
        minify=facts.settings.config.minify == "all",
    )
    rendered = list(render(change.sites.now, change.stale, workshop, request.jobs, companion))
    staged = [file for file in rendered if isinstance(file, Staged)]
    return staged if len(staged) == len(rendered) else None


def _publish(
    request: Request,
    found: Difference,
    change: Change,
    staged: Sequence[Staged],
    index: Index,
    staging: Path,
) -> Report:
    """Put the files in place, and leave all as a whole build would; or tell what would come of it."""
    sites, planned, config = change.sites, change.planned, change.facts.settings.config
    foretold = None
    if request.dry_run:
        from newsdigest.build.foretelling import foretell

        published = changes(staged, planned.gone, request.output, change.manifest)
        foretold = foretell(request, staged, published, staging)
    else:
        published = publish(staged, {}, planned.gone, request.output, staging, change.manifest)
    site = restated(
        found.last.published, request.output, [*(out.path for out in change.stale), MANIFEST], planned.gone
    )
    report = Report(
        entries=sum(branch.home.count for branch in sites.now.branches),
        written=published.written,
        added=published.added,
        kept=len(site.names) - 1 - len(published.written),
        removed=published.removed,
        problems=change.problems,
        foretold=foretold,
    )
    if not request.dry_run:
        made = _notes(change.outputs, planned, made_now(change.stale, staged))
        stamp = _put_away(sites, planned, made, change.facts, change.buckets, index)
        now = instant(request.moment, config.zone)
        moments = changes_of(
            (entry for one in sites.changes if (entry := entry_of(one.now))),
            config.zone,
            news="news_sitemap" in config.outputs,
            drafts_at=now if request.drafts else None,
        )
        remember_narrow(request, found, site, report, moments, now, stamp)
    return report


def _notes(
    outputs: Sequence[Output], planned: NarrowPlan, fresh: Mapping[str, Made]
) -> dict[str, dict[str, Made]]:
    """Kind -> path -> what to note of the outputs that were planned."""
    found: dict[str, dict[str, Made]] = {}
    for output in outputs:
        note = fresh.get(output.path) or planned.made[output.path]._replace(lastmod=output.lastmod)
        found.setdefault(output.kind, {})[output.path] = note
    return found


def _put_away(
    sites: Sites,
    planned: NarrowPlan,
    made: Mapping[str, Mapping[str, Made]],
    facts: Facts,
    buckets: Buckets,
    index: Index,
) -> bytes:
    """Leave the index as a whole build would; returns its stamp."""
    records, gone = shelves_changed(sites.amended.lists, sites.stored)
    for one in sites.changes:
        number = one.is_.number if one.is_ else 0
        buckets.put(FILE, one.file, (number, one.key) if one.now else None)
        if one.was and one.was.number != number:
            gone.append(f"entry/{one.was.number}")
    for one in sites.changes:
        if one.is_:
            records[f"entry/{one.is_.number}"] = (one.is_.filed, one.key)
    for shelf, numbers in sites.amended.lists.items():
        if shelf.kind == CITED:
            buckets.put(CITED, f"{shelf.language} {shelf.name}", numbers)
    for kind in planned.simple:
        records[f"kind/{kind}"] = made.get(kind, {})
    for kind, some in made.items():
        if KIND_BY_NAME[kind].narrow:
            for path, note in some.items():
                if note != planned.made.get(path):
                    buckets.put(OUTPUT, path, note)
    for path in planned.gone:
        buckets.put(OUTPUT, path, None)
    records |= buckets.changed()
    records |= {f"sitemap/{name}": addresses for name, addresses in planned.parts.items() if addresses}
    gone += (f"sitemap/{name}" for name, addresses in planned.parts.items() if not addresses)
    if planned.parts:
        records["sitemaps"] = planned.files
    top = max((one.is_.number for one in sites.changes if one.is_), default=0)
    changed = replace(facts, terms=sites.terms, top=max(top, facts.top))
    if changed != facts:
        records["facts"] = changed
    return index.change(records, [name for name in gone if name not in records])
