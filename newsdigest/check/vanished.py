"""Rule: an address that readers know leads on when its entry has moved."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsdigest.model.entry import Entry
from newsdigest.model.problem import Problem

MANY, PART = 10, 10
"""Entries that may vanish in one build: fewer than ten, or up to a tenth of them."""

_PAGE = re.compile(r"((?:[A-Za-z]{2,3}(?:-\w+)*/)?\d{4}/\d\d/\d\d/[^/]+/)index\.html")


def entry_addresses(paths: Iterable[str]) -> list[str]:
    """The addresses of entries among paths of the site."""
    return [f"/{found[1]}" for path in paths if (found := _PAGE.fullmatch(path))]


def moved(gone: Sequence[str], entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    """Each address that is gone, and the file of the entry that moved from there; empty if none did.

    `entries` has the entry at each new address. One moved if its slug is the same and its day is not, or
    if its id, which outlives both, names the old day and slug.
    """
    by_slug: defaultdict[str, list[str]] = defaultdict(list)
    by_id: defaultdict[str, list[str]] = defaultdict(list)
    for other, entry in entries.items():
        by_slug[slug_of(other)].append(entry.file)
        by_id[entry.id.rpartition(",")[2]].append(entry.file)
    for address in gone:
        files = {*by_slug[slug_of(address)], *by_id[_name_in_id(address)]}
        yield address, files.pop() if len(files) == 1 else ""


def vanished(address: str, file: str) -> Problem:
    """A warning with the alias to add; `file` is empty where no entry took the address's place."""
    message = f"no page is at {address} any more"
    if file:
        hint = f"add `aliases: [{address}]`, which `check --fix` does"
        return Problem(file, 0, 0, "vanished-address", message, hint, "warning")
    hint = "readers find nothing there; an alias in the entry that took its place would lead them on"
    return Problem("content/entries", 0, 0, "vanished-address", message, hint, "warning")


def too_many_gone(gone: Sequence[str], before: Iterable[str]) -> list[Problem]:
    """An error where much of the site would vanish at once: an empty folder, say, or a wrong one.

    `gone` and `before` are paths of the site as it stands.
    """
    going, there = len(entry_addresses(gone)), len(entry_addresses(before))
    if going < MANY or going * PART <= there:
        return []
    message = f"{going:,} of the {there:,} entries that are published would vanish"
    hint = "if that is meant, build with `--allow-removals`; nothing was changed"
    return [Problem("content/entries", 0, 0, "many-vanish", message, hint)]


def slug_of(address: str) -> str:
    """The slug in an entry's address."""
    return address.rstrip("/").rpartition("/")[2]


def _name_in_id(address: str) -> str:
    """How an id ends that was made of this address: `2026-03-04:slug`."""
    *_, year, month, day, slug, _ = address.split("/")
    return f"{year}-{month}-{day}:{slug}"
