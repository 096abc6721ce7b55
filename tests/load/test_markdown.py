"""Markdown: what is shown, what is kept out, and what rules learn of a body."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdigest.load.markdown import render_markdown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* ~~b~~", "<p><em>a</em> <s>b</s></p>\n"),
        ("# A\n\n## B\n\n## B", '<h2 id="a">A</h2>\n<h3 id="b">B</h3>\n<h3 id="b-2">B</h3>\n'),
        ("### Deep", '<h2 id="deep">Deep</h2>\n'),
        ("## 🏗️", '<h2 id="section">🏗️</h2>\n'),
        ("[a](/about/)", '<p><a href="/repo/about/">a</a></p>\n'),
        ("[a](https://example.com/)", '<p><a href="https://example.com/" rel="external">a</a></p>\n'),
        ("[a](//example.com/)", '<p><a href="//example.com/" rel="external">a</a></p>\n'),
        (
            "![A crane](/media/crane.png)",
            '<p><img src="/repo/media/crane.png" alt="A crane" loading="lazy" decoding="async"></p>\n',
        ),
        ('<a href="/raw/">a</a>', '<p><a href="/repo/raw/">a</a></p>\n'),
    ],
)  # fmt: skip
def test_html(text: str, html: str) -> None:
    assert render_markdown(text, "/repo/").html == html


def test_a_table_scrolls_in_a_box_with_a_name_and_no_style() -> None:
    html = render_markdown("| Ship | Berth |\n| --- | ---: |\n| Ellery | 4 |", "/").html
    assert '<div class="table-wrap" tabindex="0" role="region" aria-label="Ship, Berth"><table>' in html
    assert '<td class="align-right">4</td>' in html
    assert "style" not in html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        '<a href="java&#115;cript:alert(1)">a</a>',
        "<style>p { display: none }</style>",
        '<p style="position: fixed">a</p>',
        "<iframe src=https://example.com></iframe>",
        "<svg onload=alert(1)>",
        "<form action=/x><input name=a></form>",
        "![a](data:text/html,alert)",
        "<meta http-equiv=refresh content=0>",
        "<h1 id=main>a</h1>",
    ],
)
def test_nothing_that_acts_or_styles_gets_through(attack: str) -> None:
    Harmless().feed(render_markdown(f"Text {attack}\n\n{attack}", "/").html)


class Harmless(HTMLParser):
    """Fails on what has no place in a body."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {
            "script",
            "style",
            "iframe",
            "svg",
            "form",
            "input",
            "meta",
            "h1",
            "object",
            "link",
        }
        for name, value in attrs:
            assert not name.startswith("on")
            assert name != "style"
            assert name != "id" or tag.startswith("h")
            if name in ("href", "src"):
                assert not (value or "").startswith(("java", "data"))


def test_what_rules_learn() -> None:
    body = render_markdown(
        "# Cranes\n\nSee [us](/about/) and\n[them](https://example.com/)\n![A *crane*](/media/crane.png)\n\n"
        '<a href="/raw/">raw</a>\n<img src="/media/x.png">\n\n[top](#cranes)\n',
        "/repo/",
    )
    assert body.links == (("/about/", 3), ("https://example.com/", 4), ("/raw/", 7), ("#cranes", 10))
    assert body.images == (("/media/crane.png", "A crane", 5), ("/media/x.png", "", 8))
    assert body.anchors == ("cranes",)


SIGNS = st.sampled_from("*_[]()<>!#`~|\n -=&\"'/")


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(st.characters(exclude_categories=("Cs",)) | SIGNS, max_size=80))
def test_no_text_breaks_the_renderer(text: str) -> None:
    body = render_markdown(text, "/")
    Harmless().feed(body.html)
    assert len(set(body.anchors)) == len(body.anchors)
