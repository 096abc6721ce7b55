"""Joins fetch and store: pages and feeds of the web, saved among the source pages; nothing is drafted."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from newsdigest import __version__
from newsdigest.build.page_drafts import PAGES, SOURCES
from newsdigest.build.reading import front_matters
from newsdigest.build.settings import read_settings
from newsdigest.extract.saved import saved_from
from newsdigest.model.listener import Listener
from newsdigest.model.problem import Problem
from newsdigest.model.request import Request
from newsdigest.model.slug import slugify
from newsdigest.model.url import canonical, without_tracking
from newsdigest.model.yaml_text import yaml_value
from newsdigest.store.files import write_new, write_whole

if TYPE_CHECKING:
    from newsdigest.fetch.feed import Item
    from newsdigest.fetch.web import Fetched

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "multipart/related": ".mhtml",
    "message/rfc822": ".mhtml",
    "application/x-mimearchive": ".mhtml",
    "": ".html",
}
"""Media type -> the ending of a source page; as XML, XHTML could have no note before its declaration."""

_NAME_SIGNS = 80

AT_ONCE = 4
"""Hosts that are asked side by side; what each has is kept in memory until it is saved."""


class Fetches(Struct, frozen=True):
    """What came of some addresses."""

    pages: tuple[Path, ...] = ()
    """Source pages that were saved."""
    offers: tuple["Item", ...] = ()
    """What feeds offer and the site does not have, newest first."""
    problems: tuple[Problem, ...] = ()


def is_web(name: str) -> bool:
    """Whether what an editor names is an address, and not a file."""
    return bool(re.match(r"https?://", name, re.I))


def fetch(
    request: Request, urls: Sequence[str], listener: Listener, *, private: bool = False, again: bool = False
) -> Fetches:
    """Save the pages at some addresses, and read the feeds among them.

    An address that the site has is told and not fetched, unless `again`: then it is saved beside the first.
    A page is saved as soon as it is there, and stays whatever becomes of the others.
    """
    from newsdigest.fetch.feed import items_of
    from newsdigest.fetch.several import ask_all
    from newsdigest.fetch.web import Web

    config = read_settings(request).config
    known = dict(_known(request))
    wanted = {canonical(url): url for url in urls}
    there = {} if again else {key: url for key, url in wanted.items() if key in known}
    problems = [_known_already(url, known[key]) for key, url in there.items()]
    asked = [url for key, url in wanted.items() if key not in there]
    agent = f"newsdigest/{__version__} (+{config.base_url})"
    web = Web(agent, max_bytes=int(config.ingest_max_mb * 1e6), private=private)
    pages: dict[str, Path] = {}
    offers: dict[str, Item] = {}
    for url, found in listener.track("fetching", ask_all(asked, web.get, at_once=AT_ONCE), len(asked)):
        if isinstance(found, Problem):
            problems.append(found)
        elif (items := items_of(found.data, found.url)) is not None:
            new = {key: item for item in items if (key := canonical(item.url)) not in known}
            if not new:
                listener.say(f"{url}: nothing new")
            offers |= new
        elif found.media not in _ENDINGS:
            hint = "a page is HTML, plain text or MHTML"
            problems.append(Problem(url, 0, 0, "fetch", f"it is {found.media}, and no page", hint))
        elif (end := canonical(found.url)) in known and not again:
            problems.append(_known_already(url, known[end]))
        else:
            pages[url] = _save(request.root, found)
            known[end] = pages[url].relative_to(request.root).as_posix()
    beginning = datetime.min.replace(tzinfo=UTC)
    newest_first = sorted(offers.values(), key=lambda item: item.published or beginning, reverse=True)
    in_order = tuple(pages[url] for url in asked if url in pages)
    return Fetches(in_order, tuple(newest_first), tuple(problems))


def save_page(root: Path, title: str, ending: str, data: bytes, url: str) -> Path:
    """Keep a page with its address, under the first free name that its title gives."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    note = f"<!-- saved from url=({len(url):04}){url} -->\n<!-- saved at {now} -->\n".encode()
    beside = b""
    if ending == ".txt":
        note, beside = b"", f"# saved at {now}\nsources:\n  - url: {url}\n".encode()
    elif ending == ".mhtml" or "-->" in url:
        note = b""
    if data.startswith(BOM_UTF8):
        note, data = BOM_UTF8 + note, data.removeprefix(BOM_UTF8)
    slug = slugify(title)[:_NAME_SIGNS].strip("-") or "page"
    for number in count(1):
        path = root / SOURCES / f"{slug}{f'-{number}' if number > 1 else ''}{ending}"
        if write_new(path, note + data):
            break
    if beside:
        write_new(path.with_name(f"{path.name}.yaml"), beside)
    return path


def entitle(page: Path, title: str) -> None:
    """Note beside a page the title that an editor gives its entry; it wins over the page's own."""
    beside = page.with_name(f"{page.name}.yaml")
    text = beside.read_text("utf-8") if beside.exists() else ""
    write_whole(beside, f"{text}title: {yaml_value(title)}\n".encode())


def _save(root: Path, found: "Fetched") -> Path:
    """The page as it came; in UTF-8 where the file alone would not tell, or nothing can be noted in it."""
    from newsdigest.extract.decode import decode

    data = found.data
    if found.charset or b"\0" in data[:4]:
        data = BOM_UTF8 + decode(data, found.charset).encode()
    parts = urlsplit(found.url)
    name = unquote(parts.path).rstrip("/").rpartition("/")[2]
    title = re.sub(r"\.\w{2,5}$", "", name) or parts.hostname or ""
    return save_page(root, title, _ENDINGS[found.media], data, without_tracking(found.url))


def _known(request: Request) -> Mapping[str, str]:
    """Canonical address -> the entry or the source page that has it."""
    config = read_settings(request).config
    found: dict[str, str] = {}
    for path in sorted((request.root / SOURCES).rglob("*")):
        if path.suffix in PAGES and path.is_file():
            with path.open("rb") as file:
                if url := saved_from(file.read(2_000).decode("utf-8", "replace")):
                    found[canonical(url)] = path.relative_to(request.root).as_posix()
    for entry in front_matters(request.root, config)[0]:
        found |= {canonical(source.url): entry.file for source in entry.sources if source.url}
    return found


def _known_already(url: str, file: str) -> Problem:
    hint = "`--again` fetches it once more, and saves it beside the first"
    return Problem(url, 0, 0, "fetched-before", f"`{file}` has this address already", hint, "warning")
