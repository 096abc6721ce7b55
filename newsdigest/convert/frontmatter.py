"""Front matter of other generators: YAML, TOML, JSON, and Pelican's lines of `Key: value`."""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from newsdigest.convert.document import Document, Given
from newsdigest.convert.html_posts import read_page
from newsdigest.convert.yaml_mends import read_yaml
from newsdigest.model.problem import Problem

_HEADER = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*:(?:\s+(.*?))?\s*$")
_SLIPPED = re.compile(r" {1,3}(?=[A-Za-z][\w-]*:)")
"""Before a key, where Markdown's reader of such lines bears it."""

_HALF_PAIR = re.compile("[\ud800-\udfff]")
"""Half of a pair that JSON can spell, and no text can hold."""

_MEND = "mend the file, and import it again"


def read_document(file: str, text: str, *, headers: bool = False, bare: bool = False) -> Document | None:
    """Fields and body; None where the text has no front matter.

    `headers` allows Pelican's forms: lines of `Key: value`, and whole pages of HTML; `bare` a text alone.
    """
    document = _read(file, text, headers=headers)
    if document is None and headers and file.lower().endswith((".html", ".htm")):
        return read_page(file, text)
    if document is None and bare and text.strip():
        return Document(file, body=text.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n"))
    return document


def _read(file: str, text: str, *, headers: bool) -> Document | None:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return None
    opening = lines[first].rstrip()
    if opening in ("---", "+++"):
        return _fenced(file, lines, first, opening)
    if opening.startswith("{") and not opening.startswith(("{{", "{%")):
        return _json(file, lines, first)
    return _headers(file, lines, first) if headers else None


def _fenced(file: str, lines: list[str], first: int, fence: str) -> Document:
    ends = (fence, "...") if fence == "---" else (fence,)
    last = next((n for n in range(first + 1, len(lines)) if lines[n].rstrip() in ends), None)
    if last is None:
        hint = f"put `{fence}` on a line of its own after the fields"
        message = "the front matter that begins here has no end"
        return Document(file, problems=(Problem(file, first + 1, 1, "front-matter", message, hint),))
    head, body = "\n".join(lines[first + 1 : last]), "\n".join(lines[last + 1 :])
    read = read_yaml if fence == "---" else _toml
    values, problems = read(file, head, first + 2)
    problems += _blank_lines(file, lines, first) + _blank_ends(file, lines, first + 1, last)
    return Document(file, values, body, last + 2, problems)


def _blank_lines(file: str, lines: list[str], first: int) -> tuple[Problem, ...]:
    """An empty line before the fields: other readers of front matter stumble over it."""
    empty = 1 if first else first + 2 if first + 1 < len(lines) and not lines[first + 1].strip() else 0
    if not empty:
        return ()
    where = "before" if first else "at the top of"
    message = f"an empty line stands {where} the front matter; it was taken out"
    return (Problem(file, empty, 1, "import-blank-line", message, severity="warning"),)


def _blank_ends(file: str, lines: list[str], first: int, last: int) -> tuple[Problem, ...]:
    """Blanks after values: some readers of front matter take them for part of a tag or name."""
    found = [number for number in range(first, last) if re.search(r"\S[ \t]+$", lines[number])]
    if not found:
        return ()
    where = "one line" if len(found) == 1 else f"{len(found)} lines"
    message = f"blanks at the end of {where} of the front matter were taken away"
    column = len(lines[found[0]].rstrip()) + 1
    return (Problem(file, found[0] + 1, column, "import-blanks", message, severity="warning"),)


def _toml(file: str, text: str, first_line: int) -> tuple[Mapping[str, Given], tuple[Problem, ...]]:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(where[1]), int(where[2])) if where else (1, 1)
        said = re.sub(r"\s*\(at .*", "", str(error))
        said = "a quotation mark is not closed on its line" if said == r"Illegal character '\n'" else said
        message = f"this is not TOML: {said}"
        return {}, (Problem(file, line + first_line - 1, column, "front-matter", message, _MEND),)
    lines = text.split("\n")
    return {
        key.lower(): Given(_written(value), first_line + _line_of(key, lines))
        for key, value in values.items()
    }, ()


def _line_of(key: str, lines: list[str]) -> int:
    """tomllib keeps no lines, and a key begins its own."""
    begins = re.compile(rf"""\s*(\[\[?\s*)?["']?{re.escape(key)}["']?\s*(=|\.|\])""")
    return next((number for number, line in enumerate(lines) if begins.match(line)), 0)


def _json(file: str, lines: list[str], first: int) -> Document:
    text = "\n".join(lines[first:])
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        message = f"this is not JSON: {error.msg if isinstance(error, json.JSONDecodeError) else 'too deep'}"
        fault = Problem(file, first + line, column, "front-matter", message, _MEND)
        return Document(file, problems=(fault,))
    head = text[:end].split("\n")
    key_at = {key: next((n for n, line in enumerate(head) if json.dumps(key) in line), 0) for key in values}
    fields = {key.lower(): Given(_written(value), first + 1 + key_at[key]) for key, value in values.items()}
    return Document(file, fields, text[end:].lstrip("\n"), first + len(head) + 1)


def _headers(file: str, lines: list[str], first: int) -> Document | None:
    """Pelican's: lines of `Key: value` up to the first empty one; an indented line goes on with a value."""
    fields: dict[str, Given] = {}
    problems: list[Problem] = []
    key, again = "", False
    number = first
    while number < len(lines) and lines[number].strip():
        line = _SLIPPED.sub("", lines[number], count=1) if _SLIPPED.match(lines[number]) else lines[number]
        if line[0] in " \t" and key:
            held = fields[key]
            if not again:
                fields[key] = Given(f"{held.value}\n{line.strip()}".strip(), held.line)
        elif match := _HEADER.match(line):
            key = match[1].lower()
            again = key in fields
            if again:
                message = f"`{key}` stands here a second time; the first one counts, as it did before"
                problems.append(Problem(file, number + 1, 1, "import-value", message, severity="warning"))
            fields.setdefault(key, Given(match[2] or "", number + 1))
        else:
            return None
        number += 1
    return Document(file, fields, "\n".join(lines[number + 1 :]), number + 2, tuple(problems))


def _written(value: Any) -> Any:
    """A typed value as a person would have written it."""
    match value:
        case bool():
            return "true" if value else "false"
        case datetime() | date() | time():
            return value.isoformat()
        case list():
            return tuple(_written(item) for item in value)
        case dict():
            return {str(key): _written(item) for key, item in value.items()}
        case None:
            return ""
    return _HALF_PAIR.sub("\ufffd", str(value))
