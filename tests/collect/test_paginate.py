"""The law of list pages: once full, a page never changes."""

from dataclasses import dataclass
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from newsdigest.collect.paginate import paginate


@dataclass(frozen=True)
class Face:
    number: int


def pages(count: int, per_page: int) -> dict[int, list[int]]:
    oldest_first = cast(Any, [Face(number) for number in range(1, count + 1)])
    listing = paginate("/tags/x/", count, per_page, lambda start, end: oldest_first[start:end][::-1])
    assert listing.count == count
    return {page.number: [cast(Any, card).number for card in page.cards] for page in listing.pages}


@given(st.integers(0, 120), st.integers(1, 12))
def test_every_entry_stands_once_and_in_order(count: int, per_page: int) -> None:
    shown = pages(count, per_page)
    assert [number for cards in shown.values() for number in cards] == list(range(count, 0, -1))


@given(st.integers(0, 120), st.integers(1, 12))
def test_a_new_entry_changes_the_front_page_and_at_most_makes_one(count: int, per_page: int) -> None:
    before, after = pages(count, per_page), pages(count + 1, per_page)
    assert {k: v for k, v in before.items() if k} == {k: after[k] for k in before if k}
    assert len(after) - len(before) in (0, 1)


@given(st.integers(1, 120), st.integers(1, 12))
def test_the_front_page_is_never_thin(count: int, per_page: int) -> None:
    front = pages(count, per_page)[0]
    assert min(count, per_page) <= len(front) < 2 * per_page


def test_pages_are_numbered_from_the_oldest() -> None:
    assert pages(7, 3) == {0: [7, 6, 5, 4], 1: [3, 2, 1]}
