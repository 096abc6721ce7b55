"""What is known of pages and of what entries cite, while pages are gone through."""

from typing import TYPE_CHECKING

from msgspec import Struct, field

from newsdigest.model.entry import Entry
from newsdigest.model.ledger import Seen
from newsdigest.model.url import canonical

if TYPE_CHECKING:
    from newsdigest.draft.entry import Draft


class Books(Struct):
    """What is known while the pages are gone through; it grows with every draft."""

    ledger: dict[str, Seen] = field(default_factory=dict)
    by_hash: dict[str, str] = field(default_factory=dict)
    """Hash -> the first page with these bytes."""
    by_page: dict[str, str] = field(default_factory=dict)
    """Page -> file of the entry that names it."""
    by_address: dict[str, str] = field(default_factory=dict)
    """Canonical address -> file of the entry that cites it."""

    def note(self, page: str, seen: Seen) -> None:
        """Take note of what became of a page."""
        self.ledger[page] = seen
        self.by_hash.setdefault(seen.hash, page)

    def enter(self, entry: Entry) -> None:
        """Take note of what an entry cites."""
        for source in entry.sources:
            if source.page:
                self.by_page.setdefault(source.page, entry.file)
            if source.url:
                self.by_address.setdefault(canonical(source.url), entry.file)

    def twin(self, page: str, mark: str) -> str:
        """Another page of the same bytes, under an older name or in a second copy; empty if there is none."""
        return "" if page in self.ledger else self.by_hash.get(mark, "")

    def elsewhere(self, draft: "Draft") -> str:
        """The entry that cites the same address, though not from this page; empty if there is none."""
        source = draft.entry.sources[0]
        if not source.url or source.page in self.by_page:
            return ""
        return self.by_address.get(canonical(source.url), "")
