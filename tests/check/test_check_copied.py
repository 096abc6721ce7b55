"""Rule copied-words, with its messages."""

import pytest

from newsdigest.check.copied import allows_republication, check_copied
from newsdigest.load.entry import read_entry
from newsdigest.model.config import Config
from newsdigest.model.problem import Problem
from newsdigest.model.vocabulary import Publisher, Vocabulary

PAGE = " ".join(f"word{number}" for number in range(200))
VOCABULARY = Vocabulary(publishers=(Publisher("free", "The Free Sheet", licence="CC BY 4.0"),))

ENTRY = """\
---
title: {title}
date: 2026-03-02
summary: {summary}
sources:
  - publisher: {publisher}
    page: page.txt
    licence: {licence}
---
An introduction of our own.

> {quoted}
"""


def check(
    summary: str = "In short.",
    quoted: str = "Nothing.",
    *,
    title: str = "A title",
    publisher: str = "Some Courier",
    licence: str = "",
    page: str | None = PAGE,
    total: int = 150,
    run: int = 50,
) -> list[Problem]:
    text = ENTRY.format(title=title, summary=summary, quoted=quoted, publisher=publisher, licence=licence)
    loaded = read_entry("content/entries/2026/03/a.md", text, Config().zone)
    assert loaded.value is not None
    return check_copied(loaded.value, loaded.body, {"page.txt": page}, VOCABULARY, total=total, run=run)


def part(start: int, end: int) -> str:
    return " ".join(f"word{number}" for number in range(start, end))


def test_within_the_limits_nothing_is_said() -> None:
    assert check(part(0, 30), f"{part(40, 90)} and then {part(100, 150)}") == []


def test_a_long_run_is_an_error_that_quotes_it() -> None:
    (problem,) = check(quoted=part(0, 51))
    assert str(problem) == (
        "content/entries/2026/03/a.md:12: error[copied-words] 51 words in one run stand in `page.txt`, "
        "more than the 50 allowed: “word0 word1 word2 word3 word4 … word46 word47 word48 word49 word50”\n"
        "  hint: cut the quotation, or say it in your own words"
    )


def test_a_long_run_in_the_summary_stands_at_the_summary() -> None:
    (problem,) = check(summary=part(0, 51))
    assert (problem.line, problem.column) == (4, 10)


def test_too_much_in_all_is_an_error() -> None:
    (problem,) = check(quoted=" and ".join(part(start, start + 40) for start in range(0, 160, 40)))
    assert str(problem) == (
        "content/entries/2026/03/a.md:12: error[copied-words] 160 words stand in `page.txt` in runs of six "
        "or more, more than the 150 allowed; the longest run: “word0 word1 word2 word3 word4 … word35 word36 "
        "word37 word38 word39”\n"
        "  hint: quote less; `licence` of the source says where the whole may be printed"
    )


def test_the_title_is_not_counted() -> None:
    assert check(title=part(0, 60)) == []


def test_limits_are_those_of_the_configuration() -> None:
    assert check(quoted=part(0, 51), run=51) == []
    assert len(check(quoted=part(0, 20), run=10, total=15)) == 2


def test_a_page_that_is_not_there_is_a_warning() -> None:
    (problem,) = check(page=None)
    assert str(problem) == (
        "content/entries/2026/03/a.md:7:11: warning[copied-words] the words copied from `page.txt` cannot be "
        "counted: it is not in content/sources\n"
        "  hint: put the page back, or leave it at that if it is kept elsewhere"
    )


def test_a_licence_of_the_source_or_its_publisher_allows_it() -> None:
    assert check(quoted=part(0, 200), licence="CC BY-SA 4.0") == []
    assert check(quoted=part(0, 200), publisher="The Free Sheet") == []
    assert check(quoted=part(0, 200), publisher="The Free Sheet", licence="all rights reserved") != []


@pytest.mark.parametrize(
    "licence",
    [
        "CC BY 4.0",
        "cc-by-sa-3.0",
        "CC0",
        "CC0 1.0 Universal",
        "Public domain",
        "https://creativecommons.org/licenses/by/4.0/",
        "Creative Commons Attribution-ShareAlike 4.0 International",
        "Creative Commons Attribution 4.0",
        "Open Government Licence v3.0",
    ],
)
def test_licences_that_allow_it(licence: str) -> None:
    assert allows_republication(licence)


@pytest.mark.parametrize(
    "licence",
    [
        "",
        "All rights reserved",
        "CC BY-NC 4.0",
        "CC BY-ND 4.0",
        "https://creativecommons.org/licenses/by-nc-sa/4.0/",
        "Creative Commons Attribution-NonCommercial",
        "Creative Commons Attribution Non-Commercial",
        "© by the authors",
    ],
)
def test_licences_that_do_not(licence: str) -> None:
    assert not allows_republication(licence)
