"""Entries: what is read, where it stands, and that no text is too odd to be read."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdigest.load.config import read_config
from newsdigest.load.entry import read_entry
from newsdigest.load.ledger import read_ledger
from newsdigest.load.page import read_page
from newsdigest.load.sidecar import read_sidecar
from newsdigest.load.vocabulary import read_publishers, read_tags
from newsdigest.model.entry import Correction, Entry, Image, Source

ZONE = ZoneInfo("Asia/Tokyo")
FILE = "content/entries/2026/03/crane.md"

COMPLETE = """\
---
title: The crane
date: 2026-03-04
tags: [no, 2024, on]
summary: >-
  A crane stood
  still.
sources:
  - title: Crane stands
    url: https://courier.example.com/crane
    publisher: Harbour Courier
    agency: Coast Wire
    authors: [Ann Quay, "Bo: Tide"]
    published: 2026-03-03T18:00:00-03:30
    rights: |-
      © 2026 Harbour Courier
      © 2026 Coast Wire
    page: crane.txt
  - publisher: The Evening Tide
id: tag:digest.example.com,2026-03-04:crane
draft: no
updated: 2026-03-05 09:30
aliases: [/old/crane/]
lang: zh-hant
translates: der-kran
section: Harbour
dateline: PORT ELLERY
image: {src: /media/crane.png, alt: A crane}
corrections:
  - {date: 2026-03-06, note: There were two cranes.}
story: cranes
extra: {mood: calm, height: 40, tall: true, parts: [hook, 1.5]}
---
A crane stood still.
"""


def read(text: str) -> Entry:
    loaded = read_entry(FILE, text, ZONE)
    assert loaded.problems == ()
    assert loaded.value is not None
    return loaded.value


def test_every_field_is_read() -> None:
    entry = read(COMPLETE)
    assert (entry.title, entry.slug, entry.file) == ("The crane", "crane", FILE)
    assert entry.date == date(2026, 3, 4)
    assert entry.tags == ("no", "2024", "on")
    assert entry.summary == "A crane stood still."
    assert entry.sources == (
        Source(
            title="Crane stands",
            url="https://courier.example.com/crane",
            publisher="Harbour Courier",
            agency="Coast Wire",
            authors=("Ann Quay", "Bo: Tide"),
            published=datetime(2026, 3, 3, 21, 30, tzinfo=UTC),
            rights="© 2026 Harbour Courier\n© 2026 Coast Wire",
            page="crane.txt",
        ),
        Source(publisher="The Evening Tide"),
    )
    assert entry.sources[0].published.utcoffset() == timedelta(hours=-3, minutes=-30)  # type: ignore[union-attr]
    assert entry.updated == datetime(2026, 3, 5, 9, 30, tzinfo=ZONE)
    assert not entry.draft
    assert entry.aliases == ("/old/crane/",)
    assert entry.lang == "zh-Hant"
    assert entry.image == Image("/media/crane.png", "A crane")
    assert entry.corrections == (Correction(date(2026, 3, 6), "There were two cranes."),)
    assert entry.extra == {"mood": "calm", "height": 40, "tall": True, "parts": ("hook", 1.5)}


def test_places_are_those_of_the_file() -> None:
    entry = read("\n" + COMPLETE.replace("\n", "\r\n"))
    assert entry.place("title") == (3, 8)
    assert entry.place("tags.1") == (5, 12)
    assert entry.place("sources.1.publisher") == (20, 16)
    assert entry.place("sources.1.url") == entry.place("sources.1") == (20, 5)
    assert entry.place("") == (3, 1)
    assert entry.body_line == COMPLETE[: COMPLETE.index("A crane stood still.")].count("\n") + 2


def test_one_mapping_is_a_list_of_one_source() -> None:
    entry = read("---\ntitle: The crane\nsources:\n  publisher: Harbour Courier\n---\n")
    assert entry.sources == (Source(publisher="Harbour Courier"),)
    assert entry.place("sources.0.publisher") == (4, 14)


def test_body_comes_with_the_entry() -> None:
    assert read_entry(FILE, COMPLETE, ZONE).body == "A crane stood still.\n"


def test_bombs_are_told_and_not_let_off() -> None:
    bombs = {
        "references": "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(40)),
        "brackets": "extra: " + "[" * 100_000,
        "dashes": "extra:\n  " + "- " * 100_000,
        "questions": "? " * 100_000,
        "stairs": "\n".join(" " * n + "a:" for n in range(400)),
        "ring": "extra: &a [*a]",
    }
    for name, bomb in bombs.items():
        loaded = read_entry(FILE, f"---\ntitle: The crane\n{bomb}\n---\n", ZONE)
        assert [problem.rule for problem in loaded.problems] == ["yaml"], name


ODD = st.text(st.one_of(st.characters(), st.sampled_from("-:#[]{}'\"&*!|>%@`,?\t\n \\")), max_size=80)


@settings(deadline=None)  # a busy machine is no fault
@given(ODD)
def test_no_text_breaks_a_reader(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n", f"---\ntitle: x\n{text}"):
        loaded = read_entry(FILE, whole, ZONE)
        assert loaded.value is not None or loaded.problems
        read_page("content/pages/about.md", whole)
    for read_it in (read_config, read_tags, read_publishers, read_ledger):
        read_it("some.yaml", text)
    read_sidecar("some.yaml", text, ZONE)


@settings(deadline=None)  # a busy machine is no fault
@given(
    st.sampled_from(["date", "tags", "sources", "image", "draft", "slug", "aliases", "lang", "extra"]), ODD
)
def test_no_value_breaks_a_field(key: str, text: str) -> None:
    loaded = read_entry(FILE, f"---\ntitle: The crane\n{key}: {text}\n---\n", ZONE)
    assert loaded.value is not None or loaded.problems
    assert all(problem.line >= 1 for problem in loaded.problems)


def test_posts_of_real_editors(shared: Path) -> None:
    """Each tab, each offset that exists nowhere, and each foreign key is told by file and line."""
    folder = shared / "data" / "sites" / "opensuse-news" / "posts"
    if not folder.is_dir():
        pytest.skip("the posts are not among the shared data")
    rules: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*.md")):
        loaded = read_entry(path.relative_to(folder).as_posix(), path.read_text("utf-8"), ZoneInfo("UTC"))
        for problem in loaded.problems:
            rules.setdefault(problem.rule, set()).add(problem.file)
    assert len(rules["yaml"]) == 3
    assert len(rules["date"]) == 63
    assert len(rules["unknown-key"]) == 398 - 3
    assert rules["date-and-file"]
