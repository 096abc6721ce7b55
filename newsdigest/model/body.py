"""The rendered text of an entry or page, and what rules ask of it."""

from urllib.parse import unquote

from msgspec import Struct


class Body(Struct, frozen=True):
    """A body in HTML, sanitised; lines are counted from 1 at the body's first."""

    html: str = ""
    links: tuple[tuple[str, int], ...] = ()
    """(address as written, line) of each link."""
    images: tuple[tuple[str, str, int], ...] = ()
    """(address as written, alternative text, line) of each picture."""
    anchors: tuple[str, ...] = ()
    """Ids of the headings."""

    @property
    def pictures(self) -> tuple[str, ...]:
        """Addresses of the site's own pictures in it, each once."""
        own = (unquote(address) for address, _, _ in self.images if address.startswith("/media/"))
        return tuple(dict.fromkeys(own))
