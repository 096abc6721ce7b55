"""Where the addresses of an old site lead now, in whatever way its documents write them."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote, urljoin, urlsplit

from msgspec import Struct, field

_SCHEMES = re.compile(r"^(?:\{(?:static|attach|filename|photo)\}|\|filename\|)")
_LISTS = re.compile(r"^\{(tag|category|index)\}(.*)", re.DOTALL)


class Moves(Struct, frozen=True):
    """Old address or path -> new address."""

    table: Mapping[str, str]
    """Addresses on the old site, and paths below its folder."""
    base_path: str = ""
    """The path below which the old site stood, without slashes around it."""
    own_hosts: frozenset[str] = frozenset()
    tags: Mapping[str, str] = field(default_factory=dict)
    """Name of a tag as Pelican links to it -> address of its page."""

    def lead(self, address: str, folder: str, page: str = "") -> str | None:
        """Where what an address named is now; None if it has not moved.

        `folder` is that of the file in which it stands, `page` where the old site served that.
        """
        if listed := _LISTS.match(address):
            return "/" if listed[1] == "index" else self.tags.get(unquote(listed[2]).strip().lower())
        plain = _SCHEMES.sub("", unquote(self._within(address)))
        if "://" in plain or plain.startswith("//"):
            return None
        candidates = [plain, posixpath.normpath(posixpath.join(folder, plain))]
        if self.base_path and f"{plain}/".startswith(f"/{self.base_path}/"):
            candidates.append(plain[len(self.base_path) + 1 :] or "/")
        if page and not plain.startswith("/"):
            candidates.append(urljoin(page, plain))
        found = next(
            (self.table[key] for one in candidates for key in _spellings(one) if key in self.table), None
        )
        if found is None and len(candidates) > 2 and plain.startswith(f"/{self.base_path}/"):
            return candidates[2]  # its links carried the path that ours are given when they are built
        return found

    def _within(self, address: str) -> str:
        """An address of the site's own host as a path from its root."""
        if not address.startswith(("http://", "https://")):
            return address
        try:
            parts = urlsplit(address)
        except ValueError:
            return address
        return parts.path or "/" if parts.hostname in self.own_hosts else address


def _spellings(address: str) -> tuple[str, ...]:
    """An address with and without what servers bear: a slash at its end, a folder's page by its name."""
    bare = address.removesuffix("index.html")
    return address, bare, f"{bare.rstrip('/')}/", bare.rstrip("/")
