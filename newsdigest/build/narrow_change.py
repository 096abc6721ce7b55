"""What a small change of the site concerns: few entries, read anew, with what of the site they can alter."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.build.amending import Sites, TooWideError, amend
from newsdigest.build.indexing import Buckets, Facts
from newsdigest.build.ingest import LEDGER
from newsdigest.build.narrow_plan import NarrowPlan, ask_addresses, plan_change
from newsdigest.build.narrow_rules import changed_problems
from newsdigest.build.readiness import get_ready_to_render
from newsdigest.build.reading import ENTRIES, Desk, read_anew
from newsdigest.build.searching import with_search
from newsdigest.build.unchanged import Difference
from newsdigest.check.vanished import MANY, entry_addresses
from newsdigest.collect.moments import instant
from newsdigest.collect.redirects import tag_redirects
from newsdigest.model.listener import Listener
from newsdigest.model.output import Output
from newsdigest.model.problem import Problem, errors
from newsdigest.model.request import Request
from newsdigest.outputs.frame import frames
from newsdigest.outputs.search import SEARCH
from newsdigest.store.cache import Cache
from newsdigest.store.cores import Companion
from newsdigest.store.files import is_utf8
from newsdigest.store.index import Index
from newsdigest.store.manifest import NAME as MANIFEST
from newsdigest.store.manifest import Manifest
from newsdigest.store.program import program_fingerprint
from newsdigest.store.stale import Verdict, reasons_for

FEW = 64
"""Changed files up to which a build is narrow; with many, a whole one is hardly more work."""


class Change(Struct, frozen=True):
    """A small change of the site, before anything is made of it."""

    facts: Facts
    buckets: Buckets
    sites: Sites
    planned: NarrowPlan
    manifest: Manifest
    outputs: tuple[Output, ...]
    """What it concerns."""
    stale: tuple[Output, ...]
    """What of that must be made."""
    problems: tuple[Problem, ...]

    @property
    def comes_or_goes(self) -> bool:
        """Whether any file of the site comes or goes."""
        return bool(self.planned.gone) or any(out.path not in self.planned.made for out in self.outputs)


def change_of(
    request: Request,
    found: Difference,
    cache: Cache,
    index: Index,
    listener: Listener,
    companion: Companion,
    *,
    search: bool = True,
) -> Change | None:
    """What has to be made because of what was found; None where a whole build must tell.

    Without `search`, the search stays as it is.
    """
    files = _entry_files(request, found)
    if files is None or index.stamp != found.last.stamp:
        return None
    facts = index.get("facts")
    assert isinstance(facts, Facts)
    there = [name for name in files if (request.root / name).is_file()]
    desk = Desk(request.root, cache.path, facts.settings.config, program_fingerprint())
    reading = companion.begin(read_anew, desk, there)
    companion.begin(get_ready_to_render)
    now = instant(request.moment, facts.settings.config.zone)
    _ask_ingest(request, set(files).difference(there), facts)
    buckets = Buckets(index, facts)
    fresh = dict(zip(there, reading(), strict=True))
    read = [(name, *fresh.get(name, (b"", None))) for name in files]
    sites = amend(facts, index, buckets, cache, read, now, drafts=request.drafts)
    if not search:
        sites = sites.settling(SEARCH.name)
    before = with_search(sites.before, cache, request.jobs).site if sites.before else None
    indexed = with_search(sites.now, cache, request.jobs)
    sites = replace(sites, before=before, now=indexed.site)
    _ask_frames(sites, facts)

    planned = plan_change(sites, facts, buckets, index)
    manifest = Manifest(request.output)
    ask_addresses(planned, facts, buckets, manifest, found)
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
    stale = tuple(verdict.output for verdict in verdicts if verdict.reasons)
    return Change(facts, buckets, sites, planned, manifest, tuple(outputs), stale, tuple(problems))


def _entry_files(request: Request, found: Difference) -> list[str] | None:
    """The entries that changed, as paths below the site's folder; None if anything else did."""
    below = f"{request.root}/"
    files = [path.removeprefix(below) for path in found.changed]
    if len(files) > FEW or not all(
        name.startswith(ENTRIES) and name.endswith(".md") and is_utf8(name) for name in files
    ):
        return None
    return None if request.why or MANIFEST in found.meddled else files


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
