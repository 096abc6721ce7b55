"""Every fault that editors make, and its exact message: the cases are files that a person can read.

A case is a heading, files each below `=== path`, and below `=== problems` what is to be said of them.
`python tests/check/test_faults.py` writes the messages anew; read the difference before keeping it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsdigest.check.advice.runner import advise_archive, advise_bodies, advise_entry, advise_texts
from newsdigest.check.advice.stories import sketch
from newsdigest.check.advice.written import Context, written
from newsdigest.check.runner import check_content
from newsdigest.load.config import read_config
from newsdigest.load.entry import read_entry
from newsdigest.load.frontmatter import split
from newsdigest.load.loaded import Loaded
from newsdigest.load.markdown import render_markdown
from newsdigest.load.page import read_page
from newsdigest.load.sidecar import read_sidecar
from newsdigest.load.vocabulary import read_publishers, read_tags
from newsdigest.model.body import Body
from newsdigest.model.config import Config
from newsdigest.model.entry import Entry
from newsdigest.model.problem import Problem
from newsdigest.model.rules import in_force
from newsdigest.model.vocabulary import Vocabulary

CASES = Path(__file__).parent / "cases"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")


def cases(file: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Title and sections (path or `problems` -> text) of each case in a file."""
    for part in re.split(r"^## ", file.read_text("utf-8"), flags=re.M)[1:]:
        title, _, rest = part.partition("\n")
        sections = re.split(r"^=== (.+)\n", rest, flags=re.M)[1:]
        yield (
            title,
            {path: _unescaped(text) for path, text in zip(sections[::2], sections[1::2], strict=True)},
        )


def _unescaped(text: str) -> str:
    """Signs that a person could not see in a case are written as names."""
    text = text.removesuffix("\n\n") + "\n" if text.endswith("\n\n") else text
    return text.replace("<TAB>", "\t").replace("<BOM>", "\ufeff").replace("<BELL>", "\a")


def told(files: Mapping[str, str], *, advised: bool) -> str:
    """All problems of the files of a case, as the command line prints them."""
    read: dict[str, Loaded[object]] = {path: _read(path, text) for path, text in files.items()}
    problems = [problem for one in read.values() for problem in one.problems]
    entries = [one.value for one in read.values() if isinstance(one.value, Entry)]
    config = read["config.yaml"].value if "config.yaml" in read else Config()
    vocabulary = Vocabulary(
        *(
            read[name].value if name in read else ()
            for name in ("content/tags.yaml", "content/publishers.yaml")
        )
    )
    assert isinstance(config, Config)
    problems += check_content(entries, vocabulary, config)
    if advised:
        problems += _advice(entries, files, Context(config, vocabulary, NOW))
    problems = in_force(problems, config.decisions)
    return "".join(f"{problem}\n" for problem in sorted(problems))


def _advice(entries: Sequence[Entry], files: Mapping[str, str], site: Context) -> list[Problem]:
    texts = [
        written(entry, "".join(files[entry.file].splitlines(keepends=True)[entry.body_line - 1 :]), "en")
        for entry in entries
        if not entry.draft
    ]
    alone = [problem for text in texts for problem in advise_entry(text, site)]
    bodies = [
        (
            one.entry.file,
            one.entry.body_line,
            f"/{one.entry.date:%Y/%m/%d}/{one.entry.slug}/",
            _body(files[one.entry.file]),
        )
        for one in texts
        if one.entry.date
    ]
    return (
        alone
        + advise_bodies(bodies)
        + advise_archive(entries, site)
        + advise_texts(entries, {text.entry.file: sketch(text) for text in texts})
    )


def _body(text: str) -> Body:
    parts = split("", text)
    assert not isinstance(parts, Problem)
    return render_markdown(parts.body, "/")


def _read(path: str, text: str) -> Loaded:
    match path.split("/"):
        case ["config.yaml"]:
            return read_config(path, text)
        case ["content", "tags.yaml"]:
            return read_tags(path, text)
        case ["content", "publishers.yaml"]:
            return read_publishers(path, text)
        case ["content", "pages", *_]:
            return read_page(path, text)
        case ["content", "sources", *_]:
            return read_sidecar(path, text, ZONE)
    return read_entry(path, text, ZONE)


def _advised(file: Path) -> bool:
    """Whether a file's cases are told advice, too, as `check` tells it."""
    return file.stem.startswith("advice")


ALL = [
    pytest.param(sections, _advised(file), id=f"{file.stem}: {title}")
    for file in sorted(CASES.glob("*.md"))
    for title, sections in cases(file)
]


@pytest.mark.parametrize("sections, advised", ALL)
def test_fault_is_told(sections: Mapping[str, str], advised: bool) -> None:
    files = {path: text for path, text in sections.items() if path != "problems"}
    assert told(files, advised=advised) == sections["problems"].lstrip("\n")


def test_there_are_cases() -> None:
    assert len(ALL) > 50


def _renew() -> None:
    for file in sorted(CASES.glob("*.md")):
        text = file.read_text("utf-8")
        for title, sections in cases(file):
            files = {path: text for path, text in sections.items() if path != "problems"}
            head = re.search(rf"^## {re.escape(title)}\n.*?^=== problems\n", text, re.M | re.S)
            assert head, title
            rest = text[head.end() :]
            after = re.search(r"^## ", rest, re.M)
            text = (
                text[: head.end()]
                + told(files, advised=file.stem.startswith("advice"))
                + (f"\n{rest[after.start() :]}" if after else "")
            )
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    _renew()
