"""A document of another generator as an entry: each field found, mended where it must be, and told."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time, tzinfo
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct

from newsdigest.convert.body import excerpt_of, foreign_marks, moved, new_address, plain_text, sources_of
from newsdigest.convert.dates import Stamp, moment_of, read_stamp
from newsdigest.convert.document import Document, Place
from newsdigest.convert.fields import Fields, categories_and_tags, old_paths, typed
from newsdigest.convert.generators import day_is_torn, name_of
from newsdigest.convert.old_addresses import Post
from newsdigest.convert.spellings import spelling_key
from newsdigest.model.entry import Entry, Image, Moment
from newsdigest.model.page import Page
from newsdigest.model.problem import Problem
from newsdigest.model.slug import slugify

TITLE = ("title",)
DATE = ("date", "publishdate", "pubdate")
UPDATED = ("updated", "lastmod", "last_modified_at", "modified", "last-modified-at")
EXPIRES = ("expires", "expirydate", "unpublishdate")
SUMMARY = ("summary", "excerpt", "description")
ALIASES = ("aliases", "alias", "redirect_from", "permalink", "url")
IMAGE = ("image", "images", "cover", "thumbnail", "featured_image", "feature_image", "header")
LEFT = frozenset(("layout", "type", "template", "draft", "published", "status"))
"""Said by where the entry stands or what it is, or of use to the old generator alone."""


class Context(Struct, frozen=True):
    """What holds for all documents of an import."""

    zone: tzinfo
    old_zone: tzinfo
    """In which the old generator made addresses."""
    repeated: frozenset[Any]
    """Offsets that are mostly the time of day once more."""
    labels: Mapping[str, str]
    """Spelling key of a tag -> its label."""
    moves: Mapping[str, str]
    """Address or path on the old site -> address on ours, of copied files."""
    own_hosts: frozenset[str] = frozenset()


class Converted(Struct, frozen=True):
    """An entry without its place among the others, what the old address is made of, and what was mended."""

    file: str
    """The old one, as messages show it."""
    entry: Entry
    body: str
    post: Post
    problems: tuple[Problem, ...] = ()


def stamp_of(document: Document) -> Stamp | None:
    """The date of a document as it was written, for a look over all of them."""
    given = next((document.fields[key] for key in DATE if key in document.fields), None)
    return read_stamp(given.value) if given is not None and isinstance(given.value, str) else None


def convert_post(path: str, document: Document, context: Context, place: Place, *, words: bool) -> Converted:
    """An entry of a post. Its file is its slug's alone, for the caller knows what names are taken.

    `words` says that one text of tags or categories is cut at blanks, as Jekyll does.
    """
    fields = Fields(document)
    day_in_name, name = name_of(path)
    if day_is_torn(path):
        fields.tell(1, "import-file-name", "the day in the file's name has no year; it was taken out")
    title = _title(fields, name)
    moment, as_taken = _date(fields, day_in_name, context)
    given_slug = fields.text("slug")
    slug = slugify(given_slug) or slugify(name) or slugify(title) or "entry"
    categories, tags = categories_and_tags(fields, place.categories, words=words)
    lang = _language(fields)
    body, count = moved(document.body, context.moves, PurePosixPath(path).parent.as_posix())
    if count:
        fields.tell(
            document.body_line,
            "import-moved",
            f"{count} addresses in the text lead to where their files are now",
        )
    updated, expires = _other_date(fields, UPDATED, context), _other_date(fields, EXPIRES, context)
    named: dict[str, Any] = {}
    if expires and moment and _instant(expires, context.zone) <= _instant(moment, context.zone):
        fields.tell(
            fields.line(*EXPIRES), "import-date", f"it expires before its date, {expires}: it is a draft"
        )
        named["expires"], expires = str(expires), None
    image, picture = _image(fields, path, context)
    authors = _authors(fields)
    aliases = tuple(dict.fromkeys(old_paths(fields, ALIASES)))
    summary = plain_text(fields.text(*SUMMARY)) or excerpt_of(document.body)
    is_draft = _is_draft(fields, draft=place.role == "draft") or "expires" in named
    if moment is None and not is_draft:
        fields.tell(1, "import-date", "no date was found: the entry is a draft", "write its `date`")
    if authors:
        named |= {"authors": authors} if len(authors) > 1 else {"author": authors[0]}
    entry = Entry(
        file="",
        title=title,
        slug=slug,
        date=moment,
        tags=_tags([*categories, *tags], context.labels),
        summary=summary,
        sources=sources_of(document.body, context.own_hosts),
        draft=is_draft or moment is None,
        updated=updated,
        expires=expires,
        aliases=aliases,
        lang=lang,
        image=image,
        extra={**named, **picture, **fields.rest(LEFT)},
    )
    problems = (
        *document.problems,
        *fields.problems,
        *foreign_marks(document.file, document.body, document.body_line),
    )
    old = Post(path, given_slug or name, title, given_slug, as_taken, tuple(categories), lang)
    return Converted(document.file, entry, body, old, problems)


def convert_page(path: str, document: Document, context: Context) -> tuple[Page, str, tuple[Problem, ...]]:
    """A standing page, its body, and what was mended; what pages have no field for is named."""
    fields = Fields(document)
    _, name = name_of(path)
    title = _title(fields, name)
    slug = slugify(fields.text("slug")) or slugify(name) or slugify(title) or "page"
    body, _ = moved(document.body, context.moves, PurePosixPath(path).parent.as_posix())
    page = Page(
        file="",
        title=title,
        slug=slug,
        summary=plain_text(fields.text(*SUMMARY)),
        lang=_language(fields),
        aliases=tuple(dict.fromkeys(old_paths(fields, ALIASES))),
    )
    rest = fields.rest(LEFT)
    if rest:
        names = ", ".join(f"`{key}`" for key in rest)
        fields.tell(1, "import-field", f"a page has no place for {names}; left out")
    marks = foreign_marks(document.file, document.body, document.body_line)
    return page, body, (*document.problems, *fields.problems, *marks)


def _title(fields: Fields, name: str) -> str:
    title = " ".join(fields.text(*TITLE).split())
    if title:
        return title
    heading = re.search(r"^#[ \t]+(.+?)[ \t#]*$", fields.document.body, re.MULTILINE)
    title = (
        plain_text(heading[1]) if heading else name.replace("-", " ").replace("_", " ").strip().capitalize()
    )
    where = "its first heading" if heading else "its file's name"
    fields.tell(1, "import-title", f"no `title`: {where} was taken, `{title}`")
    return title or "Untitled"


def _date(fields: Fields, day_in_name: str, context: Context) -> tuple[Moment | None, Moment | None]:
    """The date, and the moment for which the old generator took it; the front matter wins over the name."""
    key = next((one for one in DATE if one in fields.document.fields), "")
    line, written = fields.line(*DATE), fields.text(*DATE) if key else ""
    stamp, named = read_stamp(written), read_stamp(day_in_name)
    if written and stamp is None:
        made = f"the day of the file's name was taken, {named.day}" if named else "it was left out"
        fields.tell(line, "import-date", f"`{written}` is not a date; {made}")
    if stamp is None:
        return (named.day, named.day) if named else (None, None)
    moment, rule, message = moment_of(stamp, context.zone, context.repeated)
    if message:
        fields.tell(line, rule, message)
    if named and named.day != stamp.day:
        message = f"`date` is {stamp.day}, but the file's name says {named.day}; the date was taken"
        fields.tell(line, "import-date-and-file", message)
    taken = stamp.as_taken
    if isinstance(taken, datetime):
        taken = taken.astimezone(context.old_zone) if taken.tzinfo else taken
    return moment, taken


def _other_date(fields: Fields, keys: tuple[str, ...], context: Context) -> Moment | None:
    text = fields.text(*keys)
    stamp = read_stamp(text)
    if text and stamp is None:
        fields.tell(fields.line(*keys), "import-date", f"`{text}` is not a date; it was left out")
    if stamp is None:
        return None
    moment, rule, message = moment_of(stamp, context.zone, context.repeated)
    if message:
        fields.tell(fields.line(*keys), rule, message)
    return moment


def _instant(moment: Moment, zone: tzinfo) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.min, zone)


def _tags(names: Sequence[str], labels: Mapping[str, str]) -> tuple[str, ...]:
    """Each tag once, in the spelling that the site keeps."""
    return tuple(dict.fromkeys(labels.get(spelling_key(name), name) for name in names))


def _language(fields: Fields) -> str:
    code = fields.text("lang", "language", "locale").replace("_", "-")
    if code and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?", code):
        fields.tell(
            fields.line("lang", "language", "locale"),
            "import-value",
            f"`{code}` is no language code; left out",
        )
        return ""
    return code


def _authors(fields: Fields) -> tuple[str, ...]:
    """Names; of a mapping, its `name`."""
    for key in ("authors", "author"):
        given = fields.document.fields.get(key)
        if given is None:
            continue
        value = given.value.get("name", "") if isinstance(given.value, Mapping) else given.value
        fields.used.add(key)
        if isinstance(value, tuple):
            value = tuple(one.get("name", "") if isinstance(one, Mapping) else one for one in value)
            found = tuple(" ".join(str(one).split()) for one in value)
        else:
            if value != value.strip():
                fields.tell(given.line, "import-blanks", f"blanks around `{key}` were taken away")
            names = re.split(";|,(?! *[JS]r)" if key == "authors" else ";", value)
            found = tuple(" ".join(name.split()) for name in names)
        if any(found):
            return tuple(filter(None, found))
    return ()


def _is_draft(fields: Fields, *, draft: bool) -> bool:
    status = fields.text("status").lower()
    return (
        draft
        or fields.flag("draft") is True
        or fields.flag("published") is False
        or status in ("draft", "hidden")
    )


def _image(fields: Fields, path: str, context: Context) -> tuple[Image | None, dict[str, Any]]:
    """The picture where its file was copied; else what was written, for `extra`, and told."""
    key = next((one for one in IMAGE if one in fields.document.fields), "")
    if not key:
        return None, {}
    given = fields.document.fields[key]
    value = given.value[0] if isinstance(given.value, tuple) and given.value else given.value
    parts: Mapping[str, Any] = value if isinstance(value, Mapping) else {"src": value}
    found = (parts.get(name) for name in ("src", "path", "url", "image", "file", "teaser"))
    src = next((one.strip() for one in found if isinstance(one, str) and one.strip()), "")
    fields.used.add(key)
    if not src:
        return None, ({key: typed(given.value)} if given.value else {})
    if src != str(parts.get("src", src)):
        fields.tell(given.line, "import-blanks", f"blanks around `{key}` were taken away")
    new = new_address(src, context.moves, PurePosixPath(path).parent.as_posix()) or context.moves.get(
        f"/{src}"
    )
    if new is None:
        fields.tell(
            given.line, "import-image", f"the picture `{src}` is not here; its address is kept under `extra`"
        )
        return None, {key: src if isinstance(value, str) else typed(given.value)}
    texts = {name: str(parts.get(name, "")).strip() for name in ("alt", "caption", "credit")}
    return Image(src=new, **texts), {}
