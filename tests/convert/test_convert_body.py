"""Bodies: what they cite, what stays as text, what moves."""

import pytest

from newsdigest.convert.body import excerpt_of, foreign_marks, moved, plain_text, sources_of
from newsdigest.convert.moves import Moves


def test_the_first_link_to_elsewhere_is_the_source() -> None:
    body = (
        "![x](https://img.example.com/x.png) `[a](https://code.example.com/)` [own](https://own.example.com/a)\n"
        "[the report](https://courier.example.com/a?b=1 'T') and <https://other.example.com/>\n"
    )
    assert [source.url for source in sources_of(body, frozenset({"own.example.com"}))] == [
        "https://courier.example.com/a?b=1"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<a class='x' href=\"https://a.example.com/\">x</a>",
        "[x][1]\n\n[1]: https://a.example.com/",
        "<https://a.example.com/>",
    ],
)
def test_links_in_other_forms(body: str) -> None:
    assert [source.url for source in sources_of(body, frozenset())] == ["https://a.example.com/"]


def test_linked_headings_are_the_sources_of_a_digest_of_links() -> None:
    body = (
        "Read [this](https://x.example.com/) first.\n\n## [Cranes *return*](https://a.example.com/1)\n\nText.\n\n"
        "### [Ebb](https://b.example.com/2)\n\n## [Again](https://a.example.com/1#c)\n"
    )
    assert [(source.title, source.url) for source in sources_of(body, frozenset())] == [
        ("Cranes return", "https://a.example.com/1"),
        ("Ebb", "https://b.example.com/2"),
    ]


@pytest.mark.parametrize(
    "body", ["", "No link.", "[x](/here)", "[x](https://[bad)", "```\n<https://a.example.com/>\n```\n"]
)
def test_a_body_without_links_cites_nothing(body: str) -> None:
    assert sources_of(body, frozenset()) == ()


def test_what_only_the_old_generator_understood_is_told() -> None:
    body = (
        "One\n{% include x %}\n{{ page.url }}\n{{< figure >}}\n{:.note}\n"
        "`{% raw %}`\n```\n{{ code }}\n```\n{% y %}\n"
    )
    assert [(problem.line, problem.message) for problem in foreign_marks("a.md", body, 10)] == [
        (11, "a Liquid tag stays as text: `{% include x %}` (2 in this file)"),
        (13, "a shortcode stays as text: `{{< figure >}}`"),
        (12, "a Liquid value stays as text: `{{ page.url }}`"),
        (14, "a kramdown attribute list stays as text: `{:.note}`"),
    ]


def test_addresses_follow_their_files() -> None:
    moves = Moves({"/a/x.png": "/media/a/x.png", "a/x.png": "/media/a/x.png", "posts/y.md": "/2020/01/02/y/"})
    body = (
        '![](/a/x.png) <img src="/a/x.png?w=1"> [y](y.md#z) ![](../a/x.png) ![]({static}/a/x.png "T")\n'
        "[r]: /a/x.png\n`![](/a/x.png)` [other](/a/z.png) [far](https://example.com/a/x.png)\n"
    )
    text, count = moved(body, moves, "posts")
    assert text == (
        '![](/media/a/x.png) <img src="/media/a/x.png?w=1"> [y](/2020/01/02/y/#z) ![](/media/a/x.png) '
        '![](/media/a/x.png "T")\n'
        "[r]: /media/a/x.png\n`![](/a/x.png)` [other](/a/z.png) [far](https://example.com/a/x.png)\n"
    )
    assert count == 6


OLD = Moves(
    {
        "_posts/2020-01-02-y": "/2020/01/02/y/",
        "2020-01-02-y": "/2020/01/02/y/",
        "posts/y.md": "/2020/01/02/y/",
        "/posts/y.md": "/2020/01/02/y/",
        "content/posts/y.md": "/2020/01/02/y/",
        "/2020/y/": "/2020/01/02/y/",
        "/a/x.png": "/media/a/x.png",
    },
    base_path="blog",
    own_hosts=frozenset({"old.example.com"}),
    tags={"open harbour": "/tags/open-harbour/"},
)


@pytest.mark.parametrize(
    ("written", "led"),
    [
        ("[y]({% post_url 2020-01-02-y %}#z)", "[y](/2020/01/02/y/#z)"),
        ("[y]({% link posts/y.md %})", "[y](/2020/01/02/y/)"),
        ('[y]({{< ref "/posts/y.md#z" >}})', "[y](/2020/01/02/y/#z)"),
        ('[y]({{< ref "away.md" >}})', ""),
        ('[y]({{< relref "../posts/y.md" >}})', "[y](/2020/01/02/y/)"),
        ("[y](https://old.example.com/blog/2020/y/#z)", "[y](/2020/01/02/y/#z)"),
        ("[y](/blog/2020/y)", "[y](/2020/01/02/y/)"),
        ("[y](../y/index.html)", "[y](/2020/01/02/y/)"),
        ("[about](/blog/about/?q=1)", "[about](/about/?q=1)"),
        (
            "[t]({tag}open%20harbour) [i]({index}) [a]({author}X)",
            "[t](/tags/open-harbour/) [i](/) [a]({author}X)",
        ),
        ("![x](|filename|/a/x.png)", "![x](/media/a/x.png)"),
        ("[top](#top) [far](https://else.example.com/blog/2020/y/)", ""),
    ],
)
def test_old_ways_of_linking(written: str, led: str) -> None:
    assert moved(written, OLD, "content/posts", "/2020/z/")[0] == (led or written)


def test_an_excerpt_is_plain_text() -> None:
    assert (
        excerpt_of("# Head\n\nA **bold** [word](/x) &amp; <b>more</b>.\n<!-- more -->\nRest")
        == "Head A bold word & more."
    )
    assert excerpt_of("No mark here.") == ""
    assert excerpt_of("First.\n<!-- end -->\nRest", "<!-- end -->") == "First."
    assert plain_text("Why <stdio.h><br>helps: 2 * 3 * 4") == "Why <stdio.h> helps: 2 * 3 * 4"
    assert plain_text("- one\n- *two* \\* `three`") == "one two * three"
