"""Entries turned into cards, the faces that lists show."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from newsdigest.collect.moments import date_of, day_of, instant_of, is_due
from newsdigest.collect.terms import Terms
from newsdigest.model.config import Config, language_of
from newsdigest.model.entry import Entry
from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.site import Card, Term


def branch_language(entry: Entry, languages: Sequence[str]) -> str:
    """The language of the site under which an entry stands: its own, else the site's first."""
    return language_of(entry.lang, languages)


def url_of(entry: Entry, config: Config, now: datetime) -> str:
    """The address at which an entry stands, or will; a draft without a date under the day of the build."""
    language = branch_language(entry, config.languages)
    prefix = "" if language == config.language else f"/{language}"
    day = day_of(date_of(entry, config.zone, now), config.zone)
    return f"{prefix}/{day.year:04}/{day.month:02}/{day.day:02}/{entry.slug}/"


def card_of(entry: Entry, terms: Terms, config: Config, now: datetime) -> Card:
    """The card of an entry."""
    zone = config.zone
    language = branch_language(entry, config.languages)
    moment = date_of(entry, zone, now)
    day, instant = day_of(moment, zone), instant_of(moment, zone)
    changes = [c.date for c in entry.corrections] + ([entry.updated] if entry.updated else [])
    card = Card(
        file=entry.file,
        url=url_of(entry, config, now),
        title=entry.title,
        summary=entry.summary,
        lang=entry.lang or config.language,
        date=moment,
        day=day,
        instant=instant,
        updated=max([instant, *(instant_of(change, zone) for change in changes)]),
        tags=terms.tags_of(entry, language),
        sources=tuple(map(terms.citation, entry.sources)),
        section=entry.section,
        dateline=entry.dateline,
        image=entry.image,
        corrections=len(entry.corrections),
        draft=entry.draft,
        scheduled=entry.date is not None and not is_due(entry, now, zone),
    )
    # All else on the card follows from the front matter and from what is hashed beside it.
    names = [(name.slug, name.label) for name in _names(card)]
    mark = fingerprint(entry.fingerprint(), card.url, card.lang, instant, card.scheduled, names)
    return replace(card, fingerprint=mark)


def _names(card: Card) -> Iterator[Term]:
    """Tags, publishers and agencies as the vocabulary has them now."""
    yield from card.tags
    yield from (name for source in card.sources for name in (source.publisher, source.agency) if name)


def id_of(entry: Entry, card: Card, config: Config) -> str:
    """The entry's tag URI (RFC 4151): its own, else derived from date and slug."""
    return entry.id or f"tag:{config.id_host},{card.day.isoformat()}:{entry.slug}"
