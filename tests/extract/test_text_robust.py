"""Any text in, no crash; time that grows with the size; Markdown that renders back to its text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsdigest.extract.text import read_text
from newsdigest.extract.text.lines import Line, read_lines
from newsdigest.extract.text.markdown import body_markdown, escaped

PIECES = st.sampled_from(
    ["Comments", "3 ( +3 / -0 )", "© 2020 A", "By JO ROE", "Photo: AP", "* ", "1. ",
     "WASHINGTON (AP) — ", "2020-01-02",
     "The mill at the edge of the town burnt down on Sunday, and nobody knows yet how the fire began there.",
     "\n", "\n\n", "\t", "\x00", "\u200f", "，", "朝市が開かれた。", "…", "| ", "- ", "("]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_read(text: str) -> None:
    article = read_text("any.txt", text)
    filled = {name for name in type(article).__slots__ if getattr(article, name)} - {"page", "found_in"}
    assert set(article.found_in) == filled


@pytest.mark.parametrize("text", ["", "\n\n", "\x00" * 50, "x", "*", "\ufeff", "a" * 300_000, "(" * 100_000,
                                  "a, " * 100_000, "Photo: " * 20_000, "By Jo Roe and " * 9_000,
                                  f"A mill\n\n{'Word ' * 30}.\n\n{'-' * 90_000}\n\n{'Word ' * 90}.",
                                  f"A mill\n\nBy {',' * 90_000}\n\n{'Word ' * 90}.",
                                  "町の外れにある製粉所が日曜日に焼け落ちた。" * 5_000])  # fmt: skip
def test_odd_texts_take_no_time(text: str) -> None:
    started = time.process_time()
    read_text("odd.txt", text)
    assert time.process_time() - started < 5


def test_a_huge_dump_takes_seconds() -> None:
    paragraph = (
        "The mill at the edge of the town burnt down on Sunday, and nobody knows yet how it began.\n\n"
    )
    menu = "Home\nWorld\nSport\n" * 2000
    text = menu + paragraph * (20_000_000 // len(paragraph))
    started = time.process_time()
    read_text("huge.txt", text)
    assert time.process_time() - started < 30


@given(st.text(alphabet="ab \\`*_[]<>&~|#+-=.1)!\"'$^:/", min_size=1))
def test_escaped_text_renders_back(text: str) -> None:
    words = " ".join(text.split())
    if not words:
        return
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(escaped(words))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    shown = "".join(child.content for child in tokens[1].children or [])
    assert shown == words


def test_wrapped_rows_are_one_paragraph() -> None:
    rows = [
        "The mill at the edge of the town burnt",
        "down on Sunday, and nobody knows yet how",
        "the fire began there.",
    ]
    text = "\n\n".join("\n".join(rows) for _ in range(4))
    assert [line.text for line in read_lines(text)] == [" ".join(rows)] * 4


def test_lists_and_headings() -> None:
    lines = [
        Line(1, "What is known"),
        Line(
            2,
            "The mill at the edge of the town burnt down on Sunday, and nobody knows yet how the fire began.",
        ),
        Line(3, "The roof is gone", mark="*"),
        Line(4, "The wheel stands", mark="*"),
    ]
    assert body_markdown(lines).split("\n\n") == [
        "## What is known",
        lines[1].text,
        "- The roof is gone\n- The wheel stands",
    ]
