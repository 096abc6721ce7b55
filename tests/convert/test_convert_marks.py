"""Marks of the old generator that Markdown can say."""

import pytest

from newsdigest.convert.html_posts import in_markdown
from newsdigest.convert.marks import readable
from newsdigest.load.markdown import render_markdown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}", "```ruby\nputs 1\n```"),
        ('{{< highlight go "hl_lines=1" >}}\nx()\n{{< /highlight >}}', "```go\nx()\n```"),
        ("{% raw %}{{ site.baseurl }}/x{% endraw %}", "{{ site.baseurl }}/x"),
        ("A{% comment %}not -- yet{% endcomment %}B", "A<!--not - - yet-->B"),
        ("[a]({{ site.baseurl }}/a) [b]({{site.url}}{{ site.baseurl }}/b)", "[a](/a) [b](/b)"),
        ("![c]({{ '/c.png' | relative_url }})", "![c](/c.png)"),
        ('![d](/d.png){: .wide width="9"}\n{: .note}\nE', "![d](/d.png)\n\nE"),
        ("* TOC\n{:toc}\n\nF", "\n\n\nF"),
        ("## Head {#top .x}\n", "## Head\n"),
        ("## Set {1, 2}\n", "## Set {1, 2}\n"),
        ('{{< figure src="a b.png" caption="A crane" >}}', "![A crane](a%20b.png) *A crane*"),
        ('{{< figure src="c.png" alt="C" link="/x/" >}}', "[![C](c.png)](/x/)"),
        ("{{< figure alt='none' >}}", "{{< figure alt='none' >}}"),
        ("{{< youtube a-b_1 >}}", "<https://www.youtube.com/watch?v=a-b_1>"),
        (
            "`{% raw %}`\n\n```\n## Head {#top}\n[^1]\n```\n",
            "`{% raw %}`\n\n```\n## Head {#top}\n[^1]\n```\n",
        ),
        ("{{% notice %}}\nWords\n{{% /notice %}}", "{{% notice %}}\nWords\n{{% /notice %}}"),
    ],
)
def test_what_can_be_said_in_markdown(written: str, read: str) -> None:
    text, counts = readable(written)
    assert text == read
    assert bool(counts) == (written != read)


def test_footnotes_become_a_list_at_the_end() -> None:
    text, counts = readable(
        "One[^b] two[^a] three[^b] four[^c].\n\n[^a]: First.\n    More.\n[^b]: Second.\n\nEnd.\n"
    )
    assert text == (
        "One<sup>1</sup> two<sup>2</sup> three<sup>1</sup> four[^c].\n\n\n\n\n\nEnd.\n\n---\n\n"
        "1. Second.\n2. First.\n    More.\n"
    )
    assert counts == {"footnotes": 1}


def test_html_stays_whole_within_markdown() -> None:
    html = "<div>\n\n    <p>One</p>\n\n      <ul>\n\n  <li>two\n</ul>\n</div>\n<pre>\na\n\n    b\n</pre>\n"
    shown = render_markdown(in_markdown(html), "/").html
    assert "<code>" not in shown and "&lt;" not in shown
    assert "<p>One</p>" in shown and "a\n\n    b" in shown.replace("&#10;", "\n")
