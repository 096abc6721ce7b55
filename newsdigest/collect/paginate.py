"""Lists cut into pages that stay as they are."""

from collections.abc import Sequence

from newsdigest.model.site import Card, Listing, ListPage


def paginate(url: str, cards: Sequence[Card], per_page: int) -> Listing:
    """Cut a list (newest first) into pages numbered from the oldest.

    Page 1 holds the `per_page` oldest, page 2 the next; the front page keeps the newest
    `per_page` to `2 * per_page - 1`, so that a page once full never changes.
    """
    full = max(0, len(cards) // per_page - 1)
    front = len(cards) - full * per_page
    older = (
        ListPage(full - k, tuple(cards[front + k * per_page : front + (k + 1) * per_page]))
        for k in range(full)
    )
    return Listing(
        url=url,
        pages=(ListPage(0, tuple(cards[:front])), *older),
        count=len(cards),
        updated=max((card.updated for card in cards), default=None),
    )
