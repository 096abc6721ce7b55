"""The whole site as data: what every page shows, worked out before any page is made.

A narrow build, which plans only what a change can alter, has the same site, made piece by piece
as it is asked for; what it has to plan of it is called touched. In any other build all is touched.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from newsdigest.model.config import Config
from newsdigest.model.entry import Correction, Entry, Image, Moment
from newsdigest.model.vocabulary import Publisher, Tag


class Term(Struct, frozen=True):
    """A tag or publisher as a page names it."""

    slug: str
    label: str


class Citation(Struct, frozen=True):
    """A source as a list shows it."""

    title: str
    url: str
    publisher: Term | None
    agency: Term | None


class Card(Struct, frozen=True):
    """What lists see of an entry: an edited body cannot change it."""

    file: str
    """The entry's file below the site's folder; unique."""
    url: str
    """Address below the site's root, unquoted: `/2019/11/27/pompeo/`."""
    title: str
    summary: str
    lang: str
    date: Moment
    """As the editor wrote it: a bare day stays one."""
    day: dt.date
    """The address's day, in the site's time zone."""
    instant: dt.datetime
    """The moment of publication in UTC: the key that all lists are sorted by."""
    updated: dt.datetime
    """In UTC: the newest of `updated`, corrections and `instant`."""
    tags: tuple[Term, ...]
    sources: tuple[Citation, ...]
    section: str = ""
    dateline: str = ""
    image: Image | None = None
    corrections: int = 0
    draft: bool = False
    scheduled: bool = False
    fingerprint: bytes = b""
    """Of all the fields above."""


class Filed(Struct, frozen=True):
    """An entry as the catalogue has it: what others may show of it."""

    card: Card
    id: str
    """Tag URI that never changes."""
    body: bytes
    """Fingerprint under which the rendered body is kept."""
    story: Term | None
    group: str
    """What its translations are kept under; empty without any."""
    pictures: tuple[str, ...] = ()
    """Addresses of the site's own pictures in its body."""


class EntryPage(Struct, frozen=True):
    """An entry with all that its own page shows beside its body."""

    entry: Entry
    card: Card
    id: str
    """Tag URI that never changes."""
    body: bytes
    """Fingerprint under which the rendered body is kept."""
    newer: Card | None
    older: Card | None
    related: Sequence[Card]
    """Older entries that share the most tags, best first."""
    earlier: Sequence[Card]
    """Older entries that cite the same address."""
    translations: Sequence[Card]
    story: Term | None
    pictures: tuple[str, ...] = ()
    """Addresses of the site's own pictures in its body."""


class ListPage(Struct, frozen=True):
    """One page of a list."""

    number: int
    """0 is the front page with the newest; 1 is the oldest page, which never changes once full."""
    cards: Sequence[Card]
    """Newest first."""


class Listing(Struct, frozen=True):
    """A list of entries cut into pages: the home page's, a tag's, a publisher's."""

    url: str
    """Address of its front page, ending in a slash: `/`, `/tags/china/`."""
    pages: Sequence[ListPage]
    """The front page first, then the older ones, newest to oldest."""
    touched: Sequence[ListPage]
    """Of these pages."""
    newest: Sequence[Filed]
    """All its entries, newest first."""
    count: int
    months: Sequence[tuple[dt.date, int]] = ()
    """The first day of each month up to its newest entry's, and the entries in it; some two years."""

    def page_url(self, number: int) -> str:
        """Address of one of its pages."""
        return f"{self.url}page/{number}/" if number else self.url


class TagPage(Struct, frozen=True):
    """A tag with its entries; those of narrower tags count as its own."""

    tag: Tag
    term: Term
    listing: Listing
    parent: Term | None
    children: tuple[Term, ...]


class PublisherPage(Struct, frozen=True):
    """A publisher or agency with the entries that cite it."""

    publisher: Publisher
    term: Term
    listing: Listing


class Story(Struct, frozen=True):
    """A thread of entries, oldest first."""

    term: Term
    url: str
    cards: Sequence[Card]


class Day(Struct, frozen=True):
    """The edition of a day."""

    day: dt.date
    cards: Sequence[Card]
    """Newest first."""
    touched: bool = True


class Month(Struct, frozen=True):
    """A month with its days that have entries, newest first."""

    year: int
    month: int
    days: tuple[Day, ...]
    touched: bool = True

    @property
    def count(self) -> int:
        """Entries in the month."""
        return sum(len(day.cards) for day in self.days)


class Year(Struct, frozen=True):
    """A year with its months that have entries, newest first."""

    year: int
    months: tuple[Month, ...]
    touched: bool = True

    @property
    def count(self) -> int:
        """Entries in the year."""
        return sum(month.count for month in self.months)


class Corrected(Struct, frozen=True):
    """A correction and the entry it belongs to."""

    correction: Correction
    instant: dt.datetime
    filed: Filed

    @property
    def card(self) -> Card:
        """The entry as lists show it."""
        return self.filed.card


class Branch(Struct, frozen=True):
    """The site in one of its languages."""

    language: str
    prefix: str
    """Empty for the site's own language, else `/de`."""
    entries: Sequence[EntryPage]
    """Newest first."""
    touched: Sequence[EntryPage]
    """Of these entries."""
    home: Listing
    tags: tuple[TagPage, ...]
    """By label."""
    publishers: tuple[PublisherPage, ...]
    """By label."""
    stories: Sequence[Story]
    """By label."""
    touched_stories: Sequence[Story]
    years: tuple[Year, ...]
    """Newest first."""
    corrections: Sequence[Corrected]
    """Newest first."""

    @property
    def updated(self) -> dt.datetime | None:
        """When its newest entry last changed."""
        return self.home.newest[0].card.updated if self.home.newest else None


class StandingPage(Struct, frozen=True):
    """A page of content/pages: about, ..."""

    file: str
    url: str
    title: str
    summary: str
    lang: str
    body: bytes
    """Fingerprint under which the rendered body is kept."""
    in_navigation: bool = True


class Redirect(Struct, frozen=True):
    """An old address that leads to a new one."""

    url: str
    target: str
    file: str
    """Who asks for it."""


class Picture(Struct, frozen=True):
    """What is known of a picture without looking at it again; sizes are of the published copy."""

    width: int
    height: int
    as_it_is: bool
    """Whether the file itself is published; else a copy upright, of a size for the web, without metadata."""
    widths: tuple[int, ...] = ()
    """Of its copies in WebP, ascending; empty for what moves, or is drawn in lines."""


class Asset(Struct, frozen=True):
    """A file that is published: a picture, a stylesheet."""

    file: str
    """Path to read, as the store knows it."""
    url: str
    fingerprint: bytes
    picture: Picture | None = None


class SearchPart(Struct, frozen=True):
    """A part of the search's index, which is loaded by itself."""

    name: str
    """Its folder: `en-2019`."""
    lang: str
    year: int


class SearchIndex(Struct, frozen=True):
    """What the search page searches."""

    parts: Sequence[SearchPart]
    """By language, the newest of each first."""
    files: Sequence[Asset]
    """The cache has them, under their fingerprints."""


class Site(Struct, frozen=True, eq=False):
    """Everything that will be published; a site is equal to itself alone."""

    config: Config
    moment: dt.datetime
    """The build instant: what is dated later is not shown."""
    branches: tuple[Branch, ...]
    pages: tuple[StandingPage, ...]
    redirects: Sequence[Redirect]
    assets: Sequence[Asset]
    tags: Mapping[str, Tag] = field(default_factory=dict)
    """Slug -> tag, listed and unlisted."""
    search: SearchIndex | None = None
    """None where there is no search, or not yet."""
    settled: frozenset[str] = frozenset()
    """Kinds of output of which nothing is touched."""
