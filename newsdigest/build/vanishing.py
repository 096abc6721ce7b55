"""Joins check, load and store: addresses that a build saw vanish, told then and kept until they lead on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import MsgspecError
from msgspec.json import decode, encode
from msgspec.structs import replace

from newsdigest.build.settings import read_settings
from newsdigest.check.vanished import entry_addresses, moved, slug_of, vanished
from newsdigest.collect.moments import day_of
from newsdigest.model.entry import Entry
from newsdigest.model.report import Report
from newsdigest.model.request import Request
from newsdigest.store.files import write_whole

ENTRIES = "content/entries"


def tell_vanished(request: Request, report: Report) -> Report:
    """The report with a warning for each entry's address that went, and for those that went before."""
    if request.drafts or report.failed:
        return report
    gone = entry_addresses(report.removed)
    before = {} if not request.advice else known_vanished(request)
    if not gone and not before:
        return report
    found = dict(_moved(request, gone, report.added))
    if found and not request.dry_run:
        kept = known_vanished(request) | {address: file for address, file in found.items() if file}
        write_whole(_place(request), encode(kept))
    problems = [vanished(address, file) for address, file in (before | found).items()]
    return replace(report, problems=(*report.problems, *problems))


def known_vanished(request: Request) -> dict[str, str]:
    """Address -> file of the entry that moved from there, for those at which there is still nothing."""
    try:
        kept = decode(_place(request).read_bytes(), type=dict[str, str])
    except (OSError, MsgspecError):
        return {}
    zone = read_settings(request).config.zone
    return {address: file for address, file in kept.items() if _leads_nowhere(request, address, file, zone)}


def _leads_nowhere(request: Request, address: str, file: str, zone: ZoneInfo) -> bool:
    entry = _read(request.root, request.root / file, zone)
    if entry is None or address in entry.aliases:
        return False
    return not (request.output / address.strip("/") / "index.html").is_file()


def _moved(request: Request, gone: Sequence[str], added: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not gone:
        return
    zone = read_settings(request).config.zone
    new = entry_addresses(added)
    there = _entries_with({slug_of(address) for address in (*gone, *new)}, request.root, zone)
    entries = {address: entry for address in new if (entry := _at(address, there, zone))}
    for address, file in moved(gone, entries):
        # An entry that expired, or is a draft again, was taken out on purpose and may come back.
        if file or _at(address, there, zone) is None:
            yield address, file


def _at(address: str, there: Mapping[str, Sequence[Entry]], zone: ZoneInfo) -> Entry | None:
    """The entry of an address, or one of its slug that has no date."""
    named = there.get(slug_of(address), ())
    days = [None if entry.date is None else f"/{day_of(entry.date, zone):%Y/%m/%d}/" for entry in named]
    return next((one for one, day in zip(named, days, strict=True) if day is None or day in address), None)


def _entries_with(slugs: Set[str], root: Path, zone: ZoneInfo) -> Mapping[str, Sequence[Entry]]:
    """The entries of some slugs. A slug is the file's name, or stands in the file: each is read but once."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for path in sorted((root / ENTRIES).rglob("*.md")):
        if path.stem in slugs or b"\nslug:" in path.read_bytes():
            entry = _read(root, path, zone)
            if entry is not None and entry.slug in slugs:
                found[entry.slug].append(entry)
    return found


def _read(root: Path, path: Path, zone: ZoneInfo) -> Entry | None:
    from newsdigest.load.entry import read_entry

    try:
        text = path.read_text("utf-8", "replace")
    except OSError:
        return None
    return read_entry(path.relative_to(root).as_posix(), text, zone).value


def _place(request: Request) -> Path:
    return request.root / ".newsdigest" / "vanished.json"
