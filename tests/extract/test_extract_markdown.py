"""Markdown from markup: what it keeps, and that it always reads back to the same words."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from newsdigest.extract.body.blocks import blocks_of, isolate_blocks, keep_only, text_copy
from newsdigest.extract.elements import BLOCKS
from newsdigest.extract.markdown import to_markdown

RENDERER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def markdown(markup: str, base_url: str = "") -> str:
    return to_markdown(html.fragment_fromstring(markup, create_parent="div"), base_url)


def words(tree: html.HtmlElement) -> list[str]:
    for element in list(tree.iter("br", *BLOCKS)):
        element.text = " " + (element.text or "")
        element.tail = " " + (element.tail or "")
    return tree.text_content().split()


def read_back(text: str) -> html.HtmlElement:
    return html.fragment_fromstring(RENDERER.render(text), create_parent="div")


CASES = {
    "paragraphs": ("<p>One.</p><p>Two\n lines.</p>", "One.\n\nTwo lines."),
    "headings": ("<h1>Top</h1><h3>Lower #</h3>", "## Top\n\n### Lower \\#"),
    "emphasis": ("<p>a <b>bold </b>and<i> slanted</i> word</p>", "a **bold** and *slanted* word"),
    "emphasis within a word": ("<p>un<em>believ</em>able</p>", "un*believ*able"),
    "emphasis that Markdown would not see": ("<p>a<b>(b)</b>c</p>", "a(b)c"),
    "neighbouring emphasis": ("<p><b>a</b><b>b</b></p>", "**ab**"),
    "struck": ("<p><del>old</del> new</p>", "~~old~~ new"),
    "link": ('<p>See <a href="/x">the report</a>.</p>', "See [the report](https://example.com/x)."),
    "link over blocks": ('<a href="/x"><p>a</p><p>b</p></a>',
                         "[a](https://example.com/x)\n\n[b](https://example.com/x)"),
    "linked code like a definition": ('<p><a href="/x"><code>a]: b</code></a> c</p>',
                                      "[a\\]: b](https://example.com/x) c"),
    "script link": ('<p><a href=" java\nscript:alert(1)">x</a></p>', "x"),
    "list": ("<ul><li>a</li><li><p>b</p></li></ul>", "- a\n- b"),
    "nested list": ("<ol start=3><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "3. a\n   - b\n4. c"),
    "two lists": ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n+ b"),
    "quotation": ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
    "code side by side": ("<p><code>a</code><code>b</code></p>", "`ab`"),
    "code": ("<pre>x = `1`\n  y</pre><p>and <code>a`b</code></p>", "```\nx = `1`\n  y\n```\n\nand ``a`b``"),
    "table": ("<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td><td>2</td></tr></table>",
              "| a | b\\|c |\n| --- | --- |\n| 1 | 2 |"),
    "cells over rows and columns": (
        "<table><tr><th rowspan=2>a</th><th colspan=2>b</th><th rowspan=2>c</th></tr>"
        "<tr><th>d</th><th>e</th></tr><tr><td>1</td><td>2</td><td>3</td><td>4</td></tr></table>",
        "| a | b |  | c |\n| --- | --- | --- | --- |\n|  | d | e |  |\n| 1 | 2 | 3 | 4 |",
    ),
    "layout table": ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "a\n\nb"),
    "figure": ('<figure><img src="a.jpg" alt="A dog"><figcaption>A dog runs.</figcaption></figure>',
               "![A dog](https://example.com/a.jpg)\n\n*A dog runs.*"),
    "strong after strong": ("<p><b>one</b><i><b>two</b></i></p>", "**one**two"),
    "struck after struck": ("<p><del>one</del><i><del>two</del></i> three</p>", "~~one~~*~~two~~* three"),
    "picture loaded late": ('<p><img src="data:image/gif;base64,R0" data-src="/b.png"></p>',
                            "![](https://example.com/b.png)"),
    "line break": ("<p>a<br>b</p><p>c<br><br>d</p>", "a\\\nb\n\nc\n\nd"),
    "signs": ("<p>2 * 3 * 4 [x](y) snake_case _u_ &lt;b&gt; &amp;amp; `q`</p>",
              "2 \\* 3 \\* 4 \\[x\\](y) snake_case \\_u\\_ \\<b> \\&amp; \\`q\\`"),
    "line starts": ("<p>1. a<br>- b<br># c<br>&gt; d<br>===</p>",
                    "1\\. a\\\n\\- b\\\n\\# c\\\n\\> d\\\n\\==="),
    "no text": ("<script>x</script><style>y</style><p>a</p><!-- b --><iframe>c</iframe>", "a"),
}  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), CASES.values(), ids=CASES)
def test_keeps_structure(markup: str, expected: str) -> None:
    assert markdown(markup, "https://example.com/a/").replace("/a/a.jpg", "/a.jpg") == expected


@pytest.mark.parametrize("markup", [markup for name, (markup, _) in CASES.items() if name != "no text"])
def test_cases_read_back(markup: str) -> None:
    tree = html.fragment_fromstring(markup, create_parent="div")
    assert words(read_back(markdown(markup))) == words(tree)


TEXT = st.text(
    alphabet=st.sampled_from(list("ab1 .*_`~#->+=|!&;:<()[]\\\"'\n\t«é中، \u00a0\u3000")), max_size=12
)
INLINE = ["b", "i", "em", "strong", "del", "span", "q", "code", "sup"]
BLOCK = ["p", "div", "h2", "h1", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "td", "th", "figure",
         "figcaption", "dl", "dt", "dd", "section", "hr"]  # fmt: skip


def element(tag: str, children: list[html.HtmlElement | str]) -> html.HtmlElement:
    made = html.Element(tag)
    if tag == "a":
        made.set("href", "https://example.com/(x)_y*z?a=1&copy;=2")
    last: html.HtmlElement | None = None
    for child in children:
        if isinstance(child, str):
            if last is None:
                made.text = (made.text or "") + child
            else:
                last.tail = (last.tail or "") + child
        else:
            made.append(child)
            last = child
    return made


TREES = st.recursive(
    TEXT,
    lambda inner: st.builds(
        element, st.sampled_from([*INLINE, *BLOCK, "a", "br"]), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TREES, max_size=4))
def test_any_tree_reads_back_word_for_word(children: list[html.HtmlElement | str]) -> None:
    root = element("div", children)
    shown = read_back(to_markdown(root, ""))
    assert squeezed(words(shown)) == squeezed(words(root))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TREES, min_size=1, max_size=6), st.data())
def test_chosen_blocks_read_back_word_for_word(
    children: list[html.HtmlElement | str], data: st.DataObject
) -> None:
    root = text_copy(element("body", children))
    isolate_blocks(root)
    blocks = blocks_of(root)
    chosen = [block for block in blocks if data.draw(st.booleans())]
    texts = [block.text for block in chosen]
    keep_only(root, blocks, chosen)
    shown = read_back(to_markdown(root, "https://example.com/"))
    assert squeezed(words(shown)) == squeezed(texts)


def squeezed(texts: list[str]) -> str:
    """Without blanks, and without the quotation marks that are written for `q`."""
    return re.sub(r"[\s“”]", "", "".join(texts))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", "https://example.com/a/b"]))
def test_any_markup_gives_safe_markdown(markup: str, base_url: str) -> None:
    tree = html.fromstring(f"<div><a href='{markup}'>x</a>{markup}</div>")
    shown = read_back(to_markdown(tree, base_url))
    assert not list(shown.iter("script", "iframe", "object", "style"))
    for link in shown.iter("a", "img"):
        address = (link.get("href") or link.get("src") or "").lower()
        assert not address.startswith(("javascript:", "data:", "vbscript:"))


def test_deep_nesting_takes_linear_time() -> None:
    for tag in ("blockquote", "b", "li", "div"):
        root = inner = html.Element("div")
        for _ in range(3000):
            child = html.Element(tag)
            child.text = "x"
            inner.append(child)
            inner = child
        assert to_markdown(root, "").count("x") == 3000
