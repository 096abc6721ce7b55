"""An entry as the text of its file: front matter in the order of the format, then the body."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from newsdigest.model.entry import Entry
from newsdigest.model.slug import slugify

_FIELDS = (
    "title", "date", "tags", "summary", "sources", "id", "draft", "updated", "expires", "slug", "aliases",
    "lang", "translates", "section", "dateline", "image", "corrections", "story", "extra",
)  # fmt: skip
_SOURCE = (
    "title", "url", "publisher", "agency", "authors", "published", "rights", "page", "lang", "licence",
    "archived",
)  # fmt: skip
_IMAGE = ("src", "alt", "caption", "credit")
_CORRECTION = ("date", "note")

_PLAIN = re.compile(r"[^\W\d_](?:[\w .,;!?'’“”„«»/()%&+|\u2013\u2014-]|:(?=[^\s:]))*")
"""Text that is the same with and without quotes, to a parser and to an eye."""

_IN_LIST = re.compile(r"[^\W\d_][\w .'’/()+-]*")

_WORDS = re.compile(r"y|n|yes|no|on|off|true|false|null", re.IGNORECASE)
"""What other readers of YAML take for something else than text."""

_CONTROL = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write_entry(entry: Entry, body: str, comment: str = "") -> str:
    """The text of an entry's file; the comment stands beside `draft`."""
    lines = [line for field in _FIELDS for line in _field(entry, field, comment)]
    return "\n".join(["---", *lines, "---", body.strip("\n")]) + "\n"


def _field(entry: Entry, field: str, comment: str) -> Iterator[str]:
    value = getattr(entry, field)
    if field == "slug":
        value = "" if value == slugify(PurePosixPath(entry.file).stem) else value
    if value is None or value is False or value == "" or value == () or value == {}:
        return
    match field:
        case "draft":
            # YAML allows no control characters, in comments neither.
            said = " ".join("".join(sign if sign.isprintable() else " " for sign in comment).split())
            yield f"draft: true  # {said}" if said else "draft: true"
        case "sources":
            yield "sources:"
            for source in value:
                yield from _item(source, _SOURCE)
        case "corrections":
            yield "corrections:"
            for correction in value:
                yield from _item(correction, _CORRECTION)
        case "image":
            yield "image:"
            yield from (f"  {line}" for line in _keys(value, _IMAGE))
        case _:
            yield f"{field}: {_value(value)}"


def _item(record: object, keys: tuple[str, ...]) -> Iterator[str]:
    lines = list(_keys(record, keys))
    if not lines:
        yield "  - {}"
    for number, line in enumerate(lines):
        yield f"    {line}" if number else f"  - {line}"


def _keys(record: object, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        if value := getattr(record, key):
            yield f"{key}: {_value(value)}"


def _value(value: object, plain: re.Pattern[str] = _PLAIN) -> str:
    """A value on one line; text in quotes unless it is safe without."""
    match value:
        case bool() | int() | float():
            return json.dumps(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return f"[{', '.join(_value(item, _IN_LIST) for item in value)}]"
        case Mapping():
            pairs = (f"{_value(key, _IN_LIST)}: {_value(item, _IN_LIST)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"
    text = str(value)
    if plain.fullmatch(text) and not text.endswith(" ") and not _WORDS.fullmatch(text) and "  " not in text:
        return text
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
