"""Advice on single fields: titles, summaries, sources, dates."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, tzinfo

from newsdigest.check.advice.written import Context, Written
from newsdigest.model.copied import count_words
from newsdigest.model.entry import Moment
from newsdigest.model.problem import Problem
from newsdigest.model.slug import fold

SUMMARY_WORDS = 80
"""More are no summary; two signs of a script without spaces are a word."""

LOUD_LETTERS, LOUD_WORDS = 12, 2
"""A title in capitals shouts from so many letters in so many words; below, it may be a name."""

_FOOTNOTE = re.compile(r"\[\^?\d{1,3}\](?!\()|[†‡]|(?:[.,;:!?”\"’)\]]|[^\W\d_]{5})([¹²³⁰⁴⁵⁶⁷⁸⁹]+)")
_NO_LETTERS = re.compile(r"[\W_]+")
_MARKS = re.compile(r"[!！]{2,}|[?？][!！]|[!！][?？]")


def summary_absent(text: Written, site: Context) -> Iterator[Problem]:
    """An entry has no summary, where the site does not insist on one."""
    if (
        not text.entry.summary
        and "summary" not in site.config.required
        and "summary" not in text.entry.places
    ):
        hint = "add one or two sentences that stand alone: `summary: ...`"
        yield text.field("", "summary-absent", "the entry has no `summary`", hint)


def summary_length(text: Written, site: Context) -> Iterator[Problem]:
    """A summary is one or two sentences."""
    words = count_words(text.entry.summary)
    if words > SUMMARY_WORDS:
        message = f"the summary has {words} words, more than {SUMMARY_WORDS}"
        yield text.field("summary", "summary-length", message, "keep one or two sentences that stand alone")


def summary_is_title(text: Written, site: Context) -> Iterator[Problem]:
    """A summary says more than the title."""
    summary = text.entry.summary
    if summary and _letters(summary) == _letters(text.entry.title):
        hint = "say in a sentence what the title leaves open"
        yield text.field("summary", "summary-is-title", "the summary is the title again", hint)


def footnote_marks(text: Written, site: Context) -> Iterator[Problem]:
    """A summary stands alone in lists and feeds: a footnote's mark leads nowhere there."""
    if found := _FOOTNOTE.search(text.entry.summary):
        mark = found[1] or found[0]
        yield text.field(
            "summary", "footnote-mark", f"the summary has a footnote's mark: `{mark}`", "delete it"
        )


def loud_title(text: Written, site: Context) -> Iterator[Problem]:
    """A title does not shout."""
    title = text.entry.title
    capitals, small = sum(map(str.isupper, title)), sum(map(str.islower, title))
    letters = capitals + small
    loud = letters >= LOUD_LETTERS and capitals > 0.85 * letters
    if loud and sum(map(str.isupper, re.findall(r"[^\W\d_]{4,}", title))) >= LOUD_WORDS:
        yield text.field("title", "loud-title", "the title is in capitals", "write it as a sentence")
    elif found := _MARKS.search(title):
        yield text.field("title", "loud-title", f"the title shouts: `{found[0]}`", "one mark says it all")


def source_without_address(text: Written, site: Context) -> Iterator[Problem]:
    """A reader can go from a digest to its source."""
    for number, source in enumerate(text.entry.sources):
        if source.publisher and not source.url and not source.archived:
            message = f"the source ({source.publisher}) has no address"
            yield text.field(f"sources.{number}", "source-address", message, "add `url: ...`, if it has one")


def source_without_rights(text: Written, site: Context) -> Iterator[Problem]:
    """Whose saved page is quoted, and under which terms, is written down."""
    for number, source in enumerate(text.entry.sources):
        publisher = site.vocabulary.publisher_by_name.get(fold(source.publisher))
        if source.page and not (source.rights or source.licence or (publisher and publisher.licence)):
            message = f"nothing says who has the rights in `{source.page}`"
            yield text.field(
                f"sources.{number}", "source-rights", message, "add `rights: ...` or `licence: ...`"
            )


def date_ahead(text: Written, site: Context) -> Iterator[Problem]:
    """What was updated, corrected or published elsewhere has happened already."""
    entry = text.entry
    moments: list[tuple[str, Moment | None]] = [("updated", entry.updated)]
    moments += [(f"corrections.{n}.date", one.date) for n, one in enumerate(entry.corrections)]
    moments += [(f"sources.{n}.published", one.published) for n, one in enumerate(entry.sources)]
    for path, moment in moments:
        if moment is not None and _span(moment, site.config.zone)[0] > site.now:
            message = f"`{path}` lies in the future: {moment.isoformat()}"
            yield text.field(path, "date-ahead", message, "correct the date")


def date_before_source(text: Written, site: Context) -> Iterator[Problem]:
    """A digest does not come before what it digests; a day's leeway, for clocks differ over the world."""
    if text.entry.date is None:
        return
    zone = site.config.zone
    for number, source in enumerate(text.entry.sources):
        if source.published is None:
            continue
        if _span(text.entry.date, zone)[1] + timedelta(hours=14) < _span(source.published, zone)[0]:
            day = source.published.isoformat()
            message = f"`date` lies before the source was published ({day})"
            yield text.field(
                "date", "date-before-source", message, f"correct it, or `sources.{number}.published`"
            )


def _span(moment: Moment, zone: tzinfo) -> tuple[datetime, datetime]:
    """The first and last instant that is meant."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC), moment.astimezone(UTC)
    first = datetime.combine(moment, time.min, zone).astimezone(UTC)
    return first, first + timedelta(days=1)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", fold(text))
