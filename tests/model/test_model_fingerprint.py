"""Fingerprints: equal for equal values in any process, and other for others."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from newsdigest.model.fingerprint import SIZE, fingerprint

VALUES = st.recursive(
    st.none() | st.integers(-(2**60), 2**60) | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.lists(VALUES), st.lists(VALUES))
def test_two_values_have_one_fingerprint_if_they_are_one(one: list[object], other: list[object]) -> None:
    assert len(fingerprint(*one)) == SIZE
    assert (fingerprint(*one) == fingerprint(*other)) == (one == other)


def test_lengths_and_places_count() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc") != fingerprint(["a", "bc"])
    assert fingerprint(1) != fingerprint(True) != fingerprint("true")


def test_the_offset_of_an_instant_counts_for_a_page_shows_it() -> None:
    noon = datetime(2026, 3, 4, 12, tzinfo=UTC)
    assert fingerprint(noon) != fingerprint(noon.astimezone(timezone(timedelta(hours=1))))
    assert fingerprint(date(2026, 3, 4)) != fingerprint(noon)


def test_every_process_finds_the_same() -> None:
    """Also of sets and mappings, and of a file's name that is no UTF-8."""
    program = (
        "from newsdigest.model.fingerprint import fingerprint as f\n"
        "print(f({'tide', 'ebb', 'gull'}, {'b': 1, 'a': {'x', 'y', 'z'}}).hex())\n"
        "print(f('a\\udcff', {'q', 'w', 'e'}).hex())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
