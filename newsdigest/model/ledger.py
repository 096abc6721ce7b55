"""The ledger: what became of each source page."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Seen:
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


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every source page seen."""

    pages: Mapping[str, Seen] = field(default_factory=dict)
    """By path below content/sources."""
