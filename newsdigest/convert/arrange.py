"""Converted entries among one another: each gets its file, its id, and the old addresses that are free."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from newsdigest.convert.fields import local_path
from newsdigest.convert.post import Converted
from newsdigest.model.config import Config, language_of
from newsdigest.model.entry import Entry
from newsdigest.model.page import Page
from newsdigest.model.problem import Problem

TAKEN = (
    "/", "/404.html", "/archive", "/corrections", "/feed.json", "/feed.xml", "/opml.xml", "/page",
    "/pagefind", "/publishers", "/robots.txt", "/rss.xml", "/search", "/sitemap.xml", "/static", "/stories",
    "/tags",
)  # fmt: skip
"""Addresses that our own site has, themselves and below."""


_FILES = (".html", ".htm", ".xhtml")
"""An old address that ends so is a file, and any other a folder with a page."""


class Arranged(Struct, frozen=True):
    """An entry as it will be written, and what was said on the way."""

    file: str
    """The old one, as messages show it."""
    entry: Entry
    body: str
    problems: tuple[Problem, ...]


def address_of(entry: Entry, zone: tzinfo, languages: Sequence[str]) -> str:
    """Where the site will serve it; empty without a date."""
    moment = entry.date
    if moment is None:
        return ""
    day = moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
    language = language_of(entry.lang, languages)
    prefix = "" if language == languages[0] else f"/{language}"
    return f"{prefix}/{day:%Y/%m/%d}/{entry.slug}/"


def page_address_of(page: Page, languages: Sequence[str]) -> str:
    """Where the site will serve a standing page."""
    return f"/{page.lang}/{page.slug}/" if page.lang in languages[1:] else f"/{page.slug}/"


def arrange(posts: Sequence[tuple[Converted, str]], pages: Sequence[Page], config: Config) -> list[Arranged]:
    """Files by month and slug, each once, in the order given; `posts` come with their old addresses."""
    zone, id_host, languages = config.zone, config.id_host, config.languages
    files: set[str] = set()
    titles: dict[str, str] = {}
    placed = []
    for converted, old in posts:
        entry = converted.entry
        folder = f"{entry.date:%Y/%m}" if entry.date else "undated"
        slug = next(
            slug for slug in _numbered(entry.slug) if f"content/entries/{folder}/{slug}.md" not in files
        )
        file = f"content/entries/{folder}/{slug}.md"
        files.add(file)
        problems = converted.problems
        if slug != entry.slug:
            message = f"another entry of the month has the slug `{entry.slug}`; this one got `{slug}`"
            problems += (_told(converted, "import-slug", message),)
        first = titles.setdefault(entry.title.casefold(), converted.post.path)
        if first != converted.post.path:
            message = f"the title is that of {first} too; it was kept"
            problems += (_told(converted, "import-title-twice", message),)
        day = f"{entry.date:%Y-%m-%d}" if entry.date else ""
        uri = f"tag:{id_host},{day}:{slug}" if day and id_host else ""
        placed.append((replace(entry, file=file, slug=slug, id=uri), old, converted, problems))
    free = _Free(
        {address_of(entry, zone, languages) for entry, *_ in placed}
        | {page_address_of(page, languages) for page in pages}
    )
    for page in pages:
        free.claim(page.aliases)
    arranged = []
    for entry, old, converted, problems in placed:
        wanted = dict.fromkeys(filter(None, (*entry.aliases, local_path(old))))
        own = address_of(entry, zone, languages).strip("/")
        kept = free.claim(alias for alias in wanted if alias.strip("/") != own)
        problems += tuple(
            _lost(converted, alias, own) for alias in wanted if alias not in kept and alias.strip("/") != own
        )
        if old and not local_path(old):
            message = f"its old address has a blank or another sign that no alias can have: {old}"
            problems += (_told(converted, "import-alias", message),)
        arranged.append(Arranged(converted.file, replace(entry, aliases=kept), converted.body, problems))
    return arranged


def _lost(converted: Converted, alias: str, own: str) -> Problem:
    """Why an old address cannot be kept."""
    if _key(alias) == _key(own):
        why = "differs from the new one in case alone, and many disks keep only one of the two"
    else:
        why = "is that of another page"
    return _told(converted, "import-alias", f"the old address {alias} {why}; it is no alias")


def free_pages(pages: Iterable[Page], languages: Sequence[str]) -> list[Page]:
    """Pages with files and slugs of their own."""
    slugs: set[str] = set()
    placed = []
    for page in pages:
        slug = next(one for one in _numbered(page.slug) if one not in slugs and not _is_ours(one))
        slugs.add(slug)
        placed.append(replace(page, file=f"content/pages/{slug}.md", slug=slug))
    free = _Free(page_address_of(page, languages) for page in placed)
    return [replace(page, aliases=free.claim(page.aliases)) for page in placed]


class _Free:
    """Addresses that are taken; two that differ in case alone are one on many disks."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = {_key(address) for address in taken if address}

    def claim(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Those that were free, and are no longer."""
        kept = []
        for address in wanted:
            key = _key(address)
            if key and not self._is_taken(key) and not _is_ours(key):
                self.taken.add(key)
                kept.append(address)
        return tuple(kept)

    def _is_taken(self, key: str) -> bool:
        """Itself, or as a file where the other is a folder."""
        above = [key[:at] for at, sign in enumerate(key) if sign == "/"]
        file_above = any(one in self.taken and one.endswith(_FILES) for one in above)
        below = key.endswith(_FILES) and any(one.startswith(f"{key}/") for one in self.taken)
        return key in self.taken or file_above or below


def _is_ours(key: str) -> bool:
    """Whether the site has a page of its own there, or may have: a list, a year, a month, a day."""
    lists = any(key == one.strip("/") or key.startswith(f"{one.strip('/')}/") for one in TAKEN)
    return lists or bool(re.fullmatch(r"\d{4}(/\d\d){0,2}", key))


def _key(address: str) -> str:
    return address.strip("/").casefold().removesuffix("/index.html")


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))


def _told(converted: Converted, rule: str, message: str) -> Problem:
    return Problem(converted.file, 1, 0, rule, message, severity="warning")
