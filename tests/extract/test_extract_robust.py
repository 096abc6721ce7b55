"""Any bytes in: never a crash, never a hang."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdigest.extract.dates import read_date
from newsdigest.extract.metadata.facts import gather
from newsdigest.extract.metadata.jsonld import things
from newsdigest.extract.names import clean_names
from newsdigest.extract.page import read_page, visible_text
from newsdigest.extract.tree import parse

ANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = st.sampled_from(
    ["<h1>", "</h1>", "<meta property=og:title content='", "'>", "</script>", '"x"}', "[", "<time datetime=",
     "<script type='application/ld+json'>", '{"@type":"NewsArticle","headline":', "<figure><img src=a.jpg>",
     "<p class=byline>By ", "<a href='//[' rel=author>", "©", "<table>", "<!--", "]]>", "&#0;",
     "\0", "2019-13-45",
     "<svg>", "<template>", "日"]
)  # fmt: skip


@ANY
@given(st.binary(max_size=400))
def test_any_bytes_are_read(data: bytes) -> None:
    for name in ("page.html", "page.txt", "page"):
        read_page(name, data)
        visible_text(name, data)


@ANY
@given(st.lists(PIECES | st.text(max_size=12), max_size=30))
def test_any_markup_is_read(pieces: list[str]) -> None:
    read_page("page.html", ("<p>" + "".join(pieces)).encode("utf-8", "replace"))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_looked_at_for_names_and_dates(text: str) -> None:
    clean_names(text)
    read_date(text)
    things([text])


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "deep",
        "<b><i>" * 50_000 + "deep",
        "<q>" * 100_000 + "deep",
        "<div class=author>" * 50_000 + "deep",
        "<table><tr><td>" * 30_000 + "deep",
        "<p class=byline>By Jane Roe</p>" * 20_000,
        "<figure><img src=a.jpg></figure>" * 20_000,
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        "<script type='application/ld+json'>" + '{"a":' * 50_000 + "</script>",
        "<meta name=author content='" + "a" * 500_000 + "'>",
        "<title>" + "a | " * 100_000 + "</title><h1>" + "a | " * 100_000 + "</h1>",
        "<p class=date>" + "1." * 100_000,
    ],
    ids=lambda page: page[:24],
)
def test_large_and_deep_pages_take_seconds_at_most(page: str) -> None:
    start = time.process_time()
    gather(parse(page), "page.html")
    visible_text("page.html", page.encode())
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "sign", ["\x0c", "&#12;", "&#x0B;", "&#1", "&#xFFFE;", "&#65535;", "&#xD800;", "&#0;"]
)
def test_signs_that_no_tree_may_hold_are_left_out(sign: str) -> None:
    page = f"<figure><img src=a.jpg></figure>{sign}<p>{sign}A ferry turned back{sign} in fog.</p>{sign}"
    assert "A ferry turned back" in read_page("page.html", page.encode()).markdown


def test_what_nests_too_deep_for_the_parser_is_still_read() -> None:
    assert "deep" in visible_text("page.html", b"<html>" + b"<div>" * 100_000 + b"deep")
