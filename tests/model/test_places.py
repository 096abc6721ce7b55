"""Places: a mapping kept as one text."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from newsdigest.model.places import Places

NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=6)
PLACES = st.dictionaries(NAMES, st.tuples(st.integers(1, 10**6), st.integers(1, 10**4)))


@given(PLACES, NAMES)
def test_the_same_places_come_out(given_places: dict[str, tuple[int, int]], other: str) -> None:
    places = Places.of(given_places)
    assert dict(places) == given_places
    assert len(places) == len(given_places)
    assert places.get(other) == given_places.get(other)
    assert pickle.loads(pickle.dumps(places)) == places == Places.of(given_places)


def test_a_name_with_a_null_hides_no_other() -> None:
    places = Places.of({"extra.\x005:6": (1, 2), "title": (3, 4)})
    assert places["title"] == (3, 4)
    assert places.get("5:7") is None
