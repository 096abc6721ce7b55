"""Rules over entries: what they need to be published, and what in them contradicts itself or another."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from newsdigest.model.config import REQUIRABLE, Config
from newsdigest.model.entry import Entry, Moment
from newsdigest.model.problem import Problem, Severity
from newsdigest.model.vocabulary import Vocabulary

EXAMPLES = {
    "date": "add `date: 2019-11-27`",
    "tags": "add at least one tag, such as `tags: [china]`",
    "summary": "add one or two sentences that stand alone: `summary: ...`",
    "sources": "add the report that the entry cites: `sources:` with a publisher or url",
}


def missing_fields(entries: Sequence[Entry], vocabulary: Vocabulary, config: Config) -> Iterator[Problem]:
    """An entry that is no draft has every field that the site requires.

    A field that stands there and could not be read has been told already.
    """
    wanted = [name for name in REQUIRABLE if name in config.required]
    for entry in entries:
        if entry.draft:
            continue
        for name in wanted:
            if not getattr(entry, name) and name not in entry.places:
                hint = f"{EXAMPLES[name]}, or make it a draft: `draft: true`"
                yield _problem(entry, "", "missing-field", f"the entry has no `{name}`", hint)


def source_of_nobody(entries: Sequence[Entry], vocabulary: Vocabulary, config: Config) -> Iterator[Problem]:
    """A source names its publisher or its url."""
    if "sources" not in config.required:
        return
    for entry in entries:
        if entry.draft:
            continue
        named = [source for source in entry.sources if source.publisher or source.url]
        if entry.sources and not named and not _told(entry):
            hint = "add `publisher: ...` or `url: ...`"
            message = "no source of the entry has a publisher or a url"
            yield _problem(entry, "sources", "missing-field", message, hint)


def _told(entry: Entry) -> bool:
    """Whether a url or publisher stands there that could not be read, which was told when it was read."""
    return any(path.startswith("sources.") and path.endswith((".url", ".publisher")) for path in entry.places)


def end_before_begin(entries: Sequence[Entry], vocabulary: Vocabulary, config: Config) -> Iterator[Problem]:
    """An entry does not expire before its date, and was not updated before it."""
    zone = config.zone
    for entry in entries:
        if entry.date is None:
            continue
        begin = _instant(entry.date, zone)
        if entry.expires is not None and _instant(entry.expires, zone) <= begin:
            message = "the entry expires before it is published"
            yield _problem(entry, "expires", "dates-order", message, "give a day after `date`")
        # A bare `updated` of the day itself is not before an instant of that day.
        if entry.updated is not None and _end(entry.updated, zone) < begin:
            message = "`updated` lies before `date`"
            yield _problem(entry, "updated", "dates-order", message, "correct one of the two", "warning")


def image_without_alt(entries: Sequence[Entry], vocabulary: Vocabulary, config: Config) -> Iterator[Problem]:
    """A picture is described for those who do not see it."""
    for entry in entries:
        if entry.image is not None and not entry.image.alt and "image.alt" not in entry.places:
            hint = "say what it shows: `alt: ...`"
            yield _problem(entry, "image", "image-alt", "the image has no `alt`", hint, "warning")


def translation_of_nothing(
    entries: Sequence[Entry], vocabulary: Vocabulary, config: Config
) -> Iterator[Problem]:
    """`translates` names an entry that is there."""
    slugs = {entry.slug for entry in entries}
    ids = {entry.id for entry in entries if entry.id}
    for entry in entries:
        wanted = entry.translates
        if not wanted or wanted in ids or wanted in slugs:
            continue
        by_address = wanted.strip("/").rpartition("/")[2]
        if wanted.startswith(("/", "tag:")) and (by_address in slugs or wanted.rpartition(":")[2] in slugs):
            continue
        message = f"`translates` names no entry: `{wanted}`"
        hint = "name the slug, id or address of the entry of which this is a translation"
        yield _problem(entry, "translates", "translates", message, hint, "warning")


def duplicate_ids(entries: Sequence[Entry], vocabulary: Vocabulary, config: Config) -> Iterator[Problem]:
    """An id belongs to one entry: feed readers take two with one id for the same."""
    owners: dict[str, str] = {}
    for entry in entries:
        if not entry.id:
            continue
        owner = owners.setdefault(entry.id, entry.file)
        if owner != entry.file:
            message = f"the id `{entry.id}` is that of `{owner}`"
            yield _problem(entry, "id", "duplicate-id", message, "delete it in the entry that was copied")


def _instant(moment: Moment, zone: ZoneInfo) -> datetime:
    """A bare day begins at its midnight."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time.min, zone).astimezone(UTC)


def _end(moment: Moment, zone: ZoneInfo) -> datetime:
    """A bare day lasts until its last second."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time.max, zone).astimezone(UTC)


def _problem(
    entry: Entry, path: str, rule: str, message: str, hint: str, severity: Severity = "error"
) -> Problem:
    line, column = entry.place(path)
    return Problem(entry.file, line, column, rule, message, hint, severity)
