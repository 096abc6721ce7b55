"""The ledger: what became of each source page."""

from collections.abc import Mapping

from msgspec import Struct, field


class Seen(Struct, frozen=True):
    """A source page that was ingested."""

    hash: str
    """Of the page's bytes, in hexadecimal, as they were then."""
    entry: str = ""
    """The file of the entry drafted from it; empty if an editor discarded the page."""
    text: str = ""
    """A sketch of its text, by which the same story is known again; empty for a short one."""

    @property
    def discarded(self) -> bool:
        """Whether an editor wants no entry of this page."""
        return not self.entry


class Ledger(Struct, frozen=True):
    """Every source page seen."""

    pages: Mapping[str, Seen] = field(default_factory=dict)
    """By path below content/sources."""
