"""The text of a page that holds it only as data of its scripts, for a browser to lay out."""

import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import Any

from lxml.html import HtmlElement

from newsdigest.extract.body.blocks import ends_sentence
from newsdigest.extract.tree import parse

_VALUE = re.compile(r"=\s*(?=\{)|\A\s*(?=[\[{])")
"""Where a script gives a variable an object, or is one."""
_PIECE = re.compile(r"\.push\(\[\d+,\s*(?=\")")
"""Where a script hands on a piece of the page's data, as Next.js does."""
_ROW = re.compile(rb"[0-9a-f]+:(?:T([0-9a-f]+),)?")
"""What opens a row of such data; behind a `T` comes a text of so many bytes, else JSON to the line's end."""
_TAGGED = re.compile(r"<(?:p|div|h[1-6]|ul|ol|blockquote|a|b|i|em|strong|br|span)\b[^<>]*>", re.I)
_TAG = re.compile(r"<[^<>]{1,1000}>")
_SCRIPTS_OF_OTHERS = re.compile(r"ld\+json|importmap|speculationrules")
_PARAGRAPH = 80
"""Signs of a string that ends as a sentence does, from which on it is running text."""
LEAST = 300
"""Signs of an article's running text: scripts also hold messages to those without a plug-in or a password."""
MOST_VALUES, DEEPEST = 20, 40
"""Objects looked for in a script, and levels of one."""


def text_in_data(tree: HtmlElement) -> HtmlElement | None:
    """The longest text in the data of a page, as a tree of its own; None where there is none.

    Strings are of one text where they stand at the same place of the data, which item of a list aside.
    """
    places: dict[tuple[str, ...], dict[str, None]] = {}
    scripts = [
        script.text
        for script in tree.iter("script")
        if script.text and not _SCRIPTS_OF_OTHERS.search(script.get("type") or "")
    ]
    for value in (*chain.from_iterable(map(_values, scripts)), *_rows("".join(map(_pieces, scripts)))):
        for place, text in _strings(value, ()):
            places.setdefault(place, {})[text] = None
    for number, frame in enumerate(tree.iter("iframe")):
        places["srcdoc", str(number)] = {frame.get("srcdoc") or "": None}
    longest = max(places.values(), key=_prose, default=None)
    if not longest or _prose(longest) < LEAST:
        return None
    return parse("".join(text if _TAGGED.search(text) else f"<p>{html.escape(text)}</p>" for text in longest))


def _prose(texts: dict[str, None]) -> int:
    """Signs of running text among strings."""
    plain = (_TAG.sub("", text).strip() for text in texts)
    return sum(len(text) for text in plain if len(text) > _PARAGRAPH and ends_sentence(text))


def _values(script: str) -> Iterator[Any]:
    decoder, end = json.JSONDecoder(strict=False), 0
    for _, match in zip(range(MOST_VALUES), _VALUE.finditer(script), strict=False):
        if match.end() >= end:
            try:
                value, end = decoder.raw_decode(script, match.end())
            except (ValueError, RecursionError):
                continue
            yield value


def _pieces(script: str) -> str:
    """The pieces of data that a script hands on."""
    decoder, pieces = json.JSONDecoder(strict=False), []
    for match in _PIECE.finditer(script):
        with suppress(ValueError):
            pieces.append(str(decoder.raw_decode(script, match.end())[0]))
    return "".join(pieces)


def _rows(stream: str) -> Iterator[Any]:
    """The values in a stream of rows; a text of its own is told by its row."""
    data, at = stream.encode("utf-8", "replace"), 0
    while at < len(data):
        row = _ROW.match(data, at)
        end = data.find(b"\n", at) + 1 or len(data)
        if row and row[1]:
            end = row.end() + int(row[1], 16)
            yield {f"text at {at}": data[row.end() : end].decode("utf-8", "replace")}
        elif row:
            with suppress(ValueError, RecursionError):
                yield json.loads(data[row.end() : end])
        at = end


def _strings(value: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if len(place) > DEEPEST:
        return
    match value:
        case str() if " " in value.strip():
            yield place, value
        case list():
            for item in value:
                yield from _strings(item, place)
        case dict():
            for name, item in value.items():
                yield from _strings(item, (*place, name))
