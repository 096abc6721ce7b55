"""Spellings of one tag, and the file that lists them."""

import pytest

from newsdigest.convert.spellings import gather, spelling_key, tags_text
from newsdigest.load.vocabulary import read_tags
from newsdigest.model.vocabulary import Tag


@pytest.mark.parametrize(
    "group",
    [
        ("HackWeek", "hackweek", "Hack Week", "hack-week", "Hack_Week", "hack week,"),
        ('GNOME "3.34"', "GNOME 3.34"),
        ("RISC-V", "risc v", "riscv"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("École", "école"),
        ("हिन्दी", "हिन्दी "),
    ],
)
def test_spellings_of_one_tag(group: tuple[str, ...]) -> None:
    assert len(set(map(spelling_key, group))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("C", "C++"), ("C++", "C#"), ("1.5", "15"), ("Q&A", "QA"), ("🌊", "🔥"), ("हिन्दी", "हिन्द")],
)
def test_tags_that_are_two(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


def test_the_most_used_spelling_is_the_label() -> None:
    tags = gather(["harbour", "Harbour", "Harbour", "har-bour", "Quay", "quay,"])
    assert [(tag.slug, tag.label, tag.aliases) for tag in tags] == [
        ("harbour", "Harbour", ("har-bour", "harbour")),
        ("quay", "Quay", ("quay,",)),
    ]


def test_what_is_listed_is_not_gathered_again() -> None:
    listed = (Tag(slug="harbour", label="Harbour", aliases=("docks",)),)
    assert [tag.label for tag in gather(["DOCKS", "har-bour", "Quay"], listed)] == ["Quay"]


def test_the_file_reads_back_whatever_the_names() -> None:
    names = [
        "C", "c++", "C#", "no", "No", "2024", "20.24", "a: b", '"x"', "🌊", "🔥", "c-2", "tag", "\\",
        "#a", "渡し船", "-", "Last ", "x\u2028y", "'", "[a]", "ünï", "UNI", "a" * 300,
    ]  # fmt: skip
    tags = gather(names)
    loaded = read_tags("content/tags.yaml", tags_text(tags))
    assert loaded.problems == ()
    assert loaded.value is not None
    assert [(tag.slug, tag.label.strip(), tag.aliases) for tag in loaded.value] == [
        (tag.slug, tag.label.strip(), tag.aliases) for tag in tags
    ]
