"""Entries: the front matter of content/entries, read by the table that is its format."""

import re
from datetime import tzinfo
from pathlib import PurePosixPath
from typing import Any

from newsdigest.load.fields import Each, Field, MappingOf, into, record
from newsdigest.load.findings import Findings
from newsdigest.load.frontmatter import split
from newsdigest.load.loaded import Loaded
from newsdigest.load.readers import address, filled, flag, language, local, moment, plain, text, texts
from newsdigest.load.yaml_lines import compose
from newsdigest.model.entry import Correction, Entry, Image, Source
from newsdigest.model.places import Places
from newsdigest.model.problem import Problem
from newsdigest.model.slug import slugify

SOURCE = record(
    "a source",
    Field("title", text, "The report's own headline."),
    Field("url", address, "Its address on the web."),
    Field("publisher", text, "The outlet that published it."),
    Field("agency", text, "The wire service that wrote it."),
    Field("authors", texts, "Who wrote it: names, each an item."),
    Field("published", moment, "When it was published."),
    Field("rights", text, "Its notices of rights, one a line."),
    Field("page", text, "Its file in content/sources."),
    Field("lang", language, "The language that it is written in, as a code."),
    Field("licence", text, "The licence under which it may be used."),
    Field("archived", address, "The address of an archived copy."),
)

IMAGE = record(
    "an image",
    Field("src", filled, "The picture's address, such as /media/crane.jpg.", needed=True),
    Field("alt", text, "What it shows, for those who do not see it."),
    Field("caption", text, "What stands below it."),
    Field("credit", text, "Who made it."),
)

CORRECTION = record(
    "a correction",
    Field("date", moment, "When it was corrected.", needed=True),
    Field("note", filled, "What was wrong, and what is right.", needed=True),
)

ENTRY = record(
    "an entry",
    Field("title", filled, "The headline.", needed=True),
    Field(
        "date", moment, "The day on which it is published, or the instant; later than now, it comes out then."
    ),
    Field("tags", texts, "Tags by slug, label or alias."),
    Field("summary", text, "One or two sentences that stand alone."),
    Field("sources", Each(into(Source, SOURCE), one_accepted=True), "The reports that it cites."),
    Field("id", text, "Its tag URI, which outlives a changed title or address; leave it as it is."),
    Field("draft", flag, "Whether it is held back."),
    Field("updated", moment, "When it was last changed in a way that readers should know of."),
    Field("expires", moment, "When it goes from the site."),
    Field("slug", filled, "The last part of its address. Default: the file's name."),
    Field("aliases", Each(local), "Old addresses that lead here, such as /old/address/."),
    Field("lang", language, "The language that it is written in, as a code. Default: the site's."),
    Field("translates", text, "Slug, id or address of the entry of which this is a translation."),
    Field("section", text, "The part of the paper it belongs to."),
    Field("dateline", text, "Where the report was written: a place."),
    Field("image", into(Image, IMAGE), "A picture."),
    Field("corrections", Each(into(Correction, CORRECTION)), "What was put right in it, and when."),
    Field("story", text, "The thread of entries that it belongs to."),
    Field("extra", MappingOf(plain), "Fields of your own."),
    own_fields="extra",
    elsewhere={one.key: "sources" for one in SOURCE.fields},
)
"""The format of an entry, in the order in which the program writes it."""


FIELD_ORDER = tuple(one.key for one in ENTRY.fields)


def read_entry(file: str, text: str, zone: tzinfo) -> Loaded[Entry]:
    """An entry from its file's text; a time without an offset is meant in `zone`."""
    parts = split(file, text)
    if isinstance(parts, Problem):
        return Loaded(None, (parts,))
    document = compose(file, parts.yaml, parts.yaml_line)
    if isinstance(document, Problem):
        return Loaded(None, (document,), parts.body)
    found = Findings(document, zone)
    if document.root is None:
        found.tell((parts.yaml_line, 1), "missing-field", "an entry needs `title`", "add `title: ...`")
        return Loaded(None, found.in_order(), parts.body)
    found.places[""] = document.place(document.root)
    values = ENTRY(document.root, "", found)
    if values is None:
        return Loaded(None, found.in_order(), parts.body)
    slug = slug_of(file, values, found)
    _compare_date(file, values, found)
    entry = Entry(
        **{"title": "", **values, "slug": slug, "file": file},
        places=Places.of(found.places),
        body_line=parts.body_line,
    )
    return Loaded(entry if slug else None, found.in_order(), parts.body)


def slug_of(file: str, values: dict[str, Any], found: Findings) -> str:
    """The slug that the front matter gives, else the file's name; empty, and told, where nothing is left."""
    given: str = values.get("slug") or PurePosixPath(file).stem
    slug = slugify(given)
    if not slug:
        at = found.places.get("slug", (1, 1))
        found.tell(
            at,
            "empty-slug",
            f"`{given}` gives no address: it has neither letter nor digit",
            "rename the file, or add `slug: some-words`",
        )
    return slug


_DAY_IN_NAME = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=\D|$)")
_MONTH_IN_FOLDER = re.compile(r"(?:^|/)(\d{4})/(\d\d)/[^/]*$")


def _compare_date(file: str, values: dict[str, Any], found: Findings) -> None:
    """A date that its file's name or folder contradicts is probably a slip of the pen."""
    date = values.get("date")
    if date is None:
        return
    written = (f"{date.year:04}", f"{date.month:02}", f"{date.day:02}")
    name = _DAY_IN_NAME.match(file.rpartition("/")[2])
    folder = _MONTH_IN_FOLDER.search(file)
    says = ""
    if name and name.groups() != written:
        says = f"the file's name says {'-'.join(name.groups())}"
    elif folder and folder.groups() != written[:2]:
        says = f"the file lies in {'/'.join(folder.groups())}"
    if says:
        found.tell(
            found.places["date"],
            "date-and-file",
            f"`date` is {'-'.join(written)}, but {says}",
            "correct the date, or move the file",
            "warning",
        )
