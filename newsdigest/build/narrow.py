"""The narrow build: few entries changed, and no more is read, planned and compared than they can alter.

It makes what a whole build would make, by the same functions, or nothing at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from newsdigest.build.amending import Sites, TooWideError, amend, entry_of
from newsdigest.build.indexing import (
    CITED,
    FILE,
    OUTPUT,
    Buckets,
    Facts,
    shelves_changed,
)
from newsdigest.build.ingest import LEDGER
from newsdigest.build.narrow_plan import NarrowPlan, ask_addresses, plan_change
from newsdigest.build.narrow_rules import changed_problems
from newsdigest.build.reading import ENTRIES, Desk, read_anew
from newsdigest.build.rendering import LostBodyError, Workshop, render
from newsdigest.build.searching import with_search
from newsdigest.build.unchanged import Difference, remember_narrow
from newsdigest.check.vanished import MANY, entry_addresses
from newsdigest.collect.amended import NoRoomError
from newsdigest.collect.moments import changes_of, instant
from newsdigest.collect.redirects import tag_redirects
from newsdigest.model.listener import Listener
from newsdigest.model.output import Output
from newsdigest.model.problem import errors
from newsdigest.model.report import Report
from newsdigest.model.request import Request
from newsdigest.outputs.frame import frames
from newsdigest.outputs.plan import KIND_BY_NAME
from newsdigest.store.cache import Cache
from newsdigest.store.files import is_utf8
from newsdigest.store.index import Index, LostRecordError
from newsdigest.store.manifest import NAME as MANIFEST
from newsdigest.store.manifest import Manifest
from newsdigest.store.program import program_fingerprint
from newsdigest.store.publish import ForeignFileError, Staged, changes, publish
from newsdigest.store.snapshot import restated
from newsdigest.store.stale import Made, Verdict, made_now, reasons_for

FEW = 64
"""Changed files up to which a build is narrow; with many, a whole one is hardly more work."""


def narrow_build(
    request: Request, found: Difference, cache: Cache, index: Index, staging: Path, listener: Listener
) -> Report | None:
    """Publish a small change of the site; None, and nothing done, where a whole build must find out.

    Raises OSError for a disk that fails.
    """
    files = _entry_files(request, found)
    if files is None:
        return None
    try:
        if index.stamp != found.last.stamp:
            return None
        facts = index.get("facts")
        assert isinstance(facts, Facts)
        return _build(request, found, files, facts, cache, index, staging, listener)
    except (TooWideError, NoRoomError, LostRecordError, LostBodyError, ForeignFileError, FileNotFoundError):
        return None


def _entry_files(request: Request, found: Difference) -> list[str] | None:
    """The entries that changed, as paths below the site's folder; None if anything else did."""
    below = f"{request.root}/"
    files = [path.removeprefix(below) for path in found.changed]
    if len(files) > FEW or not all(
        name.startswith(ENTRIES) and name.endswith(".md") and is_utf8(name) for name in files
    ):
        return None
    return None if request.why or MANIFEST in found.meddled else files


def _build(
    request: Request,
    found: Difference,
    files: Sequence[str],
    facts: Facts,
    cache: Cache,
    index: Index,
    staging: Path,
    listener: Listener,
) -> Report | None:
    now = instant(request.moment, facts.settings.config.zone)
    settings = replace(facts.settings, now=now)
    desk = Desk(request.root, cache.path, settings.config, program_fingerprint())
    there = [name for name in files if (request.root / name).is_file()]
    _ask_ingest(request, set(files).difference(there), facts)
    fresh = dict(zip(there, read_anew(desk, there, cache), strict=True))
    read = [(name, *fresh.get(name, (b"", None))) for name in files]
    buckets = Buckets(index, facts)
    sites = amend(facts, index, buckets, cache, read, now, drafts=request.drafts)
    before = with_search(sites.before, cache, request.jobs).site if sites.before else None
    indexed = with_search(sites.now, cache, request.jobs)
    sites = replace(sites, before=before, now=indexed.site)
    _ask_frames(sites, facts)

    planned = plan_change(sites, facts, buckets, index)
    ask_addresses(planned, facts, buckets, Manifest(request.output), found)
    if len(entry_addresses(planned.gone)) >= MANY:
        return None  # whether so many may vanish is asked of the whole site
    outputs = facts.stencils.dress(planned.outputs)
    problems = [one for one in found.last.report.problems if one.file not in set(files)]
    problems += [one for one in indexed.problems if one not in problems]
    problems += changed_problems(request, sites, planned, facts, cache, buckets, index, listener)
    if errors(problems):
        return None

    meddled = frozenset(found.meddled)
    if not meddled <= {output.path for output in outputs} | set(planned.gone):
        return None
    verdicts = [
        Verdict(out, reasons_for(out, planned.made.get(out.path), meddled=out.path in meddled))
        for out in outputs
    ]
    stale = [verdict.output for verdict in verdicts if verdict.reasons]
    workshop = Workshop(
        request.root,
        request.output,
        staging,
        cache.path,
        facts.stencils.fingerprint,
        minify=settings.config.minify == "all",
    )
    rendered = list(render(sites.now, stale, workshop, request.jobs))
    staged = [file for file in rendered if isinstance(file, Staged)]
    if len(staged) < len(rendered):
        return None  # a template's fault: the whole build tells it
    manifest = Manifest(request.output)
    foretold = None
    if request.dry_run:
        from newsdigest.build.foretelling import foretell

        published = changes(staged, planned.gone, request.output, manifest)
        foretold = foretell(request, staged, published, staging)
    else:
        published = publish(staged, {}, planned.gone, request.output, staging, manifest)
    site = restated(
        found.last.published, request.output, [*(out.path for out in stale), MANIFEST], planned.gone
    )
    report = Report(
        entries=sum(branch.home.count for branch in sites.now.branches),
        written=published.written,
        added=published.added,
        kept=len(site.names) - 1 - len(published.written),
        removed=published.removed,
        problems=tuple(problems),
        foretold=foretold,
    )
    if not request.dry_run:
        made = _made(outputs, planned, made_now(stale, staged))
        stamp = _put_away(sites, planned, made, facts, buckets, index)
        moments = changes_of(
            (entry for one in sites.changes if (entry := entry_of(one.now))),
            settings.config.zone,
            news="news_sitemap" in settings.config.outputs,
            drafts_at=now if request.drafts else None,
        )
        remember_narrow(request, found, site, report, moments, now, stamp)
    return report


def _ask_ingest(request: Request, gone: Iterable[str], facts: Facts) -> None:
    """Ingest looks at source pages, which are as they were; but its ledger names entries."""
    if not request.ingest:
        return
    ledger = request.root / LEDGER
    if not facts.settled:
        raise TooWideError("ingest has something to try again")
    if gone and ledger.is_file():
        text = ledger.read_bytes()
        if any(name.encode() in text for name in gone):
            raise TooWideError("an entry that was drafted has gone")


def _ask_frames(sites: Sites, facts: Facts) -> None:
    """What all pages of a language share, and the redirects to tags, must be as they were."""
    if sites.before is None:
        return
    for before, now in zip(frames(sites.before), frames(sites.now), strict=True):
        if before.fingerprint != now.fingerprint:
            raise TooWideError("every page's frame changes")
        shown = [{page.tag.slug for page in frame.branch.tags} for frame in (before, now)]
        if shown[0] != shown[1]:
            vocabulary = facts.settings.vocabulary
            redirects = [list(tag_redirects(frame.branch, vocabulary)) for frame in (before, now)]
            if redirects[0] != redirects[1]:
                raise TooWideError("other names of tags come or go")


def _made(
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
