"""An entry as its editor wrote it: front matter and where each field stands."""

from collections.abc import Mapping
from datetime import date, datetime
from operator import attrgetter

from msgspec import Struct, field

from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.places import Place, Places

Moment = date | datetime
"""A bare day, meaning its midnight in the site's time zone, or an instant with a time zone."""


_UNSEEN = frozenset({"file", "places", "body_line"})
"""Fields of an entry of which no page tells."""


class Source(Struct, frozen=True):
    """The original reporting that an entry cites."""

    title: str = ""
    url: str = ""
    publisher: str = ""
    agency: str = ""
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    rights: str = ""
    """One string; several notices are joined by a newline."""
    page: str = ""
    """Its file in content/sources, if it was saved."""
    lang: str = ""
    licence: str = ""
    archived: str = ""
    """Address of an archived copy."""


class Image(Struct, frozen=True):
    """A picture: of an entry, or the lead picture of an article."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""

    @property
    def address(self) -> str:
        """Where it stands below the site's root; empty for a picture of another site."""
        if "://" in self.src or self.src.startswith("//"):
            return ""
        return self.src if self.src.startswith("/") else f"/media/{self.src.removeprefix('media/')}"


class Correction(Struct, frozen=True):
    """What was put right in a published entry, and when."""

    date: Moment
    note: str


class Entry(Struct, frozen=True):
    """Front matter of one file of content/entries, types checked, nothing resolved."""

    file: str
    """Path below the site's folder: `content/entries/2019/11/pompeo.md`."""
    title: str
    slug: str
    """From the front matter, else the file's name; normalised."""
    date: Moment | None = None
    tags: tuple[str, ...] = ()
    """As written: slugs, labels or aliases."""
    summary: str = ""
    sources: tuple[Source, ...] = ()
    id: str = ""
    draft: bool = False
    updated: Moment | None = None
    expires: Moment | None = None
    aliases: tuple[str, ...] = ()
    lang: str = ""
    translates: str = ""
    """Slug, id or address of the entry of which this is a translation."""
    section: str = ""
    dateline: str = ""
    image: Image | None = None
    corrections: tuple[Correction, ...] = ()
    story: str = ""
    """Name of the thread of entries to which this one belongs."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """The editor's own fields, plain values."""
    places: Mapping[str, Place] = field(default_factory=Places)
    """Where fields stand: `title`, `tags.0`, `sources.1.url`; `` (empty) for the front matter itself."""
    body_line: int = 1
    """Line of the file on which the body starts."""

    def fingerprint(self) -> bytes:
        """The hash of all the fields that readers may come to see."""
        # The text of plain values tells all that is in them, and is had in a tenth of the time.
        return fingerprint(repr(_SEEN(self)))

    def place(self, path: str) -> Place:
        """Where a field stands: its own place, else that of the nearest field around it."""
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        return self.places.get(path, (1, 1))


_SEEN = attrgetter(*(name for name in Entry.__struct_fields__ if name not in _UNSEEN))
