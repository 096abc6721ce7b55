"""Older entries that belong to an entry: by shared tags, and by the address they cite.

Only older entries are looked at, and no weights over the archive: a new entry leaves
what belongs to all others alone, but for the few that come after it on a list.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from newsdigest.model.catalogue import Shelf, before
from newsdigest.model.site import Card
from newsdigest.model.url import canonical

WINDOW = 16
"""How many older entries of each tag are looked at: a rare tag reaches far back, a common one not."""

EARLIER = 5
"""How many older entries on one address are shown: an address that is cited every day is a front page."""

Numbers = Callable[[Shelf], Sequence[int]]


def related_of(number: int, card: Card, language: str, numbers: Numbers, count: int) -> list[int]:
    """The `count` older entries that share the most tags with one; of equals, the newest."""
    if not count:
        return []
    recent = (before(numbers(Shelf(language, "own tag", tag.slug)), number, WINDOW) for tag in card.tags)
    shared = Counter(older for some in recent for older in some)
    return sorted(shared, key=lambda older: (-shared[older], -older))[:count]


def earlier_of(number: int, card: Card, language: str, numbers: Numbers) -> list[int]:
    """The newest of the older entries that cite one of its addresses."""
    addresses = {canonical(source.url) for source in card.sources if source.url}
    citing = (before(numbers(Shelf(language, "cited", address)), number, EARLIER) for address in addresses)
    return _newest({older for some in citing for older in some})


def _newest(numbers: Iterable[int]) -> list[int]:
    return sorted(numbers, reverse=True)[:EARLIER]
