"""Older entries that belong to an entry: by shared tags, and by the address they cite."""

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence

from newsdigest.model.site import Card
from newsdigest.model.url import canonical

WINDOW = 16
"""How many older entries of each tag are looked at: a rare tag reaches far back, a common one not."""

EARLIER = 5
"""How many older entries on one address are shown: an address that is cited every day is a front page."""


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
    """File -> the newest of the older entries that cite one of its addresses. Cards come oldest first."""
    citing: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=EARLIER))
    found: dict[str, tuple[Card, ...]] = {}
    for number, card in enumerate(cards):
        addresses = {canonical(source.url) for source in card.sources if source.url}
        older = {other for address in addresses for other in citing[address]}
        if older:
            found[card.file] = tuple(cards[other] for other in sorted(older, reverse=True)[:EARLIER])
        for address in addresses:
            citing[address].append(number)
    return found
