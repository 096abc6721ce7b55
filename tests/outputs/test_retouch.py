"""Retouched pages: what a change of words makes of a page is what its templates would make, or nothing."""

from collections.abc import Iterator, Mapping
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_site import REPOSITORY

from newsdigest.outputs.retouch import changed_words, retouched
from newsdigest.outputs.templates import Templates

START = {"page": ("page.html",)}
VIEWS = ({"a": "", "b": "One", "some": []}, {"a": "Two", "b": "<i>", "some": ["One", "x"]})

# A template as a tree: words, or a form with what it encloses.
WORDS = st.sampled_from(("One", "Two", "oneself", "", *(f"<p>{number}</p>\n" for number in range(30))))
PRINTED = st.sampled_from(
    (
        "{{ a }}",
        "{{ b }}",
        "{{ super() }}",
        "{{ super()|upper }}",
        "{{ self.head() }}",
        "{{ self.foot()|upper }}",
        "{% include 'part.html' %}",
        "{% include ['part.html'] %}",
        "{# none #}",
    )
)
AROUND = st.sampled_from(
    (
        ("{% if a %}", "{% endif %}"),
        ("{% if a %}{% else %}", "{% endif %}"),
        ("{% for one in some %}", "{% endfor %}"),
        ("{% filter upper %}", "{% endfilter %}"),
        ("{% set kept %}", "{% endset %}{{ kept|length }}"),
        ("{% with a = 'Two' %}", "{% endwith %}"),
        ("{% macro m() %}", "{% endmacro %}{{ m() }}{{ m()|upper }}"),
    )
)
BLOCKS = ("head", "foot", "main")
Tree = str | tuple[str, tuple["Tree", ...], str]


def forms(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    some = st.lists(inner, max_size=4).map(tuple)
    blocks = st.sampled_from(BLOCKS).map(lambda name: (f"{{% block {name} %}}", "{% endblock %}"))
    return st.tuples(AROUND | blocks | blocks, some).map(lambda form: (form[0][0], form[1], form[0][1]))


TREE = st.recursive(WORDS | PRINTED, forms, max_leaves=6)
TREES = st.lists(st.tuples(WORDS, TREE), min_size=1, max_size=5).map(lambda some: tuple(chain(*some)))


def text(tree: Tree | tuple[Tree, ...], seen: set[str]) -> str:
    """Source of a template; a block that was there before stands for nothing."""
    if isinstance(tree, str):
        return tree
    if len(tree) == 3 and isinstance(tree[1], tuple) and isinstance(tree[0], str) and tree[0][:2] == "{%":
        begin, inner, end = tree
        if begin.startswith("{% block"):
            if begin in seen:
                return ""
            seen.add(begin)
        return begin + "".join(text(one, seen) for one in inner) + str(end)
    return "".join(text(one, seen) for one in tree)


def other_words(tree: Tree | tuple[Tree, ...], draw: st.DataObject) -> Tree | tuple[Tree, ...]:
    """The tree with other words in some places."""
    if isinstance(tree, str):
        plain = not tree.startswith(("{%", "{{", "{#"))
        return draw.draw(WORDS) if plain and draw.draw(st.integers(0, 3)) == 0 else tree
    return tuple(other_words(one, draw) for one in tree)


def pages(texts: Mapping[str, str]) -> Iterator[bytes]:
    for view in VIEWS:
        yield Templates(texts, {}).render("page.html", view).encode()


@settings(max_examples=400, deadline=None)
@given(
    base=TREES, middle=TREES, page=TREES, part=st.lists(WORDS | st.just("{{ b }}"), max_size=3).map(tuple),
    links=st.sampled_from((("base.html", "middle.html"), ("base.html", "base.html"), ("", ""))),
    data=st.data(),
)  # fmt: skip
def test_a_retouched_page_is_the_page_as_made(
    base: Tree, middle: Tree, page: Tree, part: Tree, links: tuple[str, str], data: st.DataObject
) -> None:
    trees: dict[str, Tree] = {"base.html": base, "middle.html": middle, "page.html": page, "part.html": part}
    extends = dict(zip(("middle.html", "page.html"), links, strict=True))

    def source(of: Mapping[str, Tree]) -> dict[str, str]:
        heads = {name: f'{{% extends "{link}" %}}' for name, link in extends.items() if link}
        return {name: heads.get(name, "") + text(tree, set()) for name, tree in of.items()}

    before = source(trees)
    changed = data.draw(st.sets(st.sampled_from(sorted(trees)), min_size=1))
    now = source({name: other_words(tree, data) if name in changed else tree for name, tree in trees.items()})
    words = changed_words(Templates(before, {}), Templates(now, {}), START)
    if words is None:
        return
    try:
        wanted, was = list(pages(now)), list(pages(before))
    except Exception:  # a template that calls itself, or `super` where there is none, makes no page at all
        return
    for one, other in zip(was, wanted, strict=True):
        assert retouched(one, words["page"]) in (None, other)


BASE = """\
{% from "macros.html" import mark %}
<title>{{ title }}</title>
<link href="one.css">
{% if dark %}<meta>{% endif %}
<main class="wide">{% block main %}{% endblock %}</main>
{% for one in some %}<i>{{ one }}</i>{% endfor %}
{% block foot %}<footer>{{ mark(title) }}</footer>{% endblock %}
</html>
"""
PAGE = '{% extends "base.html" %}{% block main %}<h1>{{ title }}</h1>\n{{ body }}\n{% endblock %}'
SITE = {
    "base.html": BASE,
    "page.html": PAGE,
    "macros.html": "{% macro mark(it) %}<b>{{ it }}</b>{% endmacro %}",
}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("base.html", "one.css", "two.css"),
        ("base.html", "one.css", 'two.css" media="print'),
        ("base.html", "</html>", "<!-- Made today. -->\n</html>"),
        ("base.html", '<main class="wide">', "<main>\n<p>Ünder</p>"),
        ("base.html", "<footer>", "<footer id=foot>"),
        ("page.html", "<h1>", '<h1 class="big">'),
        ("page.html", "<h1>", "{# it comes first #}<h1 >"),
    ],
)
def test_words_on_every_page(file: str, old: str, new: str) -> None:
    now = {**SITE, file: SITE[file].replace(old, new)}
    words = changed_words(Templates(SITE, {}), Templates(now, {}), START)
    view = {"title": "T", "dark": True, "some": [1, 2], "body": "No footer here."}
    before, after = (Templates(texts, {}).render("page.html", view).encode() for texts in (SITE, now))
    assert words
    assert before != after == retouched(before, words["page"])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("base.html", "<meta>", "<meta dark>"),
        ("base.html", "<i>", "<i class=a>"),
        ("base.html", "{{ title }}", "{{ title }} - {{ title }}"),
        ("base.html", "if dark", "if not dark"),
        ("base.html", "{% block foot %}", "{% block head %}<p>Here</p>{% endblock %}{% block foot %}"),
        ("macros.html", "<b>", "<b class=a>"),
        ("page.html", "base.html", "other.html"),
    ],
)
def test_more_than_words(file: str, old: str, new: str) -> None:
    before = {**SITE, "other.html": BASE}
    now = {**before, file: before[file].replace(old, new)}
    assert changed_words(Templates(before, {}), Templates(now, {}), START) is None


TWICE = [
    {
        "page.html": '{% extends "base.html" %}{% block main %}{% set all %}'
        '{% include "base.html" %}{% endset %}{{ all|length }}{% endblock %}',
        "base.html": "<p>Words</p>{% block main %}{% endblock %}",
    },
    {
        "page.html": '{% extends "list.html" %}{% block foot %}<p>Words</p>{% endblock %}',
        "list.html": '{% extends "base.html" %}{% block main %}{% filter length %}'
        "{% block foot %}{% endblock %}{% endfilter %}{% endblock %}",
        "base.html": "{% block main %}{% endblock %}{% block foot %}{% endblock %}",
    },
    {
        "page.html": "{% block foot %}<p>Words</p>{% endblock %}{{ self.foot()|length }}",
    },
    {
        "page.html": '{% extends "base.html" %}{% block main %}{% endblock %}',
        "base.html": "{% if dark %}{% extends 'part.html' %}{% endif %}<p>Words</p>",
        "part.html": "",
    },
]


@pytest.mark.parametrize("texts", TWICE)
def test_words_that_are_printed_in_another_way_too(texts: dict[str, str]) -> None:
    now = {name: text.replace("Words", "Other words") for name, text in texts.items()}
    assert changed_words(Templates(texts, {}), Templates(now, {}), START) is None


def test_words_that_a_page_has_twice() -> None:
    now = {**SITE, "page.html": PAGE.replace("<h1>", "<h2>").replace("</h1>", "</h2>")}
    words = changed_words(Templates(SITE, {}), Templates(now, {}), START)
    assert words
    assert retouched(b"<h1>T</h1>\nIt said </h1>\n in its code.", words["page"]) is None


def test_pages_of_a_kind_that_start_from_two_templates() -> None:
    kinds = {"tags": ("page.html", "list.html")}
    before = {**SITE, "list.html": '{% extends "base.html" %}{% block main %}<ul></ul>{% endblock %}'}
    shared = {**before, "base.html": BASE.replace("</html>", "<p>New</p></html>")}
    words = changed_words(Templates(before, {}), Templates(shared, {}), kinds)
    assert words and words["tags"][0][1].endswith(b"<p>New</p></html>")
    own = {**before, "list.html": before["list.html"].replace("<ul>", "<ol>")}
    assert changed_words(Templates(before, {}), Templates(own, {}), kinds) is None


def test_the_shipped_templates_can_be_retouched() -> None:
    """A word in their frame, whatever kind of page it is in."""
    from newsdigest.outputs.plan import KINDS

    texts = {file.name: file.read_text("utf-8") for file in (REPOSITORY / "templates").glob("*.html")}
    now = {**texts, "base.html": texts["base.html"].replace("</body>", "<p>Kind regards</p></body>")}
    kinds = {kind.name: kind.templates for kind in KINDS if kind.templates}
    words = changed_words(Templates(texts, {}), Templates(now, {}), kinds)
    assert words
    assert words.keys() == kinds.keys()
    assert len(set(words.values())) == 1
