"""A reader who follows every link of a built site, by the files alone."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

ADDRESSES = {"href", "src", "poster", "action"}


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.links += [value for name, value in values.items() if name in ADDRESSES]
        if "srcset" in values:
            self.links += [part.split()[0] for part in values["srcset"].split(",")]
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.links.append(values["content"].partition("url=")[2])
        if "id" in values:
            self.anchors.add(values["id"])


@dataclass(frozen=True)
class Walker:
    """The files of a folder as a server shows them at `base`."""

    folder: Path
    base: str = "https://tiny.example.com/"

    @cached_property
    def files(self) -> frozenset[str]:
        """Every published file."""
        found = (
            file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*") if file.is_file()
        )
        return frozenset(found)

    @cached_property
    def pages(self) -> dict[str, _Page]:
        """Every HTML page, by file."""
        pages = (file for file in sorted(self.files) if file.endswith(".html"))
        return {file: _Page((self.folder / file).read_text("utf-8")) for file in pages}

    def address(self, file: str) -> str:
        """Where a file is found."""
        return urljoin(self.base, file.removesuffix("index.html"))

    def links(self, file: str) -> Iterator[tuple[str, str]]:
        """Each link of a page: as it stands there, and made absolute."""
        for link in self.pages[file].links:
            yield link, urljoin(self.address(file), link)

    def file_at(self, address: str) -> str | None:
        """The file behind an address of the site; None where nothing is."""
        path = unquote(urlsplit(address).path).removeprefix(urlsplit(self.base).path)
        for file in (path, posixpath.join(path, "index.html")):
            if file in self.files:
                return file
        return None

    def is_own(self, address: str) -> bool:
        """Whether an address has the site's scheme and host; it may still lie outside of its path."""
        return urlsplit(address)[:2] == urlsplit(self.base)[:2]

    def dead_links(self, start: str | None = None, *, fragments: bool = True) -> list[str]:
        """`page -> link` of each that leads nowhere, on all pages, or those that can be reached from one."""
        dead, seen, waiting = [], set[str](), sorted(self.pages) if start is None else [start]
        while waiting:
            file = waiting.pop()
            if file in seen:
                continue
            seen.add(file)
            for link, address in self.links(file):
                if not self.is_own(address):
                    continue
                target = self.file_at(address) if address.startswith(self.base) else None
                fragment = unquote(urlsplit(address).fragment)
                if target is None:
                    dead.append(f"{file} -> {link}")
                elif target in self.pages:
                    waiting.append(target)
                    if fragments and fragment and fragment not in self.pages[target].anchors:
                        dead.append(f"{file} -> {link}")
        return dead


def xml_addresses(file: Path) -> list[str]:
    """Every address in a feed, sitemap or list of feeds: elements and attributes that hold one."""
    found = []
    for element in ElementTree.parse(file).iter():
        name = element.tag.rpartition("}")[2]
        found += [
            value
            for key, value in element.attrib.items()
            if key in ("href", "xmlUrl", "htmlUrl", "src", "url")
        ]
        if name in ("loc", "link", "url", "uri") and element.text and element.text.strip():
            found.append(element.text.strip())
    return found
