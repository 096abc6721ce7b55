"""Entries turned into cards, the faces that lists show."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from newsdigest.collect.moments import date_of, day_of, instant_of, is_due
from newsdigest.collect.terms import Terms
from newsdigest.model.config import Config
from newsdigest.model.entry import Entry
from newsdigest.model.fingerprint import fingerprint
from newsdigest.model.site import Card


def branch_language(entry: Entry, languages: Sequence[str]) -> str:
    """The language of the site under which an entry stands: its own, else the site's first."""
    own = entry.lang or languages[0]
    primary = own.partition("-")[0]
    return own if own in languages else primary if primary in languages else languages[0]


def card_of(entry: Entry, terms: Terms, config: Config, now: datetime) -> Card:
    """The card of an entry."""
    zone = config.zone
    language = branch_language(entry, config.languages)
    prefix = "" if language == config.language else f"/{language}"
    moment = date_of(entry, zone, now)
    day, instant = day_of(moment, zone), instant_of(moment, zone)
    changes = [c.date for c in entry.corrections] + ([entry.updated] if entry.updated else [])
    shown: dict[str, Any] = {
        "url": f"{prefix}/{day:%Y/%m/%d}/{entry.slug}/",
        "title": entry.title,
        "summary": entry.summary,
        "lang": entry.lang or config.language,
        "date": moment,
        "day": day,
        "instant": instant,
        "updated": max([instant, *(instant_of(change, zone) for change in changes)]),
        "tags": terms.tags_of(entry, language),
        "sources": tuple(map(terms.citation, entry.sources)),
        "section": entry.section,
        "dateline": entry.dateline,
        "image": entry.image,
        "corrections": len(entry.corrections),
        "draft": entry.draft,
        "scheduled": entry.date is not None and not is_due(entry, now, zone),
    }
    return Card(file=entry.file, **shown, fingerprint=fingerprint(shown))


def id_of(entry: Entry, card: Card, config: Config) -> str:
    """The entry's tag URI (RFC 4151): its own, else derived from date and slug."""
    return entry.id or f"tag:{config.id_host},{card.day.isoformat()}:{entry.slug}"
