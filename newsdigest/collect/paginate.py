"""Lists cut into pages that stay as they are."""

from collections.abc import Callable, Collection, Sequence

from newsdigest.model.lazy import Deferred, Lazy
from newsdigest.model.site import Card, Filed, Listing, ListPage

Cut = Callable[[int, int], Sequence[Card]]
"""The cards between two places of a list counted from its oldest, newest first."""


def paginate(
    url: str,
    count: int,
    per_page: int,
    cut: Cut,
    newest: Sequence[Filed] = (),
    touched: Collection[int] | None = None,
) -> Listing:
    """Cut a list into pages numbered from the oldest.

    Page 1 holds the `per_page` oldest, page 2 the next; the front page keeps the newest
    `per_page` to `2 * per_page - 1`, so that a page once full never changes.
    `touched` are numbers of pages, whether there are such or not; None for all.
    """
    full = full_pages(count, per_page)

    def page(number: int) -> ListPage:
        start = (number - 1 if number else full) * per_page
        return ListPage(number, cut(start, start + per_page if number else count))

    pages = Lazy(full + 1, lambda place: page(full + 1 - place if place else 0))
    if touched is None:
        return Listing(url, pages, pages, newest, count)
    numbers = sorted(number for number in touched if number <= full)
    some = Deferred(lambda: tuple(map(page, numbers)), any_there=bool(numbers))
    return Listing(url, pages, some, newest, count)


def full_pages(count: int, per_page: int) -> int:
    """How many pages a list has beside its front page."""
    return max(0, count // per_page - 1)


def page_at(place: int, count: int, per_page: int) -> int:
    """The number of the page on which a place of a list is, counted from its oldest."""
    number = place // per_page + 1
    return number if number <= full_pages(count, per_page) else 0
