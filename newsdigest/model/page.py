"""A standing page as its editor wrote it."""

from collections.abc import Mapping

from msgspec import Struct, field

from newsdigest.model.places import Place, Places


class Page(Struct, frozen=True):
    """Front matter of one file of content/pages."""

    file: str
    """Path below the site's folder: `content/pages/about.md`."""
    title: str
    slug: str
    """From the front matter, else the file's name; normalised."""
    summary: str = ""
    lang: str = ""
    aliases: tuple[str, ...] = ()
    navigation: bool = True
    """Whether the site's header names it."""
    places: Mapping[str, Place] = field(default_factory=Places)
    """Where fields stand, as in an entry."""
    body_line: int = 1
    """Line of the file on which the body starts."""
