"""Joins check, load and store: addresses that a build saw vanish, told then and kept until they lead on."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from newsdigest.check.vanished import entry_addresses, moved, vanished
from newsdigest.load.entry import read_entry
from newsdigest.model.entry import Entry
from newsdigest.model.report import Report
from newsdigest.model.request import Request
from newsdigest.settings import read_settings
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
    found = dict(_moved(request, gone, report.written))
    if found and not request.dry_run:
        kept = known_vanished(request) | {address: file for address, file in found.items() if file}
        write_whole(_place(request), json.dumps(kept, ensure_ascii=False).encode())
    problems = [vanished(address, file) for address, file in (before | found).items()]
    return replace(report, problems=(*report.problems, *problems))


def known_vanished(request: Request) -> dict[str, str]:
    """Address -> file of the entry that moved from there, for those at which there is still nothing."""
    try:
        kept = json.loads(_place(request).read_bytes())
        pairs = [(str(address), str(file)) for address, file in kept.items()]
    except (OSError, ValueError, AttributeError):
        return {}
    return {address: file for address, file in pairs if _leads_nowhere(request, address, file)}


def _leads_nowhere(request: Request, address: str, file: str) -> bool:
    entry = _read(request.root, request.root / file, request)
    if entry is None or address in entry.aliases:
        return False
    return not (request.output / address.strip("/") / "index.html").is_file()


def _moved(request: Request, gone: Sequence[str], written: Sequence[str]) -> Iterator[tuple[str, str]]:
    new = [address for address in entry_addresses(written) if address not in gone]
    entries = {
        address: entry for address in new if (entry := _at(request, address.rstrip("/").rpartition("/")[2]))
    }
    for address, file in moved(gone, new, entries):
        # An entry that expired, or is a draft again, was taken out on purpose and may come back.
        if file or _at(request, address.rstrip("/").rpartition("/")[2]) is None:
            yield address, file


def _at(request: Request, slug: str) -> Entry | None:
    """The entry of a slug: that of its file's name, as nearly all are, else the first that says so."""
    folder = request.root / ENTRIES
    by_name = sorted(folder.rglob(f"{slug}.md"))
    others = (path for path in sorted(folder.rglob("*.md")) if f"slug: {slug}" in path.read_text("utf-8"))
    for path in by_name or others:
        entry = _read(request.root, path, request)
        if entry is not None and entry.slug == slug:
            return entry
    return None


def _read(root: Path, path: Path, request: Request) -> Entry | None:
    try:
        text = path.read_text("utf-8", "replace")
    except OSError:
        return None
    zone = read_settings(request).config.zone
    return read_entry(path.relative_to(root).as_posix(), text, zone).value


def _place(request: Request) -> Path:
    return request.root / ".newsdigest" / "vanished.json"
