"""The controlled terms: tags and publishers, as the editors keep them in content/."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import urlsplit

from msgspec import Struct, field

from newsdigest.model.places import Place
from newsdigest.model.slug import fold


class Tag(Struct, frozen=True):
    """A term of content/tags.yaml, or one that entries use without its being listed there."""

    slug: str
    label: str
    description: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""
    """Slug of the broader tag."""
    retired_into: str = ""
    """Slug of the tag that took this one's place."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Label in further languages of the site, by code."""
    place: Place = (0, 0)


def broader(tag: Tag, by_slug: Mapping[str, Tag]) -> str:
    """Slug of the tag above one; where that is retired, of the tag that took its place. Empty for none."""
    above = by_slug.get(tag.parent)
    slug = above.retired_into if above and above.retired_into else tag.parent
    return "" if slug == tag.slug else slug


class Selectors(Struct, frozen=True):
    """Where the pages of an outlet keep their fields: CSS selectors; empty where the reader looks itself."""

    title: str = ""
    authors: str = ""
    date: str = ""
    body: str = ""
    drop: str = ""
    """What is taken out of a page before it is read."""


class Publisher(Struct, frozen=True):
    """An outlet or wire service of content/publishers.yaml, or one known from entries alone."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    """Other spellings under which pages name it."""
    agency: bool = False
    """A wire service, whose reports others print."""
    domains: tuple[str, ...] = ()
    url: str = ""
    language: str = ""
    licence: str = ""
    default_agency: str = ""
    """The wire service of its reports that name none."""
    selectors: Selectors = Selectors()
    place: Place = (0, 0)

    def owns(self, url: str) -> bool:
        """Whether an address is on one of its domains."""
        return bool(self._domain_of(url))

    def _domain_of(self, url: str) -> str:
        """The longest of its domains on which an address is; empty if it is on none."""
        try:
            host = (urlsplit(url).hostname or "").removeprefix("www.")
        except ValueError:
            return ""
        domains = [domain.lower().removeprefix("www.") for domain in self.domains]
        fitting = (domain for domain in domains if host == domain or host.endswith(f".{domain}"))
        return max(fitting, key=len, default="")


def publisher_of(url: str, name: str, publishers: Iterable[Publisher]) -> Publisher | None:
    """The listed publisher on whose domain an address is, else the one of that name.

    The longest domain is the nearest: a paper's own below that of its house.
    """
    listed = tuple(publishers)
    owners = [(len(domain), one) for one in listed if (domain := one._domain_of(url))]
    if owners:
        return max(owners, key=lambda owner: owner[0])[1]
    key = fold(name)
    named = (one for one in listed if key in map(fold, (one.slug, one.name, *one.aliases)))
    return next(named, None) if key else None


class Vocabulary(Struct, frozen=True, dict=True):
    """All listed tags and publishers, in the order of their files."""

    tags: tuple[Tag, ...] = ()
    publishers: tuple[Publisher, ...] = ()

    @cached_property
    def tag_by_name(self) -> Mapping[str, Tag]:
        """Slug, label, alias (folded) -> tag; a retired tag's names lead to the tag that took its place."""
        by_slug = {tag.slug: tag for tag in self.tags}
        names: dict[str, Tag] = {}
        for tag in self.tags:
            target = by_slug.get(tag.retired_into, tag)
            for name in (tag.slug, tag.label, *tag.labels.values(), *tag.aliases):
                names.setdefault(fold(name), target)
        return names

    @cached_property
    def publisher_by_name(self) -> Mapping[str, Publisher]:
        """Slug, name, alias (folded) -> publisher."""
        names: dict[str, Publisher] = {}
        for publisher in self.publishers:
            for name in (publisher.slug, publisher.name, *publisher.aliases):
                names.setdefault(fold(name), publisher)
        return names
