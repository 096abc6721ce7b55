"""The shortest build: when nothing at all has changed, the last report still holds.

Loads neither Markdown nor templates, nor the cache: a glance at every file's stat has to do.
"""

import pickle
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from zoneinfo import ZoneInfo

from newsdigest.collect.moments import changes_of, instant
from newsdigest.model.entry import Entry
from newsdigest.model.report import Report
from newsdigest.model.request import Request
from newsdigest.model.settings import Settings
from newsdigest.store.files import write_whole
from newsdigest.store.glance import Glance, glance, still
from newsdigest.store.manifest import NAME as MANIFEST
from newsdigest.store.program import SHIPPED_TEMPLATES, program_fingerprint

_SIZE = 16


@dataclass(frozen=True, slots=True)
class Last:
    """A build that published all it should, and what it stood on."""

    request: Request
    program: bytes
    sources: Glance
    """Taken before the content was read: what changed meanwhile shows as a change."""
    published: bytes
    """Stats of the output folder when all was in place."""
    since: datetime
    until: datetime | None
    """Between these instants no entry falls due or expires."""
    timezone: str
    report: Report


def _site(request: Request) -> list[Path]:
    """What was published, and the list of it, which is a hidden file."""
    return [request.output, request.output / MANIFEST]


def recall(request: Request) -> Report | None:
    """The report of the last build if one of now could only repeat it; None where a build must tell."""
    if request.drafts or request.clean or request.why:
        return None
    last = _read(_place(request))
    if last is None or last.request != _plain(request) or last.program != program_fingerprint():
        return None
    now = instant(request.moment, ZoneInfo(last.timezone))
    if now < last.since or (last.until is not None and now >= last.until):
        return None
    if not still(last.sources, sources(request)) or glance(_site(request)).stats != last.published:
        return None
    kept = last.report.kept + len(last.report.written)
    return replace(last.report, written=(), removed=(), kept=kept, dry_run=request.dry_run)


def remember(
    request: Request, seen: Glance, report: Report, settings: Settings, entries: Iterable[Entry]
) -> None:
    """Keep the report of a build that published; not where it has news that a second build would not have."""
    if request.drafts or request.dry_run or report.drafted:
        return
    now, changes = settings.now, changes_of(entries, settings.config.zone)
    last = Last(
        request=_plain(request),
        program=program_fingerprint(),
        sources=seen,
        published=glance(_site(request)).stats,
        since=max((moment for moment in changes if moment <= now), default=datetime.min.replace(tzinfo=UTC)),
        until=min((moment for moment in changes if moment > now), default=None),
        timezone=settings.config.timezone,
        report=report,
    )
    data = pickle.dumps(last, protocol=5)
    write_whole(_place(request), blake2b(data, digest_size=_SIZE).digest() + data)


def sources(request: Request) -> list[Path]:
    """All that a build reads, besides the program."""
    return [request.config, request.root / "content", request.root / "templates", SHIPPED_TEMPLATES]


def _plain(request: Request) -> Request:
    """What of a request shapes the site."""
    return replace(request, moment="", jobs=1, clean=False, dry_run=False, why=())


def _place(request: Request) -> Path:
    """One for each output folder."""
    name = blake2b(str(request.output).encode(), digest_size=8).hexdigest()
    return request.root / ".newsdigest" / f"last-{name}"


def _read(place: Path) -> Last | None:
    """A damaged or foreign record is none."""
    try:
        sealed = place.read_bytes()
        data = sealed[_SIZE:]
        if blake2b(data, digest_size=_SIZE).digest() != sealed[:_SIZE]:
            return None
        last = pickle.loads(data)
    except Exception:  # pickle raises anything at all for a class that has changed its shape
        return None
    return last if isinstance(last, Last) else None
