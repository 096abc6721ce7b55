"""What the last build left, and what is other now: when nothing is, its report still holds.

Loads neither Markdown nor templates, nor the cache: the stat of every file has to do.
"""

import pickle
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.model.report import Report
from newsdigest.model.request import Request
from newsdigest.store.cores import Companion
from newsdigest.store.files import Stat, stat_of, write_whole
from newsdigest.store.manifest import NAME as MANIFEST
from newsdigest.store.program import SHIPPED_TEMPLATES, program_fingerprint
from newsdigest.store.snapshot import Snapshot, altered, differences, look, look_at

_SIZE = 16


class Last(Struct, frozen=True):
    """A build that published all it should, and what it stood on."""

    request: Request
    stamp: bytes
    """Of the index that it left beside this."""
    sources: Snapshot
    """Taken before the content was read: what changed meanwhile shows as a change."""
    published: Snapshot
    """The files of the site, and the list of them, when all was in place."""
    since: datetime
    until: datetime | None
    """Between these instants no entry falls due or expires."""
    timezone: str
    report: Report


class Difference(Struct, frozen=True):
    """What is other than when the last build ended."""

    last: Last
    sources: Snapshot
    """As they are now."""
    changed: tuple[str, ...]
    """Paths of sources that are new, gone or changed."""
    meddled: tuple[str, ...]
    """Published files that are not as they were left."""
    place: Stat | None
    """Of the file in which the last build left all this."""


def compare_with_last(
    request: Request, companion: Companion | None = None, *, published: bool = True
) -> Difference | None:
    """What has changed since the last build; None where that cannot be told, or is not to be relied on.

    Whether anybody meddled with the `published` files is asked on demand.
    """
    place = stat_of(_place(request))
    if request.clean or place is None:
        return None
    looking = (companion or Companion(jobs=1)).begin(look, sources(request))
    last = _last(request)
    names = last.published.names if last and published else []
    stats = look_at(request.output, names)
    seen = looking()
    if last is None:
        return None
    changed = differences(last.sources, seen)
    meddled = altered(last.published.stats, stats) if published else []
    return Difference(last, seen, tuple(changed), tuple(names[one] for one in meddled), place)


def _last(request: Request) -> Last | None:
    """The last build, if one of now could be held against it."""
    last = _read(_place(request))
    if last is None or last.request != _plain(request):
        return None
    now = _moment(request, last.timezone)
    due = now < last.since or (last.until is not None and now >= last.until)
    return None if due else last


def is_last(request: Request, found: Difference) -> bool:
    """Whether no other build has ended since that was compared."""
    return stat_of(_place(request)) == found.place


def recall(request: Request, found: Difference | None) -> Report | None:
    """The report of the last build if one of now could only repeat it; None where a build must tell."""
    if found is None or found.changed or found.meddled or request.why:
        return None
    return replace(found.last.report, dry_run=request.dry_run)


def remember(
    request: Request,
    seen: Snapshot,
    published: Sequence[str],
    report: Report,
    changes: Sequence[datetime],
    now: datetime,
    timezone: str,
    stamp: bytes,
) -> None:
    """Keep the report of a build that published.

    Not where it has news that a second build would not have.
    """
    if request.dry_run or report.drafted:
        return
    names = [*published, MANIFEST]
    last = Last(
        request=_plain(request),
        stamp=stamp,
        sources=seen,
        published=Snapshot("\0".join(names), look_at(request.output, names)),
        since=max((moment for moment in changes if moment <= now), default=datetime.min.replace(tzinfo=UTC)),
        until=min((moment for moment in changes if moment > now), default=None),
        timezone=timezone,
        report=_to_repeat(report),
    )
    _write(request, last)


def remember_narrow(
    request: Request,
    found: Difference,
    published: Snapshot,
    report: Report,
    changes: Sequence[datetime],
    now: datetime,
    stamp: bytes,
) -> None:
    """The same for a build that changed little; instants at which it stood on entries that went are kept."""
    last = found.last
    later = [moment for moment in (last.until, *changes) if moment is not None and moment > now]
    _write(
        request,
        replace(
            last,
            stamp=stamp,
            sources=found.sources,
            published=published,
            since=max(last.since, *(moment for moment in changes if moment <= now), last.since),
            until=min(later, default=None),
            report=_to_repeat(report),
        ),
    )


def sources(request: Request) -> list[Path]:
    """All that a build reads, besides the program."""
    return [request.config, request.root / "content", request.root / "templates", SHIPPED_TEMPLATES]


def _moment(request: Request, timezone: str) -> datetime:
    """The build instant."""
    if not request.moment:
        return datetime.now(UTC)
    from zoneinfo import ZoneInfo

    from newsdigest.collect.moments import instant

    return instant(request.moment, ZoneInfo(timezone))


def _to_repeat(report: Report) -> Report:
    """What a build would tell that had nothing to do."""
    return replace(report, written=(), added=(), removed=(), kept=report.kept + len(report.written), notes=())


def _write(request: Request, last: Last) -> None:
    data = pickle.dumps(last, protocol=5)
    write_whole(_place(request), _checksum(data) + data)


def _plain(request: Request) -> Request:
    """What of a request shapes the site."""
    return replace(
        request, moment="", jobs=1, clean=False, dry_run=False, diff=False, allow_removals=False, why=()
    )


def _place(request: Request) -> Path:
    """One for each output folder."""
    name = blake2b(str(request.output).encode(), digest_size=8).hexdigest()
    return request.root / ".newsdigest" / f"last-{name}"


def _read(place: Path) -> Last | None:
    """A damaged record is none, nor is one of another program: its values may lack what ours have."""
    try:
        sealed = place.read_bytes()
        data = sealed[_SIZE:]
        if _checksum(data) != sealed[:_SIZE]:
            return None
        last = pickle.loads(data)
    except Exception:  # pickle raises anything at all for a class that has changed its shape
        return None
    return last if isinstance(last, Last) else None


def _checksum(data: bytes) -> bytes:
    """Of the program, and of the record, which harm and no enemy may have changed."""
    return program_fingerprint()[: _SIZE - 4] + crc32(data).to_bytes(4)
