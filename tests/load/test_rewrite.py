"""Values changed in place: what is meant changes, and every other byte stays."""

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newsdigest.load.entry import FIELD_ORDER
from newsdigest.load.rewrite import RewriteError, rewrite_entry, rewrite_yaml

TEXT = """\
---
# of the night desk
title:   'Ebb: the long one'   # keep the colon

tags:   # by weight
  - harbour   # always
  # - gulls, not yet
  - "渡し船 🚢"
summary: >-
  A long
  ebb.

# of whom we have it
sources:
  - publisher: Harbour Courier
    url: https://courier.example.com/ebb?utm_source=x   # as sent
id: tag:x,2026:ebb
draft:
---

The  ebb.
"""


def changed(changes: dict[str, object], text: str = TEXT, body: str | None = None) -> str:
    return rewrite_entry("x.md", text, changes, FIELD_ORDER, body)


@pytest.mark.parametrize(
    "changes, was, now",
    [
        ({"title": "Flood"}, "'Ebb: the long one'", "'Flood'"),
        ({"title": "Flood: no"}, "'Ebb: the long one'", "'Flood: no'"),
        ({"tags.1": "ferries"}, '"渡し船 🚢"', '"ferries"'),
        ({"tags.0": "ports"}, "- harbour ", "- ports "),
        ({"summary": "Short."}, ">-\n  A long\n  ebb.", "Short."),
        (
            {"sources.0.url": "https://courier.example.com/ebb"},
            "https://courier.example.com/ebb?utm_source=x",
            "https://courier.example.com/ebb",
        ),
        ({"draft": True}, "draft:\n", "draft: true\n"),
        ({"draft": None}, "draft:\n", ""),
        ({"aliases": ["/old/"]}, "draft:\n", 'draft:\naliases: ["/old/"]\n'),
        ({"date": date(2026, 3, 4)}, "# keep the colon\n", "# keep the colon\ndate: 2026-03-04\n"),
    ],
)  # fmt: skip
def test_one_value_changes_and_nothing_else(changes: dict[str, object], was: str, now: str) -> None:
    assert TEXT.count(was) == 1
    assert changed(changes) == TEXT.replace(was, now)


def test_another_body_leaves_the_front_matter() -> None:
    assert changed({}, body="\nThe flood.") == TEXT.replace("The  ebb.", "The flood.")


def test_ends_of_lines_and_the_mark_of_unicode_stay() -> None:
    windows = "\ufeff" + TEXT.replace("\n", "\r\n")
    expected = windows.replace("'Ebb: the long one'", "'Flood'")
    assert changed({"title": "Flood"}, windows) == expected


@pytest.mark.parametrize(
    "text",
    [
        "---\n{title: a, tags: [b]}\n---\n",
        "---\ntitle: &a x\nsummary: *a\n---\n",
        "---\ntitle: [\n---\n",
        "no front matter",
    ],
)
def test_what_cannot_be_done_safely_is_refused(text: str) -> None:
    with pytest.raises(RewriteError):
        changed({"title": None, "aliases": ["/x/"]}, text)


@given(
    st.dictionaries(
        st.sampled_from(["a", "b", "c"]),
        st.one_of(st.text(max_size=20), st.lists(st.text(max_size=8), max_size=3)),
    ),
    st.sampled_from(["a", "b", "d"]),
    st.one_of(st.text(max_size=30), st.lists(st.text(max_size=8), max_size=3)),
)
def test_what_is_set_is_read_again(values: dict[str, object], key: str, value: object) -> None:
    text = (
        yaml.safe_dump(values, allow_unicode=True, default_flow_style=False, sort_keys=False)
        if values
        else ""
    )
    plain = yaml.load(text, Loader=yaml.BaseLoader) or {}
    try:
        made = rewrite_yaml(text, {key: value})
    except RewriteError:
        return
    read = yaml.load(made, Loader=yaml.BaseLoader)
    assert {name: read[name] for name in plain if name != key} == {n: plain[n] for n in plain if n != key}
    assert key in read
