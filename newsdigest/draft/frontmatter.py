"""An entry as the text of its file: front matter in the order of the format, then the body."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from newsdigest.model.entry import Entry
from newsdigest.model.page import Page
from newsdigest.model.slug import slugify
from newsdigest.model.yaml_text import yaml_value

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


def write_entry(entry: Entry, body: str, comment: str = "") -> str:
    """The text of an entry's file; the comment stands beside `draft`."""
    lines = [line for field in _FIELDS for line in _field(entry, field, comment)]
    return "\n".join(["---", *lines, "---", body.strip("\n")]) + "\n"


def write_page(page: Page, body: str) -> str:
    """The text of a standing page's file."""
    entry = Entry(
        file=page.file,
        title=page.title,
        slug=page.slug,
        summary=page.summary,
        aliases=page.aliases,
        lang=page.lang,
    )
    text = write_entry(entry, body)
    return text if page.navigation else text.replace("\n---\n", "\nnavigation: false\n---\n", 1)


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
            yield f"{field}: {yaml_value(value)}"


def _item(record: object, keys: tuple[str, ...]) -> Iterator[str]:
    lines = list(_keys(record, keys))
    if not lines:
        yield "  - {}"
    for number, line in enumerate(lines):
        yield f"    {line}" if number else f"  - {line}"


def _keys(record: object, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        if value := getattr(record, key):
            yield f"{key}: {yaml_value(value)}"
