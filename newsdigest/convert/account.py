"""The account of an import: every file of the old site, what became of it, and what was mended in it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from newsdigest.model.problem import Problem
from newsdigest.model.vocabulary import Tag

Fate = Literal["entry", "page", "copied", "settings", "left out", "failed"]

FATES: Mapping[Fate, str] = {
    "entry": "became entries",
    "page": "became pages",
    "copied": "copied as they are",
    "settings": "read as settings",
    "left out": "left out",
    "failed": "could not be read",
}


class Line(Struct, frozen=True):
    """What became of one file, or of a folder that was left out whole."""

    path: str
    """Below the old site's folder."""
    fate: Fate
    target: str = ""
    """The file that it became, or why it was left out."""
    problems: tuple[Problem, ...] = ()
    lacks: tuple[str, ...] = ()
    """Fields that its entry does not have."""


def account_text(kind: str, lines: Sequence[Line], tags: Sequence[Tag]) -> str:
    """The report as Markdown: numbers first, then a table of files, every mend by file, tags gathered.

    Files are named as below the old site's folder, for the account is kept with the content.
    """
    counts = Counter(line.fate for line in lines)
    mends = Counter(problem.rule for line in lines for problem in line.problems)
    text = [f"# What was imported from {kind.capitalize()}", "", "| files | |", "| ---: | --- |"]
    text += [f"| {counts[fate]:,} | {words} |" for fate, words in FATES.items() if counts[fate]]
    if mends:
        text += ["", "| mends and warnings | rule |", "| ---: | --- |"]
        text += [f"| {number:,} | {rule} |" for rule, number in sorted(mends.items())]
    text += ["", "## Files", "", "| file | became | lacks | mends |", "| --- | --- | --- | ---: |"]
    for line in lines:
        became = line.target if line.fate in ("entry", "page", "copied") else f"{line.fate}: {line.target}"
        row = (line.path, became, ", ".join(line.lacks), str(len(line.problems) or ""))
        text.append(f"| {' | '.join(map(_cell, row))} |")
    told = [(line.path, problem) for line in lines for problem in line.problems]
    if told:
        text += ["", "## Mends", ""]
        text += [
            f"- {_cell(path)}:{problem.line} [{problem.rule}] {_cell(problem.message)}"
            for path, problem in told
        ]
    gathered = [tag for tag in tags if tag.aliases]
    if gathered:
        text += ["", "## Spellings gathered", "", "| tag | other spellings |", "| --- | --- |"]
        text += [f"| {_cell(tag.label)} | {', '.join(map(_cell, tag.aliases))} |" for tag in gathered]
    return "\n".join(text) + "\n"


def _cell(text: str) -> str:
    shown = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return " ".join(shown.split()).replace("|", "\\|")
