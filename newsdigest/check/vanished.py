"""Rule: an address that readers know leads on when its entry has moved."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsdigest.model.entry import Entry
from newsdigest.model.problem import Problem

MANY, PART = 10, 10
"""Entries that may vanish in one build: fewer than ten, or up to a tenth of them."""

_PAGE = re.compile(r"((?:[A-Za-z]{2,3}(?:-\w+)*/)?\d{4}/\d\d/\d\d/[^/]+/)index\.html")


def entry_addresses(paths: Iterable[str]) -> list[str]:
    """The addresses of entries among paths of the site."""
    return [f"/{found[1]}" for path in paths if (found := _PAGE.fullmatch(path))]


def moved(gone: Sequence[str], new: Sequence[str], entries: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
    """Each address that is gone, and the file of the entry that moved from there; empty if none did.

    `entries` has the entry at each new address. One moved if its slug is the same and its day is not, or
    if its id, which outlives both, names the old day and slug.
    """
    for address in gone:
        day, slug = _parts(address)
        matches = [
            other
            for other in new
            if other in entries and (_parts(other)[1] == slug or entries[other].id.endswith(f",{day}:{slug}"))
        ]
        yield address, entries[matches[0]].file if len(matches) == 1 else ""


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


def _parts(address: str) -> tuple[str, str]:
    """The day (2026-03-04) and slug of an entry's address."""
    *_, year, month, day, slug, _ = address.split("/")
    return f"{year}-{month}-{day}", slug
