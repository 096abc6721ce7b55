"""A document of another generator as an entry: each field found, mended where it must be, and told."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time, tzinfo
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from newsdigest.convert.body import excerpt_of, moved, plain_text, sources_of
from newsdigest.convert.dates import Stamp, moment_of, read_stamp
from newsdigest.convert.document import Document, Place
from newsdigest.convert.fields import Fields, categories_and_tags, language_code, old_paths, typed
from newsdigest.convert.generators import day_is_torn, name_of
from newsdigest.convert.marks import readable
from newsdigest.convert.moves import Moves
from newsdigest.convert.old_addresses import Post, is_pattern
from newsdigest.convert.spellings import spelling_key
from newsdigest.model.entry import Entry, Image, Moment, Source
from newsdigest.model.problem import Problem
from newsdigest.model.slug import slugify

TITLE = ("title",)
DATE = ("date", "publishdate", "pubdate")
UPDATED = ("updated", "lastmod", "last_modified_at", "modified", "last-modified-at")
EXPIRES = ("expires", "expirydate", "unpublishdate")
SUMMARY = ("summary", "excerpt", "description")
ALIASES = ("aliases", "alias", "redirect_from")
ADDRESS = ("permalink", "url", "save_as")
IMAGE = ("image", "images", "cover", "thumbnail", "featured_image", "feature_image", "header")
LINK = (
    "link",
    "external_url",
    "externalurl",
    "external_link",
    "link_url",
    "source_url",
    "original_url",
    "redirect_to",
)
"""What the post is about, where it stands elsewhere: its source."""

LEFT = frozenset((
    "layout", "type", "template", "draft", "published", "status", "headless", "build", "_build",
    "translationkey", "translation", "excerpt_separator",
))  # fmt: skip
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
    moves: Moves
    """Of copied files."""
    taxonomies: tuple[str, ...] = ()
    """Fields that file a post, beside categories and tags."""
    excerpt_mark: str = ""
    several_languages: bool = False
    """Whether files of one path in two languages are one work."""


class Converted(Struct, frozen=True):
    """An entry without its place among the others, what the old address is made of, and what was mended."""

    file: str
    """The old one, as messages show it."""
    entry: Entry
    body: str
    body_line: int
    """Line of the old file on which it began."""
    post: Post
    lang: str
    """As the old site has it, where it is said."""
    work: str
    """What translations of one another share; empty where that is not known."""
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
    title = title_of(fields, name)
    moment, as_taken = _date(fields, day_in_name, context)
    given_slug = fields.text("slug")
    slug = slugify(given_slug) or slugify(name) or slugify(title) or "entry"
    categories, tags = categories_and_tags(fields, place.categories, words=words)
    for key in context.taxonomies:
        tags += fields.texts(key, r"[,;]")
    lang = language_said(fields) or place.lang
    body = body_of(fields, path, context)
    updated, expires = _other_date(fields, UPDATED, context), _other_date(fields, EXPIRES, context)
    named: dict[str, Any] = {}
    if expires and moment and _instant(expires, context.zone) <= _instant(moment, context.zone):
        fields.tell(
            fields.line(*EXPIRES), "import-date", f"it expires before its date, {expires}: it is a draft"
        )
        named["expires"], expires = str(expires), None
    image, picture = _image(fields, path, context)
    authors = _authors(fields)
    pattern, own = own_address(fields)
    aliases = tuple(dict.fromkeys((*old_paths(fields, ALIASES), *own)))
    mark = fields.text("excerpt_separator") or context.excerpt_mark
    summary = plain_text(fields.text(*SUMMARY)) or excerpt_of(body, mark)
    about = _about(fields, context)
    hidden = place.role == "draft" or is_draft(fields) or "expires" in named
    if moment is None and not hidden:
        fields.tell(1, "import-date", "no date was found: the entry is a draft", "write its `date`")
    if authors:
        named |= {"authors": authors} if len(authors) > 1 else {"author": authors[0]}
    work = fields.text("translationkey") or (place.inner if context.several_languages else given_slug)
    entry = Entry(
        file="",
        title=title,
        slug=slug,
        date=moment,
        tags=_tags([*categories, *tags], context.labels),
        summary=summary,
        sources=(*about, *(one for one in sources_of(body, context.moves.own_hosts) if one not in about)),
        draft=hidden or moment is None,
        updated=updated,
        expires=expires,
        aliases=aliases,
        lang=lang,
        image=image,
        extra={**named, **picture, **fields.rest(LEFT)},
    )
    inner = name_of(place.inner)[1] if place.inner else name
    old = Post(
        path,
        given_slug or inner,
        title,
        given_slug,
        as_taken,
        tuple(categories),
        lang,
        pattern,
        "".join(own[:1]),
    )
    problems = (*document.problems, *fields.problems)
    return Converted(document.file, entry, body, document.body_line, old, lang, work, problems)


def own_address(fields: Fields) -> tuple[str, tuple[str, ...]]:
    """The pattern of its address or its address itself, where its front matter says one."""
    given = fields.text("permalink")
    if is_pattern(given):
        return given, ()
    return "", tuple(old_paths(fields, ADDRESS))


def body_of(fields: Fields, path: str, context: Context) -> str:
    """The text with what Markdown can say so said, and the addresses of copied files led to them."""
    document = fields.document
    text, marks = readable(document.body)
    if marks:
        said = ", ".join(f"{what} ({number})" for what, number in marks.items())
        fields.tell(
            document.body_line, "import-marks", f"marks of the old generator are now Markdown: {said}"
        )
    body, count = moved(text, context.moves, PurePosixPath(path).parent.as_posix())
    if count:
        many = "one address in the text leads" if count == 1 else f"{count} addresses in the text lead"
        fields.tell(document.body_line, "import-moved", f"{many} to where the files are now")
    return body


def _about(fields: Fields, context: Context) -> tuple[Source, ...]:
    """The report that the post is about, where its front matter links to it."""
    for key in LINK:
        found = (
            sources_of(f"<{fields.text(key)}>", context.moves.own_hosts)
            if key in fields.document.fields
            else ()
        )
        if found:
            return found
        fields.used.discard(key)
    return ()


def title_of(fields: Fields, name: str) -> str:
    """The title; without one, the first heading or the file's name, which is told."""
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
    if day_in_name and named is None:
        fields.tell(1, "import-date", f"the calendar does not have the day in the file's name, {day_in_name}")
    if written and stamp is None:
        made = f"the day of the file's name was taken, {named.day}" if named else "it was left out"
        fields.tell(line, "import-date", f"`{written}` is not a date; {made}")
    if stamp is None:
        return (named.day, named.day) if named else (None, None)
    moment, rule, message = moment_of(stamp, context.zone, context.repeated)
    if message:
        fields.tell(line, rule, message)
    later = _other_date(fields, ("publishdate",), context) if key == "date" else None
    if later and _instant(later, context.zone) > _instant(moment, context.zone):
        fields.tell(line, "import-date", f"it came out later than its `date`, {moment}: {later} was taken")
        moment = later
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


def language_said(fields: Fields) -> str:
    """The code of its language; empty where it says none, or something else, which is told."""
    text = fields.text("lang", "language", "locale")
    code = language_code(text)
    if text and not code:
        line = fields.line("lang", "language", "locale")
        fields.tell(line, "import-value", f"`{text}` is no language code; left out")
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


def is_draft(fields: Fields) -> bool:
    """Whether its front matter keeps it from readers, in whatever generator's words."""
    builds = (fields.document.fields.get(key) for key in ("build", "_build"))
    build = next((one.value for one in builds if one is not None and isinstance(one.value, Mapping)), {})
    return (
        fields.flag("draft") is True
        or fields.flag("published") is False
        or fields.flag("headless") is True
        or str(build.get("render", "")).lower() in ("never", "false", "link")
        or fields.text("status").lower() in ("draft", "hidden", "skip")
    )


def is_unlisted(fields: Fields) -> bool:
    """Whether readers find it by its address alone."""
    return fields.text("status").lower() == "hidden"


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
    folder = PurePosixPath(path).parent.as_posix()
    new = context.moves.lead(src, folder) or context.moves.lead(f"/{src}", folder)
    if new is None:
        fields.tell(
            given.line, "import-image", f"the picture `{src}` is not here; its address is kept under `extra`"
        )
        return None, {key: src if isinstance(value, str) else typed(given.value)}
    texts = {name: str(parts.get(name, "")).strip() for name in ("alt", "caption", "credit")}
    return Image(src=unquote(new), **texts), {}
