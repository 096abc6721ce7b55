"""Links within the site: each leads to an address that the plan has."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from newsdigest.model.body import Body
from newsdigest.model.entry import Entry
from newsdigest.model.output import Output
from newsdigest.model.problem import Problem

BodyOf = tuple[str, int, str, Body]
"""File, the line on which its body starts, the address of its page, and the body."""


_ELSEWHERE = re.compile(r"https?://[\w.-]+(?:[/?#]|$)", re.ASCII)
"""How nearly all links to other sites begin; what else leads away, taking an address apart tells."""


class There:
    """The addresses that a planned site has."""

    def __init__(self, outputs: Sequence[Output]) -> None:
        self._outputs = outputs
        self._known = {address for output in outputs for address in addresses_of(output.url, output.path)}

    def __contains__(self, address: str) -> bool:
        return address in self._known

    def meant(self, address: str, page: str = "") -> str:
        """Which may have been meant by one at which nothing is; not the page that names it."""
        folder, _, name = address.rstrip("/").rpartition("/")
        kin = {*self._kin.get(f"{folder}/", ()), *self._kin.get(name, ())} - {page}
        return _near(address, sorted(kin), "")

    @cached_property
    def _kin(self) -> Mapping[str, Sequence[str]]:
        """A folder, or the last part of an address -> the addresses that have it; most sites need none."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for address in {output.url for output in self._outputs}:
            folder, _, name = address.rstrip("/").rpartition("/")
            found[f"{folder}/"].append(address)
            found[name].append(address)
        return found


def dead_links(bodies: Iterable[BodyOf], there: There) -> Iterator[Problem]:
    """Links and pictures that lead to no address of the site, and to no heading of their own page."""
    for file, first, page, body in bodies:
        for href, line in body.links:
            yield from _dead(href, page, body.anchors, there, file, first + line - 1)
        for src, alt, line in body.images:
            yield from _dead(src, page, (), there, file, first + line - 1)
            if not alt:
                hint = "say what it shows between the brackets: `![...](...)`"
                message = f"the picture `{src}` has no alternative text"
                yield Problem(file, first + line - 1, 0, "image-alt", message, hint, "warning")


def missing_pictures(entries: Iterable[Entry], there: There) -> Iterator[Problem]:
    """The picture that an entry names under `image` is there."""
    for entry in entries:
        image = entry.image
        if image is not None and image.address and image.address not in there:
            message = f"no picture of the site is at `{image.src}`"
            hint = there.meant(image.address) or "put it into content/media, or correct the name"
            yield Problem(entry.file, *entry.place("image.src"), "dead-link", message, hint, "warning")


def addresses_within(body: Body, page: str) -> Iterator[str]:
    """The addresses of the site to which a body's links and pictures lead, whether there are such or not."""
    for href in (*(href for href, _ in body.links), *(src for src, _, _ in body.images)):
        if is_elsewhere(href):
            continue
        try:
            parts = urlsplit(href)
        except ValueError:
            continue
        if parts.path and not parts.scheme and not parts.netloc:
            yield address_of(unquote(parts.path), page)


def is_elsewhere(href: str) -> bool:
    """Whether an address surely leads to another site."""
    return _ELSEWHERE.match(href) is not None


def is_heading(fragment: str, anchors: Sequence[str]) -> bool:
    """Whether a fragment finds something: a heading, the top, or words that a browser looks for itself."""
    return fragment in anchors or fragment.lower() == "top" or fragment.startswith(":~:")


def _dead(
    href: str,
    page: str,
    anchors: Sequence[str],
    there: There,
    file: str,
    line: int,
) -> Iterator[Problem]:
    if is_elsewhere(href):
        return
    try:
        parts = urlsplit(href)
    except ValueError:
        yield Problem(file, line, 0, "dead-link", f"`{href}` is no address", "correct the link", "warning")
        return
    if parts.scheme or parts.netloc:
        return
    if not parts.path:
        if parts.fragment and not is_heading(unquote(parts.fragment), anchors):
            hint = _near(unquote(parts.fragment), anchors, "#") or "link to a heading of this page"
            yield Problem(file, line, 0, "dead-link", f"no heading is meant by `{href}`", hint, "warning")
        return
    address = address_of(unquote(parts.path), page)
    if address not in there:
        if address_of(unquote(href), page) in there:
            hint = "write the `?` and `#` of a file's name as `%3F` and `%23`"
        else:
            hint = there.meant(address, page) or "correct the link"
        yield Problem(file, line, 0, "dead-link", f"no page of the site is at `{href}`", hint, "warning")


def address_of(path: str, page: str) -> str:
    """An address from the root: relative ones start from their page's."""
    joined = path if path.startswith("/") else page.rpartition("/")[0] + "/" + path
    end = "/" if joined.endswith(("/", "/.", "/..")) else ""
    return ("/" + normpath(joined).lstrip("/") + end).replace("//", "/")


def addresses_of(url: str, path: str) -> Iterator[str]:
    """The forms under which a server finds an output: `/about/`, `/about`, `/about/index.html`."""
    yield url
    yield f"/{path}"
    if url.endswith("/") and url != "/":
        yield url.rstrip("/")


def _near(address: str, known: Sequence[str], sign: str) -> str:
    from difflib import get_close_matches

    found = get_close_matches(address, known, 1, 0.7)
    return f"did you mean `{sign}{found[0]}`?" if found else ""
