"""A reader who follows every link of a built site, by the files alone."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import lxml.html
from lxml import etree

ADDRESSES = {"href", "src", "poster", "action"}


@dataclass(frozen=True)
class Page:
    """What leads away from a page, and into it."""

    links: tuple[str, ...]
    anchors: frozenset[str]


def read_page(data: bytes) -> Page:
    """The links of an HTML page, redirects included, and the ids that fragments may name."""
    links: list[str] = []
    anchors = set()
    for element in lxml.html.document_fromstring(data, lxml.html.HTMLParser(encoding="utf-8")).iter(
        etree.Element
    ):
        values = element.attrib
        links += [str(value) for name, value in values.items() if name in ADDRESSES]
        if "srcset" in values:
            links += [part.split()[0] for part in values["srcset"].split(",")]
        if element.tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            links.append(values["content"].partition("url=")[2])
        if "id" in values:
            anchors.add(values["id"])
    return Page(tuple(links), frozenset(anchors))


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
    def pages(self) -> dict[str, Page]:
        """Every HTML page, by file."""
        pages = (file for file in sorted(self.files) if file.endswith(".html"))
        return {file: read_page((self.folder / file).read_bytes()) for file in pages}

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
