"""Counting the words that two texts share."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdigest.model.copied import Copied, copied, count_words, plain, words

SOURCE = "The old chain of the harbour lay on the quay, and nobody dared to touch it before the mayor came."


def test_six_words_in_a_row_are_copied_and_five_are_not() -> None:
    assert copied("We read that nobody dared to touch it before noon.", SOURCE).total == 6
    assert copied("We read that nobody dared to touch it until noon.", SOURCE) == Copied(0, ())


def test_case_punctuation_width_and_apostrophes_do_not_tell_words_apart() -> None:
    found = copied("THE OLD “CHAIN”: of — the ｈａｒｂｏｕｒ lay", SOURCE)
    assert found.total == 7
    assert (
        copied("it's the mayor's chain, they don't say", "It’s the mayor’s chain they don’t say").total == 7
    )


def test_a_run_says_where_it_stands() -> None:
    text = "Reported: the old chain of the harbour lay there."
    (run,) = copied(text, SOURCE).runs
    assert text[run.start : run.end] == "the old chain of the harbour lay"
    assert run.words == 7


def test_two_signs_of_a_script_without_spaces_are_a_word() -> None:
    source = "市長は月曜日に古い鎖が港で見つかったと述べた。"
    assert copied("古い鎖が港で見つかったと", source).total == 6
    assert copied("古い鎖が港で見つかった", source).total == 0
    assert count_words("古い鎖 chain") == 2


def test_letters_keep_their_marks() -> None:
    assert [word.folded for word in words("हिन्दी مُدُن")] == ["हिन्दी", "مُدُن"]


def test_overlapping_runs_are_counted_once_and_the_longest_is_told() -> None:
    source = "a b c d e f g h x. Then c d e f g h i j k l."
    found = copied("a b c d e f g h i j k l", source)
    assert found.total == 12
    assert [run.words for run in found.runs] == [10]
    assert found.longest == 10


def test_runs_of_different_places_are_told_apart() -> None:
    found = copied("nobody dared to touch it before, for the old chain of the harbour lay", SOURCE)
    assert [run.words for run in found.runs] == [6, 7]
    assert found.total == 13


def naive(mine: list[str], theirs: list[str]) -> int:
    """Straight from the definition: words that stand in a common run of six or more."""
    counted = set()
    for i in range(len(mine)):
        for j in range(len(theirs)):
            length = 0
            while (
                i + length < len(mine) and j + length < len(theirs) and mine[i + length] == theirs[j + length]
            ):
                length += 1
            if length >= 6:
                counted.update(range(i, i + length))
    return len(counted)


@given(st.lists(st.sampled_from("ab"), max_size=30), st.lists(st.sampled_from("ab"), max_size=40))
def test_it_counts_what_the_definition_counts(mine: list[str], theirs: list[str]) -> None:
    assert copied(" ".join(mine), " ".join(theirs)).total == naive(mine, theirs)


@pytest.mark.parametrize("mine, theirs", [(20_000, 20_000), (20_000, 500), (500, 20_000)])
def test_repetitive_text_takes_no_longer_than_any_other(mine: int, theirs: int) -> None:
    def seconds(one: str, other: str) -> float:
        started = time.process_time()
        copied(one, other)
        return time.process_time() - started

    rng = random.Random(1)
    various = [f"w{rng.randrange(2000)}" for _ in range(max(mine, theirs))]
    usual = seconds(" ".join(various[:mine]), " ".join(various[:theirs]))
    repetitive = seconds("again " * mine, "again " * theirs)
    # Squared, it would be thousands of times.
    assert repetitive < 20 * usual + 0.5


def test_markdown_is_counted_as_a_reader_sees_it() -> None:
    text = plain("The *old* [chain of](https://example.com/a_(b)) the <b>har</b>bour\nlay \\* on &amp; on")
    assert text == "The *old* [chain of] the harbour\nlay * on & on"
    assert copied(text, SOURCE).total == 8
