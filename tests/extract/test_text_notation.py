"""Dumps with what their tools write beside the words: numbers of links, Markdown, notes of clippers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdigest.extract.text import read_text
from newsdigest.extract.text.notation import without_notation, without_numbers

LYNX = """\
   #[1]Example Courier » Feed

   [2]Skip to content

     * [3]Home
     * [4]Sport
     * [5]Weather
     * [6]Letters

Library opens after two years of work

   By [7]Jane Roe

   12 May 2024

   The council opened the [8]new library on Friday, and 300 people came to
   see its reading room, which has a roof of glass and oak[1] from the old
   station, the mayor said.

   The building cost four million, according to a [9]report that the
   council published on Monday, and its furniture another million.

   Nobody knows yet who will sit at the desk on Sundays, when the trains
   do not run and the market square is [10]closed to cars.

   Related

   [11]Station clock stops again
   [12]Mill burns down

   (BUTTON) Send
   ____________________

   © 2024 Example Courier

References

   Visible links:
   1. https://courier.example.com/feed
   2. file:///tmp/page.html#content
   3. https://courier.example.com/
   4. https://courier.example.com/sport
   5. https://courier.example.com/weather
   6. https://courier.example.com/letters
   7. https://courier.example.com/people/jane-roe
   8. https://courier.example.com/library
   9. https://courier.example.com/report a b
https://courier.example.com/wrapped
  10. https://courier.example.com/square
  11. https://courier.example.com/clock
  12. https://courier.example.com/mill
"""

MARKDOWN = """\
[Skip to content](#content)

  * [Home](/)
  * [Sport](https://courier.example.com/sport)
  * [Weather](https://courier.example.com/weather "Today's
    weather")

![Courier](data:image/svg+xml,%3Csvg%20xmlns=%22http://courier.example.com%22%3E)

# Library opens after two years of work

By [Jane Roe](https://courier.example.com/people/jane-roe)

12 May 2024

[ ![The library](https://courier.example.com/a-very-long-
address/library.jpg) ](https://courier.example.com/pictures)

The council opened the [new library](https://courier.example.com/a-long-
address/library_(town)) on **Friday** , and 300 people came to see its
_reading room_ , which has a roof of glass and oak, the mayor said.

The building cost four million, according to a [report](/report) that the
council published on Monday, and its furniture another million.

[

Mill burns down

](https://courier.example.com/mill)

(C) 2024 Example Courier
"""

CLIPPED = """\
---
title: "Library opens after two years of work"
source: "https://courier.example.com/2024/library?utm_source=feed"
author:
  - "[[Jane Roe]]"
published: 2024-05-12
created: 2026-01-01
tags: ["clippings"]
---
# Library opens after two years of work

The council opened the [new library](https://courier.example.com/library) on **Friday**.

## What it cost

- four million
- and another
"""

FIELDS = """\
Title: Library opens after two years of work

URL Source: https://courier.example.com/2024/library

Published Time: 2024-05-12T08:00:00+02:00

Markdown Content:
"""


def test_numbers_of_links_and_their_list_are_no_text() -> None:
    article = read_text("page.txt", LYNX)
    assert article.title == "Library opens after two years of work"
    assert article.authors == ("Jane Roe",)
    assert article.found_in["title"].where == "line 10"
    paragraphs = article.markdown.split("\n\n")
    assert len(paragraphs) == 3
    assert paragraphs[0].startswith("The council opened the new library on Friday")
    assert "oak\\[1\\] from the old station" in paragraphs[0]  # a note of the text, and no number of a link
    assert paragraphs[2].endswith("is closed to cars.")


def test_a_page_as_markdown_gives_its_words() -> None:
    article = read_text("page.txt", MARKDOWN)
    assert article.title == "Library opens after two years of work"
    assert article.authors == ("Jane Roe",)
    assert article.date is not None and article.date.isoformat() == "2024-05-12"
    assert article.found_in["title"].where == "line 10"
    assert article.markdown.split("\n\n") == [
        "The council opened the new library on Friday , and 300 people came to see its reading room , which "
        "has a roof of glass and oak, the mayor said.",
        "The building cost four million, according to a report that the council published on Monday, and its "
        "furniture another million.",
    ]


def test_the_only_top_heading_of_markdown_is_the_headline_and_what_is_above_it_no_text() -> None:
    teaser = (
        "The mill at the edge of the town burnt down on Sunday night, and nobody knows how it began there, "
        "said the mayor.\n\nBakers say that they will have no flour before the month ends, and no bread.\n\n"
    )
    article = read_text("page.txt", MARKDOWN.replace("# Library", teaser + "# Library"))
    assert article.title == "Library opens after two years of work"
    assert article.found_in["title"].where == "line 14"
    assert article.markdown.startswith("The council opened the new library")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_clipper_saved_is_kept_with_what_it_noted(end: str) -> None:
    article = read_text("library.md", CLIPPED.replace("\n", end))
    assert article.title == "Library opens after two years of work"
    assert article.authors == ("Jane Roe",)
    assert str(article.date) == "2024-05-12"
    assert article.canonical == "https://courier.example.com/2024/library"
    assert article.markdown == (
        "The council opened the [new library](https://courier.example.com/library) on **Friday**.\n\n"
        "## What it cost\n\n- four million\n- and another"
    )


def test_fields_above_a_text_are_read() -> None:
    article = read_text("page.txt", FIELDS + MARKDOWN.replace("12 May 2024", ""))
    assert article.canonical == "https://courier.example.com/2024/library"
    assert article.date is not None and article.date.isoformat() == "2024-05-12T08:00:00+02:00"
    assert article.markdown.startswith("The council opened")


def test_of_several_notes_the_address_is_the_one_that_is() -> None:
    text = CLIPPED.replace("source: ", "source: Courier\nurl: ").replace("[[Jane Roe]]", "Idak")
    article = read_text("library.md", text)
    assert (article.canonical, article.authors) == ("https://courier.example.com/2024/library", ("Idak",))


def test_front_matter_without_an_address_is_text() -> None:
    text = CLIPPED.replace("source:", "cost:")
    assert not read_text("page.txt", text).canonical


PIECES = st.sampled_from(
    ["[1]", "[2]a", "[a](http://b", "](/c)", ")", "\n", "\n\n", "# ", "## b\n", "* ", "> ", "```",
     "a | b\n-|-\n", "   1. http://a\n", "word ", "---\n", "title: a\n",
     "source: https://a\n", "![", "<b>", "\\", "\ue000"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_each_line_stays_in_its_place(text: str) -> None:
    assert without_notation(text).count("\n") == text.count("\n")
    read_text("page.txt", text)


@pytest.mark.parametrize(
    "text",
    [
        "The roof is of oak[1] and glass[2], [as told] elsewhere.\n\n1. https://example.com/roof\n",
        "# 1 in the charts\n\n#harbour #library\n\n# of sales: 3\n",
        "See [the report](https://example.com/a) or [the map](/b), * and _all_ that is in **it**.\n",
        "".join(f"note {n}[{n}], " for n in range(1, 30)),
        "".join(f"[{n}] A book of notes\n" for n in range(1, 30)),
    ],
    ids=["a list of sources", "signs of number", "two links", "notes", "numbered books"],
)
def test_a_text_that_only_looks_like_it_stays_as_it_is(text: str) -> None:
    assert without_notation(text) == text
    assert without_numbers(text.split("\n")) == text.split("\n")
