"""One file of the site, planned before it is made."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol

from msgspec import Struct

from newsdigest.model.site import Site

View = Mapping[str, Any]
"""What a page shows: plain values, ready to print."""

Inputs = tuple[tuple[str, bytes], ...]
"""What an output is made from: a name for people, and its fingerprint."""


class Output(Struct, frozen=True):
    """A file of the site: where it stands, and what it is made from."""

    path: str
    """File below the output folder: `2019/11/27/pompeo/index.html`."""
    url: str
    """Address below the site's root, unquoted: `/2019/11/27/pompeo/`."""
    kind: str
    subject: object
    """What it shows: an EntryPage, a (Listing, ListPage), ...; its kind's `view` knows."""
    inputs: Inputs
    """Two equal inputs make equal bytes; template and program are added by the plan."""
    origin: str = ""
    """Content file that asks for this address, for messages."""
    lastmod: datetime | None = None
    """For the sitemap; an output without one is not in it."""
    copied_kind: str = ""
    """Of a copy: the kind whose templates it is made with."""


class Tools(Protocol):
    """What rendering may use beside the view."""

    def template(self, name: str, view: View) -> str:
        """A template's text for a view."""

    def body(self, fingerprint: bytes) -> str:
        """The rendered, sanitised body of an entry or page."""

    def record(self, fingerprint: bytes) -> bytes:
        """A file that an earlier step left in the cache."""

    def read(self, file: str) -> bytes:
        """An asset's bytes."""

    def make(self, kind: str, view: View) -> bytes:
        """The bytes of an output of another kind."""

    def kept(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What was made under a fingerprint before; else it is made now, and kept."""


class Compiled(Protocol):
    """Templates that were compiled once, by fingerprint."""

    def get(self, key: bytes) -> Any:
        """The code, or None."""

    def put_all(self, records: Mapping[bytes, object]) -> None:
        """Keep codes."""


class Kind(Struct, frozen=True):
    """A kind of output: how its files are planned, what each shows, how it is made."""

    name: str
    """One of `config.KINDS`."""
    plan: Callable[[Site], Iterable[Output]]
    view: Callable[[Site, Output], View]
    """Made for stale outputs alone."""
    render: Callable[[View, Tools], bytes]
    """A pure function of view, templates and bodies."""
    templates: tuple[str, ...] = ()
    """The templates that `render` starts from; their closure is part of the fingerprint."""
    narrow: bool = False
    """Whether `plan` yields only what the site calls touched, as a narrow build wants it.

    Any other kind is planned whole in every build, which is right, and slow in a large archive.
    """
    apart: bool = False
    """Whether it tells nothing of entries, so that no change of an entry alters it."""
