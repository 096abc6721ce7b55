"""Everyday Markdown: the quick reader makes what markdown-it-py and the sanitiser make, or nothing."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsdigest.load.everyday import read_everyday
from newsdigest.load.everyday_inline import Inline
from newsdigest.load.markdown import render_any, render_markdown

REPO = Path(__file__).resolve().parents[2]
SPECIFICATION = REPO / "node_modules" / "commonmark-spec" / "spec.txt"

DIGEST = """\
The port of *Ellery* has **two new** cranes, [says the harbour](https://example.com/cranes?a=1&b=2#c), and
`three` more are on the way. R&D is 5 > 3 — *“really”* — said snake_case.

## What [they](/about/) say & mean!
> We have never seen *such* a crane,
> not once.
>
> Nor I.

They name:
- cranes
- bollards, of which
  the oldest [stand](#what-they-say-mean)
- ropes

In order:

3. a
4. b

### What they say & mean!
**End.**
"""

# What the reader knows, near misses of it, and what it does not know.
MARKS = [
    "*", "**", "_", "__", "`", "``", "[", "]", "](", "(", ")", "<", ">", "!", "![", "#", "\\", "&",
    "&amp;", "~~",
    "- ", "+ ", "* ", "1. ", "2) ", "> ", "## ", "---", "***", "===", "```", "    ", "  ", " ", "\t", "|",
    ":", "|-|",
    "\n", "\n\n", "\n\n", "\n- ", "\n> ", "\n\n- ", "\n  ", "  \n", "\n# ", "\n1. ", "\xa0", "\u3000",
    "\u0301", "é",
    "[a](https://example.com/)", "[a](/b/)", "[a *b*](#c)", "[a](x.html)", "[a](ftp://e.com)", "[a]: /b",
    "[a]",
    "*a*", "**a b**", "_a_", "`a`", "“*a*”", "*a.* ", "a", "b", "word", ".", ",", '"', "'", "’", "—", "0",
    "漢",
    "https://example.com", "<b>", "![a](/b.png)", "[a](https://xn--e.com)", "[a](//b.c)",
    "[a](https://a.b:80/)",
]  # fmt: skip


def compare(text: str) -> None:
    """Where the quick reader makes anything, it is what the slow way makes; so for each block's text."""
    body = read_everyday(text, "/repo/", lambda _: Inline("other"))
    anything = render_any(text, "/repo/")
    if body is not None and "other" not in body.html:
        assert body == anything
    assert render_markdown(text, "/repo/") == anything


def test_a_digest_is_everyday() -> None:
    body = read_everyday(DIGEST, "/repo/", lambda text: pytest.fail(text))
    assert body == render_any(DIGEST, "/repo/")
    assert [line for _, line in body.links] == [1, 4, 13]


@pytest.mark.parametrize(
    "text",
    [
        "a <b>c</b>", "[a]: /b\n\n[a]", "a\n===", "- a\n\n- b", "- a\n  - b", "> a\nb", "    code",
        "| a |\n|---|",
        "```\na\n```", "# a #", "- [ ] a\n\n      b", "   \na",
    ],
)  # fmt: skip
def test_what_is_not_everyday_goes_the_slow_way(text: str) -> None:
    assert read_everyday(text, "/", lambda _: Inline("")) is None
    assert render_markdown(text, "/") == render_any(text, "/")


@pytest.mark.parametrize(
    "text",
    ["*a **b*** c", "![a *b*](/c.png)\n[d](e)", r"a \* b", "a&shy;b", "a  \nb", "~~a~~", "[a](javascript:b)"],
)
def test_a_text_that_is_not_everyday_does_not_slow_its_body(text: str) -> None:
    body = f"A *crane*.\n\n{text}\n\n## {text.splitlines()[0]}"
    assert render_markdown(body, "/repo/") == render_any(body, "/repo/")


def test_long_texts_take_no_longer_than_their_length() -> None:
    for text in (
        "# a" + " " * 50_000 + "b",
        "[" * 50_000,
        "*a " * 20_000,
        "[a](https://" + "a" * 50_000 + ")",
    ):
        started = time.process_time()
        read_everyday(text, "/", lambda _: Inline(""))
        assert time.process_time() - started < 1, text[:20]


@pytest.mark.skipif(not SPECIFICATION.is_file(), reason="npm ci gives the specification")
def test_the_examples_of_the_specification() -> None:
    examples = re.findall(r"^`{32} example\n(.*?)^\.\n", SPECIFICATION.read_text("utf-8"), re.M | re.S)
    assert len(examples) > 600
    for text in examples:
        compare(text.replace("→", "\t"))


@settings(deadline=None, max_examples=600)
@given(st.lists(st.sampled_from(MARKS), max_size=24).map("".join))
@example("*a*\xa0b")
@example("# a\xa0")
@example("> - \n> a")
def test_no_mixture_of_marks_is_read_otherwise(text: str) -> None:
    compare(text)


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=("Cs",)) | st.sampled_from("*_[]()`#>-\n .&"), max_size=60))
def test_no_text_is_read_otherwise(text: str) -> None:
    compare(text)


def mutations() -> st.SearchStrategy[str]:
    """A digest with a few marks put in."""
    places = st.lists(st.tuples(st.integers(0, len(DIGEST)), st.sampled_from(MARKS)), min_size=1, max_size=3)
    return places.map(_mutated)


def _mutated(places: list[tuple[int, str]]) -> str:
    text = DIGEST
    for place, mark in sorted(places, reverse=True):
        text = text[:place] + mark + text[place:]
    return text


@settings(deadline=None, max_examples=300)
@given(mutations())
def test_no_slip_in_a_digest_is_read_otherwise(text: str) -> None:
    compare(text)
