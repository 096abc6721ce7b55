"""Older entries that belong to an entry: by shared tags, and by the address they cite."""

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence

from newsdigest.model.site import Card
from newsdigest.model.url import canonical

WINDOW = 16
"""How many older entries of each tag are looked at: a rare tag reaches far back, a common one not."""


def related_of(cards: Sequence[Card], count: int) -> Mapping[str, tuple[Card, ...]]:
    """File -> the `count` older entries that share the most tags with it; of equals, the newest.

    Cards come oldest first. Only older entries are looked at, and no weights over the archive:
    a new entry leaves the related entries of all others alone.
    """
    recent: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=WINDOW))
    found: dict[str, tuple[Card, ...]] = {}
    for number, card in enumerate(cards):
        shared = Counter(older for tag in card.tags for older in recent[tag.slug])
        best = sorted(shared, key=lambda older: (-shared[older], -older))[:count]
        found[card.file] = tuple(cards[older] for older in best)
        for tag in card.tags:
            recent[tag.slug].append(number)
    return found


def earlier_of(cards: Sequence[Card]) -> Mapping[str, tuple[Card, ...]]:
    """File -> older entries that cite one of the same addresses, newest first. Cards come oldest first."""
    citing: dict[str, list[Card]] = defaultdict(list)
    found: dict[str, tuple[Card, ...]] = {}
    for card in cards:
        addresses = {canonical(source.url) for source in card.sources if source.url}
        older = {other.file: other for address in sorted(addresses) for other in citing[address]}
        if older:
            newest_first = sorted(older.values(), key=lambda other: (other.instant, other.url), reverse=True)
            found[card.file] = tuple(newest_first)
        for address in addresses:
            citing[address].append(card)
    return found
