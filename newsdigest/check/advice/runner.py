"""The tuples of all advice, and how it is given."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from newsdigest.check.advice.fields import (
    date_ahead,
    date_before_source,
    footnote_marks,
    loud_title,
    source_without_address,
    source_without_rights,
    summary_absent,
    summary_is_title,
    summary_length,
)
from newsdigest.check.advice.links import link_relative, link_text, link_tracking
from newsdigest.check.advice.prose import doubled_words, mail_size, placeholders, quotes_mixed
from newsdigest.check.advice.published import feed_size, fragment_dead
from newsdigest.check.advice.stories import Sketch, same_text, same_title, source_covered
from newsdigest.check.advice.tags import tag_retired, tag_unused, tag_used_once, tags_alike
from newsdigest.check.advice.written import Context, Written
from newsdigest.check.links import BodyOf
from newsdigest.model.entry import Entry
from newsdigest.model.problem import Problem

TextRule = Callable[[Written, Context], Iterable[Problem]]
ArchiveRule = Callable[[Sequence[Entry], Context], Iterable[Problem]]

TEXT_RULES: tuple[TextRule, ...] = (
    summary_absent,
    summary_length,
    summary_is_title,
    footnote_marks,
    loud_title,
    source_without_address,
    source_without_rights,
    date_ahead,
    date_before_source,
    link_text,
    link_relative,
    link_tracking,
    doubled_words,
    mail_size,
    placeholders,
    quotes_mixed,
)
COVERAGE_RULES: tuple[ArchiveRule, ...] = (source_covered, same_title)
ARCHIVE_RULES = (tags_alike, tag_used_once, tag_unused, tag_retired, *COVERAGE_RULES)


def advise_entry(text: Written, site: Context) -> list[Problem]:
    """Advice on an entry by itself."""
    return [problem for rule in TEXT_RULES for problem in rule(text, site)]


def advise_archive(entries: Sequence[Entry], site: Context) -> list[Problem]:
    """Advice on entries beside one another."""
    entries = _in_time(entries)
    return sorted(problem for rule in ARCHIVE_RULES for problem in rule(entries, site))


def advise_texts(entries: Sequence[Entry], sketches: Mapping[str, Sketch]) -> list[Problem]:
    """Advice on texts beside one another; file -> sketch."""
    return sorted(same_text(_in_time(entries), sketches))


def _in_time(entries: Sequence[Entry]) -> list[Entry]:
    """Entries by their dates; drafts are work in progress, and left out."""
    return sorted(
        (entry for entry in entries if not entry.draft),
        key=lambda entry: (entry.date.isoformat() if entry.date else "", entry.file),
    )


def advise_bodies(bodies: Sequence[BodyOf]) -> list[Problem]:
    """Advice on the bodies of all that is published, beside one another."""
    return sorted(fragment_dead(bodies))


def advise_files(sizes: Mapping[str, int]) -> list[Problem]:
    """Advice on the files of the site; path -> size in bytes."""
    return sorted(feed_size(sizes))
