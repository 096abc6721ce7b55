"""Any bytes in: never a crash, never a hang."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdigest.extract.dates import read_date
from newsdigest.extract.metadata.jsonld import things
from newsdigest.extract.names import clean_names
from newsdigest.extract.page import read_page, visible_text

ANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PARAGRAPH = (
    "<p>The mill at the edge of the town burnt down on Sunday, and nobody knows how it began there.</p>"
)
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


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
    | st.sampled_from(["NewsArticle", "2026-01-02T03:04:05Z", "https://example.com/a", "By Jane Roe", "//["]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["@type", "@graph", "@id", "headline", "author", "name", "datePublished", "image",
                         "url", "publisher", "articleBody", "keywords", "inLanguage", "copyrightHolder",
                         "mainEntity"]),
        inner, max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


@ANY
@given(VALUES, st.sampled_from(["{}", "<!--{}-->", "{},", "/*{}*/", "{}{}", "{} }}"]))
def test_any_linked_data_is_read(value: object, frame: str) -> None:
    script = frame.replace("{}", json.dumps(value)).replace("}}", "}")
    page = f"<script type='application/ld+json'>{script}</script>{PARAGRAPH}"
    read_page("page.html", page.encode("utf-8", "replace"))


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
        "<p class=byline>By Jane Roe</p>" * 10_000,
        "<figure><img src=a.jpg></figure>" * 20_000,
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        "<script type='application/ld+json'>" + '{"a":' * 50_000 + "</script>",
        "<meta name=author content='" + "a" * 500_000 + "'>",
        "<title>" + "a | " * 100_000 + "</title><h1>" + "a | " * 100_000 + "</h1>",
        "<p class=date>" + "1." * 100_000,
        "<p>" + "a" * 300_000,
        "<p>" + "<" * 200_000,
        "<p>" + "&amp;" * 60_000,
        "<p>" + "町の外れの製粉所が焼け落ちた。" * 20_000,
        "<div " + " ".join(f"a{n}=b" for n in range(80_000)) + ">x",
        "<p>" + "<a href=/x>word</a> " * 15_000,
        "<p>" + "<b>a</b>" * 20_000,
        "<p>" + "<b>a</b><i>b</i>" * 15_000,
        "<p>" + "<code>a</code>" * 20_000,
        "<pre>x" + "\u3000" * 200_000 + "x</pre>",
        "<table>" + "<tr><td colspan=1000 rowspan=65534>x</td></tr>" * 3_000,
        "<table><tr>" + "<td>a" * 3_000 + "<tr><td>a<td>b" * 3_000,
        "<p>© 2020 A" + "<p>© 2020 B" * 20_000,
        "<time datetime='" + "<!--" * 100_000 + "'>",
        "<script type='application/ld+json'>{" + "\n" * 400_000 + "'x'</script>",
    ],
    ids=lambda page: page[:24],
)
def test_large_and_deep_pages_take_seconds_at_most(page: str) -> None:
    start = time.process_time()
    read_page("page.html", (PARAGRAPH * 5 + page).encode())
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


def test_a_page_of_very_many_elements_is_read_as_others_are() -> None:
    told = "".join(
        f"<p>The mill at lock {n} burnt down on Sunday, and {n} people watched.</p>" for n in range(40)
    )
    said = "".join(
        f"<div class=item><b>Reader {n}</b><p>I saw fire number {n} from my house too, dear all.</p>"
        "<div><a href=#>Reply</a> <i>3</i></div></div>"
        for n in range(5_000)
    )
    page = f"<main><article><h1>Mills burn</h1>{told}</article><section>{said}</section></main>"
    body = read_page("page.html", page.encode()).markdown
    assert "lock 0 burnt" in body and "lock 39 burnt" in body
    assert "Reader" not in body and "my house too" not in body
