"""What extraction reads out of a source page."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from newsdigest.model.entry import Image, Moment

_NOWHERE: Mapping[str, "Found"] = MappingProxyType({})


class Found(Struct, frozen=True):
    """Where a field was found, and whether the reader would stake its name on it."""

    where: str
    """Short, for people: `json-ld headline`, `h1`, `line 12`."""
    sure: bool

    def __str__(self) -> str:
        """As `extract --json` shows it: `h1 (sure)`."""
        return f"{self.where} ({'sure' if self.sure else 'unsure'})"


class Article(Struct, frozen=True):
    """A news article as read from a saved page; a field not found is empty, never guessed."""

    page: str
    """The page's file name."""
    title: str = ""
    authors: tuple[str, ...] = ()
    date: Moment | None = None
    """First publication; an instant keeps the offset that the page gives."""
    updated: Moment | None = None
    publisher: str = ""
    agency: str = ""
    dateline: str = ""
    language: str = ""
    """Two-letter code."""
    canonical: str = ""
    """Address without tracking parameters."""
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """The page's own keywords."""
    description: str = ""
    lead_image: Image | None = None
    rights: str = ""
    """Notices as they stand on the page, joined by newlines."""
    markdown: str = ""
    """The body."""
    missed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Field -> selector of its outlet's profile that gave nothing on this page."""
    found_in: Mapping[str, Found] = field(default_factory=lambda: _NOWHERE)
    """Field name (as here) -> where; a key for every field that is not empty, but `page` and `missed`."""
